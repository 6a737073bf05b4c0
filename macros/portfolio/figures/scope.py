"""Which projects a year's figures are about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.words.vocabulary import Value


@dataclass(frozen=True, eq=False)
class Scope:
    """InnoMed's projects that got guidance in one of ``rounds``. ``today`` dates what is counted."""

    library: Library
    today: date
    rounds: tuple[Value, ...]
    records: tuple[Record[Project], ...]

    @cached_property
    def round_keys(self) -> tuple[str, ...]:
        """The keys of the rounds."""
        return tuple(v.key for v in self.rounds)


def year_of(value: Value) -> int | None:
    """The year a round belongs to; None when the vocabulary does not say."""
    text = str(value.extra.get("year", ""))
    return int(text) if text.isdecimal() else None


def years(library: Library) -> tuple[int, ...]:
    """The years that have projects, earliest first. A new year comes with its first write-up."""
    of_round = {v.key: year_of(v) for v in library.vocabularies["rounds"]}
    found = {of_round.get(key) for record in library.innomed_projects for key in record.data.round}
    return tuple(sorted(year for year in found if year is not None))


@lru_cache(maxsize=32)  # each part of a year's page asks
def scope(library: Library, year: int | None, today: date) -> Scope:
    """The projects and rounds of ``year``, of all years without one; both may be empty."""
    rounds = tuple(v for v in library.vocabularies["rounds"] if year is None or year_of(v) == year)
    keys = {v.key for v in rounds}
    records = tuple(r for r in library.innomed_projects if keys & set(r.data.round))
    return Scope(library, today, rounds, records)


def first_round(record: Record[Project]) -> str:
    """The round a project's hours count in: the first it lists (shared contract); empty when it has none."""
    return record.data.round[0] if record.data.round else ""
