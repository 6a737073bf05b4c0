"""What editors can write in a page of docs/: ``{{ project_card("en-vei-inn") }}`` and its relatives.

Each takes plain words and answers with finished HTML. A wrong word raises MistakeError with what is allowed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from markupsafe import Markup

from macros.catalogue.front import latest_list, next_deadlines, plan_groups, tools_by_phase, top_values
from macros.catalogue.glossary import vocabulary_index
from macros.catalogue.references import reference_table
from macros.content.model import Project
from macros.content.records import Record
from macros.html.page.indexes import value_links, ways
from macros.html.record.card import cards
from macros.html.render import render
from macros.library.library import SORTS, Library
from macros.portfolio.chart import NOT_DRAWN, chart_block
from macros.portfolio.figures.figures import FIGURES, KEY_FIGURES, figure_value, portfolio
from macros.portfolio.figures.scope import scope, year_of, years
from macros.portfolio.words import granted_text, shown
from macros.text.norwegian import join, long_date, loose_date, number
from macros.words.labels import DEFAULT_LANGUAGE, Labels, labels
from macros.words.vocabulary import UNKNOWN
from macros.words.vocabulary.near import alike

MOST = 20
"""Allowed values that a message lists: every facet, not every project."""


class MistakeError(Exception):
    """An argument that the macro does not know: the value, what is allowed, and the nearest allowed one."""

    def __init__(self, value: object, allowed: Iterable[str], meant: str | None = None) -> None:
        self.value, options = str(value), [str(a) for a in allowed]
        self.suggestion = meant or alike(self.value, options, cutoff=0.5) or ""
        self.allowed = ", ".join(options[:MOST]) + (" …" if len(options) > MOST else "")
        super().__init__(self.value)


def editor_macros(library: Library, today: date, language: str = DEFAULT_LANGUAGE) -> dict[str, Callable[..., Any]]:
    """Every macro by name. ``today`` dates what is computed; ``language`` is that of the page the result stands on."""
    t = labels(language)
    drawn = [key for key in FIGURES if key not in NOT_DRAWN]

    def project_card(slug: str) -> Markup:
        """The card of one project: ``project_card("en-vei-inn")``."""
        if slug not in library.by_slug:
            now = next((p.slug for p in library.projects if slug in p.data.redirect_from), None)
            raise MistakeError(slug, library.by_slug, now)
        return cards(library, [library.by_slug[slug]], language=t.language)

    def project_list(sort: str = "tittel", limit: int | None = None, **filters: Any) -> Markup:
        """Cards of a selection: ``project_list(region="helse-vest", sort="timer", limit=5)``."""
        order = {"hours": "timer", "title": "tittel", "newest": "nyeste", "phase": "fase"}.get(sort, sort)
        if order not in SORTS:
            raise MistakeError(sort, SORTS)
        if limit is not None and (not isinstance(limit, int) or limit < 1):
            raise MistakeError(limit, ["1", "2", "3", "…"])
        return cards(library, library.sort(_chosen(library, filters), order)[:limit], language=t.language)

    def count(**filters: Any) -> str:
        """How many InnoMed projects: ``count(region="helse-vest")``. Experience from elsewhere counts when asked for."""
        outside = "andre-erfaringer" in _listed(filters.get("program"))
        among = None if outside else library.innomed_projects
        return number(len(_chosen(library, filters, among)))

    def key_figure(name: str, year: int | None = None) -> Markup:
        """A figure with its date and rule: ``key_figure("timer", year=2024)``, ``key_figure("budsjett-2024")``."""
        if name in KEY_FIGURES:
            return _computed(library, name, year, today, t)
        if name not in library.figures:
            raise MistakeError(name, [*KEY_FIGURES, *library.figures])
        return _quoted(library, name, t)

    def facet_index(facet: str) -> Markup:
        """Every value of a facet with its count: ``facet_index("tema")``."""
        values = value_links(library, library.facet(_facet(library, facet)), t.language)
        return render("facet_index.html", values=values, language=t.language)

    def facet_list() -> Markup:
        """Links to every facet."""
        return render("ways.html", ways=ways(library, t.language), language=t.language)

    def chart(name: str, year: int | None = None) -> Markup:
        """A chart of the portfolio with its table, n, date and rule: ``chart("region", year=2024)``."""
        if name not in drawn:
            raise MistakeError(name, drawn)
        known = years(library)
        if not known or (year is not None and year not in known):
            raise MistakeError(year or "", [str(y) for y in known])
        shown = known[-1] if year is None else year
        return chart_block(library, portfolio(library, shown, today)[name], shown, t, level=0)

    def macro_words(macro: str) -> str:
        """The words that another macro takes, in Markdown: ``macro_words("chart")``, ``macro_words("project_list")``."""
        known = {"project_list": [f.slug for f in library.facets], "chart": drawn}
        if macro not in known:
            raise MistakeError(macro, known)
        return join(f"`{word}`" for word in known[macro])

    def facet_top(facet: str, limit: int = 5) -> Markup:
        """The most used values of a facet: ``facet_top("tema", limit=4)``."""
        return top_values(library, _facet(library, facet), limit, t)

    return {
        "project_card": project_card,
        "project_list": project_list,
        "count": count,
        "key_figure": key_figure,
        "facet_index": facet_index,
        "facet_list": facet_list,
        "vocabulary_index": lambda: vocabulary_index(library, t.language),
        "reference_table": lambda: reference_table(library, t),
        "chart": chart,
        "macro_words": macro_words,
        "facet_top": facet_top,
        "plan_groups": lambda: plan_groups(library, t),
        "latest": lambda limit=2: latest_list(library, limit, t),
        "tools_by_phase": lambda: tools_by_phase(library, t),
        "next_deadlines": lambda: next_deadlines(library, today, t),
    }


def _facet(library: Library, name: str) -> str:
    slugs = [f.slug for f in library.facets]
    if name not in slugs:
        raise MistakeError(name, slugs)
    return name


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [str(v) for v in value] if isinstance(value, (list, tuple)) else [str(value)]


def _chosen(
    library: Library, filters: dict[str, Any], among: tuple[Record[Project], ...] | None = None
) -> tuple[Record[Project], ...]:
    selection: dict[str, list[str]] = {}
    for name, value in filters.items():
        facet = library.facet(_facet(library, name))
        words = library.words(facet)
        selection[name] = []
        for text in _listed(value):
            key = UNKNOWN if text == UNKNOWN else words.resolve(text)
            if key is None:
                raise MistakeError(text, library.keys(facet))
            selection[name].append(key)
    return library.select(selection, among)


def _computed(library: Library, name: str, year: int | None, today: date, t: Labels) -> Markup:
    years = sorted({str(year_of(v)) for v in library.vocabularies["rounds"] if year_of(v)})
    if year is not None and str(year) not in years:
        raise MistakeError(year, years)
    whole = None if year is None else int(year)
    value, n = figure_value(library, name, whole, today)
    parts = [t("figure.year", year=year)] if year else []
    parts.append(t("figure.n", n=number(n)))
    if name == "timer" and (more := granted_text(scope(library, whole, today), t)):
        parts.append(more)
    parts.append(t("figure.computed", date=long_date(today)))
    return render(
        "key_figure.html",
        value=shown(value, t),
        label=t(f"figure.{name}.label", count=n, n=number(n)),
        meta=". ".join(parts) + ".",
        rule=t(f"figure.{name}.rule"),
    )


def _quoted(library: Library, name: str, t: Labels) -> Markup:
    figure = library.figures[name]
    source = ", ".join(part for part in (figure.source.title, figure.source.section) if part)
    return render(
        "key_figure.html",
        value=f"{number(figure.value)} {_in(figure.unit, t)}".strip(),
        label=_in(figure.label, t),
        meta=t("figure.quoted", source=source, date=loose_date(figure.as_of)) + ".",
        rule=_in(figure.note, t),
    )


def _in(texts: Mapping[str, str], t: Labels) -> str:
    return texts.get(t.language) or texts.get(DEFAULT_LANGUAGE, "")
