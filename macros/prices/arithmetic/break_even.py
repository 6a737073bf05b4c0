"""For which numbers of patients the model pays.

Posts are bought in steps, so the answer can be jagged (29–40, then from 53). Without the steps a year's gain is linear
in the number of patients, with a bend where freed working time begins; the steps move it by less than one step of each
post. So most spans of numbers are settled by their ends; the others are halved until they need the same posts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.prices.arithmetic.sides import SideParts
from macros.prices.arithmetic.years import Phase

LIMIT = 100_000
"""The largest number of patients examined."""
TOLERANCE = -1e-9
SLACK = 1e-6
"""A span is settled by its bounds only when they are this far from nothing: nearer, every number is tried."""


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``intervals`` (both ends included) in which the model pays. ``patients``: pays for good from there, or None."""

    intervals: tuple[tuple[int, int], ...]

    @property
    def patients(self) -> int | None:
        """The least number of patients a year from which the model pays for good; None when there is none."""
        return self.intervals[-1][0] if self.intervals and self.intervals[-1][1] == LIMIT else None


def withheld(freed: float, lost: float) -> float:
    """The part of freed working time (in kroner) that becomes neither capacity nor budget: ``lost`` of it."""
    return lost * max(0.0, freed)


def saving(change: float, withheld: float) -> float:
    """S: what the costs fall by in a year, without what is withheld. Negative when the service becomes dearer."""
    return change - withheld


def mixed(before: float, after: float, new: float, effect: float) -> float:
    """What is met after the change when only a share of the effect is there: ``new`` in full, the rest on its way."""
    return after + (1 - effect) * (before - (after - new))


class Gain:
    """What an average year gives beyond its share of the investment, as a function of the number of patients.

    ``fixed`` is kroner a year, the yearly share of the investment taken off; ``lost`` the part of freed time that gives
    nothing. It is asked for very many numbers, so everything that does not change is worked out here.
    """

    def __init__(self, before: SideParts, after: SideParts, years: Sequence[Phase], fixed: float, lost: float) -> None:
        self.fixed, self.lost = fixed, lost
        self.years = [(y.patients, y.weight, *change(before, after, y.effect)) for y in years]
        """Each phase: shares of patients and of the horizon, kroner per patient before less after, and paid work in it."""
        sides = ((before, 1.0), (after, -1.0))
        self.posts = [(p, sign * p.cost * p.share, p.labour) for side, sign in sides for p in side.posts if p.cost]
        steps = [(p.post_step * cost, paid) for p, cost, paid in self.posts]
        self.paid_steps, self.steps = (
            (
                sum(min(0.0, c) for c, paid in steps if paid or all_),
                sum(max(0.0, c) for c, paid in steps if paid or all_),
            )
            for all_ in (False, True)
        )
        """How far the steps of the posts can move what they cost, down and up: the paid ones, and all of them."""
        slopes = [(cost / p.patients_per_post, paid) for p, cost, paid in self.posts]
        self.slope, self.labour_slope = sum(c for c, _ in slopes), sum(c for c, paid in slopes if paid)

    def at(self, n: int) -> float:
        """Kroner a year with so many patients."""
        total = self.fixed
        for patients, weight, per_patient, labour in self.years:
            m = patients * n
            posts, work = self.posts_at(m)
            total += weight * saving(m * per_patient + posts, withheld(m * labour + work, self.lost))
        return total

    def posts_at(self, m: float) -> tuple[float, float]:
        """What the posts cost, before less after, for ``m`` patients: in all, and the paid ones."""
        total = paid = 0.0
        for post, cost, labour in self.posts:
            here = post.posts(m) * cost
            total += here
            if labour:
                paid += here
        return total, paid

    def smooth(self, n: int) -> tuple[float, float, list[float]]:
        """Without the steps of the posts: the gain, the gain with nothing withheld, and what is freed in each phase."""
        total = free = self.fixed
        freed = []
        for patients, weight, per_patient, labour in self.years:
            m = patients * n
            work = m * (labour + self.labour_slope)
            value = m * (per_patient + self.slope)
            freed.append(work)
            free += weight * value
            total += weight * saving(value, withheld(work, self.lost))
        return total, free, freed

    def between(self, first: int, last: int) -> tuple[float, float]:
        """Between which amounts the gain lies in a span. Without the steps it is concave: never below both its ends, and
        above them only if freed time begins in between.
        """
        (at_first, free_first, freed), (at_last, free_last, freed_last) = self.smooth(first), self.smooth(last)
        ends = [sorted(pair) for pair in zip(freed, freed_last, strict=True)]
        (down, up), lost = self.steps, self.lost
        least, most = min(at_first, at_last), max(free_first, free_last)
        if all(low > 0 for low, _ in ends) or all(high <= 0 for _, high in ends):
            most = max(at_first, at_last)
        if all(low + self.paid_steps[0] > 0 for low, _ in ends):  # freed all through: the same part of it is withheld
            return least + down - lost * self.paid_steps[0], most + up - lost * self.paid_steps[1]
        if all(high + self.paid_steps[1] <= 0 for _, high in ends):  # never freed: nothing is withheld
            return least + down, most + up
        return least + down - lost * self.paid_steps[1], most + up - lost * self.paid_steps[0]

    def bends(self, first: int) -> Iterator[int]:
        """The last numbers before freed time changes sign, while the posts are as for ``first``: there the line bends."""
        for patients, _, _, labour in self.years if self.lost else ():
            if patients * labour:
                yield math.floor(-self.posts_at(patients * first)[1] / (patients * labour))

    def same_posts(self, first: int, last: int) -> bool:
        """Whether every number of the span needs the same posts, in every year."""
        for patients, *_ in self.years:
            for post, *_ in self.posts:
                if post.posts(patients * first) != post.posts(patients * last):
                    return False
        return True


def change(before: SideParts, after: SideParts, effect: float) -> tuple[float, float]:
    """Kroner per patient and year, before less after, with a share of the effect: in all, and of paid working time."""
    found = []
    for name in ("variable", "labour"):
        was, now, new = (float(getattr(parts, name)) for parts in (before.total, after.total, after.new))
        found.append(was - mixed(was, now, new, effect))
    return found[0], found[1]


def find(gain: Gain) -> BreakEven:
    """The intervals where the gain is not negative."""
    paying: list[tuple[int, int]] = []
    for first, last in _settle(gain, 1, LIMIT):
        if paying and paying[-1][1] + 1 == first:
            paying[-1] = (paying[-1][0], last)
        else:
            paying.append((first, last))
    return BreakEven(tuple(paying))


def _settle(gain: Gain, first: int, last: int) -> Iterator[tuple[int, int]]:
    """The paying parts of a span, from left to right."""
    if first == last:
        if gain.at(first) >= TOLERANCE:
            yield first, last
        return
    least, most = gain.between(first, last)
    if least > SLACK or (least > -SLACK and most < SLACK):  # the second: a gain of nothing, all through
        yield first, last
    elif most < -SLACK:
        return
    elif gain.same_posts(first, last):
        starts = [first, *(bend + 1 for bend in sorted(set(gain.bends(first))) if first <= bend < last)]
        for a, b in zip(starts, [*(start - 1 for start in starts[1:]), last], strict=True):
            if found := _linear(a, b, gain):
                yield found
    else:
        middle = (first + last) // 2
        yield from _settle(gain, first, middle)
        yield from _settle(gain, middle + 1, last)


def _linear(first: int, last: int, gain: Gain) -> tuple[int, int] | None:
    """Where a straight line from ``first`` to ``last`` is not negative."""
    at_first, at_last = gain.at(first) >= TOLERANCE, gain.at(last) >= TOLERANCE
    if at_first and at_last:
        return first, last
    if not at_first and not at_last:
        return None
    low, high = first, last
    while high - low > 1:
        middle = (low + high) // 2
        if (gain.at(middle) >= TOLERANCE) == at_first:
            low = middle
        else:
            high = middle
    return (first, low) if at_first else (high, last)
