"""The catalogue page: every card rendered here, and the form that filters them.

Past WINDOW cards the page carries the first ones only, and the browser fetches the rest as data and shows a window of
the list at a time.
"""

from __future__ import annotations

from typing import Any

from macros.addresses import ALPHABET, CATALOGUE_DATA
from macros.content.model import Project
from macros.content.records import Record
from macros.html.page.browse import Entry, Group, Numbers, groups, numbers, script_words, values_of
from macros.html.page.indexes import Page, ways
from macros.html.record.card import card, card_html
from macros.html.render import render
from macros.library.library import SORTS, Library
from macros.words.labels import labels

WINDOW = 2_000
"""Up to this many projects every match is a link on the page (shared contract)."""
FIRST = 60
"""Cards on the page when there are more than WINDOW."""
ROLES = (("kommune", ("kommune", "kommunal-etat")), ("sykehus", ("hf", "rhf")), ("samarbeid", ("helsefellesskap",)))
"""«Min situasjon»: a role stands for the kinds of organisations that own projects."""


def catalogue_page(library: Library) -> Page:
    """Every published project with the form that filters them; past WINDOW projects only the first cards."""
    t = labels()
    windowed = len(library.projects) > WINDOW
    numbered = numbers(library.facets, library.keys)
    records = library.projects[:FIRST] if windowed else library.projects
    form = tuple(groups(library, library.facets, numbered, library.count))
    html = render(
        "catalogue.html",
        query_label=t("filter.query"),
        status=t("count.projects", count=len(library.projects)),
        list_id="prosjektliste",
        source=CATALOGUE_DATA if windowed else "",
        entries=[_entry(library, record, numbered) for record in records],
        groups=form,
        sorts=[(sort, t(f"sort.{sort}")) for sort in SORTS],
        roles=[(name, t(f"role.{name}"), " ".join(_owned_by(form, kinds))) for name, kinds in ROLES],
        situation=[g for slug in ("pasientgruppe", "fase") for g in form if g.slug == slug],
        words=script_words(t),
        ways=ways(library),
        alphabet=ALPHABET,
    )
    return Page(t("catalogue.title"), t("catalogue.description"), html)


def catalogue_json(library: Library) -> list[list[Any]] | None:
    """Every card as data, in title order, when there are too many for the page; None otherwise.

    ``[slug, title, summary, [lines of facts], [badges], values, hours, phase, newest]``, and the language when it is not
    bokmål: docs/assets/js/catalogue/cards.js.
    """
    if len(library.projects) <= WINDOW:
        return None
    numbered = numbers(library.facets, library.keys)
    rows = []
    for record in library.projects:
        c, e = card(library, record), _numbers_of(library, record, numbered)
        rows.append(
            [record.slug, c.title, c.summary, list(c.facts), list(c.badges), *e, *([c.language] if c.language else [])]
        )
    return rows


def _entry(library: Library, record: Record[Project], numbered: Numbers) -> Entry:
    return Entry(card_html(library, record, 3), *_numbers_of(library, record, numbered))


def _numbers_of(library: Library, record: Record[Project], numbered: Numbers) -> tuple[str, int, int, int]:
    """What a card is filtered and sorted by: value numbers, hours (-1 unknown), phase order, newest first."""
    project = record.data
    return (
        values_of(library.facets, numbered, project),
        -1 if project.known_hours is None else project.known_hours,
        library.vocabularies["phases"].order(project.phase.end),
        project.published.toordinal() if project.published else 0,
    )


def _owned_by(form: tuple[Group, ...], kinds: tuple[str, ...]) -> list[str]:
    return [c.key for g in form if g.slug == "eier" for c in g.choices if c.kind in kinds]
