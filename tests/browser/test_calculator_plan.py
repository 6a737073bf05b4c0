"""«Lag gevinstplan»: a plan made of the calculator's figures, the import that knows it, and the way back to the model."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook
from plans import fill, imported, lines, saved
from playwright.sync_api import Page, expect
from price_support import SAID, draft, dump, edge, field, open_calculator, packed, settle
from support import copy_library

from macros.content.load import load
from macros.library.library import Library

pytestmark = pytest.mark.browser
SLUG = "pause-pa-oya"


def plan_of(page: Page, folder: Path) -> Path:
    with page.expect_download() as arriving:
        page.get_by_role("button", name="Lag gevinstplan").click()
    expect(page.locator(SAID)).to_contain_text("Det dere ikke har sagt, står tomt.")
    file = folder / arriving.value.suggested_filename
    arriving.value.save_as(file)
    return file


def told(book: Workbook) -> list[dict[str, Any]]:
    return [{key: value for key, value in line.items() if value is not None} for line in lines(book["Plan"])]


def test_the_effects_of_a_model_are_the_lines_of_a_plan(page: Page, tmp_path: Path) -> None:
    open_calculator(page)
    file = plan_of(page, tmp_path)
    assert file.name.startswith("gevinstplan-")
    book = openpyxl.load_workbook(file)
    stay, visits, safety = told(book)
    assert stay["Gevinst"] == "Liggedøgn på sykehus: fra 4 til 2,8 døgn per pasient og år"
    assert (stay["Nullpunkt, verdi"], stay["Mål, verdi"], stay["Enhet"]) == (4, 2.8, "døgn")
    assert visits["Indikator"] == "Hjemmebesøk, ganger per pasient og år" and visits["Enhet"] == "ganger"
    assert visits["Form"] == "Spart tid" and visits["Prissatt?"] == "Ja"
    # 36 visits fewer × 80 patients × (40 minutes of 575 kr an hour + 6 km at 4.90), reckoned here
    assert visits["Årlig verdi"] == round(36 * 80 * (40 / 60 * 575 + 6 * 4.9))
    assert stay["Årlig verdi"] == round(1.2 * 80 * 8000)
    assert safety["Gevinst"] == "Trygghet for pasienten" and safety["Prissatt?"] == "Nei"
    assert "Nullpunkt, verdi" not in safety and "Gevinsteier" not in stay, "what nobody has said is empty"
    assert "Merarbeid for fastlegen" in stay["Ulemper"]
    assert all("Kan publiseres" not in line for line in told(book)), "its owner says what may be published"
    assert book["Plan"]["A5"].hyperlink is not None and book.properties.category == "Oppdiktet eksempel"


def test_a_plan_made_in_the_browser_comes_back_as_benefits(page: Page, tmp_path: Path) -> None:
    """From the project's page to the calculator, the plan, what its owner fills in, and the import into front matter."""
    root = copy_library(tmp_path / "library")
    model = {**dump(edge("the gain is a range")), "project": SLUG}
    open_calculator(page, "#m=" + packed(model))
    book = openpyxl.load_workbook(plan_of(page, tmp_path))
    (stay,) = told(book)
    assert stay["Id"] == "liggedogn"
    steps, problems = imported(root, saved(book))
    assert problems == [] and [step.kind for step in steps] == ["same"], "nothing is published unsaid"
    fill(book["Plan"], 1, {"Kan publiseres": "Ja", "Gevinsteier": "Avdelingsleder på Ærøya"})
    (step,), problems = imported(root, saved(book))
    assert problems == [] and step.text is not None
    (root / step.path).write_text(step.text, encoding="utf-8")
    record = next(r for r in Library.of(load(root)).projects if r.slug == SLUG)
    benefit = record.data.benefits[-1]
    assert benefit.description == stay["Gevinst"] == "Liggedøgn: fra 4 til 2,8 døgn per pasient og år"
    assert benefit.type == "unngatt-kostnad-spesialisthelsetjenesten" and benefit.recipient == ("helseforetak",)
    assert benefit.baseline and benefit.target and (benefit.baseline.value, benefit.target.value) == (4, 2.8)
    assert benefit.baseline.source == "Anslag i tjenesteprismodellen, ikke målt" and benefit.priced is True
    again, problems = imported(root, saved(book))
    assert problems == [] and [step.kind for step in again] == ["same"]


def test_from_the_plan_back_to_the_model(page: Page, tmp_path: Path) -> None:
    """The calculator opens the model of a plan, with the baseline and the target that the plan has now."""
    open_calculator(page)
    field(page, "patients_per_year").fill("70")
    settle(page)
    before = draft(page)
    file = plan_of(page, tmp_path)
    book = openpyxl.load_workbook(file)
    fill(book["Plan"], 1, {"Nullpunkt, verdi": 4.2, "Mål, verdi": 3})
    book.save(file)
    page.get_by_label("Start fra").select_option("blank")
    page.set_input_files("#im-calc-file", file)
    expect(page.locator(SAID)).to_contain_text("2 tall er andre i planen")
    settle(page)
    after = draft(page)
    assert after["patients_per_year"] == 70
    assert [side["per_patient"][0]["quantity"] for side in (after["before"], after["after"])] == [4.2, 3]
    for side in (before["before"], before["after"], after["before"], after["after"]):
        side["per_patient"][0]["quantity"] = None
    assert after == before, "nothing else is changed"


def test_a_project_with_benefits_leads_to_the_calculator_with_what_is_known(page: Page) -> None:
    page.goto("/prosjekter/dho-elvefjord/")
    title = page.locator("h1").inner_text()
    page.get_by_role("link", name="Regn på gevinstene i kalkulatoren").click()
    page.wait_for_selector("#im-calculator[aria-busy=false]")
    expect(field(page, "title")).to_have_value(title)
    expect(page.locator("#resultat")).to_contain_text("Resultatet kommer når dette er fylt ut")
    field(page, "patients_per_year").fill("12")
    settle(page)
    found = draft(page)
    assert found["project"] == "dho-elvefjord" and found["patients_per_year"] == 12
    assert found["unpriced"] or found["before"]["per_patient"]


def test_the_plan_of_a_project_names_its_model(page: Page, site: Path) -> None:
    """The plan that the site fills in, brought to the calculator: the project's own model is there."""
    open_calculator(page, "?modell=gronn-vei")
    title = field(page, "title").input_value()
    page.get_by_label("Start fra").select_option("blank")
    expect(field(page, "title")).to_have_value("")
    page.set_input_files("#im-calc-file", site / "prosjekter/gronn-vei/gevinstplan.xlsx")
    expect(page.locator(SAID)).to_contain_text("Modellen er hentet fra «gevinstplan.xlsx»")
    expect(field(page, "title")).to_have_value(title)
