"""Personal numbers that belong to nobody, for tests."""

from __future__ import annotations

from collections.abc import Iterable

import openpyxl
from bad_files import workbook

from macros.words.problems import Problem


def number(day: int, month: int, year: int, individual: int = 480) -> str:
    """A number with right check digits, worked out here by trying them all: no person's, or anybody's."""
    for serial in range(individual, 1000):
        for check_digits in range(100):
            digits = f"{day:02}{month:02}{year:02}{serial:03}{check_digits:02}"
            first = sum(w * int(d) for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits, strict=False))
            second = sum(w * int(d) for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
            if first % 11 == 0 and second % 11 == 0:
                return digits
    raise AssertionError


SYNTHETIC = number(13, 89, 72)
"""Eighty added to the month: a number made for tests."""


def personal(problems: Iterable[Problem]) -> list[Problem]:
    """Those that are about personal information."""
    return [p for p in problems if p.code.startswith("PV")]


def put(value: object, sheet: str = "Måling", state: str = "visible") -> bytes:
    """A workbook with the value in a cell."""

    def fill(made: openpyxl.Workbook) -> None:
        target = made.active if sheet == "Måling" else made.create_sheet(sheet)
        target["B7"], target.sheet_state = value, state

    return workbook(fill)
