"""Norwegian personal numbers in text: fødselsnummer, D-numbers, H-numbers and synthetic test numbers.

No message may repeat such a number, whatever it is about: every problem passes ``masked``.
The check digits are python-stdnum's. The date is read here: its ``validate`` (2.2) knows no month + 65 or + 80, refuses
D-numbers of the series that were opened in 2021, and asks the clock. Sources: personnummerforskriften (date, two check
digits, day + 40 for D-numbers, month + 40 for H-numbers); Skatteetaten's synthetic register (month + 80); Norsk
helsenett's test numbers (month + 65). Numbers given out from 1 January 2032 may have three other first check digits
(Skatteetaten, «Nytt fødselsnummer fra 2032»): not looked for until then, since four times as many rows of digits pass.

An account number shares the last check digit, so every personal number passes as one: the form ``1234.56.12345`` and the
words before it tell, and what may be either is only possible (``possible_numbers``). 0.24 % of random rows of eleven
digits pass as a personal number.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from macros.text.patterns import SPACES
from macros.text.typed_digits import Plain, has_other_digits, has_small_digits, marks, may_have_digits, plain

_MONTHS = {month + shift: month for shift in (0, 40, 65, 80) for month in range(1, 13)}
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
DASHES = r"\-\u2010-\u2015\u2212"
GAP = rf"[\t{SPACES}{DASHES}.,:;+()/_*|\\'\"\u00b7=]"
"""What people put between the parts of a number, and between two cells."""
FIRST = rf"[0-9](?<![\d+].)(?<!\+[{SPACES}].)(?<!\b0[.,].)(?<!\d\..)"
"""The first digit of a number: not within another, not after the + of a country, not among decimals. (It looks back from
the digit, because a pattern that begins with a digit is tried at digits only; and what is read has no digits but these.)"""
FIVE = rf"(\d{{3}}){GAP}{{0,2}}(\d\d)(?!\d)"
# In the parts that the number is made of: day, month, year, and five digits.
PARTS = re.compile(
    rf"({FIRST}\d){GAP}{{0,3}}(\d\d){GAP}{{0,3}}((?:19|20)?\d\d)(?:{GAP}{{0,4}}|{GAP}{{0,3}}\n{GAP}{{0,3}}){FIVE}"
)
# A date without its zeros: 3.9.1972.
SHORT_DATE = re.compile(rf"({FIRST}\d?)[./{DASHES}] ?(\d\d?)[./{DASHES}] ?((?:19|20)?\d\d){GAP}{{1,4}}{FIVE}")
# With spaces anywhere, also between all digits: then eleven digits must be all there are.
_ANY = rf"[\t{SPACES}{DASHES}.]"
SPACED = re.compile(rf"{FIRST}(?<!\d{_ANY}.){_ANY}{{0,2}}(?:\d{_ANY}{{0,2}}){{9}}\d(?!{_ANY}?\d)")
ACCOUNT = re.compile(rf"\d{{4}}([.{SPACES}])\d\d\1\d{{5}}")
MONEY = re.compile(
    r"(?:konto|iban|bban|\bkid|giro|faktura|betal\w*|innbetal\w*|bank)\w*[\s.:]{0,3}(?:(?:nr|nummer\w*|er|til|på|:)[\s.:]{0,2}){0,3}$",
    re.IGNORECASE,
)
"""What stands before the number of an account or a payment."""
_ROW = re.compile(rf"[0-9](?:(?:{GAP}|\n){{0,7}}\d){{8}}")
_MARKED_ROW = re.compile(rb"0(?:[^0]{0,7}0){8}")
"""Nine digits with no more between them than in any of the patterns: what few texts have is looked for first."""
FEWEST = 5
"""Digits that a text must have to hold a personal number, or the part of one that nobody else shall see."""
ISBN = re.compile(r"(?:isbn|issn|ean|doi)\S{0,4}[\s:-]{0,3}$", re.IGNORECASE)
"""What stands before the number of a book."""


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


def is_date(day: int, month: int, year: int) -> bool:
    """Whether the date of a number exists, shifted or not; ``year`` with two digits."""
    month, day = _MONTHS.get(month, 0), day - (40 if day > 40 else 0)
    return bool(month) and 1 <= day <= _DAYS[month - 1] and not (month == 2 and day == 29 and year % 4)


def is_personal_number(digits: str) -> bool:
    """Whether eleven digits have a real date (shifted or not) and two right check digits."""
    if len(digits) != 11 or not digits.isascii() or not digits.isdigit():
        return False
    if not is_date(int(digits[:2]), int(digits[2:4]), int(digits[4:6])):
        return False
    from stdnum.no.fodselsnummer import calc_check_digit1, calc_check_digit2  # brings programs for the network with it

    return digits[9] == calc_check_digit1(digits) and digits[10] == calc_check_digit2(digits)


def personal_numbers(text: str, allowed: Container[str] = ()) -> Iterator[Found]:
    """Every personal number in ``text``, however it is written, in reading order.

    ``allowed`` holds digits that somebody has checked and found to be something else.
    """
    yield from apart(
        spot(read, match, digits)
        for read in readings(text)
        for match, digits in passing(read)
        if digits not in allowed and not ACCOUNT.fullmatch(match[0]) and not stands_before(read, match, MONEY)
    )


@lru_cache(maxsize=4)  # what is certain is looked for first, then what is not
def readings(text: str) -> tuple[Plain, ...]:
    """``text`` with plain digits; raised digits are read as part of a number, and as a mark behind one. Nothing when it has
    too few."""
    if not may_have_digits(text) or (_digits(text) < FEWEST and not has_other_digits(text)):
        return ()
    read = [plain(text), *([plain(text, small=False)] if has_small_digits(text) else [])]
    return tuple(each for each in read if _digits(each.text) >= FEWEST)


def _digits(text: str) -> int:
    return marks(text).count(b"0")


@lru_cache(maxsize=8)
def has_row(read: Plain) -> bool:
    """Whether there are as many digits together as any number has whose digits are all together."""
    return bool(_MARKED_ROW.search(marks(read.text)) and _ROW.search(read.text))


@lru_cache(maxsize=8)
def passing(read: Plain) -> tuple[tuple[re.Match[str], str], ...]:
    """Every row of eleven digits with a date and two right check digits, those of accounts too."""
    return tuple(_passing(read)) if has_row(read) else ()


def _passing(read: Plain) -> Iterator[tuple[re.Match[str], str]]:
    for pattern in (PARTS, SHORT_DATE):
        for match in pattern.finditer(read.text):
            digits = f"{match[1]:0>2}{match[2]:0>2}{match[3][-2:]}{match[4]}{match[5]}"
            if is_personal_number(digits):
                yield match, digits
    for match in SPACED.finditer(read.text):
        digits = re.sub(r"\D", "", match[0])
        if is_personal_number(digits):
            yield match, digits


def stands_before(read: Plain, match: re.Match[str], words: re.Pattern[str]) -> bool:
    """Whether ``words``, a pattern that ends in ``$``, stand right before the match."""
    return bool(words.search(read.text[max(0, match.start() - 40) : match.start()]))


def spot(read: Plain, match: re.Match[str], digits: str) -> Found:
    """Where in the text as given the match stands."""
    return Found(read.starts[match.start()], read.ends[match.end() - 1], digits)


def apart(numbers: Iterable[Found]) -> Iterator[Found]:
    """Those that do not overlap one before them, in reading order."""
    last = 0
    for number in sorted(numbers, key=lambda n: (n.start, -n.end)):
        if number.start >= last:
            last = number.end
            yield number
