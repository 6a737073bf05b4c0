"""MkDocs' hook: hands the site plan's pages and files to the engine. No logic here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.content.markdown.reserved_ids import anchors_of
from macros.content.pages.editorial import EditorialPage
from macros.engine.editor_macros import check_calls
from macros.engine.session import Session, session
from macros.engine.theme import as_text, editorial_front_matter, extra, front_matter, own_files
from macros.html.typography import typeset
from macros.opendata.publisher import Publisher, PublisherError
from macros.site.plan import SitePage, SitePlan
from macros.words.problems import Place, problem

_composed: dict[str, SitePage] = {}
_plan: list[SitePlan] = []
"""The plan of the current build, alone in its list."""
_markdown: dict[str, bytes] = {}
"""Files to download that MkDocs would take for pages: they are written past it."""
WATCHED = ("projects", "tools", "overrides", "macros")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Stops before anything is written when the content has errors."""
    current = _session(config)
    if current.errors:
        raise Abort("\n".join(p.as_text() for p in current.problems))
    config.watch += [str(_root(config) / folder) for folder in WATCHED]
    config.mdx_configs["toc"]["slugify"] = anchors_of("docs")
    try:
        config.extra.update(extra(config))
    except ValueError as error:
        raise Abort(str(error)) from None
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds every generated page and file, and leaves out the theme's."""
    own_files(files, config)
    try:
        publisher = Publisher.of(config.extra.get("publisher"))
    except PublisherError as error:
        raise Abort(str(error)) from None
    plan = _session(config).plan(str(config.site_url), publisher)
    _plan[:] = [plan]
    _composed.clear()
    for page in plan.pages():
        _composed[page.file] = page
        file = File.generated(
            config, page.file, content=as_text(front_matter(page)), inclusion=InclusionLevel.NOT_IN_NAV
        )
        file.edit_uri = f"../{page.edit_path}" if page.edit_path else None
        files.append(file)
    _markdown.clear()
    for plain in plan.files():
        if plain.uri.endswith(".md"):
            _markdown[plain.uri] = plain.content
            continue
        files.append(File.generated(config, plain.uri, content=plain.content, inclusion=InclusionLevel.NOT_IN_NAV))
    return files


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """An editorial page as it was read and judged, so that the engine never reads the author's own front matter."""
    if page.file.src_uri in _composed:
        return None
    own = _editorial(page, config)
    return as_text(editorial_front_matter(own), own.body)


@event_priority(100)  # before mkdocs-macros: what is not a call with fixed values never reaches it
def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Judges the macro calls of an editorial page once more, in the environment that will render them."""
    if page.file.src_uri not in _composed:
        own = _editorial(page, config)
        check_calls(markdown, str(page.title), own, config)
    return markdown


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Puts the composed HTML in place of the empty page, past Markdown and past Jinja."""
    composed = _composed.get(page.file.src_uri)
    day = _plan[0].changed(composed or _editorial(page, config))
    page.update_date = day.isoformat() if day else ""  # for the sitemap: the engine has the day of the build
    if composed is None:
        return typeset(html)
    page.toc = TableOfContents([AnchorLink(escape(composed.facts.title), "innhold", 1)])  # where the skip link leads
    return composed.html


def on_page_context(context: dict[str, Any], page: Page, config: MkDocsConfig, nav: Navigation) -> dict[str, Any]:
    """Hands the theme what belongs in the page's head."""
    composed = _composed.get(page.file.src_uri)
    own: SitePage | EditorialPage = composed or _editorial(page, config)
    page.meta["head"] = _plan[0].head(own)
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Writes the Markdown files that are downloads and not pages."""
    for uri, content in _markdown.items():
        target = Path(config.site_dir) / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)


def _root(config: MkDocsConfig) -> Path:
    return Path(config.config_file_path).parent


def _editorial(page: Page, config: MkDocsConfig) -> EditorialPage:
    found = _session(config).editorial.get(f"docs/{page.file.src_uri}")
    if found is None:
        raise Abort(problem("BY012", f"docs/{page.file.src_uri}", Place()).as_text())
    return found


def _session(config: MkDocsConfig) -> Session:
    return session(_root(config))
