"""Numbers and phrases of a price model, in words. docs/assets/js/prices/words.js says the same in the browser."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

from macros.content.model.price_model import Path
from macros.prices.arithmetic import LIMIT, BreakEven
from macros.prices.arithmetic.critical import Critical
from macros.prices.arithmetic.turned import FACTORS
from macros.text.norwegian import number
from macros.words.labels import Labels

MONEY = ("amount", "unit_price", "material")
SHARES = (*FACTORS, "realisable_share", "discount_rate")
"""Numbers told in kroner, and in per cent."""
SPANS = 4
"""More intervals than this are counted and not listed."""


def rounded(value: float, decimals: int = 0) -> float:
    """Half away from zero, as people round; noise past the sixth decimal does not count."""
    exact = Decimal(f"{value:.6f}")
    return float(exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0


def shown(value: float, decimals: int = 0) -> str:
    """``-533333.5`` -> ``−533 334``, with a real minus sign."""
    return number(rounded(value, decimals) or 0.0, decimals).replace("-", "−")


class PriceWords:
    """Phrases in one language."""

    def __init__(self, t: Labels) -> None:
        self.t = t

    def kr(self, value: float) -> str:
        """An amount in whole kroner: ``12 000 kr``."""
        return self.t("price.kr", amount=shown(value))

    def change(self, value: float) -> str:
        """A difference with its sign, so that it never depends on colour."""
        return self.kr(value) if rounded(value) <= 0 else "+" + self.kr(value)

    def saving(self, value: float) -> str:
        """``sparer 12 000 kr``, ``betaler 9 000 kr mer``, ``uendret``."""
        whole = rounded(value)
        if not whole:
            return self.t("price.payers.same")
        return self.t("price.payers.saves" if whole > 0 else "price.payers.pays", amount=self.kr(abs(value)))

    def years(self, value: int) -> str:
        """A number of years, with its word."""
        return self.t("price.years", count=value, shown=shown(value))

    def patients(self, value: int) -> str:
        """A number of patients, with their word."""
        return self.t("price.patients", count=value, shown=shown(value))

    def payback(self, value: float | None) -> str:
        """Years until the start is paid back, with one decimal; «never» for None, «at once» for 0."""
        if value is None:
            return self.t("price.payback.never")
        if value == 0:
            return self.t("price.payback.at_once")
        return self.t("price.payback.years", years=shown(value, 1))

    def break_even(self, found: BreakEven) -> str:
        """For which numbers of patients it pays: ``varig fra 53 pasienter``, ``aldri`` …"""
        intervals = found.intervals
        if not intervals:
            return self.t("price.break_even.never")
        lasting = intervals[-1][1] == LIMIT
        if lasting and intervals[-1][0] == 1:
            return self.t("price.break_even.always")
        spans = self._spans(intervals[:-1] if lasting else intervals)
        if lasting and not spans:
            return self.t("price.break_even.from", n=shown(intervals[-1][0]))
        if lasting:
            return self.t("price.break_even.and_from", spans=spans, n=shown(intervals[-1][0]))
        if len(intervals) == 1 and intervals[0][0] == 1:
            return self.t("price.break_even.until", spans=shown(intervals[0][1]))
        return self.t("price.break_even.spans", spans=spans)

    def _spans(self, intervals: Sequence[tuple[int, int]]) -> str:
        texts = [shown(a) if a == b else f"{shown(a)}–{shown(b)}" for a, b in intervals]
        if len(texts) > SPANS:
            listed = ", ".join(texts[:SPANS])
            return self.t("price.break_even.more", spans=listed, count=len(texts) - SPANS)
        return self.join(texts)

    def join(self, words: Sequence[str]) -> str:
        """``a, b og c``."""
        last = self.t("price.and").join(words[-2:])
        return ", ".join([*words[:-2], last]) if words else ""

    def parameter(self, path: Path, value: float, unit: str = "") -> str:
        """The value of a number that is turned, in its own unit."""
        name = str(path[-1])
        if name == "quantity":
            return self.t("price.quantity.quantity", value=trimmed(value), unit=unit).strip()
        if name in MONEY:
            return self.kr(value) if rounded(value) == rounded(value, 2) else self.t("price.kr", amount=shown(value, 2))
        if name in SHARES:
            return self.t("price.percent", value=trimmed(value * 100))
        if name == "horizon_years":
            return self.years(int(value))
        return self.t(f"price.quantity.{name}", value=trimmed(value))

    def critical(self, path: Path, found: Critical, unit: str = "") -> str:
        """Where net present value is nothing, or for whole numbers where the model pays."""
        if found.intervals is None:
            return self.t("price.critical.none") if found.value is None else self.parameter(path, found.value, unit)
        if path == ("patients_per_year",):
            return self.break_even(BreakEven(found.intervals))
        if not found.intervals:
            return self.t("price.break_even.never")
        if found.intervals == ((1, found.limit),):
            return self.t("price.critical.always")
        spans = [self._span(a, b, found.limit) for a, b in found.intervals]
        return self.join(spans)

    def _span(self, first: int, last: int, limit: int) -> str:
        if last == limit:
            return self.t("price.critical.from", n=shown(first))
        if first == 1:
            return self.t("price.critical.until", n=shown(last))
        return shown(first) if first == last else f"{shown(first)}–{shown(last)}"


def trimmed(value: float) -> str:
    """A number with the decimals it needs, at most two."""
    return shown(value, 2).rstrip("0").rstrip(",") if rounded(value) != rounded(value, 2) else shown(value)
