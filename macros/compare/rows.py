"""What is told of a project in a comparison, in words, row by row: the columns of the workbook are the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from macros.benefits import figures
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import hours_text, phase_text
from macros.html.record.details import anchor, known, known_label, status_chip
from macros.library.benefits import benefits_of
from macros.library.library import Library
from macros.library.related import builds_on, models
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN

ROWS = (
    "outcome", "measured", "expected", "patient_groups", "themes", "owner", "region", "health_community", "municipalities",
    "phase", "period", "patients", "cost", "own_effort", "prerequisites", "systems", "deliverables", "tools", "builds_on",
    "hours", "source",
)  # fmt: skip
"""In the order a reader asks: did it work, is it for us, what did it take, where is it told."""
_WORDS = {
    "patient_groups": "patient_groups", "themes": "themes", "owner": "organisations", "region": "regions",
    "health_community": "health_communities", "municipalities": "municipalities", "deliverables": "deliverables",
    "tools": "tools",
}  # fmt: skip
"""Rows that are values of a vocabulary."""


def label(row: str, t: Labels) -> str:
    """What a row or a column is called."""
    own = f"compare.row.{row}"
    return t(own) if own in t.entries else known_label(row, t)


def row_texts(library: Library, record: Record[Project], t: Labels) -> dict[str, tuple[str, ...]]:
    """The texts of each of ROWS; nothing where the write-up says nothing."""
    project, language = record.data, t.language
    found: dict[str, Iterable[str | None]] = {
        row: [library.name(vocabulary, key, language) for key in getattr(project, row) if key != UNKNOWN]
        for row, vocabulary in _WORDS.items()
    }
    told = {item.id: item.items for item in known(library, project, t)}
    found |= {row: [stated.text for stated in told.get(anchor(row), ())] for row in ROWS if row not in found}
    found |= {
        "outcome": _outcome(library, project, t),
        "measured": _benefits(library, record, ("measured",), t),
        "expected": _benefits(library, record, ("expected", "baseline"), t),
        "phase": (phase_text(library, project.phase, t),),
        "hours": (hours_text(project, t),),
        "builds_on": (*(other.data.title for other in builds_on(library, record)), *models(library, record)),
        "source": (source.title for source in project.source if source.title != UNKNOWN),
    }
    return {row: tuple(filter(None, found.get(row, ()))) for row in ROWS}


def _outcome(library: Library, project: Project, t: Labels) -> Iterable[str | None]:
    """The status as its chip says it, then what it is about and why."""
    if outcome := project.outcome:
        chip = status_chip(library, project, t)
        yield from (chip.text if chip else None, outcome.scope, outcome.reason)


def _benefits(library: Library, record: Record[Project], stages: Sequence[str], t: Labels) -> Iterable[str]:
    for item in benefits_of(record, library.vocabularies):
        if item.stage in stages:
            yield " · ".join((item.benefit.description, *figures(item.benefit, t)))
