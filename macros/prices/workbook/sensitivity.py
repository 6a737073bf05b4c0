"""The sheet «sensitivity»: each assumption alone at both its ends, the worst and the best case."""

from __future__ import annotations

from itertools import product
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.files.book import Book
from macros.files.palette import CLAY, FJORD, INK, LINE, css
from macros.prices.arithmetic.result import Calculation, ScenarioResult
from macros.prices.arithmetic.sides import Parts
from macros.prices.workbook import layout as at
from macros.prices.workbook.results import KRONER, patients_of
from macros.prices.workbook.workings import SCENARIO, Workings, at_scenario, scenarios


class Sensitivity:
    """Writes «sensitivity». Without a calculation it is the empty edition, whose answers are blank."""

    def __init__(self, book: Book, workings: Workings, calculation: Calculation | None) -> None:
        self.book, self.t, self.workings, self.names = book, book.t, workings, workings.names
        self.calculation = calculation

    def write(self) -> None:
        """Makes the sheet: each parameter at its two ends, then all at once."""
        t, book, p = self.t, self.book, "price.book.sensitivity."
        ws = book.sheet(
            self.names["sensitivity"], t("price.book.sensitivity"), t(p + "lead"), (40, *[14] * len(SCENARIO))
        )
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
            for column, (source, end) in enumerate(
                ((q, e) for q in ("npv", "saving", "break_even") for e in ("low", "high")), 3
            ):
                there = cell(at_scenario(index[f"{name}_{end}"]), SCENARIO[source])
                outcome = self._outcome(every[index[f"{name}_{end}"]].scenario)
                value = self._figure(source, every[index[f"{name}_{end}"]].scenario, outcome)
                ws.write_formula(row, column, f"={there}", book.result(num_format=KRONER), value)
        self._scenarios(ws, index)
        self._chart(ws)
        ws.freeze_panes(4, 1)

    def _outcome(self, scenario: Any) -> ScenarioResult | None:
        return self.calculation.outcome(scenario) if self.calculation and scenario else None

    def _scenarios(self, ws: Worksheet, index: dict[str, int]) -> None:
        t, book, p = self.t, self.book, "price.book.sensitivity."
        first = at_scenario(0)
        ws.write_string(first - 2, 0, t(p + "scenarios"), book.heading())
        for column, head in enumerate(("scenario", *SCENARIO)):
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
            for quantity, formula in self._answers(row, index[named.name]).items():
                style = book.result(num_format="#,##0" if quantity == "break_even" else KRONER, align="right")
                value = self._figure(quantity, s, outcome)
                ws.write_formula(row, SCENARIO[quantity], f'=IF(inputs_ok,{formula},"")', style, value)

    def _answers(self, row: int, scenario: int) -> dict[str, str]:
        """What a scenario comes to, each quantity from the cells of those before it."""
        here = {name: cell(row, column) for name, column in SCENARIO.items()}
        n, rates = here["patients"], here["rates"]
        cost = {
            f"cost_{side}": f"{n}*{here[f'variable_{side}']}+{self.workings.ref('fixed', side == 'after')}"
            f"+{rates}*{here[f'posts_{side}']}"
            for side in ("before", "after")
        }
        labour = f"{n}*({here['labour_before']}-{here['labour_after']})"
        posts = f"{rates}*({here['labour_posts_before']}-{here['labour_posts_after']})"
        return {
            **cost,
            "freed_labour": f"{labour}+{posts}",
            "withheld": f"(1-realisable_share)*MAX(0,{here['freed_labour']})",
            "saving": f"{here['cost_before']}-{here['cost_after']}-{here['withheld']}",
            "npv": f"{here['saving']}*annuity-investment",
            "break_even": self.workings.break_even(scenario),
        }

    def _figure(self, quantity: str, scenario: Any, outcome: ScenarioResult | None) -> Any:
        """The value of a quantity of a scenario, as Python has it; empty in the empty edition."""
        c = self.calculation
        if c is None or outcome is None:
            return ""
        if quantity == "break_even":
            return patients_of(outcome.break_even, self.t)
        if quantity.startswith("cost_"):
            return c.cost(c.after if quantity == "cost_after" else c.before, scenario)
        if quantity in ("saving", "npv"):
            return getattr(outcome, quantity)
        return c.freed(scenario) if quantity == "freed_labour" else c.withheld(scenario)

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
                self.workings.lines(side, "staffing", k)
                for k in (at.SAFE_PATIENTS, at.SAFE_STEP, at.POST_COST, at.LABOUR)
            )
            extra = f",{lab}" if paid else ""
            return f"=SUMPRODUCT(ROUNDUP({n}/{per_post}/{step}-0.000000001*({n}>0),0)*{step},{cost}{extra})"

        turned = [
            (self._turned(name, parameter, index), lambda s, k=parameter: getattr(s, k)) for parameter in at.PARAMETERS
        ]
        if c is None:
            nothing = [variable(False), variable(True), labour(False), labour(True)]
            nothing += [posts(side, paid) for paid in (False, True) for side in ("before", "after")]
            return [*turned, *((formula, lambda s: 0) for formula in nothing)]
        formulas = (variable(False), variable(True), labour(False), labour(True))
        values = (Parts.variable, Parts.labour)
        sides = (c.before, c.after)
        return [
            *turned,
            *(
                (formula, lambda s, v=value, x=side: v(x.total, *c.factors(x, s)))
                for formula, (value, side) in zip(formulas, product(values, sides), strict=True)
            ),
            *(
                (posts(name, paid), lambda s, x=side, p=paid: x.post_cost(s.patients_per_year, paid=p))
                for paid in (False, True)
                for name, side in zip(("before", "after"), sides, strict=True)
            ),
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
            at_low, at_high = (
                cell(at_scenario(index[f"{parameter}_{end}"]), SCENARIO["npv"]) for end in ("low", "high")
            )
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
