"""The tools' pages: what each is for, and the projects that have used it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from markupsafe import Markup

from macros.addresses import BUNDLE, tool_url
from macros.benefits import shown_value
from macros.content.model import BenefitPlan, Form, PriceModel, Tool
from macros.content.model.facets import TOOL_FACETS
from macros.content.records import Record
from macros.html.links import foreign
from macros.html.page.browse import Entry, groups, items_text, numbers, script_words, values_of
from macros.html.page.indexes import Page, value_links
from macros.html.record.card import cards
from macros.html.record.downloads import FileFact, downloads, file_groups, shown_size
from macros.html.record.sources import source_words, verified_label
from macros.html.render import render, script_json
from macros.html.typography import typeset
from macros.library.library import Library
from macros.prices import listed, price_section
from macros.text.norwegian import join, long_date
from macros.toolkit.bundles import README, Bundle
from macros.toolkit.drawings import svg
from macros.toolkit.drawings.benefit_map import Gain, benefit_map
from macros.toolkit.form_html import example_parts, form_parts
from macros.words.labels import DEFAULT_LANGUAGE, Labels, labels
from macros.words.vocabulary import UNKNOWN


def tools_page(library: Library, bundle: Bundle | None = None) -> Page:
    """Every tool with a form to filter them, the toolbox to download, and the kinds of deliverables that projects describe."""
    t = labels()
    parts = [(p, shown_size(p.size), t("bundles.readme.title", title=p.title)) for p in bundle.parts] if bundle else []
    keys = {f.slug: library.vocabularies[f.vocabulary].keys() for f in TOOL_FACETS}
    numbered = numbers(TOOL_FACETS, lambda facet: keys[facet.slug])
    tools = [record.data for record in library.tools]
    form = tuple(groups(library, TOOL_FACETS, numbered, tools))
    entries = [Entry(_card(library, r), (values_of(TOOL_FACETS, numbered, r.data), -1, 0, 0)) for r in library.tools]
    html = render(
        "tools.html",
        query_label=t("filter.query.tools"),
        status=t("count.tools", count=len(library.tools)),
        list_id="verktoyliste",
        source="",
        entries=entries,
        items=script_json(items_text(e.item for e in entries)),
        compare=False,
        groups=form,
        sorts=[(sort, t(f"sort.{sort}")) for sort in ("relevans", "tittel")],
        roles=[],
        situation=[],
        words=script_words(t, "tools"),
        whole=bundle and {"url": BUNDLE, "size": shown_size(len(bundle.content)), "count": bundle.count},
        readme=README,
        packages=[(t(f"bundles.{kind}"), [p for p in parts if p[0].kind == kind]) for kind in ("phase", "need")],
        deliverables=value_links(library, library.facet("leveranse")),
    )
    return Page(t("tools.title"), t("tools.description"), html)


def tool_page(library: Library, record: Record[Tool], files: tuple[FileFact, ...] = ()) -> Page:
    """What the tool is for, its files, its form with an example, and the projects that have used it."""
    tool, t = record.data, labels(record.data.language)
    used_by = library.select({"verktoy": [record.slug]})
    form = tool.form if isinstance(tool.form, Form) else None
    plan = tool.benefit_plan if isinstance(tool.benefit_plan, BenefitPlan) else None
    anchors = {id(item.model): item.anchor for item in listed(library)}
    models = [m for m in tool.price_models if isinstance(m, PriceModel)]
    related = [r for slug in tool.related for r in library.tools if r.slug == slug]
    html = render(
        "tool.html",
        title=tool.title,
        summary=tool.summary,
        language=tool.language,
        facts=_facts(library, tool, t),
        around=t.language,
        foreign=foreign(tool.language, t.language),
        file_groups=file_groups(files, t),
        checksums=[(f.name, f.sha256) for f in files],
        version=t("tool.version.of", version=tool.version, date=long_date(tool.changes[0].date))
        if tool.changes
        else "",
        downloads=downloads(record, tool_url(record.slug), t),
        body=Markup(typeset(record.body.html)),  # noqa: S704  (sanitised in content/markdown/body.py)
        form=form_parts(form, t) if form else (),
        intro=form.intro.in_(tool.language) if form else "",
        example=example_parts(form, t) if form else (),
        told=form.example if form else plan,
        plan=_plan(library, plan, t) if plan else (),
        drawing=_drawing(plan, t) if plan else "",
        prices=[
            price_section(library, m, tool.language, heading_level=3, calculator_url=anchors[id(m)]) for m in models
        ],
        related=[_card(library, r, t.language) for r in related],
        changes=[(c.version, long_date(c.date), c.text) for c in tool.changes],
        sources=[source_words(library, s, t) for s in tool.source if s.title != UNKNOWN],
        dates=[t(key, date=long_date(day)) for key, day in _dates(tool) if day],
        total=len(used_by),
        cards=cards(library, used_by, language=t.language),
    )
    return Page(tool.title, tool.summary, html)


def _dates(tool: Tool) -> tuple[tuple[str, date | None], ...]:
    return (
        ("project.published", tool.published), ("project.updated", tool.updated), (verified_label(tool), tool.verified),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Planned:
    """A benefit of the example with what the plan says of it, and its measurements."""

    title: str
    status: str
    rows: tuple[tuple[str, str], ...]
    measured: tuple[str, ...]


def _plan(library: Library, plan: BenefitPlan, t: Labels) -> tuple[Planned, ...]:
    """The filled-in benefit plan as it reads on a page: one block for each benefit."""
    shown = ("goal", "owner", "indicator", "method", "measures", "assumptions", "freed_time", "drawbacks", "risk")
    found = []
    for benefit in plan.benefits:
        rows = [(t(f"plan.book.plan.{key}"), value) for key in shown if (value := getattr(benefit, key))]
        figures = [
            (t(f"benefits.bar.{key}"), shown_value(value, benefit.unit, t))
            for key, value in (("baseline", benefit.baseline), ("target", benefit.target))
            if value is not None
        ]
        measured = tuple(
            t("tool.plan.measured", date=long_date(f.date), value=shown_value(f.value, benefit.unit, t))
            + (f" {f.cause}" if f.cause else "")
            for f in plan.follow_up
            if f.benefit == benefit.id
        )
        status = library.name("benefit_status", benefit.status, t.language)
        found.append(Planned(benefit.description, status, (*figures, *rows), measured))
    return tuple(found)


def _drawing(plan: BenefitPlan, t: Labels) -> Markup:
    """The map of the example's benefits; nothing when no benefit has an effect goal or a measure."""
    gains = [Gain(b.description, b.goal or "", b.measures or "") for b in plan.benefits]
    if not any(gain.goal or gain.measures for gain in gains):
        return Markup()
    return Markup(svg(benefit_map(plan.title, gains, t)).decode())  # noqa: S704  (built by lxml)


def _facts(library: Library, tool: Tool, t: Labels) -> list[tuple[str, str]]:

    def names(vocabulary: str, keys: tuple[str, ...]) -> str:
        return ", ".join(library.name(vocabulary, key, t.language) for key in keys)

    rows = (
        ("tool.purpose", names("tool_purposes", tool.purpose)),
        ("tool.phases", names("phases", tool.phases)),
        ("tool.time", names("tool_times", (tool.time,) if tool.time else ())),
        ("tool.participants", ", ".join(tool.participants)),
        ("tool.formats", names("formats", tool.formats)),
        ("tool.license", names("licenses", (tool.license,) if tool.license else ())),
        ("tool.version", tool.version),
        ("project.aliases", join(tool.aliases) if tool.aliases else ""),
    )
    return [(t(key), value) for key, value in rows if value]


def _card(library: Library, record: Record[Tool], language: str = DEFAULT_LANGUAGE) -> Markup:
    """A tool on a page in ``language``."""
    tool = record.data
    return render(
        "tool_card.html",
        url=tool_url(record.slug),
        title=tool.title,
        summary=tool.summary,
        facts=[value for _, value in _facts(library, tool, labels(language))[:3]],
        foreign=foreign(tool.language, language),
        language=language,
    )
