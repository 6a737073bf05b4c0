"""The tools' pages: what each is for, and the projects that have used it."""

from __future__ import annotations

from markupsafe import Markup

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.labels import labels
from macros.labels.norwegian import join
from macros.model import Tool
from macros.views.card import cards
from macros.views.indexes import Page, value_links
from macros.views.render import render
from macros.views.words import Link


def tool_url(slug: str) -> str:
    return f"/verktoy/{slug}/"


def tools_page(library: Library) -> Page:
    """Every tool, and the kinds of deliverables that projects describe."""
    t = labels()
    tools = tuple(Link(r.data.title, tool_url(r.slug), description=r.data.summary) for r in library.tools)
    html = render("tools.html", tools=tools, deliverables=value_links(library, library.facet("leveranse")))
    return Page(t("tools.title"), t("tools.description"), html)


def tool_page(library: Library, record: Record[Tool]) -> Page:
    tool = record.data
    used_by = library.select({"verktoy": [record.slug]})
    html = render(
        "tool.html",
        title=tool.title,
        summary=tool.summary,
        language=tool.language,
        phases=join(library.name("phases", key, tool.language) for key in tool.phases) if tool.phases else "",
        body=Markup(record.body.html),  # noqa: S704  (sanitised in intake/body.py)
        total=len(used_by),
        cards=cards(library, used_by),
    )
    return Page(tool.title, tool.summary, html)
