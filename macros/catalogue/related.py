"""Projects that resemble a project, with the reason said; and what builds on what."""

from __future__ import annotations

from dataclasses import dataclass

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.model import Project
from macros.vocabulary import UNKNOWN, fold

# How much a shared value says about likeness. Rare values say more: see _rarity. Region says little about content.
WEIGHTS = {
    "pasientgruppe": 3.0,
    "tema": 1.5,
    "leveranse": 1.0,
    "gevinst": 1.0,
    "fase": 1.0,
    "barriere": 1.0,
    "region": 0.5,
}
MODEL_WEIGHT = 5.0
MINIMUM = 1.5


@dataclass(frozen=True, slots=True)
class Related:
    """A record and why it is shown: facet slugs in falling weight, plus the name of a shared model."""

    record: Record[Project]
    reasons: tuple[str, ...]
    model: str = ""


def related(library: Library, record: Record[Project], limit: int = 3) -> tuple[Related, ...]:
    """The records most like ``record``: shared values weighted by how rare they are; ties by title."""
    scored = []
    linked = {r.slug for r in builds_on(library, record)} | {r.slug for r in built_on_by(library, record)}
    for other in library.projects:
        if other.slug == record.slug or other.slug in linked:
            continue
        shared = _shared(library, record.data, other.data)
        model = _same_model(record.data, other.data)
        score = sum(shared.values()) + (MODEL_WEIGHT if model else 0)
        if score >= MINIMUM:
            reasons = tuple(sorted(shared, key=lambda slug: -shared[slug]))[:3]
            scored.append((-score, other.data.title, Related(other, reasons, model)))
    return tuple(item for _, _, item in sorted(scored, key=lambda s: s[:2])[:limit])


def builds_on(library: Library, record: Record[Project]) -> tuple[Record[Project], ...]:
    """Projects here whose model or experience this one reuses."""
    return tuple(library.by_slug[s] for s in record.data.builds_on if s in library.by_slug)


def models(library: Library, record: Record[Project]) -> tuple[str, ...]:
    """Models this one reuses that are not projects here."""
    return tuple(text for text in record.data.builds_on if text not in library.by_slug)


def built_on_by(library: Library, record: Record[Project]) -> tuple[Record[Project], ...]:
    """Projects here that reuse this one's model or experience."""
    return tuple(other for other in library.projects if record.slug in other.data.builds_on)


def _shared(library: Library, one: Project, other: Project) -> dict[str, float]:
    """Facet slug -> weight, for each facet in which the two share a known value."""
    result = {}
    for slug, weight in WEIGHTS.items():
        values = library.facet(slug).values
        common = (set(values(one)) & set(values(other))) - {UNKNOWN}
        if common:
            result[slug] = weight * max(_rarity(library, slug, key) for key in common)
    return result


def _rarity(library: Library, slug: str, key: str) -> float:
    """1 for a value few have, down to 0.3 for one that everybody has."""
    share = library.count(library.facet(slug), key) / max(len(library.projects), 1)
    return 1.0 - 0.7 * share


def _same_model(one: Project, other: Project) -> str:
    theirs = {fold(text) for text in other.builds_on}
    return next((text for text in one.builds_on if fold(text) in theirs), "")
