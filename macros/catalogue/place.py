"""The page of a municipality: what is known of it, the projects that concern it, and who is around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from macros.addresses import CALLS, CATALOGUE, CONTRIBUTE, PLACES, facet_url
from macros.catalogue.places import size_names
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import Link, place_links, project_link
from macros.html.page.indexes import Page
from macros.html.record.card import cards
from macros.html.render import render
from macros.library.library import Library
from macros.library.places import (
    COMMUNITY,
    KOMMUNE,
    REGION,
    Around,
    Projects,
    around,
    members,
    neighbours,
    of_size,
    size_class,
    sources,
)
from macros.text.norwegian import join, long_date, loose_date, number
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN, Value

NEIGHBOURS = "naboer"
CARDS, LISTED, LIKE = 4, 12, 6
"""Most cards, most titles in a list before the catalogue takes over, and most municipalities of the same size."""


@dataclass(frozen=True, slots=True)
class Group:
    """The projects that concern the municipality in one way. ``links``: the first of them. ``every``: the way to all, when
    there are more. ``places``: the municipalities that the group is about, where the reader may go on."""

    id: str
    heading: str
    lead: str
    count: int
    links: tuple[Link, ...]
    every: str
    places: tuple[Link, ...] = ()


def place_page(library: Library, place: Value) -> Page:
    """``/kommuner/<key>/``: whether anybody there or near there has tried something, then what is known of the place."""
    t, extra, found = labels(), place.extra, around(library, place)
    name, community, region = str(extra["name"]), str(extra["helsefellesskap"]), str(extra["region"])
    known = community != UNKNOWN
    there = library.name("health_communities", community) if known else ""
    names: dict[str, Any] = {"community": there, "region": library.name("regions", region)}
    groups = tuple(_groups(library, place, found, names, t))
    html = render(
        "place.html",
        name=place.name(),
        short=name,
        county=extra["county_name"],
        also=" – ".join(extra["names"]) if len(extra["names"]) > 1 else "",
        former=join(extra["former"]),
        districts=join(extra["districts"]),
        facts=_facts(library, place, t),
        notes=_notes(library, place, t),
        cards=cards(library, found.named[:CARDS], level=3) if found.named else "",
        named=tuple(map(project_link, found.named[CARDS : CARDS + LISTED])),
        every=_every(KOMMUNE, [place.key], len(found.named) - CARDS),
        nearest=next(
            (Link(t(f"place.nearest.{g.id}", count=g.count, **names), f"#{g.id}") for g in groups if g.count), None
        ),
        groups=groups,
        community=there,
        like=place_links(library, of_size(library, place)[:LIKE]),
        size=f"{PLACES}?{urlencode({'storrelse': size_class(place), 'sentralitet': extra['centrality']})}"
        if size_class(place) is not None and extra["centrality"]
        else "",
        group_of_size=_group(place, t),
        members=place_links(library, (v for v in members(library, community) if v.key != place.key)) if known else (),
        calls=CALLS if any(page.url == CALLS for page in library.editorial) else "",
        contribute=CONTRIBUTE,
    )  # fmt: skip
    about = t("place.description", name=name, community=there) if known else t("place.description.alone", name=name)
    return Page(t("place.page", name=place.name()), about, html)


def _group(place: Value, t: Labels) -> str:
    """Which size class the municipality is in, in words; empty when that is not known."""
    size, centrality = size_class(place), place.extra["centrality"]
    return "" if size is None or not centrality else t("place.group", size=size_names(t)[size], value=centrality)


def _facts(library: Library, place: Value, t: Labels) -> list[tuple[str, Link]]:
    """What the table says: label and value, each with its page where it has one."""
    extra = place.extra
    community, region = str(extra["helsefellesskap"]), str(extra["region"])
    known = community != UNKNOWN
    rows = [
        (t("facet.helsefellesskap"),
         Link(library.name("health_communities", community), facet_url(COMMUNITY, community) if known else "")),
        (t("facet.region"), Link(library.name("regions", region), facet_url(REGION, region))),
    ]  # fmt: skip
    if extra["population"] is not None:
        day = loose_date(str(extra["as_of"]))
        rows.append(
            (t("place.population"), Link(t("place.population.text", people=number(extra["population"]), day=day)))
        )
    if extra["centrality"]:
        rows.append((t("place.centrality"), Link(t("place.centrality.text", value=extra["centrality"]))))
    rows.append((t("place.number"), Link(str(extra["number"]))))
    return rows


def _notes(library: Library, place: Value, t: Labels) -> list[str]:
    """How sure the table is: what the helsefellesskap was checked against, and what is not checked at all."""
    extra, notes = place.extra, []
    checked = [s for s in sources(library, extra["sources"]) if "helsefellesskap" in s.confirms]
    if extra["helsefellesskap"] != UNKNOWN:
        notes.append(
            t("place.checked", sources=join(t("place.source", title=s.title, day=long_date(s.read)) for s in checked))
            if checked
            else t("place.unchecked")
        )
    doubtful = [t(f"place.field.{field}") for field in place.unverified.split(", ") if field]
    if doubtful:
        notes.append(t("place.unverified", what=join(doubtful)))
    return notes


def _groups(library: Library, place: Value, found: Around, names: dict[str, Any], t: Labels) -> Iterator[Group]:
    """Those around the municipality, the nearest first; of what nobody has read there is no group."""
    community, region = str(place.extra["helsefellesskap"]), str(place.extra["region"])
    beside = neighbours(library, place)
    asked: tuple[tuple[str, str, list[str], Projects], ...] = (
        (COMMUNITY, COMMUNITY, [community] if community != UNKNOWN else [], found.community),
        (NEIGHBOURS, KOMMUNE, [neighbour.key for neighbour in beside], found.near),
        (REGION, REGION, [region] if found.region else [], found.region),
    )
    for name, facet, keys, records in asked:
        if keys:
            near = name == NEIGHBOURS
            links = (_naming(library, r, keys, t) if near else project_link(r) for r in records[:LISTED])
            told = "lead" if records else "above" if near and library.select({KOMMUNE: keys}) else "none"
            lead = t(f"place.{name}.{told}", **names)
            every = _every(facet, keys, len(records))
            places = place_links(library, beside) if near else ()
            yield Group(name, t(f"place.{name}", **names), lead, len(records), tuple(links), every, places)


def _naming(library: Library, record: Record[Project], keys: Sequence[str], t: Labels) -> Link:
    """A project, and which of these municipalities it names."""
    named = (library.name("municipalities", key) for key in record.data.municipalities if key in keys)
    return replace(project_link(record), description=t("place.naboer.names", names=join(named)))


def _every(facet: str, keys: Sequence[str], more: int) -> str:
    """The address of all of them in the catalogue when ``more`` are too many to list."""
    return f"{CATALOGUE}?{urlencode({facet: keys}, doseq=True)}" if more > LISTED else ""
