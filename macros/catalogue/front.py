"""The front page's parts: how far projects came, the most used ways in, what is new, tools by phase, deadlines.

They are macros, so that editors decide which of them a page has, in what order and under which headings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil

from markupsafe import Markup

from macros.addresses import TOOLS, facet_url, project_url, tool_url
from macros.html.links import Link, foreign
from macros.html.page.indexes import value_links
from macros.html.render import render
from macros.library.deadlines import ahead, deadlines
from macros.library.library import Library
from macros.library.news import changed
from macros.text.norwegian import long_date, loose_date, number
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN

DOTS = 24
"""A phase has at most so many dots; with more projects each dot stands for several."""
MOST_TOOLS = 4
"""Tools named under each phase before «and so many more»."""


@dataclass(frozen=True, slots=True)
class PhaseRow:
    """A phase, the number of projects in it when the guidance ended, and the dots that show it."""

    name: str
    url: str
    count: str
    dots: int


@dataclass(frozen=True, slots=True)
class New:
    """A project or a tool with the day it was published or last updated."""

    kind: str
    link: Link
    day: str
    iso: str


def top_values(library: Library, facet: str, limit: int, t: Labels) -> Markup:
    """The most used values of a facet with counts, and a link to them all. Unknown is no way to find a project."""
    chosen = library.facet(facet)
    used = [v for v in value_links(library, chosen, t.language) if v.count and not v.url.endswith(f"/{UNKNOWN}/")]
    top = sorted(used, key=lambda v: -(v.count or 0))[:limit]
    every = Link(t("front.all_values", facet=t(f"facet.{facet}").lower()), facet_url(facet))
    return render("front_values.html", values=top, every=every, language=t.language)


def phase_figure(library: Library, t: Labels) -> Markup:
    """Every project as a dot in the phase it was in when the guidance ended; those of unknown phase are told below."""
    facet = library.facet("fase")
    counts = {key: library.count(facet, key) for key in library.keys(facet)}
    unknown = counts.pop(UNKNOWN, 0)
    each = max(1, ceil(max(counts.values(), default=0) / DOTS))
    rows = [
        PhaseRow(library.name("phases", key, t.language), facet_url("fase", key), number(n), ceil(n / each))
        for key, n in counts.items()
    ]
    lead = t("front.phases.lead") if each == 1 else t("front.phases.lead.many", each=number(each))
    left = t("front.phases.unknown", count=unknown) if unknown else ""
    return render("front_phases.html", rows=rows, lead=lead, unknown=left, language=t.language)


def latest_list(library: Library, limit: int, t: Labels) -> Markup:
    """The projects and tools that were published or updated last, newest first; archived ones are nobody's news."""
    found: list[tuple[date, str, Link]] = []
    for kind, records, address in (
        ("project", library.projects, project_url), ("tool", library.tools, tool_url),
    ):  # fmt: skip
        for record in records:
            day = changed(record.data)
            if day and record.data.status == "published":
                title = record.data.title
                link = Link(title, address(record.slug), language=foreign(record.data.language, t.language))
                found.append((day, kind, link))
    found.sort(key=lambda item: -item[0].toordinal())
    items = [New(t(f"front.new.{kind}"), link, long_date(day), day.isoformat()) for day, kind, link in found[:limit]]
    return render("front_new.html", items=items, language=t.language)


def tools_by_phase(library: Library, t: Labels) -> Markup:
    """Each phase with some of its tools and the way to the rest. First those that are made for the fewest phases."""
    phases = []
    for value in library.vocabularies["phases"]:
        tools = sorted((r for r in library.tools if value.key in r.data.phases), key=lambda r: len(r.data.phases))
        shown = [
            Link(r.data.title, tool_url(r.slug), language=foreign(r.data.language, t.language))
            for r in tools[:MOST_TOOLS]
        ]
        phases.append((value.name(t.language), shown, len(tools) - len(shown), f"{TOOLS}?fase={value.key}"))
    return render("front_tools.html", phases=phases, language=t.language)


def next_deadlines(library: Library, today: date, t: Labels) -> Markup:
    """The deadlines that are not over on ``today``, earliest first; or that none is known."""
    rows = [
        (d.round.name(t.language), facet_url("runde", d.round.key),
         long_date(d.first) if d.exact else t("front.deadlines.month", month=loose_date(d.first.isoformat()[:7])))
        for d in ahead(deadlines(library), today)
    ]  # fmt: skip
    return render("front_deadlines.html", rows=rows, language=t.language)
