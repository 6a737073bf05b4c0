"""The benefit plan of a project is filled in with what its page says: ids, and every measurement of each benefit."""

from __future__ import annotations

import io
from datetime import datetime

import openpyxl

from macros.benefits.workbook.given import Known, Plan, id_of, measured
from macros.benefits.workbook.plan import benefit_workbook
from macros.content.model import Benefit
from macros.content.model.benefit import Measurement
from macros.content.model.evidence import SMALL
from macros.files.book import About
from macros.library.library import Library


def gain(id_: str | None, *measured: Measurement) -> Benefit:
    return Benefit(id=id_, type="annen-gevinst", description="Færre båtturer", status="malt", measurements=measured)


def test_every_measurement_is_a_line_of_the_follow_up() -> None:
    first, last = Measurement(value=31.0, date="2024"), Measurement(value=26.0, date="2025-03", n=58, source="Logg")
    lines = measured([gain("g7", first, last)])
    assert lines == (Known("g7", "2024", 31.0, None), Known("g7", "2025-03", 26.0, 58, "Logg"))


def test_what_may_not_be_shown_is_not_filled_in_and_what_is_few_is_said_so() -> None:
    hidden, few = Measurement(value=None, n=SMALL), Measurement(value=SMALL)
    assert [line.value for line in measured([gain("g1", hidden), gain("g2", few), gain("g3")])] == [SMALL]


def test_a_benefit_without_an_id_gets_the_number_of_its_place() -> None:
    assert [id_of(gain(None), 3), id_of(gain("fri-tid"), 3)] == ["g3", "fri-tid"]


def test_a_day_that_no_calendar_has_stays_as_it_was_written(library: Library) -> None:
    about = About("Øyplan", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", "nb")
    lines = [Known("g1", day, 4.0, 58) for day in ("2026-02-31", "2026-02", "2026-02-28")]
    made = benefit_workbook(about, Plan((), [gain("g1")], lines), None, library.vocabularies)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Oppfølging"]
    column = next(cell.column for cell in sheet[8] if cell.value == "Målt dato")
    days = [sheet.cell(row, column).value for row in (9, 10, 11)]
    assert days == ["2026-02-31", "2026-02", datetime(2026, 2, 28)]


def test_a_goal_that_is_already_reached_has_no_share_of_the_way(library: Library) -> None:
    """Where baseline and target are the same there is nothing to divide by: the plan says so, as its formula does."""
    moved = {"baseline": Measurement(value=14.0, date="2024"), "target": Measurement(value=4.0)}
    still = {"baseline": Measurement(value=4.0, date="2024"), "target": Measurement(value=4.0)}
    benefits = [
        gain(id_, Measurement(value=9.0, date="2025")).model_copy(update=figures)
        for id_, figures in (("g1", moved), ("g2", still))
    ]
    about = About("Øyplan", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", "nb")
    made = benefit_workbook(about, Plan((), benefits, measured(benefits)), None, library.vocabularies)
    sheet = openpyxl.load_workbook(io.BytesIO(made), data_only=True)["Oppfølging"]
    assert [sheet[f"L{row}"].value for row in (9, 10)] == [0.5, "ikke grunnlag"]
