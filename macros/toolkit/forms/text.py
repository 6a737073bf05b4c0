"""A form as plain text: Markdown to write in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from macros.text.markdown import cell, escape, inline
from macros.toolkit.forms.blocks import Field, Part, Ticked, status_text
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.shown import Square, limits, square_text
from macros.toolkit.forms.values import shown


def form_markdown(file: FormFile) -> bytes:
    """``file`` as Markdown, for editors and wikis."""
    return ("\n\n".join(_blocks(file)) + "\n").encode()


def _blocks(file: FormFile) -> Iterator[str]:
    words = file.words
    yield f"# {inline(file.heading)}"
    if file.filled:
        yield f"> **{inline(file.banner)}**"
    if file.lead:
        yield _text(file.lead)
    yield from map(_text, file.situation if file.filled else ())
    yield _text(file.intro)
    for part in file.parts:
        yield f"## {inline(part.heading)}"
        if part.help:
            yield _text(part.help)
        yield from {"table": _table, "questions": _questions, "points": _points, "matrix": _matrix}[part.kind](
            file, part
        )
    yield "---"
    about = (words("form.version", version=file.version), file.license, file.url)
    yield _text(" · ".join(about)) + (f"\\\n**{inline(file.banner)}**" if file.filled else "")


def _table(file: FormFile, part: Part) -> Iterator[str]:
    if any(field.help for field in part.fields):
        yield "\n".join(f"- **{inline(f.title)}**: {inline(f.help)}" for f in part.fields if f.help)
    rule = "| " + " | ".join("---:" if field.kind == "number" else "---" for field in part.fields) + " |"
    rows = [_row(_value(field, value) for field, value in zip(part.fields, row, strict=True)) for row in part.rows]
    yield "\n".join([_row(cell(field.title) for field in part.fields), rule, *rows])
    choices = [(field.title, field.choices) for field in part.fields if field.choices and not file.filled]
    if choices:
        yield "\n".join(
            "- " + escape(file.words("form.choose.from", column=title, choices=" / ".join(values)))
            for title, values in choices
        )


def _matrix(file: FormFile, part: Part) -> Iterator[str]:
    """Each matrix as a table, with the risk and its level in every square."""
    words = file.words
    for grid in part.grids:
        yield f"### {inline(grid.title)}"
        steps = range(1, len(grid.rows) + 1)
        heads = ["", *(cell(words("form.matrix.consequence", step=step)) for step in steps)]
        rows = [
            _row([cell(words("form.matrix.likelihood", step=step)), *(_square(file, square) for square in squares)])
            for step, squares in grid.rows
        ]
        yield "\n".join([_row(heads), "| " + " | ".join(["---"] * len(heads)) + " |", *rows])
    if part.matrix:
        yield _text(limits(part.matrix, words))


def _square(file: FormFile, square: Square) -> str:
    told = square_text(square, file.words)
    return cell(f"{told}: {square.labels}" if square.labels else told)


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _value(field: Field, value: str) -> str:
    return cell(shown(field.kind, value))


def _questions(file: FormFile, part: Part) -> Iterator[str]:
    for question in part.questions:
        yield f"### {inline(question.title)}"
        if question.help:
            yield _text(question.help)
        yield _text(question.answer) if question.answer else f"{file.words('form.answer')}:"


def _points(file: FormFile, part: Part) -> Iterator[str]:
    yield "\n".join(line for point in part.points for line in _point(file, point))


def _point(file: FormFile, point: Ticked) -> Iterator[str]:
    """A task, with who, when and a remark below it."""
    words = file.words
    yield f"- [{'x' if point.status == 'gjort' else ' '}] {escape(point.title)}"
    if point.help:
        yield f"    - {escape(point.help)}"
    if file.filled:
        yield f"    - {words('form.point.status')}: {status_text(point.status, words)}"
    said = {"who": point.who, "date": shown("date", point.date), "note": point.note}
    for key, value in said.items():
        yield f"    - {words(f'form.point.{key}')}: {inline(value)}".rstrip()


def _text(text: str) -> str:
    """``text`` as a paragraph that keeps its lines."""
    return "\\\n".join(escape(line) for line in text.split("\n") if line.strip())
