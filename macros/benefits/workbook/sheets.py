"""The benefit plan's workbook with nothing filled in: tables, formulas, drop-downs, and the sheets that show what they
come to."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby

from xlsxwriter.utility import xl_col_to_name, xl_range, xl_rowcol_to_cell
from xlsxwriter.worksheet import Worksheet

from macros.benefits.workbook.card import card
from macros.benefits.workbook.columns import (
    ADDED,
    EDITIONS,
    FACTS,
    FACTS_FIRST,
    FOLLOW_UP,
    HEAD,
    TABLES,
    SheetColumn,
    options,
    place,
    sheet_name,
)
from macros.benefits.workbook.drawing import drawing
from macros.benefits.workbook.guide import guide
from macros.benefits.workbook.overview import overview
from macros.content.model import BenefitPlan
from macros.files.book import About, Book, absolute
from macros.files.palette import CLAY, FJORD, FJORD_SOFT, STRONG_LINE, css
from macros.words.vocabulary import Vocabularies

NUMBER = "#,##0.##;-#,##0.##;0"


def empty_plan(
    about: About, example: BenefitPlan | None, words: Vocabularies, rows: Mapping[str, int], edition: str = "full"
) -> Book:
    """The workbook, not yet written. ``example`` is the filled-in plan that the guide shows a part of; ``rows`` how many
    lines each table has; ``edition`` one of ``EDITIONS``."""
    book = Book(about)
    book.workbook.set_custom_property("Address", about.url, "text")
    sheets = _Sheets(book, words, rows)
    for name in EDITIONS[edition]:
        sheets.table(name, first=name == EDITIONS[edition][0])
    if edition == "full":
        sheets.formulas()
        overview(book, words, rows)
        card(book, rows)
        drawing(book, rows)
    guide(book, words, example if edition == "full" else None, edition)
    return book


class _Sheets:
    def __init__(self, book: Book, words: Vocabularies, rows: Mapping[str, int]) -> None:
        self.book, self.words, self.t, self.rows = book, words, book.t, rows
        self.made: dict[str, Worksheet] = {}

    def formulas(self) -> None:
        """What each line of the follow-up works out: of its own cells, and of the plan's line with the same id."""
        ws, rows = self.made["follow_up"], self.rows["follow_up"]
        letters = {c.key: xl_col_to_name(i) for i, c in enumerate(FOLLOW_UP)}
        formats = {"attainment": "0 %", "open": "dd.mm.yyyy;;"}
        for index in range(rows):
            row = HEAD + 1 + index
            formulas = self._formulas({key: f"{letter}{row + 1}" for key, letter in letters.items()})
            for column, key in enumerate(letters):
                if key in formulas:
                    style = self.book.result(num_format=formats.get(key, NUMBER), text_wrap=True)
                    ws.write_formula(row, column, formulas[key], style, "")

    def _formulas(self, here: dict[str, str]) -> dict[str, str]:
        """The formulas of one line; ``(verdi − nullpunkt) / (mål − nullpunkt)``. ``here``: column -> cell of the line."""
        t, none, plan = self.t, self.t("plan.book.no_basis"), self.rows["plan"]
        ids = place(t, "plan", "id", plan)

        def looked_up(key: str) -> str:
            found = f"INDEX({place(t, 'plan', key, plan)},MATCH({here['benefit']},{ids},0))"
            return f'=IF({here["benefit"]}="","",IFERROR(IF({found}="","",{found}),""))'

        v, b, g = here["value"], here["baseline"], here["target"]
        missing = f"OR(NOT(ISNUMBER({v})),NOT(ISNUMBER({b})),NOT(ISNUMBER({g})))"
        every = {k: place(t, "follow_up", k, self.rows["follow_up"]) for k in ("benefit", "date")}

        def others(sign: str, day: str) -> str:
            return f'COUNTIFS({every["benefit"]},{here["benefit"]},{every["date"]},"{sign}"&{day})'

        return {
            "name": looked_up("description"),
            "unit": looked_up("unit"),
            "status": looked_up("status"),
            "baseline": looked_up("baseline"),
            "target": looked_up("target"),
            "deviation": f'=IF(AND(ISNUMBER({v}),ISNUMBER({g})),{v}-{g},"")',
            "attainment": (
                f'=IF({here["benefit"]}="","",IF({missing},"{none}",IF({g}={b},"{none}",({v}-{b})/({g}-{b}))))'
            ),
            # The row number keeps two measurements on the same day apart.
            "open": (
                f'=IF(OR({here["benefit"]}="",NOT(ISNUMBER({here["next"]}))),"",'
                f'IF({others(">=", here["next"])}=0,{here["next"]}+ROW()/1000000,""))'
            ),
            # A year or a month is text. It counts as a last one: of several, the one that stands last is taken.
            "last": (
                f'=IF(OR({here["benefit"]}="",NOT(ISNUMBER({v}))),"",'
                f"IF(ISNUMBER({here['date']}),IF({others('>', here['date'])}=0,1,0),1))"
            ),
        }

    def table(self, name: str, *, first: bool) -> None:
        """A sheet with an empty table: groups, heads, and cells to fill in, each with what it allows. The ``first`` of a
        workbook also has what the plan is about, and the rule of what is published."""
        t, book, columns = self.t, self.book, TABLES[name]
        last, called = HEAD + self.rows[name], sheet_name(t, name)
        widths = [c.width for c in columns]
        ws = book.sheet(
            called,
            t("plan.book.title.light") if name == "light" else t(f"plan.book.{name}"),
            t(f"plan.book.{name}.lead"),
            widths,
            locked=False,
        )
        self.made[name] = ws
        if first:
            example = int(book.about.example)  # its banner takes a row
            for row in range(FACTS - example):
                ws.write_blank(FACTS_FIRST + example + row, 0, None, book.format(bold=row == 0))
            rule = book.format(bold=True, font_color=css(CLAY))
            ws.write_string(FACTS_FIRST + FACTS, 0, t("plan.book.released.rule"), rule)
        self._lines(ws, columns, last)
        last += ADDED
        for index, column in enumerate(columns):
            if column.kind == "number":
                book.number(ws, HEAD + 1, last, index, -1e12)
            elif column.kind == "date":
                book.date(ws, HEAD + 1, last, index)
            elif column.words == "ids":
                book.choice(ws, HEAD + 1, last, index, "=" + place(t, "plan", "id", self.rows["plan"]))
            elif column.words:
                self._allow(ws, column, index, last)
        last -= ADDED
        self._heads(ws, name)
        ws.freeze_panes(HEAD + 1, 2)
        ws.repeat_rows(HEAD - 1, HEAD)
        ws.fit_to_pages(-(-sum(int(c.width) for c in columns) // 200), 1 if name == "light" else 0)
        ws.print_area(0, 0, last, len(columns) - 1)
        # How screen readers are told where the column heads stand (Microsoft's accessibility guidance for Excel).
        region = f"ColumnTitleRegion1.A{HEAD + 1}.{xl_col_to_name(len(columns) - 1)}{last + 1}"
        book.workbook.define_name(f"'{called}'!{region}", "=" + absolute(called, HEAD, 0))

    def _lines(self, ws: Worksheet, columns: tuple[SheetColumn, ...], last: int) -> None:
        """The look of the cells to fill in is their column's, and the lines around them a rule: so those that somebody
        puts in under the last look alike, and no empty cell need be written but one in each row."""
        for index, column in enumerate(columns):
            if column.kind in ("formula", "share"):
                for row in range(HEAD + 1, last + 1):
                    ws.write_blank(row, index, None, self.book.result(text_wrap=True))
                continue
            formats = {"date": "dd.mm.yyyy", "number": "#,##0.##", "text": "@"}
            style = self.book.format(locked=False, text_wrap=True, num_format=formats[column.kind])
            ws.set_column(index, index, column.width, style)
            for row in range(HEAD + 1, last + 1) if not index else ():
                ws.write_blank(row, index, None, style)
        first = xl_rowcol_to_cell(HEAD + 1, 0, col_abs=True)
        drawn = self.book.workbook.add_format({"border": 1, "border_color": css(STRONG_LINE)})
        rule = {"type": "formula", "criteria": f'=OR(ROW({first})<={last + 1},{first}<>"")', "format": drawn}
        ws.conditional_format(HEAD + 1, 0, last + ADDED, len(columns) - 1, rule)

    def _heads(self, ws: Worksheet, name: str) -> None:
        """The heads of a table, its groups above them. The table is Excel's own: a line that is put in has the rules and
        the formulas of the others, and the heads sort and filter."""
        t, book, columns, table = self.t, self.book, TABLES[name], f"innomed_{name}"
        here = {c.key: f"{table}[[#This Row],[{t(c.label)}]]" for c in columns}
        formulas = self._formulas(here) if name == "follow_up" else {}
        heads = [{"header": t(c.label), "header_format": book.head(), "formula": formulas.get(c.key)} for c in columns]
        ws.add_table(
            HEAD, 0, HEAD + self.rows[name], len(columns) - 1, {"name": table, "columns": heads, "style": None}
        )
        if formulas:
            # The lines that are there have the same formulas with cells for names, which take less room (``repeated``).
            ws.ignore_errors({"calculated_column": xl_range(HEAD + 1, 0, HEAD + self.rows[name], len(columns) - 1)})
        style = book.format(
            bold=True, bg_color=css(FJORD_SOFT), font_color=css(FJORD), align="left", border=1,
            border_color=css(STRONG_LINE),
        )  # fmt: skip
        for group, together in groupby(range(len(columns)), key=lambda index: columns[index].group):
            indexes = list(together)
            if len(indexes) > 1:
                ws.merge_range(HEAD - 1, indexes[0], HEAD - 1, indexes[-1], "", style)
            ws.write_string(HEAD - 1, indexes[0], t(f"plan.book.group.{group}"), style)
        ws.set_row(HEAD, 34)

    def _allow(self, ws: Worksheet, column: SheetColumn, index: int, last: int) -> None:
        """A drop-down; from cells on the guide's sheet, because a list in the cell itself may hold 255 signs only."""
        allowed = options(self.words, self.t, self.book.about.language, column.words)
        short = sum(map(len, allowed)) + len(allowed) < 250 and not any("," in word for word in allowed)
        source = allowed if short else f"=words_{column.words}"
        self.book.choice(ws, HEAD + 1, last, index, source, many=column.many)
