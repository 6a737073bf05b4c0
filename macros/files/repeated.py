"""Formulas that a column repeats, written once as Excel itself does: the file is a fraction of the size.

Excel takes no other sheet's cells in such a formula, so those get a name: ``Plan_B`` for ``'Plan'!$B$9:$B$20``. Nor does it
take constants in braces or a range that ends in a function ([MS-XLSB] 2.5.98.98, SharedParsedFormula).
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import count

from xlsxwriter.utility import xl_range
from xlsxwriter.worksheet import CellFormulaTuple, Worksheet

_ALIKE = 3
"""So many lines in a row are worth a name."""
_DIGITS = dict.fromkeys(map(ord, "0123456789"))
_REFUSED = re.compile(r"\{|\):|:[A-Za-z.]+\(")
_PIECE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")|(?P<sheet>'(?:[^']|'')+'!|(?<![\w.])[^\W\d][\w.]*!)(?P<far>\$[A-Z]{1,3}\$\d+(?::\$[A-Z]{1,3}\$\d+)?)?"""
    r"""|(?<![\w.$])(?P<fixed>\$?)(?P<column>[A-Z]{1,3})(?P<still>\$?)(?P<row>[1-9]\d*)(?![\w.(!])"""
)


class Repeated(str):
    """The first of some formulas that are alike, with their cells and their number; or one of the others, as ""."""

    __slots__ = ("cells", "number")

    cells: str
    number: int


def _repeated(text: str, number: int, cells: str = "") -> Repeated:
    """One of the formulas with that number: the first has their ``cells``."""
    made = Repeated(text)
    made.number, made.cells = number, cells
    return made


def share(ws: Worksheet, named: Names) -> None:
    """Has every formula that stands in three lines or more below each other written once. ``named`` keeps the
    names of cells on other sheets."""
    columns: dict[int, dict[int, str]] = {}
    for row, cells in ws.table.items():
        for column, cell in cells.items():
            if isinstance(cell, CellFormulaTuple):
                columns.setdefault(column, {})[row] = cell.formula
    number = 0
    for column, formulas in columns.items():
        for first, alike in _runs(tuple(sorted(formulas.items())), ws.name):
            text = _named(formulas[first], ws.name, named)
            head = _repeated(text, number, xl_range(first, column, first + alike - 1, column))
            others = _repeated("", number)
            for row in range(first, first + alike):
                cell = ws.table[row][column]
                ws.table[row][column] = CellFormulaTuple(head if row == first else others, cell.format, cell.value)
            number += 1


@lru_cache(maxsize=1024)
def _runs(column: tuple[tuple[int, str], ...], own: str) -> tuple[tuple[int, int], ...]:
    """First row and number of the lines that have the same formula, each about its own line. Workbooks of one kind have the
    same columns, whatever is filled in."""
    formulas = dict(column)
    last, found = -1, []
    for row, formula in column:
        below = formulas.get(row + 1, "")
        # Most that are not alike differ in more than their digits, and that is seen a hundred times sooner.
        if row <= last or formula.translate(_DIGITS) != below.translate(_DIGITS):
            continue
        if pieces := _pieces(formula, row, own):
            alike = next(n for n in count(1) if formulas.get(row + n) != _in_row(pieces, row + n))
            if alike >= _ALIKE:
                found.append((row, alike))
            last = row + alike - 1
    return tuple(found)


def _pieces(formula: str, row: int, own: str) -> list[str | int] | None:
    """The formula in pieces: text, and rows as seen from its own; None if it cannot be shared."""
    if _REFUSED.search(formula):
        return None
    found: list[str | int] = []
    at = 0
    for piece in _PIECE.finditer(formula):
        if piece["row"] and not piece["still"]:
            found += (formula[at : piece.start("row")], int(piece["row"]) - row)
            at = piece.end("row")
        elif piece["sheet"] and not piece["far"] and _plain(piece["sheet"]) != own:
            return None
    return [*found, formula[at:]]


def _in_row(pieces: list[str | int], row: int) -> str:
    return "".join(piece if isinstance(piece, str) else str(row + piece) for piece in pieces)


def _named(formula: str, own: str, named: Names) -> str:
    """With names for the cells of other sheets, and without the sheet's own name."""
    texts = _apart(formula, own)
    return "".join([named[text] if index % 2 else text for index, text in enumerate(texts)])


@lru_cache(maxsize=1024)
def _apart(formula: str, own: str) -> tuple[str, ...]:
    """The formula without the sheet's own name; every other text is cells of another sheet."""
    found, at = [""], 0
    for piece in _PIECE.finditer(formula):
        if piece["sheet"]:
            found[-1] += formula[at : piece.start()]
            at = piece.end()
            if _plain(piece["sheet"]) == own:
                found[-1] += piece["far"] or ""
            else:
                found += (piece[0], "")
    return (*found[:-1], found[-1] + formula[at:])


def _plain(sheet: str) -> str:
    return sheet[:-1].strip("'").replace("''", "'")


class Names(dict[str, str]):
    """Cells of a sheet → the name they are given, from the sheet and the columns."""

    def __missing__(self, cells: str) -> str:
        sheet, _, range_ = cells.rpartition("!")
        columns = "_".join(dict.fromkeys(re.findall(r"[A-Z]+", range_)))
        word = re.sub(r"\W+", "_", f"{_plain(sheet + '!')}_{columns}")
        taken = set(self.values())
        self[cells] = next(n for i in count(1) if (n := word if i == 1 else f"{word}_{i}") not in taken)
        return self[cells]
