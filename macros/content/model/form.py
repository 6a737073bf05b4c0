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
from macros.text.patterns import iso_day

FileFormat = Literal["docx", "xlsx", "md"]
PointStatus = Literal["ikke-startet", "i-gang", "gjort", "ikke-aktuelt"]
MAX_ROWS = 60


class Words(DataModel):
    """A text in both written standards."""

    nb: Text = Field(description="På bokmål.")
    nn: Text = Field(description="På nynorsk.")

    def in_(self, language: str) -> str:
        """The words in ``nn``, and in bokmål for any other language."""
        return self.nn if language == "nn" else self.nb


class Column(DataModel):
    """A column of a table to fill in."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Overskriften på kolonnen.")
    type: Literal["text", "number", "date", "choice"] = Field("text", description="Hva som skal stå i kolonnen.")
    choices: Annotated[tuple[Words, ...], Many()] = Field((), description="Det man kan velge mellom.")
    help: Words | None = Field(None, description="Hva man skal skrive.")
    width: Literal["narrow", "normal", "wide"] = Field("normal", description="Hvor bred kolonnen er.")

    @model_validator(mode="after")
    def choices_fit_type(self) -> Column:
        """A column has choices when its type is ``choice``, and only then (SK001)."""
        if (self.type == "choice") != bool(self.choices):
            raise refuse("SK001", value=self.id)
        return self


class Question(DataModel):
    """Something to answer in words."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Spørsmålet.")
    help: Words | None = Field(None, description="Hva man skal tenke på.")
    lines: Annotated[int, PlainValidator(whole(1, 30))] = Field(3, description="Hvor mye plass svaret trenger.")


class Point(DataModel):
    """Something to have in place: ticked off, with who, when and a remark."""

    title: Words = Field(description="Punktet.")
    help: Words | None = Field(None, description="Utdyping.")


class Section(DataModel):
    """A part of the form: a table (``columns``), questions or points; exactly one of them."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Overskriften.")
    help: Words | None = Field(None, description="Hvordan delen fylles ut.")
    columns: Annotated[tuple[Column, ...], Many()] = Field((), description="Kolonnene i en tabell.")
    rows: Annotated[int, PlainValidator(whole(1, MAX_ROWS))] = Field(
        8, description="Rader i tabellen i alt, også de som er fylt ut fra før."
    )
    given: Annotated[tuple[Mapping[Slug, Words], ...], Many()] = Field(
        (), description="Det som står i tabellens første rader fra før."
    )
    questions: Annotated[tuple[Question, ...], Many()] = Field((), description="Spørsmål å svare på.")
    points: Annotated[tuple[Point, ...], Many()] = Field((), description="Punkter å huke av.")

    @model_validator(mode="after")
    def one_kind(self) -> Section:
        """A section is one of table, questions and points (SK002); its ids are unique, and rows use them (SK003)."""
        if sum(map(bool, (self.columns, self.questions, self.points))) != 1:
            raise refuse("SK002", value=self.id)
        ids = [c.id for c in self.columns] + [q.id for q in self.questions]
        for id_ in ids:
            if ids.count(id_) > 1:
                raise refuse("SK003", value=id_)
        for row in self.given:
            for id_ in row:
                if id_ not in [c.id for c in self.columns]:
                    raise refuse("SK004", value=id_, allowed=", ".join(c.id for c in self.columns))
        return self

    @property
    def kind(self) -> str:
        """``table``, ``questions`` or ``points``."""
        return "table" if self.columns else "questions" if self.questions else "points"


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


class Form(DataModel):
    """The content of ``tools/<slug>/form.yml``."""

    title: Words = Field(description="Skjemaets navn.")
    files: Annotated[tuple[FileFormat, ...], Many()] = Field(description="Filtypene skjemaet lages i.")
    intro: Words = Field(description="Hva skjemaet er, og hvordan det fylles ut, i to til fire setninger.")
    numbered: YesNo = Field(False, description="Om delene er steg i rekkefølge.")
    sections: Annotated[tuple[Section, ...], Many()] = Field(description="Delene av skjemaet.")
    example: Example = Field(description="Skjemaet utfylt.")

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
        """The example's answers to ``section``; a checked form has them for every section."""
        return next(a for a in self.example.answers if a.section == section.id)


def _misfits(sections: tuple[Section, ...], example: Example) -> Iterator[Exception]:
    by_id = {s.id: s for s in sections}
    for index, answers in enumerate(example.answers):
        at = ("example", "answers", index)
        section = by_id.get(answers.section)
        if section is None:
            yield refuse("SK004", value=answers.section, allowed=", ".join(by_id), at=(*at, "section"))
        elif answers.kind != section.kind:
            yield refuse("SK005", value=section.id, expected=_SHAPES[section.kind], at=at)
        else:
            yield from _answer_misfits(section, answers, at)
    for id_ in by_id:
        if id_ not in [a.section for a in example.answers]:
            yield refuse("SK006", value=id_, at=("example", "answers"))


_SHAPES = {"table": "rows", "questions": "questions", "points": "points"}


def _answer_misfits(section: Section, answers: Answers, at: tuple[str | int, ...]) -> Iterator[Exception]:
    columns = {c.id: c for c in section.columns}
    for index, row in enumerate(answers.rows):
        for id_, text in row.items():
            here, column = (*at, "rows", index, id_), columns.get(id_)
            if column is None:
                yield refuse("SK004", value=id_, allowed=", ".join(columns), at=here)
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


__all__ = ["Answers", "Column", "Example", "Form", "Point", "Question", "Section", "TickedPoint", "Words"]
