"""The service-price model as a workbook: live formulas, the same arithmetic as prices/arithmetic."""

from __future__ import annotations

from dataclasses import replace

from macros.content.model import PriceModel, RateTable
from macros.files.book import About, Book
from macros.prices.arithmetic.result import Calculation, calculate
from macros.prices.workbook.inputs import Inputs
from macros.prices.workbook.results import Results
from macros.prices.workbook.sensitivity import Sensitivity
from macros.prices.workbook.workings import Workings

DEFAULTS = {"horizon_years": 5, "discount_rate": 0.04, "realisable_share": 1.0, "drop_out": 0, "price_growth": 0}
"""What the empty edition begins with: DFØ's rate for 0–40 years, and the horizon of the design note's examples."""


def price_workbook(about: About, model: PriceModel | None, rates: RateTable) -> bytes:
    """The workbook of ``model``, or the empty one. Defined names: cost_before, cost_after, saving, npv, break_even."""
    book = Book(replace(about, title=model.title) if model else about)
    calculation = Calculation.of(model, rates) if model else None
    result = calculate(model, rates) if model else None
    inputs = Inputs(book, calculation, rates)
    workings = Workings(book, inputs.names)
    results = Results(inputs, workings, result)
    sensitivity = Sensitivity(inputs, workings, result)
    first = results.open()
    roles = calculation.roles if calculation else {}
    shown = [(inputs.role_word(name), role.rate, role.worked_hours, role.unpaid) for name, role in roles.items()]
    if model is None:
        shown = [(inputs.role_word(r.key), r.rate, r.worked_hours or rates.worked_hours, r.unpaid) for r in rates.roles]
    inputs.assumptions(DEFAULTS, shown)
    inputs.side("before", model.before if model else None)
    inputs.side("after", model.after if model else None)
    inputs.investments()
    rows = sensitivity.rows()
    sensitivity.write(rows)
    results.write(first, rows)
    workings.write()
    return book.finished()
