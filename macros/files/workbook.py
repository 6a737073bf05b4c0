"""A workbook being written: what all of ours have in common, whatever they hold. The same content gives the same bytes."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.packager import Packager
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.utility import xl_rowcol_to_cell_fast
from xlsxwriter.worksheet import CellBlankTuple, CellFormulaTuple, CellNumberTuple, CellStringTuple, Worksheet
from xlsxwriter.xmlwriter import XMLwriter

from macros.files.archive import archive
from macros.files.palette import FONT, INK, css

A4 = 9
"""The number that Excel has for the paper."""
LOCALES = {"nb": "nb-NO", "nn": "nn-NO"}
_POINTS = rb'<(?:Override|Relationship) [^>]*?(?:theme1|docProps/app)\.xml"[^>]*>'
_TRIMMED = {
    "[Content_Types].xml": ((_POINTS, b""),),
    "_rels/.rels": ((_POINTS, b""),),
    "xl/_rels/workbook.xml.rels": ((_POINTS, b""),),
    "xl/styles.xml": ((rb'<color theme="1"/>', b'<color rgb="FF000000"/>'), (rb'<scheme val="minor"/>', b"")),
}
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


class Sheet(Worksheet):  # type: ignore[misc]
    """A sheet as every workbook of ours has it. Its formulas use no function newer than Excel 2007, or say so themselves:
    looking for such in each of them took most of the time."""

    def _write_rows(self) -> None:
        """Those that there are: the library looks for one at each number, and in it for a cell in each column. No program needs
        to be told where a row ends."""
        for row in sorted(self.table.keys() | self.row_info.keys()):
            look, cells = self.row_info.get(row), self.table.get(row)
            if cells:
                self._write_row(row, None, look)
                for column, cell in sorted(cells.items()):
                    self._write_cell(row, column, cell)
                self._xml_end_tag("row")
            elif look:
                self._write_empty_row(row, None, look)

    def _write_cell(self, row: int, col: int, cell: Any) -> None:
        """The library looks for all that a cell may be; nearly all of ours are of four kinds, and have a look of their own."""
        kind, look = type(cell), cell.format
        if kind is CellFormulaTuple and (cell.value == "" or type(cell.value) in (int, float)):
            told = f">{self.formula(cell.formula)}<v>{cell.value}</v></c>"
        elif kind is CellBlankTuple:
            told = "/>"
        elif kind is CellStringTuple:
            told = f' t="s"><v>{cell.string}</v></c>'
        elif kind is CellNumberTuple:
            told = f"><v>{cell.number:.16G}</v></c>"
        else:
            look = None
        if look:
            self.fh.write(f'<c r="{xl_rowcol_to_cell_fast(row, col)}" s="{look._get_xf_index()}"{told}')
        else:
            super()._write_cell(row, col, cell)

    def _xml_formula_element(self, formula: str, result: Any, attributes: Any = ()) -> None:
        look = "".join(f' {key}="{value}"' for key, value in attributes)
        self.fh.write(f"<c{look}>{self.formula(formula)}<v>{self._escape_data(result)}</v></c>")

    def formula(self, formula: str) -> str:
        """A formula as the sheet has it."""
        return f"<f>{self._escape_data(formula)}</f>"

    def _write_formula(
        self, row: int, col: int, formula: str, cell_format: Format | None = None, value: str | float = 0
    ) -> int:
        if formula.startswith("{") or self._check_dimensions(row, col):
            return int(super()._write_formula(row, col, formula, cell_format, value))
        self.table[row][col] = CellFormulaTuple(self._prepare_formula(formula), cell_format, value)
        return 0

    # A cell is told by its row and column: to look for «A1» takes longer than what is done with it.
    write_formula = _write_formula
    write_string, write_number, write_blank = Worksheet._write_string, Worksheet._write_number, Worksheet._write_blank

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:
        return formula.strip("{}").removeprefix("=")


class _Texts(SharedStrings):  # type: ignore[misc]
    """The texts of a workbook. Most have nothing that must be written otherwise, and none is marked up already."""

    def _write_sst_strings(self) -> None:
        self.fh.write("".join([f"<si>{marked(text)}</si>" for text in self.string_table.string_array]))


class _Parts(Packager):  # type: ignore[misc]
    """The parts of a workbook as they are. Packed by the library, they would have to be opened and packed again."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[tuple[str, bytes]] = []

    def _write_shared_strings_file(self) -> None:
        texts = _Texts()
        texts.string_table = self.workbook.str_table
        if not texts.string_table.count:
            return
        texts._set_xml_writer(self._filename("xl/sharedStrings.xml"))
        texts._assemble_xml_file()

    def _write_theme_file(self) -> None:
        """No colours and fonts that are not ours, and no list of the sheets: 2 kB in each of two thousand workbooks."""

    _write_app_file = _write_theme_file

    def _create_package(self) -> list[Any]:
        for buffer, name, _ in super()._create_package():
            content = buffer.getvalue()
            self.parts.append((name, content.encode() if isinstance(content, str) else content))
        return []


class Workbook:
    """Texts stay texts, whatever sign they begin with."""

    def __init__(self, properties: Mapping[str, Any], facts: Mapping[str, str], **look: Any) -> None:
        """``properties`` are Excel's own names for what a file says of itself, ``facts`` ours; ``look`` every cell's."""
        self._made = made = _Parts()
        self.workbook = xlsxwriter.Workbook(BytesIO(), _OPTIONS)
        self.workbook._get_packager = lambda: made  # XlsxWriter has it so that another may be given
        self.workbook.set_properties({"author": "InnoMed", **properties})
        for name, value in facts.items():
            self.workbook.set_custom_property(name, value, "text")
        self._look = {"font_name": FONT, "font_size": 11, "font_color": css(INK), "valign": "top", **look}
        self._formats: dict[tuple[tuple[str, Any], ...], Format] = {}

    def finished(self) -> bytes:
        """The finished workbook."""
        self.workbook.close()
        vars(self.workbook).clear()  # its parts hold on to it, and would keep every cell
        return archive((name, self.part(name, content)) for name, content in self._made.parts)

    def part(self, name: str, content: bytes) -> bytes:
        """A part of the workbook as it is kept, without what points to those that are left out."""
        for pattern, instead in _TRIMMED.get(name, ()):
            content = re.sub(pattern, instead, content)
        return content

    def format(self, **look: Any) -> Format:
        """A cell format on top of the common look; the same one for the same properties."""
        key = tuple(look.items())
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


def marked(text: str) -> str:
    """The element of a text as it stands in the list of texts, without the ``si`` around it."""
    told = escaped(text)
    return f"<t>{told}</t>" if told == told.strip() else f'<t xml:space="preserve">{told}</t>'


def escaped(text: str) -> str:
    """Text between two tags; what XML cannot hold is written as Excel writes it."""
    if not text.isprintable() or "_x" in text:
        text = XMLwriter._escape_control_characters(text)
    return escape(text, quote=False)


def in_header(text: str) -> str:
    """``text`` in a header or a footer, where ``&`` begins a code."""
    return " ".join(text.replace("&", "&&").split())
