"""The block of the workings where each number of a range is turned, alone, to each of its ends: one row a case.

The first row is the model as it stands. A row takes a number of the whole model (patients, a rate), or a line of a list
with one number changed; then every quantity has a column of its own, worked out there and nowhere else.
"""

from __future__ import annotations

from collections.abc import Callable

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from macros.content.model.price_model import MOST_RANGES, PARAMETERS, RAMP_YEARS
from macros.prices.workbook import layout as at
from macros.prices.workbook.lines import present_value

PHASES = range(1, RAMP_YEARS + 2)
"""The first years one by one, and the last for all years of full operation."""
ROWS = 1 + 2 * MOST_RANGES
TRIAL = ("minutes", "times", "travel_minutes", "travel_km", "material")
NAMES = (
    "where", "line", "field", "used", "x", *PARAMETERS, *TRIAL, "rate", "paid", "new_line", "kroner", "amount",
    "every_was", "every", "post_was", "step_was", "post", "step", "post_cost", "post_paid", "dv", "dl",
    "vb", "va", "vn", "lb", "la", "ln", "fixed", "start_up", "again",
    *(f"{q}{k}" for q in ("w", "c", "lc", "p", "pl", "l", "s") for k in PHASES), "annuity", "npv", "saving",
)  # fmt: skip
COLUMN = {name: column for column, name in enumerate(NAMES, 1)}
STEPS, ITEMS, POSTS = ((2, 6), (3, 5, 7, 9, 10, 11), (4, 8))
"""The places (counted from 1 in ``at.WHERE``) that hold steps, amounts and posts."""

Lines = Callable[[str, str, int], str]
Part = Callable[[str, str], str]


class Scenario:
    """The formulas of one row. ``lines`` gives a list's column, ``part`` a sum of the workings."""

    def __init__(self, row: int, lines: Lines, part: Part, shares: Callable[[str, int], str]) -> None:
        self.row, self.lines, self.part, self.shares = row, lines, part, shares

    def __call__(self, name: str) -> str:
        """The cell where this row has a quantity; its column stays when the formula is copied."""
        return str(cell(self.row, COLUMN[name], col_abs=True))

    def formulas(self, chosen: dict[str, str], base: dict[str, str]) -> dict[str, str]:
        """Quantity -> formula. ``chosen``: what the row turns (where, line, field, used, x); ``base``: the parameters."""
        found = dict(chosen)
        for number, name in enumerate(PARAMETERS, 1):
            here = f"{self('used')}*({self('where')}=1)*({self('field')}={number})=1"
            found[name] = f"IF({here},{self('x')},{base[name]})" if chosen["where"] != "0" else base[name]
        found |= self._line() | self._sums()
        for k in PHASES:
            found |= self._phase(k)
        whole = [f"{self(f'w{k}')}*{self(f's{k}')}" for k in PHASES]
        found["annuity"] = "+".join(self(f"w{k}") for k in PHASES)
        found["npv"] = f"{'+'.join(whole)}-{self('start_up')}-{self('again')}"
        found["saving"] = self(f"s{PHASES[-1]}")
        return found

    def at(self, columns: dict[str, int], places: tuple[int, ...]) -> str:
        """The cell of the row's line in a column of its list; the column may differ between kinds of lists."""
        ranges = [
            self.lines(".".join(place), place[-1], columns.get(place[-1], columns.get("", 0))) for place in at.WHERE[1:]
        ]
        return f"IF({self._is(places)},N(INDEX(CHOOSE({self('where')}-1,{','.join(ranges)}),{self('line')})),0)"

    def _is(self, places: tuple[int, ...]) -> str:
        where = self("where")
        return f"AND({self('used')}=1,OR({','.join(f'{where}={p}' for p in places)}))"

    def _turned(self, name: str, otherwise: str, factor: str = "1") -> str:
        """The turned value (times ``factor``) when it is this number that is turned."""
        return f"IF({self('field')}={at.FIELDS.index(name) + 1},{self('x')}*{factor},{otherwise})"

    def _line(self) -> dict[str, str]:
        """The line that is turned: its numbers, and what it costs more than it did."""
        columns = at.COLUMNS["steps"]
        found = {
            name: f"IF({self._is(STEPS)},{self._turned(name, self.at({'steps': columns[name]}, STEPS))},0)"
            for name in TRIAL
        }
        found |= {"rate": self.at({"steps": at.RATE}, STEPS), "paid": self.at({"steps": at.LABOUR}, STEPS)}
        found["new_line"] = self.at({"": at.NEW}, (6, 7))
        found["kroner"] = self.at({"": at.TOTAL, "reinvestment": at.KRONER}, ITEMS)
        quantity, price = (self.at({"": at.COLUMNS["fixed"][k]}, ITEMS) for k in ("quantity", "unit_price"))
        either = self._turned("quantity", self._turned("unit_price", self("kroner"), quantity), price)
        found["amount"] = f"IF({self._is(ITEMS)},{self._turned('amount', either)},0)"
        found["every_was"] = f"MAX(1,{self.at({'reinvestment': at.SAFE_PATIENTS}, (11,))})"
        found["every"] = f"IF({self._is((11,))},{self._turned('every_years', self('every_was'))},1)"
        found["post_was"] = f"MAX(1,{self.at({'staffing': at.SAFE_PATIENTS}, POSTS)})"
        found["step_was"] = f"IF({self._is(POSTS)},{self.at({'staffing': at.SAFE_STEP}, POSTS)},1)"
        found["post"] = f"IF({self._is(POSTS)},{self._turned('patients_per_post', self('post_was'))},1)"
        found["step"] = f"IF({self._is(POSTS)},{self._turned('post_step', self('step_was'))},1)"
        found["post_cost"] = f"IF({self('where')}=8,-1,1)*{self.at({'staffing': at.POST_COST}, POSTS)}"
        found["post_paid"] = f"{self('post_cost')}*{self.at({'staffing': at.LABOUR}, POSTS)}"
        was = self.at({"steps": at.TOTAL}, STEPS)
        hours = f"{self('times')}*({self('minutes')}+{self('travel_minutes')})/60*{self('rate')}"
        cost = f"{hours}+{self('times')}*({self('travel_km')}*N(km_rate)+{self('material')})-{was}"
        found["dv"] = f"IF({self._is(STEPS)},{cost},IF({self._is((3, 7))},{self('amount')}-{self('kroner')},0))"
        worked = "+".join(self.at({"steps": column}, STEPS) for column in (at.ACTIVE, at.TRAVEL))
        found["dl"] = f"IF({self._is(STEPS)},{self('paid')}*({hours}-({worked})),0)"
        return found

    def _sums(self) -> dict[str, str]:
        p, where = self.part, self("where")
        times, minutes, rates = self("times_after"), self("minutes_after"), self("rates")

        def variable(block: str, factors: bool) -> str:
            active, travel, km, material, rest = (
                p(k, block) for k in ("active", "travel", "km", "material", "per_patient")
            )
            if not factors:
                return f"{rates}*({active}+{travel})+{km}+{material}+{rest}"
            return f"{times}*({rates}*({minutes}*{active}+{travel})+{km}+{material})+{rest}"

        def labour(block: str, factors: bool) -> str:
            active, travel = (p(k, block) for k in ("labour_active", "labour_travel"))
            return f"{rates}*{f'{times}*({minutes}*{active}+{travel})' if factors else f'({active}+{travel})'}"

        change = f"({self('amount')}-{self('kroner')})"
        every = [self.lines("reinvestment", "reinvestment", c) for c in (at.KRONER, at.SAFE_PATIENTS)]
        years, rate = self("horizon_years"), self("discount_rate")
        line = [present_value(self(a), self(b), years, rate) for a, b in (("amount", "every"), ("kroner", "every_was"))]
        return {
            "vb": f"{variable('before', False)}+({where}<6)*{self('dv')}",
            "va": f"{variable('after', True)}+({where}>5)*{self('dv')}",
            "vn": f"{variable('new', True)}+({where}>5)*{self('new_line')}*{self('dv')}",
            "lb": f"{labour('before', False)}+({where}<6)*{self('dl')}",
            "la": f"{labour('after', True)}+({where}>5)*{self('dl')}",
            "ln": f"{labour('new', True)}+({where}>5)*{self('new_line')}*{self('dl')}",
            "fixed": f"{p('fixed', 'before')}-{p('fixed', 'after')}+(({where}=5)-({where}=9))*{change}",
            "start_up": f"{p('start_up', 'before')}+({where}=10)*{change}",
            "again": f"{present_value(every[0], every[1], years, rate)}+IF({self._is((11,))},{line[0]}-{line[1]},0)",
        }

    def _phase(self, k: int) -> dict[str, str]:
        f, e = self.shares("patients", k), self.shares("effect", k)
        n, rates = f"{self('patients_per_year')}*{f}", self("rates")
        years, rate, growth = self("horizon_years"), self("discount_rate"), "(1+N(price_growth))"
        if k <= RAMP_YEARS:
            weight = f"IF({years}>={k},{growth}^{k - 1}/(1+{rate})^{k},0)"
        else:
            q, left = f"({growth}/(1+{rate}))", f"({years}-{RAMP_YEARS})"
            series = f"{q}^{k}*(1-{q}^{left})/(1-{q})"
            weight = f"IF({left}>0,IF({rate}=N(price_growth),{left},{series})/{growth},0)"

        def change(was: str, now: str, new: str) -> str:
            return f"{self(was)}-({self(now)}+(1-{e})*({self(was)}-({self(now)}-{self(new)})))"

        def posts(paid: bool) -> str:
            terms = [posts_cost(n, self.lines, side, paid=paid) for side in ("before", "after")]
            turned, was = (need(n, self(a), self(b)) for a, b in (("post", "step"), ("post_was", "step_was")))
            cost = self("post_paid" if paid else "post_cost")
            return f"{rates}*({terms[0]}-{terms[1]})+{cost}*({turned}-{was})"

        kept = f"(1-{self('realisable_share')})*MAX(0,{self(f'l{k}')})"
        return {
            f"w{k}": weight, f"c{k}": change("vb", "va", "vn"), f"lc{k}": change("lb", "la", "ln"),
            f"p{k}": posts(False), f"pl{k}": posts(True), f"l{k}": f"{n}*{self(f'lc{k}')}+{self(f'pl{k}')}",
            f"s{k}": f"{n}*{self(f'c{k}')}+{self('fixed')}+{self(f'p{k}')}-{kept}",
        }  # fmt: skip


def need(n: str, per_post: str, step: str) -> str:
    """The posts needed for ``n`` patients: whole steps. ROUNDUP goes away from nothing, so none must stay none."""
    return f"ROUNDUP({n}/{per_post}/{step}-0.000000001*({n}>0),0)*{step}"


def posts_cost(n: str, lines: Lines, side: str, *, paid: bool, share: str = "") -> str:
    """What the posts of a side cost for ``n`` patients; ``share``: the column of a payer's shares."""
    per_post, step, cost, labour = (
        lines(f"{side}.staffing", "staffing", c) for c in (at.SAFE_PATIENTS, at.SAFE_STEP, at.POST_COST, at.LABOUR)
    )
    more = f"{f',{labour}' if paid else ''}{f',{share}' if share else ''}"
    return f"SUMPRODUCT({need(n, per_post, step)},{cost}{more})"


def gain_of_all(
    k: int, numbers: str, lines: Lines, base: Callable[[str], str], shares: Callable[[str, int], str]
) -> str:
    """A phase's part of the gain, for a column of numbers of patients at once. (MAX would take the largest of them all.)

    Years that are as in full operation are counted with the last phase, where they are worked out once.
    """
    n = f"({numbers}*{shares('patients', k)})"

    def posts(paid: bool) -> str:
        def cost(side: str) -> str:
            keys = (at.SAFE_PATIENTS, at.SAFE_STEP, at.POST_COST, at.LABOUR)
            per_post, step, amount, labour = (lines(f"{side}.staffing", "staffing", key) for key in keys)
            needed = need(n, f"TRANSPOSE({per_post})", f"TRANSPOSE({step})")
            return f"MMULT({needed},{amount}{f'*{labour}' if paid else ''})"

        return f"{cost('before')}-{cost('after')}"

    freed = f"({n}*{base(f'lc{k}')}+{posts(True)})"
    kept = f"(1-N(realisable_share))*({freed}>0)*{freed}"
    gain = f"({n}*{base(f'c{k}')}+{base('fixed')}+{posts(False)}-{kept})"
    if k == PHASES[-1]:
        years = "+".join(f"{shares('same', j)}*{base(f'w{j}')}" for j in PHASES)
        return f"({years})*{gain}"
    return f"IF({shares('same', k)}=1,0,{base(f'w{k}')}*{gain})"
