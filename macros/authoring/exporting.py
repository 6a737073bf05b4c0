"""Every project as one file: a workbook, a table with semicolons, or JSON. The same content gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from macros.authoring.entries import Entry
from macros.authoring.importing.names import column_heading
from macros.authoring.rows import Cells, table
from macros.content.model import Project
from macros.content.model.fields.reference import column
from macros.files.book import About, Book
from macros.text.spreadsheets import csv_file
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN, Vocabularies

LIST_LIMIT = 255
"""Characters that Excel takes in a list of choices."""
_OWN_WIDTHS = {"body": 60, "slug": 30}


def entries_json(entries: Sequence[Entry], words: Vocabularies) -> bytes:
    """A list of objects: ``slug``, ``folder``, every field that has a value, and ``body``."""
    items: list[dict[str, Any]] = [
        {"slug": e.slug, **({"folder": True} if e.folder else {}), **e.fields, "body": e.body} for e in entries
    ]
    try:
        return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()
    except UnicodeEncodeError:  # half a sign, which UTF-8 does not have
        return (json.dumps(items, indent=1) + "\n").encode()


def to_csv(entries: Sequence[Entry], words: Vocabularies) -> bytes:
    """Semicolons and a byte order mark, as Excel in Norwegian wants it; nothing in it can run as a formula."""
    names, rows = table(entries)
    return csv_file([map(column_heading, names), *([row.get(name, "") for name in names] for row in rows)])


def to_xlsx(entries: Sequence[Entry], words: Vocabularies) -> bytes:
    """The projects on the first sheet, what each column means on the second. Text is always text, never a formula."""
    t = labels()
    names, rows = table(entries)
    book = Book(About(t("export.title"), t("export.subject"), "1.0", "CC BY 4.0", "", "nb"))
    _sheet(book, t("export.sheet.projects"), names, rows)
    _choices(book, names, len(rows), words)
    fields: list[Cells] = [{"field": n, "meaning": m, "words": w} for n, m, w in _explained(names)]
    _sheet(book, t("export.sheet.fields"), list(fields[0]), fields, wide=True)
    return book.finished()


WRITERS: dict[str, Callable[[Sequence[Entry], Vocabularies], bytes]] = {
    ".xlsx": to_xlsx,
    ".csv": to_csv,
    ".json": entries_json,
}
"""What makes the file, by its ending."""


def _sheet(book: Book, title: str, names: Sequence[str], rows: Iterable[Cells], wide: bool = False) -> None:
    sheet = book.add_sheet(title)
    sheet.freeze_panes(1, 0 if wide else 3)
    head, text = book.head(), book.format(text_wrap=wide)
    for x, name in enumerate(names):
        sheet.set_column(x, x, 60 if wide and x else _width(name))
        sheet.write_string(0, x, column_heading(name), head)
    last = 0
    for last, row in enumerate(rows, 1):
        if not wide:
            sheet.set_row(last, 15)  # a body of many lines would fill the screen
        for x, name in enumerate(names):
            value = row.get(name)
            if isinstance(value, int):
                sheet.write_number(last, x, value, text)
            elif value:
                sheet.write_string(last, x, value, text)
    sheet.autofilter(0, 0, max(last, 1), len(names) - 1)


def _width(name: str) -> int:
    """In characters: a text of several lines is wide, and what stands as a line on a card nearly as much."""
    fact = column(Project, name)
    wide = fact is not None and (60 if fact.shape.mark("long") else 44 if fact.shape.mark("limit") else 0)
    return wide or _OWN_WIDTHS.get(name, 22)


def _choices(book: Book, names: Sequence[str], count: int, words: Vocabularies) -> None:
    sheet = book.workbook.worksheets()[0]
    for x, name in enumerate(names):
        fact = column(Project, name)
        if fact is None or fact.many or fact.vocabulary not in words:
            continue
        allowed = [*words[fact.vocabulary].keys(), *([UNKNOWN] if fact.shape.may_be_unknown else [])]
        if len(",".join(dict.fromkeys(allowed))) <= LIST_LIMIT:
            # A warning, not a stop: labels and other spellings are read too.
            rule = {
                "validate": "list",
                "source": list(dict.fromkeys(allowed)),
                "error_type": "warning",
                "ignore_blank": True,
            }
            sheet.data_validation(1, x, count + 200, x, rule)


def _explained(names: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    """Column, meaning, vocabulary: for whoever opens the workbook."""
    t = labels()
    for name in names:
        outer, _, inner = name.partition("[")[0].partition(".")
        if outer in ("slug", "folder", "body"):
            yield column_heading(name), t(f"export.column.{outer}"), ""
            continue
        if fact := column(Project, f"{outer}.{inner}" if inner else outer) or column(Project, outer):
            yield column_heading(name), fact.description, fact.vocabulary
