"""Patterns for what few texts have: a search for words is a hundred times quicker than one for a pattern of many words."""

from __future__ import annotations

import re
from functools import lru_cache

_NEVER = re.compile(r"(?!)")


class Seldom:
    """A pattern, and the words (in small letters) of which one stands in all that it finds."""

    def __init__(self, pattern: re.Pattern[str], *words: str) -> None:
        self.pattern, self.words = pattern, words

    def within(self, text: str) -> re.Pattern[str]:
        """The pattern to look for in parts of ``text``; one that finds nothing when none of the words are there."""
        return self.pattern if self.may_be_in(text) else _NEVER

    def may_be_in(self, text: str) -> bool:
        """Whether one of the words is in ``text``."""
        return any(map(_small(text).__contains__, self.words))


@lru_cache(maxsize=8)  # several patterns are asked of the same text, one after the other
def _small(text: str) -> str:
    """The text as a pattern without regard to case reads it: the dotless i and the long s are the letters to it."""
    return text.casefold().replace("ı", "i")
