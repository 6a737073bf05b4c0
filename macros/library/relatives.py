"""Every other project that the page of a project names."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.library.related import Related, builds_on, built_on_by, models, related
from macros.library.strangers import Pair, strangers_of


@dataclass(frozen=True, slots=True)
class Relatives:
    """What a project builds on, here (``builds_on``) and elsewhere (``models``); what builds on it; what resembles it, and
    which of those may not know of it."""

    builds_on: tuple[Record[Project], ...] = ()
    models: tuple[str, ...] = ()
    built_on_by: tuple[Record[Project], ...] = ()
    strangers: tuple[Pair, ...] = ()
    related: tuple[Related, ...] = ()

    def records(self) -> Iterator[Record[Project]]:
        """All of them, in this order."""
        yield from self.builds_on
        yield from self.built_on_by
        yield from (pair.right for pair in self.strangers)
        yield from (near.record for near in self.related)


def relatives(library: Library, record: Record[Project]) -> Relatives:
    """Those of ``record``, which only the whole library can tell."""
    return Relatives(
        builds_on(library, record),
        models(library, record),
        built_on_by(library, record),
        strangers_of(library, record),
        related(library, record),
    )
