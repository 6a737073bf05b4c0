"""The deadlines of the allocation rounds, as days: one day, or a whole month where the source gives no day."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.library.library import Library
from macros.text.patterns import iso_day, iso_month
from macros.words.vocabulary import Value


@dataclass(frozen=True, slots=True)
class Deadline:
    """``first`` to ``last``, both included. ``exact`` when the day is known; then they are the same day."""

    round: Value
    first: date
    last: date

    @property
    def exact(self) -> bool:
        """Whether the day is known, not only the month."""
        return self.first == self.last


def deadlines(library: Library) -> tuple[Deadline, ...]:
    """Every round whose deadline is known by day or month, earliest first. A year alone is too little to put down."""
    found = (_deadline(value) for value in library.vocabularies["rounds"])
    return tuple(sorted((d for d in found if d), key=lambda d: (d.first, d.round.key)))


def ahead(every: Iterable[Deadline], day: date) -> tuple[Deadline, ...]:
    """Those that are not over on ``day``: a month is over when its last day is."""
    return tuple(d for d in every if d.last >= day)


def _deadline(value: Value) -> Deadline | None:
    text = str(value.extra.get("deadline", ""))
    if day := iso_day(text):
        return Deadline(value, day, day)
    if first := iso_month(text):
        return Deadline(value, first, first.replace(day=monthrange(first.year, first.month)[1]))
    return None
