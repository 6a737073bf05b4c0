"""A workbook filled in without being made again: only the parts that something is written in are packed anew.

To make a benefit plan takes 20 ms, to fill one in half of one. What may be filled in is what the template has: a cell
of its table, with the look and the rules it has there, the value beside a formula, the height of a row, and a text
that stands for another (``texts``). So which parts change is found, not listed.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from html import escape
from typing import NamedTuple

from xlsxwriter.utility import xl_cell_to_rowcol, xl_rowcol_to_cell

from macros.files.archive import Packed, joined, packed
from macros.files.workbook import escaped, marked

Value = str | float
_STRINGS = "xl/sharedStrings.xml"
_SHEET = "xl/worksheets/sheet{}.xml"
_ROW = re.compile(r'<row r="(\d+)"[^>]*?(?:/>|>.*?</row>)', re.DOTALL)
_CELL = re.compile(
    r'<c r="([A-Z]+\d+)"( s="\d+")?[^>]*?(?:/>|>(?:(<f(?:>.*?</f>|[^>]*?/>|[^>]*>.*?</f>))?<v>[^<]*</v>)</c>)',
    re.DOTALL,
)


@dataclass
class Filling:
    """What is written: by sheet, the values of cells by row and column, and the heights of rows; both count from 0.

    A number beside a formula is the value it has; ``texts`` stand in place of those that the template was made with.
    """

    cells: dict[str, dict[tuple[int, int], Value]] = field(default_factory=dict)
    heights: dict[str, dict[int, float]] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)

    def write(self, sheet: str, row: int, column: int, value: Value) -> None:
        """A text or a number in a cell, or beside its formula."""
        self.cells.setdefault(sheet, {})[row, column] = value


class _Row(NamedTuple):
    """A row of the template: how its element begins, and by column how a cell begins, its formula, and all of it. A cell that
    only its column has a look for is empty."""

    head: str
    cells: Mapping[int, tuple[str, str | None, str]]


class Template:
    """A finished workbook that can be filled in many times."""

    def __init__(self, workbook: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(workbook)) as opened:
            self._parts = {name: opened.read(name).decode() for name in opened.namelist()}
        names = re.findall(r'<sheet name="([^"]*)"', self._parts["xl/workbook.xml"])
        self._sheets = {_plain(name): _SHEET.format(number) for number, name in enumerate(names, 1)}
        pieces = {part: list(_split(self._parts[part])) for part in self._sheets.values()}
        self._pieces = {part: [text for _, text in of_part] for part, of_part in pieces.items()}
        self._rows = {part: {number: n for n, (number, _) in enumerate(of_part)} for part, of_part in pieces.items()}
        styles = {part: _styles(self._parts[part]) for part in self._sheets.values()}
        self._row = cache(lambda part, row: _read(self._pieces[part][self._rows[part][row]], row, styles[part]))
        strings = re.findall(r"<si>(.*?)</si>", self._parts[_STRINGS], re.DOTALL)
        self._known = {string: number for number, string in enumerate(strings)}
        self._used = int(re.findall(r' count="(\d+)"', self._parts[_STRINGS])[0])
        self._holding = cache(lambda old: [name for name, text in self._parts.items() if old in text])
        self._unchanged = cache(lambda name: packed(name, self._parts[name].encode()))

    def filled(self, filling: Filling) -> bytes:
        """The workbook with that in it. The same filling gives the same bytes."""
        changed = {}
        strings = _Strings(self._known)
        for sheet in {**filling.cells, **filling.heights}:
            part = self._sheets[sheet]
            cells, heights = filling.cells.get(sheet, {}), filling.heights.get(sheet, {})
            changed[part] = self._filled_rows(part, cells, heights, strings)
        if strings.count:
            changed[_STRINGS] = self._with_strings(strings)
        for old, new in filling.texts.items():
            for name in self._holding(old):
                changed[name] = changed.get(name, self._parts[name]).replace(old, escaped(new))
        return self._packed(changed)

    def _filled_rows(
        self, part: str, cells: Mapping[tuple[int, int], Value], heights: Mapping[int, float], strings: _Strings
    ) -> str:
        rows, pieces = self._rows[part], self._pieces[part].copy()
        by_row: dict[int, dict[int, Value]] = {}
        for (row, column), value in cells.items():
            by_row.setdefault(row, {})[column] = value
        if missing := by_row.keys() - rows.keys():
            raise ValueError(f"the template has no row {min(missing) + 1}")
        # In order: texts get their numbers as they come.
        for row in sorted(by_row.keys() | (heights.keys() & rows.keys())):
            known, values = self._row(part, row), by_row.get(row, {})
            if outside := values.keys() - known.cells.keys():
                raise ValueError(f"the template has no cell {xl_rowcol_to_cell(row, min(outside))}")
            pieces[rows[row]] = _filled_row(known, heights.get(row), values, strings)
        return "".join(pieces)

    def _with_strings(self, strings: _Strings) -> str:
        whole = self._parts[_STRINGS].removesuffix("</sst>")
        new = list(strings.numbers)[len(self._known) :]
        counts = f' count="{self._used + strings.count}" uniqueCount="{len(strings.numbers)}"'
        whole = re.sub(r' count="\d+" uniqueCount="\d+"', counts, whole, count=1)
        return whole + "".join([f"<si>{text}</si>" for text in new]) + "</sst>"

    def _packed(self, changed: Mapping[str, str]) -> bytes:
        """What is as it was is packed once; and what was filled in lately, since few workbooks have figures of their own, but
        all have their own texts."""
        pack = {_STRINGS: _filled.__wrapped__}
        return joined(
            pack.get(name, _filled)(name, changed[name]) if name in changed else self._unchanged(name)
            for name in self._parts
        )


class _Strings:
    """The texts of a workbook by number: those of the template, then the new ones as they come."""

    def __init__(self, known: Mapping[str, int]) -> None:
        self.numbers, self.count = dict(known), 0

    def number(self, text: str) -> int:
        self.count += 1
        return self.numbers.setdefault(marked(text), len(self.numbers))


@lru_cache(maxsize=128)
def _filled(name: str, text: str) -> Packed:
    """A part that something was written in. A project's two plans say the same of themselves."""
    return packed(name, text.encode())


def _filled_row(row: _Row, height: float | None, values: Mapping[int, Value], strings: _Strings) -> str:
    """The row with a height and new values in its cells, and those cells of it that only their column has a look for."""
    head = row.head
    if height is not None:
        head = re.sub(r' ht="[^"]*" customHeight="1"', "", head) + f' ht="{height:.16G}" customHeight="1"'
    cells = [
        _cell(start, formula, values[column], strings) if column in values else text
        for column, (start, formula, text) in row.cells.items()
    ]
    return f"{head}>{told}</row>" if (told := "".join(cells)) else f"{head}/>"


def _cell(head: str, formula: str | None, value: Value, strings: _Strings) -> str:
    """A cell with its value, beside its formula where it has one."""
    if not isinstance(value, str):
        return f"{head}>{formula}<v>{value}</v></c>" if formula else f"{head}><v>{value:.16G}</v></c>"
    if not formula:
        return f'{head} t="s"><v>{strings.number(value)}</v></c>'
    # An empty result has no type, so that those who do not trust it work it out.
    kind = ' t="str"' if value else ""
    return f"{head}{kind}>{formula}<v>{escape(value, quote=False)}</v></c>"


def _styles(sheet: str) -> dict[int, str]:
    """The look that a column's cells have, as a cell says it."""
    found: dict[int, str] = {}
    for first, last, style in re.findall(r'<col min="(\d+)" max="(\d+)"[^>]*? style="(\d+)"', sheet):
        found |= dict.fromkeys(range(int(first) - 1, int(last)), f' s="{style}"')
    return found


def _read(text: str, row: int, styles: Mapping[int, str]) -> _Row:
    """A row as it is filled in."""
    head, _, rest = text.partition(">")
    cells: dict[int, tuple[str, str | None, str]] = {
        c: (f'<c r="{xl_rowcol_to_cell(row, c)}"{style}', None, "") for c, style in styles.items()
    }
    for cell in _CELL.finditer(rest):
        cells[xl_cell_to_rowcol(cell[1])[1]] = f'<c r="{cell[1]}"{cell[2] or ""}', cell[3], cell[0]
    return _Row(head.removesuffix("/"), dict(sorted(cells.items())))


def _split(sheet: str) -> Iterator[tuple[int, str]]:
    """A sheet in pieces: its rows by number from 0, and what stands around them as -1."""
    at = 0
    for row in _ROW.finditer(sheet):
        if row.start() > at:
            yield -1, sheet[at : row.start()]
        yield int(row[1]) - 1, row[0]
        at = row.end()
    yield -1, sheet[at:]


def _plain(name: str) -> str:
    return name.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
