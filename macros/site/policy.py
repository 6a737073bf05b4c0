"""What a browser may run and fetch on our pages (Content-Security-Policy), and whom to tell about a hole (RFC 9116).

The policy is in the page itself, because the site must be as safe on a server that sends no headers of ours. It allows
exactly the programs the frame has: those of the page for missing addresses, where nothing contributed stands. A script
that came in with a text is on no list, whatever let it through.
"""

from __future__ import annotations

import base64
import hashlib
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from macros.text.patterns import is_email
from macros.words.problems import Place, Problem, problem

FRAME_PAGE = "404.html"
"""A page made of our own templates alone."""
SECURITY_TXT = ".well-known/security.txt"
_VALID_DAYS = 300
"""RFC 9116 advises less than a year; every build renews it."""
# The styles that the tables of Markdown bring: the only ones a body may have (``intake.body``), and the engine's own.
ALIGNMENTS = tuple(f"text-align: {side}{end}" for side in ("left", "center", "right") for end in (";", ""))
# Types of script that a browser runs; others are data.
_RUN = {"", "module", "text/javascript", "application/javascript", "text/ecmascript", "importmap", "speculationrules"}
_SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_TYPE = re.compile(r"\btype\s*=\s*[\"']?([^\"'\s>]*)", re.IGNORECASE)
# After the character set, which must stand in a page's first kilobyte; pages without one get it first in the head.
_PLACES = (re.compile(r"<meta charset=[^>]*>", re.IGNORECASE), re.compile(r"<head[^>]*>", re.IGNORECASE))


def frame_scripts(site: Path) -> frozenset[str]:
    """The programs that stand in the frame of every page; none when the site has no such page."""
    page = site / FRAME_PAGE
    if not page.is_file():
        return frozenset()
    found = _SCRIPT.findall(page.read_text(encoding="utf-8"))
    return frozenset(text for attributes, text in found if text and _is_run(attributes))


def policy(scripts: frozenset[str]) -> str:
    """The policy: our own files, the frame's programs, the tables' alignment, and nothing else from anywhere."""
    rules = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *sorted(map(digest, scripts))],
        # Attributes need «unsafe-hashes» beside the hash of each; it opens for nothing that is not listed.
        "style-src": ["'self'", "'unsafe-hashes'", *map(digest, ALIGNMENTS)],
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


def protect(site: Path) -> int:
    """Puts the policy first in every page of a finished site; the number of pages."""
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy(frame_scripts(site))}">'
    count = 0
    for file in sorted(site.rglob("*.html")):
        html = file.read_bytes().decode()
        # Nothing contributed stands so early in a page, so the first is the real one.
        place = next(filter(None, (pattern.search(html) for pattern in _PLACES)), None)
        end = place.end() if place else 0
        file.write_bytes((html[:end] + meta + html[end:]).encode())
        count += 1
    return count


def unknown_programs(root: Any, page: str, known: frozenset[str]) -> list[Problem]:
    """Scripts, handlers, styles and frames in a page (an lxml root) that the policy stops: the page would not work."""
    found: list[tuple[Any, str]] = []
    for element in root.iter("script"):
        text = element.text or ""
        if element.get("src") is None and _is_run(f'type="{element.get("type") or ""}"') and text not in known:
            found.append((element, "script"))
    found += [(element, str(element.tag)) for element in root.iter("style", "iframe", "object", "embed", "base")]
    for element in root.xpath("//*[@style or @*[starts-with(name(), 'on')]]"):
        names = [n for n in element.keys() if n.startswith("on") or (n == "style" and element.get(n) not in ALIGNMENTS)]  # noqa: SIM118
        found += [(element, name) for name in names]
    return [problem("LK003", page, Place(element.sourceline or 1), value=what, page=page) for element, what in found]


def security_txt(contact: str, site_url: str, today: date) -> bytes | Problem | None:
    """Whom to tell about a security hole, or None when nobody has been named: an invented address helps nobody."""
    contact = contact.strip()
    if not contact:
        return None
    if is_email(contact):
        contact = f"mailto:{contact}"
    if not re.fullmatch(r"(https://|mailto:)\S+\.\S+", contact) or not contact.isprintable():
        return problem("LK004", "mkdocs.yml", Place(), "security_contact", contact)
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
