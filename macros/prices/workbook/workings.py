"""The price model's workbook, worked out: sums per payer, every scenario, and the numbers of patients that pay."""

from __future__ import annotations

from dataclasses import dataclass, replace

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import PAYERS, room
from macros.files.book import Book, absolute
from macros.prices.arithmetic.break_even import Stretch, stretch
from macros.prices.arithmetic.result import Calculation, Scenario
from macros.prices.arithmetic.sides import SideParts
from macros.prices.workbook import layout as at

PARTS = (
    "active", "travel", "labour_active", "labour_travel", "km", "material", "per_patient", "fixed", "posts",
    "labour_posts", "start_up", "reinvestment", "transfers", "year", "freed",
)  # fmt: skip
PART_ROW = {name: 5 + index for index, name in enumerate(PARTS)}
AFTER = 1 + 1 + len(PAYERS)
"""First column of the after side; before begins in column 1. The first column of each is everybody, then payers."""
SCENARIO = {
    name: column
    for column, name in enumerate(
        ("patients", "times", "minutes", "rates", "variable_before", "variable_after", "labour_before", "labour_after",
         "posts_before", "posts_after", "labour_posts_before", "labour_posts_after", "cost_before", "cost_after",
         "freed_labour", "withheld", "saving", "npv", "break_even"), 1,
    )
}  # fmt: skip
"""The columns of a scenario on the sheet «sensitivity»: each quantity is worked out there, and nowhere else."""
ERRORS, OK, ANNUITY, START_UP, INVESTMENT, ANNUALISED = range(21, 27)
HELPER_FIRST = 30
HELPER_LAST = HELPER_FIRST + at.HELPER_ROWS - 1


@dataclass(frozen=True, slots=True)
class Named:
    """A scenario's name in the workbook, and what it is when the model is filled in."""

    name: str
    scenario: Scenario | None


def scenarios(calculation: Calculation | None) -> list[Named]:
    """Base, each parameter low and high, worst and best; a parameter that is not varied stays as it is."""
    names = ["base", *(f"{p}_{end}" for p in at.PARAMETERS for end in ("low", "high")), "worst", "best"]
    if calculation is None:
        return [Named(name, None) for name in names]
    base = Scenario(calculation.model.patients_per_year)
    ranges = calculation.model.ranges()
    swings = calculation.swings(base)
    found = [Named("base", base)]
    for parameter in at.PARAMETERS:
        ends = ranges.get(parameter) or (getattr(base, parameter),) * 2
        for end, value in zip(("low", "high"), ends, strict=True):
            found.append(Named(f"{parameter}_{end}", replace(base, **{parameter: value})))
    found.append(Named("worst", calculation.extreme(base, swings, best=False)))
    found.append(Named("best", calculation.extreme(base, swings, best=True)))
    return found


class Workings:
    """Writes the sheet «workings». ``names`` are the sheets' names, ``calculation`` None the empty edition."""

    def __init__(self, book: Book, names: dict[str, str], calculation: Calculation | None) -> None:
        self.book, self.t, self.names, self.calculation = book, book.t, names, calculation
        self.known = {p.payer: p for p in calculation.result().payers} if calculation else {}
        self.number = book.result(num_format="#,##0.00;-#,##0.00;;@")

    def write(self) -> None:
        """Makes the sheet: every step between the inputs and the results, to be followed by hand."""
        t = self.t
        widths = [34, *[13] * 14]
        ws = self.book.sheet(self.names["workings"], t("price.book.workings"), t("price.book.workings.lead"), widths)
        self._heads(ws)
        self._parts(ws)
        self._sums(ws)
        self._helper(ws)
        ws.freeze_panes(5, 1)
        ws.print_area(0, 0, ANNUALISED, 14)

    def ref(self, part: str, after: bool, payer: int = 0) -> str:
        """The cell of a part: ``payer`` 0 is everybody."""
        return absolute(self.names["workings"], PART_ROW[part], (AFTER if after else 1) + payer)

    def _heads(self, ws: Worksheet) -> None:
        head = self.book.head()
        ws.write_string(4, 0, self.t("price.book.workings.part"), head)
        for start, side in ((1, "before"), (AFTER, "after")):
            word = self.t(f"price.book.{side}")
            ws.write_string(4, start, f"{word}: {self.t('price.book.everybody')}", head)
            for i, payer in enumerate(PAYERS):
                ws.write_string(4, start + 1 + i, f"{word}: {self.t(f'price.book.payer.{payer}')}", head)

    def lines(self, sheet: str, kind: str, column: int) -> str:
        """The cells of a column in all the lines of a list."""
        first = (at.SIDE_ROWS | at.INVESTMENT_ROWS | at.EFFECT_ROWS)[kind]
        return absolute(self.names[sheet], first, column, first + room(kind) - 1)

    def _parts(self, ws: Worksheet) -> None:
        for name, row in PART_ROW.items():
            ws.write_string(row, 0, self.t(f"price.book.part.{name}"), self.book.format())
        c = self.calculation
        for sheet, start, parts in (
            ("before", 1, c.before if c else SideParts()),
            ("after", AFTER, c.after if c else SideParts()),
        ):
            for index, payer in enumerate(("", *PAYERS)):
                for name, formula in self._part_formulas(sheet, index - 1).items():
                    ws.write_formula(
                        PART_ROW[name], start + index, formula, self.number, self._part(parts, name, payer)
                    )
                if payer:
                    formula = self._transfers(sheet, payer)
                    value = c.transfers(payer, sheet) if c else 0
                    ws.write_formula(PART_ROW["transfers"], start + index, formula, self.number, value)
        for index, payer in enumerate(("", *PAYERS)):
            for name in ("start_up", "reinvestment"):
                total = self.lines("investments", name, at.TOTAL)
                formula = f"=SUM({total})"
                if payer:
                    effective = self.lines("investments", name, at.EFFECTIVE_FIRST + index - 1)
                    formula = f"=SUMPRODUCT({total},{effective})"
                value = (c.invested(payer) if name == "start_up" else c.reinvested(payer)) if c else 0.0
                ws.write_formula(PART_ROW[name], 1 + index, formula, self.number, value)
        for index, payer in enumerate(PAYERS, 1):
            known = self.known[payer] if self.known else None
            for after, start, value in (
                (False, 1, known.before if known else 0),
                (True, AFTER, known.after if known else 0),
            ):
                ws.write_formula(PART_ROW["year"], start + index, self._year(after, index), self.number, value)
            value = max(0.0, c.freed(Scenario(c.model.patients_per_year), payer)) if c else 0.0
            ws.write_formula(PART_ROW["freed"], 1 + index, self._freed(index), self.number, value)

    def _part_formulas(self, sheet: str, payer: int) -> dict[str, str]:
        """Sums of the lines; ``payer`` -1 is everybody."""

        def total(kind: str, *columns: int) -> str:
            ranges = [self.lines(sheet, kind, column) for column in columns]
            if payer >= 0:
                ranges.append(self.lines(sheet, kind, at.EFFECTIVE_FIRST + payer))
            return f"=SUMPRODUCT({','.join(ranges)})" if len(ranges) > 1 else f"=SUM({ranges[0]})"

        return {
            "active": total("steps", at.ACTIVE),
            "travel": total("steps", at.TRAVEL),
            "labour_active": total("steps", at.ACTIVE, at.LABOUR),
            "labour_travel": total("steps", at.TRAVEL, at.LABOUR),
            "km": total("steps", at.KM),
            "material": total("steps", at.MATERIAL),
            "per_patient": total("per_patient", at.TOTAL),
            "fixed": total("fixed", at.TOTAL),
            "posts": total("staffing", at.TOTAL),
            "labour_posts": total("staffing", at.TOTAL, at.LABOUR),
        }

    def _part(self, side: SideParts, name: str, payer: str) -> float:
        if name in ("posts", "labour_posts"):
            n = self.calculation.model.patients_per_year if self.calculation else 0
            return side.post_cost(n, payer, paid=name != "posts")
        return float(getattr(side.of(payer), name))

    def _year(self, after: bool, payer: int) -> str:
        """What one payer pays in a year, transfers included."""
        parts = ("active", "travel", "km", "material", "per_patient", "transfers")
        variable = "+".join(self.ref(part, after, payer) for part in parts)
        return f"=N(patients_per_year)*({variable})+{self.ref('fixed', after, payer)}+{self.ref('posts', after, payer)}"

    def _freed(self, payer: int) -> str:
        """The value of a payer's own freed working time; nothing when it needs more."""

        def labour(after: bool) -> str:
            active, travel, posts = (
                self.ref(p, after, payer) for p in ("labour_active", "labour_travel", "labour_posts")
            )
            return f"(N(patients_per_year)*({active}+{travel})+{posts})"

        return f"=MAX(0,{labour(False)}-{labour(True)})"

    def _transfers(self, sheet: str, payer: str) -> str:
        """Paid to others less received, per patient and year."""
        column, word = at.COLUMNS["transfers"][sheet], self.t(f"price.book.payer.{payer}")
        amount = self.lines("effects", "transfers", column)
        paid, received = (self.lines("effects", "transfers", at.COLUMNS["transfers"][end]) for end in ("from", "to"))
        return f'=SUMPRODUCT(--({paid}="{word}"),{amount})-SUMPRODUCT(--({received}="{word}"),{amount})'

    def _sums(self, ws: Worksheet) -> None:
        c, name = self.calculation, self.names["workings"]
        checks = "+".join(
            f'SUMPRODUCT(--({self.lines(sheet, kind, at.CHECK)}<>""))'
            for sheet, kinds in (
                ("before", at.SIDE_LISTS),
                ("after", at.SIDE_LISTS),
                ("investments", ("start_up", "reinvestment")),
            )
            for kind in kinds
        )
        whole = "N(patients_per_year)>=1,N(patients_per_year)=INT(N(patients_per_year)),N(horizon_years)>=1"
        rows: dict[int, tuple[str, str, str, float | bool]] = {
            ERRORS: ("input_errors", "errors", f"={checks}", 0),
            OK: (
                "inputs_ok", "ok", f"=AND({whole},N(horizon_years)=INT(N(horizon_years)),N(input_errors)=0)", c is not None,
            ),
            ANNUITY: (
                "annuity", "annuity",
                "=IF(inputs_ok,IF(N(discount_rate)=0,horizon_years,(1-(1+discount_rate)^-horizon_years)/discount_rate),1)",
                c.annuity if c else 1,
            ),
            START_UP: ("start_up", "start_up", f"={cell(PART_ROW['start_up'], 1)}", c.start_up if c else 0),
            INVESTMENT: (
                "investment", "investment", f"=start_up+{cell(PART_ROW['reinvestment'], 1)}", c.investment if c else 0,
            ),
            ANNUALISED: ("annualised", "annualised", "=investment/annuity", c.annualised if c else 0),
        }  # fmt: skip
        for row, (defined, label, formula, value) in rows.items():
            ws.write_string(row, 0, self.t(f"price.book.workings.{label}"), self.book.format())
            ws.write_formula(row, 1, formula, self.book.result(num_format="#,##0.0000"), value)
            self.book.workbook.define_name(defined, "=" + absolute(name, row, 1))

    def _helper(self, ws: Worksheet) -> None:
        """For 1 … 2 000 patients: what the posts cost, before less after, and what a year gives in the base case."""
        c, plain = self.calculation, self.book.format(num_format="#,##0;-#,##0")
        for column, label in enumerate(("patients", "posts", "labour_posts", "gain")):
            ws.write_string(HELPER_FIRST - 1, column, self.t(f"price.book.workings.{label}"), self.book.head())
        gain = c.gain(Scenario(c.model.patients_per_year)) if c else None
        columns: list[list[float]] = [[], [], []]
        for n in range(1, at.HELPER_ROWS + 1):
            here = stretch(c.before, c.after, n, n) if c else Stretch(n, n, 0.0, 0.0)
            ws.write_number(HELPER_FIRST + n - 1, 0, n, plain)
            for values, value in zip(
                columns, (here.posts, here.labour, gain.at(n, here) if gain else 0.0), strict=True
            ):
                values.append(value)
        patients, posts_column, labour_column, _ = self.columns()
        formulas = (self._posts(False), self._posts(True), self.gain(0, patients, posts_column, labour_column))
        for number, (formula, values) in enumerate(zip(formulas, columns, strict=True), 1):
            # One array formula for the whole column: a formula in every row would make the file ten times larger.
            ws.write_array_formula(HELPER_FIRST, number, HELPER_LAST, number, f"{{={formula}}}", plain, values[0])
            for index, value in enumerate(values[1:], 1):
                ws.write_number(HELPER_FIRST + index, number, value, plain)

    def _posts(self, labour: bool) -> str:
        """What the posts cost before less after, for every number of patients: (patients × lines) · (lines × 1)."""
        patients = self.columns()[0]

        def cost(sheet: str) -> str:
            keys = (at.SAFE_PATIENTS, at.SAFE_STEP, at.POST_COST, at.LABOUR)
            per_post, step, amount, paid = (self.lines(sheet, "staffing", key) for key in keys)
            steps = f"ROUNDUP({patients}/TRANSPOSE({per_post})/TRANSPOSE({step})-0.000000001,0)*TRANSPOSE({step})"
            return f"MMULT({steps},{amount}{f'*{paid}' if labour else ''})"

        return f"{cost('before')}-{cost('after')}"

    def gain(self, scenario: int, n: str, posts: str, labour: str) -> str:
        """What a year gives beyond its share of the investments, for any number of patients ``n``: on single cells and on
        whole columns, where MAX would take the largest of them all. (What the scenario's own number gives has its cells.)
        """
        row = at_scenario(scenario)
        rates, vb, va, lb, la = (absolute(self.names["sensitivity"], row, column) for column in range(4, 9))
        fixed = f"{self.ref('fixed', False)}-{self.ref('fixed', True)}-annualised"
        freed = f"({n}*({lb}-{la})+{rates}*{labour})"
        return f"{n}*({vb}-{va})+{fixed}+{rates}*{posts}-(1-N(realisable_share))*({freed}>0)*{freed}"

    def base(self, quantity: str) -> str:
        """The cell where the base case has a quantity."""
        return absolute(self.names["sensitivity"], at_scenario(0), SCENARIO[quantity])

    def columns(self) -> tuple[str, str, str, str]:
        """The helper's columns: patients, posts, paid posts, gain in the base case."""
        name = self.names["workings"]
        patients, posts, labour, gain = (absolute(name, HELPER_FIRST, column, HELPER_LAST) for column in range(4))
        return patients, posts, labour, gain

    def break_even(self, scenario: int) -> str:
        """From how many patients the model pays for good in a scenario; a word when it does not."""
        patients, posts, labour, _ = self.columns()
        last = (f"INDEX({column},{at.HELPER_ROWS})" for column in (patients, posts, labour))
        everywhere, at_last = self.gain(scenario, patients, posts, labour), self.gain(scenario, *last)
        loss = f"SUMPRODUCT(MAX(({everywhere}<-0.000000001)*{patients}))"
        return f'IF({at_last}>=-0.000000001,{loss}+1,"{self.t("price.book.none")}")'


def at_scenario(index: int) -> int:
    """The row of a scenario on the sheet «sensitivity»."""
    return at.SENSITIVITY_FIRST + len(at.PARAMETERS) + 4 + index
