"""What is worked out on each line of the price model's workbook: formulas, each with the value it has."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from xlsxwriter.utility import xl_rowcol_to_cell

from macros.content.model.price_model import PAYERS, Reinvestment, Staffing, Step
from macros.prices.arithmetic.result import Calculation
from macros.prices.arithmetic.sides import Parts, Role, post_of, step_cost
from macros.prices.workbook import layout as at
from macros.words.labels import Labels

cell = lru_cache(maxsize=8192)(xl_rowcol_to_cell)
"""The address of a cell. Every formula of a line names some of the same thirty."""


class Line:
    """The formulas of one line of a list."""

    def __init__(self, row: int, roles: dict[str, str], shared: str, t: Labels, km_rate: float) -> None:
        self.row, self.roles, self.shared, self.t, self.km_rate = row, roles, shared, t, km_rate

    def at(self, column: int) -> str:
        """The address of a cell on the line: ``D12``; columns count from 0."""
        return str(cell(self.row, column))

    def share(self, index: int, head: str) -> str:
        """The formula for the share that one payer pays, by its place in PAYERS; ``head`` is the cell with its name."""
        own = cell(self.row, at.SHARES_FIRST + index)
        return f'=IF({self.at(1)}={head},1,IF({self.at(1)}="{self.shared}",N({own}),0))'

    def check(self, kind: str) -> str:
        """What is wrong with the line, in words; empty when nothing is."""
        shares = f"{cell(self.row, at.SHARES_FIRST)}:{cell(self.row, at.SHARES_FIRST + len(PAYERS) - 1)}"
        effective = f"{cell(self.row, at.EFFECTIVE_FIRST)}:{cell(self.row, at.EFFECTIVE_FIRST + len(PAYERS) - 1)}"
        used = f"COUNTA({self.at(0)}:{self.at(7)})"
        bad_payer = f'IF(ABS(SUM({effective})-1)>0.000001,"{self.t("price.book.check.payer")}"'
        role = self._role_cell(kind)
        wrong = self._missing(kind)
        if role:
            wrong = f'IF({self._matches(role)}<>1,"{self.t("price.book.check.role")}",{wrong})'
        return f'=IF({used}+COUNTA({shares})=0,"",{bad_payer},{wrong}))'

    def _missing(self, kind: str) -> str:
        """A line without a name, or without the number that makes it one, is told; nothing is taken for 0."""
        columns = at.COLUMNS[kind]
        first, missing = self.at(0), f'"{self.t("price.book.check.missing")}"'
        if "amount" in columns:
            amount, quantity, price = (self.at(columns[k]) for k in ("amount", "quantity", "unit_price"))
            both = f"AND(ISNUMBER({amount}),COUNT({quantity},{price})>0)"
            neither = f"AND(NOT(ISNUMBER({amount})),COUNT({quantity},{price})<2)"
            late = f",NOT(ISNUMBER({self.at(columns['every_years'])}))" if "every_years" in columns else ""
            return f'IF({both},"{self.t("price.book.check.two")}",IF(OR({first}="",{neither}{late}),{missing},""))'
        needed = ("minutes", "times") if kind == "steps" else ("patients_per_post", "post_step")
        count = ",".join(self.at(columns[k]) for k in needed)
        return f'IF(OR({first}="",COUNT({count})<2),{missing},"")'

    def amount(self, kind: str) -> str:
        """What a line comes to: its amount, or its quantity at its price."""
        amount, quantity, price = (self.at(at.COLUMNS[kind][k]) for k in ("amount", "quantity", "unit_price"))
        return f"IF(ISNUMBER({amount}),{amount},N({quantity})*N({price}))"

    def new(self, names: str) -> str:
        """Whether no line of the other side (``names``) is called the same."""
        return f'=IF({self.at(0)}="",0,--(SUMPRODUCT(--(TRIM({names})=TRIM({self.at(0)})))=0))'

    def _role_cell(self, kind: str) -> str:
        column = at.COLUMNS[kind].get("role")
        return "" if column is None else self.at(column)

    def _matches(self, role: str) -> str:
        """How many roles are called this."""
        return f'SUMPRODUCT(({self.roles["role"]}={role})*({role}<>""))'

    def _of_role(self, kind: str, what: str) -> str:
        role = self._role_cell(kind)
        return f'=IF({role}="",0,SUMPRODUCT(--({self.roles["role"]}={role}),{self.roles[what]}))'

    def _labour(self, kind: str) -> str:
        role = self._role_cell(kind)
        return f'=IF({role}="",0,SUMPRODUCT(--({self.roles["role"]}={role}),--({self.roles["unpaid"]}="")))'

    def step(self, s: Step | None, roles: Mapping[str, Role]) -> dict[int, tuple[str, float]]:
        """Column -> formula and its value, for a step: kroner a patient. None is an empty line to fill in."""
        rate, d, e, f, g, h = (self.at(c) for c in (at.RATE, 3, 4, 5, 6, 7))
        role = roles[s.role] if s else None
        cost = step_cost(s, role, self.km_rate) if s and role else Parts()
        total = f"=SUM({self.at(at.ACTIVE)}:{self.at(at.MATERIAL)})"
        return {
            at.RATE: (self._of_role("steps", "rate"), role.rate if role else 0.0),
            at.LABOUR: (self._labour("steps"), float(role is not None and not role.unpaid)),
            at.ACTIVE: (f"={e}*{d}/60*{rate}", cost.active),
            at.TRAVEL: (f"={e}*{f}/60*{rate}", cost.travel),
            at.KM: (f"={e}*{g}*km_rate", cost.km),
            at.MATERIAL: (f"={e}*{h}", cost.material),
            at.TOTAL: (total, cost.variable),
        }

    def staffing(self, s: Staffing | None, roles: Mapping[str, Role], patients: int) -> dict[int, tuple[str, float]]:
        """The same for a post, with so many ``patients`` a year; kroner a year."""
        per_post, step = self.at(at.SAFE_PATIENTS), self.at(at.SAFE_STEP)
        role = roles[s.role] if s else None
        post = post_of(s, role) if s and role else None
        rate, hours, posts = (role.rate, post.hours, post.posts(patients)) if role and post else (0.0, 0.0, 0.0)
        labour, cost = (float(post.labour), post.cost) if post else (0.0, 0.0)
        given = f"AND(N({self.at(2)})>0,N({self.at(3)})>0)"
        return {
            at.RATE: (self._of_role("staffing", "rate"), rate),
            at.LABOUR: (self._labour("staffing"), labour),
            at.WORKED: (self._of_role("staffing", "worked_hours"), hours),
            at.SAFE_PATIENTS: (f"=IF({given},{self.at(2)},1)", s.patients_per_post if s else 1),
            at.SAFE_STEP: (f"=IF({given},{self.at(3)},1)", s.post_step if s else 1),
            at.POST_COST: (f"=IF({given},{self.at(at.WORKED)}*{self.at(at.RATE)},0)", cost),
            at.POSTS: (
                f"=IF({given},ROUNDUP(MAX(0,N(patients_per_year)/{per_post}/{step}-0.000000001),0)*{step},0)", posts,
            ),
            at.TOTAL: (f"={self.at(at.POSTS)}*{self.at(at.POST_COST)}", posts * cost),
        }  # fmt: skip

    def reinvestment(self, r: Reinvestment | None, known: Calculation | None) -> dict[int, tuple[str, float]]:
        """TOTAL is the present value of every time the investment is made again before the horizon."""
        every = self.at(at.SAFE_PATIENTS)
        given = self.at(at.COLUMNS["reinvestment"]["every_years"])
        value, kroner = (known.again(r), r.kroner) if r is not None and known else (0.0, 0.0)
        return {
            at.KRONER: (f"={self.amount('reinvestment')}", kroner),
            at.SAFE_PATIENTS: (f"=IF(N({given})>=1,{given},1)", r.every_years if r is not None else 1),
            at.TOTAL: (
                f"={present_value(self.at(at.KRONER), every, 'N(horizon_years)', 'discount_rate')}", value,
            ),
        }  # fmt: skip


def present_value(kroner: str, every: str, years: str, rate: str) -> str:
    """The present value of ``kroner`` every so many years before the horizon; on single cells and on whole columns."""
    growth = "(1+N(price_growth))"
    times = f"(ROUNDUP({years}/{every},0)-1)"
    q = f"({growth}/(1+{rate}))^{every}"
    plain, series = f"{kroner}*{times}", f"{kroner}*{q}*(1-({q})^{times})/(1-{q})"
    if ":" in kroner:
        plain, series = f"SUMPRODUCT({plain})", f"SUMPRODUCT({series})"
    return f"IF(N({years})<1,0,IF(N({rate})=N(price_growth),{plain},{series})/{growth})"
