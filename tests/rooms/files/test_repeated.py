"""What a column repeats is written once, and every program reads it back as it would have been written in each line."""

from __future__ import annotations

import io
import zipfile

import openpyxl
import pytest

from macros.files.book import About, Book

ABOUT = About("Øving", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/", "nb")
ALIKE = {
    "sum": "=A{n}*2+$B$2+LOG10(A{n})",
    "far": "=IF(A{n}=\"\",\"A1\",INDEX('Øy & mer'!$B$2:$B$9,MATCH(A{n},'Øy & mer'!$A$2:$A$9,0)))",
    "own": "=COUNTIF('Her'!$A$2:$A$9,A{n})+A{below}",
    "bare": "=SUM(Ark!$A$1:$A$3)+ROWS(A$2:A{n})",
}
UNLIKE = {
    "moves": "='Øy & mer'!A{n}",
    "counts": "=A2+{n}",
    "stays": "=B2",
    "braces": "=SUM(A{n}*{{1,2}})",
    "ends": "=SUM(A{n}:INDEX(A:A,9))",
}


def written(formulas: dict[str, str], lines: int = 6) -> tuple[bytes, str]:
    """A workbook with each formula in its own column, and the part that they stand in."""
    book = Book(ABOUT)
    ws = book.sheet("Her", "Øving", "", [10] * 12)
    for name in ("Øy & mer", "Ark"):
        book.sheet(name, name, "", [10])
    for column, formula in enumerate(formulas.values(), 2):
        for n in range(3, 3 + lines):
            ws.write_formula(n - 1, column, formula.format(n=n, below=n + 1), None, "")
    content = book.finished()
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return content, packed.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("name", ALIKE)
def test_it_is_written_once_and_read_in_every_line(name: str) -> None:
    content, part = written({name: ALIKE[name]})
    assert part.count('<f t="shared" si="0"/>') == 5 and 'ref="C3:C8" si="0">' in part
    assert "!" not in part.split("<sheetData>")[1].split("</sheetData>")[0], (
        "Excel takes no other sheet in such a formula"
    )
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = {name_: cells.attr_text for name_, cells in book.defined_names.items()}
    for n in range(3, 9):
        read = str(book["Her"].cell(n, 3).value)
        for name_, far in cells.items():
            read = read.replace(name_, far)
        assert read == ALIKE[name].format(n=n, below=n + 1).replace("'Her'!", "")


@pytest.mark.parametrize("name", UNLIKE)
def test_what_is_not_alike_is_written_in_every_line(name: str) -> None:
    content, part = written({name: UNLIKE[name]})
    assert part.count("<f>") == 6
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert [book["Her"].cell(n, 3).value for n in (3, 8)] == [UNLIKE[name].format(n=n) for n in (3, 8)]


def test_two_lines_are_no_repetition() -> None:
    _, part = written(ALIKE, lines=2)
    assert "shared" not in part and part.count("<f>") == 2 * len(ALIKE)


def test_no_part_is_left_that_no_program_needs() -> None:
    content, _ = written(ALIKE)
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        names = set(packed.namelist())
        pointed = (
            packed.read("[Content_Types].xml") + packed.read("xl/_rels/workbook.xml.rels") + packed.read("_rels/.rels")
        )
        assert b"theme=" not in packed.read("xl/styles.xml")
    assert names.isdisjoint({"xl/theme/theme1.xml", "docProps/app.xml"})
    assert b"theme" not in pointed and b"app.xml" not in pointed
