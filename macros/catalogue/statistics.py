"""Figures computed from the records, each with its counting rule. Unknown hours are never counted as zero."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.model import Project
from macros.vocabulary import UNKNOWN

Records = tuple[Record[Project], ...]


@dataclass(frozen=True, slots=True)
class Computed:
    """``value`` over ``n`` records. ``rule`` and ``label`` are label keys: the words are in labels."""

    value: int
    n: int
    label: str
    rule: str


def hours_per_round(library: Library) -> dict[str, int]:
    """Round -> hours of guidance; a project with a supplement counts in its first round."""
    totals = dict.fromkeys(library.vocabularies["rounds"].keys(), 0)
    for record in library.innomed_projects:
        if record.data.round and record.data.known_hours is not None:
            totals[record.data.round[0]] += record.data.known_hours
    return totals


def known_hours(records: Iterable[Record[Project]]) -> list[int]:
    return [hours for r in records if (hours := r.data.known_hours) is not None]


def _projects(records: Records) -> tuple[int, int]:
    return len(records), len(records)


def _hours(records: Records) -> tuple[int, int]:
    hours = known_hours(records)
    return sum(hours), len(hours)


def _owners(records: Records) -> tuple[int, int]:
    owned = [r for r in records if UNKNOWN not in r.data.owner]
    return len({owner for r in owned for owner in r.data.owner}), len(owned)


COMPUTED: dict[str, Callable[[Records], tuple[int, int]]] = {
    "prosjekter": _projects,
    "timer": _hours,
    "eiere": _owners,
}


def compute(library: Library, key: str, year: int | None = None) -> Computed:
    """The figure called ``key`` over InnoMed's projects, of one year's rounds when a year is given."""
    records = library.innomed_projects
    if year is not None:
        rounds = {v.key for v in library.vocabularies["rounds"] if str(v.extra.get("year")) == str(year)}
        records = tuple(r for r in records if rounds & set(r.data.round))
    value, n = COMPUTED[key](records)
    return Computed(value, n, f"figure.{key}.label", f"figure.{key}.rule")
