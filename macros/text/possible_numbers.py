"""What may be a personal number, or the part of one that nobody else shall see: told, and left to a person to judge.

A number that lost its first zero; a date and five digits that do not pass (a slip of the keyboard, or a number of another
kind); five digits after «personnummer»; what passes, but stands as the number of an account. And ``masked``, which hides
all of it, for whatever is written in a log.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator

from macros.text.patterns import SPACES, Seldom
from macros.text.personal_numbers import (
    ACCOUNT,
    DASHES,
    FIRST,
    FIVE,
    GAP,
    ISBN,
    MONEY,
    Found,
    apart,
    has_row,
    is_date,
    is_personal_number,
    passing,
    personal_numbers,
    readings,
    spot,
    stands_before,
)
from macros.text.typed_digits import Plain, marks, may_have_digits

_MONTHS = "jan feb mar apr mai jun jul aug sep okt nov des".split()
_NAMED = r"(?:person|f[øo]dsels|fodsels|fødsels|D-?|H-?)\s?-?(?:nummer(?:et|a)?|nr\.?)|\b[pf]nr\.?|\bpers\.?\s?nr\.?|siste fem(?: siffer| sifrene| sifra)?"
_AFTER_NAME = Seldom(re.compile(
    rf"(?<![^\W\d_])(?:{_NAMED})(?:\s?(?:er|var|:|=|\(|«|\"|'|til \w+|for \w+|,|{GAP}))*\s?(\d{{3}}{GAP}?\d\d|\d{{6}}{GAP}{{0,3}}\d{{5}})(?!\d)",
    re.IGNORECASE,
), "nummer", "nr", "siste fem")  # fmt: skip
_TEN = re.compile(
    rf"({FIRST}\d{{4}}[{SPACES}{DASHES}]?\d{{5}}|{FIRST}\d\d[{SPACES}]\d\d[{SPACES}]\d{{3}}[{SPACES}]\d\d)(?!\d)"
)
_DATE = re.compile(
    rf"(?:({FIRST}\d?)[./{DASHES}] ?(\d\d?)[./{DASHES}] ?((?:19|20)?\d\d){GAP}{{1,4}}|({FIRST}\d)(\d\d)(\d\d)[{SPACES}{DASHES}]){FIVE}"
)
_ISO = re.compile(rf"({FIRST}\d\d\d)[./{DASHES}](\d\d)[./{DASHES}](\d\d){GAP}{{1,4}}{FIVE}")
_MONTH_NAME = re.compile(
    rf"({FIRST}\d?)\.? ?({'|'.join(_MONTHS)})[a-z]{{0,6}}\.? ?((?:19|20)?\d\d)(?:{GAP}|og |med ){{1,4}}{FIVE}",
    re.IGNORECASE,
)
_YEAR_AND_FIVE = re.compile(rb"00[^0]{1,16}000[^0]{0,2}00")
"""What ends every one of them, as ``marks`` has it."""
# What is counted after a date («per 31.12.2023 12345 innbyggere») is no part of a number.
_COUNTED = re.compile(
    rf"[{SPACES}]?(?:kr\b|kroner|nok\b|,-|%|prosent|mill|tusen|timer|dager|døgn|pasient|person|innbygg|bruker|beboer|barn|ansatt|årsverk|stk|"
    r"kommune|sykehus|besøk|konsultasjon|henvisning|opphold|tiltak|plasser|senger|målinger|km\b|tonn|m2|kwh|[.,]\d)",
    re.IGNORECASE,
)
# «31. desember 2024 182 73 1 204»: a date and then the figures of a table.
_FIGURES = re.compile(rf"\d{{3}}[{SPACES}]\d\d[{SPACES}]\d")
_REFERENCE = re.compile(
    r"(?:sak\w*|ref\w*|jnr|arkiv\w*|tlf|telefon\w*|mobil\w*|ordre\w*|org\w*)\.?[\s.:]*(?:nr|nummer)?[\s.:]*$", re.I
)


def possible_numbers(text: str, allowed: Container[str] = ()) -> Iterator[Found]:
    """What may be a personal number in ``text`` and is not certain to be one, in reading order. ``allowed``: as there."""
    found = [number for read in readings(text) for number in _possible(read) if number.digits not in allowed]
    taken = [(number.start, number.end) for number in personal_numbers(text)] if found else []
    yield from apart(n for n in found if not any(start < n.end and n.start < end for start, end in taken))


def _possible(read: Plain) -> Iterator[Found]:
    for match in _AFTER_NAME.within(read.text).finditer(read.text):
        yield Found(read.starts[match.start(1)], read.ends[match.end(1) - 1], re.sub(r"\D", "", match[1]))
    for match, digits in passing(read):
        account = ACCOUNT.fullmatch(match[0])
        if not (account and stands_before(read, match, MONEY)) and not stands_before(read, match, ISBN):
            yield spot(read, match, digits)
    for match in _TEN.finditer(read.text) if has_row(read) else ():
        digits = re.sub(r"\D", "", match[1])
        phone = re.fullmatch(r"47[2-9]\d{7}", match[1])
        other = phone or stands_before(read, match, ISBN) or stands_before(read, match, _REFERENCE)
        if is_personal_number(f"0{digits}") and not other:
            yield spot(read, match, digits)
    for match in _dates(read):
        row = _COUNTED.match(read.text, match.end()) or _FIGURES.match(read.text, match.end() - len("182 73"))
        if not row and not stands_before(read, match, _REFERENCE):
            yield spot(read, match, re.sub(r"\D", "", match[0]))


def _dates(read: Plain) -> Iterator[re.Match[str]]:
    """A date and five digits: as figures, year first, and with the month's name."""
    for match in _DATE.finditer(read.text) if has_row(read) else ():
        day, month, year = (int(match[i] or match[i + 3]) for i in (1, 2, 3))
        if is_date(day, month, year % 100):
            yield match
    for match in _ISO.finditer(read.text) if has_row(read) else ():
        if match[1][:2] in ("19", "20") and is_date(int(match[3]), int(match[2]), int(match[1]) % 100):
            yield match
    yield from _MONTH_NAME.finditer(read.text) if _YEAR_AND_FIVE.search(marks(read.text)) else ()


def masked(text: str) -> str:
    """The text with every number hidden that is or may be a person's: for messages, which anybody can read."""
    found = [*personal_numbers(text), *possible_numbers(text)] if may_have_digits(text) else []
    for number in reversed(list(apart(found))):
        text = text[: number.start] + number.masked + text[number.end :]
    return text
