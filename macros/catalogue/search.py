"""``/assets/search.json``: what the search in the browser knows. Projects, tools and editorial pages.

The browser does the language (stems, folding, compounds, typing errors); here it is only decided what is searched.
Bodies are shortened, all alike, when the whole would grow past BUDGET: at thousands of projects the titles, names and
summaries carry the search, and a phone should not have to fetch tens of megabytes.
"""

from __future__ import annotations

import re
from typing import Any

from macros.addresses import project_url, tool_url
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import values_of
from macros.content.records import Record
from macros.library.library import Library
from macros.text.json_text import to_compact_json
from macros.words.labels import DEFAULT_LANGUAGE
from macros.words.vocabulary import UNKNOWN, Value

BUDGET = 1_500_000
"""Characters of body text in all."""
KINDS = ("project", "tool", "page")


def search_json(library: Library) -> bytes:
    """``{kinds, docs: [[kind, url, title, summary, aliases, keywords, body]], variants, synonyms, expands}``.

    A document in another language than bokmål has its language at the end.
    """
    docs = [_project(library, r) for r in library.projects]
    docs += [_tool(library, r) for r in library.tools]
    docs += [
        [2, page.url, page.title, page.description, "", "", page.text, *_written(page.language)]
        for page in library.editorial
        if page.searchable and page.url != "/"
    ]
    share = BUDGET // max(len(docs), 1)
    for doc in docs:
        doc[6] = _shortened(doc[6], share)
    words = library.search_words
    return to_compact_json(
        {
            "kinds": KINDS,
            "docs": docs,
            "variants": dict(words.variants),
            "synonyms": words.synonyms,
            "expands": dict(words.expands),
        }
    )


def _project(library: Library, record: Record[Project]) -> list[Any]:
    """A project's words: its own, and those of the vocabularies it is tagged with, other spellings included."""
    project = record.data
    words: list[str] = []
    for facet in library.facets:
        vocabulary = library.words(facet)
        for key in facet.values(project):
            if key != UNKNOWN and facet.search != "none":
                words += _spellings(vocabulary[key], with_aliases=facet.search == "aliases")
    for key in project.partners:
        words += _spellings(library.vocabularies["organisations"][key], with_aliases=True)
    for key in project.municipalities:
        place = library.vocabularies["municipalities"][key]
        words += [f"{place.extra['name']} kommune", *place.extra["names"], *place.extra["former"]]
    words += [library.name("guidance", key) for key in project.guidance]
    words += [str(text) for _, text, shape in values_of(project) if shape.mark("searched")]
    return [
        0,
        project_url(record.slug),
        project.title,
        project.summary,
        " · ".join(project.aliases),
        " · ".join(dict.fromkeys(words)),
        " ".join(record.body.text.split()),
        *_written(project.language),
    ]


def _tool(library: Library, record: Record[Tool]) -> list[Any]:
    tool = record.data
    phases = " · ".join(library.name("phases", key) for key in tool.phases)
    aliases = " · ".join(tool.aliases)
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


def _written(language: str) -> list[str]:
    return [language] if language != DEFAULT_LANGUAGE else []


def _spellings(value: Value, with_aliases: bool) -> list[str]:
    return [value.name(), *(value.aliases if with_aliases else ())]


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else re.sub(r"\s\S*$", "", text[:limit])
