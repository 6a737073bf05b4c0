"""What the theme may see of a page and of the site: typed and escaped, never an author's own mapping; and its files.

Nothing of the theme is published but what is in our own assets: its program, search, maps and icons are not used.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from macros.addresses import LIGHT_STYLES, STYLES, site_path
from macros.content.files.names import left_behind
from macros.content.model.data.site import mailbox
from macros.content.pages.editorial import EditorialPage
from macros.html.mail import labelled_mail
from macros.html.page.frame import frame_addresses, frame_words
from macros.html.page.modules import SCRIPTS, published
from macros.html.page.sharing import PageFacts
from macros.html.page.styles import Styles, site_styles
from macros.site.pages.page import SitePage
from macros.site.statement import statement_address
from macros.words.labels import WRITTEN_STANDARDS, labels

SHEET, LIGHT = site_path(STYLES), site_path(LIGHT_STYLES)
"""All of ``extra_css`` in one file, because on a slow line every file that a page waits for costs a trip of its own; and
what is needed of it by the pages of projects, of values, and all others that show nothing else."""


def front_matter(page: SitePage) -> dict[str, Any]:
    """A composed page's front matter. The theme's own templates do not escape, so it is done here.

    ``unlisted``: the page is not in the sitemap, because another page is the one to find or because it says nothing yet.
    """
    return {
        "title": escape(page.facts.title),
        "description": escape(page.facts.description),
        "hide": ["navigation", "toc"],
        "render_macros": False,
        "composed": True,
        "language": page.facts.language,
        "canonical": site_path(page.facts.canonical),
        "unlisted": is_unlisted(page.facts),
        "correct": page.facts.correct,
        "search": {"exclude": not page.searchable},
    }


def is_unlisted(facts: PageFacts) -> bool:
    """Whether the page is left out of the sitemap."""
    return bool(facts.canonical) or not facts.indexed


def editorial_front_matter(page: EditorialPage) -> dict[str, Any]:
    """An editorial page's front matter: what was judged, and nothing that only the engine or a plugin would read."""
    front = page.front
    said = {"title": page.title, "description": front.description}
    return {
        # mkdocs-macros renders the title too: a brace that is words must not look like a macro to it.
        **{name: str(escape(text)).replace("{", "&#123;") for name, text in said.items() if text},
        "hide": list(front.hide),
        "statement": front.statement,
        "language": front.language,
    }


def as_text(meta: dict[str, Any], body: str = "") -> str:
    """A page's file. JSON is YAML that nobody can misread."""
    return f"---\n{json.dumps(meta, ensure_ascii=True)}\n---\n\n{body}\n"


def extra(config: MkDocsConfig) -> dict[str, Any]:
    """What our templates look up in ``config.extra``: the frame's words and addresses, that of the declaration, and a mail
    with what is wrong on a page."""
    to = mailbox(config.extra.get("contact"))
    return {
        **config.extra,
        "frame": frame_words(),
        "at": frame_addresses(),
        "correct": {language: labelled_mail(to, "page", labels(language)) for language in WRITTEN_STANDARDS},
        "uustatus_url": statement_address(config.extra.get("uustatus_url")),
    }


def in_menu(config: MkDocsConfig) -> frozenset[str]:
    """The files that the menu names."""

    def named(part: Any) -> Iterator[str]:
        if isinstance(part, str):
            yield part
        for inside in part.values() if isinstance(part, dict) else part if isinstance(part, list) else ():
            yield from named(inside)

    return frozenset(named(config.nav))


def own_files(files: Files, config: MkDocsConfig) -> Styles:
    """Takes out what programs have left in docs/ (the check has told of it), and puts programs, and the style sheets of
    ``extra_css``, together; gives the sheets."""
    for file in list(files):
        if left_behind(Path(file.abs_src_path or file.src_uri).name):
            files.remove(file)
    sheets = [files.get_file_from_path(str(uri)) for uri in config.extra_css]
    # A sheet that is missing stays in the list, and the link check says so.
    found = [sheet for sheet in sheets if sheet]
    # Addresses inside a sheet are relative to it: only what lies in assets/ itself may have any.
    made = site_styles("".join(sheet.content_string for sheet in found), Path(config.docs_dir).parent)
    scripts = [f for f in files if f.src_uri.startswith(SCRIPTS) and f.src_uri.endswith(".js")]
    programs = published({f.src_uri: f.content_string for f in scripts})
    for file in (*found, *scripts):
        files.remove(file)
    for uri, content in {SHEET: made.whole, LIGHT: made.light, **programs}.items():
        files.append(File.generated(config, uri, content=content, inclusion=InclusionLevel.NOT_IN_NAV))
    names = {sheet.src_uri for sheet in found}
    config.extra_css = [SHEET, *(uri for uri in config.extra_css if str(uri) not in names)]
    return made


def sheet_for(page: SitePage, made: Styles) -> str:
    """The style sheet that a composed page needs: the light one where it shows the page as the whole one does."""
    return LIGHT if made.light_enough(page.html) else SHEET
