"""The workbook around a form's sheets: look, names, lists to choose from, protection, print set-up, properties."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.files.palette import CLAY, FJORD, FONT, STRONG_LINE, css
from macros.files.workbook import LOCALES, Workbook, in_header
from macros.toolkit.forms.blocks import Part
from macros.toolkit.forms.document import FormFile

NAME, HEADER = 31, 255
"""The longest that a sheet's name and its header may be."""
ROOM_BELOW = 200
"""Rows that may be written below a table that grows, and are read."""
_MAY = (
    "objects", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "insert_hyperlinks",
    "sort", "autofilter",
)  # fmt: skip
_FIXED = re.compile(rb'(<row r="(\d+)"[^>]*?) customHeight="1"')
"""A row whose height is fixed."""


class FormBook(Workbook):
    """A form's workbook."""

    def __init__(self, file: FormFile) -> None:
        self.file, self.words = file, file.words
        properties = {
            "title": file.heading,
            "subject": file.subject,
            "company": "",
            "keywords": self.words("form.keywords"),
            "comments": self.words("form.license", license=file.license, url=file.url),
            "created": file.stamp,
        }
        facts = {"Language": LOCALES[file.language], "Version": file.version, "License": file.license}
        super().__init__(properties, facts, text_wrap=True)
        self._names: set[str] = {"history"}
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_name = self.name(self.words("form.choices"))
        self.growing: set[tuple[int, int]] = set()
        """Rows, by sheet and number, whose height is only where they begin."""
        self._columns: dict[tuple[str, str], str] = {}
        self._headed: set[tuple[str, str]] = set()
        self.cell = cache(self._cell)
        """How a cell with a value of that shape looks; thousands ask."""

    def remember(self, part: Part, sheet: str, first: int, last: int, *, grows: bool) -> None:
        """Where the columns of a table stand, for the matrix that reads them: with the row above and the row below, so that a
        row put in first or last is read too, and room below for one that ``grows``."""
        helped = not grows and any(field.help for field in part.fields)
        for index, field in enumerate(part.fields):
            cells = xl_range_abs(first - 1, index, last + (ROOM_BELOW if grows else 1), index)
            self._columns[part.id, field.id] = f"{quote_sheetname(sheet)}!{cells}"
            if field.help or not helped:
                self._headed.add((part.id, field.id))

    def column(self, section: str, id_: str) -> str:
        """All cells of a column that was written, with the one above and the one below."""
        return self._columns[section, id_]

    def headed(self, section: str, *ids: str) -> bool:
        """Whether any of these columns has words in the row above its cells."""
        return any((section, id_) in self._headed for id_ in ids)

    def finished(self) -> bytes:
        """The finished workbook; the lists come last, out of sight."""
        if self._lists:
            sheet = self.add_sheet(self._list_name)
            for column, values in enumerate(self._lists):
                for row, value in enumerate(values):
                    sheet.write_string(row, column, value)
            sheet.protect()
            sheet.hide()
        return super().finished()

    def grid(self, **look: Any) -> Format:
        """A cell with a line around it, and air between the two."""
        return self.format(border=1, border_color=css(STRONG_LINE), indent=1, **{"align": "left", **look})

    def _cell(self, shape: str, *, right: bool, locked: bool) -> Format:
        look = {"num_format": shape} if shape else {}
        return self.grid(valign="vcenter", locked=locked, align="right" if right else "left", **look)

    def sheet(self, name: str, *, locked: bool = True) -> Worksheet:
        """A new sheet: A4 landscape, one page wide, and protected without a password unless it is not to be ``locked``."""
        sheet = self.add_sheet(name)
        sheet.set_landscape()
        self.printed(sheet, self._header(), self._footer())
        if locked:
            sheet.protect("", dict.fromkeys(_MAY, True))
        if self.file.filled:
            sheet.set_tab_color(css(CLAY))
        return sheet

    def name(self, title: str) -> str:
        """``title`` as a sheet may be called: short, without signs that Excel keeps for itself, and no other's name."""
        wanted = " ".join(re.sub(r"[\[\]:*?/\\']", " ", title).split()) or self.words("form.section")
        for number in range(1, 1000):
            end = "" if number == 1 else f" ({number})"
            name = _cut(wanted, NAME - len(end)) + end
            if name.casefold() not in self._names:
                break
        self._names.add(name.casefold())
        return name

    def choices(self, values: tuple[str, ...]) -> str:
        """Where the list of ``values`` stands. (In the rule itself a list may neither be long nor have commas.)"""
        if values not in self._lists:
            column = len(self._lists)
            cells = xl_range_abs(0, column, len(values) - 1, column)
            self._lists[values] = f"={quote_sheetname(self._list_name)}!{cells}"
        return self._lists[values]

    def part(self, name: str, content: bytes) -> bytes:
        """Hack: XlsxWriter fixes every height it writes. Excel itself writes one without fixing it, and so do we."""
        if sheet := re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name):
            growing = {b"%d" % (row + 1) for number, row in self.growing if number == int(sheet[1])}
            content = _FIXED.sub(lambda row: row[1] if row[2] in growing else row[0], content)
        return super().part(name, content)

    def _header(self) -> str:
        banner = f'&R&"{FONT},Bold"&9&K{CLAY}{in_header(self.file.banner)}' if self.file.filled else ""
        return f'&L&"{FONT},Bold"&9&K{FJORD}InnoMed{banner}'

    def _footer(self) -> str:
        file, words = self.file, self.words
        about = f"{_cut(file.heading, 70)} · {words('form.version', version=file.version)} · {file.license}"
        page = words("form.page", page="&P", pages="&N")
        footers = [f"&L&8 {in_header(text)}&R&8{page}" for text in (f"{about} · {file.url}", about, "")]
        return next(footer for footer in footers if len(footer) <= HEADER)


def _cut(text: str, length: int) -> str:
    """``text`` in at most ``length`` of the units Excel counts, between words if it can be."""
    if len(text.encode("utf-16-le")) <= 2 * length:
        return text
    short = textwrap.shorten(text, length, placeholder="")
    if length // 2 < len(short) and len(short.encode("utf-16-le")) <= 2 * length:
        return short
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").strip()
