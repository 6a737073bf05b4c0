"""Across the years: who builds on whose model, and who might not know of each other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.library.related import Related, related
from macros.words.vocabulary import UNKNOWN, fold

NEIGHBOURS = 3
"""Two projects resemble each other when each is among this many most alike of the other."""
TOO_MANY = 2000
"""With more projects than this nobody reads a list of pairs, and finding them takes minutes."""


@dataclass(frozen=True, slots=True)
class Reused:
    """A model or a project that others build on. ``slug`` is empty when it is no project here."""

    name: str
    slug: str
    users: tuple[Record[Project], ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two projects that resemble each other, with the facets they share, most telling first."""

    left: Record[Project]
    right: Record[Project]
    reasons: tuple[str, ...]
    model: str = ""


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


@lru_cache(maxsize=2)  # asked by the page and by its file, and slow with many projects
def strangers(library: Library) -> tuple[Pair, ...]:
    """Projects much alike in different regions, with nothing that says that they know of each other.

    Alike: each is among the other's three most alike (``catalogue.related``), and they share a patient group of the
    national plan or a model they build on. Left out: pairs that share a region,
    a programme, an owner or a partner, and projects that build on each other.
    """
    if len(library.innomed_projects) > TOO_MANY:
        return ()
    nearest = {r.slug: {n.record.slug: n for n in related(library, r, NEIGHBOURS)} for r in library.innomed_projects}
    pairs = []
    for record in library.innomed_projects:
        for slug, near in nearest[record.slug].items():
            other = near.record
            mutual = record.slug in nearest.get(slug, {})
            alike = near.model or _plan_groups(library, record.data) & _plan_groups(library, other.data)
            if mutual and alike and record.slug < slug and not _may_know(record.data, other.data):
                pairs.append(_pair(record, near))
    return tuple(sorted(pairs, key=lambda p: (not p.model, -len(p.reasons))))


def _pair(record: Record[Project], near: Related) -> Pair:
    return Pair(record, near.record, near.reasons, near.model)


def _plan_groups(library: Library, project: Project) -> set[str]:
    """«Other groups» and «everybody» say nothing of likeness: only groups of the plan do."""
    words = library.vocabularies["patient_groups"]
    return {k for k in project.patient_groups if str(words[k].extra.get("in_plan", "true")).lower() == "true"}


def _may_know(one: Project, other: Project) -> bool:
    """Whether the two have a region, a programme or an organisation in common, or an unknown region."""
    if UNKNOWN in (*one.region, *other.region) or set(one.region) & set(other.region):
        return True
    involved = {*one.owner, *one.partners} & {*other.owner, *other.partners}
    return bool(set(one.program) & set(other.program) or involved - {UNKNOWN})
