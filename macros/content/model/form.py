"""A form (skjema): the one source of a tool's files and of the example that shows it filled in.

A form is sections; a section is a table to fill in, questions to answer, or points to tick off. Every word a user of
the form sees stands in bokmål and nynorsk side by side, so that the two editions never drift apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.fields.types import DataModel, LooseDate, Many, Slug, Text, YesNo, refuse, whole
from macros.content.model.form_parts import Column, Point, Question, Words
from macros.content.model.form_shown import Journey, Matrix, SystemMap, missing
from macros.text.patterns import iso_day

FileFormat = Literal["docx", "xlsx", "md"]
PointStatus = Literal["ikke-startet", "i-gang", "gjort", "ikke-aktuelt"]
MAX_ROWS = 60
SHEET_NAME = 31
"""The longest name of a sheet, in the units that Excel counts."""


class Section(DataModel):
    """A part of the form: a table (``columns``), questions, points or a risk matrix; exactly one of them."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Overskriften.")
    sheet: Words | None = Field(None, description="Navnet på arket i Excel, når overskriften er lengre enn 31 tegn.")
    help: Words | None = Field(None, description="Hvordan delen fylles ut.")
    columns: Annotated[tuple[Column, ...], Many()] = Field((), description="Kolonnene i en tabell.")
    rows: Annotated[int, PlainValidator(whole(1, MAX_ROWS))] = Field(
        8, description="Rader i tabellen i alt, også de som er fylt ut fra før."
    )
    given: Annotated[tuple[Mapping[Slug, Words], ...], Many()] = Field(
        (), description="Det som står i tabellens første rader fra før."
    )
    questions: Annotated[tuple[Question, ...], Many()] = Field((), description="Spørsmål å svare på.")
    beside: YesNo = Field(False, description="Om svarene står ved siden av spørsmålene i Word, som i et skjemahode.")
    points: Annotated[tuple[Point, ...], Many()] = Field((), description="Punkter å huke av.")
    matrix: Matrix | None = Field(None, description="En risikomatrise av rader i delene over.")
    journey: Journey | None = Field(None, description="Tabellen tegnet som en reise.")
    map: SystemMap | None = Field(None, description="Tabellen tegnet som et kart, med aktørene i en del over.")

    @model_validator(mode="after")
    def one_kind(self) -> Section:
        """A section is one of four things (SK002); its ids are unique, and rows and products use them (SK003, SK004)."""
        if sum(map(bool, (self.columns, self.questions, self.points, self.matrix))) != 1:
            raise refuse("SK002", value=self.id)
        ids = [c.id for c in self.columns] + [q.id for q in self.questions]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise refuse("SK003", value=id_)
        factors = {c.id for c in self.columns if c.type == "number"}
        for column in self.columns:
            for id_ in column.of:
                if id_ not in factors:
                    raise refuse("SK004", value=id_, allowed=", ".join(sorted(factors)))
        for row in self.given:
            for id_ in row:
                if id_ not in [c.id for c in self.columns]:
                    raise refuse("SK004", value=id_, allowed=", ".join(c.id for c in self.columns))
        return self

    @property
    def kind(self) -> str:
        """``table``, ``questions``, ``points`` or ``matrix``."""
        kinds = {"table": self.columns, "questions": self.questions, "points": self.points}
        return next((kind for kind, there in kinds.items() if there), "matrix")


class TickedPoint(DataModel):
    """How one point stands in the example."""

    status: PointStatus = Field(description="Hvor langt punktet er kommet.")
    who: Text | None = Field(None, description="Rollen som har ansvaret.")
    date: LooseDate | None = Field(None, description="Fristen.")
    note: Text | None = Field(None, description="Merknad.")


class Answers(DataModel):
    """The example's answers to one section, in the shape that the section has."""

    section: Slug = Field(description="Delen av skjemaet.")
    rows: Annotated[tuple[Mapping[Slug, Text], ...], Many()] = Field((), description="Radene i en tabell.")
    questions: Mapping[Slug, Text] = Field(default_factory=dict, description="Svarene på spørsmål.")
    points: Annotated[tuple[TickedPoint, ...], Many()] = Field((), description="Punktene, i samme rekkefølge.")

    @property
    def kind(self) -> str:
        """What kind of section the answers fit: ``table``, ``questions`` or ``points``."""
        return "table" if self.rows else "questions" if self.questions else "points"


class Example(DataModel):
    """The form filled in, in bokmål. Always made up, and always said to be."""

    title: Text = Field(description="Hva eksempelet handler om.")
    about: Text = Field(description="Situasjonen i én til tre setninger.")
    answers: Annotated[tuple[Answers, ...], Many()] = Field(description="Svarene, én del om gangen.")


class BlankForm(DataModel):
    """What a form asks, before anybody has filled it in."""

    title: Words = Field(description="Skjemaets navn.")
    intro: Words = Field(description="Hva skjemaet er, og hvordan det fylles ut, i to til fire setninger.")
    numbered: YesNo = Field(False, description="Om delene er steg i rekkefølge.")
    sections: Annotated[tuple[Section, ...], Many()] = Field(description="Delene av skjemaet.")

    @property
    def matrix(self) -> Matrix | None:
        """The form's risk matrix, if it has one."""
        return next((section.matrix for section in self.sections if section.matrix), None)

    def prefix(self, index: int) -> str:
        """What stands before the title of a section: its number when the sections are steps."""
        return f"{index + 1}. " if self.numbered else ""

    def sheet_name(self, index: int, language: str) -> str:
        """What the sheet of a section is called in a workbook."""
        section = self.sections[index]
        return self.prefix(index) + (section.sheet or section.title).in_(language)


class Form(BlankForm):
    """The content of ``tools/<slug>/form.yml``."""

    files: Annotated[tuple[FileFormat, ...], Many()] = Field(description="Filtypene skjemaet lages i.")
    example: Example = Field(description="Skjemaet utfylt.")

    @model_validator(mode="after")
    def what_is_shown_is_there(self) -> Form:
        """Matrices and drawings read tables that stand above them, or the one they belong to (SK004, SK017)."""
        columns: dict[str, list[str]] = {}
        for index, section in enumerate(self.sections):
            columns[section.id] = [c.id for c in section.columns]
            for name in ("matrix", "journey", "map"):
                shown = getattr(section, name)
                if shown and (gone := missing(shown, section.id, columns)):
                    raise refuse("SK004", value=gone[0], allowed=gone[1], at=("sections", index, name))
        if sum(bool(section.matrix) for section in self.sections) > 1:
            raise refuse("SK017", value=len(self.sections), at=("sections",))
        return self

    @model_validator(mode="after")
    def sheets_have_whole_names(self) -> Form:
        """What a section is called fits the name of a sheet, so that none ends in the middle of what it says (SK013)."""
        for index, section in enumerate(self.sections if "xlsx" in self.files else ()):
            for language in ("nb", "nn"):
                name = self.sheet_name(index, language)
                if len(name.encode("utf-16-le")) > 2 * SHEET_NAME:
                    room = SHEET_NAME - len(self.prefix(index))
                    raise refuse(
                        "SK013", value=name, room=room, at=("sections", index, "sheet" if section.sheet else "title")
                    )
        return self

    @model_validator(mode="after")
    def example_fits(self) -> Form:
        """The sections have ids of their own (SK003), and the example answers them and nothing else."""
        ids = [s.id for s in self.sections]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise refuse("SK003", value=id_)
        for misfit in _misfits(self.sections, self.example):
            raise misfit
        return self

    def answers(self, section: Section) -> Answers:
        """The example's answers to ``section``; a checked form has them for every section that asks for any."""
        return next((a for a in self.example.answers if a.section == section.id), Answers(section=section.id))


def _misfits(sections: tuple[Section, ...], example: Example) -> Iterator[Exception]:
    by_id = {s.id: s for s in sections}
    for index, answers in enumerate(example.answers):
        at = ("example", "answers", index)
        section = by_id.get(answers.section)
        if section is None:
            yield refuse("SK004", value=answers.section, allowed=", ".join(by_id), at=(*at, "section"))
        elif section.matrix:
            yield refuse("SK018", value=section.id, at=at)
        elif answers.kind != section.kind:
            yield refuse("SK005", value=section.id, expected=_SHAPES[section.kind], at=at)
        else:
            yield from _answer_misfits(section, answers, at)
    for id_, section in by_id.items():
        if not section.matrix and id_ not in [a.section for a in example.answers]:
            yield refuse("SK006", value=id_, at=("example", "answers"))


_SHAPES = {"table": "rows", "questions": "questions", "points": "points"}


def _answer_misfits(section: Section, answers: Answers, at: tuple[str | int, ...]) -> Iterator[Exception]:
    columns = {c.id: c for c in section.columns}
    for index, row in enumerate(answers.rows):
        for id_, text in row.items():
            here, column = (*at, "rows", index, id_), columns.get(id_)
            if column is None:
                yield refuse("SK004", value=id_, allowed=", ".join(columns), at=here)
            elif column.type == "product":
                yield refuse("SK016", value=id_, at=here)
            elif column.choices and text not in [c.nb for c in column.choices]:
                allowed = ", ".join(c.nb for c in column.choices)
                yield refuse("SK007", value=text, column=id_, allowed=allowed, at=here)
            elif column.type == "number" and not re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", text):
                yield refuse("SK008", value=text, column=id_, at=here)
            elif column.type == "date" and not iso_day(text):
                yield refuse("SK010", value=text, column=id_, at=here)
    known = [q.id for q in section.questions]
    for id_ in answers.questions:
        if id_ not in known:
            yield refuse("SK004", value=id_, allowed=", ".join(known), at=(*at, "questions", id_))
    for id_ in known:
        if id_ not in answers.questions:
            yield refuse("SK006", value=id_, at=(*at, "questions"))
    if section.points and len(answers.points) != len(section.points):
        yield refuse(
            "SK009", value=section.id, count=len(answers.points), expected=len(section.points), at=(*at, "points")
        )


__all__ = ["Answers", "BlankForm", "Column", "Example", "Form", "Point", "Question", "Section", "TickedPoint", "Words"]
