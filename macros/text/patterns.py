"""What an address of the web, an e-mail address and a date look like: for the reader, the forms and the checks alike; and
patterns for what few texts have (``Seldom``)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qs, urlsplit

URL = r"https?://[^\s<>\"'`\\{}|^]+\.[^\s<>\"'`\\{}|^]+"
"""A whole address that anybody can open; signs that end an address in a text (or break one) are not part of it."""
EMAIL = r"[A-Za-z0-9._%+-]+@[A-Za-z0-9æøåÆØÅ-]+(\.[A-Za-z0-9æøåÆØÅ-]+)+"
"""An address that mail is sent to. Both are plain enough for JavaScript, where the editor's form has them."""


def is_url(text: str) -> bool:
    """Whether ``text`` is one whole address and nothing else."""
    return bool(re.fullmatch(URL, text))


def is_email(text: str) -> bool:
    """Whether ``text`` is one e-mail address and nothing else."""
    return bool(re.fullmatch(EMAIL, text))


def looks_like_email(text: str) -> bool:
    """Whether somebody meant an e-mail address where something else is wanted, right or not: ``bjørn@øy.no``."""
    return bool(re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.-]+", text))


BEHIND_A_LOGIN = re.compile(
    r"https?://([\w-]+\.)*(sharepoint\.com|onedrive\.live\.com|1drv\.ms|teams\.microsoft\.com|drive\.google\.com|"
    r"docs\.google\.com|dropbox\.com|intranett?[\w.-]*)(/|$)"
)
"""Addresses of what is shared with some: readers meet a login."""


def unwrapped(address: str) -> str:
    """The address inside one that Outlook has wrapped in its own (Safe Links); empty for all others."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not (parts.hostname or "").endswith("safelinks.protection.outlook.com"):
        return ""
    inner = parse_qs(parts.query).get("url", [""])[0]
    return inner if is_url(inner) else ""


def as_opened(address: str) -> str:
    """An address without the blanks and control characters that a browser reads past: ``java\\nscript:`` is a scheme."""
    return re.sub(r"[\x00-\x20]+", "", address)


SPACES = " \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
"""What people and programs put between groups of digits and nobody sees the width of, for a class in somebody's own
pattern: every space separator of Unicode (Zs). Tabs and line ends are not among them."""


def iso_day(text: str) -> date | None:
    """The day of ``2026-03-01``; None for every other form, and for a day that no calendar has."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def iso_month(text: str) -> date | None:
    """The first day of ``2026-03``; None for every other form, and for a month that no calendar has."""
    return iso_day(f"{text}-01")


_NEVER = re.compile(r"(?!)")


class Seldom:
    """A pattern, and the words (in small letters) of which one stands in all that it finds. A search for words is a hundred
    times quicker than one for a pattern of many words."""

    def __init__(self, pattern: re.Pattern[str], *words: str) -> None:
        self.pattern, self.words = pattern, words

    def narrowed(self, text: str) -> Seldom:
        """What is left to look for in parts of ``text``: only the words that are there."""
        return Seldom(self.pattern, *filter(small_letters(text).__contains__, self.words))

    def within(self, text: str) -> re.Pattern[str]:
        """The pattern to look for in parts of ``text``; one that finds nothing when none of the words are there."""
        return self.pattern if self.may_be_in(text) else _NEVER

    def may_be_in(self, text: str) -> bool:
        """Whether one of the words is in ``text``."""
        return bool(self.words) and has_word(text, self.words)


def has_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words (in small letters) is in ``text``, in letters of any size."""
    return any(map(small_letters(text).__contains__, words))


@lru_cache(maxsize=8)  # several patterns are asked of the same text, one after the other
def small_letters(text: str) -> str:
    """The text as a pattern without regard to case reads it: the dotless i and the long s are the letters to it."""
    return text.casefold().replace("ı", "i")
