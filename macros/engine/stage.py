"""Writes the whole site as plain files that another engine can build (Zensical, or MkDocs without our hook).

Whoever builds the folder runs none of our code: macros are answered, composed pages are finished HTML in Markdown files,
downloads are files, and the configuration names neither hook nor plugin.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from jinja2 import TemplateError
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.utils.yaml import yaml_load

from macros.content.files.destinations import STAGE, DestinationError, folder_to_replace
from macros.content.files.names import left_behind
from macros.content.pages.made import for_another_engine
from macros.content.pages.sealed import SealedEnvironment
from macros.engine.build import BuildError
from macros.engine.session import Session, session
from macros.engine.theme import as_text, editorial_front_matter, extra, front_matter
from macros.files.replacing import draft, put_right
from macros.opendata.publisher import Publisher, PublisherError
from macros.site.macro_answers import every_macro
from macros.site.pages.page import facts_of
from macros.site.plan import SitePlan
from macros.words.labels import labels

AFTER = "after"
"""Markdown files that readers download: an engine would make pages of them, so they are copied to the built site."""
_OURS = ("hooks", "plugins", "edit_uri", "exclude_docs", "validation", "watch")
"""Settings that only our own build understands. Edit addresses are written on each page."""


@dataclass(frozen=True, slots=True)
class Staged:
    """How much was written: pages, other files, and those that must be copied to the site after it is built."""

    pages: int
    files: int
    after: int


def stage_site(root: Path, target: Path) -> Staged:
    """Writes the site of the checkout at ``root`` into ``target``, all or nothing. Raises BuildError."""
    try:
        target = folder_to_replace(root, target, STAGE)
    except DestinationError as error:
        raise BuildError(str(error)) from None
    current = session(root)
    if current.errors:
        raise BuildError("\n".join(p.as_text() for p in current.errors))
    config = load_config(str(root / "mkdocs.yml"))
    try:
        plan = current.plan(str(config.site_url), Publisher.of(config.extra.get("publisher")))
    except PublisherError as error:
        raise BuildError(str(error)) from None
    try:
        put_right(target, STAGE)
        with draft(target, STAGE) as made:
            done = _write_all(root, made.folder, config, current, plan)
            folder_to_replace(root, target, STAGE)
            made.put_in_place()
    except (ValueError, DestinationError) as error:
        raise BuildError(str(error)) from None
    return done


def _write_all(root: Path, folder: Path, config: MkDocsConfig, current: Session, plan: SitePlan) -> Staged:
    docs = folder / "docs"
    settings = yaml.safe_dump(_settings(root, config), allow_unicode=True, sort_keys=False)
    _write(folder / STAGE.mark, f"{STAGE.words}\n{settings}".encode())
    # Its sitemap is made of other names than MkDocs' is; the pages that are not for search engines say so themselves.
    shutil.copytree(root / "overrides", folder / "overrides", ignore=shutil.ignore_patterns("sitemap.xml"))
    pages = files = after = 0
    for uri, text in [*_composed(config, plan), *_editorial(config, current, plan)]:
        _write(docs / uri, text.encode())
        pages += 1
    for file in sorted(f for f in (root / "docs").rglob("*") if f.is_file() and f.suffix != ".md"):
        named = file.relative_to(root / "docs")
        if not named.parts[0].startswith("_") and not left_behind(file.name):
            _write(docs / named, file.read_bytes())
            files += 1
    for plain in plan.files():
        is_page = plain.uri.endswith(".md")
        _write((folder / AFTER if is_page else docs) / plain.uri, plain.content)
        files, after = files + (not is_page), after + is_page
    return Staged(pages, files, after)


def _settings(root: Path, config: MkDocsConfig) -> dict[str, Any]:
    """mkdocs.yml as data: the environment is read, and what would run a program is left out."""
    with (root / "mkdocs.yml").open(encoding="utf-8") as file:
        raw: dict[str, Any] = {k: v for k, v in yaml_load(file).items() if k not in _OURS}
    # «classic» is Zensical's name for the markup that our overrides are written for; MkDocs does not read it.
    theme = {**raw["theme"], "variant": "classic"}
    # A link to a Markdown file that is a download looks like a page that is missing. Our own check saw every link.
    links = {"not_found": "ignore", "anchors": "warn", "absolute_links": "ignore"}
    ours = {"markdown_extensions": ["attr_list", {"toc": {"permalink": False}}], "validation": {"links": links}}
    return {**raw, "theme": theme, "extra": extra(config), "plugins": [], **ours}


def _composed(config: MkDocsConfig, plan: SitePlan) -> list[tuple[str, str]]:
    """The site plan's pages as files: uri and text."""
    found = []
    for _, make in plan.pages():
        page = make()
        head = plan.head(page.facts)
        edit = _edit_url(config, f"../{page.edit_path}") if page.edit_path else ""
        meta = {**front_matter(page), "head": str(head), "edit_url": edit}
        found.append((page.file, as_text(meta, str(page.html))))
    return found


def _editorial(config: MkDocsConfig, current: Session, plan: SitePlan) -> list[tuple[str, str]]:
    """The pages of docs/ with their macros answered: uri and text."""
    found, macros = [], every_macro(current.library, current.day, str(config.edit_uri or ""))
    for page in current.library.editorial:
        uri = page.path.removeprefix("docs/")
        head = plan.head(facts_of(page))
        environment = SealedEnvironment(macros[labels(page.language).language])
        try:
            text = environment.from_string(page.body).render()
        except TemplateError as error:
            raise BuildError(f"{page.path}: {error}") from None
        meta = {**editorial_front_matter(page), "head": str(head), "edit_url": _edit_url(config, uri)}
        found.append((uri, as_text(meta, for_another_engine(text, page))))
    return found


def _edit_url(config: MkDocsConfig, uri: str) -> str:
    return urljoin(str(config.edit_uri), uri) if config.edit_uri else ""


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
