"""The plan as people use it: one page in the light edition, lines that can be moved, a card, a map, an overview."""

from __future__ import annotations

import io
import re

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from macros.benefits.workbook.given import Plan
from macros.benefits.workbook.plan import benefit_workbook
from macros.content.model import BenefitPlan
from macros.files.book import About
from macros.library.library import Library

ABOUT = About("Øyplan", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", "nb", example=True)


@pytest.fixture(scope="module")
def example(library: Library) -> BenefitPlan:
    found = next(r.data.benefit_plan for r in library.tools if r.data.benefit_plan)
    assert isinstance(found, BenefitPlan)
    return found


def made(example: BenefitPlan, library: Library, edition: str = "full", language: str = "nb") -> Workbook:
    told = example.in_(language)
    plan = Plan((), told.benefits, told.follow_up, told.unexpected)
    about = About(*(getattr(ABOUT, name) for name in ("title", "subject", "version", "license", "url")), language, True)
    content = benefit_workbook(about, plan, told, library.vocabularies, edition)
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def cells(book: Workbook, sheet: str) -> list[str]:
    return [str(c.value) for row in book[sheet].iter_rows() for c in row if c.value is not None]


def test_the_light_edition_is_about_ten_columns_on_one_page(example: BenefitPlan, library: Library) -> None:
    sheet = made(example, library, "light")["Plan"]
    heads = [c.value for c in sheet[8] if c.value]
    assert heads == ["Id", "Gevinst", "Gevinsteier", "Indikator", "Enhet", "Nullpunkt, verdi", "Mål, verdi", "Verdi",
                     "Målt dato", "Status", "Neste måling", "Kan publiseres"]  # fmt: skip
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    pages = (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight)
    assert pages == (None, None), "one page each way, which is what nothing said means"
    last = next(row for row in sheet.iter_rows(min_row=9, values_only=True) if row[0] == "G3")
    assert last[7] == 26 and last[8].date().isoformat() == "2028-12-01", "the last measurement of the follow-up"


def test_both_editions_say_on_the_first_sheet_that_an_empty_cell_is_no(example: BenefitPlan, library: Library) -> None:
    for edition in ("full", "light"):
        for language, said in (("nb", "Tom celle betyr nei."), ("nn", "Tom celle tyder nei.")):
            first = made(example, library, edition, language).worksheets[0]
            assert any(said in str(row[0]) for row in first.iter_rows(max_row=8, values_only=True))


def test_a_guide_tells_of_no_sheet_that_its_edition_lacks(example: BenefitPlan, library: Library) -> None:
    for edition, language, guide in (
        ("full", "nb", "Veiledning"),
        ("light", "nb", "Veiledning"),
        ("light", "nn", "Rettleiing"),
    ):
        book = made(example, library, edition, language)
        told = cells(book, guide)
        named = {
            name
            for text in told
            for name in re.findall("«(Plan|Oppfølging|Uventede virkninger|Uventa verknader)»", text)
        }
        assert "Plan" in named and named <= set(book.sheetnames)
        steps = [text for text in told if re.match(r"\d\. ", text)]
        assert [int(step[0]) for step in steps] == list(range(1, len(steps) + 1))


def test_an_empty_cell_has_the_look_and_the_rules_of_its_column(example: BenefitPlan, library: Library) -> None:
    """Also under the last line, where somebody puts in more."""
    sheet = made(example, library)["Plan"]
    column = next(c.column_letter for c in sheet[8] if c.value == "Nullpunkt, dato")
    look = sheet.column_dimensions[column]
    assert look.number_format == "dd.mm.yyyy" and not look.protection.locked and look.alignment.wrap_text
    for line in (9, sheet.max_row + 20):
        assert [r.type for r in sheet.data_validations.dataValidation if f"{column}{line}" in r.sqref] == ["date"]
        framed = [
            r.dxf.border.left.style
            for f in sheet.conditional_formatting
            if f"{column}{line}" in f.sqref
            for r in f.rules
        ]
        assert framed == ["thin"]


def test_lines_can_be_sorted_filtered_and_put_in(example: BenefitPlan, library: Library) -> None:
    book = made(example, library)
    for name in ("Plan", "Oppfølging", "Uventede virkninger"):
        (table,) = book[name].tables.values()
        assert not book[name].protection.sheet and table.autoFilter is not None
    assert book["Gevinstkort"].protection.sheet and book["Oversikt"].protection.sheet
    # A line that is put in has the formulas of the others, by the names of the columns of its own line.
    (table,) = book["Oppfølging"].tables.values()
    worked_out = {c.name: c.calculatedColumnFormula for c in table.tableColumns if c.calculatedColumnFormula}
    assert {"Gevinst", "Enhet", "Nullpunkt", "Mål", "Avvik mot mål", "Måloppnåelse", "Status"} <= set(worked_out)
    assert not {"Gevinst-id", "Målt dato", "Verdi", "Kilde", "Kan publiseres"} & set(worked_out)
    assert "[[#This Row],[Verdi]]" in worked_out["Måloppnåelse"].attr_text


def test_a_cell_with_two_recipients_is_not_refused(example: BenefitPlan, library: Library) -> None:
    sheet = made(example, library)["Plan"]
    column = next(c.column_letter for c in sheet[8] if c.value == "Mottaker")
    assert sheet[f"{column}9"].value == "Helseforetak; Pasient"
    rules = [r for r in sheet.data_validations.dataValidation if f"{column}9" in r.sqref]
    assert [(r.type, bool(r.showErrorMessage)) for r in rules] == [("list", False)]


def test_the_map_draws_goals_benefits_and_measures(example: BenefitPlan, library: Library) -> None:
    lines = [row[:5] for row in made(example, library)["Gevinstkart"].iter_rows(min_row=6, max_row=8, values_only=True)]
    assert lines[0] == ("Færre blir lagt inn", "←", "G1: Færre liggedøgn", "←", "Hjelp tidlig. Øvelse hver uke.")
    assert lines[1][0] is None and lines[1][1:3] == ("←", "G2: Pasientene er tryggere"), "a goal is said once"
    assert lines[2][1] is None, "no goal, no arrow"


def test_the_overview_has_attainment_and_kroner(example: BenefitPlan, library: Library) -> None:
    book = made(example, library)
    row = next(r for r in book["Oversikt"].iter_rows(values_only=True) if r[0] == "G3")
    assert row[3:6] == (52, 26, 16) and round(row[6], 3) == 0.722 and round(row[8]) == 797333
    assert "Endringen kan ha andre årsaker enn prosjektet." in cells(book, "Oversikt")
    assert any("ikke spart budsjett" in text for text in cells(book, "Oversikt"))
    assert len(book["Oversikt"]._charts) == 1 and len(book["Gevinstkort"]._charts) == 1


def test_a_card_tells_all_of_one_benefit(example: BenefitPlan, library: Library) -> None:
    told = cells(made(example, library), "Gevinstkort")
    assert "G1" in told and "Færre liggedøgn" in told and "Senger går til andre." in told
    assert "Endringen kan ha andre årsaker enn prosjektet." in told


def test_the_example_has_its_nynorsk(example: BenefitPlan, library: Library) -> None:
    book = made(example, library, language="nn")
    assert "Færre liggjedøgn" in cells(book, "Plan") and "Færre liggedøgn" not in cells(book, "Plan")
    assert "Kan publiserast" in cells(book, "Plan") and "låg|middels|høg".split("|")[2] in cells(book, "Plan")
    assert example.in_("nb") is example


def test_a_plan_with_many_lines_loses_none(example: BenefitPlan, library: Library) -> None:
    many = [example.benefits[0].model_copy(update={"id": f"g{n}"}) for n in range(70)]
    content = benefit_workbook(ABOUT, Plan((), many), None, library.vocabularies)
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Plan"]
    ids = [row[0] for row in sheet.iter_rows(min_row=9, values_only=True) if row[0]]
    assert len(ids) == 70 and sheet.max_row >= 9 + 70
