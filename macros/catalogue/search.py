"""``/assets/search.json``: what the search in the browser knows. Projects, tools, editorial pages, and by name those we make.

The browser does the language (stems, folding, compounds, typing errors); here it is only decided what is searched.
Bodies are shortened, all alike, when the whole would grow past BUDGET: at thousands of projects the titles, names and
summaries carry the search, and a phone should not have to fetch tens of megabytes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from lxml import html

from macros.addresses import (
    ALPHABET,
    BENEFITS,
    CATALOGUE,
    COMPARE,
    DATA,
    FOLLOW,
    PLACES,
    PORTFOLIO,
    PRICES,
    TOOLS,
    facet_url,
    project_url,
    tool_url,
    year_url,
)
from macros.catalogue.places import search_rows
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import values_of
from macros.content.pages.editorial import EditorialPage
from macros.content.records import Record
from macros.html.record.card import badges
from macros.library.library import Library
from macros.library.places import outside
from macros.text.json_text import to_compact_json
from macros.words.labels import DEFAULT_LANGUAGE, WRITTEN_STANDARDS, labels
from macros.words.vocabulary import UNKNOWN, Value

BUDGET = 1_500_000
"""Characters of body text in all."""
KINDS = ("project", "tool", "page")
MADE = {
    CATALOGUE: "catalogue", ALPHABET: "alphabet", TOOLS: "tools", PRICES: "price", BENEFITS: "benefits",
    PORTFOLIO: "portfolio", PLACES: "places", DATA: "data", FOLLOW: "follow", COMPARE: "compare",
}  # fmt: skip
"""The pages that are made of the content, and what their labels begin with. They are found by what they are called and what
is done there (``search.words``): all else on them is found where it is told."""
BETWEEN = " · "
"""Stands between the names and values of a document."""
FOUND = "found."
"""What the labels of the list of hits begin with."""
SAME = ("gevinst", "kommune", "verktoy")
"""Facets whose subject has a page in ``MADE`` that tells more."""


def search_json(library: Library, years: Iterable[int] = (), words_of: Sequence[str] | None = None) -> bytes:
    """``{kinds, docs: [[kind, url, title, summary, aliases, keywords, body]], values, variants, synonyms, expands, places, said, outside}``.

    ``keywords`` are places in ``values``: a value's names would stand in every document that has it. A document in
    another language than bokmål has its language at the end. ``places``: see ``places.search_rows``; ``outside``:
    ``[names, sentence]`` of what is no municipality; ``said``: ``{language: {what: text}}`` of the hits. ``years`` have a
    portfolio. ``words_of`` is what ``keywords`` says of each project, where that is known.
    """
    told = keywords(library) if words_of is None else words_of
    docs = [_project(r, words) for r, words in zip(library.projects, told, strict=True)]
    docs += [_tool(library, r) for r in library.tools]
    docs += [
        [2, page.url, page.title, page.description, "", _headings(page), page.text, *_written(page.language)]
        for page in library.editorial
        if page.searchable and page.url != "/"
    ]
    docs += _made(library, years)
    share = BUDGET // max(len(docs), 1)
    values: dict[str, int] = {}
    for doc in docs:
        doc[5] = [values.setdefault(name, len(values)) for name in doc[5].split(BETWEEN) if name]
        doc[6] = _shortened(doc[6], share)
    words = library.search_words
    return to_compact_json(
        {
            "kinds": KINDS,
            "docs": docs,
            "values": list(values),
            "variants": dict(words.variants),
            "synonyms": words.synonyms,
            "expands": dict(words.expands),
            "places": search_rows(library),
            "said": {language: _said(language) for language in WRITTEN_STANDARDS},
            "outside": [["|".join(place.names), place.text["nb"]] for place in outside(library)],
        }
    )


def _said(language: str) -> dict[str, str]:
    """What is said of the hits. It comes with the search: on every page it was a hundredth of the site's weight."""
    t = labels(language)
    return {key.removeprefix(FOUND): t(key) for key in t.entries if key.startswith(FOUND)}


def keywords(library: Library) -> list[str]:
    """The words that each project is found by besides its own: no text is asked."""
    return [_keywords(library, record) for record in library.projects]


def _keywords(library: Library, record: Record[Project]) -> str:
    """Those of the vocabularies it is tagged with, other spellings included."""
    project = record.data
    words: list[str] = []
    for facet in library.facets:
        vocabulary = library.words(facet)
        for key in facet.values(project):
            if key != UNKNOWN and facet.search != "none":
                words += _spellings(library, vocabulary[key], with_aliases=facet.search == "aliases")
    for key in project.partners:
        words += _spellings(library, library.vocabularies["organisations"][key], with_aliases=True)
    for key in project.municipalities:
        place = library.vocabularies["municipalities"][key]
        words += [f"{place.extra['name']} kommune", *place.extra["names"], *place.extra["former"]]
    words += [library.name("guidance", key) for key in project.guidance]
    words += badges(library, record)
    words += [str(text) for _, text, shape in values_of(project) if shape.mark("searched")]
    return BETWEEN.join(dict.fromkeys(words))


def _project(record: Record[Project], words: str) -> list[Any]:
    project = record.data
    return [
        0,
        project_url(record.slug),
        project.title,
        project.summary,
        BETWEEN.join(project.aliases),
        words,
        " ".join(record.body.text.split()),
        *_written(project.language),
    ]


def _tool(library: Library, record: Record[Tool]) -> list[Any]:
    tool = record.data
    phases = BETWEEN.join(library.name("phases", key) for key in tool.phases)
    aliases = BETWEEN.join(tool.aliases)
    return [
        1,
        tool_url(record.slug),
        tool.title,
        tool.summary,
        aliases,
        phases,
        " ".join(record.body.text.split()),
        *_written(tool.language),
    ]


def _made(library: Library, years: Iterable[int]) -> Iterator[list[Any]]:
    """The pages that are made: of the content, of a year, and of a facet that no other page is about."""
    t = labels()
    topics = BETWEEN.join(t(f"facet.{facet.slug}") for facet in library.facets if facet.followed)
    for url, name in MADE.items():
        also = topics if url == FOLLOW else ""
        yield [2, url, t(f"{name}.title"), t(f"{name}.description"), t(f"search.words.{name}"), also, ""]
    for year in years:
        title, about = (t(f"portfolio.year.{part}", year=year) for part in ("title", "description"))
        yield [2, year_url(year), title, about, t("search.words.year"), "", ""]
    for facet in (f for f in library.facets if f.slug not in SAME):
        name = t(f"facet.{facet.slug}")
        yield [2, facet_url(facet.slug), name, t("facet.description", facet=name.lower()), "", "", ""]


def _headings(page: EditorialPage) -> str:
    """What the page is about, in its own words: a page with a heading on deadlines comes before one that mentions them."""
    root = html.fragment_fromstring(page.html, create_parent="div")
    return BETWEEN.join("".join(heading.itertext()) for heading in root.iter("h2", "h3"))


def _written(language: str) -> list[str]:
    return [language] if language != DEFAULT_LANGUAGE else []


def _spellings(library: Library, value: Value, with_aliases: bool) -> list[str]:
    """A value's names. One that names a municipality which the value is not called by is no word of its projects.

    «UNN Narvik» is the hospital in Narvik; what the trust does in Tromsø is not found by it.
    """
    if not with_aliases:
        return [value.name()]
    elsewhere = _municipalities(library) - set(value.name().split())
    return [value.name(), *(alias for alias in value.aliases if not elsewhere & set(alias.split()))]


@lru_cache(maxsize=2)
def _municipalities(library: Library) -> frozenset[str]:
    return frozenset(str(place.extra["name"]) for place in library.vocabularies["municipalities"])


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else re.sub(r"\s\S*$", "", text[:limit])
