"""What a browser may run and fetch on our pages (Content-Security-Policy), and whom to tell about a hole (RFC 9116).

The policy is in the page itself, because the site must be as safe on a server that sends no headers of ours. It allows
exactly the programs the frame has: those of the page for missing addresses, where nothing contributed stands. A script
that came in with a text is on no list, whatever let it through.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from lxml import etree

from macros.site.integrity import hold
from macros.text.patterns import is_email
from macros.words.problems import Place, Problem, problem

FRAME_PAGE = "404.html"
"""A page made of our own templates alone."""
SECURITY_TXT = ".well-known/security.txt"
REFERRER = "strict-origin"
"""What is told of where a reader comes from: the site, never the page or what was searched for there. Not over http."""
_VALID_DAYS = 300
"""RFC 9116 advises less than a year; every build renews it."""
# The styles that the tables of Markdown bring: the only ones a body may have (``intake.body``), and the engine's own.
ALIGNMENTS = tuple(f"text-align: {side}{end}" for side in ("left", "center", "right") for end in (";", ""))
_ALIGNED = re.compile(r"text-align: \w+;?")
# Types of script that a browser runs; others are data.
_RUN = {"", "module", "text/javascript", "application/javascript", "text/ecmascript", "importmap", "speculationrules"}
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
_ACTING: Any = etree.XPath("//*[@style or @*[starts-with(name(), 'on')]]")
_HANDLER = re.compile(rb"on[a-z]+\s*=")
_BEFORE = (b" ", b"\t", b"\n", b"\r", b"\f", b"/", b'"', b"'")
# After the character set, which must stand in a page's first kilobyte; pages without one get it first in the head.
_PLACES = (re.compile(r"<meta charset=[^>]*>", re.IGNORECASE), re.compile(r"<head[^>]*>", re.IGNORECASE))


def frame_scripts(site: Path) -> frozenset[str]:
    """The programs that stand in the frame of every page; none when the site has no such page."""
    page = site / FRAME_PAGE
    if not page.is_file():
        return frozenset()
    found = _SCRIPT.findall(page.read_text(encoding="utf-8"))
    return frozenset(text for attributes, text in found if text and _is_run(attributes))


def policy(scripts: frozenset[str], styles: Iterable[str] = ALIGNMENTS) -> str:
    """The policy: our own files, the frame's programs, the tables' alignment, and nothing else from anywhere."""
    # Attributes need «unsafe-hashes» beside the hash of each; it opens for nothing that is not listed.
    listed = [*map(digest, styles)]
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(map(digest, scripts))],
        "style-src": ["'self'", *(["'unsafe-hashes'", *listed] if listed else [])],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in rules.items())


def digest(text: str) -> str:
    """How a policy names a text: its SHA-256."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


class Guard:
    """Puts the policy first in each page of the site in a folder, and holds the page's programs and styles.

    The page for missing addresses must lie in the folder when the first page is asked for: its scripts are those that may
    run.
    """

    def __init__(self, site: Path) -> None:
        self._site, self._content, self._meta = site, cache(self._read), cache(self._told)

    def page(self, uri: str, html: str) -> str:
        """The page at the path ``uri``, guarded."""
        # Nothing contributed stands so early in a page, so the first is the real one.
        place = next(filter(None, (pattern.search(html) for pattern in _PLACES)), None)
        end = place.end() if place else 0
        there = {*_ALIGNED.findall(html)}
        used = tuple(style for style in ALIGNMENTS if any(style in each for each in there))
        return html[:end] + self._meta(used) + hold(html[end:], f"/{uri}", self._content)

    @cached_property
    def scripts(self) -> frozenset[str]:
        """The programs that may run."""
        return frame_scripts(self._site)

    @cached_property
    def meta(self) -> str:
        """What stands first in the head of a page with all there can be in one: it tells of every page how it is guarded."""
        return self._meta(ALIGNMENTS)

    def _told(self, styles: tuple[str, ...]) -> str:
        rules = f'<meta http-equiv="Content-Security-Policy" content="{policy(self.scripts, styles)}">'
        return f'{rules}<meta name="referrer" content="{REFERRER}">'

    def _read(self, address: str) -> bytes | None:
        file = self._site / address.lstrip("/")
        inside = file.is_file() and file.resolve().is_relative_to(self._site.resolve())
        return file.read_bytes() if inside else None


def programs(root: Any, html: str) -> Iterator[tuple[str, int, str]]:
    """What a page, an lxml root read from ``html``, would run or show from elsewhere: what it is, its line, and a script's own
    text."""
    for element in root.iter("script"):
        text = element.text or ""
        if element.get("src") is None and _is_run(f'type="{element.get("type") or ""}"'):
            yield "script", element.sourceline or 1, text
    for element in root.iter("style", "iframe", "object", "embed", "base"):
        yield str(element.tag), element.sourceline or 1, ""
    for element in _ACTING(root) if _may_act(html) else ():
        for name in element.keys():  # noqa: SIM118
            if name.startswith("on") or (name == "style" and element.get(name) not in ALIGNMENTS):
                yield name, element.sourceline or 1, ""


def _may_act(html: str) -> bool:
    """Whether some element may have a style or a handler of its own: few pages do, and to ask each element is dear.

    An attribute's name is written out, in Latin letters of either case, after a space, a slash or a quote (HTML Standard,
    13.2.5.32–39).
    """
    small = html.encode("utf-8", "surrogatepass").lower()
    return b"style" in small or any(small[at.start() - 1 : at.start()] in _BEFORE for at in _HANDLER.finditer(small))


def security_txt(contact: str, site_url: str, today: date, name: str = "security_contact") -> bytes | Problem | None:
    """Whom to tell about a security hole, or None when nobody has been named: an invented address helps nobody.

    ``name`` is the setting that gave the contact.
    """
    contact = contact.strip()
    if not contact:
        return None
    if is_email(contact):
        contact = f"mailto:{contact}"
    if not re.fullmatch(r"(https://|mailto:)\S+\.\S+", contact) or not contact.isprintable():
        return problem("LK004", "mkdocs.yml", Place(), name, contact, variable=f"INNOMED_{name.upper()}")
    expires = (today + timedelta(days=_VALID_DAYS)).isoformat()
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires}T00:00:00Z",
        "Preferred-Languages: no, en",
        f"Canonical: {site_url}{SECURITY_TXT}",
    )
    return "".join(f"{line}\n" for line in lines).encode()


def write_security_txt(site: Path, contact: object, site_url: str, today: date) -> list[Problem]:
    """Puts the notice in a finished site when somebody is named; what is wrong with the one who is."""
    notice = security_txt(str(contact or ""), site_url, today)
    if isinstance(notice, bytes):
        (site / SECURITY_TXT).parent.mkdir(exist_ok=True)
        (site / SECURITY_TXT).write_bytes(notice)
    return [notice] if isinstance(notice, Problem) else []


def _is_run(attributes: str) -> bool:
    kind = _TYPE.search(attributes)
    return (kind[1].lower() if kind else "") in _RUN and not re.search(r"\bsrc\s*=", attributes, re.IGNORECASE)
