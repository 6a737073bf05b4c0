"""The service-price model as a workbook: live formulas, the same arithmetic as prices/arithmetic."""

from __future__ import annotations

from macros.content.model import PriceModel, RateTable
from macros.files.book import About, Book
from macros.prices.arithmetic.result import Calculation
from macros.prices.workbook.inputs import Inputs
from macros.prices.workbook.results import Results
from macros.prices.workbook.sensitivity import Sensitivity
from macros.prices.workbook.workings import Workings

DEFAULTS = {"horizon_years": 5, "discount_rate": 0.04, "realisable_share": 1.0}
"""What the empty edition begins with: DFØ's rate for 0–40 years, and the horizon of the design note's examples."""


def price_workbook(about: About, model: PriceModel | None, rates: RateTable) -> bytes:
    """The workbook of ``model``, or the empty one. Defined names: cost_before, cost_after, saving, npv, break_even."""
    book = Book(about)
    calculation = Calculation(model, rates) if model else None
    roles = calculation.roles if calculation else {}
    inputs = Inputs(book, calculation)
    workings = Workings(book, inputs.names, calculation)
    shown = [(name, role.rate, role.worked_hours, role.unpaid) for name, role in roles.items()]
    if model is None:
        shown = [
            (r.label.get(about.language, r.label["nb"]), r.rate, r.worked_hours or rates.worked_hours, r.unpaid)
            for r in rates.roles
        ]
    _about(book, inputs.names["about"])
    inputs.assumptions(DEFAULTS, shown)
    inputs.side("before", model.before if model else None)
    inputs.side("after", model.after if model else None)
    inputs.investments()
    inputs.effects()
    Results(book, workings, calculation).write()
    Sensitivity(book, workings, calculation).write()
    workings.write()
    return book.finished()


def _about(book: Book, name: str) -> None:
    """What the workbook is, how to fill it in, and what it leaves out."""
    t = book.t
    ws = book.sheet(name, book.about.title, book.about.subject, (20, *[14] * 7), landscape=False)
    texts = [(t("price.book.about.how"), book.heading())]
    texts += [(t(f"price.book.about.step.{n}"), book.format(text_wrap=True)) for n in range(1, 6)]
    texts += [(t("price.book.about.what"), book.heading())]
    texts += [
        (t(f"price.book.about.{k}"), book.format(text_wrap=True)) for k in ("freed", "loss", "left_out", "method")
    ]
    texts += [
        (t("book.license", license=book.about.license, version=book.about.version, url=book.about.url), book.help())
    ]
    book.lines(ws, 4, texts, 7)
