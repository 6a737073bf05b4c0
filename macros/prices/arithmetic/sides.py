"""The costs of one side (before or after) taken apart, so that every scenario is a few multiplications.

All amounts in kroner per patient and year unless said otherwise; hours per patient and year.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from macros.content.model import PriceModel
from macros.content.model.data.rates import RateTable
from macros.content.model.price_model import Payer, Side, Staffing, Step


@dataclass(frozen=True, slots=True)
class Role:
    """Kroner per worked hour, worked hours in a man-year, and whether nobody pays for the time."""

    rate: float
    worked_hours: float
    unpaid: bool


@dataclass(frozen=True, slots=True)
class Post:
    """Posts bought in steps; ``cost`` and ``hours`` are those of one whole post and year, ``share`` what is met of it."""

    role: str
    share: float
    patients_per_post: int
    post_step: float
    cost: float
    hours: float
    labour: bool

    def posts(self, patients: float) -> float:
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

    @property
    def variable(self) -> float:
        """Kroner per patient and year."""
        return self.active + self.travel + self.km + self.material + self.per_patient

    @property
    def labour(self) -> float:
        """The part of ``variable`` that is paid working time."""
        return self.labour_active + self.labour_travel

    def add(self, other: Parts, share: float) -> None:
        """Takes a share of another's costs as its own. Written out: this is where the time of an analysis goes."""
        self.active += share * other.active
        self.travel += share * other.travel
        self.labour_active += share * other.labour_active
        self.labour_travel += share * other.labour_travel
        self.km += share * other.km
        self.material += share * other.material
        self.per_patient += share * other.per_patient
        self.fixed += share * other.fixed


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
    """What one payer, or everybody, meets on one side: costs, posts, and hours per role.

    ``new`` are the costs of lines that the other side has none like (by their name): a licence, a call that did not use
    to be made. They are met in full from the first day, while the other costs change as the effect comes.
    """

    total: Parts = field(default_factory=Parts)
    new: Parts = field(default_factory=Parts)
    posts: list[Post] = field(default_factory=list)
    hours: dict[str, float] = field(default_factory=dict)
    new_hours: dict[str, float] = field(default_factory=dict)

    def post_cost(self, patients: float, *, paid: bool = False) -> float:
        """What the posts cost in a year for so many patients. ``paid``: without those that nobody pays for."""
        return sum((p.posts(patients) * p.cost * p.share for p in self.posts if p.labour or not paid), 0.0)


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
        given = _own(model.worked_hours, name, table)
        hours = given if given is not None else row.worked_hours if row and row.worked_hours else table.worked_hours
        found[name] = Role(rate, hours, bool(row and row.unpaid))
    return found


def own_rate(model: PriceModel, name: str, table: RateTable) -> float | None:
    """The rate the model itself gives for a role, under any of the role's names."""
    return _own(model.rates, name, table)


def _own(given: Mapping[str, float], name: str, table: RateTable) -> float | None:
    if name in given:
        return given[name]
    row = table.find(name)
    return next((value for key, value in given.items() if row and table.find(key) is row), None)


def role_names(model: PriceModel) -> tuple[str, ...]:
    """Every role used, in the order they first appear."""
    sides = (model.before, model.after)
    used = [[*(s.role for s in side.steps), *(s.role for s in side.staffing)] for side in sides]
    return tuple(dict.fromkeys(name for names in used for name in names))


def shares_of(payer: Payer) -> Mapping[str, float]:
    """Payer -> share of the cost; one payer alone pays all of it."""
    return dict(payer) if isinstance(payer, Mapping) else {payer: 1.0}  # type: ignore[arg-type]


def share_of(who: Payer, payer: str) -> float:
    """The share that ``payer`` has of a cost; everybody's ("") is all of it."""
    if not payer or who == payer:
        return 1.0
    return who.get(payer, 0.0) if isinstance(who, Mapping) else 0.0  # type: ignore[call-overload]


def name_of(text: str) -> str:
    """How two names of lines are compared: case and the space around do not count."""
    return re.sub(" +", " ", text.strip()).lower()


def take_apart(side: Side, other: Side, model: PriceModel, roles: Mapping[str, Role], payer: str = "") -> SideParts:
    """What one payer, or everybody, meets on a side; ``other`` is the side it is compared with."""
    parts = SideParts()
    steps, items = {name_of(s.step) for s in other.steps}, {name_of(i.item) for i in other.per_patient}
    for step in side.steps:
        share, new = share_of(step.payer, payer), name_of(step.step) not in steps
        cost, hours = step_cost(step, roles[step.role], model.km_rate), sum(step_hours(step))
        parts.total.add(cost, share)
        parts.hours[step.role] = parts.hours.get(step.role, 0.0) + hours
        if new:
            parts.new.add(cost, share)
            parts.new_hours[step.role] = parts.new_hours.get(step.role, 0.0) + hours
    for item in side.per_patient:
        amount = share_of(item.payer, payer) * item.kroner
        parts.total.per_patient += amount
        if name_of(item.item) not in items:
            parts.new.per_patient += amount
    for item in side.fixed:
        parts.total.fixed += share_of(item.payer, payer) * item.kroner
    parts.posts.extend(post_of(row, roles[row.role], payer) for row in side.staffing)
    return parts


def post_of(row: Staffing, role: Role, payer: str = "") -> Post:
    """A line of staffing with what a whole post costs in a year."""
    cost, share = role.worked_hours * role.rate, share_of(row.payer, payer)
    return Post(row.role, share, row.patients_per_post, row.post_step, cost, role.worked_hours, not role.unpaid)
