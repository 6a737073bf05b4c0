"""Norwegian ways of writing: numbers, dates, order, addresses. The rules of number and date come from Babel (CLDR)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from macros.text.patterns import iso_day, iso_month

# Æ, Ø and Å sort last, in that order; «aa» sorts as Å in Norwegian names (Norsk språkråd).
_ORDER = {"æ": "~1", "ä": "~1", "ø": "~2", "ö": "~2", "å": "~3"}
MONTHS = {
    name: number
    for number, names in enumerate(
        "januar jan|februar feb|mars mar|april apr|mai|juni jun|juli jul|august aug|september sep sept|oktober okt|"
        "november nov|desember des".split("|"),
        1,
    )
    for name in names.split()
}
"""What people call the months, whole and shortened (without its full stop): their number, 1 to 12."""
LONGEST_SLUG = 80
"""Signs in an address that is made from a title; people read addresses aloud and paste them."""
_SLUG = {"æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "đ": "d", "ŋ": "n", "ŧ": "t", "ß": "ss"}


@lru_cache(maxsize=4_096)  # the same counts and sizes stand on page after page
def number(value: float, decimals: int | None = None) -> str:
    """``1234.5`` -> ``1 234,5`` (no-break space). ``decimals`` fixes how many are shown."""
    pattern = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, format=pattern, locale="nb_NO"))


@lru_cache(maxsize=4_096)
def long_date(value: date) -> str:
    """``2026-11-21`` -> ``21. november 2026``."""
    return str(format_date(value, format="d. MMMM y", locale="nb_NO"))


def loose_date(value: str) -> str:
    """A year, a month or a day in ISO form -> ``2024``, ``november 2024``, ``20. november 2024``; the rest as it is."""
    if day := iso_day(value):
        return long_date(day)
    if month := iso_month(value):
        return str(format_date(month, format="MMMM y", locale="nb_NO"))
    return value


def join(words: Iterable[str]) -> str:
    """``[a, b, c]`` -> ``a, b og c``."""
    return _joined(tuple(words))


@lru_cache(maxsize=4_096)
def _joined(words: tuple[str, ...]) -> str:
    return str(format_list(words, locale="nb_NO"))


@lru_cache(maxsize=65_536)  # the same titles and words are ordered on page after page
def sort_key(text: str) -> tuple[str, str]:
    """Orders as a Norwegian index does: case and accents do not count, æ ø å last, «aa» as å, signs first."""
    folded = []
    for letter in unicodedata.normalize("NFC", text).casefold().replace("aa", "å"):
        folded.append(_ORDER.get(letter) or _without_accent(letter))
    return "".join(folded).strip("«»\"' "), text


def initial(text: str) -> str:
    """The index letter of a title: ``Én vei inn`` -> ``E``, ``Østfold`` -> ``Ø``, ``4.0`` -> ``0–9``."""
    letters = [c for c in unicodedata.normalize("NFC", text).casefold().replace("aa", "å") if c.isalnum()]
    letter = letters[0] if letters else ""
    if letter.isdigit() or not letter:
        return "0–9"
    return (letter if letter in _ORDER else _without_accent(letter)).upper()


def slug(text: str) -> str:
    """``Én vei inn`` -> ``en-vei-inn``: lower-case ASCII, æ→ae, ø→o, å→a, runs of anything else -> one hyphen."""
    lowered = unicodedata.normalize("NFC", text).lower()
    mapped = "".join(_SLUG.get(letter) or _without_accent(letter) for letter in lowered)
    return re.sub(r"[^a-z0-9]+", "-", mapped).strip("-")


def title_slug(title: str) -> str:
    """The address of a title: its slug, cut between words when it would be longer than an address should be."""
    whole = slug(title)
    return whole if len(whole) <= LONGEST_SLUG else whole[: LONGEST_SLUG + 1].rpartition("-")[0] or whole[:LONGEST_SLUG]


@lru_cache(maxsize=4_096)  # a letter at a time, of every title and name
def _without_accent(letter: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", letter) if not unicodedata.combining(c))
