"""What is worked out on each line of the price model's workbook: formulas, each with the value it has."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from macros.catalogue.prices.sides import Post, Role
from macros.labels import Labels
from macros.model.price_model import PAYERS, PriceModel, Reinvestment, Staffing, Step
from macros.outputs.workbooks import price_layout as at


class Line:
    """The formulas of one line of a list."""

    def __init__(self, row: int, roles: dict[str, str], shared: str, t: Labels, km_rate: float) -> None:
        self.row, self.roles, self.shared, self.t, self.km_rate = row, roles, shared, t, km_rate

    def at(self, column: int) -> str:
        return str(cell(self.row, column))

    def share(self, index: int, head: str) -> str:
        own = cell(self.row, at.SHARES_FIRST + index)
        return f'=IF({self.at(1)}={head},1,IF({self.at(1)}="{self.shared}",N({own}),0))'

    def check(self, kind: str) -> str:
        """What is wrong with the line, in words; empty when nothing is."""
        shares = f"{cell(self.row, at.SHARES_FIRST)}:{cell(self.row, at.SHARES_FIRST + len(PAYERS) - 1)}"
        effective = f"{cell(self.row, at.EFFECTIVE_FIRST)}:{cell(self.row, at.EFFECTIVE_FIRST + len(PAYERS) - 1)}"
        used = f"COUNTA({self.at(0)}:{self.at(7)})"
        bad_payer = f'IF(ABS(SUM({effective})-1)>0.000001,"{self.t("price.book.check.payer")}"'
        role = self._role_cell(kind)
        unknown = f'IF({self._matches(role)}<>1,"{self.t("price.book.check.role")}","")' if role else '""'
        return f'=IF({used}+COUNTA({shares})=0,"",{bad_payer},{unknown}))'

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

    def step(self, s: Step | None, roles: dict[str, Role]) -> dict[int, tuple[str, float]]:
        rate, d, e, f, g, h = (self.at(c) for c in (at.RATE, 3, 4, 5, 6, 7))
        role = roles[s.role] if s else None
        v = {at.RATE: 0.0, at.LABOUR: 0.0, at.ACTIVE: 0.0, at.TRAVEL: 0.0, at.KM: 0.0, at.MATERIAL: 0.0}
        if s and role:
            v = {
                at.RATE: role.rate, at.LABOUR: float(not role.unpaid), at.ACTIVE: s.times * s.minutes / 60 * role.rate,
                at.TRAVEL: s.times * s.travel_minutes / 60 * role.rate, at.MATERIAL: s.times * s.material,
                at.KM: s.times * s.travel_km * self.km_rate,
            }  # fmt: skip
        total = f"=SUM({self.at(at.ACTIVE)}:{self.at(at.MATERIAL)})"
        return {
            at.RATE: (self._of_role("steps", "rate"), v[at.RATE]),
            at.LABOUR: (self._labour("steps"), v[at.LABOUR]),
            at.ACTIVE: (f"={e}*{d}/60*{rate}", v[at.ACTIVE]),
            at.TRAVEL: (f"={e}*{f}/60*{rate}", v[at.TRAVEL]),
            at.KM: (f"={e}*{g}*km_rate", v[at.KM]),
            at.MATERIAL: (f"={e}*{h}", v[at.MATERIAL]),
            at.TOTAL: (total, v[at.ACTIVE] + v[at.TRAVEL] + v[at.KM] + v[at.MATERIAL]),
        }

    def staffing(self, s: Staffing | None, roles: dict[str, Role], patients: int) -> dict[int, tuple[str, float]]:
        per_post, step = self.at(at.SAFE_PATIENTS), self.at(at.SAFE_STEP)
        role = roles[s.role] if s else None
        hours, rate = (role.worked_hours, role.rate) if role else (0.0, 0.0)
        labour = float(not role.unpaid) if role else 0.0
        posts = _posts(s, patients) if s else 0.0
        given = f"AND(N({self.at(2)})>0,N({self.at(3)})>0)"
        return {
            at.RATE: (self._of_role("staffing", "rate"), rate),
            at.LABOUR: (self._labour("staffing"), labour),
            at.WORKED: (self._of_role("staffing", "worked_hours"), hours),
            at.SAFE_PATIENTS: (f"=IF({given},{self.at(2)},1)", s.patients_per_post if s else 1),
            at.SAFE_STEP: (f"=IF({given},{self.at(3)},1)", s.post_step if s else 1),
            at.POST_COST: (f"=IF({given},{self.at(at.WORKED)}*{self.at(at.RATE)},0)", hours * rate),
            at.POSTS: (
                f"=IF({given},ROUNDUP(MAX(0,N(patients_per_year)/{per_post}/{step}-0.000000001),0)*{step},0)", posts,
            ),
            at.TOTAL: (f"={self.at(at.POSTS)}*{self.at(at.POST_COST)}", posts * hours * rate),
        }  # fmt: skip

    def reinvestment(self, r: Reinvestment | None, model: PriceModel | None) -> dict[int, tuple[str, float]]:
        """TOTAL is the present value of every time the investment is made again before the horizon."""
        every, times = self.at(at.SAFE_PATIENTS), self.at(at.POSTS)
        factor = f"(1+discount_rate)^-{every}"
        value = 0.0
        if r is not None and model:
            years = range(r.every_years, model.horizon_years, r.every_years)
            value = r.amount * sum((1 + model.discount_rate) ** -y for y in years)
        count = len(range(r.every_years, model.horizon_years, r.every_years)) if r is not None and model else 0
        return {
            at.SAFE_PATIENTS: (f"=IF(N({self.at(3)})>=1,{self.at(3)},1)", r.every_years if r is not None else 1),
            at.POSTS: (f"=IF(N({self.at(3)})>=1,MAX(0,ROUNDUP(N(horizon_years)/{every},0)-1),0)", count),
            at.TOTAL: (
                f"=N({self.at(2)})*IF(N(discount_rate)=0,{times},{factor}*(1-({factor})^{times})/(1-{factor}))", value,
            ),
        }  # fmt: skip


def _posts(s: Staffing, patients: int) -> float:
    return Post(s.role, {}, s.patients_per_post, s.post_step, 0, 0, True).posts(patients)
