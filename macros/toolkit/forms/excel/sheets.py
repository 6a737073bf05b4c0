"""The sheets of a form: one for each section, with its title and its help above what is to be filled in."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range, xl_range_abs, xl_rowcol_to_cell

from macros.content.model.form_shown import Matrix
from macros.files.palette import CLAY, CLAY_SOFT, FJORD, FJORD_SOFT, LEVELS, MUTED, PAPER, css
from macros.text.patterns import iso_day
from macros.toolkit.forms.blocks import Field, Part, status_text
from macros.toolkit.forms.excel.book import FormBook
from macros.toolkit.forms.values import as_number, shown
from macros.toolkit.forms.widths import shares

ROOM = 150.0
"""The width of every table, in letters: a sheet of A4 across, and a laptop's screen."""
ROW, LINE, HIGHEST = 24.0, 15.0, 400.0
"""In points: the least height of a row to fill in, the height of a line, and the most a row may have."""
_BREAKS = re.compile(r"-|[^\S ]|^ |  | $|^$")
LONGEST = 32_000
"""Characters in a cell: Excel has room for 32 767."""


class SheetWriter:
    """A sheet written from the top down. ``row`` is the next free one."""

    def __init__(self, book: FormBook, name: str, widths: Sequence[float], *, locked: bool = True) -> None:
        self.book, self.widths, self.row, self.locked = book, widths, 0, locked
        self.sheet = book.sheet(name, locked=locked)
        self.number = len(book.workbook.worksheets())
        for column, width in enumerate(widths):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(len(widths), len(widths), 1)

    def text(self, text: str, **look: object) -> None:
        """A text across the whole table, in a row that is high enough for it."""
        size = float(str(look.get("font_size", 11)))
        lines = _lines(text, sum(self.widths) * 11 / size)
        self.sheet.set_row(self.row, min(lines * size * 1.35 + 6, HIGHEST))
        look_ = self.book.format(**look)
        if len(self.widths) > 1:
            self.sheet.merge_range(self.row, 0, self.row, len(self.widths) - 1, "", look_)
        self.string(0, text, look_)
        self.row += 1

    def string(self, column: int, text: str, look: Format) -> None:
        """Text in the row being written; never a formula."""
        if text:
            self.sheet.write_string(self.row, column, text[:LONGEST], look)
        else:
            self.sheet.write_blank(self.row, column, None, look)

    def heading(self, title: str) -> None:
        """The sheet's title and, where the answers are made up, that they are."""
        self.text(title, bold=True, font_size=18, font_color=css(FJORD), valign="vcenter")
        if self.book.file.filled:
            self.text(self.book.file.banner, bold=True, font_color=css(CLAY), bg_color=css(CLAY_SOFT))

    def grow(self, texts: Sequence[str], least: float = LINE, size: float = 11) -> None:
        """Ends a row: as high as its texts need and ``least`` at the least, and it grows with what is typed.

        Hack: a row is never lower than its largest letters, so an empty cell beyond the print has large ones.
        """
        lines = max(_lines(text, width * 11 / size) for text, width in zip(texts, self.widths, strict=True))
        self.sheet.set_row(self.row, min(max(lines * LINE * size / 11 + 6, least), HIGHEST))
        self.sheet.write_blank(self.row, len(self.widths), None, self.book.format(font_size=round(least / 1.3)))
        self.book.growing.add((self.number, self.row))
        self.row += 1

    def head(self, fields: Sequence[Field], table: str = "") -> None:
        """Column titles, printed on every page, and what to write; all above stays in sight. Those of a ``table`` of Excel's
        own stand on its first row, so there the help comes first."""
        for write in (self._helps, self._titles) if table else (self._titles, self._helps):
            write(fields)
        self.sheet.freeze_panes(self.row, 0)

    def _titles(self, fields: Sequence[Field]) -> None:
        for column, field in enumerate(fields):
            self.string(column, field.title, self._title_look(field))
        self.sheet.repeat_rows(self.row)
        self.grow([field.title for field in fields], least=20)

    def _title_look(self, field: Field) -> Format:
        align = "right" if field.kind == "number" else "left"
        look = {"bold": True, "font_color": css(PAPER), "bg_color": css(FJORD), "valign": "vcenter"}
        return self.book.grid(align=align, **look)

    def _helps(self, fields: Sequence[Field]) -> None:
        if any(field.help for field in fields):
            for column, field in enumerate(fields):
                look = {"font_size": 9, "font_color": css(MUTED), "bg_color": css(FJORD_SOFT), "valign": "vcenter"}
                self.string(column, field.help, self.book.grid(**look))
            self.grow([field.help for field in fields], size=9)

    def table(self, name: str, fields: Sequence[Field], rows: int) -> None:
        """Makes the rows to come a table of Excel's own, under the titles: a row that is put in or written below the last
        gets the look, the rules and the formulas of the others."""
        columns = [
            {
                "header": f.title,
                "header_format": self._title_look(f),
                "formula": product(f, fields, name) if f.of else "",
            }
            for f in fields
        ]
        options = {"name": name, "columns": columns, "style": None, "autofilter": False, "header_row": True}
        self.sheet.add_table(self.row - 1, 0, self.row + rows - 1, len(fields) - 1, options)

    def product(self, column: int, fields: Sequence[Field], text: str, table: str = "") -> None:
        """A cell that is the product of others in its row, and counts again when they change."""
        count = as_number(text)
        look = self.book.grid(valign="vcenter", align="right", bold=True)
        formula = product(fields[column], fields, table, self.row)
        self.sheet.write_formula(self.row, column, formula, look, "" if count is None else count)

    def value(self, column: int, field: Field, text: str, *, locked: bool) -> None:
        """A value as what it is: a date, a number or text."""
        day = iso_day(text) if field.kind == "date" else None
        count = as_number(text) if field.kind == "number" else None
        shape = {"date": "dd.mm.yyyy", "number": _pattern(count)}.get(field.kind, "")
        cell = self.book.cell(shape, right=field.kind == "number", locked=locked)
        if day and day.year >= 1900:
            self.sheet.write_datetime(self.row, column, day, cell)
        elif count is not None:
            self.sheet.write_number(self.row, column, count, cell)
        else:
            self.string(column, shown(field.kind, text), cell)

    def rule(self, first: int, column: int, field: Field) -> None:
        """Offers the choices of a column, or asks about what is no date."""
        where = (first, column, self.row - 1, column)
        if field.kind == "choice" and field.choices:
            source, error = self.book.choices(field.choices), self.book.words("form.choose.error")
            self.sheet.data_validation(*where, {"validate": "list", "source": source, "error_message": error})
        elif field.kind == "date":
            rule = {"validate": "date", "criteria": ">=", "value": date(1900, 1, 1), "error_type": "warning"}
            self.sheet.data_validation(*where, {**rule, "error_message": self.book.words("form.date.error")})

    def finish(self) -> None:
        """Sets what is printed, when all rows are written. Where more may be written below, all that there is."""
        if self.locked:
            self.sheet.print_area(0, 0, self.row - 1, len(self.widths) - 1)


def own_table(part: Part) -> str:
    """The name of a section's table if it works something out, so that new rows do too; "" for all others. Excel lets no
    table grow on a protected sheet, and takes no two columns of one name."""
    titles = [field.title.casefold() for field in part.fields]
    if not any(f.of for f in part.fields) or len({*titles}) < len(titles) or re.search(r"[\[\]#'@]", "".join(titles)):
        return ""
    return f"innomed_{re.sub(r'[^0-9a-z]', '_', part.id)}"


def product(field: Field, fields: Sequence[Field], table: str, row: int = 0) -> str:
    """The product of other columns of the same row: of a table's, by their titles, as each of its rows has it."""
    cells = [f"{table}[[#This Row],[{fields[n].title}]]" if table else xl_rowcol_to_cell(row, n) for n in field.of]
    return f'=IF(AND({",".join(f"ISNUMBER({cell})" for cell in cells)}),{"*".join(cells)},"")'


STEPS, MIDDLE, HIGH = "Trinn", "Gul_fra", "Rod_fra"
"""Names of the cells with the number of steps and the two limits, on the sheet with the matrices."""


def levels(risk: str, consequence: str) -> tuple[tuple[str, str], ...]:
    """When a cell with a risk has the colour of each level. The highest consequence is never low."""
    there = f'{risk}<>""'
    return (
        ("high", f"=AND({there},{risk}>={HIGH})"),
        ("middle", f"=AND({there},{risk}<{HIGH},OR({risk}>={MIDDLE},{consequence}={STEPS}))"),
        ("low", f"=AND({there},{risk}<{MIDDLE},{consequence}<{STEPS})"),
    )


def on_scale(page: SheetWriter, part: Part, first: int, matrix: Matrix) -> None:
    """Asks for whole numbers on the scale where the matrix reads them, and colours the risk they give."""
    ids, sheet = [field.id for field in part.fields], page.sheet
    for plot in (p for p in matrix.plots if p.section == part.id):
        scale = [ids.index(plot.likelihood), ids.index(plot.consequence)]
        for column in scale:
            rule = {"validate": "integer", "criteria": "between", "minimum": 1, "maximum": f"={STEPS}"}
            error = {"error_message": page.book.words("form.matrix.error")}
            sheet.data_validation(first, column, page.row - 1, column, {**rule, **error})
        for column, field in enumerate(part.fields):
            if list(field.of) != scale:
                continue
            risk, consequence = (xl_rowcol_to_cell(first, c, col_abs=True) for c in (column, scale[1]))
            for level, when in levels(risk, consequence):
                look = page.book.workbook.add_format({"bg_color": css(LEVELS[level])})
                rule_ = {"type": "formula", "criteria": when, "format": look}
                sheet.conditional_format(first, column, page.row - 1, column, rule_)


def write_part(book: FormBook, name: str, part: Part) -> None:
    """The sheet of one section."""
    if part.kind == "questions":
        _questions(book, name, part)
        return
    table = own_table(part)
    page = SheetWriter(book, name, shares(part.fields, part.rows, ROOM), locked=not table)
    page.heading(part.heading)
    if part.help:
        page.text(part.help, font_color=css(MUTED))
    sums = page.row
    page.row += bool(part.points)
    page.head(part.fields, table)
    if table:
        page.table(table, part.fields, len(part.rows))
    first, locked = page.row, len(part.fields) - 4 if part.points else 0
    for values in part.rows:
        for column, (field, text) in enumerate(zip(part.fields, values, strict=True)):
            if field.of:
                page.product(column, part.fields, text, table)
            else:
                page.value(column, field, text, locked=column < locked)
        page.grow([shown(field.kind, text) for field, text in zip(part.fields, values, strict=True)], ROW)
    for column, field in enumerate(part.fields):
        page.rule(first, column, field)
    book.remember(part, name, first, page.row - 1, grows=bool(table))
    if book.file.matrix:
        on_scale(page, part, first, book.file.matrix)
    if part.points:
        _sum(page, part, sums, first, locked)
    page.finish()


def _sum(page: SheetWriter, part: Part, row: int, first: int, status: int) -> None:
    """«Gjort: 3 av 7», counted while one fills in; what does not apply is not among the seven."""
    words, last = page.book.words, page.row - 1
    done, apart = status_text("gjort", words), status_text("ikke-aktuelt", words)
    cells = xl_range_abs(first, status, last, status)
    count = f'COUNTIF({cells},"{done}")'
    all_ = f'COUNTA({xl_range_abs(first, 0, last, 0)})-COUNTIF({cells},"{apart}")'
    formula = '="' + words("form.points.sum", done=f'"&{count}&"', all=f'"&({all_})') + '&""'
    statuses = [point.status for point in part.points]
    applies = sum(s != "ikke-aktuelt" for s in statuses)
    value = words("form.points.sum", done=statuses.count("gjort"), all=applies)
    look = page.book.format(bold=True, font_color=css(FJORD), valign="vcenter")
    page.sheet.set_row(row, 22)
    page.sheet.write_formula(row, 0, formula, look, value)
    for word, colour in ((done, FJORD_SOFT), (status_text("i-gang", words), CLAY_SOFT)):
        rule = {"type": "cell", "criteria": "==", "value": f'"{word}"'}
        tint = page.book.workbook.add_format({"bg_color": css(colour)})
        page.sheet.conditional_format(xl_range(first, status, last, status), {**rule, "format": tint})


def _questions(book: FormBook, name: str, part: Part) -> None:
    """Questions, one a row, with the answer beside."""
    words, helped = book.words, any(question.help for question in part.questions)
    keys = ["form.question", *(["form.question.help"] if helped else []), "form.answer"]
    page = SheetWriter(book, name, [40.0, 40.0, ROOM - 80] if helped else [50.0, ROOM - 50])
    page.heading(part.heading)
    if part.help:
        page.text(part.help, font_color=css(MUTED))
    page.head([Field(words(key)) for key in keys])
    for question in part.questions:
        page.string(0, question.title, book.grid(bold=True, bg_color=css(FJORD_SOFT)))
        if helped:
            page.string(1, question.help, book.grid(font_color=css(MUTED), bg_color=css(FJORD_SOFT)))
        page.string(len(keys) - 1, question.answer, book.grid(locked=False))
        helps = [question.help] if helped else []
        page.grow([question.title, *helps, question.answer], min(question.lines * LINE + 3, HIGHEST))
    page.finish()


def _pattern(count: float | None) -> str:
    """As ``shown``: four digits stand together, more are grouped."""
    if count is None or abs(count) < 10_000:
        return "General"
    return "#,##0" if count == int(count) else "#,##0.0##"


@lru_cache(maxsize=4096)
def _lines(text: str, width: float) -> int:
    """How many lines ``text`` takes in a column; letters are a little narrower than the figures Excel counts in."""
    room = max(int(width * 1.15) - 2, 1)
    return sum(1 if len(line) <= room else wrapped(line, room) for line in text.split("\n"))


def wrapped(line: str, room: int) -> int:
    """How many lines ``textwrap`` makes of one: counted, where it can only break at the spaces."""
    lengths = [len(word) for word in line.split(" ")]
    if _BREAKS.search(line) or max(lengths) > room:
        return len(textwrap.wrap(line, room))
    lines, used = 1, -1
    for length in lengths:
        used += 1 + length
        if used > room:
            lines, used = lines + 1, length
    return lines
