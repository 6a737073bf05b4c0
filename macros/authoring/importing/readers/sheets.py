"""A workbook or a CSV file as plain sheets of text, with the row and column of everything."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from macros.authoring.importing.readers.container import check_office, check_size
from macros.text.invisible import FORBIDDEN
from macros.text.spreadsheets import unguarded
from macros.words.problems import Place, Problem, problem

MAX_ROWS = 50_000


@dataclass(frozen=True)
class Row:
    """A row that has something in it. ``number`` as the sheet counts (in CSV: the line it begins on). ``typed``: the
    columns, counted from 0, whose cells hold text and no number or day."""

    number: int
    cells: tuple[str, ...]
    typed: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A sheet as text. ``merged``: ranges as ``A2:B3`` with their first and last row. ``hidden``: nobody sees it, and it
    is not read. ``comments``: what is said in the margin of its cells."""

    name: str
    path: str
    rows: tuple[Row, ...]
    merged: tuple[tuple[str, int, int], ...] = ()
    problems: tuple[Problem, ...] = field(default=())
    hidden: bool = False
    comments: tuple[str, ...] = ()

    def where(self, row: int, column: int) -> str:
        """What a reader calls the cell; ``column`` counts from 0."""
        from openpyxl.utils import get_column_letter

        letter = get_column_letter(column + 1)
        return f"{self.name}!{letter}{row}" if self.name else f"{letter}{row}"

    def place(self, row: int, column: int = 0) -> Place:
        """Where a cell is, for a message: ``row`` as the sheet numbers it, ``column`` counted from 0."""
        return Place(row, column + 1)


def read_xlsx(data: bytes, path: str) -> tuple[list[Sheet], list[Problem]]:
    """The visible sheets of a workbook, and what was wrong with it or not read."""
    from openpyxl import load_workbook  # slow to load, and whoever drafts a text reads no workbook

    if refused := check_office(data, path, ".xlsx"):
        return [], [refused]
    try:
        return _sheets(load_workbook(io.BytesIO(data)), data, path)
    except Exception:  # openpyxl answers a damaged workbook with whatever it stumbled over
        return [], [problem("IM004", path, Place(), value=".xlsx")]


def workbook_property(data: bytes, name: str) -> str:
    """What a workbook says of itself under ``name``, among the properties that its maker has added; else empty."""
    from openpyxl import load_workbook

    try:
        found = load_workbook(io.BytesIO(data), read_only=True).custom_doc_props
        return str(found[name].value or "") if name in found.names else ""
    except Exception:  # openpyxl answers a damaged workbook with whatever it stumbled over
        return ""


def read_csv(data: bytes, path: str) -> tuple[list[Sheet], list[Problem]]:
    """The one sheet of a CSV file: semicolons, commas or tabs, in UTF-8 or as Excel for Windows writes it."""
    if too_big := check_size(data, path):
        return [], [too_big]
    text = decoded(data)
    if text is None:
        return [], [problem("IM007", path, Place())]
    first = text.partition("\n")[0]
    delimiter = max(";\t,", key=first.count)
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))  # it counts for the whole program: only raised
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[Row] = []
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(begins, tuple(unguarded(c.replace("\r\n", "\n").replace("\r", "\n")) for c in cells)))
            begins = reader.line_num + 1
            if len(rows) > MAX_ROWS:
                return [], [problem("IM024", path, Place(), value=f"over {MAX_ROWS}", limit=MAX_ROWS)]
    except csv.Error:
        return [], [problem("IM023", path, Place(begins), value=str(begins))]
    sheet = Sheet("", path, tuple(rows))
    return [sheet], list(_strange(sheet))


def decoded(data: bytes) -> str | None:
    """Text in UTF-8, UTF-16 with its mark, or Windows-1252; None for what is no text."""
    marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    encodings = ["utf-16"] if marked else ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\x00" in text else text
    return None


def _cells(sheet: Any) -> list[tuple[tuple[int, int], Any]]:
    """((row, column), cell) for the cells that exist. Walking from corner to corner would make all those that do not:
    one stray cell in the last column of the last row is 17 thousand million."""
    return sorted(sheet._cells.items(), key=lambda item: item[0])


def _sheets(book: Any, data: bytes, path: str) -> tuple[list[Sheet], list[Problem]]:
    sheets: list[Sheet] = []
    problems: list[Problem] = []
    cells = {source.title: _cells(source) for source in book.worksheets}
    formulas = any(cell.data_type == "f" for found in cells.values() for _, cell in found)
    from openpyxl import load_workbook

    values = load_workbook(io.BytesIO(data), data_only=True) if formulas else book
    for source in book.worksheets:
        hidden = source.sheet_state != "visible"
        if hidden:
            problems.append(problem("IM020", path, Place(), value=source.title))
        notes = tuple(cell.comment.text for _, cell in cells[source.title] if cell.comment)
        merged = tuple((str(r), r.min_row, r.max_row) for r in source.merged_cells.ranges)
        sheet, found = Sheet(source.title, path, (), merged), list[Problem]()
        rows: dict[int, dict[int, str]] = {}
        typed: dict[int, set[int]] = {}
        for (row, column), cell in cells[source.title]:
            value = values[source.title].cell(row, column).value if cell.data_type == "f" else cell.value
            if cell.data_type == "e" or (cell.data_type == "f" and (value is None or _is_error(value))):
                at, where = sheet.place(row, column - 1), sheet.where(row, column - 1)
                found.append(problem("IM016", path, at, value=str(cell.value), where=where))
                value = None
            if (text := _text(value)).strip():
                rows.setdefault(row, {})[column] = text
                if isinstance(value, str):
                    typed.setdefault(row, set()).add(column - 1)
        if len(rows) > MAX_ROWS:
            problems.append(problem("IM024", path, Place(), value=str(len(rows)), limit=MAX_ROWS))
            continue
        filled = tuple(
            Row(n, tuple(texts.get(x, "") for x in range(1, max(texts) + 1)), frozenset(typed.get(n, ())))
            for n, texts in rows.items()
        )
        sheet = Sheet(source.title, path, filled, merged, tuple(found), hidden, notes)
        sheets.append(sheet)
        problems += [] if hidden else _strange(sheet)
    return sheets, problems


def _is_error(value: object) -> bool:
    return isinstance(value, str) and bool(re.fullmatch(r"#[A-Z0-9/]+[!?]?", value))


def _text(value: object) -> str:
    """What a cell holds, as an author would write it: ``120.0`` -> ``120``, a date -> ``2026-03-01``."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, (date, time)):
        return value.isoformat()
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _strange(sheet: Sheet) -> Iterator[Problem]:
    """Signs that no write-up may have: said here, where they can be found, and not only in the file that is made."""
    for row in sheet.rows:
        for column, text in enumerate(row.cells):
            if match := FORBIDDEN.search(text):
                place, where = sheet.place(row.number, column), sheet.where(row.number, column)
                yield problem("IM028", sheet.path, place, value=f"{ord(match.group()):04X}", where=where)
