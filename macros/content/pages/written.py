"""What an author has written on an editorial page, as it is told: calls, links, pictures, ids and classes.

Light to import: a page that has been read before is these, and needs no reader of macros or HTML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from macros.text.patterns import as_opened
from macros.words.problems import Place, Problem

_SCHEMES = frozenset({"http", "https", "mailto", "tel"})


@dataclass(frozen=True)
class Call:
    """A call of a macro: its name, its values, and the file line and column of the name.

    ``start`` and ``end`` are where its brackets begin and end in the text of the page.
    """

    name: str
    values: tuple[Any, ...]
    options: tuple[tuple[str, Any], ...]
    place: Place
    start: int
    end: int


@dataclass(frozen=True)
class Bracketed:
    """What the brackets of a page hold. With ``problems`` the page must not be rendered."""

    calls: tuple[Call, ...] = ()
    texts: tuple[tuple[int, int, str], ...] = ()
    """Start, end and value of each fixed text, such as ``{{ "{{ … }}" }}`` in the guide to macros."""
    comments: tuple[tuple[int, int], ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    """A link or a picture: as written, whether Markdown made it, whether it is a picture, and its place."""

    written: str
    made: bool
    picture: bool
    place: Place


@dataclass(frozen=True, slots=True)
class IdOrClass:
    """An id or a class that an author gave: its name, the element, the link it stands on, and its place."""

    name: str
    tag: str
    href: str
    place: Place


def scheme_of(written: str) -> str | None:
    """The scheme of a link that a page may not have (``javascript``, ``data``); None for those it may."""
    match = re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", as_opened(written))
    return match[1].lower() if match and match[1].lower() not in _SCHEMES else None
