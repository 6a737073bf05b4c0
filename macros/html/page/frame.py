"""The words of the frame around every page, as plain data that any engine's templates can look up.

The theme's templates cannot call our labels, and Zensical's (MiniJinja) know no ``.items()``, ``.get()`` or
``.replace()``: so each language is a mapping of short names to finished text.
"""

from __future__ import annotations

from typing import Any

from macros.addresses import (
    ABOUT,
    ACCESSIBILITY,
    ALPHABET,
    CATALOGUE,
    CONTRIBUTE,
    DATA,
    FOLLOW,
    PLACES,
    PRIVACY,
    SOURCES,
)
from macros.words.labels import DEFAULT_LANGUAGE, WRITTEN_STANDARDS, labels

FRAME = "frame."
THEME = {"action.skip": "skip", "nav": "nav", "tabs": "tabs", "toc": "toc", "top": "top"}
"""The theme's own keys for the words that it shows on our pages, and what we call them (``frame.theme.…``)."""


def frame_addresses() -> dict[str, str]:
    """The addresses that the frame links to, by a short name."""
    return {
        "catalogue": CATALOGUE, "alphabet": ALPHABET, "about": ABOUT, "sources": SOURCES, "privacy": PRIVACY,
        "accessibility": ACCESSIBILITY, "contribute": CONTRIBUTE, "data": DATA, "follow": FOLLOW, "places": PLACES,
    }  # fmt: skip


def frame_words() -> dict[str, dict[str, Any]]:
    """``{language: {name: text, "nav": {bokmål: text}, "theme": {the theme's key: text}}}`` for nb and nn.

    Names are the labels' keys without ``frame.`` and with ``_`` for the dots: ``frame.search.site`` is ``search_site``.
    ``nav`` translates the titles of the menu, which mkdocs.yml has in bokmål.
    """
    return {language: _words(language) for language in WRITTEN_STANDARDS}


def _words(language: str) -> dict[str, Any]:
    t, bokmal = labels(language), labels(DEFAULT_LANGUAGE)
    keys = [key for key in t.entries if key.startswith(FRAME)]
    plain = [key for key in keys if not key.startswith((f"{FRAME}nav.", f"{FRAME}theme."))]
    return {
        **{key.removeprefix(FRAME).replace(".", "_"): t(key) for key in plain},
        "nav": {bokmal(key): t(key) for key in keys if key.startswith(f"{FRAME}nav.")},
        "theme": {theirs: t(f"{FRAME}theme.{ours}") for theirs, ours in THEME.items()},
    }
