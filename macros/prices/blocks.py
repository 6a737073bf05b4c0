"""What is said of a price model, as blocks: headings, sentences, tables, figures and a chart. No HTML.

docs/assets/js/prices/blocks.js says the same in the browser, block for block, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from macros.content.model import PriceModel
from macros.content.model.data.rates import RateTable
from macros.prices.analysis import Analysis
from macros.prices.arithmetic import PriceResult
from macros.prices.shapes import Block, Cell, KeyFigure, KeyFigures, Part, Table, Text
from macros.prices.words import PriceWords, rounded, shown, trimmed
from macros.words.labels import Labels


@dataclass
class Telling:
    """One model with its results, told in one language."""

    model: PriceModel
    result: PriceResult
    rates: RateTable
    t: Labels
    words: PriceWords = field(init=False)

    def __post_init__(self) -> None:
        self.words = PriceWords(self.t)

    def about(self) -> tuple[Text, ...]:
        """What the model is of: price year, patients, horizon and discount rate; first, if so, that it is made up."""
        m, w = self.model, self.words
        text = self.t(
            "price.about", year=m.price_year, patients=w.patients(m.patients_per_year), years=w.years(m.horizon_years),
            rate=trimmed(m.discount_rate * 100),
        )  # fmt: skip
        first = [Text(self.t("price.example"), style="notice")] if m.example else []
        if not m.before.has_cost():
            first.append(Text(self.t("price.before.empty"), style="notice"))
        more = " ".join(self._more_about())
        return (*first, Text(f"{text} {more}".strip(), style="quiet"))

    def _more_about(self) -> Iterator[str]:
        """Drop-out and price growth, when there are any."""
        for name in ("drop_out", "price_growth"):
            if value := getattr(self.model, name):
                yield self.t(f"price.about.{name}", share=trimmed(value * 100))

    def parts(self) -> tuple[Part, ...]:
        """The answer first; then hours, kroner, who pays, how sure it is, and year by year."""
        analysis = Analysis(self.model, self.result, self.t, self.words, self.role)
        told = {
            "answer": [*analysis.answer(self.hours_change()), self._warning()], "hours": self._hours(),
            "money": self._money(), "payers": self._payers(), "sensitivity": analysis.sensitivity(),
            "yearly": analysis.years(), "unpriced": self._unpriced(),
        }  # fmt: skip
        if self.model.basis:
            told["basis"] = self._basis()
        left_out = Part("left_out", self.t("price.left_out"), (Text(self.t("price.left_out.text"), style="quiet"),))
        return (*(Part(name, self.t(f"price.{name}"), tuple(blocks)) for name, blocks in told.items()), left_out)

    def _hours(self) -> Iterator[Block]:
        t, roles = self.t, self.result.roles
        if not roles:
            yield Text(t("price.hours.none"))
            return
        rows = []
        for r in roles:
            hours, years = (r.hours_before, r.hours_after), (r.man_years_before, r.man_years_after)
            rows.append((Cell(self.role(r.role)), *(self._time(h, y) for h, y in zip(hours, years, strict=True)),
                         self._time(hours[1] - hours[0], None if years[0] is None or years[1] is None else years[1] - years[0], sign="+")))  # fmt: skip
        if said := self.hours_change():
            yield Text(said)
        head = (t("price.hours.role"), t("price.before"), t("price.after"), t("price.change"))
        yield Table(t("price.hours.caption"), head, tuple(rows))
        if any(r.man_years_before is None for r in roles):
            yield Text(t("price.hours.unpaid"), style="quiet")

    def hours_change(self) -> str:
        """How many man-years more or less the employees work; empty when none of them is in the model."""
        paid = [(r.man_years_before, r.man_years_after) for r in self.result.roles if r.man_years_before is not None]
        if not paid:
            return ""
        change = sum((after or 0.0) - (before or 0.0) for before, after in paid)
        key = "less" if rounded(change, 2) < 0 else "more" if rounded(change, 2) > 0 else "same"
        return self.t(f"price.hours.{key}", years=shown(abs(change), 2))

    def _time(self, hours: float, years: float | None, sign: str = "") -> Cell:
        small = ""
        if years is not None:
            small = self.t("price.hours.years", years=(sign if rounded(years, 2) > 0 else "") + shown(years, 2))
        return Cell(self.t("price.hours.value", hours=(sign if rounded(hours) > 0 else "") + shown(hours)), small)

    def _money(self) -> Iterator[Block]:
        t, w, r = self.t, self.words, self.result
        key = "less" if rounded(r.saving) > 0 else "more" if rounded(r.saving) < 0 else "same"
        withheld = " " + t("price.saving.withheld") if rounded(r.withheld) else ""
        rows = (
            (Cell(t("price.money.per_patient")), Cell(w.kr(r.per_patient_before)), Cell(w.kr(r.per_patient_after)),
             Cell(w.change(r.per_patient_after - r.per_patient_before))),
            (Cell(t("price.money.all")), Cell(w.kr(r.cost_before), "", "cost_before", r.cost_before),
             Cell(w.kr(r.cost_after), "", "cost_after", r.cost_after), Cell(w.change(r.cost_after - r.cost_before))),
        )  # fmt: skip
        yield Table(t("price.money.caption"), ("", t("price.before"), t("price.after"), t("price.change")), rows)
        years = w.years(self.model.horizon_years)
        sign = "plus" if rounded(r.npv) > 0 else "minus" if rounded(r.npv) < 0 else "zero"
        investment = t("price.investment.none")
        if r.investment:
            investment = t("price.investment.note", start_up=w.kr(r.start_up), amount=w.kr(r.investment))
        saving = t(f"price.saving.{key}", amount=w.kr(abs(r.saving))) + withheld
        patients = r.break_even.patients
        yield KeyFigures((
            KeyFigure(t("price.saving"), w.kr(r.saving), saving, "saving", r.saving),
            KeyFigure(t("price.investment"), w.kr(r.investment), investment),
            KeyFigure(t("price.npv"), w.kr(r.npv), t(f"price.npv.{sign}", years=years), "npv", r.npv),
            KeyFigure(t("price.payback"), w.payback(r.payback), t("price.payback.note")),
            KeyFigure(t("price.break_even"), w.break_even(r.break_even), t("price.break_even.note"), "break_even",
                      "ingen" if patients is None else patients),
        ))  # fmt: skip
        yield self._warning()

    def _warning(self) -> Text:
        text, share = self.t("price.warning.text"), self.model.realisable_share
        if share < 1:
            text += " " + self.t(
                "price.warning.share", share=trimmed(share * 100), amount=self.words.kr(self.result.withheld)
            )
        return Text(text, strong=self.t("price.warning"), style="notice")

    def _payers(self) -> Iterator[Block]:
        t, w, r = self.t, self.words, self.result
        touched = [p for p in r.payers if any((p.before, p.after, p.start_up, p.npv))]
        for key, sign in (("losers", -1), ("winners", 1)):
            names = [self._payer(p.payer, i) for i, p in enumerate(p for p in touched if rounded(p.saving) * sign > 0)]
            if names:
                yield Text(t(f"price.payers.{key}", names=w.join(names)))
        rows = [
            (Cell(t(f"price.payer.{p.payer}")), Cell(w.saving(p.saving)), Cell(w.kr(p.before)), Cell(w.kr(p.after)),
             Cell(w.kr(p.start_up)), Cell(w.kr(p.npv)))
            for p in touched
        ]  # fmt: skip
        rows.append(
            (Cell(t("price.payers.sum")), Cell(w.saving(r.saving)), Cell(w.kr(r.cost_before)), Cell(w.kr(r.cost_after)),
             Cell(w.kr(r.start_up)), Cell(w.kr(r.npv)))
        )  # fmt: skip
        keys = ("payers.payer", "payers.saving", "before", "after", "payers.start_up", "payers.npv")
        yield Table(t("price.payers.caption"), tuple(t(f"price.{key}") for key in keys), tuple(rows), words=2, sums=1)
        yield self._warning()

    def _payer(self, payer: str, place: int) -> str:
        name = self.t(f"price.payer.{payer}")
        return name if place == 0 else name[0].lower() + name[1:]

    def _unpriced(self) -> Iterator[Block]:
        t, effects = self.t, self.model.unpriced
        if not effects:
            yield Text(t("price.unpriced.none"))
            return
        yield Text(t("price.unpriced.lead"))
        rows = []
        for e in effects:
            extent = {"liten": "lite", "stor": "stort"}.get(e.extent, e.extent)
            value = t("price.unpriced.value", importance=t(f"price.importance.{e.importance}"), extent=t(f"price.extent.{extent}"))  # fmt: skip
            recipient = self.role(e.recipient)
            rows.append((Cell(e.effect), Cell(recipient), Cell(t(f"price.direction.{e.direction}"), value)))
        head = tuple(t(f"price.unpriced.{key}") for key in ("effect", "recipient", "judged"))
        yield Table(t("price.unpriced.caption"), head, tuple(rows), words=3)

    def _basis(self) -> Iterator[Block]:
        rows = tuple(
            (Cell(b.figure), Cell(f"{b.source}, {b.year}" if b.year else b.source), Cell(b.url or ""))
            for b in self.model.basis
        )
        head = tuple(self.t(f"price.basis.{key}") for key in ("figure", "source", "url"))
        yield Table(self.t("price.basis.caption"), head, rows, words=3)
        yield Text(self.t("price.basis.rest"), style="quiet")

    def role(self, name: str) -> str:
        """The word a reader sees for a role: from the rate table, otherwise as typed."""
        row = self.rates.find(name)
        return (row.label.get(self.t.language) or row.label["nb"]) if row else name
