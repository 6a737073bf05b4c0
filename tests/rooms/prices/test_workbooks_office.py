"""Workbooks against Python: LibreOffice recalculates every formula, and every cell must be what Python wrote there."""

from __future__ import annotations

import io
import math
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from lxml import etree
from office import one_sheet, recalculate
from price_models import models
from price_support import EDGES, edge
from support import examples
from xlsxwriter.utility import xl_cell_to_rowcol

from macros.benefits.workbook.given import Plan, measured
from macros.benefits.workbook.plan import benefit_workbook
from macros.content.model import PriceModel
from macros.files.book import About
from macros.library.library import Library
from macros.prices.arithmetic import PriceResult, calculate
from macros.prices.workbook.assembly import price_workbook
from macros.prices.workbook.layout import HELPER_ROWS, SHEET

MODELS = examples(200)
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
NAMES = ("cost_before", "cost_after", "saving", "npv", "break_even")


def about(language: str = "nb", example: bool = False) -> About:
    return About("Prøve på Ærøya", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", language, example)


def drawn(count: int) -> list[PriceModel]:
    """The same random models every time, drawn by Hypothesis."""
    found: list[PriceModel] = []

    @settings(
        max_examples=count, deadline=None, database=None, derandomize=True, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(models)
    def draw(model: PriceModel) -> None:
        found.append(model)

    draw()
    return found


def cells(content: bytes) -> Iterator[tuple[str, Any]]:
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    for sheet in book:
        if sheet.sheet_state == "hidden":  # worked out when the file is opened; what it gives is on the others
            continue
        for row in sheet.iter_rows():
            for cell in row:
                yield f"{sheet.title}!{cell.coordinate}", cell.value


def differences(written: bytes, recalculated: bytes) -> list[str]:
    """Cells that are not the same, within 0.005 for numbers (relative for very large ones)."""
    now = dict(cells(recalculated))
    found = []
    for place, was in cells(written):
        here = now.get(place)
        if isinstance(was, bool) or isinstance(here, bool):
            was, here = int(bool(was)), int(bool(here))
        numbers = isinstance(was, (int, float)) and isinstance(here, (int, float))
        same = math.isclose(was, here, rel_tol=1e-12, abs_tol=0.005) if numbers else (was or "") == (here or "")
        if not same:
            found.append(f"{place}: {was!r} -> {here!r}")
    return found


def places(content: bytes) -> dict[str, tuple[int, int]]:
    """Row and column, from 0, of the five defined names; all stand on the sheet of results."""
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        workbook = etree.fromstring(book.read("xl/workbook.xml"))
    found = {}
    for defined in workbook.iter(f"{X}definedName"):
        if defined.get("name") in NAMES:
            sheet, _, cell = str(defined.text).replace("'", "").partition("!")
            assert sheet == "Svaret"
            found[str(defined.get("name"))] = xl_cell_to_rowcol(cell.replace("$", ""))
    assert set(found) == set(NAMES)
    return found


Found = list[tuple[PriceModel, bytes, list[list[str]], PriceResult]]


@pytest.fixture(scope="module")
def price_books(library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Found]:
    """Each model, its workbook, and the sheet with the answer as LibreOffice worked it out."""
    chosen = [*map(edge, EDGES), *drawn(MODELS)]
    assert len(chosen) >= MODELS
    written = {f"{i}.xlsx": price_workbook(about(), m, library.rates) for i, m in enumerate(chosen)}
    sheets = one_sheet(written, SHEET["results"] + 1, tmp_path_factory.mktemp("priser"))
    yield [(m, written[f"{i}.xlsx"], sheets[f"{i}.xlsx"], calculate(m, library.rates)) for i, m in enumerate(chosen)]


def test_the_random_models_hold_every_kind_of_case(price_books: Found) -> None:
    results = [(m, result) for m, _, _, result in price_books]
    assert any(r.npv < 0 for _, r in results) and any(r.npv > 0 for _, r in results)
    assert any(m.discount_rate == 0 for m, _ in results)
    assert any(not m.start_up and not m.reinvestment for m, _ in results)
    assert any(m.reinvestment for m, _ in results) and any(m.transfers for m, _ in results)
    assert any(len(r.break_even.intervals) > 1 for _, r in results), "jagged posts"
    assert any(r.break_even.intervals and r.break_even.patients is None for _, r in results), "pays only below a number"
    assert any(0 < m.realisable_share < 1 and r.withheld for m, r in results)
    assert any(m.ramp_up.patients or m.ramp_up.effect for m, _ in results) and any(m.drop_out for m, _ in results)
    varied = {path[-1] for m, _ in results for path in m.ranges()}
    assert varied >= {"times", "amount", "quantity", "unit_price", "discount_rate", "horizon_years", "realisable_share"}


def test_the_five_figures_agree_with_python(price_books: Found) -> None:
    worst, at = 0.0, places(price_books[0][1])
    for model, _, sheet, result in price_books:
        found = {name: sheet[row][column] for name, (row, column) in at.items()}
        for name in NAMES[:-1]:
            expected = getattr(result, name)
            worst = max(worst, abs(float(found[name]) - expected))
            assert math.isclose(float(found[name]), expected, rel_tol=1e-12, abs_tol=0.005), (name, model.title)
        patients = result.break_even.patients
        inside = [(a, b) for a, b in result.break_even.intervals if a <= HELPER_ROWS]
        pays_at_the_end = bool(inside) and inside[-1][1] >= HELPER_ROWS
        assert found["break_even"] == (str(inside[-1][0]) if pays_at_the_end else "ingen"), (patients, model.title)
    print(f"\nlargest difference in {len(price_books)} workbooks: {worst:.2e} kr")


def test_the_whole_first_sheet_agrees_with_python(price_books: Found) -> None:
    """Besides the figures: what decides with its ends and critical value, every payer, hours and man-years."""
    for model, written, sheet, _ in price_books:
        for row in openpyxl.load_workbook(io.BytesIO(written), data_only=True)["Svaret"].iter_rows():
            for cell in row:
                here = sheet[cell.row - 1][cell.column - 1] if len(sheet) >= cell.row else ""
                if isinstance(cell.value, (int, float)):
                    near = math.isclose(float(here or 0), cell.value, rel_tol=1e-12, abs_tol=0.005)
                    assert near, (model.title, cell.coordinate, cell.value, here)
                else:
                    assert (cell.value or "") == here, (model.title, cell.coordinate, cell.value, here)


def test_every_cell_is_what_python_wrote(price_books: Found, tmp_path: Path) -> None:
    some = {f"{i}.xlsx": written for i, (_, written, _, _) in enumerate(price_books[::25])}
    for name, content in recalculate(some, tmp_path).items():
        assert differences(some[name], content) == []


def test_a_wrong_value_in_the_file_is_caught(library: Library, tmp_path: Path) -> None:
    """Proof that the comparison sees LibreOffice's own figures and not those the file brought with it."""
    model = drawn(1)[0]
    right = price_workbook(about(), model, library.rates)
    value = repr(calculate(model, library.rates).saving).encode()
    with zipfile.ZipFile(io.BytesIO(right)) as source:
        parts = {n: source.read(n) for n in source.namelist()}
    name, sheet = next((n, c) for n, c in parts.items() if b"<v>" + value + b"</v>" in c)
    parts[name] = sheet.replace(b"<v>" + value + b"</v>", b"<v>123456789</v>")
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as wrong:
        for n, content in parts.items():
            wrong.writestr(n, content)
    recalculated = recalculate({"feil.xlsx": target.getvalue()}, tmp_path)["feil.xlsx"]
    assert differences(target.getvalue(), recalculated) != []
    assert differences(right, recalculated) == []


def test_empty_and_filled_in_workbooks_have_no_errors(library: Library, tmp_path: Path) -> None:
    """Both written standards, empty and with the real example, and a plan filled in for every project."""
    tool = next(r.data for r in library.tools if r.data.benefit_plan)
    plan, words = tool.benefit_plan, library.vocabularies
    filled = Plan((("Prosjekt", "Blåbær på Ærøya"),), plan.benefits, plan.follow_up, plan.unexpected)
    prices = next(r.data.price_models for r in library.tools if r.data.price_models)
    books = {}
    for language in ("nb", "nn"):
        books[f"pris-{language}.xlsx"] = price_workbook(about(language), None, library.rates)
        books[f"pris-fylt-{language}.xlsx"] = price_workbook(about(language, True), prices[0], library.rates)
        books[f"plan-{language}.xlsx"] = benefit_workbook(about(language), Plan(), plan, words)
        books[f"plan-fylt-{language}.xlsx"] = benefit_workbook(about(language, True), filled, plan, words)
    for record in (r for r in library.projects if r.data.benefits):
        books[f"{record.slug}.xlsx"] = benefit_workbook(
            about(), Plan((), record.data.benefits, measured(record.data.benefits)), plan, words
        )
    recalculated = recalculate(books, tmp_path)
    for name, content in recalculated.items():
        broken = [p for p, v in cells(content) if isinstance(v, str) and (v.startswith("#") or v.startswith("Err:"))]
        assert broken == [], name
        assert differences(books[name], content) == [], name


def test_attainment_is_measured_from_the_baseline(library: Library, tmp_path: Path) -> None:
    """(verdi − nullpunkt) / (mål − nullpunkt); no basis when one is missing or they are equal."""
    from macros.content.model import BenefitPlan

    def benefit(id_: str, **more: Any) -> dict[str, Any]:
        return {"id": id_, "type": "annen-gevinst", "description": f"Færre øyeblikk på {id_}", **more}

    plan = BenefitPlan.model_validate(
        {
            "title": "x", "about": "x", "owner": "x",
            "benefits": [
                benefit("g1", baseline=50, target=20), benefit("g2", baseline=5, target=5), benefit("g3", target=5),
            ],
            "follow_up": [
                {"benefit": "g1", "date": "2027-03-01", "value": 35, "next": "2027-09-01"},
                {"benefit": "g1", "date": "2027-09-01", "value": 65, "next": "2028-03-01"},
                {"benefit": "g2", "date": "2027-03-01", "value": 5},
                {"benefit": "g3", "date": "2027-03-01", "value": 4, "next": "2027-12-01"},
            ],
        }
    )  # fmt: skip
    written = benefit_workbook(about(), Plan((), plan.benefits, plan.follow_up), None, library.vocabularies)
    recalculated = recalculate({"plan.xlsx": written}, tmp_path)["plan.xlsx"]
    assert differences(written, recalculated) == []
    sheet = openpyxl.load_workbook(io.BytesIO(recalculated), data_only=True)["Oppfølging"]
    assert [sheet[f"L{row}"].value for row in range(9, 13)] == [0.5, -0.5, "ikke grunnlag", "ikke grunnlag"]
    overview = openpyxl.load_workbook(io.BytesIO(recalculated), data_only=True)["Oversikt"]
    begins = next(row[0].row for row in overview.iter_rows() if row[0].value == "Neste målinger") + 2
    ids = [overview[f"A{row}"].value for row in (begins, begins + 1)]
    assert ids == ["G3", "G1"], "the next measurements, earliest first; the one that has been made is gone"
