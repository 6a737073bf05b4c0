"""Where net present value is nothing, one number turned and the others as they are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from macros.content.model.price_model import Path
from macros.prices.arithmetic.break_even import LIMIT, BreakEven
from macros.prices.arithmetic.turned import WHOLE

NOTHING = 1e-6
"""Kroner of net present value that count as nothing."""
HALVINGS = 60
LONGEST = 100
"""The longest horizon and the rarest investment, in years."""

Npv = Callable[[float], float]
Freed = Callable[[float], Sequence[float]]


@dataclass(frozen=True, slots=True)
class Critical:
    """``value``: where net present value is nothing, None when it nowhere is. For numbers that are whole it is
    ``intervals``: where the model pays, as in break-even; ``limit`` is the largest number that was tried.
    """

    value: float | None = None
    intervals: tuple[tuple[int, int], ...] | None = None
    limit: int = 0


def critical(path: Path, base: float, npv: Npv, freed: Freed, break_even: BreakEven) -> Critical:
    """The critical value of a number. ``npv`` and ``freed`` (of each phase of years) are functions of it."""
    name = str(path[-1])
    if name == "patients_per_year":
        return Critical(intervals=break_even.intervals, limit=LIMIT)
    if name == "patients_per_post":
        return Critical(intervals=_monotone(npv), limit=LIMIT)
    if name in WHOLE:
        return Critical(intervals=_tried(npv), limit=LONGEST)
    if name == "post_step":
        return Critical()
    if name == "discount_rate":
        return Critical(_halved(npv))
    return Critical(linear_root(base, npv, freed, 1.0 if name == "realisable_share" else None))


def linear_root(base: float, npv: Npv, freed: Freed, highest: float | None) -> float | None:
    """The root nearest to ``base``, from 0. Net present value is linear between the numbers where freed time begins."""
    low, high = freed(0.0), freed(1.0)
    bends = {-a / (b - a) for a, b in zip(low, high, strict=True) if b != a and -a / (b - a) > 0}
    places = [0.0, *sorted(x for x in bends if highest is None or x < highest)]
    last = highest if highest is not None else places[-1] + max(1.0, base, places[-1])
    values = [(x, npv(x)) for x in (*places, last)]
    roots = []
    for (x, at), (y, then) in pairwise(values):
        if abs(at) <= NOTHING:
            roots.append(x)
        elif abs(then - at) > NOTHING:
            root = x + (y - x) * at / (at - then)
            inside = x < root <= y or (y == last and highest is None and root > x)
            roots.extend([root] if inside else [])
    if abs(values[-1][1]) <= NOTHING:
        roots.append(last)
    return min(roots, key=lambda root: abs(root - base), default=None)


def _halved(npv: Npv) -> float | None:
    """The discount rate, from 0 to 1, where net present value changes sign; None when it is the same at both ends."""
    low, high = 0.0, 1.0
    positive = npv(low) > 0
    if (npv(high) > 0) == positive:
        return None
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if (npv(middle) > 0) == positive:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _pays(npv: Npv, number: int) -> bool:
    return npv(number) >= -NOTHING


def _monotone(npv: Npv) -> tuple[tuple[int, int], ...]:
    """Patients per post: the more of them, the fewer the posts, so one search is enough."""
    at_first, at_last = _pays(npv, 1), _pays(npv, LIMIT)
    if at_first == at_last:
        return ((1, LIMIT),) if at_first else ()
    low, high = 1, LIMIT
    while high - low > 1:
        middle = (low + high) // 2
        if _pays(npv, middle) == at_first:
            low = middle
        else:
            high = middle
    return ((1, low),) if at_first else ((high, LIMIT),)


def _tried(npv: Npv) -> tuple[tuple[int, int], ...]:
    """Numbers of years, each tried."""
    found: list[tuple[int, int]] = []
    for year in range(1, LONGEST + 1):
        if not _pays(npv, year):
            continue
        if found and found[-1][1] == year - 1:
            found[-1] = (found[-1][0], year)
        else:
            found.append((year, year))
    return tuple(found)
