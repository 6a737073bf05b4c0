"""A form as a Word document: to fill in on screen or on paper, and to be read by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator

from macros.text.norwegian import join
from macros.text.patterns import iso_day
from macros.toolkit.forms.blocks import Asked, Field, Part, Ticked, status_text
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.docx_frame import Frame
from macros.toolkit.forms.docx_shown import matrices, pictures
from macros.toolkit.forms.ooxml import (
    ANSWER,
    BOX,
    CELL_HELP,
    HEAD,
    HELP,
    SIDE,
    TABLE,
    Controls,
    Element,
    cell,
    el,
    keep_ends_together,
    paragraph,
    row,
    run,
    table,
)
from macros.toolkit.forms.values import shown
from macros.toolkit.forms.widths import shares

LETTER = 112
"""What a letter takes, in twentieths of a point: wide enough for bold."""
ROW, LINE, TALLEST = 460, 340, 7600
"""The least height of an empty row, of a line to write on, and the greatest of a field (it must fit a page)."""

ROOM = "\u2003" * 3
"""What an empty cell is clicked on: to write a prompt in every one would fill the printed form with it."""


def form_docx(file: FormFile) -> bytes:
    """``file`` as .docx."""
    frame = Frame(file, landscape=any(len(part.fields) > 5 for part in file.parts if part.kind == "table"))
    return frame.finished(_Writer(file, frame).elements())


class _Writer:
    def __init__(self, file: FormFile, frame: Frame) -> None:
        self.file, self.frame, self.words = file, frame, file.words
        self.width = frame.width
        self.controls = Controls(file.answer_locale)

    def elements(self) -> Iterator[Element]:
        """The whole text, from the title to the last section."""
        file = self.file
        yield paragraph("Title", run(file.heading))
        if file.lead:
            yield paragraph("Subtitle", run(file.lead))
        if file.filled:
            yield paragraph("FormBanner", run(file.banner))
            yield paragraph("FormExample", run(file.situation[0], None, el("b")))
            yield from (paragraph("FormExample", run(text)) for text in file.situation[1:])
        yield paragraph("Normal", run(file.intro))
        for part in file.parts:
            yield paragraph("Heading1", run(part.heading))
            if part.help:
                yield paragraph(HELP, run(part.help), keep=True)
            yield from {
                "table": self.table,
                "questions": self.questions,
                "points": self.points,
                "matrix": self.matrix,
            }[part.kind](part)
        yield paragraph("FormEnd")

    def table(self, part: Part) -> Iterator[Element]:
        widths = self.widths(part.fields, part.rows)
        rows = [self.value_row(part.fields, values, widths) for values in part.rows]
        yield self.grid(part.heading, part.help, part.fields, widths, rows)
        yield from pictures(self.frame, part)

    def matrix(self, part: Part) -> Iterator[Element]:
        yield from matrices(part, self.width, self.controls, self.words, ROOM)

    def value_row(self, fields: tuple[Field, ...], values: tuple[str, ...], widths: list[int]) -> Element:
        cells = [
            cell(width, paragraph(ANSWER, *self.value(field, text), right=field.kind == "number"))
            for field, text, width in zip(fields, values, widths, strict=True)
        ]
        return row(cells, height=ROW)

    def value(self, field: Field, text: str) -> list[Element]:
        """What stands in a cell: a control to choose, pick or write in; nothing where an example has nothing."""
        if not text and self.file.filled:
            return []
        if field.kind == "choice":
            return [self.controls.drop_down(field.title, field.choices, text, self.words("form.choose"))]
        if field.kind == "date":
            iso = text if iso_day(text) else ""
            return [self.controls.date(field.title, iso, shown("date", text), self.words("form.choose_date"))]
        return [self.controls.text(field.title, shown(field.kind, text), ROOM)]

    def points(self, part: Part) -> Iterator[Element]:
        words = self.words
        fields = (
            Field(words("form.point.done"), width="least"),
            Field(words("form.point"), width="wide"),
            Field(words("form.point.who")),
            Field(words("form.point.date"), "date", width="narrow"),
            Field(words("form.point.note"), width="wide" if any(p.note for p in part.points) else "normal"),
        )
        if part is next(p for p in self.file.parts if p.points):
            yield paragraph(HELP, run(words("form.points.how")), keep=True)
        values = tuple(("", p.title, p.who, p.date, p.note) for p in part.points)
        widths = self.widths(fields, values)
        rows = [self.point_row(fields, point, widths) for point in part.points]
        yield self.grid(part.heading, part.help, fields, widths, rows)

    def point_row(self, fields: tuple[Field, ...], point: Ticked, widths: list[int]) -> Element:
        box = self.controls.tick_box(point.title, point.status == "gjort")
        cells = [
            [paragraph("FormTick", box)],
            [paragraph(ANSWER, run(point.title)), *([paragraph(CELL_HELP, run(point.help))] if point.help else [])],
            [paragraph(ANSWER, *self.value(fields[2], point.who))],
            [paragraph(ANSWER, *self.value(fields[3], point.date))],
            [paragraph(ANSWER, *self.note(point))],
        ]
        return row((cell(width, *content) for width, content in zip(widths, cells, strict=True)), height=ROW)

    def note(self, point: Ticked) -> list[Element]:
        """The remark, after the status that a box cannot tell."""
        note = self.value(Field(self.words("form.point.note")), point.note)
        if point.status not in ("i-gang", "ikke-aktuelt"):
            return note
        return [run(f"{status_text(point.status, self.words)}. ", None, el("b")), *note]

    def questions(self, part: Part) -> Iterator[Element]:
        if part.beside:
            yield self.answers_beside(part)
            return
        for question in part.questions:
            yield paragraph("Heading2", run(question.title))
            if question.help:
                yield paragraph(HELP, run(question.help), keep=True)
            yield self.answer(question)

    def answers_beside(self, part: Part) -> Element:
        """A table with each question to the left of its answer."""
        widths = [self.width // 3, self.width - self.width // 3]
        rows = []
        for question in part.questions:
            asked = [paragraph(HEAD, run(question.title))]
            asked += [paragraph(CELL_HELP, run(question.help))] if question.help else []
            content = zip(widths, (asked, [self.answer_text(question)]), strict=True)
            rows.append(row((cell(w, *c) for w, c in content), height=self.height(question)))
        titles = join(question.title for question in part.questions)
        description = part.help or self.words("form.table.questions", questions=titles)
        return table(SIDE, widths, keep_ends_together(rows), part.heading, description)

    def height(self, question: Asked) -> int:
        """The least height of an answer: what it needs to be written by hand, as long as it is empty."""
        return LINE if self.file.filled else min(question.lines * LINE, TALLEST)

    def answer_text(self, question: Asked) -> Element:
        return paragraph(ANSWER, self.controls.text(question.title, question.answer, self.words("form.write")))

    def answer(self, question: Asked) -> Element:
        """A box to write in, with room for what the answer needs."""
        only = row([cell(self.width, self.answer_text(question))], height=self.height(question))
        return table(BOX, [self.width], [only], question.title, question.help or self.words("form.answer.caption"))

    def grid(
        self, caption: str, help_: str, fields: tuple[Field, ...], widths: list[int], rows: list[Element]
    ) -> Element:
        """A table: column titles, repeated on every page; what to write, if it is said; then the rows."""
        titles = [
            cell(w, paragraph(HEAD, run(f.title), keep=True, right=f.kind == "number"))
            for w, f in zip(widths, fields, strict=True)
        ]
        head = [row(titles, header=True)]
        if any(field.help for field in fields):
            helps = [
                cell(w, paragraph(CELL_HELP, *([run(f.help)] if f.help else []), keep=True))
                for w, f in zip(widths, fields, strict=True)
            ]
            head.append(row(helps))
        description = help_ or self.words("form.table.caption", columns=join(f.title for f in fields))
        return table(TABLE, widths, [*head, *keep_ends_together(rows)], caption, description)

    def widths(self, fields: tuple[Field, ...], rows: tuple[tuple[str, ...], ...]) -> list[int]:
        """The columns' widths, in whole twentieths of a point that fill the line exactly."""
        widths = [int(share * LETTER) for share in shares(fields, rows, self.width / LETTER)]
        return [*widths[:-1], self.width - sum(widths[:-1])]


__all__ = ["form_docx"]
