"""What the theme may see of a page and of the site: typed and escaped, never an author's own mapping."""

from __future__ import annotations

import json
from html import escape
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig

from macros.outputs.statement import statement_address
from macros.siteplan import SitePage
from macros.views.frame import frame_words

STYLES = "assets/stylesheets/main.*.min.css"
"""The theme's own styles: the name changes with every release of the theme."""


def front_matter(page: SitePage) -> dict[str, Any]:
    """A composed page's front matter. The theme's own templates do not escape, so it is done here."""
    return {
        "title": escape(page.title),
        "description": escape(page.description),
        "hide": ["navigation", "toc"],
        "render_macros": False,
        "composed": True,
        "language": page.language,
        "search": {"exclude": not page.searchable},
    }


def as_text(meta: dict[str, Any], body: str = "") -> str:
    """A page's file. JSON is YAML that nobody can misread."""
    return f"---\n{json.dumps(meta, ensure_ascii=True)}\n---\n\n{body}\n"


def extra(config: MkDocsConfig, styles: str | None = None) -> dict[str, Any]:
    """What our templates look up in ``config.extra``: the frame's words, and where the theme's ``styles`` lie."""
    found = styles or stylesheet(config).relative_to(_folder(config)).as_posix()
    return {
        **config.extra,
        "frame": frame_words(),
        "theme_css": found,
        "uustatus_url": statement_address(config.extra.get("uustatus_url")),
    }


def stylesheet(config: MkDocsConfig) -> Path:
    """The installed theme's main stylesheet."""
    return next(_folder(config).glob(STYLES))


def _folder(config: MkDocsConfig) -> Path:
    return next(Path(folder) for folder in config.theme.dirs if next(Path(folder).glob(STYLES), None))
