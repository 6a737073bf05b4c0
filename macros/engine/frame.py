"""The theme's page around composed HTML. It is rendered once for each way it can look, and then only filled in.

MkDocs would render the whole theme anew for each of thousands of pages that differ in their title and their text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urljoin

from jinja2 import Environment
from markupsafe import Markup, escape
from mkdocs.commands.build import get_context
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from macros.addresses import site_path
from macros.content.kept.source import digest
from macros.engine.theme import front_matter
from macros.site.finished import Seen
from macros.site.pages.composed import Look
from macros.site.pages.page import SitePage

_INDENTED = re.compile(r"\n\s+")
"""Nothing to a browser, and 700 signs on every page."""
_SLOT = re.compile("␟([a-z]+)␟")


@dataclass(frozen=True, slots=True)
class _Frame:
    pieces: tuple[str, ...]
    """Text and the name of a slot, by turns."""
    digest: str
    seen: Seen


class Frames:
    """The frames of one build: what MkDocs has made of the theme and the menu is all they know."""

    def __init__(self, env: Environment, nav: Navigation, config: MkDocsConfig) -> None:
        self.env, self._nav, self._config = env, nav, config
        self._menu = [page.url for page in nav.pages if page.url]
        self._made: dict[tuple[object, ...], _Frame] = {}

    def dress(self, page: SitePage, head: Markup, frame: _Frame) -> tuple[str, str, int]:
        """The page as MkDocs would have written it, its own part, and on which line of the page that begins. ``head`` is what
        belongs in its head."""
        values = {
            "title": str(escape(page.facts.title)),
            "description": str(escape(page.facts.description)),
            "canonical": urljoin(str(self._config.site_url or ""), site_path(page.facts.canonical or page.facts.url)),
            "head": str(head),
            "edit": page.edit_path,
            "content": str(page.html),
        }
        filled = [values[piece] if n % 2 else piece for n, piece in enumerate(frame.pieces)]
        before = sum(piece.count("\n") for piece in filled[: frame.pieces.index("content")])
        own = f"<head>{values['head']}</head>{values['content']}"
        return "".join(filled), own, before + 1 - values["head"].count("\n")

    def frame(self, page: SitePage, sheet: str, look: Look) -> _Frame:
        """The frame of a page with that style sheet; nothing of the page's own is in it."""
        url, facts = site_path(page.facts.url), page.facts
        # All that a frame shows of its page: how deep it lies, where in the menu, its language, its sheet, and its slots.
        above = tuple(u for u in self._menu if url.startswith(u))
        way = (url.count("/"), above, bool(page.edit_path), facts.correct)
        shown = (*way, facts.language, bool(facts.description), sheet)
        if shown not in self._made:
            self._made[shown] = self._render(page, sheet, look)
        return self._made[shown]

    def _render(self, like: SitePage, sheet: str, look: Look) -> _Frame:
        file = File.generated(self._config, like.file, content="")
        file.edit_uri = "../␟edit␟" if like.edit_path else None
        page = Page(None, file, self._config)
        description = "␟description␟" if like.facts.description else ""
        page.meta = {**front_matter(like), "title": "␟title␟", "description": description, "head": "␟head␟"}
        page.meta |= {"canonical": "", "sheet": sheet}  # the engine's own slot has the address
        page.canonical_url, page.content = "␟canonical␟" if page.canonical_url else None, "␟content␟"
        page.toc = TableOfContents([AnchorLink("␟title␟", "innhold", 1)])
        context = get_context(self._nav, Files([]), self._config, page)
        html = self.env.get_template("main.html").render(context)
        pieces = tuple(_SLOT.split(_INDENTED.sub("\n", html)))
        empty = "".join(piece for n, piece in enumerate(pieces) if not n % 2)
        return _Frame(pieces, digest(*pieces), look(empty, like.facts.url, 1))


def lists_nothing(config: MkDocsConfig) -> None:
    """Lets the engine find none of the theme's files to publish: it would look through all its 14 000 icons at each build."""
    make = config.theme.get_env

    def made() -> Environment:
        found = make()
        setattr(found, "list_templates", lambda **_: [])  # noqa: B010  (the engine asks it for the files alone)
        return found

    setattr(config.theme, "get_env", made)  # noqa: B010
