"""For which numbers of patients the model pays.

Posts are bought in steps, so the answer can be jagged (29–40, then from 53). Between two steps the gain is linear in
the number of patients, with at most one bend; so each stretch is settled by its ends and, at most, one search.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from macros.prices.arithmetic.sides import Post, SideParts

LIMIT = 100_000
"""The largest number of patients examined."""
TOLERANCE = -1e-9


@dataclass(frozen=True, slots=True)
class BreakEven:
    """``intervals`` (both ends included) in which the model pays. ``patients``: pays for good from there, or None."""

    intervals: tuple[tuple[int, int], ...]

    @property
    def patients(self) -> int | None:
        """The least number of patients a year from which the model pays for good; None when there is none."""
        return self.intervals[-1][0] if self.intervals and self.intervals[-1][1] == LIMIT else None


@dataclass(frozen=True, slots=True)
class Stretch:
    """Numbers of patients from ``first`` to ``last`` that need the same posts.

    ``posts`` is what the posts cost before less after, ``labour`` the part of it that is paid work. Kroner a year.
    """

    first: int
    last: int
    posts: float
    labour: float


def withheld(freed: float, lost: float) -> float:
    """The part of freed working time (in kroner) that becomes neither capacity nor budget: ``lost`` of it."""
    return lost * max(0.0, freed)


def saving(change: float, withheld: float) -> float:
    """S: what the costs fall by in a year, without what is withheld. Negative when the service becomes dearer."""
    return change - withheld


def stretches(before: SideParts, after: SideParts) -> tuple[Stretch, ...]:
    """1 … LIMIT cut wherever one more post is needed."""
    starts = {1}
    for post in (*before.posts, *after.posts):
        first = 1
        while first <= LIMIT:
            first = _last_with_same_posts(post, first) + 1
            starts.add(first)
    cuts = sorted(s for s in starts if s <= LIMIT)
    found = []
    for first, following in zip(cuts, [*cuts[1:], LIMIT + 1], strict=True):
        found.append(stretch(before, after, first, following - 1))
    return tuple(found)


def stretch(before: SideParts, after: SideParts, first: int, last: int) -> Stretch:
    """Numbers of patients that need as many posts as ``first`` does."""
    posts, labour = (before.post_cost(first, paid=p) - after.post_cost(first, paid=p) for p in (False, True))
    return Stretch(first, last, posts, labour)


def _last_with_same_posts(post: Post, first: int) -> int:
    level = math.ceil(first / post.patients_per_post / post.post_step - 1e-9)
    last = max(first, math.floor((level + 1e-9) * post.patients_per_post * post.post_step))
    # The product may be a rounding error away from where posts() itself changes; posts() decides.
    while last > first and post.posts(last) != post.posts(first):
        last -= 1
    while last < LIMIT and post.posts(last + 1) == post.posts(first):
        last += 1
    return last


@dataclass(frozen=True, slots=True)
class Gain:
    """What a year gives beyond its share of the investment, as a function of the number of patients in a stretch.

    ``difference`` and ``labour``: kroner per patient, before less after. ``fixed``: kroner a year, the yearly
    share of the investment taken off. ``rates`` scales the posts; ``lost`` is the part of freed time that gives nothing.
    """

    difference: float
    labour: float
    fixed: float
    rates: float
    lost: float

    def at(self, patients: int, piece: Stretch) -> float:
        """Kroner a year with so many patients; ``piece`` is the stretch they are in."""
        freed = patients * self.labour + self.rates * piece.labour
        change = patients * self.difference + self.fixed + self.rates * piece.posts
        return saving(change, withheld(freed, self.lost))

    def bend(self, piece: Stretch) -> int | None:
        """The last number before freed time changes sign within the stretch: there the line bends."""
        if not self.lost or not self.labour:
            return None
        at = math.floor(-self.rates * piece.labour / self.labour)
        return at if piece.first <= at < piece.last else None


def find(pieces: Sequence[Stretch], gain: Gain) -> BreakEven:
    """The intervals where the gain is not negative."""
    paying: list[tuple[int, int]] = []
    for piece in pieces:
        cut = gain.bend(piece)
        ends = [(piece.first, piece.last)] if cut is None else [(piece.first, cut), (cut + 1, piece.last)]
        for first, last in ends:
            found = _linear(first, last, piece, gain)
            if found and paying and paying[-1][1] + 1 == found[0]:
                paying[-1] = (paying[-1][0], found[1])
            elif found:
                paying.append(found)
    return BreakEven(tuple(paying))


def _linear(first: int, last: int, piece: Stretch, gain: Gain) -> tuple[int, int] | None:
    """Where a straight line from ``first`` to ``last`` is not negative."""
    at_first, at_last = gain.at(first, piece) >= TOLERANCE, gain.at(last, piece) >= TOLERANCE
    if at_first and at_last:
        return first, last
    if not at_first and not at_last:
        return None
    low, high = first, last
    while high - low > 1:
        middle = (low + high) // 2
        if (gain.at(middle, piece) >= TOLERANCE) == at_first:
            low = middle
        else:
            high = middle
    return (first, low) if at_first else (high, last)
