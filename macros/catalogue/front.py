"""The front page's parts: whom the projects are for, the most used ways in, what is new, tools by phase, deadlines.

They are macros, so that editors decide which of them a page has, in what order and under which headings.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil

from markupsafe import Markup

from macros.addresses import TOOLS, facet_url, project_url, tool_url
from macros.html.links import Link, foreign
from macros.html.page.indexes import value_links
from macros.html.render import render
from macros.library.deadlines import Deadline, ahead, deadlines
from macros.library.library import Library
from macros.library.related import telling
from macros.text.norwegian import long_date, loose_date, number
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN

GROUPS = "pasientgruppe"
DOTS = 30
"""A patient group has at most so many dots; with more projects each dot stands for several."""


@dataclass(frozen=True, slots=True)
class GroupRow:
    """A patient group with the number of its projects, and the dots that show it."""

    link: Link
    count: str
    dots: int


@dataclass(frozen=True, slots=True)
class New:
    """A project or a tool with the day it was published or last updated."""

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


def plan_groups(library: Library, t: Labels) -> Markup:
    """The patient groups that the national plan puts first, in the plan's order, with a dot for every project."""
    facet = library.facet(GROUPS)
    counts = {key: library.count(facet, key) for key in library.keys(facet) if telling(library, facet, key)}
    each = max(1, ceil(max(counts.values(), default=0) / DOTS))
    rows = [
        GroupRow(Link(library.name(facet.vocabulary, key, t.language), facet_url(GROUPS, key)), number(n), ceil(n / each))
        for key, n in counts.items()
    ]  # fmt: skip
    told = t("front.groups.dot") if each == 1 else t("front.groups.dots", each=number(each))
    every = Link(t("front.groups.all"), facet_url(GROUPS))
    return render("front_groups.html", rows=rows, each=told, every=every, language=t.language)


def latest_list(library: Library, limit: int, t: Labels) -> Markup:
    """What is new, by what it is: new projects, new tools, and what was updated after it was published.

    The newest first, ``limit`` of each; archived ones are nobody's news.
    """
    found: dict[str, list[tuple[date, Link]]] = {"project": [], "tool": [], "updated": []}
    for kind, records, address in (
        ("project", library.projects, project_url), ("tool", library.tools, tool_url),
    ):  # fmt: skip
        for record in records:
            data = record.data
            link = Link(data.title, address(record.slug), language=foreign(data.language, t.language))
            if data.status != "published":
                continue
            if data.updated and data.updated != data.published:
                found["updated"].append((data.updated, link))
            elif data.published:
                found[kind].append((data.published, link))
    groups = [(t(f"front.new.{kind}"), _newest(rows, limit)) for kind, rows in found.items() if rows]
    return render("front_new.html", groups=groups, language=t.language)


def _newest(rows: Iterable[tuple[date, Link]], limit: int) -> list[New]:
    newest = sorted(rows, key=lambda row: -row[0].toordinal())[:limit]
    return [New(link, long_date(day), day.isoformat()) for day, link in newest]


def tools_by_phase(library: Library, t: Labels) -> Markup:
    """Each phase with the number of its tools, as a link to them."""
    phases = [
        Link(
            value.name(t.language), f"{TOOLS}?fase={value.key}", sum(value.key in r.data.phases for r in library.tools)
        )
        for value in library.vocabularies["phases"]
    ]
    return render("front_tools.html", phases=phases, language=t.language)


def next_deadlines(library: Library, today: date, t: Labels) -> Markup:
    """The deadlines that are not over on ``today``, earliest first; or that none is known, and when the last one was."""
    known = deadlines(library)
    rows = [(d.round.name(t.language), facet_url("runde", d.round.key), _when(d, t)) for d in ahead(known, today)]
    last = t("front.deadlines.last", when=_when(known[-1], t)) if known else ""
    return render("front_deadlines.html", rows=rows, last=last, language=t.language)


def _when(deadline: Deadline, t: Labels) -> str:
    if deadline.exact:
        return long_date(deadline.first)
    return t("front.deadlines.month", month=loose_date(deadline.first.isoformat()[:7]))
