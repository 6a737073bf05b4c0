"""What is said of how sure a price model's answer is: the answer itself, what decides, the numbers turned, the years.

docs/assets/js/prices/analysis.js says the same in the browser, block for block.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from macros.content.model import PriceModel
from macros.content.model.price_model import Path
from macros.prices.arithmetic import PriceResult, Swing
from macros.prices.arithmetic.effects import Effect
from macros.prices.shapes import Bar, Block, Cell, Chart, Column, Columns, KeyFigure, KeyFigures, Table, Text
from macros.prices.words import PriceWords, rounded, trimmed
from macros.words.labels import Labels


@dataclass
class Analysis:
    """One model with its results; ``role`` gives the word for a role."""

    model: PriceModel
    result: PriceResult
    t: Labels
    w: PriceWords
    role: Callable[[str], str]

    def answer(self, hours: str) -> Iterator[Block]:
        """The base, what decides, and one alternative. ``hours`` is a sentence of the man-years, if there are any."""
        t, w, r = self.t, self.w, self.result
        sign = "plus" if rounded(r.npv) > 0 else "minus" if rounded(r.npv) < 0 else "zero"
        base = t(f"price.npv.{sign}", years=w.years(self.model.horizon_years))
        items = [KeyFigure(t("price.answer.base"), w.kr(r.npv), f"{base} {hours}".strip())]
        if r.effects:
            first = r.effects[0]
            items += [self._decides(first), self._without(first)]
        else:
            items.append(KeyFigure(t("price.answer.worst"), w.kr(r.worst.outcome.npv), t("price.answer.worst.note")))
        yield KeyFigures(tuple(items))

    def _decides(self, e: Effect) -> KeyFigure:
        planned = self.t("price.answer.planned", **self._fall(e))
        if e.needed is None:
            note = self.t("price.answer.no_critical", name=e.name)
            return KeyFigure(self.t("price.answer.decides"), self.t("price.critical.none"), f"{note} {planned}")
        needed = self.w.parameter(e.path, e.needed, e.unit)
        note = self.t("price.answer.critical", name=e.name, needed=needed)
        return KeyFigure(self.t("price.answer.decides"), needed, f"{note} {planned}")

    def _without(self, e: Effect) -> KeyFigure:
        return KeyFigure(
            self.t("price.answer.alternative"), self.w.kr(e.without), self.t("price.answer.without", name=e.name)
        )

    def _fall(self, e: Effect) -> dict[str, Any]:
        before, after, fall = (self.w.parameter(e.path, x, e.unit) for x in (e.before, e.after, e.before - e.after))
        return {"before": before, "after": after, "fall": fall}

    def sensitivity(self) -> Iterator[Block]:
        """Effects with their critical values, a drawing, and every number at its two ends."""
        t, w, r = self.t, self.w, self.result
        if r.effects:
            head = tuple(t(f"price.effects.{key}") for key in ("effect", "model", "needed", "without"))
            yield Table(t("price.effects"), head, tuple(map(self._effect, r.effects)))
        if r.swings:
            yield self._chart()
            rows = tuple(
                (Cell(self.name(s.path)), Cell(w.parameter(s.path, s.base, self.unit(s.path))),
                 Cell(w.critical(s.path, s.critical, self.unit(s.path))))
                for s in r.swings
            )  # fmt: skip
            yield Table(t("price.critical"), tuple(t(f"price.critical.{k}") for k in ("number", "model", "at")), rows)
        cases: list[tuple[str, Any]] = []
        for s in r.swings:
            for value, outcome in ((s.low, s.at_low), (s.high, s.at_high)):
                cases.append((self._case(s, value), outcome))
        if r.swings:
            count = 2 ** len(r.swings)
            cases += [(t(f"price.sensitivity.{k}", count=count), getattr(r, k).outcome) for k in ("worst", "best")]
        ends = tuple(
            (Cell(name), Cell(w.kr(o.npv)), Cell(w.saving(o.saving)), Cell(w.break_even(o.break_even)))
            for name, o in cases
        )
        keys = ("sensitivity.parameter", "sensitivity.npv", "sensitivity.saving", "break_even")
        yield Table(t("price.sensitivity.caption"), tuple(t(f"price.{key}") for key in keys), ends, sums=2)
        yield Text(t("price.sensitivity.combined"), style="quiet")

    def _effect(self, e: Effect) -> tuple[Cell, ...]:
        needed = self.t("price.critical.none") if e.needed is None else self.w.parameter(e.path, e.needed, e.unit)
        return (
            Cell(self.name(e.path)), Cell(self.t("price.effects.fall", **self._fall(e))), Cell(needed),
            Cell(self.w.kr(e.without)),
        )  # fmt: skip

    def name(self, path: Path) -> str:
        """What a number of the model is called, with the line it stands on."""
        if len(path) == 1:
            return self.t(f"price.parameter.{path[0]}")
        line = self.line(path)
        named = self.role(line.role) if not hasattr(line, "item") and not hasattr(line, "step") else (
            line.step if hasattr(line, "step") else line.item
        )  # fmt: skip
        place = self.t(f"price.range.{path[0]}")
        return self.t("price.range.line", place=place, name=named, field=self.t(f"price.range.{path[-1]}"))

    def line(self, path: Path) -> Any:
        """The line that a number stands on."""
        found: Any = self.model
        for key in path[:-1]:
            found = found[key] if isinstance(key, int) else getattr(found, key)
        return found

    def unit(self, path: Path) -> str:
        """What the quantity of a line is counted in."""
        return (getattr(self.line(path), "unit", None) or "") if len(path) > 1 else ""

    def _case(self, swing: Swing, value: float) -> str:
        said = self.w.parameter(swing.path, value, self.unit(swing.path))
        return self.t("price.sensitivity.case", name=self.name(swing.path), value=said)

    def _chart(self) -> Chart:
        t, w, r = self.t, self.w, self.result
        values = [0.0, r.npv, *(o.npv for s in r.swings for o in (s.at_low, s.at_high))]
        place = _scale(values)

        def end(swing: Swing, value: float, npv: float) -> str:
            said = w.parameter(swing.path, value, self.unit(swing.path))
            return t("price.sensitivity.end", value=said, amount=w.kr(npv))

        def bar(s: Swing) -> Bar:
            """The worse end is told on the left, where its bar is."""
            worse, better = sorted(((s.low, s.at_low.npv), (s.high, s.at_high.npv)), key=lambda pair: pair[1])
            ends = (end(s, *worse), end(s, *better))
            return Bar(self.name(s.path), ends, place(worse[1]), place(better[1]))

        bars = tuple(map(bar, r.swings))
        low, high = sorted((r.swings[0].at_low.npv, r.swings[0].at_high.npv))
        name = bars[0].label[0].lower() + bars[0].label[1:]
        describe = t("price.sensitivity.describe", name=name, low=w.kr(low), high=w.kr(high))
        notes = (t("price.sensitivity.base", amount=w.kr(r.npv)), t("price.sensitivity.zero"))
        return Chart(t("price.sensitivity.chart"), describe, place(r.npv), place(0.0), notes, bars)

    def years(self) -> Iterator[Block]:
        """The cash flow: what has been gained so far, as columns and as a table."""
        t, w, years = self.t, self.w, self.result.years
        place = _scale([0.0, *(y.total for y in years)])
        columns = tuple(
            Column(str(y.year), min(place(0.0), place(y.total)), max(place(0.0), place(y.total)), rounded(y.total) < 0)
            for y in years
        )  # fmt: skip
        turns = next((y.year for y in years if rounded(y.total) >= 0), None)
        said = t("price.yearly.never") if turns is None else t("price.yearly.turns", year=turns)
        describe = t("price.yearly.describe", last=w.kr(years[-1].total), said=said)
        yield Text(said)
        yield Columns(t("price.yearly.chart"), describe, place(0.0), columns)
        rows = tuple(
            (Cell(str(y.year)), Cell(self._share(y.patients)), Cell(self._share(y.effect)), Cell(w.kr(y.saving)),
             Cell(w.kr(y.investment)), Cell(w.kr(y.net)), Cell(w.kr(y.total)))
            for y in years
        )  # fmt: skip
        keys = ("year", "patients", "effect", "saving", "investment", "net", "total")
        yield Table(t("price.yearly.caption"), tuple(t(f"price.yearly.{k}") for k in keys), rows)

    def _share(self, value: float) -> str:
        return self.t("price.percent", value=trimmed(value * 100))


def _scale(values: list[float]) -> Callable[[float], float]:
    """Where a value stands from 0 to 100, between the least and the most of ``values``."""
    least, most = min(values), max(values)
    return lambda value: (value - least) / (most - least) * 100 if most > least else 50.0
