"""A tool's form and its filled-in example, as values for the tool's page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from markupsafe import Markup

from macros.content.model import Form
from macros.content.model.form import Answers, Section, TickedPoint
from macros.content.model.form_parts import Column
from macros.text.norwegian import loose_date, number
from macros.toolkit.drawings import svg
from macros.toolkit.forms.blocks import table_of
from macros.toolkit.forms.shown import Grid, Table, drawings, grid, limits
from macros.words.labels import Labels


@dataclass(frozen=True, slots=True)
class FormItem:
    """A question or a point with its help, and in the example its answer; ``marks`` are status, who, when and note."""

    title: str
    help: str = ""
    answer: str = ""
    marks: tuple[str, ...] = ()
    status: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A section to show: a table (``heads`` and ``rows``), ``items`` or risk matrices (``grids``)."""

    id: str
    kind: str
    title: str
    help: str
    heads: tuple[FormItem, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    items: tuple[FormItem, ...] = ()
    numeric: tuple[bool, ...] = ()
    given: tuple[str, ...] = ()
    grids: tuple[Grid, ...] = ()
    limits: str = ""
    drawings: tuple[Markup, ...] = ()


def form_parts(form: Form, t: Labels) -> tuple[Part, ...]:
    """The empty form: what each part asks for."""
    return tuple(_parts(form, False, t))


def example_parts(form: Form, t: Labels) -> tuple[Part, ...]:
    """The form filled in with its example."""
    return tuple(_parts(form, True, t))


def _parts(form: Form, filled: bool, t: Labels) -> Iterator[Part]:
    tables: dict[str, Table] = {}
    for index, section in enumerate(form.sections):
        answers = form.answers(section) if filled else None
        if section.columns:
            tables[section.id] = table_of(section, answers, t.language)
        part = _part(section, index, form, answers, t)
        if section.matrix:
            grids = tuple(grid(section.matrix, p, tables[p.section], t.language) for p in section.matrix.plots)
            part = replace(part, grids=grids, limits=limits(section.matrix, t))
        elif section.columns and filled:
            rows = tuple(tuple(map(_shown, section.columns, row)) for row in tables[section.id].rows)
            drawn = drawings(section, tables, True, t)
            part = replace(part, rows=rows, drawings=tuple(Markup(svg(d).decode()) for d in drawn))  # noqa: S704  (built by lxml)
        yield part


def _part(section: Section, index: int, form: Form, answers: Answers | None, t: Labels) -> Part:
    def words(text: object) -> str:
        return text.in_(t.language) if text else ""  # type: ignore[attr-defined]

    title = words(section.title)
    if form.numbered:
        title = t("form.page.step", number=index + 1, title=title)
    heads = tuple(
        FormItem(words(c.title), words(c.help), ", ".join(words(choice) for choice in c.choices))
        for c in section.columns
    )
    given = tuple(tuple(words(row.get(c.id)) for c in section.columns) for row in section.given)
    questions = tuple(
        FormItem(words(q.title), words(q.help), answers.questions[q.id] if answers else "") for q in section.questions
    )
    points = tuple(
        _point(words(p.title), words(p.help), answers.points[i] if answers else None, t)
        for i, p in enumerate(section.points)
    )
    # One column that is filled in beforehand reads better as a line of words than as a table of empty cells.
    alone = (
        () if answers or any(len(row) > 1 for row in section.given) else tuple(" ".join(row).strip() for row in given)
    )
    numeric = tuple(c.type in ("number", "product") for c in section.columns)
    return Part(section.id, section.kind, title, words(section.help), heads, given, questions or points, numeric, alone)


def _shown(column: Column, text: str) -> str:
    if not text:
        return ""
    if column.type == "date":
        return loose_date(text)
    if column.type in ("number", "product"):
        return number(float(text), len(text.partition(".")[2]))
    return text


def _point(title: str, help_: str, answer: TickedPoint | None, t: Labels) -> FormItem:
    if answer is None:
        return FormItem(title, help_)
    marks = (answer.who, loose_date(answer.date) if answer.date else "", answer.note)
    word = t(f"form.page.status.{answer.status}")
    return FormItem(title, help_, word, tuple(m for m in marks if m), answer.status)
