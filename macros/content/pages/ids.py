"""Ids and classes of an editorial page: its own to give, or the frame's."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from macros.content.markdown.reserved_ids import OURS, frame_classes, is_taken
from macros.content.pages.written import IdOrClass
from macros.text.patterns import as_opened
from macros.words.problems import Problem, problem


def check_marks(ids: tuple[IdOrClass, ...], classes: tuple[IdOrClass, ...], path: str) -> Iterator[Problem]:
    """The ids and classes of an editorial page that are not its own to take."""
    seen: set[str] = set()
    for mark in ids:
        if is_taken(mark.name, "docs"):
            yield problem("RS026", path, mark.place, value=mark.name, suggestion=f"{mark.name.strip('_')}-her")
        elif mark.name in seen:
            yield problem("RS028", path, mark.place, value=mark.name, suggestion=f"{mark.name}-2")
        seen.add(mark.name)
    for mark in classes:
        button = mark.name.startswith(OURS) and "button" in mark.name
        if mark.name in frame_classes() or (button and (mark.tag not in ("a", "button") or _leads_away(mark.href))):
            yield problem("RS027", path, mark.place, value=mark.name)


def _leads_away(href: str) -> bool:
    try:
        parts = urlsplit(as_opened(href))
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)
