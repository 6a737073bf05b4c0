"""``/gevinster/``: benefits across projects, what is expected and what is measured kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.addresses import facet_url, tool_url
from macros.benefits.shown import benefit_chart, figures
from macros.html.links import Link, project_link
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.benefits import AXES, DROPPED, STAGES, BenefitOf, all_benefits, counts
from macros.library.library import Library
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """A value with the number of benefits in each stage."""

    name: Link
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Counts along one axis. ``head`` is what its values are; ``empty`` says it all when no source gives any."""

    id: str
    title: str
    head: str
    note: str
    empty: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """One benefit in the list, with the projects that say the same of it, its figures when there are any, and a chart of
    them when they are measured."""

    text: str
    projects: tuple[Link, ...]
    recipients: str
    status: str
    figures: tuple[str, ...]
    chart: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Benefits under one heading of the page; ``id`` is the heading's anchor."""

    id: str
    title: str
    items: tuple[Told, ...]


def benefits_page(library: Library) -> Page:
    """Counts per type, recipient, form and budget effect, then every benefit with its project."""
    t = labels()
    every = all_benefits(library)
    by_stage = {stage: [b for b in every if b.stage == stage] for stage in STAGES}
    by_stage[DROPPED] = list(all_benefits(library, DROPPED))
    shown = (*reversed(STAGES), *([DROPPED] if by_stage[DROPPED] else []))
    html = render(
        "benefits.html",
        total=len(every),
        projects=len({b.record.slug for b in every}),
        of=len(library.projects),
        stages=[(stage, t(f"benefits.stage.{stage}"), len(by_stage[stage])) for stage in STAGES],
        tables=[_table(library, every, axis, t) for axis in AXES],
        contents=[(t(f"benefits.section.{stage}"), f"#{stage}") for stage in shown],
        sections=[
            (
                stage,
                t(f"benefits.section.{stage}"),
                t(f"benefits.section.{stage}.none"),
                _groups(library, by_stage[stage], stage, t),
            )
            for stage in shown
        ],
        has_plan=any(r.data.benefit_plan for r in library.tools),
        plan_url=next((tool_url(r.slug) for r in library.tools if r.data.benefit_plan), ""),
    )
    return Page(t("benefits.title"), t("benefits.description"), html)


def _table(library: Library, every: tuple[BenefitOf, ...], axis: str, t: Labels) -> Table:
    rows, given = [], 0
    for key, stages in counts(library, every, axis).items():
        if key == UNKNOWN and not sum(stages.values()):
            continue
        given += 0 if key == UNKNOWN else sum(stages.values())
        name = t("benefits.not_given") if key == UNKNOWN else library.name(AXES[axis], key)
        url = facet_url("gevinst", key) if axis == "type" and key != UNKNOWN else ""
        rows.append(Row(Link(name, url), tuple(stages[stage] for stage in STAGES)))
    empty = t("benefits.axis.empty", count=len(every)) if every and not given else ""
    head, note = t(f"benefits.head.{axis}"), t(f"benefits.axis.{axis}.note")
    return Table(axis, t(f"benefits.axis.{axis}"), head, note, empty, tuple(rows))


def _groups(library: Library, benefits: list[BenefitOf], stage: str, t: Labels) -> tuple[Group, ...]:
    groups = []
    for value in library.vocabularies["benefit_types"]:
        items: dict[tuple[object, ...], Told] = {}
        for item in benefits:
            if item.benefit.type == value.key:
                told = _told(library, item, t)
                same = (told.text, told.recipients, told.status, told.figures)
                before = items[same].projects if same in items else ()
                items[same] = replace(told, projects=(*before, *told.projects))
        if items:
            groups.append(Group(f"{stage}-{value.key}", value.name(), tuple(items.values())))
    return tuple(groups)


def _told(library: Library, item: BenefitOf, t: Labels) -> Told:
    b = item.benefit
    return Told(
        b.description,
        (project_link(item.record),),
        ", ".join(library.name("benefit_recipients", key) for key in b.recipient),
        library.name("benefit_status", b.status),
        figures(b, t),
        benefit_chart(b, t, f"tall-{item.record.slug}-{b.id or 'g'}"),
    )
