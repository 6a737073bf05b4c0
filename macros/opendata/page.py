"""``/data/``: the open data explained: each file, how to use it in Python and Excel, every field, the terms of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from macros.addresses import GLOSSARY
from macros.catalogue import SHOWN
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import FieldFact, describe
from macros.content.records import Record
from macros.html.page.indexes import Page
from macros.html.record.downloads import shown_size
from macros.html.render import render
from macros.library.library import Library
from macros.opendata.feeds import NEWEST, NEWEST_OF_TOPIC
from macros.text.norwegian import long_date, number
from macros.words.labels import Labels, labels

GROUPS = ("projects", "tools", "vocabulary", "deadlines", "about")
"""The datasets, and what describes them: schemas, the catalogue in DCAT-AP-NO, llms.txt."""
EXAMPLE = "helse-vest"
"""The region that the examples ask for."""


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file of open data: its path on the site, the dataset it belongs to and its size in bytes."""

    path: str
    group: str
    size: int


@dataclass(frozen=True, slots=True)
class DataFacts:
    """What the page says of the whole. ``number`` is empty until the organisation number is set."""

    site_url: str
    publisher: str
    number: str
    version: int
    modified: date | None


@dataclass(frozen=True, slots=True)
class Row:
    """A file in a table."""

    name: str
    url: str
    about: str
    format: str
    size: str


@dataclass(frozen=True, slots=True)
class Field:
    """A field in the table of fields. ``kind`` is in words; ``vocabulary_url`` is empty when its words have no page."""

    name: str
    about: str
    kind: str
    vocabulary: str
    vocabulary_url: str
    required: bool


def data_page(library: Library, files: Iterable[DataFile], about: DataFacts) -> Page:
    """The page, with the examples' answers worked out from the same records."""
    t = labels()
    known = _known_hours(library.projects)
    chosen = library.select({"region": [EXAMPLE]})
    rows = [(f.group, _row(f, t)) for f in files]
    html = render(
        "data.html",
        groups=[(g, t(f"data.group.{g}"), t(f"data.group.{g}.lead"), [r for n, r in rows if n == g]) for g in GROUPS],
        site=about.site_url,
        example=EXAMPLE,
        example_name=library.name("regions", EXAMPLE),
        hours=sum(known),
        with_hours=len(known),
        example_count=len(chosen),
        example_hours=number(sum(_known_hours(chosen))),
        models=[("project", t("data.fields.project"), _fields(Project, library, t)),
                ("tool", t("data.fields.tool"), _fields(Tool, library, t))],
        projects=number(len(library.projects)),
        tools=number(len(library.tools)),
        version=about.version,
        modified=long_date(about.modified) if about.modified else t("unknown"),
        publisher=about.publisher,
        number=about.number,
        newest=NEWEST,
        newest_of_topic=NEWEST_OF_TOPIC,
    )  # fmt: skip
    return Page(t("data.title"), t("data.description"), html)


def _known_hours(records: Iterable[Record[Project]]) -> list[int]:
    return [hours for r in records if (hours := r.data.known_hours) is not None]


def _row(file: DataFile, t: Labels) -> Row:
    name = file.path.rsplit("/", 1)[-1]
    ending = name.rsplit(".", 1)[-1]
    return Row(name, f"/{file.path}", t(f"data.file.{name}"), t(f"data.format.{ending}"), shown_size(file.size))


def _fields(model: type[Project] | type[Tool], library: Library, t: Labels) -> list[Field]:
    """Every field, and under it those of the objects it holds. Two more are set by the site itself."""
    own = [
        Field("slug", t("data.field.slug"), t("data.kind.text"), "", "", True),
        Field("url", t("data.field.url"), t("data.kind.text"), "", "", True),
    ]
    for fact in describe(model):
        own.append(_field(fact, fact.name, library, t))
        own += [_field(inner, f"{fact.name}.{inner.name}", library, t) for inner in fact.fields]
    return own


def _field(fact: FieldFact, name: str, library: Library, t: Labels) -> Field:
    kind = t(f"data.kind.{fact.kind}.many" if fact.many else f"data.kind.{fact.kind}")
    shown = "organisations" if fact.vocabulary == "health_communities" else fact.vocabulary
    url = (
        GLOSSARY
        if shown in (*SHOWN, "municipalities") and any(page.url == GLOSSARY for page in library.editorial)
        else ""
    )
    return Field(name, fact.description, kind, fact.vocabulary, url, fact.required)
