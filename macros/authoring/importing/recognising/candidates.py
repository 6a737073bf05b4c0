"""The rows of a sheet as candidates for write-ups: columns recognised, cells read, and everything that is odd told.

A column whose heading is a field's own name, or that stands in a table of ``innomed export``, is read to the letter. A
column with a Norwegian heading of somebody's own is read as people write.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from macros.authoring.draft import Draft, may_be_slug, unused_slug
from macros.authoring.importing.accounting import Told, left, renamed, understood
from macros.authoring.importing.names import Name, exported, fold_name, meaning, nearest
from macros.authoring.importing.readers.markdown import paragraphs
from macros.authoring.importing.readers.sheets import Row, Sheet
from macros.authoring.importing.values import shown, tolerant, value_of
from macros.authoring.rows import ADDRESS, BODY, FOLDER, CellError, base_columns, entry_from, joined, part_of
from macros.benefits import FilledPlan
from macros.content.model import Project
from macros.content.model.fields.reference import column as field_column
from macros.opendata import flat_fields
from macros.text.invisible import one_line
from macros.text.norwegian import title_slug
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

HEAD_ROWS = 20
"""How far down the row of headings may stand."""


@dataclass(frozen=True)
class Candidate:
    """A project as a file tells it. ``slug`` is its own or made from the title, and ``named`` says which.

    ``body``: the whole text as Markdown, when the file has it. ``carried``: the fields that the file speaks of, also
    where it says nothing: only those can differ from what is there. ``where``: the cell or file it came from. ``text``:
    the whole write-up, when the file is one. ``parts``: of which fields it has only parts (``phase.start``). ``files``: what lies beside it, by name. ``filled``: what a
    benefit plan of its says, when the file is one.
    """

    draft: Draft
    slug: str
    named: bool
    where: str
    place: Place = field(default_factory=Place)
    folder: bool = False
    body: str | None = None
    carried: frozenset[str] = frozenset()
    text: str | None = None
    parts: frozenset[str] = frozenset()
    files: Mapping[str, bytes] = field(default_factory=dict)
    filled: FilledPlan | None = None


@dataclass(frozen=True)
class _Column:
    """``strict``: named as ``innomed export`` names it, so its cells are read to the letter. ``key``: its column."""

    index: int
    name: Name | None
    strict: bool
    text: str
    key: str


def candidates(
    sheets: Sequence[Sheet], words: Vocabularies, keep_unknown: bool = False
) -> tuple[list[Candidate], list[Problem], list[Told]]:
    """Every project in ``sheets``, every problem in reading order, and what was left out or read as something else;
    with errors nothing should be written."""
    found: list[Candidate] = []
    problems: list[Problem] = []
    told: list[Told] = []
    told += margins(sheets)
    sheets = [sheet for sheet in sheets if not sheet.hidden]
    tables = [(sheet, _head(sheet)) for sheet in sheets if sheet.rows]
    if not any(head for _, head in tables):
        path = sheets[0].path if sheets else ""
        return (
            [],
            [problem("IM010", path, Place(), value=", ".join(f"«{s.name}»" for s in sheets if s.name) or path)],
            [],
        )
    for sheet, head in tables:
        if head is None:
            if not _is_ours(sheet):
                problems.append(problem("IM021", sheet.path, Place(), value=sheet.name))
                told += [left("sheet", _row_text(row)) for row in sheet.rows]
            continue
        problems += sheet.problems
        position, columns = head
        problems += _odd_head(sheet, position, columns, keep_unknown)
        problems += _merged(sheet, sheet.rows[position].number)
        told += [left("above", _row_text(row)) for row in sheet.rows[:position]]
        told += [renamed(c.text, c.name.key) for c in columns if c.name and c.name.kind != "ignored" and not c.strict]
        for row in sheet.rows[position + 1 :]:
            candidate, wrong = _candidate(sheet, row, columns, words, keep_unknown, told)
            problems += wrong
            found += [candidate] if candidate else []
    return found, [*problems, *repeated(found, sheets[0].path)], told


def is_table(sheets: Sequence[Sheet]) -> bool:
    """Whether one of the sheets has a row of headings over projects."""
    return any(_head(sheet) for sheet in sheets if sheet.rows and not sheet.hidden)


def margins(sheets: Sequence[Sheet]) -> Iterator[Told]:
    """What stands in a workbook beside what is read: hidden sheets, and what is said of a cell."""
    for sheet in sheets:
        yield from (left("hidden", _row_text(row)) for row in sheet.rows if sheet.hidden)
        yield from (left("comment", one_line(text)) for text in sheet.comments)


def unknown_column(path: str, place: Place, text: str, where: str) -> Problem:
    """A column, or a field above a text, that nobody knows: what it is must be said before anything is written."""
    return problem("IM011", path, place, value=one_line(text), where=where, suggestion=nearest(text))


def repeated(found: Sequence[Candidate], path: str) -> Iterator[Problem]:
    """Two projects of one file cannot have the same address."""
    first: dict[str, Candidate] = {}
    for candidate in found:
        other = first.setdefault(candidate.slug, candidate)
        if other is not candidate:
            yield problem(
                "IM014", path, candidate.place, value=candidate.slug, where=candidate.where, other=other.where
            )


def _head(sheet: Sheet) -> tuple[int, list[_Column]] | None:
    """The row of headings: the first that names the title and something more we know, or the first row of all."""
    for position, row in enumerate(sheet.rows[:HEAD_ROWS]):
        ours = exported(row.cells)
        columns = [_column(index, text, ours) for index, text in enumerate(row.cells) if text.strip()]
        known = [c.name.key for c in columns if c.name]
        if "title" in known and (len(known) > 1 or not position):
            return position, columns
    return None


def _column(index: int, text: str, ours: Mapping[str, str]) -> _Column:
    key = ours.get(text.strip(), text.strip())
    base, _ = part_of(key)
    strict = base in {*base_columns(), *flat_fields()}
    return _Column(index, Name("field", base) if strict else meaning(text), strict, text.strip(), key)


def _is_ours(sheet: Sheet) -> bool:
    """The sheet of our own workbook that explains the fields."""
    return [fold_name(c) for c in sheet.rows[0].cells] == ["field", "meaning", "words"]


def _odd_head(sheet: Sheet, position: int, columns: list[_Column], keep_unknown: bool) -> Iterator[Problem]:
    head = sheet.rows[position].number
    for above in sheet.rows[:position]:
        text = one_line(" ".join(above.cells))
        yield problem("IM025", sheet.path, sheet.place(above.number), value=f"«{text[:60]}»", where=sheet.where(above.number, 0))  # fmt: skip
    seen: dict[str, _Column] = {}
    for column in columns:
        place, where = sheet.place(head, column.index), sheet.where(head, column.index)
        if column.name is None:
            if not keep_unknown:
                yield unknown_column(sheet.path, place, column.text, where)
        elif column.name.kind == "field":
            key = column.key if column.strict else column.name.key
            other = seen.setdefault(key, column)
            if other is not column:
                yield problem("IM012", sheet.path, place, value=column.text, where=where, other=sheet.where(head, other.index))  # fmt: skip


def _merged(sheet: Sheet, head: int) -> Iterator[Problem]:
    for cells, first, last in sheet.merged:
        if last > head:
            row = max(first, head + 1)
            yield problem("IM015", sheet.path, sheet.place(row), value=cells, where=sheet.name)


def _candidate(
    sheet: Sheet, row: Row, columns: list[_Column], words: Vocabularies, keep_unknown: bool, told: list[Told]
) -> tuple[Candidate | None, list[Problem]]:
    problems = _too_many(sheet, row, columns)
    cells = [(c, row.cells[c.index] if c.index < len(row.cells) else "") for c in columns]
    strict = {c.key: text for c, text in cells if c.strict}
    entry = None
    try:
        entry = entry_from(strict)
    except CellError:
        for column, text in cells:
            if column.strict and _broken(column.key, text):
                place, where = sheet.place(row.number, column.index), sheet.where(row.number, column.index)
                problems.append(problem("IM018", sheet.path, place, value=one_line(text)[:40], where=where))
        if not problems:
            problems.append(problem("IM018", sheet.path, sheet.place(row.number), value="…", where=sheet.where(row.number, 0)))  # fmt: skip
        return None, problems
    strictly = Draft(_tolerant(entry.fields, strict, words, told), origin=sheet.path)
    draft, slug, body, folder = _free(cells, words, keep_unknown, strictly, told)
    slug, body, folder = slug or entry.slug, body if body is not None else entry.body, folder or entry.folder
    title_column = next(c for c in columns if c.name and c.name.key == "title")
    place, where = sheet.place(row.number, title_column.index), sheet.where(row.number, title_column.index)
    named = [c.name.key.partition(".")[0] for c in columns if c.name and c.name.kind == "field"]
    carried = frozenset(named) - {ADDRESS, FOLDER, BODY}
    parts = frozenset(c.name.key for c in columns if c.name and c.name.kind == "field" and "." in c.name.key)
    candidate, wrong = checked(
        Candidate(draft, slug, bool(slug), where, place, folder, body, carried, parts=parts), sheet.path
    )
    return candidate, [*problems, *wrong]


def checked(candidate: Candidate, path: str) -> tuple[Candidate | None, list[Problem]]:
    """The candidate with its address, or why it cannot have one: it needs a title, and an address the site can use."""
    title, where, place = candidate.draft.fields.get("title"), candidate.where, candidate.place
    if not isinstance(title, str):
        return None, [problem("IM013", path, place, where=where)]
    made = candidate.slug or title_slug(title)
    if not may_be_slug(made):
        return None, [problem("IM017", path, place, value=made, where=where, suggestion=unused_slug(made))]
    return replace(candidate, slug=made), []


def _free(
    cells: Sequence[tuple[_Column, str]], words: Vocabularies, keep_unknown: bool, draft: Draft, told: list[Told]
) -> tuple[Draft, str, str | None, bool]:
    """The cells that people named: fields as people write them, parts of the text, and what has no place."""
    fields, sections, rest = dict(draft.fields), dict[str, str](), list[tuple[str, str]]()
    slug, body, folder = "", None, False
    for column, text in cells:
        if column.strict or not text.strip():
            continue
        if column.name is None:
            rest += [(one_line(column.text), paragraphs(text))] if keep_unknown else []
        elif column.name.kind == "section":
            key = column.name.key
            sections[key] = "\n\n".join(filter(None, (sections.get(key), paragraphs(text))))
        elif column.name.key == ADDRESS:
            slug = text.strip().strip("/").rpartition("/")[2]
        elif column.name.key == BODY:
            body = text.strip("\n")
        elif column.name.key == FOLDER:
            folder = text.strip().casefold() in ("ja", "true", "x", "1")
        elif column.name.kind == "field":
            outer, _, inner = column.name.key.partition(".")
            value, _ = value_of(column.name.key, text, words)
            if shown(value) != one_line(text):
                told.append(understood(column.text, one_line(text), f"{column.name.key}: {shown(value)}"))
            if inner:
                fields[outer] = {**(fields[outer] if isinstance(fields.get(outer), dict) else {}), inner: value}
            else:
                fields[outer] = value
        else:
            told.append(left("ignored", f"{column.text}: {one_line(text)}"))
    return replace(draft, fields=fields, sections=sections, rest=rest), slug, body, folder


def _tolerant(
    fields: Mapping[str, Any], cells: Mapping[str, str], words: Vocabularies, told: list[Told]
) -> dict[str, Any]:
    """The fields of our own columns; what is no value to the letter is read as people write."""
    read = {name: dict(value) if isinstance(value, dict) else value for name, value in fields.items()}
    for name in (n for n in joined(cells) if field_column(Project, n)):
        outer, _, inner = name.partition(".")
        there = read.get(outer)
        if inner and isinstance(there, dict) and inner in there:
            there[inner] = tolerant(name, was := there[inner], cells[name], words)
            now = there[inner]
        elif not inner and outer in read and not isinstance(there, dict):
            was, now = there, tolerant(name, there, cells[name], words)
            read[outer] = now
        else:
            continue
        if now != was:
            told.append(understood(name, one_line(cells[name]), shown(now)))
    return read


def _row_text(row: Row) -> str:
    return " | ".join(filter(None, map(one_line, row.cells)))


def _too_many(sheet: Sheet, row: Row, columns: list[_Column]) -> list[Problem]:
    """A value in a column without a heading belongs to nothing."""
    headed = {c.index for c in columns}
    return [
        problem("IM022", sheet.path, sheet.place(row.number, index), value=one_line(text)[:60], where=sheet.where(row.number, index))
        for index, text in enumerate(row.cells)
        if text.strip() and index not in headed
    ]  # fmt: skip


def _broken(name: str, text: str) -> bool:
    try:
        entry_from({part_of(name)[0]: text})
    except CellError:
        return True
    return False
