"""The sheet «results»: hours and man-years first, kroner second, then who pays."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import PAYERS
from macros.files.book import Book, absolute
from macros.files.palette import CLAY, css
from macros.prices.arithmetic.break_even import BreakEven
from macros.prices.arithmetic.result import Calculation, PriceResult
from macros.prices.workbook import layout as at
from macros.prices.workbook.workings import Workings
from macros.words.labels import Labels

ROLE_FIRST = 8
MONEY_FIRST = ROLE_FIRST + at.ROLE_ROWS + 4
MONEY = (
    "per_patient_before", "per_patient_after", "cost_before", "cost_after", "freed_labour", "withheld", "saving",
    "start_up", "investment", "annualised", "npv", "payback", "break_even", "verdict",
)  # fmt: skip
PAYER_FIRST = MONEY_FIRST + len(MONEY) + 5
DEFINED = ("cost_before", "cost_after", "saving", "npv", "break_even")
KRONER = "#,##0;-#,##0;0"


class Results:
    """Writes «results». Without a calculation it is the empty edition, whose answers are blank."""

    def __init__(self, book: Book, workings: Workings, calculation: Calculation | None) -> None:
        self.book, self.t, self.workings, self.names = book, book.t, workings, workings.names
        self.result: PriceResult | None = calculation.result() if calculation else None

    def write(self) -> None:
        """Makes the sheet: money, payers and roles, and what is wrong with the inputs."""
        t, book = self.t, self.book
        ws = book.sheet(
            self.names["results"], t("price.book.results"), t("price.book.results.lead"), (44, 16, 16, 16, 16, 16, 34)
        )
        missing, count = t("price.book.missing"), f'N(input_errors)&" {t("price.book.missing.rows")}"'
        status = f'=IF(inputs_ok,"",IF(N(input_errors)>0,{count},"{missing}"))'
        ws.write_formula(4, 0, status, book.format(bold=True, font_color=css(CLAY)), "" if self.result else missing)
        self._roles(ws)
        self._money(ws)
        self._payers(ws)
        row = PAYER_FIRST + len(PAYERS) + 2
        notes = [t(f"price.book.note.{n}") for n in ("freed", "left_out", "unpriced", "limit")]
        book.lines(ws, row, [(note, book.format(text_wrap=True)) for note in notes], 6)
        ws.freeze_panes(4, 1)

    def _head(self, ws: Worksheet, row: int, title: str, labels: list[str]) -> None:
        ws.write_string(row - 2, 0, self.t(title), self.book.heading())
        for column, label in enumerate(labels):
            ws.write_string(row - 1, column, self.t(label) if label else "", self.book.head())

    def _roles(self, ws: Worksheet) -> None:
        p = "price.book.results."
        self._head(
            ws, ROLE_FIRST, p + "hours",
            [p + k for k in ("role", "hours_before", "hours_after", "change", "years_before", "years_after", "years_change")],
        )  # fmt: skip
        roles = self.result.roles if self.result else ()
        by_row = {r.role: r for r in roles}
        names = list(by_row)
        for index in range(at.ROLE_ROWS):
            row, source = ROLE_FIRST + index, at.ROLES_FIRST + index
            role, hours, unpaid = (
                absolute(self.names["assumptions"], source, at.ROLE_COLUMNS[k])
                for k in ("role", "worked_hours", "unpaid")
            )
            known = by_row.get(names[index]) if index < len(names) else None
            formats = (
                self.book.result(num_format="#,##0;-#,##0;;@"),
                self.book.result(num_format="#,##0.00;-#,##0.00;;@"),
            )
            b, a = cell(row, 1), cell(row, 2)
            values: list[tuple[str, Any]] = [
                (
                    f'=IF(N({b})+N({a})>0,{role},"")',
                    known.role if known and known.hours_before + known.hours_after else "",
                ),
                (f'=IF({role}="",0,{self._hours("before", role, hours)})', known.hours_before if known else 0),
                (f'=IF({role}="",0,{self._hours("after", role, hours)})', known.hours_after if known else 0),
                (f"={a}-{b}", known.hours_after - known.hours_before if known else 0),
            ]
            years = (known.man_years_before, known.man_years_after) if known else (None, None)
            for hour, value in zip((b, a), years, strict=True):
                formula = f'=IF(OR({unpaid}<>"",N({hours})=0),0,{hour}/{hours})'
                values.append((formula, value or 0))
            values.append((f"={cell(row, 5)}-{cell(row, 4)}", (years[1] or 0) - (years[0] or 0)))
            for column, (formula, value) in enumerate(values):
                ws.write_formula(row, column, formula, formats[column > 3], value)

    def _hours(self, side: str, role: str, worked: str) -> str:
        """Hours a year of one role: its steps and its posts."""
        steps = {
            k: self.workings.lines(side, "steps", at.COLUMNS["steps"][k])
            for k in ("role", "minutes", "times", "travel_minutes")
        }
        staff = self.workings.lines(side, "staffing", at.COLUMNS["staffing"]["role"])
        posts = self.workings.lines(side, "staffing", at.POSTS)
        minutes = f"SUMPRODUCT(--({steps['role']}={role}),{steps['times']},{steps['minutes']})"
        travel = f"SUMPRODUCT(--({steps['role']}={role}),{steps['times']},{steps['travel_minutes']})"
        return f"N(patients_per_year)*({minutes}+{travel})/60+SUMPRODUCT(--({staff}={role}),{posts})*N({worked})"

    def _money(self, ws: Worksheet) -> None:
        t, r = self.t, self.result
        self._head(ws, MONEY_FIRST, "price.book.results.money", ["", "price.book.results.value"])
        place = {name: cell(MONEY_FIRST + i, 1) for i, name in enumerate(MONEY)}
        numbers, _, _, gain = self.workings.columns()
        pays = f"({gain}>=-0.000000001)"
        formulas = {
            "per_patient_before": f"{place['cost_before']}/patients_per_year",
            "per_patient_after": f"{place['cost_after']}/patients_per_year",
            **{name: self.workings.base(name) for name in ("cost_before", "cost_after", "freed_labour", "withheld")},
            **{name: self.workings.base(name) for name in ("saving", "npv", "break_even")},
            "start_up": "start_up",
            "investment": "investment",
            "annualised": "annualised",
            "payback": f'IF({place["saving"]}>0,start_up/{place["saving"]},"{t("price.book.never")}")',
            "verdict": (
                f'IF(ISNUMBER({place["break_even"]}),IF({place["break_even"]}=1,"{t("price.book.verdict.always")}",'
                f'"{t("price.book.verdict.from")} "&{place["break_even"]}),'
                f'IF(SUMPRODUCT(--{pays})=0,"{t("price.book.verdict.never")}",'
                f'"{t("price.book.verdict.until")} "&SUMPRODUCT(MAX({pays}*{numbers}))))'
            ),
        }
        for index, name in enumerate(MONEY):
            row = MONEY_FIRST + index
            ws.write_string(
                row, 0, t(f"price.book.money.{name}"), self.book.format(bold=name in DEFINED, text_wrap=True)
            )
            fmt = {"payback": "#,##0.0", "break_even": "#,##0"}.get(name, KRONER)
            style = self.book.result(num_format=fmt, bold=name in DEFINED, align="right", text_wrap=True)
            ws.write_formula(row, 1, f'=IF(inputs_ok,{formulas[name]},"")', style, self._value(name, r))
            if name in DEFINED:
                self.book.workbook.define_name(name, "=" + absolute(self.names["results"], row, 1))
        ws.set_row(MONEY_FIRST + MONEY.index("verdict"), 48)

    def _value(self, name: str, r: PriceResult | None) -> Any:
        if r is None:
            return ""
        if name == "payback":
            return self.t("price.book.never") if r.payback is None else r.payback
        if name == "break_even":
            return patients_of(r.break_even, self.t)
        if name == "verdict":
            return self._verdict(r.break_even)
        return getattr(r, name)

    def _verdict(self, found: BreakEven) -> str:
        patients = patients_of(found, self.t)
        if isinstance(patients, int):
            always = patients == 1
            return self.t("price.book.verdict.always") if always else f"{self.t('price.book.verdict.from')} {patients}"
        inside = [b for a, b in found.intervals if a <= at.HELPER_ROWS]
        return f"{self.t('price.book.verdict.until')} {inside[-1]}" if inside else self.t("price.book.verdict.never")

    def _payers(self, ws: Worksheet) -> None:
        t, p = self.t, "price.book.results."
        heads = ("payer", "payer_before", "payer_after", "payer_saving", "payer_start_up", "payer_npv", "payer_words")
        self._head(ws, PAYER_FIRST, p + "payers", [p + k for k in heads])
        w = self.workings.ref
        positive = f"SUM({w('freed', False, 1)}:{w('freed', False, len(PAYERS)).rpartition('!')[2]})"
        withheld = cell(MONEY_FIRST + MONEY.index("withheld"), 1)
        words = [t(f"price.book.payer_words.{k}") for k in ("saves", "pays", "same")]
        for i, payer in enumerate(PAYERS):
            row, known = PAYER_FIRST + i, self.result.payers[i] if self.result else None
            b, a, s = (cell(row, c) for c in (1, 2, 3))
            share = f"IF({positive}>0,{w('freed', False, 1 + i)}/{positive},0)"
            start_up, again = (w(part, False, 1 + i) for part in ("start_up", "reinvestment"))
            formulas: list[tuple[str, Any]] = [
                (w("year", False, 1 + i), known.before if known else ""),
                (w("year", True, 1 + i), known.after if known else ""),
                (f"{b}-{a}-{withheld}*{share}", known.saving if known else ""),
                (start_up, known.start_up if known else ""),
                (f"{s}*annuity-{start_up}-{again}", known.npv if known else ""),
                (f'IF(ROUND({s},2)>0,"{words[0]}",IF(ROUND({s},2)<0,"{words[1]}","{words[2]}"))', _word(known, words)),
            ]
            ws.write_string(row, 0, t(f"price.book.payer.{payer}"), self.book.format(bold=True))
            for column, (formula, value) in enumerate(formulas, 1):
                style = self.book.result(num_format=KRONER)
                ws.write_formula(row, column, f'=IF(inputs_ok,{formula},"")', style, value)


def patients_of(found: BreakEven, t: Labels) -> int | str:
    """Break-even as the workbook sees it: up to its own number of patients."""
    inside = [(a, min(b, at.HELPER_ROWS)) for a, b in found.intervals if a <= at.HELPER_ROWS]
    return inside[-1][0] if inside and inside[-1][1] == at.HELPER_ROWS else t("price.book.none")


def _word(known: Any, words: list[str]) -> str:
    if known is None:
        return ""
    rounded = round(known.saving, 2)
    return words[0] if rounded > 0 else words[1] if rounded < 0 else words[2]
