"""The shapes of what a service-price model says. Kroner, hours and years, unrounded."""

from __future__ import annotations

from dataclasses import dataclass

from macros.content.model.price_model import Path
from macros.prices.arithmetic.break_even import BreakEven
from macros.prices.arithmetic.critical import Critical
from macros.prices.arithmetic.effects import Effect


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """The answer of a case: net present value, yearly saving in full operation, and break-even."""

    npv: float
    saving: float
    break_even: BreakEven


@dataclass(frozen=True, slots=True)
class Extreme:
    """The worst or the best of all combinations of the ranges' ends: its answer, and the ends it takes."""

    values: tuple[float, ...]
    outcome: ScenarioResult


@dataclass(frozen=True, slots=True)
class Swing:
    """One number alone at its two ends, and where net present value is nothing."""

    path: Path
    low: float
    base: float
    high: float
    at_low: ScenarioResult
    at_high: ScenarioResult
    critical: Critical

    @property
    def spread(self) -> float:
        """How far apart the two ends are, in kroner of net present value."""
        return abs(self.at_high.npv - self.at_low.npv)


@dataclass(frozen=True, slots=True)
class CashYear:
    """A year of the cash flow; year 0 is the start. ``patients`` and ``effect`` are shares of full operation, ``net`` is
    saving less investment in the year's own prices, ``present`` its value today, ``total`` that of all years so far.
    """

    year: int
    patients: float
    effect: float
    saving: float
    investment: float
    net: float
    present: float
    total: float


@dataclass(frozen=True, slots=True)
class PayerResult:
    """What one payer meets: yearly costs (transfers included), saving, investment now, and net present value."""

    payer: str
    before: float
    after: float
    saving: float
    start_up: float
    npv: float


@dataclass(frozen=True, slots=True)
class RoleResult:
    """Hours a year of one role; man-years are None for patients and relatives."""

    role: str
    hours_before: float
    hours_after: float
    man_years_before: float | None
    man_years_after: float | None


@dataclass(frozen=True, slots=True)
class PriceResult:
    """Every figure of a model. Costs, ``saving``, ``freed_labour`` and ``withheld`` are kroner a year in full operation.

    ``investment`` is ``start_up`` and the present value of what is invested again; ``annualised`` is its share of each
    year. ``payback`` in years, None for never. ``effects``: the one that decides first. ``worst``, ``best``: of
    all combinations of the ranges' ends.
    """

    cost_before: float
    cost_after: float
    per_patient_before: float
    per_patient_after: float
    saving: float
    freed_labour: float
    withheld: float
    start_up: float
    investment: float
    annualised: float
    npv: float
    payback: float | None
    break_even: BreakEven
    payers: tuple[PayerResult, ...]
    roles: tuple[RoleResult, ...]
    swings: tuple[Swing, ...]
    worst: Extreme
    best: Extreme
    effects: tuple[Effect, ...]
    years: tuple[CashYear, ...]
