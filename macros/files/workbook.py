"""A workbook being written: what all of ours have in common, whatever they hold. The same content gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from macros.files.archive import rewritten
from macros.files.palette import FONT, INK, css

A4 = 9
"""The number that Excel has for the paper."""
LOCALES = {"nb": "nb-NO", "nn": "nn-NO"}
_LEFT_OUT = ("xl/theme/theme1.xml", "docProps/app.xml")
"""Colours and fonts that are not ours, and a list of the sheets: 2 kB in each of two thousand workbooks."""
_POINTS = rb'<(?:Override|Relationship) [^>]*?(?:theme1|docProps/app)\.xml"[^>]*>'
_TRIMMED = {
    "[Content_Types].xml": ((_POINTS, b""),),
    "_rels/.rels": ((_POINTS, b""),),
    "xl/_rels/workbook.xml.rels": ((_POINTS, b""),),
    "xl/styles.xml": ((rb'<color theme="1"/>', b'<color rgb="FF000000"/>'), (rb'<scheme val="minor"/>', b"")),
}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet as every workbook of ours has it."""

    def _calculate_spans(self) -> None:
        """None: no program needs to be told where each row ends."""
        self.row_spans: dict[int, str] = {}


class Workbook:
    """Texts stay texts, whatever sign they begin with."""

    def __init__(self, properties: Mapping[str, Any], facts: Mapping[str, str], **look: Any) -> None:
        """``properties`` are Excel's own names for what a file says of itself, ``facts`` ours; ``look`` every cell's."""
        self._bytes = BytesIO()
        self.workbook = xlsxwriter.Workbook(self._bytes, _OPTIONS)
        self.workbook.set_properties({"author": "InnoMed", **properties})
        for name, value in facts.items():
            self.workbook.set_custom_property(name, value, "text")
        self._look = {"font_name": FONT, "font_size": 11, "font_color": css(INK), "valign": "top", **look}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def finished(self) -> bytes:
        """The finished workbook."""
        self.workbook.close()
        return rewritten(self._bytes.getvalue(), self.part)

    def part(self, name: str, content: bytes) -> bytes:
        """A part of the workbook as it is kept; nothing of those that no program misses, and of what points to them."""
        if name in _LEFT_OUT:
            return b""
        for pattern, instead in _TRIMMED.get(name, ()):
            content = re.sub(pattern, instead, content)
        return content

    def format(self, **look: Any) -> Format:
        """A cell format on top of the common look; the same one for the same properties."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.workbook.add_format({**self._look, **look})
        return self._formats[key]

    def add_sheet(self, name: str, kind: type[Sheet] = Sheet) -> Worksheet:
        """A new sheet, after those that there are."""
        return self.workbook.add_worksheet(name, worksheet_class=kind)

    @staticmethod
    def printed(sheet: Worksheet, header: str, footer: str) -> None:
        """How a sheet is shown and printed: no grid but ours, A4, one page wide."""
        sheet.hide_gridlines(2)
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.85)
        sheet.set_header(header)
        sheet.set_footer(footer)


def in_header(text: str) -> str:
    """``text`` in a header or a footer, where ``&`` begins a code."""
    return " ".join(text.replace("&", "&&").split())
