"""Values of a form: kept as the form has them (``2026-03-01``, ``4.5``), and how a reader sees them."""

from __future__ import annotations

import re
from typing import Literal

from macros.text.invisible import NOT_IN_OFFICE
from macros.text.norwegian import loose_date, number
from macros.text.patterns import iso_day

Kind = Literal["text", "number", "date", "choice"]


def plain(text: str) -> str:
    """``text`` without the characters that Office files cannot hold."""
    return NOT_IN_OFFICE.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")).strip()


def as_number(text: str) -> float | None:
    """The number, or None. Fifteen digits are what a spreadsheet keeps: a longer one is better off as text."""
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", text) or sum(map(str.isdigit, text)) > 15:
        return None
    return float(text)


def shown(kind: Kind, text: str) -> str:
    """How a reader sees a value: ``2026-03-01`` -> ``01.03.2026``, ``2026-03`` -> ``mars 2026``, ``4.5`` -> ``4,5``.

    Four digits stand together (``2026`` may be a year); more are grouped, as long as a spreadsheet keeps them all.
    """
    if not text:  # most cells of an empty form
        return ""
    if kind == "number" and as_number(text) is not None:
        whole, point, decimals = text.removeprefix("-").partition(".")
        grouped = number(int(whole)) if len(whole) > 4 else whole
        return ("-" if text.startswith("-") else "") + grouped + ("," if point else "") + decimals
    day = iso_day(text) if kind == "date" else None
    if day:
        return f"{day:%d.%m.%Y}"
    return loose_date(text) if kind == "date" else text
