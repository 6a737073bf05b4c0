"""Benefits across projects. What is expected and what is measured are never added together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import get_args

from macros.content.model import Benefit, Project
from macros.content.model.data.keys import Stage
from macros.content.records import Record
from macros.library.library import Library
from macros.words.vocabulary import UNKNOWN, Vocabularies

STAGES: tuple[str, ...] = get_args(Stage)[:-1]
"""``expected``, ``baseline`` (measured before the change only) and ``measured`` (after it, whatever the result)."""
DROPPED: str = get_args(Stage)[-1]
AXES = {
    "type": "benefit_types",
    "recipient": "benefit_recipients",
    "form": "benefit_forms",
    "budget_effect": "budget_effects",
}
"""What benefits are counted by, with the vocabulary of each."""


@dataclass(frozen=True, slots=True)
class BenefitOf:
    """A benefit with the project it belongs to and the stage it has come to."""

    record: Record[Project]
    benefit: Benefit
    stage: str


def stage_of(benefit: Benefit, words: Vocabularies) -> str:
    """What the status of ``benefit`` means: one of STAGES or DROPPED. The word list says it of each of its words."""
    return str(words["benefit_status"][benefit.status].extra["stage"])


def benefits_of(record: Record[Project], words: Vocabularies, stage: str = "") -> tuple[BenefitOf, ...]:
    """The project's own benefits that count, or those of one stage: nothing said of a whole programme, nothing dropped."""
    own = (BenefitOf(record, benefit, stage_of(benefit, words)) for benefit in record.data.own_benefits)
    return tuple(b for b in own if (b.stage == stage if stage else b.stage != DROPPED))


def all_benefits(library: Library, stage: str = "") -> tuple[BenefitOf, ...]:
    """``benefits_of`` every project, in the catalogue's order."""
    return tuple(benefit for record in library.projects for benefit in benefits_of(record, library.vocabularies, stage))


def keys(benefit: Benefit, axis: str) -> tuple[str, ...]:
    """The values a benefit has on an axis; ``ukjent`` when the source does not say."""
    value = getattr(benefit, axis)
    found = value if isinstance(value, tuple) else (value,) if value else ()
    return found or (UNKNOWN,)


def counts(library: Library, benefits: Iterable[BenefitOf], axis: str) -> dict[str, dict[str, int]]:
    """Value -> stage -> number of benefits. A benefit with several recipients counts for each of them."""
    table = {key: dict.fromkeys(STAGES, 0) for key in (*library.vocabularies[AXES[axis]].keys(), UNKNOWN)}
    for item in benefits:
        for key in keys(item.benefit, axis):
            table[key][item.stage] += 1
    return table


def attainment(benefit: Benefit, value: object) -> float | None:
    """How much of the way from baseline to target ``value`` is: 1 is all of it, below 0 the wrong way.

    ``(value - baseline) / (target - baseline)``, as the benefit plan has it. None where one of the three is not a number
    that may be shown, or where baseline and target are the same.
    """
    start, goal = (figure.value if figure else None for figure in (benefit.baseline, benefit.target))
    if not isinstance(value, (int, float)) or not isinstance(start, (int, float)) or not isinstance(goal, (int, float)):
        return None
    return None if start == goal else (value - start) / (goal - start)
