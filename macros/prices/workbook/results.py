"""The sheet «results», the first one: the answer, what decides, who pays, and hours and man-years, on one page."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import MOST_RANGES, PAYERS
from macros.files.book import absolute
from macros.files.palette import CLAY, css
from macros.prices.arithmetic.break_even import BreakEven
from macros.prices.arithmetic.figures import PriceResult
from macros.prices.workbook import layout as at
from macros.prices.workbook.inputs import Inputs
from macros.prices.workbook.scenarios import PHASES
from macros.prices.workbook.sensitivity import NAME, ORDER, SORTED_HIGH, SORTED_LOW, SORTED_NAME, SPREAD, Row, ranked
from macros.prices.workbook.workings import Workings
from macros.words.labels import Labels, labels

MONEY_FIRST = 8
MONEY = (
    "npv", "saving", "break_even", "verdict", "cost_before", "cost_after", "per_patient_before", "per_patient_after",
    "freed_labour", "withheld", "start_up", "investment", "annualised", "payback",
)  # fmt: skip
TOP = 5
TOP_FIRST = MONEY_FIRST + len(MONEY) + 3
TOP_COLUMNS = ("base", "npv_low", "npv_high", "critical")
PAYER_FIRST = TOP_FIRST + TOP + 3
ROLE_FIRST = PAYER_FIRST + len(PAYERS) + 3
NOTES_FIRST = ROLE_FIRST + at.ROLE_ROWS + 1
NOTES = ("freed", "left_out", "unpriced", "limit")
DEFINED = ("cost_before", "cost_after", "saving", "npv", "break_even")
KRONER = "#,##0;-#,##0;0"


class Results:
    """Writes «results». Without a calculation it is the empty edition, whose answers are blank."""

    def __init__(self, inputs: Inputs, workings: Workings, result: PriceResult | None) -> None:
        self.inputs, self.book, self.t = inputs, inputs.book, inputs.book.t
        self.workings, self.names, self.result = workings, inputs.names, result

    def open(self) -> Worksheet:
        """Makes the sheet, so that it is the first."""
        t, book = self.t, self.book
        return book.sheet(
            self.names["results"], t("price.book.title"), t("price.book.results.lead"), (46, 16, 16, 16, 16, 16, 18),
            landscape=False,
        )  # fmt: skip

    def write(self, ws: Worksheet, rows: list[Row]) -> None:
        """Fills the sheet: money, what decides, payers and roles, and what is wrong with the inputs."""
        t, book = self.t, self.book
        title = absolute(self.names["assumptions"], at.VALUES["title"], 1)
        named = self.inputs.model.title if self.inputs.model else t("price.book.title")
        ws.write_formula(0, 0, f'=IF({title}="","{t("price.book.title")}",{title})', book.title(), named)
        missing, count = t("price.book.missing"), f'N(input_errors)&" {t("price.book.missing.rows")}"'
        empty = t("price.error.after_empty")
        status = f'=IF(inputs_ok,"",IF(after_empty,"{empty}",IF(N(input_errors)>0,{count},"{missing}")))'
        ws.write_formula(4, 0, status, book.format(bold=True, font_color=css(CLAY)), "" if self.result else missing)
        self._money(ws)
        self._top(ws, rows)
        self._payers(ws)
        self._roles(ws)
        notes = [t(f"price.book.note.{n}") for n in NOTES]
        book.lines(ws, NOTES_FIRST, [(note, book.format(text_wrap=True)) for note in notes], 6)
        ws.print_area(0, 0, NOTES_FIRST + len(NOTES) - 1, 6)
        ws.fit_to_pages(1, 1)
        ws.freeze_panes(4, 1)

    def _head(self, ws: Worksheet, row: int, title: str, labels: list[str]) -> None:
        ws.write_string(row - 2, 0, self.t(title), self.book.heading())
        for column, label in enumerate(labels):
            ws.write_string(row - 1, column, self.t(label) if label else "", self.book.head())

    def _money(self, ws: Worksheet) -> None:
        t, r = self.t, self.result
        self._head(ws, MONEY_FIRST, "price.book.results.money", ["", "price.book.results.value"])
        place = {name: cell(MONEY_FIRST + i, 1) for i, name in enumerate(MONEY)}
        numbers, gain = self.workings.columns()
        pays = f"({gain}>=-0.000000001)"
        formulas = {
            "per_patient_before": f"{place['cost_before']}/patients_per_year",
            "per_patient_after": f"{place['cost_after']}/patients_per_year",
            **{name: self.workings.base(name) for name in ("cost_before", "cost_after", "withheld", "saving", "npv")},
            "freed_labour": self.workings.base(f"l{PHASES[-1]}"),
            "break_even": self.workings.break_even(),
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
            label = t(f"price.book.money.{name}")
            ws.write_string(row, 0, label, self.book.format(bold=name in DEFINED, text_wrap=True))
            fmt = {"payback": "#,##0.0", "break_even": "#,##0"}.get(name, KRONER)
            style = self.book.result(num_format=fmt, bold=name in DEFINED, align="right")
            if name == "verdict":
                style = self.book.result(text_wrap=True)
                ws.merge_range(row, 1, row, 4, "", style)
            ws.write_formula(row, 1, f'=IF(inputs_ok,{formulas[name]},"")', style, self._value(name, r))
            if name in DEFINED:
                self.book.workbook.define_name(name, "=" + absolute(self.names["results"], row, 1))

    def _value(self, name: str, r: PriceResult | None) -> Any:
        if r is None:
            return ""
        if name == "payback":
            return self.t("price.book.never") if r.payback is None else r.payback
        if name == "break_even":
            return patients_of(r.break_even, self.t)
        return self._verdict(r.break_even) if name == "verdict" else getattr(r, name)

    def _verdict(self, found: BreakEven) -> str:
        patients = patients_of(found, self.t)
        if isinstance(patients, int):
            always = patients == 1
            return self.t("price.book.verdict.always") if always else f"{self.t('price.book.verdict.from')} {patients}"
        inside = [b for a, b in found.intervals if a <= at.HELPER_ROWS]
        return f"{self.t('price.book.verdict.until')} {inside[-1]}" if inside else self.t("price.book.verdict.never")

    def _top(self, ws: Worksheet, rows: list[Row]) -> None:
        """The numbers that move the answer the most, from the sheet «sensitivity»."""
        p = "price.book.sensitivity."
        heads = [p + k for k in ("parameter", *TOP_COLUMNS)]
        self._head(ws, TOP_FIRST, "price.book.results.decides", heads)
        best = ranked(rows)
        for k in range(TOP):
            known = best[k] if k < len(best) else None
            for column, name in enumerate(("name", *TOP_COLUMNS)):
                first, last = at.SENSITIVITY_FIRST, at.SENSITIVITY_FIRST + MOST_RANGES - 1
                where = NAME if name == "name" else at.RANGE_RESULTS[name]
                values, order = (absolute(self.names["sensitivity"], first, c, last) for c in (where, ORDER))
                number = f"MATCH({k + 1},{order},0)"
                text = f'=IF(inputs_ok,IFERROR(INDEX({values},{number}),""),"")'
                style = self.book.result(
                    num_format=KRONER if 1 < column < 4 else "#,##0.##", align="right" if column else "left"
                )
                ws.write_formula(TOP_FIRST + k, column, text, style, getattr(known, name) if known else "")

    def _payers(self, ws: Worksheet) -> None:
        t, p = self.t, "price.book.results."
        heads = ("payer", "payer_before", "payer_after", "payer_saving", "payer_start_up", "payer_npv", "payer_words")
        self._head(ws, PAYER_FIRST, p + "payers", [p + k for k in heads])
        w, full = self.workings, PHASES[-1]
        words = [t(f"price.book.payer_words.{k}") for k in ("saves", "pays", "same")]
        for i, payer in enumerate(PAYERS):
            row, known = PAYER_FIRST + i, self.result.payers[i] if self.result else None
            s = cell(row, 3)
            start_up, again = (w.ref(part, "before", 1 + i) for part in ("start_up", "reinvestment"))
            yearly = "+".join(f"{w.case(0, f'w{k}')}*{w.payer('saving', k, i)}" for k in PHASES)
            formulas: list[tuple[str, Any]] = [
                (w.payer("before", full, i), known.before if known else ""),
                (w.payer("after", full, i), known.after if known else ""),
                (w.payer("saving", full, i), known.saving if known else ""),
                (start_up, known.start_up if known else ""),
                (f"{yearly}-{start_up}-{again}", known.npv if known else ""),
                (f'IF(ROUND({s},2)>0,"{words[0]}",IF(ROUND({s},2)<0,"{words[1]}","{words[2]}"))', _word(known, words)),
            ]
            ws.write_string(row, 0, t(f"price.book.payer.{payer}"), self.book.format(bold=True))
            for column, (formula, value) in enumerate(formulas, 1):
                style = self.book.result(num_format=KRONER)
                ws.write_formula(row, column, f'=IF(inputs_ok,{formula},"")', style, value)

    def _roles(self, ws: Worksheet) -> None:
        p = "price.book.results."
        self._head(
            ws, ROLE_FIRST, p + "hours",
            [p + k for k in ("role", "hours_before", "hours_after", "change", "years_before", "years_after", "years_change")],
        )  # fmt: skip
        roles = self.result.roles if self.result else ()
        for index in range(at.ROLE_ROWS):
            row, source = ROLE_FIRST + index, at.ROLES_FIRST + index
            role, hours, unpaid = (
                absolute(self.names["assumptions"], source, at.ROLE_COLUMNS[k])
                for k in ("role", "worked_hours", "unpaid")
            )
            known = roles[index] if index < len(roles) else None
            formats = [self.book.result(num_format=f) for f in ("#,##0;-#,##0;;@", "#,##0.00;-#,##0.00;;@")]
            b, a = cell(row, 1), cell(row, 2)
            word = self.inputs.role_word(known.role) if known and known.hours_before + known.hours_after else ""
            values: list[tuple[str, Any]] = [
                (f'=IF(N({b})+N({a})>0,{role},"")', word),
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
        self.inputs.hide_spare(ws, ROLE_FIRST, at.ROLE_ROWS, len(roles))

    def _hours(self, side: str, role: str, worked: str) -> str:
        """Hours a year of one role: its steps and its posts. Those who drop out are followed up as before."""

        def steps(of: str, only_new: bool = False) -> str:
            columns = at.COLUMNS["steps"]
            keys = [columns[k] for k in ("role", "minutes", "times", "travel_minutes")]
            roles, minutes, times, travel = (self.workings.lines(f"{of}.steps", "steps", k) for k in keys)
            new = f",{self.workings.lines(f'{of}.steps', 'steps', at.NEW)}" if only_new else ""
            sums = (f"SUMPRODUCT(--({roles}={role}),{times},{each}{new})" for each in (minutes, travel))
            return f"({'+'.join(sums)})"

        staff = self.workings.lines(f"{side}.staffing", "staffing", at.COLUMNS["staffing"]["role"])
        posts = self.workings.lines(f"{side}.staffing", "staffing", at.POSTS)
        hours = steps(side)
        if side == "after":
            hours = f"({hours}+N(drop_out)*({steps('before')}-({hours}-{steps('after', only_new=True)})))"
        return f"N(patients_per_year)*{hours}/60+SUMPRODUCT(--({staff}={role}),{posts})*N({worked})"


def patients_of(found: BreakEven, t: Labels) -> int | str:
    """Break-even as the workbook sees it: up to its own number of patients."""
    inside = [(a, min(b, at.HELPER_ROWS)) for a, b in found.intervals if a <= at.HELPER_ROWS]
    return inside[-1][0] if inside and inside[-1][1] == at.HELPER_ROWS else t("price.book.none")


def browser_layout(template: str) -> dict[str, Any]:
    """Where everything stands, for the calculator in the browser, which fills in ``template``."""
    answers = {
        "sheet": at.SHEET["results"], "top": TOP, "money": {n: f"B{MONEY_FIRST + i + 1}" for i, n in enumerate(MONEY)},
        "top_row": TOP_FIRST + 1, "payer_row": PAYER_FIRST + 1, "role_row": ROLE_FIRST + 1, "limit": at.HELPER_ROWS,
        "drawing": [xl_col_to_name(c) for c in (ORDER, SORTED_NAME, SORTED_LOW, SORTED_HIGH, SPREAD)],
    }  # fmt: skip
    return at.layout_json(template, labels(), labels("nn"), answers)


def _word(known: Any, words: list[str]) -> str:
    if known is None:
        return ""
    rounded = round(known.saving, 2)
    return words[0] if rounded > 0 else words[1] if rounded < 0 else words[2]
