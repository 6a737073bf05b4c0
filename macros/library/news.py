"""What is new: the records by the dates of their own front matter. Never the files' dates, and never a draft."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.library.deadlines import Deadline, ahead, deadlines
from macros.library.library import Library

Kind = TypeVar("Kind", Record[Project], Record[Tool])


@dataclass(frozen=True, slots=True)
class News:
    """What happened from ``since`` to ``until``, both included, and the deadlines after it."""

    since: date
    until: date
    new_projects: tuple[Record[Project], ...]
    updated_projects: tuple[Record[Project], ...]
    new_tools: tuple[Record[Tool], ...]
    updated_tools: tuple[Record[Tool], ...]
    deadlines: tuple[Deadline, ...]

    @property
    def count(self) -> int:
        """Records that are new or updated."""
        groups = (self.new_projects, self.updated_projects, self.new_tools, self.updated_tools)
        return sum(len(group) for group in groups)


def changed(data: Project | Tool) -> date | None:
    """The day the record was last published or updated; None when its front matter has neither."""
    return max((day for day in (data.published, data.updated) if day), default=None)


@lru_cache(maxsize=2)  # every feed asks
def latest(library: Library) -> date | None:
    """The day anything in the library was last published or updated."""
    days = (changed(r.data) for records in (library.projects, library.tools) for r in records)
    return max((day for day in days if day), default=None)


def news(library: Library, since: date, until: date) -> News:
    """New: published in the period. Updated: updated in it, published before. Archived ones are nobody's news."""
    projects = [r for r in library.projects if r.data.status == "published"]
    tools = [r for r in library.tools if r.data.status == "published"]

    def new(data: Project | Tool) -> bool:
        return data.published is not None and since <= data.published <= until

    def updated(data: Project | Tool) -> bool:
        return not new(data) and data.updated is not None and since <= data.updated <= until

    return News(
        since,
        until,
        _newest(r for r in projects if new(r.data)),
        _newest(r for r in projects if updated(r.data)),
        _newest(r for r in tools if new(r.data)),
        _newest(r for r in tools if updated(r.data)),
        ahead(deadlines(library), until),
    )


def _newest(records: Iterable[Kind]) -> tuple[Kind, ...]:
    """Newest first; those of one day keep their order, which is by title."""
    return tuple(sorted(records, key=lambda r: changed(r.data) or date.min, reverse=True))
