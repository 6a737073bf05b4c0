"""What the theme may see of a page and of the site: typed and escaped, never an author's own mapping; and its files.

Nothing of the theme is published but what is in our own assets: its program, search, maps and icons are not used.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from macros.addresses import STYLES, site_path
from macros.content.pages.editorial import EditorialPage
from macros.html.page.frame import frame_addresses, frame_words
from macros.site.plan import SitePage
from macros.site.statement import statement_address

SHEET = site_path(STYLES)
"""All of ``extra_css`` in one file: on a slow line every file that a page waits for costs a trip of its own."""
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def front_matter(page: SitePage) -> dict[str, Any]:
    """A composed page's front matter. The theme's own templates do not escape, so it is done here."""
    return {
        "title": escape(page.facts.title),
        "description": escape(page.facts.description),
        "hide": ["navigation", "toc"],
        "render_macros": False,
        "composed": True,
        "language": page.facts.language,
        "search": {"exclude": not page.searchable},
    }


def editorial_front_matter(page: EditorialPage) -> dict[str, Any]:
    """An editorial page's front matter: what was judged, and nothing that only the engine or a plugin would read."""
    front = page.front
    said = {"title": front.title, "description": front.description}
    return {
        **{name: escape(text) for name, text in said.items() if text},
        "hide": list(front.hide),
        "statement": front.statement,
        "language": front.language,
    }


def as_text(meta: dict[str, Any], body: str = "") -> str:
    """A page's file. JSON is YAML that nobody can misread."""
    return f"---\n{json.dumps(meta, ensure_ascii=True)}\n---\n\n{body}\n"


def extra(config: MkDocsConfig) -> dict[str, Any]:
    """What our templates look up in ``config.extra``: the frame's words and addresses, and that of the declaration."""
    return {
        **config.extra,
        "frame": frame_words(),
        "at": frame_addresses(),
        "uustatus_url": statement_address(config.extra.get("uustatus_url")),
    }


def own_files(files: Files, config: MkDocsConfig) -> None:
    """Takes out the files that the theme would publish, and puts the style sheets of ``extra_css`` together in one."""
    theirs = [Path(folder).resolve() for folder in config.theme.dirs]
    for file in list(files):
        if file.abs_src_path and any(Path(file.abs_src_path).resolve().is_relative_to(f) for f in theirs):
            files.remove(file)
    sheets = [files.get_file_from_path(str(uri)) for uri in config.extra_css]
    # A sheet that is missing stays in the list, and the link check says so.
    found = [sheet for sheet in sheets if sheet]
    # Addresses inside a sheet are relative to it: only what lies in assets/ itself may have any.
    joined = "".join(_COMMENT.sub("", sheet.content_string) for sheet in found)
    for sheet in found:
        files.remove(sheet)
    files.append(File.generated(config, SHEET, content=joined, inclusion=InclusionLevel.NOT_IN_NAV))
    names = {sheet.src_uri for sheet in found}
    config.extra_css = [SHEET, *(uri for uri in config.extra_css if str(uri) not in names)]
