"""Benefits across projects. What is expected and what is measured are never added together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.model import Benefit, Project
from macros.vocabulary import UNKNOWN

STAGES = ("expected", "baseline", "measured")
DROPPED = "dropped"
_STAGE = {"forventet": "expected", "nullpunkt-malt": "baseline", "bortfalt": DROPPED}
AXES = {
    "type": "benefit_types",
    "recipient": "benefit_recipients",
    "form": "benefit_forms",
    "budget_effect": "budget_effects",
}
"""What benefits are counted by, with the vocabulary of each."""


@dataclass(frozen=True, slots=True)
class BenefitOf:
    """A benefit with the project it belongs to."""

    record: Record[Project]
    benefit: Benefit

    @property
    def stage(self) -> str:
        """``expected``, ``baseline`` (before the change only), ``measured`` (after it, whatever the result) or ``dropped``."""
        return _STAGE.get(self.benefit.status, "measured")


def benefits_of(record: Record[Project], stage: str = "") -> tuple[BenefitOf, ...]:
    """The project's own benefits that count, or those of one stage: nothing said of a whole programme, nothing dropped."""
    own = (BenefitOf(record, benefit) for benefit in record.data.own_benefits)
    return tuple(b for b in own if (b.stage == stage if stage else b.stage != DROPPED))


def all_benefits(library: Library, stage: str = "") -> tuple[BenefitOf, ...]:
    """``benefits_of`` every project, in the catalogue's order."""
    return tuple(benefit for record in library.projects for benefit in benefits_of(record, stage))


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
