"""What a benefit plan is filled in with: benefits, and the measurements of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.benefits.workbook.columns import rows_for
from macros.content.model import Benefit
from macros.content.model.benefit_plan import FollowUp, Unexpected
from macros.content.model.evidence import Reference


@dataclass(frozen=True, slots=True)
class Known:
    """A measurement that the write-up tells of: a line of the follow-up of which somebody else fills in the rest.

    ``date`` may be a year or a month.
    """

    benefit: str
    date: str | None
    value: float | str
    n: int | str | None
    source: Reference | str | None = None
    next: None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workbook is filled in with. ``facts`` are label and value pairs above the plan."""

    facts: tuple[tuple[str, str], ...] = ()
    benefits: Sequence[Benefit] = ()
    follow_up: Sequence[FollowUp | Known] = ()
    unexpected: Sequence[Unexpected] = ()

    @property
    def rows(self) -> tuple[tuple[str, int], ...]:
        """How many lines each table needs: of the workbook's shape, and a part of what its template is known by."""
        benefits = len(self.benefits)
        needed = {
            "plan": benefits,
            "light": benefits,
            "follow_up": len(self.follow_up),
            "unexpected": len(self.unexpected),
        }
        return rows_for(needed)


def id_of(benefit: Benefit, number: int) -> str:
    """The benefit's own id; a write-up that is not published yet may lack it."""
    return benefit.id or f"g{number}"


def measured(benefits: Sequence[Benefit]) -> tuple[Known, ...]:
    """Every measurement that may be shown as a line of the follow-up, those of one benefit after each other in time."""
    return tuple(
        Known(id_of(b, number), m.date, m.value, m.n, m.source)
        for number, b in enumerate(benefits, 1)
        for m in b.measurements
        if m.value is not None
    )
