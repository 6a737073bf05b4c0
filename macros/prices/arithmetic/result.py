"""From a service-price model to everything it says. Kroner, hours and years, unrounded."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, lru_cache

from macros.content.model import PriceModel
from macros.content.model.data.rates import RateTable
from macros.content.model.price_model import PAYERS, Path, Reinvestment
from macros.prices.arithmetic.break_even import BreakEven, Gain, find, mixed, saving, withheld
from macros.prices.arithmetic.critical import Critical, critical, linear_root
from macros.prices.arithmetic.effects import Effect, candidates
from macros.prices.arithmetic.figures import (
    CashYear,
    Extreme,
    PayerResult,
    PriceResult,
    RoleResult,
    ScenarioResult,
    Swing,
)
from macros.prices.arithmetic.sides import SideParts, role_names, roles_of, share_of, take_apart
from macros.prices.arithmetic.turned import Case, corners, turned, value_at
from macros.prices.arithmetic.years import Phase, again, annuity, factor, phases, year_of

TIE = 1e-6
"""Net present values nearer than this are equal: rounding must not decide which of them is the better one."""


def calculate(model: PriceModel, table: RateTable) -> PriceResult:
    """Every figure of ``model``. Raises KeyError for a role without a rate."""
    return _result(_Asked(model, table))


class _Asked:
    """A model with its rates, known as those that they are: neither changes, and to compare what they hold takes long."""

    def __init__(self, model: PriceModel, table: RateTable) -> None:
        self.model, self.table = model, table

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.model is other.model and self.table is other.table

    def __hash__(self) -> int:
        return id(self.model)


@lru_cache(maxsize=64)
def _result(asked: _Asked) -> PriceResult:
    """Its page, the list of models and its workbook ask."""
    return Calculation.of(asked.model, asked.table).result()


class Calculation:
    """A case taken apart. ``calculate`` is what most callers want."""

    def __init__(self, case: Case) -> None:
        self.case, self.model, self.roles = case, case.model, case.roles
        self._sides: dict[str, tuple[SideParts, SideParts]] = {}
        model = case.model
        self.before, self.after = self.sides("")
        self.phases = phases(model)
        self.full = Phase(1.0, 1 - model.drop_out, 1.0)
        self.lost = 1 - model.realisable_share
        self.annuity = annuity(model)
        self.start_up = self.invested()
        self.investment = self.start_up + self.reinvested()
        self.annualised = self.investment / self.annuity

    @classmethod
    def of(cls, model: PriceModel, table: RateTable) -> Calculation:
        """The model as it stands. Raises KeyError for a role without a rate."""
        return cls(Case(model, roles_of(model, table)))

    def sides(self, payer: str) -> tuple[SideParts, SideParts]:
        """What one payer, or everybody (""), meets before and after."""
        if payer not in self._sides:
            m, roles = self.model, self.roles
            was, now = ((m.before, m.after), (m.after, m.before))
            self._sides[payer] = (take_apart(*was, m, roles, payer), take_apart(*now, m, roles, payer))
        return self._sides[payer]

    def turned(self, path: Path, value: float) -> Calculation:
        """The same with one number turned."""
        return Calculation(turned(self.case, path, value))

    def invested(self, payer: str = "") -> float:
        """What one payer, or everybody, pays at the start."""
        return sum((share_of(i.payer, payer) * i.kroner for i in self.model.start_up), 0.0)

    def reinvested(self, payer: str = "") -> float:
        """The present value of what one payer, or everybody, pays again before the horizon."""
        return sum((share_of(r.payer, payer) * self.again(r) for r in self.model.reinvestment), 0.0)

    def again(self, row: Reinvestment) -> float:
        """The present value of every time an investment is made again."""
        return row.kroner * sum(factor(self.model, year) for year in again(self.model, row.every_years))

    def npv_of(self, saving: float, invested: float) -> float:
        """Net present value of what an average year saves, less what is invested (both as worth today)."""
        return saving * self.annuity - invested

    @cached_property
    def npv(self) -> float:
        """Net present value for society as a whole."""
        return self.npv_of(sum(p.weight * self.saving(p) for p in self.phases), self.investment)

    def result(self) -> PriceResult:
        """Every figure, with the model's own numbers as the base."""
        n = self.model.patients_per_year
        before, after = self.cost_before(self.full), self.cost_after(self.full)
        outcome, worst, best = self.outcome(), *self._extremes()
        return PriceResult(
            cost_before=before,
            cost_after=after,
            per_patient_before=before / n,
            per_patient_after=after / n,
            saving=outcome.saving,
            freed_labour=self.freed(self.full),
            withheld=self.withheld(self.full),
            start_up=self.start_up,
            investment=self.investment,
            annualised=self.annualised,
            npv=outcome.npv,
            payback=(self.start_up / outcome.saving if self.start_up else 0.0) if outcome.saving > 0 else None,
            break_even=outcome.break_even,
            payers=self._payers(),
            roles=self._roles(n),
            swings=tuple(sorted(self.swings(), key=lambda s: -s.spread)),
            worst=worst,
            best=best,
            effects=self.effects(),
            years=self.cash_flow(),
        )

    def cost_before(self, phase: Phase, payer: str = "") -> float:
        """C(N) = N·V + F(N) before the change, for one payer or for everybody. Transfers are not in it."""
        n, (before, _) = phase.patients * self.model.patients_per_year, self.sides(payer)
        return n * before.total.variable + before.total.fixed + before.post_cost(n)

    def cost_after(self, phase: Phase, payer: str = "") -> float:
        """The same after the change, with the part of the effect that has come."""
        n, (before, after) = phase.patients * self.model.patients_per_year, self.sides(payer)
        variable = mixed(before.total.variable, after.total.variable, after.new.variable, phase.effect)
        return n * variable + after.total.fixed + after.post_cost(n)

    def freed(self, phase: Phase, payer: str = "") -> float:
        """L(N): the value of freed working time, negative when more work is needed."""
        n, (before, after) = phase.patients * self.model.patients_per_year, self.sides(payer)
        now = mixed(before.total.labour, after.total.labour, after.new.labour, phase.effect)
        posts = before.post_cost(n, paid=True) - after.post_cost(n, paid=True)
        return n * (before.total.labour - now) + posts

    def withheld(self, phase: Phase) -> float:
        """The part of freed working time that becomes neither capacity nor budget."""
        return withheld(self.freed(phase), self.lost)

    def saving(self, phase: Phase) -> float:
        """S(N): kroner a year that the costs fall by, without what is withheld."""
        return saving(self.cost_before(phase) - self.cost_after(phase), self.withheld(phase))

    def outcome(self) -> ScenarioResult:
        """The answer of this case."""
        return ScenarioResult(self.npv, self.saving(self.full), find(self.gain()))

    def gain(self) -> Gain:
        """What an average year gives, for any number of patients."""
        fixed = self.before.total.fixed - self.after.total.fixed - self.annualised
        return Gain(self.before, self.after, self.phases, fixed, self.lost)

    def swings(self) -> list[Swing]:
        """Each number that has a range, alone at its two ends, in the model's order."""
        found = []
        for path, (low, high) in self.model.ranges().items():
            at_low, at_high = (self.turned(path, value).outcome() for value in (low, high))
            found.append(Swing(path, low, value_at(self.model, path), high, at_low, at_high, self.critical(path)))
        return found

    def critical(self, path: Path) -> Critical:
        """Where net present value is nothing when this number is turned."""
        base = value_at(self.model, path)
        return critical(
            path, base, lambda x: self.turned(path, x).npv, lambda x: self.turned(path, x).freed_by_phase(),
            find(self.gain()) if path == ("patients_per_year",) else BreakEven(()),
        )  # fmt: skip

    def freed_by_phase(self) -> tuple[float, ...]:
        """The value of freed working time in each phase of years."""
        return tuple(self.freed(phase) for phase in self.phases)

    def _extremes(self) -> tuple[Extreme, Extreme]:
        """The worst and the best of all combinations; the first of those that are equally good."""
        cases = corners(self.case, self.model.ranges())
        values, case = next(cases)  # no range at all is one combination
        worst = best = (values, Calculation(case))
        for values, case in cases:
            here = Calculation(case)
            if here.npv < worst[1].npv - TIE:
                worst = (values, here)
            if here.npv > best[1].npv + TIE:
                best = (values, here)
        return Extreme(worst[0], worst[1].outcome()), Extreme(best[0], best[1].outcome())

    def effects(self) -> tuple[Effect, ...]:
        """Every effect that carries a gain, with what is left without it: those that are uncertain (a range) and can decide first."""
        ranges = self.model.ranges()
        found = []
        for c in candidates(self.model):
            without = self.turned(c.path, c.unturned).npv
            if self.npv - without <= TIE:
                continue
            at = self._root(c.path)
            needed = None if at is None else at if c.path[0] == "before" else c.before - at
            found.append(Effect(c.path, c.name, c.unit, c.before, c.after, c.unturned, without, needed))
        return tuple(sorted(found, key=lambda e: (e.path not in ranges, e.needed is None, e.without)))

    def _root(self, path: Path) -> float | None:
        def npv(x: float) -> float:
            return self.turned(path, x).npv

        return linear_root(value_at(self.model, path), npv, lambda x: self.turned(path, x).freed_by_phase(), None)

    def cash_flow(self) -> tuple[CashYear, ...]:
        """The start, and each year of the horizon."""
        found, total = [], 0.0
        m = self.model
        for year in range(m.horizon_years + 1):
            patients, effect = year_of(m, year) if year else (0.0, 0.0)
            prices = factor(m, year) * (1 + m.discount_rate) ** year
            saved = prices * self.saving(Phase(patients, effect, 1.0)) if year else 0.0
            bought = [r.kroner for r in m.reinvestment if year and year in again(m, r.every_years)]
            invested = prices * sum(bought) if year else self.start_up
            present = (saved - invested) / (1 + m.discount_rate) ** year
            total += present
            found.append(CashYear(year, patients, effect, saved, invested, saved - invested, present, total))
        return tuple(found)

    def _payers(self) -> tuple[PayerResult, ...]:
        """Transfers count here and cancel in the sum. What is withheld follows each payer's own freed time."""
        results = []
        for payer in PAYERS:
            before, after = self._payer_costs(payer, self.full)
            invested = self.invested(payer) + self.reinvested(payer)
            yearly = sum(p.weight * self._payer_saving(payer, p) for p in self.phases)
            saved = self._payer_saving(payer, self.full)
            npv = self.npv_of(yearly, invested)
            results.append(PayerResult(payer, before, after, saved, self.invested(payer), npv))
        return tuple(results)

    def _payer_costs(self, payer: str, phase: Phase) -> tuple[float, float]:
        n = phase.patients * self.model.patients_per_year
        was, now = self.transfers(payer, "before"), self.transfers(payer, "after")
        return (
            self.cost_before(phase, payer) + n * was,
            self.cost_after(phase, payer) + n * mixed(was, now, 0.0, phase.effect),
        )

    def _payer_saving(self, payer: str, phase: Phase) -> float:
        before, after = self._payer_costs(payer, phase)
        positive = sum(max(0.0, self.freed(phase, p)) for p in PAYERS)
        share = max(0.0, self.freed(phase, payer)) / positive if positive else 0.0
        return saving(before - after, self.withheld(phase) * share)

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
            was, now, new = (
                hours.get(name, 0.0) for hours in (self.before.hours, self.after.hours, self.after.new_hours)
            )
            posts = [sum(p.posts(n) * p.hours for p in s.posts if p.role == name) for s in (self.before, self.after)]
            hours = [n * was + posts[0], n * mixed(was, now, new, self.full.effect) + posts[1]]
            years = [None, None] if role.unpaid else [h / role.worked_hours for h in hours]
            found.append(RoleResult(name, hours[0], hours[1], years[0], years[1]))
        return tuple(found)
