"""The pages that lead to projects: the catalogue, every facet, every value, A–Å. They work without JavaScript."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import nlargest
from itertools import groupby

from markupsafe import Markup

from macros.addresses import CATALOGUE, FOLLOW, PLACES, facet_url, follow_url, project_url
from macros.content.model import Project
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.html.links import Link, foreign, place_links, project_link
from macros.html.record.card import cards
from macros.html.render import render
from macros.library.library import Library
from macros.library.places import COMMUNITY, KOMMUNE, members
from macros.text.norwegian import initial, sort_key
from macros.words.labels import DEFAULT_LANGUAGE, labels
from macros.words.vocabulary import UNKNOWN, Value

CARDS = 100
"""More than this on one value's page are listed by title, as many as the catalogue has as cards, which it leads to: a page of
a thousand cards helps nobody."""

SIBLINGS = 24
"""More than these other values under one value's page are too many to read: there were as many lists of all the owners as
there are owners."""


@dataclass(frozen=True, slots=True)
class Page:
    """A composed page: what the site plan needs to place it."""

    title: str
    description: str
    html: Markup


def ways(library: Library, language: str = DEFAULT_LANGUAGE) -> tuple[Link, ...]:
    """Every facet with the number of its values that are in use."""
    t = labels(language)
    found = []
    for facet in library.facets:
        used = sum(library.count(facet, key) > 0 for key in library.keys(facet))
        if used:
            url = PLACES if facet.slug == KOMMUNE else facet_url(facet.slug)
            found.append(Link(t(f"facet.{facet.slug}"), url, used))
    return tuple(found)


def value_links(library: Library, facet: Facet, language: str = DEFAULT_LANGUAGE) -> tuple[Link, ...]:
    """Every value of a facet with its count."""
    t = labels(language)
    words = library.words(facet)
    links = []
    for key in library.keys(facet):
        description = t("facet.unknown.explained") if key == UNKNOWN else words[key].about(t.language)
        name = library.name(facet.vocabulary, key, t.language)
        links.append(Link(name, facet_url(facet.slug, key), library.count(facet, key), description))
    return tuple(sorted(links, key=lambda link: sort_key(link.text))) if not facet.closed else tuple(links)


def facet_page(library: Library, facet: Facet) -> Page:
    """The page of a facet: each value that has projects, and the other ways to browse."""
    t = labels()
    name = t(f"facet.{facet.slug}")
    html = render(
        "facet.html", name=name, intro=t(f"facet.intro.{facet.slug}"), values=value_links(library, facet),
        ways=tuple(w for w in ways(library) if w.url != facet_url(facet.slug)),
    )  # fmt: skip
    return Page(name, t("facet.description", facet=name.lower()), html)


def value_page(library: Library, facet: Facet, key: str) -> Page:
    """The page of one value of a facet: what the word means, and the projects that have it."""
    t = labels()
    name, word = t(f"facet.{facet.slug}"), library.name(facet.vocabulary, key)
    value = None if key == UNKNOWN else library.words(facet)[key]
    records = library.select({facet.slug: [key]})
    html = render(
        "facet_value.html",
        name=name,
        word=word,
        facet_url=facet_url(facet.slug),
        description=_description(value),
        note=value.note.get("nb", "") if value else "",
        unverified=value.unverified if value else "",
        page=str(value.extra.get("page", "")) if value else "",
        total=len(records),
        places=place_links(library, members(library, key)) if facet.slug == COMMUNITY else (),
        cards=cards(library, records, level=2) if len(records) <= CARDS else "",
        titles=[] if len(records) <= CARDS else [project_link(r) for r in records],
        catalogue=f"{CATALOGUE}?{facet.slug}={key}",
        follow=follow_url(facet.slug, key) if followed(library, facet, key) else FOLLOW,
        siblings=_siblings(library, facet, key),
    )
    title = t("facet.value.of", facet=name, value=word)
    return Page(title, t("facet.value.description", facet=name.lower(), value=word), html)


def _siblings(library: Library, facet: Facet, key: str) -> tuple[Link, ...]:
    """The other values of a facet; of many, those that most projects have, and where all stand."""
    links = value_links(library, facet)
    others = [link for link in links if link.url != facet_url(facet.slug, key)]
    if len(others) <= SIBLINGS:
        return tuple(others)
    most = set(nlargest(SIBLINGS, others, key=lambda link: link.count or 0))
    everything = Link(labels()("facet.all", count=len(links)), facet_url(facet.slug))
    return (*(link for link in others if link in most), everything)


def followed(library: Library, facet: Facet, key: str) -> bool:
    """Whether the value has a page that tells what is new of it."""
    return facet.followed and key != UNKNOWN and library.count(facet, key) > 0


def _description(value: Value | None) -> str:
    return value.about() if value else labels()("facet.unknown.explained")


_ANCHORS = {"Æ": "ae", "Ø": "oe", "Å": "aa", "0–9": "tall"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the A–Å list: a title, or another name that points to one."""

    text: str
    url: str
    see: str = ""
    language: str = ""


def alphabet_page(library: Library) -> Page:
    """All titles and other names by letter, in Norwegian order."""
    t = labels()
    entries = [_entry(r, r.data.title) for r in library.projects]
    entries += [
        _entry(r, alias, t("alphabet.see", title=r.data.title)) for r in library.projects for alias in r.data.aliases
    ]
    entries.sort(key=lambda e: sort_key(e.text))
    groups = [(letter, tuple(items)) for letter, items in groupby(entries, key=lambda e: initial(e.text))]
    letters = tuple((letter, "bokstav-" + _ANCHORS.get(letter, letter.lower()), items) for letter, items in groups)
    return Page(t("alphabet.title"), t("alphabet.description"), render("alphabet.html", letters=letters))


def _entry(record: Record[Project], text: str, see: str = "") -> Entry:
    return Entry(text, project_url(record.slug), see, foreign(record.data.language, DEFAULT_LANGUAGE))
