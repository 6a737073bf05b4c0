"""The service-price model's arithmetic against figures worked out by hand and against brute force."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from price_models import models
from pydantic import ValidationError
from support import examples

from macros.content.model import PriceModel, RateTable
from macros.library.library import Library
from macros.prices.arithmetic import LIMIT, calculate
from macros.prices.arithmetic.result import Calculation
from macros.prices.arithmetic.turned import corners

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


NOTHING = {"fixed": [{"item": "Tjenesten er lagt ned på Værøy", "payer": "kommune", "amount": 0}]}


def model(**fields: Any) -> PriceModel:
    base = {"title": "Trygg hjemreise på Ærøya", "price_year": 2024, "patients_per_year": 10, "horizon_years": 5,
            "after": NOTHING}  # fmt: skip
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


def test_a_visit_that_is_not_made_has_no_travel() -> None:
    """``times_after`` scales the whole step, ``minutes_after`` the minutes at work, ``rates`` the hours and not the car."""
    step = {"step": "Besøk", "payer": "kommune", "role": "sykepleier", "minutes": 60, "times": 1, "travel_minutes": 30,
            "travel_km": 10, "material": 40}  # fmt: skip
    calculation = Calculation.of(model(after={"steps": [step]}, km_rate=5), RATES)
    base = calculation.outcome().saving

    def dearer(name: str) -> float:
        return base - calculation.turned((name,), 2).outcome().saving

    assert dearer("times_after") == pytest.approx(10 * (1.5 * 575 + 50 + 40))
    assert dearer("minutes_after") == pytest.approx(10 * 575)
    assert dearer("rates") == pytest.approx(10 * 1.5 * 575)


def test_what_the_answer_hangs_on_in_the_tools_gain(library: Library) -> None:
    """Bed-days fall by 1.2 in the model; 0.37 is enough, and without the fall it is a loss of 1 049 117 kr."""
    tool = next(r.data for r in library.tools if r.data.price_models)
    first, second = calculate(tool.price_models[0], library.rates).effects
    assert (first.name, first.unit, first.before, first.after) == ("Liggedøgn på sykehus", "døgn", 4, 2.8)
    assert first.needed == pytest.approx(0.37, abs=0.005) and first.without == pytest.approx(-1_049_117.35, abs=0.01)
    assert second.name == "Hjemmebesøk", "no range on it: it comes after"


def test_a_line_that_is_only_before_is_an_effect_too() -> None:
    before = {"steps": [{"step": "Kontroll", "payer": "stat", "role": "sykepleier", "minutes": 60, "times": 4}]}
    items = [{"item": "Oppstart", "payer": "stat", "amount": 5750}]
    (effect,) = calculate(model(before=before, start_up=items, horizon_years=1, discount_rate=0), RATES).effects
    assert effect.path == ("before", "steps", 0, "times") and (effect.before, effect.after) == (4, 0)
    assert effect.needed == pytest.approx(1), "ten patients, one hour each, pay for the start"


def test_the_first_years_have_their_share_of_patients_and_effect() -> None:
    """The licence is new and met in full; the visits fall from 10 to 4 as the effect comes."""
    step = {"step": "Besøk", "payer": "kommune", "role": "sykepleier", "minutes": 60}
    before = {"steps": [{**step, "times": 10}]}
    after = {"steps": [{**step, "step": " besøk", "times": 4}],
             "per_patient": [{"item": "Lisens", "payer": "kommune", "amount": 500}]}  # fmt: skip
    ramp = {"patients": [0.5], "effect": [0, 0.5]}
    result = calculate(model(before=before, after=after, ramp_up=ramp, horizon_years=3, discount_rate=0), RATES)
    whole = 10 * (6 * 575 - 500)
    assert [y.saving for y in result.years] == pytest.approx([0, -5 * 500, 10 * (3 * 575 - 500), whole])
    assert result.saving == pytest.approx(whole), "in full operation"
    assert result.npv == pytest.approx(sum(y.saving for y in result.years)) == result.years[-1].total


def test_those_who_drop_out_are_followed_up_as_before() -> None:
    step = {"step": "Besøk", "payer": "kommune", "role": "sykepleier", "minutes": 60}
    fields = {"before": {"steps": [{**step, "times": 10}]}, "after": {"steps": [{**step, "times": 4}]}}
    result = calculate(model(**fields, drop_out=0.25), RATES)
    assert result.saving == pytest.approx(0.75 * 10 * 6 * 575)
    assert result.roles[0].hours_after == pytest.approx(10 * (4 + 0.25 * 6))


def test_prices_grow_from_the_second_year() -> None:
    result = calculate(model(before=fixed(100), price_growth=0.1, horizon_years=3, discount_rate=0), RATES)
    assert [y.saving for y in result.years] == pytest.approx([0, 100, 110, 121])
    assert result.npv == pytest.approx(331)


def test_the_worst_is_not_always_where_each_alone_is_worst() -> None:
    """Many patients are better while each saves, and worse when each costs: together the ends turn."""
    after = {"per_patient": [{"item": "Lisens", "payer": "stat", "amount": 90, "range": {"amount": [90, 150]}}]}
    before = {"per_patient": [{"item": "Besøk", "payer": "stat", "amount": 100}]}
    chosen = model(before=before, after=after, sensitivity={"patients_per_year": [1, 100]}, discount_rate=0)
    result = calculate(chosen, RATES)
    assert result.worst.values == (100, 150) and result.worst.outcome.npv == pytest.approx(5 * 100 * -50)
    assert result.best.values == (100, 90)
    few_patients_are_worst_alone = next(s for s in result.swings if s.path == ("patients_per_year",))
    assert few_patients_are_worst_alone.at_low.npv < few_patients_are_worst_alone.at_high.npv


@given(models)
@settings(max_examples=examples(60), deadline=None)
def test_nothing_is_left_at_the_critical_value(chosen: PriceModel) -> None:
    """Each number alone at the value that is told gives nothing; where none is told, both sides of it have one sign."""
    calculation = Calculation.of(chosen, RATES)
    for swing in calculation.swings():
        if (value := swing.critical.value) is None:
            continue
        left = calculation.turned(swing.path, value).npv
        assert abs(left) <= 1e-7 * (1 + abs(swing.at_low.npv) + abs(swing.at_high.npv) + abs(calculation.npv)), swing


@given(models)
@settings(max_examples=examples(40), deadline=None)
def test_the_worst_and_the_best_are_of_all_combinations(chosen: PriceModel) -> None:
    calculation = Calculation.of(chosen, RATES)
    result = calculation.result()
    every = [Calculation(case).npv for _, case in corners(calculation.case, chosen.ranges())]
    assert len(every) == 2 ** len(chosen.ranges())
    assert result.worst.outcome.npv == pytest.approx(min(every)) and result.best.outcome.npv == pytest.approx(
        max(every)
    )


@given(models)
@settings(max_examples=examples(60), deadline=None)
def test_the_years_sum_to_net_present_value(chosen: PriceModel) -> None:
    result = calculate(chosen, RATES)
    size = 1 + sum(abs(y.present) for y in result.years)
    assert math.isclose(result.years[-1].total, result.npv, abs_tol=1e-9 * size)


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
    calculation = Calculation.of(chosen, RATES)
    gain, found = calculation.gain(), calculation.outcome().break_even.intervals
    for patients in [*range(1, 401), 1999, 2000, 54_321, LIMIT]:
        here = gain.at(patients)
        turned = calculation.turned(("patients_per_year",), patients)
        assert here == pytest.approx(turned.npv / turned.annuity, abs=1e-6, rel=1e-9), patients
        if abs(here) > 1e-6:  # nearer to nothing the two may round differently
            assert (here > 0) == any(a <= patients <= b for a, b in found), patients


@given(models)
@settings(max_examples=examples(60), deadline=None)
def test_the_numbers_that_move_the_answer_the_most_come_first(chosen: PriceModel) -> None:
    spreads = [s.spread for s in calculate(chosen, RATES).swings]
    assert spreads == sorted(spreads, reverse=True)


def test_at_most_ten_numbers_are_uncertain_together() -> None:
    """PR008: all combinations are tried, and ten numbers make 1 024 of them."""
    line = {"item": "Lisens på Ås", "payer": "stat", "amount": 2, "range": {"amount": [1, 3]}}
    assert len(model(start_up=[line] * 6).ranges()) == 10, "six of its own, and the four usual ones"
    with pytest.raises(ValidationError, match="PR008"):
        model(start_up=[line] * 7)
