"""The workbook around a form's sheets: look, names, lists to choose from, protection, print set-up, properties."""

from __future__ import annotations

import re
import textwrap
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname, xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.outputs.forms.document import LOCALES, FormFile
from macros.outputs.forms.look import CLAY, FJORD, FONT, INK, STRONG_LINE
from macros.outputs.forms.package import rewritten

A4, NAME, HEADER = 9, 31, 255
"""The number of the paper, and the longest that a sheet's name and its header may be."""
_MAY = (
    "objects", "format_cells", "format_columns", "format_rows", "insert_rows", "delete_rows", "insert_hyperlinks",
    "sort", "autofilter",
)  # fmt: skip


class Book:
    """A workbook being written. Texts stay texts, whatever sign they begin with."""

    def __init__(self, file: FormFile) -> None:
        self.file, self.words = file, file.words
        self._bytes = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.workbook = xlsxwriter.Workbook(self._bytes, options)
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}
        self._names: set[str] = {"history"}
        self._lists: dict[tuple[str, ...], str] = {}
        self._list_name = self.name(self.words("form.choices"))
        self.growing: set[tuple[int, int]] = set()
        """Rows, by sheet and number, whose height is only where they begin."""
        self._properties()

    def finished(self) -> bytes:
        """The workbook as bytes; the lists come last, out of sight."""
        if self._lists:
            sheet = self.workbook.add_worksheet(self._list_name)
            for column, values in enumerate(self._lists):
                for row, value in enumerate(values):
                    sheet.write_string(row, column, value)
            sheet.protect()
            sheet.hide()
        self.workbook.close()
        return rewritten(self._bytes.getvalue(), self._growing)

    def format(self, **look: Any) -> Format:
        """The cell format with this look, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            base = {"font_name": FONT, "font_size": 11, "font_color": f"#{INK}", "valign": "top", "text_wrap": True}
            self._formats[key] = self.workbook.add_format({**base, **look})
        return self._formats[key]

    def grid(self, **look: Any) -> Format:
        """A cell with a line around it, and air between the two."""
        return self.format(border=1, border_color=f"#{STRONG_LINE}", indent=1, **{"align": "left", **look})

    def sheet(self, name: str) -> Worksheet:
        """A new sheet: protected without a password, A4 landscape, one page wide."""
        sheet = self.workbook.add_worksheet(name)
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.85)
        sheet.set_header(self._header())
        sheet.set_footer(self._footer())
        sheet.protect("", dict.fromkeys(_MAY, True))
        if self.file.filled:
            sheet.set_tab_color(f"#{CLAY}")
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

    def _growing(self, name: str, content: bytes) -> bytes:
        """Hack: XlsxWriter fixes every height it writes. Excel itself writes one without fixing it, and so do we."""
        sheet = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", name)
        for number, row in self.growing if sheet else ():
            if sheet and number == int(sheet[1]):
                content = re.sub(rb'(<row r="%d"[^>]*?) customHeight="1"' % (row + 1), rb"\1", content, count=1)
        return content

    def _header(self) -> str:
        banner = f'&R&"{FONT},Bold"&9&K{CLAY}{_printed(self.file.banner)}' if self.file.filled else ""
        return f'&L&"{FONT},Bold"&9&K{FJORD}InnoMed{banner}'

    def _footer(self) -> str:
        file, words = self.file, self.words
        about = f"{_cut(file.heading, 70)} · {words('form.version', version=file.version)} · {file.license}"
        page = words("form.page", page="&P", pages="&N")
        footers = [f"&L&8 {_printed(text)}&R&8{page}" for text in (f"{about} · {file.url}", about, "")]
        return next(footer for footer in footers if len(footer) <= HEADER)

    def _properties(self) -> None:
        file, words = self.file, self.words
        self.workbook.set_properties(
            {
                "title": file.heading,
                "subject": file.subject,
                "author": "InnoMed",
                "company": "",
                "keywords": words("form.keywords"),
                "comments": words("form.license", license=file.license, url=file.url),
                "created": file.stamp,
            }
        )
        facts = {"Language": LOCALES[file.language], "Version": file.version, "License": file.license}
        for name, value in facts.items():
            self.workbook.set_custom_property(name, value, "text")


def _cut(text: str, length: int) -> str:
    """``text`` in at most ``length`` of the units Excel counts, between words if it can be."""
    if len(text.encode("utf-16-le")) <= 2 * length:
        return text
    short = textwrap.shorten(text, length, placeholder="")
    if length // 2 < len(short) and len(short.encode("utf-16-le")) <= 2 * length:
        return short
    return text.encode("utf-16-le")[: 2 * length].decode("utf-16-le", "ignore").strip()


def _printed(text: str) -> str:
    """``text`` in a header or footer, where ``&`` begins a code."""
    return " ".join(text.replace("&", "&&").split())
