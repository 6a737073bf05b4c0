"""The calculator's figures as a workbook and back, also by way of LibreOffice, and files that are something else."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pikepdf
import pytest
from office import convert
from playwright.sync_api import Page, expect
from price_support import FIGURES, NEAR, SAID, dump, edge, field, open_calculator, packed, settle, some_models

from macros.content.model import PriceModel
from macros.content.model.price_model import Side
from macros.files.programs import find_program
from macros.library.library import Library
from macros.prices.arithmetic.sides import roles_of

pytestmark = pytest.mark.browser


def download(page: Page, folder: Path) -> Path:
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Last ned regneark").click()
    file = folder / "mine.xlsx"
    arriving.value.save_as(file)
    return file


def upload(page: Page, file: Path) -> str:
    page.set_input_files("#im-calc-file", file)
    expect(page.locator(SAID)).to_contain_text("xlsx")
    return page.locator(SAID).inner_text()


def recalculated(file: Path, folder: Path) -> Path:
    """The workbook as LibreOffice works it out and saves it."""
    out = folder / "saved"
    subprocess.run(
        [find_program("LibreOffice") or "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "xlsx", "--outdir",
         str(out), str(file)], check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return out / file.name


def normal(model: PriceModel, library: Library) -> PriceModel:
    """With the rates and ranges it uses written out, and roles by their keys: what a workbook holds."""

    def key(name: str) -> str:
        row = library.rates.find(name)
        return row.key if row else name

    def named(side: Side) -> Side:
        rows = {
            k: tuple(r.model_copy(update={"role": key(r.role)}) for r in getattr(side, k))
            for k in ("steps", "staffing")
        }
        return side.model_copy(update=rows)

    rates = {key(name): role.rate for name, role in roles_of(model, library.rates).items()}
    top = {path[0]: ends for path, ends in model.ranges().items() if len(path) == 1}
    sides = {"before": named(model.before), "after": named(model.after)}
    return model.model_copy(update={**sides, "rates": rates, "sensitivity": top})


@pytest.mark.parametrize("which", range(6))
def test_workbook_and_back_by_way_of_libreoffice(page: Page, library: Library, tmp_path: Path, which: int) -> None:
    models_ = [edge("shares"), edge("transfers"), edge("the gain is a range"), *some_models(200)[100:160:20]]
    model = models_[which].model_copy(update={"rates": dict(models_[which].rates)})
    open_calculator(page, "#m=" + packed(dump(model)))
    shown = page.evaluate(FIGURES)
    mine = download(page, tmp_path)
    saved = recalculated(mine, tmp_path)
    book = openpyxl.load_workbook(saved, data_only=True)
    before = openpyxl.load_workbook(mine, data_only=True)
    assert before.properties.title == model.title == before["Svaret"]["A1"].value
    for sheet in ("Svaret", "Følsomhet"):  # what a protected view and a phone show, before anything is worked out
        for cell in (c for row in before[sheet].iter_rows() for c in row):
            now = book[sheet][cell.coordinate].value
            if isinstance(cell.value, (int, float)):
                assert float(now or 0) == pytest.approx(cell.value, abs=NEAR, rel=1e-12), (sheet, cell.coordinate)
            else:
                assert (cell.value or "") == (now or ""), (sheet, cell.coordinate)
    for name, on_page in shown.items():
        sheet, place = next(iter(book.defined_names[name].destinations))
        found = book[sheet][place.replace("$", "")].value
        if isinstance(found, str) or on_page == "ingen":
            assert on_page == "ingen" or float(on_page) > 2000, (
                f"{name}: {found} in the workbook, {on_page} on the page"
            )
        else:
            assert float(found) == pytest.approx(float(on_page), abs=NEAR), name
    for file in (mine, saved):
        page.get_by_label("Start fra").select_option("blank")
        upload(page, file)
        settle(page)
        again = PriceModel.model_validate(draft_as_model(page))
        assert normal(again, library) == normal(model, library)
        assert page.evaluate(FIGURES) == shown


def test_a_case_paper_is_made_of_the_answer(page: Page, tmp_path: Path) -> None:
    """The answer, its tables and what people must write themselves; LibreOffice and python-docx can both read it."""
    open_calculator(page)
    field(page, "title").fill("Hjemmebesøk på Røst & «nær» <b>")
    settle(page)
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Lag saksframlegg").click()
    file = tmp_path / "sak.docx"
    arriving.value.save_as(file)
    document = docx.Document(str(file))
    said = [p.text for p in document.paragraphs]
    assert said[0] == document.core_properties.title == "Saksframlegg: Hjemmebesøk på Røst & «nær» <b>"
    assert any("går regnestykket i null når «Liggedøgn på sykehus» faller 0,37 døgn" in text for text in said)
    assert any(text.startswith("[Skriv forslaget.") for text in said), "nobody's recommendation is made up"
    assert "Innsparing" in [cell.text for table in document.tables for cell in table.rows[0].cells]
    out = convert({"sak.docx": file.read_bytes()}, "pdf", tmp_path)["sak.docx"]
    assert len(pikepdf.open(io.BytesIO(out)).pages) <= 5
    page.get_by_role("button", name="Nullstill").click()
    page.get_by_role("button", name="Ja, tøm").click()
    page.get_by_role("button", name="Lag saksframlegg").click()
    expect(page.locator(SAID)).to_contain_text("Resultatet kommer når dette er fylt ut")


def test_the_workbook_prints_on_few_pages(page: Page, tmp_path: Path) -> None:
    open_calculator(page)
    out = convert({"mine.xlsx": download(page, tmp_path).read_bytes()}, "pdf", tmp_path)["mine.xlsx"]
    assert len(pikepdf.open(io.BytesIO(out)).pages) <= 6


def draft_as_model(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.evaluate("""async () => {
      const [{ unpack }, { toModel }] = [await import("/moduler/prices/draft.js"), await import("/moduler/prices/fields.js")];
      return toModel(unpack(location.hash.slice(3), 2025));
    }""")
    return found


def test_another_file_is_told_kindly(page: Page, tmp_path: Path) -> None:
    open_calculator(page)
    other = openpyxl.Workbook()
    other.save(tmp_path / "annet.xlsx")
    (tmp_path / "bilde.xlsx").write_bytes(b"\x89PNG not a workbook")
    with zipfile.ZipFile(tmp_path / "bombe.xlsx", "w", zipfile.ZIP_DEFLATED) as bomb_:
        bomb_.writestr("xl/workbook.xml", b"0" * 60_000_000)
    for name in ("annet.xlsx", "bilde.xlsx", "bombe.xlsx"):
        page.set_input_files("#im-calc-file", tmp_path / name)
        expect(page.locator(SAID)).to_contain_text("Filen er ikke regnearket herfra")
    (tmp_path / "stor.xlsx").write_bytes(b"0" * 6_000_000)
    page.set_input_files("#im-calc-file", tmp_path / "stor.xlsx")
    expect(page.locator(SAID)).to_contain_text("Filen er for stor")
    expect(page.locator("[data-figure=npv]")).to_be_visible()
