"""From a service-price model to everything it says. Kroner, hours and years, unrounded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from macros.catalogue.prices.break_even import BreakEven, Gain, find, stretches
from macros.catalogue.prices.sides import Parts, Post, SideParts, role_names, roles_of, shares_of, take_apart
from macros.model import PriceModel
from macros.model.price_model import PAYERS
from macros.model.rates import RateTable

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
class Outcome:
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
    at_low: Outcome
    at_high: Outcome

    @property
    def spread(self) -> float:
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
    worst: Outcome
    best: Outcome


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
        self.pieces = stretches(self.before.posts, self.after.posts)
        self.start_up = sum(item.amount for item in model.start_up)
        self.investment = self.start_up + sum(r.amount * self.repeats(r.every_years) for r in model.reinvestment)
        rate, years = model.discount_rate, model.horizon_years
        self.annuity = years if rate == 0 else (1 - (1 + rate) ** -years) / rate
        self.annualised = self.investment / self.annuity
        self._break_evens: dict[tuple[float, ...], BreakEven] = {}

    def repeats(self, every: int) -> float:
        """The present value of one krone in each of the years ``every``, 2·``every`` … before the horizon."""
        years = range(every, self.model.horizon_years, every)
        return sum((1 + self.model.discount_rate) ** -year for year in years)

    def result(self) -> PriceResult:
        n = self.model.patients_per_year
        base = Scenario(n)
        before, after = self.cost(self.before, n), self.cost(self.after, n)
        freed, outcome = self.freed(base), self.outcome(base)
        swings = self.swings(base)
        return PriceResult(
            cost_before=before,
            cost_after=after,
            per_patient_before=before / n,
            per_patient_after=after / n,
            saving=outcome.saving,
            freed_labour=freed,
            withheld=self.withheld(freed),
            start_up=self.start_up,
            investment=self.investment,
            annualised=self.annualised,
            npv=outcome.npv,
            payback=(self.start_up / outcome.saving if self.start_up else 0.0) if outcome.saving > 0 else None,
            break_even=outcome.break_even,
            payers=self._payers(n, self.withheld(freed)),
            roles=self._roles(n),
            swings=tuple(sorted(swings, key=lambda s: -s.spread)),
            worst=self.outcome(self.extreme(base, swings, best=False)),
            best=self.outcome(self.extreme(base, swings, best=True)),
        )

    def cost(self, side: SideParts, n: float, s: Scenario | None = None) -> float:
        """C(N) = N·V + F(N); factors on times and minutes belong to the after side alone."""
        s = s or Scenario(n)
        times, minutes = (s.times_after, s.minutes_after) if side is self.after else (1.0, 1.0)
        posts = sum(p.posts(int(n)) * p.cost for p in side.posts)
        return n * side.total.variable(times, minutes, s.rates) + side.total.fixed + s.rates * posts

    def labour(self, side: SideParts, n: float, s: Scenario) -> float:
        times, minutes = (s.times_after, s.minutes_after) if side is self.after else (1.0, 1.0)
        posts = sum(p.posts(int(n)) * p.cost for p in side.posts if p.labour)
        return n * side.total.labour(times, minutes, s.rates) + s.rates * posts

    def freed(self, s: Scenario) -> float:
        """L(N): the value of freed working time, negative when more work is needed."""
        n = s.patients_per_year
        return self.labour(self.before, n, s) - self.labour(self.after, n, s)

    def withheld(self, freed: float) -> float:
        """The part of freed working time that becomes neither capacity nor budget."""
        return (1 - self.model.realisable_share) * max(0.0, freed)

    def saving(self, s: Scenario) -> float:
        n = s.patients_per_year
        change = self.cost(self.before, n, s) - self.cost(self.after, n, s)
        return change - self.withheld(self.freed(s))

    def outcome(self, s: Scenario) -> Outcome:
        """A scenario's answer. The number of patients does not change where the model pays."""
        saving = self.saving(s)
        turned = (s.times_after, s.minutes_after, s.rates)
        if turned not in self._break_evens:
            self._break_evens[turned] = find(self.pieces, self.gain(s))
        return Outcome(saving * self.annuity - self.investment, saving, self._break_evens[turned])

    def gain(self, s: Scenario) -> Gain:
        """Before less after in a scenario, per patient and in all."""
        before, after, factors = self.before.total, self.after.total, (s.times_after, s.minutes_after, s.rates)
        return Gain(
            difference=before.variable(rates=s.rates) - after.variable(*factors),
            labour=before.labour(rates=s.rates) - after.labour(*factors),
            fixed=before.fixed - after.fixed - self.annualised,
            rates=s.rates,
            lost=1 - self.model.realisable_share,
        )

    def swings(self, base: Scenario) -> list[Swing]:
        found = []
        for name, (low, high) in self.model.ranges().items():
            ends = (self.outcome(replace(base, **{name: value})) for value in (low, high))
            found.append(Swing(name, low, high, *ends))
        return found

    def extreme(self, base: Scenario, swings: list[Swing], best: bool) -> Scenario:
        """Every parameter at the end that alone is better (or worse) for net present value."""
        chosen = {s.parameter: s.high if (s.at_high.npv >= s.at_low.npv - TIE) == best else s.low for s in swings}
        return replace(base, **chosen)

    def _payers(self, n: int, withheld: float) -> tuple[PayerResult, ...]:
        """Transfers count here and cancel in the sum. What is withheld follows each payer's own freed time."""
        freed = {p: self._payer_labour(self.before, p, n) - self._payer_labour(self.after, p, n) for p in PAYERS}
        positive = sum(max(0.0, value) for value in freed.values())
        results = []
        for payer in PAYERS:
            before = self._payer_cost(self.before, payer, n) + n * self.transfers(payer, "before")
            after = self._payer_cost(self.after, payer, n) + n * self.transfers(payer, "after")
            part = max(0.0, freed[payer]) / positive if positive else 0.0
            saving = before - after - withheld * part
            start_up = sum(shares_of(i.payer).get(payer, 0.0) * i.amount for i in self.model.start_up)
            again = sum(
                shares_of(r.payer).get(payer, 0.0) * r.amount * self.repeats(r.every_years)
                for r in self.model.reinvestment
            )
            npv = saving * self.annuity - start_up - again
            results.append(PayerResult(payer, before, after, saving, start_up, npv))
        return tuple(results)

    def _payer_cost(self, side: SideParts, payer: str, n: int) -> float:
        parts: Parts = side.payers[payer]
        return n * parts.variable() + parts.fixed + sum(_post_cost(p, payer, n) for p in side.posts)

    def _payer_labour(self, side: SideParts, payer: str, n: int) -> float:
        posts = sum(_post_cost(p, payer, n) for p in side.posts if p.labour)
        return n * side.payers[payer].labour() + posts

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


def _post_cost(post: Post, payer: str, n: int) -> float:
    return post.shares.get(payer, 0.0) * post.posts(n) * post.cost
