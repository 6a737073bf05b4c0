"""The sheet «sensitivity»: each assumption alone at both its ends, the worst and the best case."""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.catalogue.prices.result import Calculation, Outcome
from macros.catalogue.prices.sides import SideParts
from macros.labels import Labels
from macros.model.price_model import room
from macros.outputs.palette import CLAY, FJORD, INK, LINE, css
from macros.outputs.workbooks import price_layout as at
from macros.outputs.workbooks.book import Book, absolute
from macros.outputs.workbooks.price_results import KRONER, patients_of
from macros.outputs.workbooks.price_workings import Workings, at_scenario, scenarios


class Sensitivity:
    """Writes «sensitivity». Without a calculation it is the empty edition, whose answers are blank."""

    def __init__(self, book: Book, workings: Workings, calculation: Calculation | None) -> None:
        self.book, self.t, self.workings, self.names = book, book.t, workings, workings.names
        self.calculation = calculation

    def _range(self, sheet: str, kind: str, column: int) -> str:
        first = at.SIDE_ROWS[kind]
        return absolute(self.names[sheet], first, column, first + room(kind) - 1)

    def write(self) -> None:
        t, book, p = self.t, self.book, "price.book.sensitivity."
        ws = book.sheet(self.names["sensitivity"], t("price.book.sensitivity"), t(p + "lead"), (40, *[14] * 15))
        heads = (
            "parameter",
            "low",
            "high",
            "npv_low",
            "npv_high",
            "saving_low",
            "saving_high",
            "even_low",
            "even_high",
        )
        for column, head in enumerate(heads):
            ws.write_string(at.SENSITIVITY_FIRST - 1, column, t(p + head), book.head())
        ranges = self.calculation.model.ranges() if self.calculation else {}
        every = scenarios(self.calculation)
        index = {s.name: i for i, s in enumerate(every)}
        for i, name in enumerate(at.PARAMETERS):
            row = at.SENSITIVITY_FIRST + i
            ws.write_string(row, 0, t(f"price.book.parameter.{name}"), book.format(bold=True))
            for column, value in zip((1, 2), ranges.get(name) or (None, None), strict=True):
                fmt = book.input(num_format="#,##0.##")
                ws.write_blank(row, column, None, fmt) if value is None else ws.write_number(row, column, value, fmt)
            for column, (source, end) in enumerate(((s, e) for s in (14, 13, 15) for e in ("low", "high")), 3):
                there = cell(at_scenario(index[f"{name}_{end}"]), source)
                outcome = self._outcome(every[index[f"{name}_{end}"]].scenario)
                value = _figure(outcome, source, t)
                ws.write_formula(row, column, f"={there}", book.result(num_format=KRONER), value)
        self._scenarios(ws, index)
        self._chart(ws)
        ws.freeze_panes(4, 1)

    def _outcome(self, scenario: Any) -> Outcome | None:
        return self.calculation.outcome(scenario) if self.calculation and scenario else None

    def _scenarios(self, ws: Worksheet, index: dict[str, int]) -> None:
        t, book, p = self.t, self.book, "price.book.sensitivity."
        first = at_scenario(0)
        ws.write_string(first - 2, 0, t(p + "scenarios"), book.heading())
        heads = (
            "scenario", "patients", "times", "minutes", "rates", "variable_before", "variable_after", "labour_before",
            "labour_after", "posts_before", "posts_after", "labour_posts_before", "labour_posts_after", "saving", "npv",
            "break_even",
        )  # fmt: skip
        for column, head in enumerate(heads):
            ws.write_string(first - 1, column, t(p + head), book.head())
        for named in scenarios(self.calculation):
            row, s = at_scenario(index[named.name]), named.scenario
            ws.write_string(row, 0, t(f"price.book.scenario.{named.name}"), book.format())
            outcome = self._outcome(s)
            for column, (formula, value) in enumerate(self._scenario(named.name, row, index), 1):
                ws.write_formula(
                    row,
                    column,
                    formula,
                    book.result(num_format="#,##0.##;-#,##0.##;0"),
                    value(s) if s else (1 if 1 < column < 5 else 0),
                )
            fixed = f"({self.workings.ref('fixed', False)}-{self.workings.ref('fixed', True)})"
            n, rates, vb, va, lb, la, pb, pa, qb, qa = (cell(row, c) for c in (1, 4, 5, 6, 7, 8, 9, 10, 11, 12))
            saving = (
                f"{n}*({vb}-{va})+{fixed}+{rates}*({pb}-{pa})-(1-realisable_share)"
                f"*MAX(0,{n}*({lb}-{la})+{rates}*({qb}-{qa}))"
            )
            answers = (
                (13, saving, KRONER), (14, f"{cell(row, 13)}*annuity-investment", KRONER),
                (15, self.workings.break_even(index[named.name]), "#,##0"),
            )  # fmt: skip
            for column, formula, fmt in answers:
                style = book.result(num_format=fmt, align="right")
                ws.write_formula(row, column, f'=IF(inputs_ok,{formula},"")', style, _figure(outcome, column, t))

    def _scenario(self, name: str, row: int, index: dict[str, int]) -> list[tuple[str, Any]]:
        """Columns B–M of a scenario: what is turned, and what it makes of the costs."""
        n, times, minutes, rates = (cell(row, c) for c in (1, 2, 3, 4))
        w, c = self.workings.ref, self.calculation

        def variable(after: bool) -> str:
            active, travel, km, material, rest = (
                w(k, after) for k in ("active", "travel", "km", "material", "per_patient")
            )
            f, m = (f"{times}*{minutes}*", f"{times}*") if after else ("", "")
            return f"={rates}*({f}{active}+{travel})+{km}+{m}{material}+{rest}"

        def labour(after: bool) -> str:
            factor = f"{times}*{minutes}*" if after else ""
            return f"={rates}*({factor}{w('labour_active', after)}+{w('labour_travel', after)})"

        def posts(side: str, paid: bool) -> str:
            per_post, step, cost, lab = (
                self._range(side, "staffing", k) for k in (at.SAFE_PATIENTS, at.SAFE_STEP, at.POST_COST, at.LABOUR)
            )
            extra = f",{lab}" if paid else ""
            return f"=SUMPRODUCT(ROUNDUP({n}/{per_post}/{step}-0.000000001*({n}>0),0)*{step},{cost}{extra})"

        def cost(side: SideParts, paid: bool, s: Any) -> float:
            return sum((p.posts(int(s.patients_per_year)) * p.cost for p in side.posts if p.labour or not paid), 0.0)

        turned = [
            (self._turned(name, parameter, index), lambda s, k=parameter: getattr(s, k)) for parameter in at.PARAMETERS
        ]
        if c is None:
            nothing = [variable(False), variable(True), labour(False), labour(True)]
            nothing += [posts(side, paid) for paid in (False, True) for side in ("before", "after")]
            return [*turned, *((formula, lambda s: 0) for formula in nothing)]
        before, after = c.before, c.after
        return [
            *turned,
            (variable(False), lambda s: before.total.variable(rates=s.rates)),
            (variable(True), lambda s: after.total.variable(s.times_after, s.minutes_after, s.rates)),
            (labour(False), lambda s: before.total.labour(rates=s.rates)),
            (labour(True), lambda s: after.total.labour(s.times_after, s.minutes_after, s.rates)),
            (posts("before", False), lambda s: cost(before, False, s)),
            (posts("after", False), lambda s: cost(after, False, s)),
            (posts("before", True), lambda s: cost(before, True, s)),
            (posts("after", True), lambda s: cost(after, True, s)),
        ]

    def _turned(self, name: str, parameter: str, index: dict[str, int]) -> str:
        """What a parameter is in a scenario: its own end, or as in the base."""
        base = "N(patients_per_year)" if parameter == "patients_per_year" else "1"
        row = at.SENSITIVITY_FIRST + at.PARAMETERS.index(parameter)
        low, high = cell(row, 1), cell(row, 2)
        ends = {"low": f'IF({low}="",{base},{low})', "high": f'IF({high}="",{base},{high})'}
        if name == f"{parameter}_low":
            return "=" + ends["low"]
        if name == f"{parameter}_high":
            return "=" + ends["high"]
        if name in ("worst", "best"):
            at_low, at_high = (cell(at_scenario(index[f"{parameter}_{end}"]), 14) for end in ("low", "high"))
            better, worse = (ends["high"], ends["low"]) if name == "best" else (ends["low"], ends["high"])
            return f"=IF(N({at_high})>=N({at_low})-0.000001,{better},{worse})"
        return "=" + base

    def _chart(self, ws: Worksheet) -> None:
        """A bar for each end of each parameter: how far net present value moves."""
        p, name, last = (
            "price.book.sensitivity.",
            self.names["sensitivity"],
            at.SENSITIVITY_FIRST + len(at.PARAMETERS) - 1,
        )
        chart = self.book.workbook.add_chart({"type": "bar"})
        for column, colour in ((3, css(CLAY)), (4, css(FJORD))):
            chart.add_series(
                {
                    "name": [name, at.SENSITIVITY_FIRST - 1, column],
                    "categories": [name, at.SENSITIVITY_FIRST, 0, last, 0],
                    "values": [name, at.SENSITIVITY_FIRST, column, last, column],
                    "fill": {"color": colour},
                }
            )
        chart.set_title({"name": self.t(p + "chart"), "name_font": {"size": 12, "color": css(INK)}})
        chart.set_y_axis({"reverse": True, "label_position": "low"})
        chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": css(LINE)}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 860, "height": 320})
        ws.insert_chart(at_scenario(11) + 2, 0, chart, {"description": self.t(p + "chart.text"), "object_position": 1})


def _figure(outcome: Outcome | None, column: int, t: Labels) -> Any:
    if outcome is None:
        return ""
    if column == 15:
        return patients_of(outcome.break_even, t)
    return outcome.npv if column == 14 else outcome.saving
