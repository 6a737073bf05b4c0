"""A sheet of ours is the one that XlsxWriter would have written, but for what is left out of it."""

from __future__ import annotations

import io
import re
import zipfile
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples
from xlsxwriter.sharedstrings import SharedStrings
from xlsxwriter.worksheet import Worksheet

from macros.files.workbook import Sheet, Workbook, marked

TEXTS = st.text(st.one_of(st.sampled_from("æØå–&<>\"'\n#{}="), st.characters(codec="utf-8")), max_size=8)
NUMBERS = st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False)
FORMULAS = st.sampled_from(['=IF(A1>2,"Å & <b>","")', "=SUM($A$1:B2)", "{=ROW(A1:A3)-1}", "=_xlfn.TEXTJOIN(1,TRUE,A1)"])
VALUES = TEXTS | NUMBERS | st.booleans() | st.sampled_from(["", "#N/A", "#VALUE!"])
CELLS = st.one_of(
    st.tuples(st.just("string"), TEXTS),
    st.tuples(st.just("number"), NUMBERS),
    st.tuples(st.just("blank"), st.none()),
    st.tuples(st.just("boolean"), st.booleans()),
    st.tuples(st.just("formula"), FORMULAS, VALUES),
)
PLACED = st.dictionaries(st.tuples(st.integers(0, 30), st.integers(0, 40)), st.tuples(CELLS, st.integers(0, 3)))


def sheet(kind: type[Worksheet], cells: dict[tuple[int, int], Any]) -> str:
    """The part that has the cells; ``kind`` writes them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    looks = [None, *(book.add_format({"bold": True, "num_format": shape}) for shape in ("@", "0", "0"))]
    ws = book.add_worksheet("Ark", worksheet_class=kind)
    ws.set_row(3, 20, looks[1])
    ws.set_column(2, 3, 12, looks[2])
    for (row, column), ((name, value, *more), look) in cells.items():
        getattr(ws, f"write_{name}")(row, column, value, looks[look], *more)
    book.close()
    with zipfile.ZipFile(target) as packed:
        return re.sub(r' spans="[^"]*"', "", packed.read("xl/worksheets/sheet1.xml").decode())


@settings(max_examples=examples(300), deadline=None)
@given(PLACED)
def test_the_usual_kinds_of_cells_are_written_as_the_library_writes_them(cells: dict[tuple[int, int], Any]) -> None:
    assert sheet(Sheet, cells) == sheet(Worksheet, cells)


@settings(max_examples=examples(500), deadline=None)
@given(st.text(st.sampled_from('æøÅ _x0041Fa<>&"\x00\x1f\t\n\u00a0\u00ad\ufffe\uffff🏝')) | TEXTS)
def test_a_text_is_written_as_the_library_writes_it(text: str) -> None:
    """But for what it takes for marked up, and writes as it is."""
    theirs = SharedStrings()
    theirs.fh = io.StringIO()
    if not text.startswith("<r>"):
        theirs._write_si(text)
        assert f"<si>{marked(text)}</si>" == theirs.fh.getvalue()


def test_no_text_is_marked_up() -> None:
    book = Workbook({}, {})
    book.add_sheet("Ørnes").write_string(0, 0, "<r><t>Ærlig</t></r>")
    with zipfile.ZipFile(io.BytesIO(book.finished())) as packed:
        assert b"<si><t>&lt;r&gt;&lt;t&gt;\xc3\x86rlig&lt;/t&gt;&lt;/r&gt;</t></si>" in packed.read(
            "xl/sharedStrings.xml"
        )


@pytest.mark.parametrize("text", ["Øving", ""])
def test_a_workbook_has_all_the_parts_that_programs_miss(text: str) -> None:
    book = Workbook({"title": "Øving"}, {"Språk": "nb-NO"})
    book.add_sheet("Ørnes").write_string(0, 0, text)
    with zipfile.ZipFile(io.BytesIO(book.finished())) as packed:
        assert packed.testzip() is None and {info.date_time for info in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {name for name in packed.namelist() if "sheet1" in name or "custom" in name} == {
            "xl/worksheets/sheet1.xml",
            "docProps/custom.xml",
        }
        assert b"rnes" in packed.read("xl/workbook.xml")
