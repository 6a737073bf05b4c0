"""The hidden sheet «workings»: sums per payer, every case, the years that differ, and the numbers of patients that pay."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import PARAMETERS, PAYERS, RAMP_YEARS, room
from macros.files.book import Book, absolute
from macros.prices.workbook import layout as at
from macros.prices.workbook.scenarios import COLUMN, NAMES, PHASES, ROWS, Scenario, gain_of_all, posts_cost

PARTS = (
    "active", "travel", "labour_active", "labour_travel", "km", "material", "per_patient", "fixed", "transfers",
    "start_up", "reinvestment",
)  # fmt: skip
PART_ROW = {name: 5 + index for index, name in enumerate(PARTS)}
BLOCKS = {"before": 1, "after": 2 + len(PAYERS), "new": 3 + 2 * len(PAYERS)}
"""First column of each block: everybody, then payers. ``new``: lines that are only after."""
SUMS = {name: 18 + i for i, name in enumerate(
    ("errors", "empty", "ok", "annuity", "start_up", "investment", "annualised", "cost_before", "cost_after", "withheld")
)}  # fmt: skip
SHARES = {"patients": 30, "effect": 31, "same": 32}
"""Per phase: shares of full operation, and whether the years are as in full operation, which saves work below."""
PAYER_FIRST = 34
PAYER_QUANTITIES = ("before", "after", "freed", "saving")
LISTS_COLUMN = 30
SCENARIO_FIRST = PAYER_FIRST + len(PAYER_QUANTITIES) * len(PHASES) + 4
HELPER_FIRST = SCENARIO_FIRST + ROWS + 4
HELPER_LAST = HELPER_FIRST + at.HELPER_ROWS - 1
TOTAL_GAIN = 1 + len(PHASES)

_CASES: dict[tuple[str, ...], list[dict[str, str]]] = {}
"""By the names of the sheets, which are all that they depend on: the formulas of each case, put together once."""


class Workings:
    """Writes the sheet. ``names`` are the sheets' names. Its figures are worked out when the file is opened."""

    def __init__(self, book: Book, names: dict[str, str]) -> None:
        self.book, self.t, self.names = book, book.t, names
        self.number = book.result(num_format="#,##0.00;-#,##0.00;;@")

    def write(self) -> None:
        """Makes the sheet: every step between the inputs and the results, to be followed by hand."""
        t = self.t
        ws = self.book.sheet(self.names["workings"], t("price.book.workings"), t("price.book.workings.lead"), [34, *[13] * 20])  # fmt: skip
        self._heads(ws)
        self._parts(ws)
        self._shares(ws)
        self._lists(ws)
        self._sums(ws)
        self._payers(ws)
        self._scenarios(ws)
        self._helper(ws)
        ws.freeze_panes(5, 1)
        ws.hide()

    def formula(self, ws: Worksheet, row: int, column: int, text: str) -> None:
        """A formula without a value: nobody sees this sheet before it is worked out."""
        ws.write_formula(row, column, f"={text}", self.number, "")

    def ref(self, part: str, block: str, payer: int = 0) -> str:
        """The cell of a part: ``payer`` 0 is everybody. What is not of a side stands in the first block."""
        return absolute(self.names["workings"], PART_ROW[part], BLOCKS[block] + payer)

    def lines(self, place: str, kind: str, column: int) -> str:
        """The cells of a column in all the lines of a list; ``place`` as ``before.steps``, or the list alone."""
        sheet = place.partition(".")[0] if "." in place else "investments"
        first = at.rows_of(kind)
        return absolute(self.names[sheet], first, column, first + room(kind) - 1)

    def shares(self, name: str, k: int) -> str:
        """The share of patients, or of effect, in a phase of years (from 1)."""
        return absolute(self.names["workings"], SHARES[name], k)

    def payer(self, quantity: str, k: int, payer: int) -> str:
        """A payer's (from 0) quantity in a phase of years."""
        row = PAYER_FIRST + PAYER_QUANTITIES.index(quantity) * len(PHASES) + k - 1
        return absolute(self.names["workings"], row, 1 + payer)

    def case(self, index: int, quantity: str) -> str:
        """A quantity of a case: 0 is the model as it stands, 1 and 2 the ends of the first range, and so on."""
        return absolute(self.names["workings"], SCENARIO_FIRST + index, COLUMN[quantity])

    def base(self, quantity: str) -> str:
        """A quantity of the model as it stands."""
        return absolute(self.names["workings"], SUMS[quantity], 1) if quantity in SUMS else self.case(0, quantity)

    def words(self, name: str) -> str:
        """Where the words of a drop-down list for ranges stand: ``where`` or ``field``."""
        column = LISTS_COLUMN + ("where", "field").index(name)
        return absolute(self.names["workings"], 5, column, 4 + len(at.WHERE if name == "where" else at.FIELDS))

    def _heads(self, ws: Worksheet) -> None:
        head = self.book.head()
        ws.write_string(4, 0, self.t("price.book.workings.part"), head)
        for name, start in BLOCKS.items():
            word = self.t(f"price.book.{name}")
            for i, who in enumerate(("everybody", *(f"payer.{payer}" for payer in PAYERS))):
                ws.write_string(4, start + i, f"{word}: {self.t(f'price.book.{who}')}", head)

    def _parts(self, ws: Worksheet) -> None:
        for name, row in PART_ROW.items():
            ws.write_string(row, 0, self.t(f"price.book.part.{name}"), self.book.format())
        for block, start in BLOCKS.items():
            side = "before" if block == "before" else "after"
            for index in range(1 + len(PAYERS)):
                for name, text in self._part_formulas(side, index - 1, only_new=block == "new"):
                    self.formula(ws, PART_ROW[name], start + index, text)
                if index and block != "new":
                    self.formula(ws, PART_ROW["transfers"], start + index, self._transfers(side, PAYERS[index - 1]))
        for index in range(1 + len(PAYERS)):
            for name in ("start_up", "reinvestment"):
                ranges = [self.lines(name, name, at.TOTAL)]
                ranges += [self.lines(name, name, at.EFFECTIVE_FIRST + index - 1)] if index else []
                self.formula(ws, PART_ROW[name], 1 + index, f"SUMPRODUCT({','.join(ranges)})")

    def _part_formulas(self, side: str, payer: int, only_new: bool) -> Iterator[tuple[str, str]]:
        """Sums of the lines; ``payer`` -1 is everybody."""
        kinds = {"active": "steps", "travel": "steps", "labour_active": "steps", "labour_travel": "steps", "km": "steps",
                 "material": "steps", "per_patient": "per_patient", "fixed": "fixed"}  # fmt: skip
        columns = {"active": at.ACTIVE, "travel": at.TRAVEL, "labour_active": at.ACTIVE, "labour_travel": at.TRAVEL,
                   "km": at.KM, "material": at.MATERIAL}  # fmt: skip
        for name, kind in kinds.items():
            if only_new and kind == "fixed":
                continue
            ranges = [self.lines(f"{side}.{kind}", kind, columns.get(name, at.TOTAL))]
            more = [at.LABOUR] if name.startswith("labour") else []
            more += [at.EFFECTIVE_FIRST + payer] if payer >= 0 else []
            more += [at.NEW] if only_new else []
            ranges += [self.lines(f"{side}.{kind}", kind, column) for column in more]
            yield name, f"SUMPRODUCT({','.join(ranges)})"

    def _transfers(self, side: str, payer: str) -> str:
        """Paid to others less received, per patient and year."""
        columns, word = at.COLUMNS["transfers"], self.t(f"price.book.payer.{payer}")
        amount, paid, received = (self.lines("transfers", "transfers", columns[k]) for k in (side, "from", "to"))
        return f'SUMPRODUCT(--({paid}="{word}"),{amount})-SUMPRODUCT(--({received}="{word}"),{amount})'

    def _shares(self, ws: Worksheet) -> None:
        """The first years as they are filled in, blank is all of it; the last column is full operation."""
        for name, row in SHARES.items():
            ws.write_string(row, 0, self.t(f"price.book.ramp.{name}"), self.book.format())
            for k in PHASES:
                if name == "same":
                    effects = f"{self.shares('effect', k)}={self.shares('effect', PHASES[-1])}"
                    self.formula(ws, row, k, f"IF(AND({self.shares('patients', k)}=1,{effects}),1,0)")
                    continue
                given = absolute(self.names["assumptions"], at.RAMP_ROWS[name], k) if k <= RAMP_YEARS else ""
                text = f"IF(ISNUMBER({given}),{given},1)" if given else "1"
                self.formula(ws, row, k, f"{text}*(1-N(drop_out))" if name == "effect" else text)

    def _lists(self, ws: Worksheet) -> None:
        """The words of the drop-down lists, and in which column of each list a number stands (0: it has none such)."""
        words = at.words(self.t)
        for i, place in enumerate(at.WHERE):
            ws.write_string(5 + i, LISTS_COLUMN, words["where"][".".join(place)], self.number)
            for j, name in enumerate(at.FIELDS):
                known = 1 + at.COLUMNS[place[-1]].get(name, -1) if place else int(name in PARAMETERS)
                ws.write_number(5 + i, LISTS_COLUMN + 2 + j, known, self.number)
        for i, name in enumerate(at.FIELDS):
            ws.write_string(5 + i, LISTS_COLUMN + 1, words["field"][name], self.number)

    def _sums(self, ws: Worksheet) -> None:
        places = [place for place in at.places() if place.rpartition(".")[2] in at.PAID_LISTS]
        checks = [f'SUMPRODUCT(--({self.lines(p, p.rpartition(".")[2], at.CHECK)}<>""))' for p in places]
        filled = {
            side: "+".join(f"COUNTA({self.lines(f'{side}.{kind}', kind, 0)})" for kind in at.SIDE_LISTS)
            for side in ("before", "after")
        }
        whole = "N(patients_per_year)>=1,N(patients_per_year)=INT(N(patients_per_year)),N(horizon_years)>=1"
        n, full = "N(patients_per_year)", PHASES[-1]
        cost = (
            f"{n}*{self.case(0, 'vb')}+{self.ref('fixed', 'before')}+{posts_cost(n, self.lines, 'before', paid=False)}"
        )
        rows = {
            "errors": ("input_errors", "+".join(checks)),
            "empty": ("after_empty", f"AND({filled['before']}>0,{filled['after']}=0)"),
            "ok": ("inputs_ok", f"AND({whole},N(horizon_years)=INT(N(horizon_years)),N(input_errors)=0,NOT(after_empty),"
                   f"{filled['before']}+{filled['after']}>0)"),
            "annuity": ("annuity", self.case(0, "annuity")),
            "start_up": ("start_up", self.case(0, "start_up")),
            "investment": ("investment", f"start_up+{self.case(0, 'again')}"),
            "annualised": ("annualised", "IF(annuity>0,investment/annuity,0)"),
            "cost_before": ("", cost),
            "cost_after": ("", f"{self.base('cost_before')}-{self.case(0, 'saving')}-{self.base('withheld')}"),
            "withheld": ("", f"(1-N(realisable_share))*MAX(0,{self.case(0, f'l{full}')})"),
        }  # fmt: skip
        for label, (defined, text) in rows.items():
            ws.write_string(SUMS[label], 0, self.t(f"price.book.workings.{label}"), self.book.format())
            self.formula(ws, SUMS[label], 1, text)
            if defined:
                self.book.workbook.define_name(defined, "=" + absolute(self.names["workings"], SUMS[label], 1))

    def _payers(self, ws: Worksheet) -> None:
        """Each payer's costs, freed working time and saving in each phase, transfers included."""
        for index, payer in enumerate(PAYERS):
            ws.write_string(PAYER_FIRST - 1, 1 + index, self.t(f"price.book.payer.{payer}"), self.book.head())
            for k in PHASES:
                for quantity, text in self._payer(index, k).items():
                    row = PAYER_FIRST + PAYER_QUANTITIES.index(quantity) * len(PHASES) + k - 1
                    ws.write_string(row, 0, self.t(f"price.book.workings.payer.{quantity}", year=k), self.book.format())
                    self.formula(ws, row, 1 + index, text)

    def _payer(self, index: int, k: int) -> dict[str, str]:
        n, e = f"N(patients_per_year)*{self.shares('patients', k)}", self.shares("effect", k)

        def total(block: str, *parts: str) -> str:
            return f"({'+'.join(self.ref(part, block, 1 + index) for part in parts)})"

        def mixed(was: str, now: str, new: str) -> str:
            return f"({now}+(1-{e})*({was}-({now}-{new})))"

        def posts(side: str, paid: bool) -> str:
            share = self.lines(f"{side}.staffing", "staffing", at.EFFECTIVE_FIRST + index)
            return posts_cost(n, self.lines, side, paid=paid, share=share)

        variable = ("active", "travel", "km", "material", "per_patient")
        costs = [total(block, *variable) for block in BLOCKS]
        work = [total(block, "labour_active", "labour_travel") for block in BLOCKS]
        moved = [total(side, "transfers") for side in ("before", "after")]
        fixed = [self.ref("fixed", side, 1 + index) for side in ("before", "after")]
        before, after, freed, _ = (self.payer(q, k, index) for q in PAYER_QUANTITIES)
        positive = "+".join(f"MAX(0,{self.payer('freed', k, i)})" for i in range(len(PAYERS)))
        kept = f"(1-N(realisable_share))*MAX(0,{self.case(0, f'l{k}')})"
        return {
            "before": f"{n}*({costs[0]}+{moved[0]})+{fixed[0]}+{posts('before', False)}",
            "after": f"{n}*({mixed(*costs)}+{mixed(moved[0], moved[1], '0')})+{fixed[1]}+{posts('after', False)}",
            "freed": f"{n}*({work[0]}-{mixed(*work)})+{posts('before', True)}-{posts('after', True)}",
            "saving": f"{before}-{after}-IF({positive}>0,{kept}*MAX(0,{freed})/({positive}),0)",
        }

    def _scenarios(self, ws: Worksheet) -> None:
        for name in NAMES:
            ws.write_string(SCENARIO_FIRST - 1, COLUMN[name], name, self.book.head())
        sheets = tuple(self.names.values())
        if sheets not in _CASES:
            _CASES[sheets] = list(self._cases())
        for index, formulas in enumerate(_CASES[sheets]):
            ws.write_string(SCENARIO_FIRST + index, 0, str(index), self.book.format())
            for name, text in formulas.items():
                self.formula(ws, SCENARIO_FIRST + index, COLUMN[name], text)

    def _cases(self) -> Iterator[dict[str, str]]:
        """The formulas of each case."""
        base = {name: f"N({name})" for name in PARAMETERS}
        base |= dict.fromkeys(("times_after", "minutes_after", "rates"), "1")
        for index in range(ROWS):
            case = Scenario(SCENARIO_FIRST + index, self.lines, lambda part, block: self.ref(part, block), self.shares)
            chosen = self._chosen(case, index) if index else dict.fromkeys(("where", "line", "field", "used", "x"), "0")
            yield case.formulas(chosen, base)

    def _chosen(self, case: Scenario, index: int) -> dict[str, str]:
        """What the range of a case is of, from the sheet «sensitivity»; ``used``: it is filled in and makes sense."""
        row = at.SENSITIVITY_FIRST + (index - 1) // 2
        there = {k: absolute(self.names["sensitivity"], row, column) for k, column in at.RANGE_COLUMNS.items()}
        grid = absolute(
            self.names["workings"], 5, LISTS_COLUMN + 2, 4 + len(at.WHERE), LISTS_COLUMN + 1 + len(at.FIELDS)
        )
        where, field, line = case("where"), case("field"), case("line")
        known = f"IF({where}*{field}>0,INDEX({grid},MAX(1,{where}),MAX(1,{field}))>0,FALSE)"
        right = (
            f"ISNUMBER({there['low']}),ISNUMBER({there['high']}),OR({where}=1,AND({line}>=1,{line}<={room('steps')}))"
        )
        return {
            "where": f"IFERROR(MATCH({there['where']},{self.words('where')},0),0)", "line": f"N({there['line']})",
            "field": f"IFERROR(MATCH({there['field']},{self.words('field')},0),0)",
            "used": f"IF(AND({right},{known}),1,0)", "x": f"N({there['high' if index % 2 == 0 else 'low']})",
        }  # fmt: skip

    def _helper(self, ws: Worksheet) -> None:
        """For 1 … 2 000 patients: what an average year gives beyond its share of the investments, phase by phase."""
        plain = self.book.format(num_format="#,##0;-#,##0")
        sums = "+".join(xl_range_abs(HELPER_FIRST, k, HELPER_LAST, k) for k in PHASES)
        total = f"({sums}-{self.base('investment')})/IF({self.base('annuity')}>0,{self.base('annuity')},1)"
        numbers = f"ROW({xl_range_abs(HELPER_FIRST, 0, HELPER_LAST, 0)})-{HELPER_FIRST}"
        for column, text in enumerate([numbers, *(self._gain(k) for k in PHASES), total]):
            # One array formula for the whole column: a formula in every row would make the file ten times larger.
            ws.column_of(HELPER_FIRST, HELPER_LAST, column, f"{{={text}}}", plain)

    def _gain(self, k: int) -> str:
        numbers = xl_range_abs(HELPER_FIRST, 0, HELPER_LAST, 0)
        return gain_of_all(k, numbers, self.lines, lambda quantity: self.case(0, quantity), self.shares)

    def columns(self) -> tuple[str, str]:
        """The helper's columns: numbers of patients, and the gain with so many."""
        name, first = self.names["workings"], HELPER_FIRST
        return absolute(name, first, 0, HELPER_LAST), absolute(name, first, TOTAL_GAIN, HELPER_LAST)

    def break_even(self) -> str:
        """From how many patients the model pays for good; a word when it does not."""
        patients, gain = self.columns()
        from_ = f"SUMPRODUCT(MAX(({gain}<-0.000000001)*{patients}))+1"
        return f'IF(INDEX({gain},{at.HELPER_ROWS})>=-0.000000001,{from_},"{self.t("price.book.none")}")'
