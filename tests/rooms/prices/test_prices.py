"""The service-price model's arithmetic against figures worked out by hand and against brute force."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from price_models import models
from support import examples

from macros.content.model import PriceModel, RateTable
from macros.library.library import Library
from macros.prices.arithmetic import LIMIT, calculate
from macros.prices.arithmetic.result import Calculation, Scenario

RATES = RateTable.model_validate(
    {
        "worked_hours": 1550,
        "roles": [
            {"key": "sykepleier", "label": {"nb": "Sykepleier", "nn": "Sjukepleiar"}, "rate": 575, "year": 2024},
            {"key": "helsefagarbeider", "label": {"nb": "Helsefagarbeider"}, "rate": 490, "year": 2024},
            {"key": "pasient", "label": {"nb": "Pasient"}, "rate": 0, "year": 2024, "unpaid": True},
            {"key": "parorende", "label": {"nb": "Pårørende"}, "rate": 0, "year": 2024, "unpaid": True},
        ],
    }
)


def model(**fields: Any) -> PriceModel:
    base = {"title": "Trygg hjemreise på Ærøya", "price_year": 2024, "patients_per_year": 10, "horizon_years": 5}
    return PriceModel.model_validate({**base, **fields})


def fixed(amount: float, payer: Any = "kommune") -> dict[str, Any]:
    return {"fixed": [{"item": "Fast", "payer": payer, "amount": amount}]}


def test_the_gain_of_the_tool(library: Library) -> None:
    """N 80, visits 52 → 16, one post, bed-days 4 → 2.8, start-up 450 000; each line below is arithmetic by hand."""
    tool = next(r.data for r in library.tools if r.data.price_models)
    result = calculate(tool.price_models[0], library.rates)
    visit = (25 + 15) / 60 * 575 + 6 * 4.90
    before, after = 52 * visit + 4 * 8000, 16 * visit + 2.8 * 8000 + 5400
    assert result.cost_before == pytest.approx(80 * before)
    assert result.cost_after == pytest.approx(80 * after + 1 * 1550 * 575)
    assert result.saving == pytest.approx(633_422)
    annuity = (1 - 1.04**-5) / 0.04
    assert result.npv == pytest.approx(633_422 * annuity - 450_000)
    assert result.annualised == pytest.approx(450_000 * 0.04 / (1 - 1.04**-5))
    assert result.payback == pytest.approx(450_000 / 633_422)
    assert result.break_even.intervals == ((29, 40), (53, LIMIT))
    assert result.break_even.patients == 53
    (nurse,) = result.roles
    assert nurse.hours_before == pytest.approx(80 * 52 * 40 / 60)
    assert nurse.hours_after == pytest.approx(80 * 16 * 40 / 60 + 1550)
    assert nurse.man_years_after == pytest.approx(nurse.hours_after / 1550)
    payers = {p.payer: p for p in result.payers}
    assert payers["kommune"].saving == pytest.approx(-134_578)
    assert payers["helseforetak"].saving == pytest.approx(768_000)


def test_the_loss_of_the_tool_is_told_as_a_loss(library: Library) -> None:
    tool = next(r.data for r in library.tools if r.data.price_models)
    result = calculate(tool.price_models[1], library.rates)
    assert result.saving == pytest.approx(-533_333)
    assert result.payback is None
    assert result.break_even.intervals == ()
    assert result.npv < -350_000


@pytest.mark.parametrize(
    ("before", "after", "start_up", "expected"),
    [
        (1000.0, 400.0, 1800.0, 3.0),
        (1000.0, 400.0, 0.0, 0.0),
        (400.0, 1000.0, 1800.0, None),
        (400.0, 400.0, 1800.0, None),
    ],
)
def test_payback_in_undiscounted_years(before: float, after: float, start_up: float, expected: float | None) -> None:
    items = [{"item": "Oppstart", "payer": "kommune", "amount": start_up}]
    result = calculate(model(before=fixed(before), after=fixed(after), start_up=items), RATES)
    assert result.payback == expected


def test_a_rate_of_zero_shares_the_investment_equally() -> None:
    items = [{"item": "Opplæring", "payer": "kommune", "amount": 1000}]
    again = [{"item": "Nettbrett", "payer": "kommune", "amount": 300, "every_years": 2}]
    result = calculate(model(before=fixed(500), start_up=items, reinvestment=again, discount_rate=0), RATES)
    assert result.investment == 1000 + 2 * 300, "years 2 and 4; not year 5, which is the horizon"
    assert result.annualised == 1600 / 5
    assert result.npv == 5 * 500 - 1600


def test_reinvestment_is_discounted_to_the_year_it_is_made() -> None:
    again = [{"item": "Nettbrett", "payer": "kommune", "amount": 1000, "every_years": 2}]
    result = calculate(model(before=fixed(0.01), reinvestment=again, discount_rate=0.04, horizon_years=5), RATES)
    assert result.investment == pytest.approx(1000 / 1.04**2 + 1000 / 1.04**4)


def test_it_can_pay_only_below_a_number() -> None:
    """A fixed cost is saved, but each patient costs more: it pays while the patients are few."""
    after = {"per_patient": [{"item": "Lisens", "payer": "kommune", "amount": 100}]}
    result = calculate(model(before=fixed(1000), after=after), RATES)
    assert result.break_even.intervals == ((1, 10),)
    assert result.break_even.patients is None


def test_freed_time_counts_only_as_far_as_it_is_realised() -> None:
    def side(times: float) -> dict[str, Any]:
        step = {"step": "Besøk", "payer": "kommune", "role": "sykepleier", "minutes": 60, "times": times}
        return {"steps": [step]}

    full = calculate(model(before=side(10), after=side(4)), RATES)
    half = calculate(model(before=side(10), after=side(4), realisable_share=0.5), RATES)
    more = calculate(model(before=side(4), after=side(10), realisable_share=0.5), RATES)
    assert full.saving == 10 * 6 * 575
    assert half.saving == full.saving / 2 and half.withheld == full.saving / 2
    assert more.saving == -full.saving, "extra work costs in full"
    assert half.cost_before == full.cost_before, "costs are costs; only the saving is reduced"


def test_the_time_of_patients_is_hours_and_never_man_years() -> None:
    steps = [{"step": "Reise", "payer": "pasient", "role": "Pårørende", "minutes": 30, "times": 2}]
    result = calculate(model(after={"steps": steps}), RATES)
    (relatives,) = result.roles
    assert relatives.hours_after == 10 and relatives.man_years_after is None
    assert result.cost_after == 0 and result.freed_labour == 0


def test_travel_is_scaled_by_neither_times_nor_minutes() -> None:
    step = {"step": "Besøk", "payer": "kommune", "role": "sykepleier", "minutes": 60, "times": 1, "travel_minutes": 30,
            "travel_km": 10, "material": 40}  # fmt: skip
    calculation = Calculation(model(after={"steps": [step]}, km_rate=5), RATES)
    base = calculation.saving(Scenario(10))
    assert base - calculation.saving(Scenario(10, times_after=2)) == pytest.approx(10 * (575 + 40))
    assert base - calculation.saving(Scenario(10, minutes_after=2)) == pytest.approx(10 * 575)
    assert base - calculation.saving(Scenario(10, rates=2)) == pytest.approx(10 * 1.5 * 575)


def test_a_role_without_a_rate_cannot_be_calculated() -> None:
    steps = [{"step": "Prat", "payer": "stat", "role": "trollmann", "minutes": 1, "times": 1}]
    with pytest.raises(KeyError, match="trollmann"):
        calculate(model(after={"steps": steps}), RATES)


def test_the_models_own_rate_goes_before_the_table() -> None:
    steps = [{"step": "Prat", "payer": "stat", "role": "Sjukepleiar", "minutes": 60, "times": 1}]
    assert calculate(model(after={"steps": steps}, rates={"sykepleier": 600}), RATES).cost_after == 6000


@given(models)
@settings(max_examples=examples(150), deadline=None)
def test_payers_sum_to_the_whole(chosen: PriceModel) -> None:
    result = calculate(chosen, RATES)
    size = 1 + abs(result.cost_before) + abs(result.cost_after)
    assert math.isclose(sum(p.before for p in result.payers), result.cost_before, abs_tol=1e-9 * size)
    assert math.isclose(sum(p.after for p in result.payers), result.cost_after, abs_tol=1e-9 * size)
    assert math.isclose(sum(p.saving for p in result.payers), result.saving, abs_tol=1e-9 * size)
    total = sum(p.npv for p in result.payers)
    assert math.isclose(total, result.npv, abs_tol=1e-8 * (size + result.investment))


@given(models)
@settings(max_examples=examples(60), deadline=None)
def test_break_even_is_what_trying_every_number_gives(chosen: PriceModel) -> None:
    """Also through every change of posts: the first 400 numbers, and some far out."""
    calculation = Calculation(chosen, RATES)
    found = calculation.result().break_even.intervals
    for patients in [*range(1, 401), 1999, 2000, 54_321, LIMIT]:
        gain = calculation.saving(Scenario(patients)) - calculation.annualised
        if abs(gain) > 1e-6:  # nearer to nothing the two may round differently
            assert (gain > 0) == any(a <= patients <= b for a, b in found), patients


@given(models)
@settings(max_examples=examples(60), deadline=None)
def test_the_worst_and_the_best_case_hold_all_others(chosen: PriceModel) -> None:
    result = calculate(chosen, RATES)
    spreads = [s.spread for s in result.swings]
    assert spreads == sorted(spreads, reverse=True)
    for swing in result.swings:
        assert swing.low <= swing.high
