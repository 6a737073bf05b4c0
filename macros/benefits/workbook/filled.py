"""A plan that somebody has filled in, known again and read line by line.

It is known by its own headings, in either language, wherever they stand: on a sheet of another name, with columns
moved, taken out or put in, in the full or the light edition. Excel and LibreOffice keep them, whatever else they change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Protocol

from xlsxwriter.utility import xl_rowcol_to_cell

from macros.addresses import project_url
from macros.benefits.workbook.columns import FOLLOW_UP, PLAN, UNEXPECTED, SheetColumn
from macros.words.labels import labels
from macros.words.vocabulary import fold

LANGUAGES = ("nb", "nn")
_NEEDED = {"plan": {"id", "description"}, "follow_up": {"benefit", "value"}, "unexpected": {"effect", "direction"}}
"""Headings without which a table is not read: they say which benefit a line is about."""
_ENOUGH = 4
"""So many of our headings in one row are a table of ours and nobody else's."""
_MEASUREMENT = ("value", "date", "n", "source", "next")
"""What a line of the light edition has of the follow-up."""
_PLAN_KEYS = frozenset(c.key for c in PLAN)
_SLUG = re.compile(re.escape(project_url("x")).replace("/x/", r"/([a-z0-9]+(?:-[a-z0-9]+)*)(?:/|$|[\s,.])"))


class Row(Protocol):
    """A row of a sheet."""

    @property
    def number(self) -> int:
        """As the sheet counts."""

    @property
    def cells(self) -> Sequence[str]:
        """The text of its cells."""

    @property
    def typed(self) -> frozenset[int]:
        """Which of them hold text, and no number or day."""


class Sheet(Protocol):
    """A sheet of a workbook, as text."""

    @property
    def name(self) -> str:
        """What it is called."""

    @property
    def rows(self) -> Sequence[Row]:
        """Its rows with something in them."""

    @property
    def hidden(self) -> bool:
        """Whether nobody sees it."""


@dataclass(frozen=True)
class Line:
    """A line that is filled in: where it stands, and the text under each of our headings that it says something under.
    ``typed``: the columns whose cells hold text, as the sheet counts them from 0."""

    sheet: str
    row: int
    values: Mapping[str, str]
    columns: Mapping[str, int]
    typed: frozenset[int] = frozenset()

    def is_text(self, key: str) -> bool:
        """Whether the cell under the heading of ``key`` holds text, and no number that a spreadsheet has read."""
        return self.columns.get(key) in self.typed

    def where(self, key: str = "") -> str:
        """What a reader calls the line (``Plan!9``), or its cell under the heading of ``key`` (``Plan!C9``)."""
        column = self.columns.get(key)
        return f"{self.sheet}!{self.row if column is None else xl_rowcol_to_cell(self.row - 1, column)}"


@dataclass(frozen=True)
class FilledPlan:
    """What a filled-in plan says. ``slug``: the project whose plan it is; empty when it does not say. ``unread``: texts
    of columns and sheets that are no part of a plan, each with its heading or sheet."""

    slug: str
    title: str
    plan: tuple[Line, ...]
    follow_up: tuple[Line, ...]
    unread: tuple[tuple[str, str], ...]


def is_plan(sheets: Sequence[Sheet]) -> bool:
    """Whether a workbook is a benefit plan of ours, filled in or not."""
    return any(_table(sheet) for sheet in sheets if not sheet.hidden)


def read_plan(sheets: Sequence[Sheet], address: str = "") -> FilledPlan:
    """Every line of a plan. ``address`` is what the workbook's properties say of the project; the sheet may say it too."""
    lines: dict[str, list[Line]] = {"plan": [], "follow_up": []}
    unread: list[tuple[str, str]] = []
    said = [address]
    title = ""
    for sheet in sheets:
        if sheet.hidden:
            continue
        found = _table(sheet)
        if found is None:
            if fold(sheet.name) not in _own_sheets():
                unread += [(sheet.name, " | ".join(filter(None, row.cells))) for row in sheet.rows]
            continue
        table, head, columns, others = found
        above = [cell for row in sheet.rows if row.number < head for cell in row.cells if cell]
        said += above
        title = title or _fact(above)
        for row in sheet.rows:
            if row.number > head:
                _read(sheet, row, table, columns, others, lines, unread)
    slug = next((m[1] for text in said if (m := _SLUG.search(text))), "")
    return FilledPlan(slug, title, tuple(lines["plan"]), tuple(lines["follow_up"]), tuple(unread))


def _read(
    sheet: Sheet,
    row: Row,
    table: str,
    columns: Mapping[str, int],
    others: Mapping[int, str],
    lines: dict[str, list[Line]],
    unread: list[tuple[str, str]],
) -> None:
    cells = {key: row.cells[x].strip() for key, x in columns.items() if x < len(row.cells) and row.cells[x].strip()}
    unread += [(others[x], cell) for x, cell in enumerate(row.cells) if cell.strip() and x in others]
    told = {key: text for key, text in cells.items() if key not in _worked_out(table)}
    if table == "unexpected":
        unread += [(sheet.name, " | ".join(told.values()))] if told else []
    elif table == "plan" and set(told) - {"released"}:
        own = {key: text for key, text in told.items() if key in _PLAN_KEYS}
        lines["plan"].append(Line(sheet.name, row.number, own, columns, row.typed))
        if "value" in told and "id" in told:
            measured: dict[str, str] = {
                key: told[key] for key in ("value", "date", "n", "next", "released") if key in told
            }
            lines["follow_up"].append(
                Line(sheet.name, row.number, measured | {"benefit": told["id"]}, columns, row.typed)
            )
    elif table == "follow_up" and set(told) - {"released"}:
        lines["follow_up"].append(Line(sheet.name, row.number, told, columns, row.typed))


def _table(sheet: Sheet) -> tuple[str, int, dict[str, int], dict[int, str]] | None:
    """Which table of ours a sheet has, the row of its headings, its columns by key, and other headings by column."""
    best: tuple[str, int, dict[str, int], dict[int, str]] | None = None
    for row in sheet.rows[:40]:
        for table, headings in _headings().items():
            columns: dict[str, int] = {}
            others: dict[int, str] = {}
            for x, cell in enumerate(row.cells):
                key = headings.get(fold(cell)) if cell.strip() else None
                if key and key not in columns:
                    columns[key] = x
                elif cell.strip():
                    others[x] = cell.strip()
            enough = len(columns) >= min(_ENOUGH, len(headings) // 2)
            if _NEEDED[table] <= set(columns) and enough and (best is None or len(columns) > len(best[2])):
                best = table, row.number, columns, others
    return best


@cache
def _headings() -> Mapping[str, Mapping[str, str]]:
    """Table -> folded heading -> key, in every language. The plan's also has the measurement that the light edition has."""
    tables: dict[str, tuple[SheetColumn, ...]] = {
        "plan": (*PLAN, *(c for c in FOLLOW_UP if c.key in _MEASUREMENT and c.key != "source")),
        "follow_up": FOLLOW_UP,
        "unexpected": UNEXPECTED,
    }
    return {
        name: {fold(labels(language)(c.label)): c.key for language in LANGUAGES for c in reversed(columns)}
        for name, columns in tables.items()
    }


def _worked_out(table: str) -> set[str]:
    """Columns that are worked out, and that nobody's word stands in. A status in the follow-up was typed in edition 1.0;
    it stands on the benefit."""
    return {c.key for c in FOLLOW_UP if c.kind in ("formula", "share")} if table == "follow_up" else set()


@cache
def _own_sheets() -> frozenset[str]:
    names = ("overview", "card", "drawing", "guide")
    return frozenset(fold(labels(language)(f"plan.book.sheet.{name}")) for language in LANGUAGES for name in names)


def _fact(above: Sequence[str]) -> str:
    """The project's title, as the first sheet says it above the table."""
    for text in above:
        label, colon, value = text.partition(":")
        if colon and fold(label) in {fold(labels(language)("plan.book.fact.project")) for language in LANGUAGES}:
            return value.strip()
    return ""


def entries(lines: Sequence[Line]) -> Iterator[tuple[str, str]]:
    """Where each text of some lines stands, and the text: all that somebody has typed."""
    for line in lines:
        for key, text in line.values.items():
            yield line.where(key), text
