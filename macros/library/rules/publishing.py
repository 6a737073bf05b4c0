"""What a published write-up should say besides what is required: how old it is, and whose judgement it holds.

All are warnings: the write-up can be published, and a reader would still want to know. A draft is left in peace.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.content.load import Content
from macros.content.model import Project
from macros.content.records import Record
from macros.words.problems import Problem, problem
from macros.words.vocabulary import UNKNOWN

CLASSIFIED = ("patient_groups", "themes", "innovation_type", "guidance", "deliverables", "barriers", "drivers")
"""Fields that somebody has judged: no source has them ready to be copied."""


def check_publishing(content: Content, today: date | None) -> Iterator[Problem]:
    """Every rule of this file over the published projects."""
    for record in content.projects:
        if record.data.status != "draft":
            yield from _dated(record, today)
            yield from _judged(record)


def _dated(record: Record[Project], today: date | None) -> Iterator[Problem]:
    """The main source is dated, and so is the page."""
    source, place = record.data.source[0] if record.data.source else None, record.places.place
    if source and not source.as_of and source.title != UNKNOWN:
        yield problem("KX210", record.path, place(("source", 0)), "source", source.title)
    if not record.data.published:
        write = today.isoformat() if today else None
        yield problem("KX211", record.path, place(("status",)), "published", write=write)


def _judged(record: Record[Project]) -> Iterator[Problem]:
    """Who has classified a project is said."""
    named = [name for name in CLASSIFIED if getattr(record.data, name)]
    if named and not record.data.classified_by:
        place = record.places.place((named[0],))
        yield problem("KX212", record.path, place, "classified_by", ", ".join(named))
