"""What our workbooks have in common: look, protection, print set-up, properties, and the same bytes every time."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.labels import Labels, labels

INK, FJORD, SOFT, LINE, MUTED, CLAY_SOFT, CLAY = (
    "#152B2C", "#0F5257", "#E3EFED", "#B9C6C2", "#4A5D5D", "#FBECE4", "#9C4221",
)  # fmt: skip
LANGUAGES = {"nb": "nb-NO", "nn": "nn-NO"}
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


class _Sheet(Worksheet):  # type: ignore[misc]
    """Our formulas use no function newer than Excel 2007. Looking for such in each of them took most of the time."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.strip("{}").removeprefix("=")


class Book:
    """A workbook being written. Texts are always written as texts, whatever sign they begin with."""

    def __init__(self, about: About) -> None:
        self.about = about
        self.t: Labels = labels(about.language)
        self._buffer = io.BytesIO()
        self.file = xlsxwriter.Workbook(
            self._buffer,
            {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False},
        )
        self.file.set_properties(
            {
                "title": about.title,
                "subject": about.subject,
                "author": "InnoMed",
                "comments": self.t("book.license", license=about.license, version=about.version, url=about.url),
                "keywords": about.version,
                "category": self.t("book.example") if about.example else "",
                "created": FIXED_DATE,
            }
        )
        self.file.set_custom_property("Language", LANGUAGES[about.language], "text")
        self.file.set_custom_property("License", about.license, "text")
        self.file.set_custom_property("Version", about.version, "text")
        self.file.set_size(2400, 1500)
        self.sheets: list[Worksheet] = []

    def bytes(self) -> bytes:
        self.file.close()
        return self._buffer.getvalue()

    @cached_property
    def _formats(self) -> dict[tuple[Any, ...], Format]:
        return {}

    def format(self, **properties: Any) -> Format:
        """A cell format on top of the common look; the same one for the same properties."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            base = {"font_name": "Calibri", "font_size": 11, "font_color": INK, "valign": "top"}
            self._formats[key] = self.file.add_format({**base, **properties})
        return self._formats[key]

    def title(self, **more: Any) -> Format:
        return self.format(bold=True, font_size=18, font_color=FJORD, valign="vcenter", **more)

    def heading(self) -> Format:
        return self.format(bold=True, font_size=13, font_color=FJORD)

    def help(self) -> Format:
        return self.format(font_color=MUTED, text_wrap=True)

    def head(self, **more: Any) -> Format:
        return self.format(
            bold=True,
            font_color="#FFFFFF",
            bg_color=FJORD,
            text_wrap=True,
            valign="vcenter",
            border=1,
            border_color=LINE,
            **more,
        )

    def input(self, **more: Any) -> Format:
        return self.format(locked=False, text_wrap=True, border=1, border_color=LINE, bg_color="#FFFFFF", **more)

    def result(self, **more: Any) -> Format:
        return self.format(bg_color=SOFT, border=1, border_color=LINE, **more)

    def sheet(
        self, name: str, heading: str, lead: str, columns: Sequence[float], *, landscape: bool = True
    ) -> Worksheet:
        """A sheet with its heading, its lead and, where figures are made up, a banner; columns by width."""
        ws = self.file.add_worksheet(name, worksheet_class=_Sheet)
        self.sheets.append(ws)
        ws.hide_gridlines(2)
        for index, width in enumerate(columns):
            ws.set_column(index, index, width)
        ws.set_row(0, 30)
        ws.write_string(0, 0, heading, self.title())
        ws.write_string(1, 0, lead, self.format(font_color=MUTED))
        if self.about.example:
            ws.write_string(
                2, 0, self.t("book.example.banner"), self.format(bold=True, font_color=CLAY, bg_color=CLAY_SOFT)
            )
            for column in range(1, min(len(columns), 8)):
                ws.write_blank(2, column, None, self.format(bg_color=CLAY_SOFT))
        if landscape:
            ws.set_landscape()
        ws.set_paper(9)
        ws.set_margins(0.5, 0.5, 0.75, 0.75)
        ws.fit_to_pages(1, 0)
        note = f" · {self.t('book.example')}" if self.about.example else ""
        ws.set_header("&L&10" + _plain(self.about.title + note) + "&R&10&A")
        ws.set_footer("&L&9InnoMed · " + _plain(self.about.license) + "&R&9" + self.t("book.page"))
        ws.protect("", {**UNLOCKED, "objects": True})
        return ws

    def choice(self, ws: Worksheet, first_row: int, last_row: int, column: int, options: Sequence[str] | str) -> None:
        """A drop-down list: the options themselves, or a reference to where they stand."""
        source = options if isinstance(options, str) else list(options)
        ws.data_validation(
            first_row, column, last_row, column,
            {
                "validate": "list", "source": source, "error_title": self.t("book.choice.title"),
                "error_message": self.t("book.choice.message"), "error_type": "stop",
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
        lines = max((sum(-(-max(1, len(part)) // max(1, int(width * 0.95))) for part in text.split("\n")))
                    for text, width in texts)  # fmt: skip
        if lines > 1:
            ws.set_row(row, 15 * lines + 3)

    def lines(self, ws: Worksheet, row: int, texts: Sequence[tuple[str, Format]], last_column: int) -> int:
        """Texts below each other, each across the columns to ``last_column``; returns the next free row."""
        for text, fmt in texts:
            ws.merge_range(row, 0, row, last_column, "", fmt)
            ws.write_string(row, 0, text, fmt)
            ws.set_row(row, 16 * max(1, -(-len(text) // 105)))
            row += 1
        return row


def absolute(
    sheet: str, first_row: int, column: int, last_row: int | None = None, last_column: int | None = None
) -> str:
    """A reference with the sheet's name in it."""
    last_row = first_row if last_row is None else last_row
    last_column = column if last_column is None else last_column
    return f"'{sheet}'!{xl_range_abs(first_row, column, last_row, last_column)}"


def _plain(text: str) -> str:
    """Header text: «&» starts a code there."""
    return text.replace("&", "&&")
