"""The years of operation: how many patients and how much effect each has, and what a krone in it is worth today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.model import PriceModel


@dataclass(frozen=True, slots=True)
class Phase:
    """Years that are alike. ``patients`` and ``effect`` are shares of full operation, ``weight`` their part of the
    horizon, discounted; the weights of all phases are 1 together.
    """

    patients: float
    effect: float
    weight: float


def year_of(model: PriceModel, year: int) -> tuple[float, float]:
    """The shares of patients and of effect in a year, from 1. Those who drop out are followed up as before."""
    ramp = model.ramp_up
    patients = ramp.patients[year - 1] if year <= len(ramp.patients) else 1.0
    effect = ramp.effect[year - 1] if year <= len(ramp.effect) else 1.0
    return patients, effect * (1 - model.drop_out)


def factor(model: PriceModel, year: int) -> float:
    """What a krone of ``year`` (0 is the start) is worth today. Prices are those of the price year until the second year."""
    return (1 + model.price_growth) ** max(0, year - 1) / (1 + model.discount_rate) ** year


def annuity(model: PriceModel) -> float:
    """Today's value of one krone in each year of the horizon: (1 − (1 + r)^−T) / r without price growth."""
    rate, years = model.discount_rate, model.horizon_years
    if model.price_growth:
        return sum(factor(model, year) for year in _years(model))
    return years if rate == 0 else (1 - (1 + rate) ** -years) / rate


def phases(model: PriceModel) -> tuple[Phase, ...]:
    """The years of the horizon, those that are alike together, in the order they come."""
    weights: dict[tuple[float, float], float] = {}
    if not (model.ramp_up.patients or model.ramp_up.effect):
        return (Phase(*year_of(model, 1), 1.0),)
    for year in _years(model):
        shares = year_of(model, year)
        weights[shares] = weights.get(shares, 0.0) + factor(model, year)
    whole = annuity(model)
    return tuple(Phase(*shares, weight / whole) for shares, weight in weights.items())


def again(model: PriceModel, every: int) -> Iterator[int]:
    """The years in which an investment is made again: every so many, before the horizon."""
    return iter(range(every, model.horizon_years, every))


def _years(model: PriceModel) -> range:
    return range(1, model.horizon_years + 1)
