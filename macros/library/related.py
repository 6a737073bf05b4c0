"""Projects that resemble a project, with the reason said; and what builds on what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest

from macros.content.kept.slots import Slots
from macros.content.kept.source import digest
from macros.content.model import Project
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.library.library import Library
from macros.library.wording import alike, shared_words, telling_words
from macros.words.vocabulary import UNKNOWN, fold

NEIGHBOURS = 3
"""As many are shown, and two projects resemble each other when each is among so many most alike of the other."""
MODEL_WEIGHT = 5.0
TEXT_WEIGHT = 8.0
"""For texts that are wholly alike; two write-ups of the same matter reach a quarter of it."""
MINIMUM = 2.0
"""Under this nothing is shown: a patient group and a theme that many have are no likeness a reader believes."""
ABOUT = 1.5
"""Facets of this weight or more tell what a project is about. Phase, benefits, region and barriers alone are no likeness."""
ABOUT_MINIMUM = 1.5
"""So much of the likeness must come from what the projects are about, from their texts or from a shared model."""
NOTHING = 0.8
"""A value that four of five share says nothing."""
COMMON = 500
"""A value that more records than this have says too little to be worth comparing by; keeps 10 000 projects fast."""


@dataclass(frozen=True, slots=True)
class Related:
    """A record and why it is shown: facet slugs in falling weight, the name of a shared model, words both texts use."""

    record: Record[Project]
    reasons: tuple[str, ...]
    model: str = ""
    words: tuple[str, ...] = ()


def related(library: Library, record: Record[Project], limit: int = NEIGHBOURS) -> tuple[Related, ...]:
    """The records most like ``record``: shared values and words weighted by how rare they are; ties by title."""
    known = library.nearest.get(record.slug) if limit == NEIGHBOURS else None
    return _most_alike(library, record, limit) if known is None else known


def remember(library: Library, kept: Slots) -> None:
    """Finds what resembles each project as it was before in ``kept``: nothing is another, when none of the values that
    likeness asks of is.

    The weight of a word changes with how many use it, so an edited text can change the weights of others. Whoever has the
    same words with the same weights as before, and none of the words of those that have not, resembles the same.
    """
    if not kept.keeps:
        return
    words = {record.slug: told for record, told in zip(library.projects, telling_words(library), strict=True)}
    values = digest(repr(_compared(library)))
    content = kept.get("likeness", lambda: _as_json(words, {s: _plain(library, s) for s in words}), values)
    before, found = json.loads(content)
    changed = {slug for slug in words if [list(pair) for pair in words[slug]] != before[slug]}
    if changed:
        theirs = {word for slug in changed for word, _ in (*before[slug], *words[slug])}
        again = changed | {slug for slug in words if any(word in theirs for word, _ in words[slug])}
        found |= {slug: _plain(library, slug) for slug in again}
        kept.put("likeness", _as_json(words, found), values)
    library.nearest.update(
        {
            slug: tuple(Related(library.by_slug[s], tuple(why), model, tuple(told)) for s, why, model, told in near)
            for slug, near in found.items()
        }
    )


def _compared(library: Library) -> tuple[object, ...]:
    """All that likeness is told by, but the words of the texts."""
    facets = [
        (f.slug, f.weight, [(v, telling(library, f, v), at) for v, at in library.postings[f.slug].items()])
        for f in library.facets
        if f.weight
    ]
    named = [(r.slug, r.data.title, r.data.aliases, r.data.builds_on) for r in library.projects]
    return *facets, *named


def _as_json(*told: object) -> bytes:
    return json.dumps(told).encode()


def _plain(library: Library, slug: str) -> list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]:
    near = _most_alike(library, library.by_slug[slug], NEIGHBOURS)
    return [(r.record.slug, r.reasons, r.model, r.words) for r in near]


@lru_cache(maxsize=4_096)  # a project's page asks, and the portfolio
def _most_alike(library: Library, record: Record[Project], limit: int) -> tuple[Related, ...]:
    weighty = sorted((facet for facet in library.facets if facet.weight), key=lambda facet: -facet.weight)
    shared = {facet.slug: _sharing(library, facet, record.data) for facet in weighty}
    models = _same_model(library, {fold(text): text for text in record.data.builds_on})
    own = _places(library)[record.slug]
    about = dict.fromkeys(models, MODEL_WEIGHT)
    texts = {place: TEXT_WEIGHT * likeness for place, likeness in alike(library, own).items()}
    for others in (texts, *(shared[facet.slug] for facet in weighty if facet.weight >= ABOUT)):
        both = {place: about[place] + others[place] for place in about.keys() & others.keys()}
        about = {**about, **others, **both}
    # The whole cost of likeness: a step for each value that tells what both are about, and one for each other facet.
    scores = {place: weight for place, weight in about.items() if weight >= ABOUT_MINIMUM}
    for others in (shared[facet.slug] for facet in weighty if facet.weight < ABOUT):
        for place in scores.keys() & others.keys():
            scores[place] += others[place]
    left_out = {
        record.slug,
        *(r.slug for r in builds_on(library, record)),
        *(r.slug for r in built_on_by(library, record)),
    }
    # Rounded, so that the order of addition decides nothing: what is equal by the rules is a tie.
    least = min(nlargest(limit + len(left_out), scores.values()), default=0.0)
    rounded = ((-round(score, 9), place) for place, score in scores.items() if score > least - 1e-6)
    ranked = sorted(pair for pair in rounded if -pair[0] >= MINIMUM)
    near = [place for _, place in ranked if library.projects[place].slug not in left_out]
    return tuple(_told(library, own, place, shared, models.get(place, "")) for place in near[:limit])


def _told(library: Library, own: int, place: int, shared: Mapping[str, Mapping[int, float]], model: str) -> Related:
    if model in library.by_slug:  # both build on a project here, which readers know by its title
        model = library.by_slug[model].data.title
    facets = sorted((slug for slug in shared if place in shared[slug]), key=lambda slug: -shared[slug][place])
    return Related(library.projects[place], tuple(facets[:3]), model, shared_words(library, own, place))


def _sharing(library: Library, facet: Facet, project: Project) -> Mapping[int, float]:
    """Places of the records that share a known value of this facet -> the weight of the rarest one they share."""
    weights = _weights(library, facet.slug)
    values = [weights[value] for value in facet.values(project) if value in weights]
    if len(values) == 1:
        return values[0]
    # Rare values last, so that they overwrite: 1 for a value few have, down to 0 for one that four of five have.
    found: dict[int, float] = {}
    for having in sorted(values, key=len, reverse=True):
        found |= having
    return found


@lru_cache(maxsize=64)  # every record asks
def _weights(library: Library, slug: str) -> Mapping[str, Mapping[int, float]]:
    """The values of a facet that tell something -> places of the records that have it -> how much it tells that another has it."""
    count, facet = len(library.projects), library.facet(slug)
    return {
        value: dict.fromkeys(having, facet.weight * (1.0 - len(having) / count / NOTHING))
        for value, having in library.postings[slug].items()
        if len(having) < min(COMMON, NOTHING * count) and telling(library, facet, value)
    }


def telling(library: Library, facet: Facet, key: str) -> bool:
    """Whether a value names something: «ukjent», «other groups» and «everybody» say nothing of likeness."""
    words = library.words(facet)
    return key != UNKNOWN and (key not in words or str(words[key].extra.get("in_plan", "true")).lower() == "true")


def _same_model(library: Library, models_of: dict[str, str]) -> dict[int, str]:
    """Places of the records that build on the same model -> the model's name as ``record`` writes it."""
    if not models_of:
        return {}
    found: dict[int, tuple[int, str]] = {}
    for key, model in models_of.items():
        for place, nth in _users(library).folded.get(key, ()):
            # One that shares several models is told by the last it names itself.
            if place not in found or nth > found[place][0]:
                found[place] = (nth, model)
    return {place: found[place][1] for place in sorted(found)}


def builds_on(library: Library, record: Record[Project]) -> tuple[Record[Project], ...]:
    """Projects here whose model or experience this one reuses."""
    return tuple(library.by_slug[s] for s in record.data.builds_on if s in library.by_slug)


def models(library: Library, record: Record[Project]) -> tuple[str, ...]:
    """Models this one reuses that are not projects here."""
    return tuple(t for t in record.data.builds_on if t not in library.by_slug and t not in library.drafts)


def built_on_by(library: Library, record: Record[Project]) -> tuple[Record[Project], ...]:
    """Projects here that reuse this one's model or experience."""
    return tuple(library.projects[place] for place in _users(library).named.get(record.slug, ()))


@dataclass(frozen=True, slots=True)
class _Users:
    """Who names what in ``builds_on``, as places in ``library.projects`` in their order.

    ``named``: by the text as it stands. ``folded``: by the folded text, each with its number in the record's own list.
    """

    named: Mapping[str, tuple[int, ...]]
    folded: Mapping[str, tuple[tuple[int, int], ...]]


@lru_cache(maxsize=2)  # made once per library, which every page of it asks
def _places(library: Library) -> Mapping[str, int]:
    return {record.slug: place for place, record in enumerate(library.projects)}


@lru_cache(maxsize=2)
def _users(library: Library) -> _Users:
    named: dict[str, list[int]] = {}
    folded: dict[str, list[tuple[int, int]]] = {}
    for place, record in enumerate(library.projects):
        for text in dict.fromkeys(record.data.builds_on):
            named.setdefault(text, []).append(place)
        for nth, text in enumerate(record.data.builds_on):
            folded.setdefault(fold(text), []).append((place, nth))
    return _Users({k: tuple(v) for k, v in named.items()}, {k: tuple(v) for k, v in folded.items()})
