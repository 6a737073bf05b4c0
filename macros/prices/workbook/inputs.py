"""The sheets of the price model's workbook that people fill in, with what is worked out on each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import PAYERS, PriceModel, Side, room
from macros.files.book import Book, absolute
from macros.files.palette import CLAY, FJORD_SOFT, MUTED, css
from macros.prices.arithmetic.result import Calculation
from macros.prices.arithmetic.sides import shares_of
from macros.prices.workbook import layout as at
from macros.prices.workbook.lines import Line

DECIMAL = "#,##0.##;-#,##0.##;;@"
WIDTHS = [38, 16, 22, 16, 13, 13, 13, 13, *[10] * 6, 30, *[12] * 18]


class Inputs:
    """Writes the input sheets. Without a calculation it is the empty edition."""

    def __init__(self, book: Book, calculation: Calculation | None) -> None:
        self.book, self.t, self.calculation = book, book.t, calculation
        self.model: PriceModel | None = calculation.model if calculation else None
        self.roles = calculation.roles if calculation else {}
        self.words = at.words(book.t)
        self.names = {key: book.t(f"price.book.sheet.{key}") for key in at.SHEETS}
        first, last = at.ROLES_FIRST, at.ROLES_FIRST + at.ROLE_ROWS - 1
        self.role_range = {
            name: absolute(self.names["assumptions"], first, column, last) for name, column in at.ROLE_COLUMNS.items()
        }

    def assumptions(self, defaults: dict[str, Any], rows: Sequence[tuple[str, float, float, bool]]) -> None:
        """Parameters and role rates; ``defaults`` are values of the empty edition, ``rows`` the roles to show."""
        t, book = self.t, self.book
        ws = book.sheet(
            self.names["assumptions"],
            t("price.book.assumptions"),
            t("price.book.assumptions.lead"),
            (46, 18, 18, 22, 40),
        )
        formats = {
            "discount_rate": "0.00 %", "realisable_share": "0 %", "km_rate": "0.00", "patients_per_year": "#,##0",
            "price_year": "0", "horizon_years": "0",
        }  # fmt: skip
        for name, row in at.VALUES.items():
            ws.write_string(row, 0, t(f"price.book.value.{name}"), book.format(bold=True, text_wrap=True))
            value = getattr(self.model, name) if self.model else defaults.get(name)
            fmt = book.input(num_format=formats[name]) if name in formats else book.input(num_format="@")
            self._put(ws, row, 1, value, fmt)
            ws.write_string(row, 2, t(f"price.book.value.{name}.help"), book.format(font_color=css(MUTED), indent=1))
            if name in formats:
                self.book.workbook.define_name(name, "=" + absolute(self.names["assumptions"], row, 1))
        book.number(ws, at.VALUES["patients_per_year"], at.VALUES["patients_per_year"], 1, 1, 100_000)
        book.number(ws, at.VALUES["horizon_years"], at.VALUES["horizon_years"], 1, 1, 100)
        book.number(ws, at.VALUES["discount_rate"], at.VALUES["discount_rate"], 1, 0, 1)
        book.number(ws, at.VALUES["realisable_share"], at.VALUES["realisable_share"], 1, 0, 1)
        ws.write_string(at.ROLES_FIRST - 3, 0, t("price.book.roles"), book.heading())
        ws.write_string(at.ROLES_FIRST - 2, 0, t("price.book.roles.help"), book.format(font_color=css(MUTED)))
        for name, column in at.ROLE_COLUMNS.items():
            ws.write_string(at.ROLES_FIRST - 1, column, t(f"price.book.role.{name}"), book.head())
        for index in range(at.ROLE_ROWS):
            row = at.ROLES_FIRST + index
            known = rows[index] if index < len(rows) else None
            self._put(ws, row, 0, known[0] if known else None, book.input(num_format="@"))
            self._put(ws, row, 1, known[1] if known else None, book.input(num_format="#,##0.00"))
            self._put(ws, row, 2, known[2] if known else None, book.input(num_format="#,##0"))
            self._put(ws, row, 3, t("price.book.yes") if known and known[3] else None, book.input())
        last = at.ROLES_FIRST + at.ROLE_ROWS - 1
        book.choice(ws, at.ROLES_FIRST, last, 3, [t("price.book.yes")])
        book.number(ws, at.ROLES_FIRST, last, 1)
        book.number(ws, at.ROLES_FIRST, last, 2, 0, 8784)
        ws.freeze_panes(3, 0)

    def side(self, name: str, side: Side | None) -> None:
        """The sheet «before» or «after»."""
        ws = self._list_sheet(name)
        for kind in at.SIDE_LISTS:
            self._rows(ws, kind, at.SIDE_ROWS[kind], getattr(side, kind) if side else ())

    def investments(self) -> None:
        """What is paid at the start, and what is paid again later."""
        ws = self._list_sheet("investments")
        for kind, first in at.INVESTMENT_ROWS.items():
            self._rows(ws, kind, first, getattr(self.model, kind) if self.model else ())

    def effects(self) -> None:
        """Transfers between payers, and the effects that have no price."""
        ws = self._list_sheet("effects", width=8)
        for kind, first in at.EFFECT_ROWS.items():
            self._rows(ws, kind, first, getattr(self.model, kind) if self.model else ())

    def _list_sheet(self, name: str, width: int = at.LAST_COLUMN + 1) -> Worksheet:
        ws = self.book.sheet(
            self.names[name], self.t(f"price.book.{name}"), self.t(f"price.book.{name}.lead"), WIDTHS[:width]
        )
        ws.freeze_panes(3, 1)
        if width > at.RATE:  # behind a «+» above the columns: few need them
            shared = self.model is not None and self._is_shared(name)
            last_share = at.SHARES_FIRST + len(PAYERS) - 1
            ws.set_column(at.SHARES_FIRST, last_share, 10, None, {"level": 1, "hidden": not shared})
            ws.set_column(at.CHECK, at.CHECK, 30, None, {"collapsed": not shared})
            ws.set_column(at.RATE, at.LAST_COLUMN, 12, None, {"level": 1, "hidden": True})
            ws.set_column(at.LAST_COLUMN + 1, at.LAST_COLUMN + 1, 3, None, {"collapsed": True})
        ws.print_area(0, 0, 3 + sum(3 + room(k) + 1 for k in self._kinds(name)), min(width - 1, at.CHECK))
        return ws

    def _is_shared(self, name: str) -> bool:
        """Whether any line of a sheet has more than one payer."""
        holder = getattr(self.model, name) if name in ("before", "after") else self.model
        return any(len(shares_of(row.payer)) > 1 for kind in self._kinds(name) for row in getattr(holder, kind))

    @staticmethod
    def _kinds(name: str) -> tuple[str, ...]:
        return {"investments": tuple(at.INVESTMENT_ROWS), "effects": tuple(at.EFFECT_ROWS)}.get(name, at.SIDE_LISTS)

    def _rows(self, ws: Worksheet, kind: str, first: int, rows: Sequence[Any]) -> None:
        t, book, columns = self.t, self.book, at.COLUMNS[kind]
        ws.write_string(first - 3, 0, t(f"price.book.{kind}"), book.heading())
        ws.write_string(first - 2, 0, t(f"price.book.{kind}.help"), book.format(font_color=css(MUTED)))
        ws.set_row(first - 1, 34)
        for name, column in columns.items():
            ws.write_string(first - 1, column, t(f"price.book.column.{kind}.{name}"), book.head())
        paid, last = "payer" in columns, first + room(kind) - 1
        if paid:
            self._worked_out_heads(ws, first - 1)
        for index in range(room(kind)):
            entry = rows[index] if index < len(rows) else None
            row = first + index
            for name, column in columns.items():
                value = self._shown(entry, name) if entry is not None else None
                self._put(
                    ws, row, column, value, book.input(num_format="@" if name in at.TEXTS else "#,##0.##########")
                )
            if entry is not None:
                self.book.fit(
                    ws, row, [(str(self._shown(entry, name) or ""), WIDTHS[c]) for name, c in columns.items()]
                )
            if paid:
                shares = shares_of(entry.payer) if entry is not None else {}
                for i, payer in enumerate(PAYERS):
                    value = shares.get(payer) if len(shares) > 1 else None
                    self._put(ws, row, at.SHARES_FIRST + i, value, book.input(num_format="0 %"))
                self._work_out(ws, kind, row, entry)
        self._validate(ws, kind, first, last)

    def _shown(self, entry: Any, name: str) -> Any:
        value = getattr(entry, "from_" if name == "from" else name)
        if name in ("payer", "from", "to"):
            shares = shares_of(value)
            return self.words["payer"][next(iter(shares)) if len(shares) == 1 else "shared"]
        return self.words[name][value] if name in ("importance", "extent", "direction") else value

    def _validate(self, ws: Worksheet, kind: str, first: int, last: int) -> None:
        payer_words = list(self.words["payer"].values())
        for name, column in at.COLUMNS[kind].items():
            if name == "payer":
                self.book.choice(ws, first, last, column, payer_words)
            elif name in ("from", "to"):
                self.book.choice(ws, first, last, column, payer_words[:-1])
            elif name == "role":
                self.book.choice(ws, first, last, column, "=" + self.role_range["role"])
            elif name in self.words:
                self.book.choice(ws, first, last, column, list(self.words[name].values()))
            elif name not in at.TEXTS and kind != "transfers":
                low = {"patients_per_post": 1, "post_step": 0.05, "every_years": 1}.get(name, 0)
                self.book.number(ws, first, last, column, low)

    def _worked_out_heads(self, ws: Worksheet, row: int) -> None:
        t, soft = self.t, self.book.format(bold=True, text_wrap=True, bg_color=css(FJORD_SOFT), font_size=9)
        for i, payer in enumerate(PAYERS):
            word = self.words["payer"][payer]
            ws.write_string(row, at.SHARES_FIRST + i, t("price.book.share", payer=word), self.book.head(font_size=9))
            ws.write_string(row, at.EFFECTIVE_FIRST + i, word, soft)
        ws.write_string(row, at.CHECK, t("price.book.check"), self.book.head())
        for column in (*range(at.RATE, at.TOTAL + 1), *range(at.WORKED, at.LAST_COLUMN + 1)):
            ws.write_string(row, column, t(f"price.book.worked.{column}"), soft)

    def _work_out(self, ws: Worksheet, kind: str, row: int, entry: Any) -> None:
        """The formulas of one line, each with the value it has."""
        f = Line(row, self.role_range, self.words["payer"]["shared"], self.t, self.model.km_rate if self.model else 0)
        shares = shares_of(entry.payer) if entry is not None else {}
        number, plain = self.book.result(num_format=DECIMAL), self.book.result()
        ws.write_formula(row, at.CHECK, f.check(kind), self.book.format(font_color=css(CLAY), bold=True), "")
        for i, payer in enumerate(PAYERS):
            head = cell(self._head_row(kind, row), at.EFFECTIVE_FIRST + i, row_abs=True)
            ws.write_formula(row, at.EFFECTIVE_FIRST + i, f.share(i, head), number, shares.get(payer, 0))
        formulas: dict[int, tuple[str, float]] = {}
        if kind == "steps":
            formulas = f.step(entry, self.roles)
        elif kind == "staffing":
            formulas = f.staffing(entry, self.roles, self.model.patients_per_year if self.model else 0)
        elif kind == "reinvestment":
            formulas = f.reinvestment(entry, self.calculation)
        else:
            formulas = {at.TOTAL: (f"=N({f.at(2)})", entry.amount if entry is not None else 0)}
        for column, (formula, value) in formulas.items():
            ws.write_formula(row, column, formula, number if column != at.LABOUR else plain, value)

    def _head_row(self, kind: str, row: int) -> int:
        rows = at.INVESTMENT_ROWS if kind in at.INVESTMENT_ROWS else at.SIDE_ROWS
        return rows[kind] - 1

    @staticmethod
    def _put(ws: Worksheet, row: int, column: int, value: Any, fmt: Any) -> None:
        if value is None or value == "":
            ws.write_blank(row, column, None, fmt)
        elif isinstance(value, str):
            ws.write_string(row, column, value, fmt)
        else:
            ws.write_number(row, column, value, fmt)
