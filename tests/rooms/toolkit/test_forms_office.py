"""The files of the real forms in a real office program: they open, they can be printed, and they can count."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pikepdf
import pytest
from office import convert, recalculate
from sample_form import form, form_file

from macros.content.model import Form
from macros.content.model.form import FileFormat
from macros.files.pdf import documents_to_pdf
from macros.library.library import Library
from macros.toolkit.forms import make

ERRORS = ("#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#N/A", "#NUM!", "#NULL!", "Err:")


def real_forms(library: Library, format: FileFormat) -> dict[str, bytes]:
    """Every real tool's form in ``format``: blank in nynorsk and filled in in bokmål."""
    files = {}
    for record in library.tools:
        form = record.data.form
        if isinstance(form, Form) and format in form.files:
            for language, filled in (("nn", False), ("nb", True)):
                file = form_file(form=form, title=form.title.in_(language), language=language, filled=filled)
                files[f"{record.slug}-{language}.{format}"] = make(file, format)
    return files


@pytest.mark.parametrize("format", ["docx", "xlsx"])
def test_every_form_can_be_printed(library: Library, tmp_path: Path, format: FileFormat) -> None:
    files = real_forms(library, format)
    assert files, "the synthetic library has forms"
    for name, content in convert(files, "pdf", tmp_path).items():
        with pikepdf.open(io.BytesIO(content)) as pdf:
            sizes = {tuple(sorted(round(float(n) / 72 * 25.4) for n in page.mediabox[2:])) for page in pdf.pages}
            assert 0 < len(pdf.pages) <= 20, name
            assert sizes == {(210, 297)}, f"{name} is not A4"


def test_a_workbook_counts_what_is_done_while_it_is_filled_in(tmp_path: Path) -> None:
    workbook = openpyxl.load_workbook(io.BytesIO(make(form_file(filled=True), "xlsx")))
    sheet = workbook["3. Sjekkliste"]
    where = next(cell.coordinate for row in sheet for cell in row if cell.data_type == "f")
    ticked = next(cell for row in sheet for cell in row if cell.value == "I gang")
    ticked.value = "Gjort"
    changed = io.BytesIO()
    workbook.save(changed)  # and the values that were counted are gone
    counted = recalculate({"endret.xlsx": changed.getvalue()}, tmp_path)["endret.xlsx"]
    assert openpyxl.load_workbook(io.BytesIO(counted), data_only=True)["3. Sjekkliste"][where].value == "Gjort: 2 av 2"


def test_recalculated_workbooks_say_the_same_and_nothing_is_wrong(library: Library, tmp_path: Path) -> None:
    files = {name: content for name, content in real_forms(library, "xlsx").items() if "-nb." in name}
    formulas = 0
    for name, content in recalculate(files, tmp_path).items():
        before, after = (openpyxl.load_workbook(io.BytesIO(c), data_only=True) for c in (files[name], content))
        written = openpyxl.load_workbook(io.BytesIO(files[name]))
        assert before.sheetnames == after.sheetnames
        for sheet in after:
            found = [cell for row in sheet for cell in row if str(cell.value or "").startswith(ERRORS)]
            assert not found, f"{name} {sheet.title} {found}"
            for cell in (c for row in written[sheet.title] for c in row if c.data_type == "f"):
                formulas += 1
                assert before[sheet.title][cell.coordinate].value == sheet[cell.coordinate].value, name
    assert formulas, "the synthetic library has formulas"


def rows_on_pages(pdf: pikepdf.Pdf) -> list[list[int]]:
    """For each table of a tagged PDF, the page that each of its rows begins on."""
    pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}

    def under(element: pikepdf.Object) -> list[pikepdf.Object]:
        kids = element.get("/K", [])
        return [k for k in (kids if isinstance(kids, pikepdf.Array) else [kids]) if isinstance(k, pikepdf.Dictionary)]

    def walk(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
        yield element
        for kid in under(element):
            yield from walk(kid)

    def first_page(row: pikepdf.Object) -> int:
        return min(pages[e.Pg.objgen] for e in walk(row) if "/Pg" in e)

    tables = [e for e in walk(pdf.Root.StructTreeRoot) if e.get("/S") == "/Table"]
    return [[first_page(e) for e in walk(table) if e.get("/S") == "/TR"] for table in tables]


def test_no_page_has_the_first_or_the_last_row_of_a_table_alone() -> None:
    content = form().model_dump()
    content["sections"], content["example"]["answers"] = content["sections"][:1], content["example"]["answers"][:1]
    files = {}
    for rows in range(22, 30):  # around what a page has room for
        content["sections"][0]["rows"] = rows
        files[str(rows)] = make(form_file(form=Form.model_validate(content)), "docx")
    last = []
    for content_ in documents_to_pdf(files).values():
        with pikepdf.open(io.BytesIO(content_)) as pdf:
            (table,) = rows_on_pages(pdf)
            last.append((table[0], table[1], table[2], table[-2], table[-1]))
    assert {(0, 0, 0, 0, 0), (0, 0, 0, 1, 1)} <= set(last), "some fit a page, some do not"
    assert all(first == second and before == after for _, first, second, before, after in last)
