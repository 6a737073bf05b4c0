"""The sections of a form in one language, blank or filled in, as plain rows to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from macros.content.model.form import Answers, PointStatus, Section, TickedPoint
from macros.content.model.form_parts import Column
from macros.content.model.form_shown import Matrix
from macros.toolkit.drawings import Drawing
from macros.toolkit.forms.shown import Grid, Table, drawings, grid, product
from macros.toolkit.forms.values import Kind, plain
from macros.words.labels import Labels

Width = Literal["least", "narrow", "normal", "wide"]
"""``least``: no wider than its words need."""
STATUSES: tuple[PointStatus, ...] = ("ikke-startet", "i-gang", "gjort", "ikke-aktuelt")


@dataclass(frozen=True)
class Field:
    """A column of a table. ``of``: the columns whose numbers it is the product of, by their place."""

    title: str
    kind: Kind = "text"
    help: str = ""
    width: Width = "normal"
    choices: tuple[str, ...] = ()
    of: tuple[int, ...] = ()
    id: str = ""


@dataclass(frozen=True)
class Asked:
    """A question; ``answer`` is empty in a blank form."""

    title: str
    help: str
    lines: int
    answer: str


@dataclass(frozen=True)
class Ticked:
    """A point, and how it stands."""

    title: str
    help: str
    status: PointStatus
    who: str
    date: str
    note: str


@dataclass(frozen=True)
class Part:
    """A section, ready to write; ``sheet`` is its name in a workbook. Points come both as themselves and as a table (``fields`` and ``rows``)."""

    kind: str
    heading: str
    sheet: str
    help: str
    fields: tuple[Field, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    questions: tuple[Asked, ...] = ()
    beside: bool = False
    points: tuple[Ticked, ...] = ()
    id: str = ""
    matrix: Matrix | None = None
    grids: tuple[Grid, ...] = ()
    drawings: tuple[Drawing, ...] = ()


def part_of(
    section: Section,
    heading: str,
    sheet: str,
    answers: Answers | None,
    words: Labels,
    tables: Mapping[str, Table],
) -> Part:
    """``section`` with the example's ``answers``, or blank; in the language of ``words``.

    ``tables``: the rows of this section and of those above it.
    """
    language = words.language
    help_ = plain(section.help.in_(language)) if section.help else ""
    if section.matrix:
        grids = tuple(grid(section.matrix, plot, tables[plot.section], language) for plot in section.matrix.plots)
        return Part("matrix", heading, sheet, help_, id=section.id, matrix=section.matrix, grids=grids)
    if section.columns:
        fields = tuple(_field(section, column, language) for column in section.columns)
        shown = drawings(section, tables, answers is not None, words)
        return Part("table", heading, sheet, help_, fields, tables[section.id].rows, id=section.id, drawings=shown)
    if section.questions:
        asked = tuple(_asked(section, answers, language))
        return Part("questions", heading, sheet, help_, questions=asked, beside=section.beside)
    points = tuple(_ticked(section, answers, language))
    return Part("points", heading, sheet, help_, *_as_table(points, words), points=points)


def _field(section: Section, column: Column, language: str) -> Field:
    choices = dict.fromkeys(plain(choice.in_(language)) for choice in column.choices)
    help_ = plain(column.help.in_(language)) if column.help else ""
    of = tuple([c.id for c in section.columns].index(id_) for id_ in column.of)
    kind = "number" if column.type == "product" else column.type
    return Field(plain(column.title.in_(language)), kind, help_, column.width, tuple(choices), of, column.id)


def table_of(section: Section, answers: Answers | None, language: str) -> Table:
    """The rows of a section, with what is computed from them."""
    rows = (product(section.columns, row) for row in _rows(section, answers, language))
    return Table(section.columns, tuple(rows))


def _rows(section: Section, answers: Answers | None, language: str) -> Iterator[tuple[str, ...]]:
    """Blank: what is given, then empty rows, ``rows`` in all. Filled: the example's, in the form's own words."""
    ids = [column.id for column in section.columns]
    if answers is None:
        for row in section.given:
            yield tuple(plain(row[id_].in_(language)) if id_ in row else "" for id_ in ids)
        for _ in range(section.rows - len(section.given)):
            yield ("",) * len(ids)
        return
    own = {column.id: {c.nb: c.in_(language) for c in column.choices} for column in section.columns}
    for given in section.given:
        for id_, words in given.items():
            own[id_].setdefault(words.nb, words.in_(language))
    for answer in answers.rows:
        yield tuple(plain(own[id_].get(answer[id_], answer[id_])) if id_ in answer else "" for id_ in ids)


def _asked(section: Section, answers: Answers | None, language: str) -> Iterator[Asked]:
    for question in section.questions:
        help_ = plain(question.help.in_(language)) if question.help else ""
        answer = plain(answers.questions[question.id]) if answers else ""
        yield Asked(plain(question.title.in_(language)), help_, question.lines, answer)


def _ticked(section: Section, answers: Answers | None, language: str) -> Iterator[Ticked]:
    untouched = (TickedPoint(status="ikke-startet", who=None, date=None, note=None),) * len(section.points)
    for point, tick in zip(section.points, answers.points if answers else untouched, strict=True):
        help_ = plain(point.help.in_(language)) if point.help else ""
        said = (plain(tick.who or ""), tick.date or "", plain(tick.note or ""))
        yield Ticked(plain(point.title.in_(language)), help_, tick.status, *said)


def _as_table(points: tuple[Ticked, ...], words: Labels) -> tuple[tuple[Field, ...], tuple[tuple[str, ...], ...]]:
    """Points as a table with status, where an elaboration has a column of its own if there is any."""
    helped = any(point.help for point in points)
    fields = (
        Field(words("form.point"), width="wide"),
        *([Field(words("form.point.help"), width="wide")] if helped else ()),
        Field(
            words("form.point.status"), "choice", width="narrow", choices=tuple(status_text(s, words) for s in STATUSES)
        ),
        Field(words("form.point.who")),
        Field(words("form.point.date"), "date", width="narrow"),
        Field(words("form.point.note"), width="wide"),
    )
    rows = tuple(
        (p.title, *((p.help,) if helped else ()), status_text(p.status, words), p.who, p.date, p.note) for p in points
    )
    return fields, rows


def status_text(status: PointStatus, words: Labels) -> str:
    """What the status of a point is called."""
    return words(f"form.status.{status}")
