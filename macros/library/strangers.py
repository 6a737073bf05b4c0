"""Projects that resemble each other and may not know of each other: on the portfolio, and on both projects' own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.library.related import Related, related, telling
from macros.words.vocabulary import UNKNOWN

TOO_MANY = 2000
"""With more projects than this nobody reads a list of pairs, and finding them takes minutes."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two projects that resemble each other, with the facets they share, most telling first."""

    left: Record[Project]
    right: Record[Project]
    reasons: tuple[str, ...]
    model: str = ""


@lru_cache(maxsize=2)  # asked by the page and by its file, and slow with many projects
def strangers(library: Library) -> tuple[Pair, ...]:
    """Projects much alike in different regions, with nothing that says that they know of each other.

    Alike: each is among the other's three most alike (``related``), and they share a patient group of the
    national plan or a model they build on. Left out: pairs that share a region,
    a programme, an owner or a partner, and projects that build on each other.
    """
    if len(library.innomed_projects) > TOO_MANY:
        return ()
    nearest = {r.slug: {n.record.slug: n for n in related(library, r)} for r in library.innomed_projects}
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
    facet = library.facet("pasientgruppe")
    return {key for key in project.patient_groups if telling(library, facet, key)}


def _may_know(one: Project, other: Project) -> bool:
    """Whether the two have a region, a programme or an organisation in common, or an unknown region."""
    if UNKNOWN in (*one.region, *other.region) or set(one.region) & set(other.region):
        return True
    involved = {*one.owner, *one.partners} & {*other.owner, *other.partners}
    return bool(set(one.program) & set(other.program) or involved - {UNKNOWN})


def strangers_of(library: Library, record: Record[Project]) -> tuple[Pair, ...]:
    """The pairs that this project is one of, with it as ``left``."""
    return _by_slug(library).get(record.slug, ())


@lru_cache(maxsize=2)
def _by_slug(library: Library) -> Mapping[str, tuple[Pair, ...]]:
    found: dict[str, list[Pair]] = {}
    for pair in strangers(library):
        found.setdefault(pair.left.slug, []).append(pair)
        found.setdefault(pair.right.slug, []).append(Pair(pair.right, pair.left, pair.reasons, pair.model))
    return {slug: tuple(pairs) for slug, pairs in found.items()}
