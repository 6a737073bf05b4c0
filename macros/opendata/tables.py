"""``/data/projects.csv``, ``projects.xlsx`` and ``tools.csv``: the records of ``projects.json`` and ``tools.json`` as rows.

The CSV is for programs: keys, and nothing lost. The workbook is for people: words. A column is a field. An object becomes a column for each of its fields (``phase.start``). A list of words stands in one
cell with ``|`` between (``\\|`` for the sign itself); what has more structure than that stands as JSON in the CSV and
on a sheet of its own in the workbook.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from macros.addresses import DATA, absolute_url
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import FieldFact, describe
from macros.files.book import About, Book
from macros.library.library import Library
from macros.opendata.objects import project_object, tool_object
from macros.text.spreadsheets import csv_file
from macros.words.labels import field_label, labels
from macros.words.vocabulary import UNKNOWN

EXCEL_LIMIT = 32_767
"""Characters in a cell. Only texts that no reader would open a spreadsheet for are longer."""

Row = dict[str, Any]


@cache
def columns(model: type[Project] | type[Tool] = Project) -> tuple[str, ...]:
    """The columns of a project or a tool, the same whatever the records hold."""
    names = ["slug", "url"]
    for field in describe(model):
        names += [f"{field.name}.{inner.name}" for inner in field.fields] if field.flat else [field.name]
    return tuple(names)


@cache
def flat_fields() -> tuple[str, ...]:
    """Objects that a project has at most one of: their fields are columns of the project."""
    return tuple(field.name for field in describe(Project) if field.flat)


def flat(record: Mapping[str, Any], names: Iterable[str] | None = None) -> Row:
    """A record of ``projects.json``, or of another file with the columns ``names``, by column; lists and objects are still
    lists and objects."""
    row: Row = {}
    for name in columns() if names is None else names:
        outer, _, inner = name.partition(".")
        value = record[outer]
        row[name] = (value or {}).get(inner) if inner else value
    return row


def in_cell(value: Any) -> str:
    """The text of a value in a cell."""
    if value is None:
        return ""
    if isinstance(value, dict) or (isinstance(value, list) and any(isinstance(v, dict) for v in value)):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    if isinstance(value, list):
        return "|".join(str(v).replace("\\", "\\\\").replace("|", "\\|") for v in value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def projects_csv(library: Library) -> bytes:
    """All that ``projects.json`` has."""
    return _csv(columns(), map(project_object, library.projects))


def tools_csv(library: Library) -> bytes:
    """All that ``tools.json`` has."""
    return _csv(columns(Tool), map(tool_object, library.tools))


def _csv(names: tuple[str, ...], records: Iterable[Mapping[str, Any]]) -> bytes:
    """Semicolons and a byte order mark: what Excel in Norwegian opens right."""
    return csv_file([names, *(map(in_cell, flat(record, names).values()) for record in records)])


def projects_xlsx(library: Library, site_url: str) -> bytes:
    """For people: Norwegian headings and words, and a filter in the heading row.

    The projects on the first sheet, each kind of list on its own, then the fields, the words and the terms of use.
    """
    t = labels()
    license_name = library.name("licenses", "cc-by-4-0")
    book = Book(
        About(t("data.book.title"), t("data.book.subject"), "1.0", license_name, absolute_url(site_url, DATA), "nb")
    )
    records = [project_object(record) for record in library.projects]
    facts = {field.name: field for field in describe(Project)}
    lists = [f for f in facts.values() if f.many and f.kind == "object"]
    main = {name: heading(name) for name in columns() if name not in {f.name for f in lists}}
    known = {name: fact for name in main if (fact := _fact(name, facts))}
    _sheet(book, t("data.book.sheet.projects"), main, [_in_words(library, flat(r), known) for r in records])
    for field in lists:
        inner = {f.name: f for f in field.fields}
        names = {"slug": heading("slug")} | {name: heading(f"{field.name}.{name}", alone=True) for name in inner}
        rows = [{"slug": r["slug"], **_in_words(library, item, inner)} for r in records for item in r[field.name]]
        _sheet(book, t(f"data.book.sheet.{field.name}"), names, rows)
    _sheet(
        book,
        t("data.book.sheet.fields"),
        _own("name", "field", "description", "vocabulary"),
        _field_rows(facts),
    )
    words = _own("vocabulary", "key", "label", "description")
    _sheet(book, t("data.book.sheet.words"), words, _word_rows(library))
    draft = [] if library.approved else [t("frame.draft")]
    about = [
        t("data.book.about", url=site_url),
        *draft,
        t("data.book.keys"),
        t("data.book.lists"),
        t("data.book.license"),
    ]
    _sheet(book, t("data.book.sheet.about"), _own("text"), [{"text": text} for text in about], wide=True)
    return book.finished()


def heading(name: str, alone: bool = False) -> str:
    """What stands over a column: ``phase.start`` -> ``Fase: ved start``. ``alone``: without the outer field's name."""
    outer, _, inner = name.partition(".")
    if not inner:
        return labels()(
            f"admin.field.{name}" if f"admin.field.{name}" in labels().entries else f"data.book.column.{name}"
        )
    own = field_label(outer, inner)
    return own if alone else f"{labels()(f'admin.field.{outer}')}: {own[:1].lower()}{own[1:]}"


def _own(*names: str) -> dict[str, str]:
    """The headings of a sheet that is about the file itself."""
    return {name: labels()(f"data.book.column.{name}") for name in names}


def _in_words(library: Library, row: Mapping[str, Any], facts: Mapping[str, FieldFact]) -> Row:
    """A row with the words that readers see in place of the keys of vocabularies; several are divided by ``;``."""
    return {name: _word(library, value, facts.get(name)) for name, value in row.items()}


def _fact(name: str, facts: Mapping[str, FieldFact]) -> FieldFact | None:
    outer, _, inner = name.partition(".")
    found = facts.get(outer)
    return next((f for f in found.fields if f.name == inner), None) if found and inner else found


def _word(library: Library, value: Any, fact: FieldFact | None) -> Any:
    if isinstance(value, list) and not any(isinstance(v, dict) for v in value):
        return "; ".join(str(_word(library, v, fact)) for v in value)
    if isinstance(value, bool):
        return labels()("admin.yes" if value else "admin.no")
    if not isinstance(value, str):
        return value
    vocabulary = fact.vocabulary if fact else ""
    if vocabulary and (value == UNKNOWN or value in library.vocabularies[vocabulary]):
        return library.name(vocabulary, value)
    return labels()("unknown") if value == UNKNOWN else value


def _field_rows(facts: Mapping[str, FieldFact]) -> list[Row]:
    rows: list[Row] = []
    for fact in facts.values():
        own = {"name": heading(fact.name), "field": fact.name}
        rows.append({**own, "description": fact.description, "vocabulary": fact.vocabulary})
        for inner in fact.fields:
            name = f"{fact.name}.{inner.name}"
            own = {"name": heading(name), "field": name}
            rows.append({**own, "description": inner.description, "vocabulary": inner.vocabulary})
    return rows


def _word_rows(library: Library) -> list[Row]:
    return [
        {"vocabulary": name, "key": v.key, "label": v.name(), "description": v.description.get("nb")}
        for name, words in sorted(library.vocabularies.items())
        if name != "tools"
        for v in words
    ]


def _sheet(
    book: Book,
    name: str,
    names: Mapping[str, str],
    rows: Sequence[Mapping[str, Any]],
    *,
    wide: bool = False,
) -> None:
    """A plain table, called as its sheet in formulas; ``names`` gives each column its heading."""
    ws = book.add_sheet(name)
    ws.freeze_panes(1, 0 if wide else 1)
    ws.set_landscape()
    ws.set_paper(9)
    if len(names) <= 8:  # more would be too small to read
        ws.fit_to_pages(1, 0)
    ws.repeat_rows(0)
    text = book.format(text_wrap=wide)
    cells = [[_shown(row.get(column)) for column in names] for row in rows]
    for index, named in enumerate(names.values()):
        longest = max((len(str(row[index])) for row in cells), default=0)
        ws.set_column(index, index, 110 if wide else min(max(len(named), longest) + 3, 46))
    for y, row in enumerate(cells, 1):
        for x, value in enumerate(row):
            if not isinstance(value, str):
                ws.write_number(y, x, value, text)
            elif value:
                ws.write_string(y, x, value, text)
    ws.add_table(
        0, 0, max(len(rows), 1), len(names) - 1,
        {"name": name.replace(" ", "_"), "columns": [{"header": c} for c in _distinct(names.values())], "style": "Table Style Light 1", "autofilter": not wide},
    )  # fmt: skip


def _distinct(headings: Iterable[str]) -> Iterator[str]:
    """Excel wants no two headings of a table alike."""
    seen: Counter[str] = Counter()
    for text in headings:
        seen[text.casefold()] += 1
        yield text if seen[text.casefold()] == 1 else f"{text} ({seen[text.casefold()]})"


def _shown(value: Any) -> str | float:
    """A number, or the cell's text as a spreadsheet holds it: always text, so it needs no guard; cut where Excel would refuse
    it."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    shown = in_cell(value)
    if len(shown) <= EXCEL_LIMIT:
        return shown
    end = labels()("data.book.cut")
    return shown[: EXCEL_LIMIT - len(end)] + end
