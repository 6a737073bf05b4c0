"""Digits as people and programs write them, read as plain ones: what a search for numbers reads instead of the text.

Signs without width are gone; digits of other widths, heights and scripts, the letter O among digits and ``%31`` of an
address are digits; every sign that stands for one of ASCII (a full-width colon, a space of its own) is that one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from macros.text.invisible import NO_WIDTH, uncommon

# Latin, Greek and Cyrillic; a letter of a word is none.
_O = "Oo\u039f\u03bf\u041e\u043e"
_LETTER_O = re.compile(rf"(?<![^\W\d{_O}_])[{_O}]+(?=\d)|(?<=\d)[{_O}]+(?![^\W\d{_O}_])")
_NEAR_O = re.compile(rf"\d(?:[{_O}]|(?<=[{_O}].))")
"""A digit with a letter O beside it. (A pattern that begins with a digit is tried at digits only.)"""
_MAY_BE_DIGIT = re.compile(r"[^\x00-/:-\x7f\u00ab\u00bb\u00c0-\u024f\u2010-\u203a]")
"""The plain digits and whatever is neither ASCII, a Latin letter nor a dash or a quotation mark: any digit is one of these."""
_MARKS = bytes(ord("0" if sign in b"0123456789" else "O" if sign in b"Oo?" else ".") for sign in range(256))
_ESCAPED = re.compile(r"%(?:3[0-9]|20|2[Dd])")


@dataclass(frozen=True, eq=False)  # told apart by identity: what was found in it is remembered
class Plain:
    """A text as it is searched, and for each of its characters where that began and ended in the text as given."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]


def plain(text: str, small: bool = True) -> Plain:
    """``text`` with plain digits. ``small``: raised and lowered digits count; else they are marks, as of a footnote."""
    read = text
    starts: Sequence[int] = range(len(text))
    ends: Sequence[int] = range(1, len(text) + 1)
    if not text.isascii():
        signs = {char: sign for char in uncommon(text) if not char.isascii() and (sign := _sign(char, small)) != char}
        read = text.translate({ord(char): sign for char, sign in signs.items()}) if signs else text
        if "" in signs.values():
            starts = [place for place, char in enumerate(text) if signs.get(char, char)]
            ends = [place + 1 for place in starts]
    if "%" in read and _ESCAPED.search(read):
        read, starts, ends = _unescaped(read, starts, ends)
    if _has_near_o(read):
        read = _LETTER_O.sub(lambda found: "0" * len(found[0]), read)
    return Plain(read, starts, ends)


def may_have_digits(text: str) -> bool:
    """Whether there can be a digit of any kind in ``text``; most texts have none."""
    return bool(_MAY_BE_DIGIT.search(text))


def has_small_digits(text: str) -> bool:
    """Whether digits are raised or lowered in ``text``: part of a number, or the mark of a footnote."""
    return any(char.isdigit() and not char.isdecimal() for char in uncommon(text))


def has_other_digits(text: str) -> bool:
    """Whether anything in ``text`` may be a digit besides ``0`` to ``9``: those of other scripts, and a letter O beside one."""
    return any(map(str.isdigit, uncommon(text))) or _has_near_o(text)


@lru_cache(maxsize=8)
def marks(text: str) -> bytes:
    """``text`` with a byte for each sign: ``0`` for a plain digit, ``O`` for what may be a letter O, a dot for the rest. Where
    digits may stand as somebody's pattern wants them is found in it ten times quicker than by the pattern."""
    return text.encode("latin-1", "replace").translate(_MARKS)


def _has_near_o(text: str) -> bool:
    """Whether a letter O stands beside a digit in ``text``, which has plain digits only."""
    return (b"0O" in marks(text) or b"O0" in marks(text)) and bool(_NEAR_O.search(text))


@cache
def _sign(char: str, small: bool) -> str:
    """What a character counts as; empty for one that nobody sees."""
    if NO_WIDTH.match(char):
        return ""
    if char.isdigit() and (small or char.isdecimal()):
        return str(unicodedata.digit(char))
    if char.isdigit():
        return ""
    wide = unicodedata.normalize("NFKC", char)
    return wide if len(wide) == 1 and wide.isascii() and not wide.isalpha() else char


def _unescaped(text: str, starts: Sequence[int], ends: Sequence[int]) -> tuple[str, list[int], list[int]]:
    read: list[str] = []
    first: list[int] = []
    last: list[int] = []
    at = 0
    for found in (*_ESCAPED.finditer(text), None):
        stop = found.start() if found else len(text)
        read.append(text[at:stop])
        first += starts[at:stop]
        last += ends[at:stop]
        if found:
            read.append(chr(int(found[0][1:], 16)))
            first.append(starts[found.start()])
            last.append(ends[found.end() - 1])
            at = found.end()
    return "".join(read), first, last
