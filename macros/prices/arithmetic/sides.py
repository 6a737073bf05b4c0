"""The costs of one side (before or after) taken apart, so that every scenario is a few multiplications.

All amounts in kroner per patient and year unless said otherwise; hours per patient and year.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from macros.content.model import PriceModel
from macros.content.model.data.rates import RateTable
from macros.content.model.price_model import PAYERS, Payer, Side, Staffing, Step


@dataclass(frozen=True, slots=True)
class Role:
    """Kroner per worked hour, worked hours in a man-year, and whether nobody pays for the time."""

    rate: float
    worked_hours: float
    unpaid: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Posts bought in steps; ``cost`` and ``hours`` are those of one whole post and year."""

    role: str
    shares: Mapping[str, float]
    patients_per_post: int
    post_step: float
    cost: float
    hours: float
    labour: bool

    def posts(self, patients: int) -> float:
        """Posts needed for ``patients``: whole steps."""
        return math.ceil(patients / self.patients_per_post / self.post_step - 1e-9) * self.post_step


@dataclass
class Parts:
    """A payer's (or everybody's) part of one side. ``active`` and ``travel`` are working time in kroner.

    ``labour_…`` leaves out the time of patients and relatives.
    """

    active: float = 0.0
    travel: float = 0.0
    labour_active: float = 0.0
    labour_travel: float = 0.0
    km: float = 0.0
    material: float = 0.0
    per_patient: float = 0.0
    fixed: float = 0.0

    def variable(self, times: float = 1.0, minutes: float = 1.0, rates: float = 1.0) -> float:
        """Kroner per patient and year. Travel is scaled by neither ``times`` nor ``minutes``; km not by ``rates``."""
        return (
            rates * (times * minutes * self.active + self.travel) + self.km + times * self.material + self.per_patient
        )

    def labour(self, times: float = 1.0, minutes: float = 1.0, rates: float = 1.0) -> float:
        """The part of ``variable`` that is paid working time."""
        return rates * (times * minutes * self.labour_active + self.labour_travel)

    def add(self, other: Parts, share: float) -> None:
        """Takes a share of another's costs as its own."""
        for name in COSTS:
            setattr(self, name, getattr(self, name) + share * getattr(other, name))


COSTS = tuple(f.name for f in fields(Parts))


def step_cost(step: Step, role: Role, km_rate: float) -> Parts:
    """What one step costs per patient and year, by kind."""
    active, travel = (hours * role.rate for hours in step_hours(step))
    paid = 0.0 if role.unpaid else 1.0
    return Parts(
        active, travel, paid * active, paid * travel, step.times * step.travel_km * km_rate, step.times * step.material
    )


def step_hours(step: Step) -> tuple[float, float]:
    """Hours per patient and year: at work, and on the way."""
    return step.times * step.minutes / 60, step.times * step.travel_minutes / 60


@dataclass
class SideParts:
    """One side: everybody's costs, each payer's, the posts, and hours per role."""

    total: Parts = field(default_factory=Parts)
    payers: dict[str, Parts] = field(default_factory=lambda: {p: Parts() for p in PAYERS})
    posts: list[Post] = field(default_factory=list)
    hours: dict[str, float] = field(default_factory=dict)

    def of(self, payer: str) -> Parts:
        """A payer's costs, or everybody's when none is named."""
        return self.payers[payer] if payer else self.total

    def post_cost(self, patients: float, payer: str = "", *, paid: bool = False) -> float:
        """What the posts cost in a year for so many patients. ``paid``: without those that nobody pays for."""
        return sum(
            (
                p.posts(int(patients)) * p.cost * (p.shares.get(payer, 0.0) if payer else 1.0)
                for p in self.posts
                if p.labour or not paid
            ),
            0.0,
        )


def roles_of(model: PriceModel, table: RateTable) -> dict[str, Role]:
    """The roles that the model names. Its own rates go before the table's.

    Raises KeyError for a role that neither knows: the check of the content has told the author before we come here.
    """
    found = {}
    for name in role_names(model):
        row = table.find(name)
        own = own_rate(model, name, table)
        rate = own if own is not None else row.rate if row else None
        if rate is None:
            raise KeyError(name)
        hours = row.worked_hours if row and row.worked_hours else table.worked_hours
        found[name] = Role(rate, hours, bool(row and row.unpaid))
    return found


def own_rate(model: PriceModel, name: str, table: RateTable) -> float | None:
    """The rate the model itself gives for a role, under any of the role's names."""
    if name in model.rates:
        return model.rates[name]
    row = table.find(name)
    return next((rate for key, rate in model.rates.items() if row and table.find(key) is row), None)


def role_names(model: PriceModel) -> tuple[str, ...]:
    """Every role used, in the order they first appear."""
    sides = (model.before, model.after)
    used = [[*(s.role for s in side.steps), *(s.role for s in side.staffing)] for side in sides]
    return tuple(dict.fromkeys(name for names in used for name in names))


def shares_of(payer: Payer) -> Mapping[str, float]:
    """Payer -> share of the cost; one payer alone pays all of it."""
    return dict(payer) if isinstance(payer, Mapping) else {payer: 1.0}  # type: ignore[arg-type]


def take_apart(side: Side, model: PriceModel, roles: Mapping[str, Role]) -> SideParts:
    """The side's costs by kind and payer."""
    parts = SideParts()
    for step in side.steps:
        active, travel = step_hours(step)
        parts.hours[step.role] = parts.hours.get(step.role, 0.0) + active + travel
        _share(parts, step.payer, step_cost(step, roles[step.role], model.km_rate))
    for item in side.per_patient:
        _share(parts, item.payer, Parts(per_patient=item.amount))
    for item in side.fixed:
        _share(parts, item.payer, Parts(fixed=item.amount))
    for row in side.staffing:
        parts.posts.append(post_of(row, roles[row.role]))
    return parts


def post_of(row: Staffing, role: Role) -> Post:
    """A line of staffing with what a whole post costs in a year."""
    cost = role.worked_hours * role.rate
    shares, labour = shares_of(row.payer), not role.unpaid
    return Post(row.role, shares, row.patients_per_post, row.post_step, cost, role.worked_hours, labour)


def _share(parts: SideParts, payer: Payer, cost: Parts) -> None:
    """Puts a cost on everybody's account, and on each payer's by its share."""
    parts.total.add(cost, 1.0)
    for name, share in shares_of(payer).items():
        parts.payers[name].add(cost, share)
