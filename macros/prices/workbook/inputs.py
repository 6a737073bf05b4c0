"""The sheets of the price model's workbook that people fill in, with what is worked out on each line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.data.rates import RateTable
from macros.content.model.price_model import PAYERS, RAMP_YEARS, PriceModel, Side, room
from macros.files.book import Book, absolute
from macros.files.palette import CLAY, FJORD_SOFT, MUTED, css
from macros.prices.arithmetic.result import Calculation
from macros.prices.arithmetic.sides import name_of, shares_of
from macros.prices.workbook import layout as at
from macros.prices.workbook.lines import Line

DECIMAL = "#,##0.##;-#,##0.##;;@"
ONE_LINE = {"url": {"text_wrap": False}}
"""Columns whose texts have room to the right of their cells."""
WIDTHS = [38, 16, 22, 16, 13, 13, 13, 13, *[10] * 6, 30, *[12] * 18]


class Inputs:
    """Writes the input sheets. Without a calculation it is the empty edition."""

    def __init__(self, book: Book, calculation: Calculation | None, rates: RateTable) -> None:
        self.book, self.t, self.calculation, self.rates = book, book.t, calculation, rates
        self.model: PriceModel | None = calculation.model if calculation else None
        self.roles = calculation.roles if calculation else {}
        self.words = at.words(book.t)
        self.names = {key: book.t(f"price.book.sheet.{key}") for key in at.SHEETS}
        self.looks = book.result(num_format=DECIMAL), book.result(), book.format(font_color=css(CLAY), bold=True)
        """Of what is worked out on a line: a number, another, and what is wrong with it."""
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
            "price_year": "0", "horizon_years": "0", "drop_out": "0 %", "price_growth": "0.00 %",
        }  # fmt: skip
        for name, row in at.VALUES.items():
            ws.write_string(row, 0, t(f"price.book.value.{name}"), book.format(bold=True, text_wrap=True))
            value = getattr(self.model, name) if self.model else defaults.get(name)
            fmt = book.input(num_format=formats[name]) if name in formats else book.input(num_format="@")
            self._put(ws, row, 1, value, fmt)
            book.fit(ws, row, [(str(value or ""), 18)])
            ws.write_string(row, 2, t(f"price.book.value.{name}.help"), book.format(font_color=css(MUTED), indent=1))
            if name in formats:
                self.book.workbook.define_name(name, "=" + absolute(self.names["assumptions"], row, 1))
        book.number(ws, at.VALUES["patients_per_year"], at.VALUES["patients_per_year"], 1, 1, 100_000)
        book.number(ws, at.VALUES["horizon_years"], at.VALUES["horizon_years"], 1, 1, 100)
        for name in ("discount_rate", "realisable_share", "drop_out", "price_growth"):
            self._percent(ws, at.VALUES[name], at.VALUES[name], 1, 1)
        self._ramp(ws)
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
        self.hide_spare(ws, at.ROLES_FIRST, at.ROLE_ROWS, len(rows))
        last = at.ROLES_FIRST + at.ROLE_ROWS - 1
        self._about(ws, last + 2)
        ws.print_area(0, 0, last + 2 + 13, 5)
        ws.fit_to_pages(1, 1)
        book.choice(ws, at.ROLES_FIRST, last, 3, [t("price.book.yes")])
        book.number(ws, at.ROLES_FIRST, last, 1)
        book.number(ws, at.ROLES_FIRST, last, 2, 0, 8784)
        ws.freeze_panes(3, 0)

    def side(self, name: str, side: Side | None) -> None:
        """The sheet «before» or «after»."""
        ws = self._list_sheet(name)
        for kind in at.SIDE_LISTS:
            self._rows(ws, name, kind, at.SIDE_ROWS[kind], getattr(side, kind) if side else ())

    def investments(self) -> None:
        """What is paid at the start and again later, transfers between payers, and the effects that have no price."""
        ws = self._list_sheet("investments")
        for kind, first in at.INVESTMENT_ROWS.items():
            self._rows(ws, "investments", kind, first, getattr(self.model, kind) if self.model else ())

    def hide_spare(self, ws: Worksheet, first: int, rows: int, used: int) -> None:
        """Shows the lines that are filled in and a few empty ones. The others can be shown again with a right click."""
        shown = used + at.SPARE if self.model else max(used, 3 * at.SPARE)
        for row in range(first + shown, first + rows):
            ws.set_row(row, None, None, {"hidden": True})

    def _ramp(self, ws: Worksheet) -> None:
        """The first years as shares of full operation."""
        t, book, first = self.t, self.book, at.RAMP_ROWS["patients"]
        ws.write_string(first - 2, 0, t("price.book.ramp"), book.heading())
        ws.write_string(first - 2, 2, t("price.book.ramp.help"), book.format(font_color=css(MUTED)))
        for year in range(1, RAMP_YEARS + 1):
            ws.write_string(first - 1, year, t("price.form.ramp.year", year=year), book.head())
        for name, row in at.RAMP_ROWS.items():
            ws.write_string(row, 0, t(f"price.book.ramp.{name}"), book.format(bold=True))
            given = getattr(self.model.ramp_up, name) if self.model else ()
            for i in range(RAMP_YEARS):
                self._put(ws, row, 1 + i, given[i] if i < len(given) else None, book.input(num_format="0 %"))
            self._percent(ws, row, row, 1, RAMP_YEARS)

    def _percent(self, ws: Worksheet, first_row: int, last_row: int, first: int, last: int) -> None:
        """A share from 0 to 100 per cent. What is under half a per cent may be a share typed as one («0,04»): asked about."""
        here = cell(first_row, first)
        ws.data_validation(first_row, first, last_row, last, {
            "validate": "custom", "value": f"=AND(ISNUMBER({here}),{here}<=1,OR({here}=0,{here}>=0.005))",
            "error_type": "warning", "error_title": self.t("price.book.percent.title"),
            "error_message": self.t("price.book.percent.message"),
        })  # fmt: skip

    def _about(self, ws: Worksheet, row: int) -> None:
        """How to fill the workbook in, and what it leaves out."""
        t, book = self.t, self.book
        wrapped = book.format(text_wrap=True)
        texts = [(t("price.book.about.how"), book.heading())]
        texts += [(t(f"price.book.about.step.{n}"), wrapped) for n in range(1, 6)]
        texts += [(t("price.book.about.what"), book.heading())]
        texts += [(t(f"price.book.about.{k}"), wrapped) for k in ("freed", "loss", "left_out", "method")]
        about = book.about
        texts += [(t("book.license", license=about.license, version=about.version, url=about.url), book.help())]
        book.lines(ws, row, texts, 5)

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
        ws.print_area(0, 0, 2 + sum(3 + room(k) + 1 for k in self._kinds(name)), min(width - 1, at.CHECK))
        ws.fit_to_pages(1, 1)
        return ws

    def _is_shared(self, name: str) -> bool:
        """Whether any line of a sheet has more than one payer."""
        holder = getattr(self.model, name) if name in ("before", "after") else self.model
        kinds = [kind for kind in self._kinds(name) if kind in at.PAID_LISTS]
        return any(len(shares_of(row.payer)) > 1 for kind in kinds for row in getattr(holder, kind))

    @staticmethod
    def _kinds(name: str) -> tuple[str, ...]:
        return tuple(at.INVESTMENT_ROWS) if name == "investments" else at.SIDE_LISTS

    def _rows(self, ws: Worksheet, sheet: str, kind: str, first: int, rows: Sequence[Any]) -> None:
        t, book, columns = self.t, self.book, at.COLUMNS[kind]
        ws.write_string(first - 3, 0, t(f"price.book.{kind}"), book.heading())
        ws.write_string(first - 2, 0, t(f"price.book.{kind}.help"), book.format(font_color=css(MUTED)))
        ws.set_row(first - 1, 34)
        for name, column in columns.items():
            ws.write_string(first - 1, column, t(f"price.book.column.{kind}.{name}"), book.head())
        paid, last = "payer" in columns, first + room(kind) - 1
        if paid:
            self._worked_out_heads(ws, first - 1)
        looks = {name: self._look(name) for name in columns}
        share = book.input(num_format="0 %")
        for index in range(room(kind)):
            entry = rows[index] if index < len(rows) else None
            row = first + index
            for name, column in columns.items():
                value = self._shown(entry, name) if entry is not None else None
                self._put(ws, row, column, value, looks[name])
            if entry is not None:
                wrapped = ((name, c) for name, c in columns.items() if name not in ONE_LINE)
                self.book.fit(ws, row, [(str(self._shown(entry, name) or ""), WIDTHS[c]) for name, c in wrapped])
            if paid:
                shares = shares_of(entry.payer) if entry is not None else {}
                for i, payer in enumerate(PAYERS):
                    value = shares.get(payer) if len(shares) > 1 else None
                    self._put(ws, row, at.SHARES_FIRST + i, value, share)
                self._work_out(ws, sheet, kind, row, entry)
        self.hide_spare(ws, first, room(kind), len(rows))
        self._validate(ws, kind, first, last)

    def _look(self, name: str) -> Format:
        """How the cells of a column look."""
        shape = "@" if name in at.TEXTS else "0" if name == "year" else "#,##0.##########"
        return self.book.input(num_format=shape, **ONE_LINE.get(name, {}))

    def _shown(self, entry: Any, name: str) -> Any:
        value = getattr(entry, "from_" if name == "from" else name)
        if name in ("role", "recipient"):
            return self.role_word(value)
        if name in ("payer", "from", "to"):
            shares = shares_of(value)
            return self.words["payer"][next(iter(shares)) if len(shares) == 1 else "shared"]
        return self.words[name][value] if name in ("importance", "extent", "direction") else value

    def role_word(self, name: str) -> str:
        """The word a reader sees for a role: from the rate table, otherwise as typed."""
        row = self.rates.find(name)
        return (row.label.get(self.book.about.language) or row.label["nb"]) if row else name

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
                low = {"patients_per_post": 1, "post_step": 0.05, "every_years": 1, "year": 1990}.get(name, 0)
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

    def _work_out(self, ws: Worksheet, name: str, kind: str, row: int, entry: Any) -> None:
        """The formulas of one line, each with the value it has."""
        f = Line(row, self.role_range, self.words["payer"]["shared"], self.t, self.model.km_rate if self.model else 0)
        shares = shares_of(entry.payer) if entry is not None else {}
        number, plain, wrong = self.looks
        ws.write_formula(row, at.CHECK, f.check(kind), wrong, "")
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
            formulas = {at.TOTAL: (f"={f.amount(kind)}", entry.kroner if entry is not None else 0)}
        if name in ("before", "after") and kind in ("steps", "per_patient"):
            formulas[at.NEW] = (
                f.new(self._names_of(name, kind)),
                float(entry is not None and self._is_new(name, kind, entry)),
            )
        for column, (formula, value) in formulas.items():
            ws.write_formula(row, column, formula, number if column != at.LABOUR else plain, value)

    def _names_of(self, side: str, kind: str) -> str:
        """What the lines of the other side's list are called."""
        other = self.names["after" if side == "before" else "before"]
        return absolute(other, at.SIDE_ROWS[kind], 0, at.SIDE_ROWS[kind] + room(kind) - 1)

    def _is_new(self, side: str, kind: str, entry: Any) -> bool:
        other = getattr(self.model, "after" if side == "before" else "before")
        key = "step" if kind == "steps" else "item"
        return name_of(getattr(entry, key)) not in {name_of(getattr(row, key)) for row in getattr(other, kind)}

    def _head_row(self, kind: str, row: int) -> int:
        return at.rows_of(kind) - 1

    @staticmethod
    def _put(ws: Worksheet, row: int, column: int, value: Any, fmt: Any) -> None:
        if value is None or value == "":
            ws.write_blank(row, column, None, fmt)
        elif isinstance(value, str):
            ws.write_string(row, column, value, fmt)
        else:
            ws.write_number(row, column, value, fmt)
