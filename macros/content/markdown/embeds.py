"""Films, maps and frames in a text: a reader's browser would fetch them from others, so a link stands in their place."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urlsplit

FRAMES = frozenset({"iframe", "frame", "video", "audio", "embed", "object"})
"""Elements that show something from elsewhere."""
PARTS = frozenset({"source", "track", "param"})
"""Elements that only stand inside one of those."""
_ADDRESS = re.compile(r"\b(?:src|data|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_PLAYERS = (
    (re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/([\w-]+)"), r"https://www.youtube.com/watch?v=\1"),
    (re.compile(r"player\.vimeo\.com/video/(\d+)"), r"https://vimeo.com/\1"),
)
"""A player's address, and the page where the same film is shown."""
_FILMS = ("youtu", "vimeo", "film", "video", ".mp4", ".webm", "vgtv", "nrk.no/tv")


def link_instead(tag: str, markup: str) -> str | None:
    """What to write in place of the first ``<tag …>`` in ``markup``: a link to what it shows, or words that ask for one.

    None when ``tag`` shows nothing from elsewhere.
    """
    if tag not in FRAMES:
        return None
    name = "Se filmen" if tag == "video" else "Hør opptaket" if tag == "audio" else "Hva lenken viser"
    began = re.search(rf"<{tag}\b", markup, re.IGNORECASE)
    inside = markup[began.start() :] if began else ""
    end = re.search(rf"</{tag}\s*>", inside, re.IGNORECASE)
    found = _ADDRESS.search(inside[: end.start()] if end else inside.partition(">")[0])
    written = unescape(next((part for part in found.groups() if part), "")) if found else ""
    parts = _parts(written)
    if not parts:
        return f"[{name}](https://…)"
    plain = f"{parts[0]}{parts[1]}"
    for player, page in _PLAYERS:
        if match := player.fullmatch(plain.rstrip("/")):
            return f"[Se filmen]({match.expand(page)})"
    if tag in ("iframe", "frame", "embed", "object") and any(sign in written.casefold() for sign in _FILMS):
        name = "Se filmen"
    return f"[{name}]({parts[2].replace('(', '%28').replace(')', '%29').replace(' ', '%20')})"


def _parts(written: str) -> tuple[str, str, str] | None:
    """Host, path and whole of an address elsewhere; None for any other."""
    whole = f"https:{written}" if written.startswith("//") else written.strip()
    try:
        parts = urlsplit(whole)
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return None
    return parts.hostname, parts.path, whole
