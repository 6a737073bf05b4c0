"""One number of a model turned to another value: what every part of the analysis is made of."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from macros.content.model import PriceModel
from macros.content.model.price_model import Path, Side, Step
from macros.prices.arithmetic.sides import Role

FACTORS = ("times_after", "minutes_after", "rates")
"""Numbers that are shares of the model's own: 1 is as it is."""
WHOLE = ("patients_per_year", "horizon_years", "patients_per_post", "every_years")
"""Numbers that are always whole."""


@dataclass(frozen=True, slots=True)
class Case:
    """A model with the rates it is reckoned with."""

    model: PriceModel
    roles: Mapping[str, Role]


def value_at(model: PriceModel, path: Path) -> float:
    """The number a model has at a place; 1 for a factor."""
    if path[0] in FACTORS:
        return 1.0
    found: Any = model
    for key in path:
        found = found[key] if isinstance(key, int) else getattr(found, key)
    return float(found)


def turned(case: Case, path: Path, value: float) -> Case:
    """The case with another value at a place. ``times_after`` scales the after side's steps whole, travel and material
    with them (a visit that is not made has no travel); ``minutes_after`` their minutes, ``rates`` the hourly rates.
    """
    model, name = case.model, path[-1]
    if path == ("rates",):
        return Case(model, {role: replace(rate, rate=rate.rate * value) for role, rate in case.roles.items()})
    if path == ("times_after",):
        return Case(_steps(model, lambda s: {"times": s.times * value}), case.roles)
    if path == ("minutes_after",):
        return Case(_steps(model, lambda s: {"minutes": s.minutes * value}), case.roles)
    update = {str(name): int(value) if name in WHOLE else value}
    if len(path) == 1:
        return Case(model.model_copy(update=update), case.roles)
    *outer, index, _ = path
    holder: Any = getattr(model, str(outer[0])) if len(outer) > 1 else model
    rows = list(getattr(holder, str(outer[-1])))
    rows[int(index)] = rows[int(index)].model_copy(update=update)
    changed = {str(outer[-1]): tuple(rows)}
    if len(outer) > 1:
        changed = {str(outer[0]): holder.model_copy(update=changed)}
    return Case(model.model_copy(update=changed), case.roles)


def corners(
    case: Case, ranges: Mapping[Path, tuple[float, float]], chosen: tuple[float, ...] = ()
) -> Iterator[tuple[tuple[float, ...], Case]]:
    """Every combination of the ranges' ends, the lowest first: the values, and the case with them."""
    left = list(ranges.items())[len(chosen) :]
    if not left:
        yield chosen, case
        return
    path, ends = left[0]
    for end in ends:
        yield from corners(turned(case, path, end), ranges, (*chosen, end))


def _steps(model: PriceModel, update: Callable[[Step], dict[str, float]]) -> PriceModel:
    steps = tuple(step.model_copy(update=update(step)) for step in model.after.steps)
    after: Side = model.after.model_copy(update={"steps": steps})
    return model.model_copy(update={"after": after})
