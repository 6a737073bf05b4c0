"""From a service-price model to everything it says. Kroner, hours and years, unrounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from macros.content.model import PriceModel
from macros.content.model.data.rates import RateTable
from macros.content.model.price_model import PAYERS, Payer, Reinvestment
from macros.prices.arithmetic.break_even import BreakEven, Gain, find, saving, stretches, withheld
from macros.prices.arithmetic.sides import SideParts, role_names, roles_of, shares_of, take_apart

TIE = 1e-6
"""Net present values nearer than this are equal: rounding must not decide which end is the better one."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What the sensitivity analysis turns: number of patients, and factors on the after side and on hourly rates."""

    patients_per_year: float
    times_after: float = 1.0
    minutes_after: float = 1.0
    rates: float = 1.0


@dataclass(frozen=True, slots=True)
class ScenarioResult:
    """A scenario's answer: net present value, yearly saving and break-even."""

    npv: float
    saving: float
    break_even: BreakEven


@dataclass(frozen=True, slots=True)
class Swing:
    """One parameter alone at its two ends."""

    parameter: str
    low: float
    high: float
    at_low: ScenarioResult
    at_high: ScenarioResult

    @property
    def spread(self) -> float:
        """How far apart the two ends are, in kroner of net present value."""
        return abs(self.at_high.npv - self.at_low.npv)


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
    """Every figure of a model. Costs, ``saving``, ``freed_labour`` and ``withheld`` are kroner a year.

    ``investment`` is ``start_up`` and the present value of what is invested again; ``annualised`` is its share of each
    year. ``payback`` in years, None for never. ``worst``, ``best``: every parameter at once at its worse or better end.
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
    worst: ScenarioResult
    best: ScenarioResult


def calculate(model: PriceModel, table: RateTable) -> PriceResult:
    """Every figure of ``model``. Raises KeyError for a role without a rate."""
    return Calculation(model, table).result()


class Calculation:
    """The model taken apart, ready for any scenario. ``calculate`` is what most callers want."""

    def __init__(self, model: PriceModel, table: RateTable) -> None:
        self.model = model
        self.roles = roles_of(model, table)
        self.before = take_apart(model.before, model, self.roles)
        self.after = take_apart(model.after, model, self.roles)
        self.pieces = stretches(self.before, self.after)
        self.lost = 1 - model.realisable_share
        self.start_up = self.invested()
        self.investment = self.start_up + self.reinvested()
        rate, years = model.discount_rate, model.horizon_years
        self.annuity = years if rate == 0 else (1 - (1 + rate) ** -years) / rate
        self.annualised = self.investment / self.annuity
        self._break_evens: dict[tuple[float, ...], BreakEven] = {}

    def invested(self, payer: str = "") -> float:
        """What one payer, or everybody, pays at the start."""
        return sum((_part(i.payer, payer) * i.amount for i in self.model.start_up), 0.0)

    def reinvested(self, payer: str = "") -> float:
        """The present value of what one payer, or everybody, pays again before the horizon."""
        return sum((_part(r.payer, payer) * self.again(r) for r in self.model.reinvestment), 0.0)

    def years(self, row: Reinvestment) -> range:
        """The years in which an investment is made again: every so many, before the horizon."""
        return range(row.every_years, self.model.horizon_years, row.every_years)

    def again(self, row: Reinvestment) -> float:
        """The present value of every time an investment is made again."""
        return row.amount * sum((1 + self.model.discount_rate) ** -year for year in self.years(row))

    def npv(self, saving: float, invested: float) -> float:
        """Net present value of a yearly saving over the horizon."""
        return saving * self.annuity - invested

    def result(self) -> PriceResult:
        """Every figure, with the model's own numbers as the base."""
        n = self.model.patients_per_year
        base = Scenario(n)
        before, after = self.cost(self.before, base), self.cost(self.after, base)
        outcome, swings = self.outcome(base), self.swings(base)
        return PriceResult(
            cost_before=before,
            cost_after=after,
            per_patient_before=before / n,
            per_patient_after=after / n,
            saving=outcome.saving,
            freed_labour=self.freed(base),
            withheld=self.withheld(base),
            start_up=self.start_up,
            investment=self.investment,
            annualised=self.annualised,
            npv=outcome.npv,
            payback=(self.start_up / outcome.saving if self.start_up else 0.0) if outcome.saving > 0 else None,
            break_even=outcome.break_even,
            payers=self._payers(base),
            roles=self._roles(n),
            swings=tuple(sorted(swings, key=lambda s: -s.spread)),
            worst=self.outcome(self.extreme(base, swings, best=False)),
            best=self.outcome(self.extreme(base, swings, best=True)),
        )

    def factors(self, side: SideParts, s: Scenario) -> tuple[float, float, float]:
        """Times, minutes and rates: the first two belong to the after side alone."""
        return (s.times_after, s.minutes_after, s.rates) if side is self.after else (1.0, 1.0, s.rates)

    def cost(self, side: SideParts, s: Scenario, payer: str = "") -> float:
        """C(N) = N·V + F(N), for one payer or for everybody. Transfers between payers are not in it."""
        n, parts = s.patients_per_year, side.of(payer)
        return n * parts.variable(*self.factors(side, s)) + parts.fixed + s.rates * side.post_cost(n, payer)

    def freed(self, s: Scenario, payer: str = "") -> float:
        """L(N): the value of freed working time, negative when more work is needed."""
        before, after = (
            s.patients_per_year * side.of(payer).labour(*self.factors(side, s))
            + s.rates * side.post_cost(s.patients_per_year, payer, paid=True)
            for side in (self.before, self.after)
        )
        return before - after

    def withheld(self, s: Scenario) -> float:
        """The part of freed working time that becomes neither capacity nor budget."""
        return withheld(self.freed(s), self.lost)

    def saving(self, s: Scenario) -> float:
        """S(N): kroner a year that the costs fall by, without what is withheld."""
        return saving(self.cost(self.before, s) - self.cost(self.after, s), self.withheld(s))

    def outcome(self, s: Scenario) -> ScenarioResult:
        """A scenario's answer. The number of patients does not change where the model pays."""
        saving = self.saving(s)
        turned = (s.times_after, s.minutes_after, s.rates)
        if turned not in self._break_evens:
            self._break_evens[turned] = find(self.pieces, self.gain(s))
        return ScenarioResult(self.npv(saving, self.investment), saving, self._break_evens[turned])

    def gain(self, s: Scenario) -> Gain:
        """Before less after in a scenario, per patient and in all."""
        before, after = ((side.total, self.factors(side, s)) for side in (self.before, self.after))
        return Gain(
            difference=before[0].variable(*before[1]) - after[0].variable(*after[1]),
            labour=before[0].labour(*before[1]) - after[0].labour(*after[1]),
            fixed=before[0].fixed - after[0].fixed - self.annualised,
            rates=s.rates,
            lost=self.lost,
        )

    def swings(self, base: Scenario) -> list[Swing]:
        """Each parameter that has a range, alone at its two ends, in the model's order."""
        found = []
        for name, (low, high) in self.model.ranges().items():
            ends = (self.outcome(replace(base, **{name: value})) for value in (low, high))
            found.append(Swing(name, low, high, *ends))
        return found

    def extreme(self, base: Scenario, swings: list[Swing], best: bool) -> Scenario:
        """Every parameter at the end that alone is better (or worse) for net present value."""
        chosen = {s.parameter: s.high if (s.at_high.npv >= s.at_low.npv - TIE) == best else s.low for s in swings}
        return replace(base, **chosen)

    def _payers(self, base: Scenario) -> tuple[PayerResult, ...]:
        """Transfers count here and cancel in the sum. What is withheld follows each payer's own freed time."""
        n, lost = base.patients_per_year, self.withheld(base)
        freed = {payer: max(0.0, self.freed(base, payer)) for payer in PAYERS}
        positive = sum(freed.values())
        results = []
        for payer in PAYERS:
            before, after = (
                self.cost(side, base, payer) + n * self.transfers(payer, when)
                for side, when in ((self.before, "before"), (self.after, "after"))
            )
            saved = saving(before - after, lost * (freed[payer] / positive if positive else 0.0))
            start_up = self.invested(payer)
            npv = self.npv(saved, start_up + self.reinvested(payer))
            results.append(PayerResult(payer, before, after, saved, start_up, npv))
        return tuple(results)

    def transfers(self, payer: str, when: str) -> float:
        """Kroner per patient and year that the payer pays to others, less what it receives."""
        amounts: Mapping[bool, float] = {
            paid: sum(getattr(t, when) for t in self.model.transfers if (t.from_ if paid else t.to) == payer)
            for paid in (True, False)
        }
        return amounts[True] - amounts[False]

    def _roles(self, n: int) -> tuple[RoleResult, ...]:
        found = []
        for name in role_names(self.model):
            role = self.roles[name]
            hours = [
                n * side.hours.get(name, 0.0) + sum(p.posts(n) * p.hours for p in side.posts if p.role == name)
                for side in (self.before, self.after)
            ]
            years = [None, None] if role.unpaid else [h / role.worked_hours for h in hours]
            found.append(RoleResult(name, hours[0], hours[1], years[0], years[1]))
        return tuple(found)


def _part(who: Payer, payer: str) -> float:
    """The share that ``payer`` has of a cost; everybody's is all of it."""
    return shares_of(who).get(payer, 0.0) if payer else 1.0
