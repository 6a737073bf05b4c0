"""Questions about municipalities: which projects concern one, who is around it, and who is of its size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from macros.content.model import Project
from macros.content.model.data.place import Outside, PlaceSource
from macros.content.records import Record
from macros.library.library import Library
from macros.text.norwegian import sort_key
from macros.words.vocabulary import UNKNOWN, Value, Vocabulary

KOMMUNE, COMMUNITY, REGION = "kommune", "helsefellesskap", "region"
"""The three facets that say where a project was, from the smallest."""
SIZES = (2_000, 5_000, 10_000, 20_000, 50_000, 100_000)
"""Upper limits (not included) of the size classes by population; above the last is one more."""

Projects = tuple[Record[Project], ...]


@dataclass(frozen=True, slots=True)
class Around:
    """The projects that concern a municipality, nearest first. No project is in two of them.

    ``named``: names the municipality. ``community``: covers its helsefellesskap. ``near``: names a neighbour. ``region``:
    says only its region.
    """

    named: Projects
    community: Projects
    near: Projects
    region: Projects


def municipalities(library: Library) -> Vocabulary:
    """Every municipality, those that are no more included."""
    return library.vocabularies["municipalities"]


@lru_cache(maxsize=2)  # every municipality's page asks
def current(library: Library) -> tuple[Value, ...]:
    """The municipalities of today, by name in Norwegian order."""
    return tuple(sorted((v for v in municipalities(library) if not v.valid_to), key=lambda v: sort_key(v.name())))


def outside(library: Library) -> tuple[Outside, ...]:
    """Places that people look for and that are no municipality."""
    return tuple(municipalities(library).extra.get("outside", ()))


def sources(library: Library, ids: Iterable[str]) -> tuple[PlaceSource, ...]:
    """The sources with these short names, in that order."""
    known: dict[str, PlaceSource] = municipalities(library).extra.get("sources", {})
    return tuple(known[i] for i in ids if i in known)


def around(library: Library, place: Value) -> Around:
    """The projects that concern ``place``: the table decides its helsefellesskap and region, never the county."""
    return _around(library, place.key)


@lru_cache(maxsize=1_024)  # every page is asked for by what it shows, and then those that are new are made
def _around(library: Library, key: str) -> Around:
    place = municipalities(library)[key]
    named = library.select({KOMMUNE: [place.key]})
    community, region = str(place.extra["helsefellesskap"]), str(place.extra["region"])
    wide = () if community == UNKNOWN else library.select({COMMUNITY: [community]})
    seen = {r.slug for r in named}
    covering = tuple(r for r in wide if r.slug not in seen)
    seen |= {r.slug for r in covering}
    beside = [neighbour.key for neighbour in neighbours(library, place)]
    near = tuple(r for r in library.select({KOMMUNE: beside}) if r.slug not in seen) if beside else ()
    return Around(named, covering, near, _regional(library, region))


@lru_cache(maxsize=8)
def _regional(library: Library, region: str) -> Projects:
    """The projects that say their region and no smaller place."""
    found = library.select({REGION: [region]})
    return tuple(r for r in found if not (r.data.health_community or r.data.municipalities))


@lru_cache(maxsize=64)
def members(library: Library, community: str) -> tuple[Value, ...]:
    """The municipalities of a helsefellesskap."""
    return tuple(v for v in current(library) if v.extra["helsefellesskap"] == community)


def neighbours(library: Library, place: Value) -> tuple[Value, ...]:
    """The municipalities that ``place`` has a border with on land."""
    found = municipalities(library)
    return tuple(sorted((found[k] for k in place.extra["neighbours"] if k in found), key=lambda v: sort_key(v.name())))


def size_class(place: Value) -> int | None:
    """The place of the municipality's size in ``SIZES``, 0 the smallest; None when its population is not known."""
    population = place.extra["population"]
    return None if population is None else sum(population >= limit for limit in SIZES)


def of_size(library: Library, place: Value) -> tuple[Value, ...]:
    """The other municipalities of the same size and centrality that projects name, nearest in population first."""
    population, wanted = place.extra["population"], (size_class(place), place.extra["centrality"])
    if None in wanted:
        return ()
    found = (v for v in _named_by_size(library).get(wanted, ()) if v.key != place.key)
    return tuple(sorted(found, key=lambda v: abs(v.extra["population"] - population)))


@lru_cache(maxsize=2)
def _named_by_size(library: Library) -> dict[tuple[int | None, Any], list[Value]]:
    """The municipalities that projects name, by size and centrality."""
    found: dict[tuple[int | None, Any], list[Value]] = {}
    for value in current(library):
        if value.key in library.counts[KOMMUNE]:
            found.setdefault((size_class(value), value.extra["centrality"]), []).append(value)
    return found


def names(place: Value) -> Iterator[tuple[str, str]]:
    """Everything that ``place`` is looked for by, with what kind of name it is: ``name``, ``former``, ``district``."""
    extra: Any = place.extra
    for name in dict.fromkeys((extra["name"], *extra["names"])):
        yield name, "name"
    for name in extra["former"]:
        yield name, "former"
    for name in extra["districts"]:
        yield name, "district"
