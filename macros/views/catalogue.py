"""The catalogue page: every card rendered here, and the form that a browser with JavaScript filters them with.

Each filter value has a number: its place among all values of all facets. A card carries the numbers of its values, so
that the browser can build one bitset per value. Past WINDOW cards the page carries the first ones only, and the browser
fetches the rest as data and shows a window of the list at a time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.catalogue.facets import Facet
from macros.catalogue.library import SORTS, Library
from macros.intake.records import Record
from macros.labels import labels
from macros.model import Project
from macros.views.card import Card, card, card_html
from macros.views.indexes import Page, ways
from macros.views.render import render, script_json
from macros.views.words import CATALOGUE
from macros.vocabulary import UNKNOWN

WINDOW = 2_000
"""Up to this many projects every match is a link on the page (shared contract)."""
FIRST = 60
"""Cards on the page when there are more than WINDOW."""
SCRIPT_WORDS = (
    "remove", "remove.group", "hours.chip", "clear", "count.one", "count.other", "zero", "zero.drop", "zero.query", "some",
    "print",
)  # fmt: skip
"""Interface words the browser needs; templates with {names}."""
OPEN = ("pasientgruppe", "tema", "fase", "region", "timer")
"""Groups that stand open from the start: what practitioners choose by first."""
SEARCHABLE = 8
"""Groups with more values than this are folded and get a field that searches their values."""
ROLES = (("kommune", ("kommune", "kommunal-etat")), ("sykehus", ("hf", "rhf")), ("samarbeid", ("helsefellesskap",)))
"""«Min situasjon»: a role stands for the kinds of organisations that own projects."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter group; ``number`` is its place among all values."""

    number: int
    key: str
    text: str
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    slug: str
    name: str
    choices: tuple[Choice, ...]
    open: bool
    searchable: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A card with what the browser filters and sorts it by: value numbers, hours (-1 unknown), phase order, newest."""

    card: Card
    html: Markup
    slug: str
    values: str
    hours: int
    phase: int
    newest: int


def catalogue_page(library: Library) -> Page:
    t = labels()
    windowed = len(library.projects) > WINDOW
    numbers = _numbers(library)
    records = library.projects[:FIRST] if windowed else library.projects
    groups = tuple(_groups(library, numbers))
    html = render(
        "catalogue.html",
        entries=[_entry(library, record, numbers) for record in records],
        total=len(library.projects),
        windowed=windowed,
        groups=groups,
        sorts=[(sort, t(f"sort.{sort}")) for sort in SORTS],
        roles=[(name, t(f"role.{name}"), " ".join(_owned_by(groups, kinds))) for name, kinds in ROLES],
        situation=[g for slug in ("pasientgruppe", "fase") for g in groups if g.slug == slug],
        ways=ways(library),
        alphabet=CATALOGUE + "a-aa/",
        words=script_json({key: t.entries[f"filter.{key}"]["text"] for key in SCRIPT_WORDS}),
    )
    return Page(t("catalogue.title"), t("catalogue.description"), html)


def catalogue_json(library: Library) -> list[list[Any]] | None:
    """Every card as data, in title order, when there are too many for the page; None otherwise.

    ``[slug, title, summary, facts …, badges, values, hours, phase, newest]`` as docs/assets/js/cards.js reads it.
    """
    if len(library.projects) <= WINDOW:
        return None
    numbers = _numbers(library)
    rows = []
    for record in library.projects:
        e = _entry(library, record, numbers)
        rows.append(
            [
                e.slug,
                e.card.title,
                e.card.summary,
                *e.card.facts,
                list(e.card.badges),
                e.values,
                e.hours,
                e.phase,
                e.newest,
            ]
        )
    return rows


def _numbers(library: Library) -> dict[tuple[str, str], int]:
    """(facet, value) -> number, in the order of the form."""
    pairs = [(facet.slug, key) for facet in library.facets for key in library.keys(facet)]
    return {pair: number for number, pair in enumerate(pairs)}


def _groups(library: Library, numbers: dict[tuple[str, str], int]) -> Iterator[Group]:
    t = labels()
    for facet in library.facets:
        choices = tuple(_choice(library, facet, key, numbers) for key in library.keys(facet))
        if len(choices) > 1:
            many = len(choices) > SEARCHABLE
            yield Group(facet.slug, t(f"facet.{facet.slug}"), choices, facet.slug in OPEN and not many, many)


def _choice(library: Library, facet: Facet, key: str, numbers: dict[tuple[str, str], int]) -> Choice:
    kind = ""
    if facet.slug == "eier" and key != UNKNOWN:
        kind = str(library.words(facet)[key].extra.get("kind", ""))
    name = library.name(facet.vocabulary, key)
    return Choice(numbers[facet.slug, key], key, name, library.count(facet, key), kind)


def _owned_by(groups: tuple[Group, ...], kinds: tuple[str, ...]) -> list[str]:
    return [c.key for g in groups if g.slug == "eier" for c in g.choices if c.kind in kinds]


def _entry(library: Library, record: Record[Project], numbers: dict[tuple[str, str], int]) -> Entry:
    project = record.data
    values = [numbers[f.slug, key] for f in library.facets for key in f.values(project) if (f.slug, key) in numbers]
    phases = library.vocabularies["phases"]
    return Entry(
        card(library, record),
        card_html(library, record, 3),
        record.slug,
        " ".join(map(str, values)),
        project.hours if isinstance(project.hours, int) else -1,
        phases.order(project.phase.end),
        project.published.toordinal() if project.published else 0,
    )
