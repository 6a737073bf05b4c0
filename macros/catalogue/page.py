"""The catalogue page: a link to every project, the first ones as whole cards, and the form that filters them.

The browser fetches the other cards as data when the reader comes to them. Past WINDOW projects the page has the first
ones only, and the browser shows a window of the list at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from macros.addresses import ALPHABET, CATALOGUE_DATA
from macros.compare import shards
from macros.content.model import Project
from macros.content.records import Record
from macros.html.page.browse import (
    WHOLE,
    Choice,
    Entry,
    Group,
    Item,
    Numbers,
    groups,
    items_text,
    numbers,
    script_words,
    values_of,
)
from macros.html.page.indexes import Page, ways
from macros.html.record.card import card, card_html, card_row
from macros.html.render import render, script_json
from macros.library.library import SORTS, Library
from macros.library.named import KINDS, named
from macros.text.json_text import to_compact_json
from macros.words.labels import labels

WINDOW = 2_000
"""Up to this many projects every match is a link on the page (shared contract)."""
FIRST = 60
"""Cards on the page when there are more than WINDOW."""
NAMED = "nevner"
"""The filter's name in the address: it is the list's own, not a facet with pages."""
ROLES = {
    "kommune": ("kommune", "helsefellesskap"),
    "sykehus": ("helseforetak", "helsefellesskap"),
    "samarbeid": ("helsefellesskap",),
}
"""«Min situasjon»: who the reader is → who is named in what is like theirs. A helsefellesskap is municipalities and their hospital together."""
PICKED = ("picked.now", "picked.many", "kept", "refused", "book.done", "book.failed")
"""What is said of projects that the reader has ticked (``compare.…``)."""


def catalogue_page(library: Library) -> Page:
    """Every published project with the form that filters them; past WINDOW projects only the first ones."""
    t = labels()
    windowed = len(library.projects) > WINDOW
    numbered = _numbered(library)
    records = library.projects[:FIRST] if windowed else library.projects
    everybody = named_group([named(library, r.data) for r in library.projects], numbered)
    form = (*groups(library, library.facets, numbered, [r.data for r in library.projects]), everybody)
    entries = [_entry(library, record, numbered, place < WHOLE) for place, record in enumerate(records)]
    html = render(
        "catalogue.html",
        query_label=t("filter.query"),
        status=t("count.projects", count=len(library.projects)),
        list_id="prosjektliste",
        source=CATALOGUE_DATA if len(library.projects) > WHOLE else "",
        entries=entries,
        items=None if windowed else script_json(items_text(e.item for e in entries)),
        shards=shards(library),
        compare=True,
        groups=form,
        sorts=[(sort, t(f"sort.{sort}")) for sort in SORTS],
        roles=roles(everybody),
        named=NAMED,
        situation=[g for slug in ("pasientgruppe", "fase") for g in form if g.slug == slug],
        words=script_words(t, more=PICKED),
        ways=ways(library),
        alphabet=ALPHABET,
    )
    return Page(t("catalogue.title"), t("catalogue.description"), html)


def catalogue_json(library: Library) -> dict[str, Any] | None:
    """The cards that the page does not have whole, as data in title order; None when it has them all.

    ``cards``: ``[slug, title, summary, [lines of facts], [badges], language]``, and the last known status and its kind
    where there is one, of the projects from number ``from`` on. ``items``: as ``items_text``, when the page has not all
    links either. docs/assets/js/catalogue/cards.js.
    """
    windowed = len(library.projects) > WINDOW
    if len(library.projects) <= WHOLE:
        return None
    first = 0 if windowed else WHOLE
    cards = []
    for record in library.projects[first:]:
        c = card(library, record)
        status = [c.status.text, c.status.kind] if c.status else []
        cards.append([record.slug, c.title, c.summary, list(c.facts), list(c.badges), c.language, *status])
    numbered = _numbered(library)
    items = items_text(_item(library, record, numbered) for record in library.projects) if windowed else None
    return {"from": first, "cards": cards, "items": items}


def catalogue_files(library: Library) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Address and maker of what the browser fetches for the list, where there is anything."""
    if len(library.projects) > WHOLE:
        yield CATALOGUE_DATA, lambda: to_compact_json(catalogue_json(library))


def _entry(library: Library, record: Record[Project], numbered: Numbers, whole: bool) -> Entry:
    html = card_html(library, record, 3) if whole else card_row(record)
    return Entry(html, _item(library, record, numbered), whole)


def _numbered(library: Library) -> Numbers:
    facets = numbers(library.facets, library.keys)
    return facets | {(NAMED, who): len(facets) + n for n, who in enumerate(KINDS)}


def _item(library: Library, record: Record[Project], numbered: Numbers) -> Item:
    project = record.data
    return (
        (*values_of(library.facets, numbered, project), *(numbered[NAMED, who] for who in named(library, project))),
        -1 if project.known_hours is None else project.known_hours,
        library.vocabularies["phases"].order(project.phase.end),
        project.published.toordinal() if project.published else 0,
    )


def named_group(told: Sequence[tuple[str, ...]], numbered: Numbers) -> Group:
    """The filter. ``told``: whom each project of the list names."""
    t = labels()
    found = Counter(who for each in told for who in each)
    choices = tuple(
        Choice(numbered[NAMED, who], who, t(f"named.{who}"), found[who], idle=not 0 < found[who] < len(told))
        for who in KINDS
    )
    several = any(len(each) > 1 for each in told)
    return Group(NAMED, t("named.title"), choices, open=False, searchable=False, several=several, unsaid=t("named.unsaid"))  # fmt: skip


def roles(group: Group) -> list[tuple[str, str, str]]:
    """Who a reader may be: the word for it, and the values of the filter that it stands for, where any project has one."""
    t = labels()
    there = {choice.key for choice in group.choices if choice.count}
    return [
        (role, t(f"role.{role}"), " ".join(who for who in wanted if who in there)) for role, wanted in ROLES.items()
    ]
