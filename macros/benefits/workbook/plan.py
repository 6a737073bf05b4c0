"""The benefit plan as a workbook: the plan, the follow-up, what nobody expected, an overview, and how to fill it in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from macros.benefits.workbook.columns import (
    FOLLOW_UP,
    PLAN,
    ROWS,
    UNEXPECTED,
    SheetColumn,
    as_number,
    plan_values,
    shown,
)
from macros.benefits.workbook.overview import guide, overview
from macros.content.model import Benefit, BenefitPlan
from macros.content.model.benefit_plan import FollowUp, Unexpected
from macros.files.book import About, Book, absolute
from macros.files.palette import FJORD, FJORD_SOFT, STRONG_LINE, css
from macros.text.patterns import iso_day
from macros.words.vocabulary import Vocabularies

HEAD = 6
"""The row of column heads on every sheet with a table; the groups stand above it, the rows below."""


@dataclass(frozen=True, slots=True)
class Known:
    """A measurement that the write-up tells of: a line of the follow-up of which somebody else fills in the rest.

    ``date`` may be a year or a month.
    """

    benefit: str
    date: str | None
    value: float | str
    n: int | str | None
    status: str
    next: None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a workbook is filled in with. ``facts`` are label and value pairs above the plan."""

    facts: tuple[tuple[str, str], ...] = ()
    benefits: Sequence[Benefit] = ()
    follow_up: Sequence[FollowUp | Known] = ()
    unexpected: Sequence[Unexpected] = ()


def benefit_workbook(about: About, plan: Plan, example: BenefitPlan | None, words: Vocabularies) -> bytes:
    """The workbook of ``plan``. ``example`` is the filled-in plan that the guide shows a part of."""
    return _BenefitBook(about, plan, example, words).bytes()


class _BenefitBook:
    def __init__(self, about: About, plan: Plan, example: BenefitPlan | None, words: Vocabularies) -> None:
        self.book, self.plan, self.words = Book(about), plan, words
        self.t = self.book.t
        self.names = {key: self.t(f"plan.book.sheet.{key}") for key in ("plan", "follow_up", "unexpected")}
        self.ids = [id_of(b, i).upper() for i, b in enumerate(plan.benefits, 1)]
        self._plan_sheet()
        self._follow_up_sheet()
        self._unexpected_sheet()
        overview(self.book, words, self.names, self)
        guide(self.book, words, example)

    def bytes(self) -> bytes:
        return self.book.finished()

    def word(self, vocabulary: str, key: str) -> str:
        return self.words[vocabulary][key].name(self.book.about.language)

    def options(self, words: str) -> list[str]:
        """The words a column allows: those of a vocabulary, or a few of our own."""
        if words in self.words:
            return [v.name(self.book.about.language) for v in self.words[words] if not v.valid_to]
        return self.t(f"plan.book.words.{words}").split("|")

    def place(self, sheet: str, columns: tuple[SheetColumn, ...], key: str) -> str:
        """The range of a column's cells."""
        column = next(i for i, c in enumerate(columns) if c.key == key)
        return absolute(self.names[sheet], HEAD + 1, column, HEAD + ROWS[sheet])

    def _plan_sheet(self) -> None:
        ws = self._table("plan", PLAN, freeze=2)
        for row, (label, value) in enumerate(self.plan.facts):
            ws.write_string(2 + self._shift + row, 0, f"{label}: {value}", self.book.format(bold=row == 0))
        yes_no = self.options("yes_no")
        for index, benefit in enumerate(self.plan.benefits[: ROWS["plan"]]):
            values = plan_values(benefit, self.ids[index], self.word, (yes_no[0], yes_no[1]), self.t)
            self._fill(ws, PLAN, HEAD + 1 + index, values)

    @property
    def _shift(self) -> int:
        return 1 if self.book.about.example else 0

    def _follow_up_sheet(self) -> None:
        ws = self._table("follow_up", FOLLOW_UP, freeze=1)
        letters = {c.key: xl_col_to_name(i) for i, c in enumerate(FOLLOW_UP)}
        by_id = dict(zip(self.ids, self.plan.benefits, strict=True))
        places = {c.key: i for i, c in enumerate(FOLLOW_UP)}
        # A workbook has two thousand cells to fill in: what is alike for a column is made once.
        formats = {"attainment": "0 %", "open": "dd.mm.yyyy;;"}
        styles = {
            c.key: self.book.result(num_format=formats.get(c.key, "#,##0.##;-#,##0.##;0"), text_wrap=True)
            for c in FOLLOW_UP
        }
        for index in range(ROWS["follow_up"]):
            row = HEAD + 1 + index
            entry = self.plan.follow_up[index] if index < len(self.plan.follow_up) else None
            if entry:
                values = {**_cells(entry), "benefit": entry.benefit.upper()}
                values["status"] = self.word("benefit_status", entry.status)
                values |= {key: shown(values[key], self.t) for key in ("value", "n")}
                self._fill(ws, FOLLOW_UP, row, values)
            here = {key: f"{letter}{row + 1}" for key, letter in letters.items()}
            benefit = by_id.get(entry.benefit.upper()) if entry else None
            for key, (formula, value) in self._follow_up_formulas(here, entry, benefit, row).items():
                ws.write_formula(row, places[key], formula, styles[key], value)

    def _follow_up_formulas(
        self, here: dict[str, str], entry: FollowUp | Known | None, benefit: Benefit | None, row: int
    ) -> dict[str, tuple[str, Any]]:
        """Formulas of one line with the values they have; ``(verdi − nullpunkt) / (mål − nullpunkt)``."""
        ids, none = self.place("plan", PLAN, "id"), self.t("plan.book.no_basis")
        start, goal = (as_number(getattr(benefit, k)) if benefit else None for k in ("baseline", "target"))
        value = entry.value if entry and isinstance(entry.value, (int, float)) else None

        def looked_up(key: str) -> str:
            found = f"INDEX({self.place('plan', PLAN, key)},MATCH({here['benefit']},{ids},0))"
            return f'=IF({here["benefit"]}="","",IFERROR(IF({found}="","",{found}),""))'

        v, b, g = here["value"], here["baseline"], here["target"]
        attainment: Any = none if entry else ""
        if value is not None and start is not None and goal is not None and start != goal:
            attainment = (value - start) / (goal - start)
        missing = f"OR(NOT(ISNUMBER({v})),NOT(ISNUMBER({b})),NOT(ISNUMBER({g})))"
        every = {k: self.place("follow_up", FOLLOW_UP, k) for k in ("benefit", "date")}
        later = f'COUNTIFS({every["benefit"]},{here["benefit"]},{every["date"]},">="&{here["next"]})'
        return {
            "name": (looked_up("description"), benefit.description if benefit else ""),
            "unit": (looked_up("unit"), benefit.unit or "" if benefit else ""),
            "baseline": (looked_up("baseline"), "" if start is None else start),
            "target": (looked_up("target"), "" if goal is None else goal),
            "deviation": (
                f'=IF(AND(ISNUMBER({v}),ISNUMBER({g})),{v}-{g},"")',
                value - goal if value is not None and goal is not None else "",
            ),
            "attainment": (
                f'=IF({here["benefit"]}="","",IF({missing},"{none}",IF({g}={b},"{none}",({v}-{b})/({g}-{b}))))',
                attainment,
            ),
            # The row number keeps two measurements on the same day apart.
            "open": (
                f'=IF(OR({here["benefit"]}="",NOT(ISNUMBER({here["next"]}))),"",'
                f'IF({later}=0,{here["next"]}+ROW()/1000000,""))',
                self.open(entry, row),
            ),
        }

    def open(self, entry: FollowUp | Known | None, row: int) -> float | str:
        """The next measurement's day as a serial number, unless it has been made."""
        if entry is None or entry.next is None:
            return ""
        made = any(f.benefit == entry.benefit and str(f.date) >= entry.next.isoformat() for f in self.plan.follow_up)
        return "" if made else serial(entry.next) + (row + 1) / 1_000_000

    def _unexpected_sheet(self) -> None:
        ws = self._table("unexpected", UNEXPECTED, freeze=1)
        good_bad = dict(zip(("positiv", "negativ"), self.options("good_bad"), strict=True))
        for index, effect in enumerate(self.plan.unexpected):
            values = {
                **effect.model_dump(),
                "direction": good_bad[effect.direction],
                "recipient": self.word("benefit_recipients", effect.recipient),
            }
            self._fill(ws, UNEXPECTED, HEAD + 1 + index, values)

    def _table(self, name: str, columns: tuple[SheetColumn, ...], freeze: int) -> Worksheet:
        """A sheet with an empty table: groups, heads, and cells to fill in, each with what it allows."""
        t, book, last = self.t, self.book, HEAD + ROWS[name]
        ws = book.sheet(
            self.names[name], t(f"plan.book.{name}"), t(f"plan.book.{name}.lead"), [c.width for c in columns]
        )
        groups: dict[str, list[int]] = {}
        for index, column in enumerate(columns):
            groups.setdefault(column.group, []).append(index)
            ws.write_string(HEAD, index, t(f"plan.book.{name}.{column.key}"), book.head())
            style = self._cell(column)
            for row in range(HEAD + 1, last + 1):
                ws.write_blank(row, index, None, style)
            if column.kind == "number":
                book.number(ws, HEAD + 1, last, index, -1e12)
            elif column.kind == "date":
                book.date(ws, HEAD + 1, last, index)
            elif column.words == "ids":
                book.choice(ws, HEAD + 1, last, index, "=" + self.place("plan", PLAN, "id"))
            elif column.words:
                self._allow(ws, column, index, last)
        for group, indexes in groups.items():
            style = book.format(
                bold=True,
                bg_color=css(FJORD_SOFT),
                font_color=css(FJORD),
                align="left",
                border=1,
                border_color=css(STRONG_LINE),
            )
            text = t(f"plan.book.group.{group}")
            if len(indexes) > 1:
                ws.merge_range(HEAD - 1, indexes[0], HEAD - 1, indexes[-1], "", style)
            ws.write_string(HEAD - 1, indexes[0], text, style)
        ws.set_row(HEAD, 34)
        ws.freeze_panes(HEAD + 1, freeze)
        ws.repeat_rows(HEAD - 1, HEAD)
        ws.repeat_columns(0, freeze - 1)
        ws.fit_to_pages(-(-sum(int(c.width) for c in columns) // 200), 0)
        ws.print_area(0, 0, last, len(columns) - 1)
        # How screen readers are told where the column heads stand (Microsoft's accessibility guidance for Excel).
        region = f"ColumnTitleRegion1.A{HEAD + 1}.{xl_col_to_name(len(columns) - 1)}{last + 1}"
        book.workbook.define_name(f"'{self.names[name]}'!{region}", "=" + absolute(self.names[name], HEAD, 0))
        return ws

    def _allow(self, ws: Worksheet, column: SheetColumn, index: int, last: int) -> None:
        """A drop-down; from cells on the guide's sheet, because a list in the cell itself may hold 255 signs only."""
        options = self.options(column.words)
        if sum(map(len, options)) + len(options) < 250 and not any("," in option for option in options):
            self.book.choice(ws, HEAD + 1, last, index, options)
        else:
            self.book.choice(ws, HEAD + 1, last, index, f"=words_{column.words}")

    def _cell(self, column: SheetColumn) -> Any:
        if column.kind in ("formula", "share"):
            return self.book.result(text_wrap=True)
        formats = {"date": "dd.mm.yyyy", "number": "#,##0.##", "text": "@"}
        return self.book.input(num_format=formats[column.kind])

    def _fill(self, ws: Worksheet, columns: tuple[SheetColumn, ...], row: int, values: dict[str, Any]) -> None:
        self.book.fit(ws, row, [(str(values.get(c.key) or ""), c.width) for c in columns if c.kind == "text"])
        for index, column in enumerate(columns):
            value = values.get(column.key)
            if value is None or value == "" or column.kind in ("formula", "share"):
                continue
            style = self._cell(column)
            if column.kind == "date":
                day = value if isinstance(value, date) else iso_day(str(value))
                if day:
                    ws.write_datetime(row, index, day, style)
                else:  # a year or a month, as the source has it
                    ws.write_string(row, index, str(value), style)
            elif isinstance(value, (int, float)):
                ws.write_number(row, index, float(value), style)
            else:
                ws.write_string(row, index, str(value), style)


def id_of(benefit: Benefit, number: int) -> str:
    """The benefit's own id; a write-up that is not published yet may lack it."""
    return benefit.id or f"g{number}"


def latest(benefits: Sequence[Benefit]) -> tuple[Known, ...]:
    """The last measurement of each benefit that has one which may be shown, as a line of the follow-up."""
    return tuple(
        Known(id_of(b, number), b.latest.date, b.latest.value, b.latest.n, b.status)
        for number, b in enumerate(benefits, 1)
        if b.latest and b.latest.value is not None
    )


def _cells(entry: FollowUp | Known) -> dict[str, Any]:
    return asdict(entry) if isinstance(entry, Known) else entry.model_dump()


def serial(day: date) -> int:
    """The day as spreadsheets count: days since 30 December 1899."""
    return (day - date(1899, 12, 30)).days
