"""Which figures of two projects may stand beside each other.

An amount beside an amount of the same kind and time; a number of patients beside one that counts the same, at the same
time, in projects that went on as long. What is not told cannot be held to be equal. Source: shared contract.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.model import Project
from macros.content.model.outcome import Cost, Patients
from macros.html.record.details import amount_words, count_words
from macros.library.library import Library
from macros.text.norwegian import loose_date
from macros.words.labels import Labels
from macros.words.vocabulary import fold

FIGURES = ("patients", "cost")
"""The fields that hold such figures."""


@dataclass(frozen=True, slots=True)
class Figure:
    """``key`` is the same for figures that may be compared, and empty for one that may be compared with none. ``what``
    tells what they have in common, ``text`` the figure itself."""

    key: str
    what: str
    text: str


def figures_of(library: Library, project: Project, t: Labels) -> dict[str, tuple[Figure, ...]]:
    """The figures of each of FIGURES, in the write-up's order."""
    return {"patients": tuple(_patients(library, project, t)), "cost": tuple(_costs(library, project, t))}


def _patients(library: Library, project: Project, t: Labels) -> Iterator[Figure]:
    if patients := project.patients:
        kind = library.name("patient_counts", patients.counts, t.language)
        when = loose_date(patients.as_of) if patients.as_of else t("unknown")
        yield Figure(_patients_key(project, patients), f"{kind}, {when}", count_words(library, patients, t))


def _patients_key(project: Project, patients: Patients) -> str:
    period = project.period
    if not (patients.as_of and period and period.from_):
        return ""
    return "|".join((patients.counts, patients.as_of, period.from_, period.to or ""))


def _costs(library: Library, project: Project, t: Labels) -> Iterator[Figure]:
    for cost in project.cost:
        kind = library.name("cost_kinds", cost.kind, t.language)
        words = " · ".join(filter(None, (amount_words(library, cost, t), cost.covers)))
        yield Figure(_cost_key(cost), f"{kind}, {cost.period or t('unknown')}", words)


def _cost_key(cost: Cost) -> str:
    return f"{cost.kind}|{fold(cost.period)}" if cost.period else ""
