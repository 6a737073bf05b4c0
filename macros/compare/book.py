"""The workbook of a list of projects: one row to copy, which the browser fills in for as many as the reader has chosen."""

from __future__ import annotations

from macros.addresses import CATALOGUE, absolute_url
from macros.compare.rows import ROWS, label
from macros.files.book import About, Book
from macros.library.library import Library
from macros.words.labels import labels

FIRST = {"title": "admin.field.title", "url": "data.book.column.url", "summary": "admin.field.summary"}
"""The columns before those of ROWS, and their labels."""
WIDTHS = {"title": 42, "url": 34, "summary": 60, "hours": 14, "phase": 24, "region": 22}
NUMBERS = ("hours",)


def book(library: Library, site_url: str) -> bytes:
    """The empty workbook, with its Norwegian headings and what must be told about it."""
    t = labels()
    licence = library.name("licenses", "cc-by-4-0")
    made = Book(About(t("compare.book.title"), t("compare.book.subject"), "1.0", licence, absolute_url(site_url, CATALOGUE), "nb"))  # fmt: skip
    columns = (*FIRST, *ROWS)
    ws = made.add_sheet(t("data.book.sheet.projects"))
    ws.freeze_panes(1, 1)
    ws.set_landscape()
    ws.set_paper(9)
    ws.repeat_rows(0)
    cell = made.format(text_wrap=True)
    for place, column in enumerate(columns):
        ws.set_column(place, place, WIDTHS.get(column, 36))
        ws.write_blank(1, place, None, made.format(num_format="#,##0") if column in NUMBERS else cell)
    names = {column: t(key) for column, key in FIRST.items()} | {row: label(row, t) for row in ROWS}
    heads = [{"header": names[column]} for column in columns]
    ws.add_table(0, 0, 1, len(columns) - 1, {"name": t("data.book.sheet.projects"), "columns": heads, "style": "Table Style Light 1"})  # fmt: skip
    about = made.add_sheet(t("data.book.sheet.about"))
    about.set_column(0, 0, 110)
    draft = [] if library.approved else [t("frame.draft")]
    lines = [
        t("compare.book.about", url=site_url),
        *draft,
        t("compare.rule"),
        t("compare.book.empty"),
        t("data.book.license"),
    ]
    for line, text in enumerate(lines):
        about.write_string(line, 0, text, cell)
    return made.finished()
