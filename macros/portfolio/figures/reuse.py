"""Across the years: who builds on whose model."""

from __future__ import annotations

from dataclasses import dataclass

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.words.vocabulary import fold


@dataclass(frozen=True, slots=True)
class Reused:
    """A model or a project that others build on. ``slug`` is empty when it is no project here."""

    name: str
    slug: str
    users: tuple[Record[Project], ...]


def reuse(library: Library) -> tuple[Reused, ...]:
    """What InnoMed's projects name in ``builds_on``: most used first, then in the catalogue's order."""
    names: dict[str, str] = {}
    users: dict[str, list[Record[Project]]] = {}
    for record in library.innomed_projects:
        for text in record.data.builds_on:
            if text in library.drafts:
                continue
            names.setdefault(fold(text), text)
            users.setdefault(fold(text), []).append(record)
    found = []
    for key, text in names.items():
        known = library.by_slug.get(text)
        found.append(Reused(known.data.title if known else text, text if known else "", tuple(users[key])))
    return tuple(sorted(found, key=lambda s: -len(s.users)))
