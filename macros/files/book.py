"""What our workbooks have in common: look, protection, print set-up, properties, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.files.palette import CLAY, CLAY_SOFT, FJORD, FJORD_SOFT, MUTED, PAPER, STRONG_LINE, css
from macros.files.repeated import Names, Repeated, share
from macros.files.workbook import LOCALES, Sheet, Workbook, in_header
from macros.words.labels import Labels, labels

FIXED_DATE = datetime(2026, 1, 1)  # properties need a date; the build's own would change the bytes every day
UNLOCKED = {
    "format_cells": True, "format_columns": True, "format_rows": True, "select_locked_cells": True,
    "select_unlocked_cells": True,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class About:
    """What a workbook says of itself. ``example``: its figures are made up, and every sheet says so."""

    title: str
    subject: str
    version: str
    license: str
    url: str
    language: str
    example: bool = False


class _Sheet(Sheet):
    """A sheet whose formulas are written once where they are repeated."""

    def column_of(self, first_row: int, last_row: int, column: int, formula: str, look: Format) -> None:
        """One formula that gives a whole column of values, which whoever opens the file works out; it is told in no cell
        but the first."""
        self.write_array_formula(first_row, column, first_row, column, formula, look, 0)
        told = self.table[first_row][column]
        self.table[first_row][column] = told._replace(range=xl_range(first_row, column, last_row, column))
        self._check_dimensions(last_row, column)  # the sheet reaches so far

    def formula(self, formula: str) -> str:
        """Written once for all that are alike."""
        if not isinstance(formula, Repeated):
            return super().formula(formula)
        cells = f' ref="{formula.cells}"' if formula.cells else ""
        written = f't="shared"{cells} si="{formula.number}"'
        return f"<f {written}>{self._escape_data(formula)}</f>" if formula else f"<f {written}/>"


class Book(Workbook):
    """A workbook with its sheets, its words, and rules for what may be typed."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.t: Labels = labels(about.language)
        properties = {
            "title": about.title,
            "subject": about.subject,
            "comments": self.t("book.license", license=about.license, version=about.version, url=about.url),
            "keywords": about.version,
            "category": self.t("book.example") if about.example else "",
            "created": FIXED_DATE,
        }
        facts = {"Language": LOCALES[about.language], "License": about.license, "Version": about.version}
        super().__init__(properties, facts)
        self.workbook.set_size(2400, 1500)
        self.sheets: list[Worksheet] = []

    def finished(self) -> bytes:
        """The finished workbook; what a column repeats is written once."""
        named = Names()
        for ws in self.sheets:
            share(ws, named)
            _merge_rules(ws)
        for cells, name in named.items():
            self.workbook.define_name(name, f"={cells}")
        return super().finished()

    def title(self, **more: Any) -> Format:
        """How the heading of a sheet looks. Here and below ``more`` is what XlsxWriter's ``add_format`` takes."""
        return self.format(bold=True, font_size=18, font_color=css(FJORD), valign="vcenter", **more)

    def heading(self) -> Format:
        """How the heading of a part of a sheet looks."""
        return self.format(bold=True, font_size=13, font_color=css(FJORD))

    def help(self) -> Format:
        """How text that explains looks: muted, and wrapped in its cell."""
        return self.format(font_color=css(MUTED), text_wrap=True)

    def head(self, **more: Any) -> Format:
        """How the head of a column looks."""
        return self.format(
            bold=True,
            font_color=css(PAPER),
            bg_color=css(FJORD),
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=css(STRONG_LINE),
            **more,
        )

    def input(self, **more: Any) -> Format:
        """How a cell to type in looks: the only kind that is not locked."""
        usual = {"locked": False, "text_wrap": True, "border": 1, "border_color": css(STRONG_LINE)}
        return self.format(**usual | {"bg_color": css(PAPER)} | more)

    def result(self, **more: Any) -> Format:
        """How a cell that the workbook works out looks."""
        return self.format(bg_color=css(FJORD_SOFT), border=1, border_color=css(STRONG_LINE), **more)

    def sheet(
        self,
        name: str,
        heading: str,
        lead: str,
        columns: Sequence[float],
        *,
        landscape: bool = True,
        locked: bool = True,
    ) -> Worksheet:
        """A sheet with its heading, its lead and, where figures are made up, a banner; columns by width.

        Rows of one that is not ``locked`` can be sorted, filtered, put in and taken out.
        """
        ws = self.add_sheet(name, _Sheet)
        self.sheets.append(ws)
        for index, width in enumerate(columns):
            ws.set_column(index, index, width)
        ws.set_row(0, 30)
        ws.write_string(0, 0, heading, self.title())
        ws.write_string(1, 0, lead, self.format(font_color=css(MUTED)))
        if self.about.example:
            ws.write_string(
                2,
                0,
                self.t("book.example.banner"),
                self.format(bold=True, font_color=css(CLAY), bg_color=css(CLAY_SOFT)),
            )
            for column in range(1, min(len(columns), 8)):
                ws.write_blank(2, column, None, self.format(bg_color=css(CLAY_SOFT)))
        if landscape:
            ws.set_landscape()
        note = f" · {self.t('book.example')}" if self.about.example else ""
        footer = "&L&9InnoMed · " + in_header(self.about.license) + "&R&9" + self.t("book.page")
        # The file's name, which follows it when it is saved as another. The title would make every sheet of a project's
        # workbook differ from those of the next one's.
        self.printed(ws, "&L&10&F" + in_header(note) + "&R&10&A", footer)
        if locked:
            ws.protect("", {**UNLOCKED, "objects": True})
        return ws

    def choice(
        self,
        ws: Worksheet,
        first_row: int,
        last_row: int,
        column: int,
        options: Sequence[str] | str,
        *,
        many: bool = False,
    ) -> None:
        """A drop-down list: the options themselves, or a reference to where they stand. ``many``: other texts are taken
        too, because a list of Excel's knows no cell with two of its words."""
        source = options if isinstance(options, str) else list(options)
        ws.data_validation(
            first_row, column, last_row, column,
            {
                "validate": "list", "source": source, "error_title": self.t("book.choice.title"),
                "error_message": self.t("book.choice.message"), "error_type": "stop", "show_error": not many,
                **({"input_title": self.t("book.choice.many.title"), "input_message": self.t("book.choice.many")}
                   if many else {}),
            },
        )  # fmt: skip

    def number(
        self, ws: Worksheet, first_row: int, last_row: int, column: int, low: float = 0, high: float = 1e12
    ) -> None:
        """Only numbers from ``low`` to ``high``."""
        ws.data_validation(
            first_row, column, last_row, column,
            {
                "validate": "decimal", "criteria": "between", "minimum": low, "maximum": high,
                "error_title": self.t("book.number.title"), "error_type": "stop",
                "error_message": self.t("book.number.message", low=f"{low:g}", high=f"{high:g}"),
            },
        )  # fmt: skip

    def date(self, ws: Worksheet, first_row: int, last_row: int, column: int) -> None:
        """Only dates."""
        ws.data_validation(
            first_row, column, last_row, column,
            {
                "validate": "date", "criteria": "between", "minimum": date(2000, 1, 1), "maximum": date(2100, 1, 1),
                "error_title": self.t("book.date.title"), "error_message": self.t("book.date.message"),
            },
        )  # fmt: skip

    def fit(self, ws: Worksheet, row: int, texts: Sequence[tuple[str, float]]) -> None:
        """Gives a row the height its wrapped texts need; ``texts`` are text and column width in characters."""
        needed = height(texts)
        if needed:
            ws.set_row(row, needed)

    @staticmethod
    def across(ws: Worksheet, row: int, column: int, last_column: int, text: str, fmt: Format) -> None:
        """A text across columns, with no line around them: the cells under it need not be written."""
        ws.merge_range(row, column, row, last_column, "", fmt)
        for covered in range(column + 1, last_column + 1):
            del ws.table[row][covered]
        ws.write_string(row, column, text, fmt)

    def lines(self, ws: Worksheet, row: int, texts: Sequence[tuple[str, Format]], last_column: int) -> int:
        """Texts below each other, each across the columns to ``last_column``; returns the next free row."""
        for text, fmt in texts:
            self.across(ws, row, 0, last_column, text, fmt)
            ws.set_row(row, 16 * max(1, -(-len(text) // 105)))
            row += 1
        return row


def _merge_rules(ws: Worksheet) -> None:
    """The same rule for several columns is one with several ranges."""
    rules: dict[str, dict[str, Any]] = {}
    for rule in ws.validations:
        alike = rules.setdefault(repr({**rule, "cells": None}), rule)
        if alike is not rule:
            alike["cells"] += rule["cells"]
    ws.validations = list(rules.values())


def height(texts: Sequence[tuple[str, float]]) -> float | None:
    """The height a row needs for wrapped texts, each with its column's width in characters; None: one line is enough."""
    lines = max((_lines(text, max(1, int(width * 0.95))) for text, width in texts), default=1)
    return 15 * lines + 3 if lines > 1 else None


def _lines(text: str, room: int) -> int:
    if len(text) <= room and "\n" not in text:  # most of them
        return 1
    return sum(-(-max(1, len(part)) // room) for part in text.split("\n"))


@cache
def absolute(
    sheet: str, first_row: int, column: int, last_row: int | None = None, last_column: int | None = None
) -> str:
    """A reference with the sheet's name in it."""
    last_row = first_row if last_row is None else last_row
    last_column = column if last_column is None else last_column
    return f"'{sheet}'!{xl_range_abs(first_row, column, last_row, last_column)}"
