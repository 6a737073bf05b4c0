"""The tools' pages: what each is for, and the projects that have used it."""

from __future__ import annotations

from markupsafe import Markup

from macros.catalogue.facets import TOOL_FACETS, Facet
from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.labels import labels
from macros.labels.norwegian import join
from macros.model import Tool
from macros.views.browse import Entry, groups, numbers, script_words, values_of
from macros.views.card import cards
from macros.views.downloads import downloads
from macros.views.indexes import Page, value_links
from macros.views.render import render


def tool_url(slug: str) -> str:
    return f"/verktoy/{slug}/"


def tools_page(library: Library) -> Page:
    """Every tool with a form to filter them, and the kinds of deliverables that projects describe."""
    t = labels()
    keys = {f.slug: library.vocabularies[f.vocabulary].keys() for f in TOOL_FACETS}
    numbered = numbers(TOOL_FACETS, lambda facet: keys[facet.slug])
    form = tuple(groups(library, TOOL_FACETS, numbered, lambda f, key: _count(library, f, key), list(keys)))
    html = render(
        "tools.html",
        query_label=t("filter.query.tools"),
        status=t("count.tools", count=len(library.tools)),
        list_id="verktoyliste",
        source="",
        entries=[Entry(_card(library, r), values_of(TOOL_FACETS, numbered, r.data)) for r in library.tools],
        groups=form,
        sorts=[(sort, t(f"sort.{sort}")) for sort in ("relevans", "tittel")],
        roles=[],
        situation=[],
        words=script_words(t, "tools"),
        deliverables=value_links(library, library.facet("leveranse")),
    )
    return Page(t("tools.title"), t("tools.description"), html)


def tool_page(library: Library, record: Record[Tool]) -> Page:
    """What the tool is for, its text, and the projects that have used it."""
    tool = record.data
    used_by = library.select({"verktoy": [record.slug]})
    html = render(
        "tool.html",
        title=tool.title,
        summary=tool.summary,
        language=tool.language,
        facts=_facts(library, tool),
        downloads=downloads(record, tool_url(record.slug), labels(tool.language)),
        body=Markup(record.body.html),  # noqa: S704  (sanitised in intake/body.py)
        total=len(used_by),
        cards=cards(library, used_by),
    )
    return Page(tool.title, tool.summary, html)


def _facts(library: Library, tool: Tool) -> list[tuple[str, str]]:
    t = labels(tool.language)

    def names(vocabulary: str, keys: tuple[str, ...]) -> str:
        return ", ".join(library.name(vocabulary, key, tool.language) for key in keys)

    rows = (
        ("tool.purpose", names("tool_purposes", tool.purpose)),
        ("tool.phases", names("phases", tool.phases)),
        ("tool.time", names("tool_times", (tool.time,) if tool.time else ())),
        ("tool.formats", names("formats", tool.formats)),
        ("tool.license", names("licenses", (tool.license,) if tool.license else ())),
        ("project.aliases", join(tool.aliases) if tool.aliases else ""),
    )
    return [(t(key), value) for key, value in rows if value]


def _card(library: Library, record: Record[Tool]) -> Markup:
    tool = record.data
    facts = [value for _, value in _facts(library, tool)[:3]]
    return render("tool_card.html", url=tool_url(record.slug), title=tool.title, summary=tool.summary, facts=facts)


def _count(library: Library, facet: Facet, key: str) -> int:
    return sum(key in facet.values(r.data) for r in library.tools)
