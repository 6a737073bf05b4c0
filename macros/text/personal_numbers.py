"""Norwegian personal numbers in text: fødselsnummer, D-numbers, H-numbers and synthetic test numbers.

No message may repeat such a number, whatever it is about: every problem passes ``masked``.
The check digits are python-stdnum's. The date is read here: its ``validate`` (2.2) knows no month + 65 or + 80, refuses
D-numbers of the series that were opened in 2021, and asks the clock. Sources: personnummerforskriften (date, two check
digits, day + 40 for D-numbers, month + 40 for H-numbers); Skatteetaten's synthetic register (month + 80); Norsk
helsenett's test numbers (month + 65). Numbers given out from 1 January 2032 may have three other first check digits
(Skatteetaten, «Nytt fødselsnummer fra 2032»): not looked for until then, since four times as many rows of digits pass.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterator
from dataclasses import dataclass

from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2

from macros.text.invisible import NO_WIDTH
from macros.text.patterns import SPACES

_MONTHS = {month + shift: month for shift in (0, 40, 65, 80) for month in range(1, 13)}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What people put between the digits: spaces of all widths, hyphens and dashes, full stops, slashes.
_GAP = rf"[\t{SPACES}.\-\u2010-\u2015\u2212/_*]"
_NUMBER = re.compile(
    rf"(?<!\d)(\d\d)({_GAP}?)(\d\d)({_GAP}?)((?:19|20)?\d\d)(?:{_GAP}{{0,3}}|{_GAP}?\n{_GAP}?)(\d{{3}}){_GAP}?(\d\d)(?!\d)"
)
_ACCOUNT = re.compile(rf"\d{{4}}([.{SPACES}])\d\d\1\d{{5}}")


@dataclass(frozen=True, slots=True)
class Found:
    """A personal number in a text: from ``start`` up to ``end`` (places in the text as it was given), and its digits."""

    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        """What may be said of it in a log that anybody reads."""
        return mask_digits(self.digits)


def mask_digits(digits: str) -> str:
    """The first two digits, so that it can be found again, and dots for the rest."""
    return digits[:2] + "•" * (len(digits) - 2)


def is_personal_number(digits: str) -> bool:
    """Whether eleven digits have a real date (shifted or not) and two right check digits."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return False
    day, month, year = int(digits[:2]), _MONTHS.get(int(digits[2:4]), 0), int(digits[4:6])
    day -= 40 if day > 40 else 0
    if not month or not 1 <= day <= _DAYS[month - 1] or (month == 2 and day == 29 and year % 4):
        return False
    return digits[9] == calc_check_digit1(digits) and digits[10] == calc_check_digit2(digits)


def personal_numbers(text: str, allowed: Container[str] = ()) -> Iterator[Found]:
    """Every personal number in ``text``, also spaced, hyphenated, dotted or held together by characters without width.

    ``allowed`` holds digits that somebody has checked and found to be something else. An account number shares the
    last check digit, and is told by its form (``1234.56.12345``). 0.24 % of random rows of eleven digits pass.
    """
    plain, places = _normal(text)
    for match in _NUMBER.finditer(plain):
        digits = match[1] + match[3] + match[5][-2:] + match[6] + match[7]
        if _ACCOUNT.fullmatch(match[0]) or digits in allowed or not is_personal_number(digits):
            continue
        yield Found(places[match.start()], places[match.end() - 1] + 1, digits)


def masked(text: str) -> str:
    """The text with every personal number hidden: for messages, which end up in logs that anybody can read."""
    for found in reversed(list(personal_numbers(text))):
        text = text[: found.start] + found.masked + text[found.end :]
    return text


def _normal(text: str) -> tuple[str, list[int] | range]:
    """The text without unseen characters and with ASCII digits, and where each character stood."""
    used = set() if text.isascii() else set(text)
    # Full-width digits and those of other scripts count too.
    digits = {char: str(unicodedata.digit(char)) for char in used if not char.isascii() and char.isdecimal()}
    unseen = {char for char in used if NO_WIDTH.match(char)}
    if not digits and not unseen:
        return text, range(len(text))
    kept = [place for place, char in enumerate(text) if char not in unseen]
    return "".join(digits.get(text[place], text[place]) for place in kept), kept
