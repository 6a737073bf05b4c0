"""``/kommuner/``: every municipality, to look up by any of its names, and to choose by size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from macros.addresses import facet_url, place_url
from macros.html.page.indexes import Page
from macros.html.render import render, script_json
from macros.library.library import Library
from macros.library.places import COMMUNITY, KOMMUNE, SIZES, current, names, outside, size_class, sources
from macros.library.places import municipalities as table
from macros.text.norwegian import long_date, number, sort_key
from macros.words.labels import Labels, labels
from macros.words.vocabulary import Value

SCRIPT_WORDS = ("one", "many", "begins", "none", "former", "district", "count.one", "count.other", "all")
LEAST = 6
"""The class of the least central municipalities; 1 is the most central (Statistics Norway)."""


@dataclass(frozen=True, slots=True)
class Row:
    """A municipality in the list. ``also``: its other official names. ``chosen``: the places of its values among the
    options of the form's four lists, 0 where a value is not known."""

    name: str
    url: str
    also: str
    other: str
    """Names it is looked up by besides: number, former names with «~» in front, districts with «+»."""
    chosen: str
    count: int


def places_page(library: Library) -> Page:
    """``/kommuner/``."""
    t = labels()
    values = current(library)
    ends = {1: t("places.centrality.1"), LEAST: t("places.centrality.6")}
    choices = (
        ("storrelse", [(str(n), text) for n, text in enumerate(size_names(t))]),
        ("sentralitet", [(str(n), ends.get(n, str(n))) for n in range(1, LEAST + 1)]),
        ("helsefellesskap", _values(library, "health_communities", (v.extra["helsefellesskap"] for v in values))),
        ("region", _values(library, "regions", (v.extra["region"] for v in values))),
    )
    options = [[key for key, _ in found] for _, found in choices]
    rows = sorted(((v.extra["county_name"], _row(library, v, options)) for v in values), key=lambda r: sort_key(r[0]))
    counties = [(name, [row for _, row in found]) for name, found in groupby(rows, key=lambda r: r[0])]
    extra = table(library).extra
    html = render(
        "places.html",
        counties=counties,
        choices=choices,
        total=len(rows),
        used=sum(row.count > 0 for _, row in rows),
        outside=[(place, *sources(library, [place.source])) for place in outside(library)],
        words=script_words(t),
        sources=[(s, long_date(s.read)) for s in extra.get("sources", {}).values()],
        by_project=facet_url(KOMMUNE),
        communities=facet_url(COMMUNITY),
    )
    return Page(t("places.title"), t("places.description"), html)


def size_names(t: Labels) -> list[str]:
    """The size classes in words, the smallest first."""
    limits = [number(limit) for limit in SIZES]
    between = [
        t("places.size.between", low=low, high=number(high - 1)) for low, high in zip(limits, SIZES[1:], strict=False)
    ]
    return [t("places.size.under", high=limits[0]), *between, t("places.size.over", low=limits[-1])]


def script_words(t: Labels) -> Any:
    """What the look-up says, templates with {names}."""
    return script_json({key: t.entries[f"places.say.{key}"]["text"] for key in SCRIPT_WORDS})


def search_rows(library: Library) -> list[list[str]]:
    """Every municipality as the search knows it: ``[key, name, county, other official names, former, districts]``,
    several names of one kind with «|» between."""
    rows = []
    for value in current(library):
        kinds: dict[str, list[str]] = {"name": [], "former": [], "district": []}
        for name, kind in names(value):
            kinds[kind].append(name)
        own = str(value.extra["name"])
        lists = ([n for n in kinds["name"] if n != own], kinds["former"], kinds["district"])
        rows.append([value.key, own, str(value.extra["county_name"]), *("|".join(found) for found in lists)])
    return rows


def _row(library: Library, value: Value, options: list[list[str]]) -> Row:
    extra, own = value.extra, str(value.extra["name"])
    marks = {"name": "", "former": "~", "district": "+"}
    other = [f"{marks[kind]}{name}" for name, kind in names(value) if name != own]
    mine = (size_class(value), extra["centrality"], extra["helsefellesskap"], extra["region"])
    chosen = [found.index(str(v)) + 1 if str(v) in found else 0 for v, found in zip(mine, options, strict=True)]
    return Row(
        own,
        place_url(value.key),
        " – ".join(n for n in extra["names"] if n != own),
        "|".join([str(extra["number"]), *other]),
        " ".join(map(str, chosen)),
        library.count(library.facet(KOMMUNE), value.key),
    )


def _values(library: Library, vocabulary: str, used: Iterable[str]) -> list[tuple[str, str]]:
    """The values that some municipality has, in the order of their list."""
    found = set(used)
    return [(v.key, v.name()) for v in library.vocabularies[vocabulary] if v.key in found]
