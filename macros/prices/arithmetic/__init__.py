"""The arithmetic of the service-price model: unrounded, and the same in the browser and in the workbook.

Definition: design note «The service-price model and the benefit plan, defined». Method: DFØ (net present value,
sensitivity, 4 % real), KS and Prosjektveiviseren (freed time is not saved budget), Helsedirektoratet (payers).
"""

from macros.prices.arithmetic.break_even import LIMIT, BreakEven
from macros.prices.arithmetic.figures import PayerResult, PriceResult, RoleResult, Swing
from macros.prices.arithmetic.result import calculate

__all__ = ["LIMIT", "BreakEven", "PayerResult", "PriceResult", "RoleResult", "Swing", "calculate"]
