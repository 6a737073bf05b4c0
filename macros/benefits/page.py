"""``/gevinster/``: benefits across projects, what is expected and what is measured kept apart."""

from __future__ import annotations

from dataclasses import dataclass, replace

from macros.addresses import facet_url, tool_url
from macros.content.model import Benefit
from macros.content.model.benefit import Measurement
from macros.content.model.evidence import SMALL, title_of
from macros.html.links import Link, project_link
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.benefits import AXES, DROPPED, STAGES, BenefitOf, all_benefits, counts
from macros.library.library import Library
from macros.text.norwegian import loose_date, number
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
    """One benefit in the list, with the projects that say the same of it, and its figures when there are any."""

    text: str
    projects: tuple[Link, ...]
    recipients: str
    status: str
    figures: tuple[str, ...]


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
    )


def figures(b: Benefit, t: Labels) -> tuple[str, ...]:
    """Baseline, target and every measurement with its date, the number of observations and its source."""
    named = [("baseline", b.baseline), ("target", b.target), *(("measured", m) for m in b.measurements)]
    return tuple(t(f"benefits.figure.{name}", value=_whole(figure, b.unit, t)) for name, figure in named if figure)


def _whole(figure: Measurement, unit: str | None, t: Labels) -> str:
    details = [
        loose_date(figure.date) if figure.date else "",
        t("benefits.figure.n", n=_count(figure.n, t)) if figure.n is not None else "",
        title_of(figure.source) if figure.source else "",
    ]
    said = "; ".join(filter(None, details))
    value = shown_value(figure, unit, t)
    return t("benefits.figure.details", value=value, details=said) if said else value


def _count(n: int | str, t: Labels) -> str:
    return t("small_number") if n == SMALL else number(float(n))


def shown_value(figure: Measurement | float, unit: str | None, t: Labels) -> str:
    """``54 prosent``, with as many decimals as the source gives; a number too small to be shown is said to be so."""
    value = figure.value if isinstance(figure, Measurement) else figure
    if value is None:
        return t("small_number.hidden")
    words = t("small_number") if isinstance(value, str) else number(value, len(f"{value:g}".partition(".")[2]))
    return f"{words} {unit}" if unit else words
