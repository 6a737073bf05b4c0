"""The effects that carry a gain: what falls from before to after, line by line, and how much of it the answer needs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from macros.content.model import PriceModel
from macros.content.model.price_model import Path
from macros.prices.arithmetic.sides import name_of

NAMED = {"steps": "step", "per_patient": "item", "fixed": "item"}
FIELDS = {
    "steps": ("times", "minutes", "travel_minutes", "travel_km", "material"),
    "per_patient": ("quantity", "unit_price", "amount"),
    "fixed": ("quantity", "unit_price", "amount"),
}
"""The numbers of a line, the one that an effect is told by first."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A number that is another after than before, not yet reckoned. ``path`` is the one to turn, ``unturned`` its value
    without the effect.
    """

    path: Path
    name: str
    unit: str
    before: float
    after: float
    unturned: float


@dataclass(frozen=True, slots=True)
class Effect(Candidate):
    """A candidate that has been reckoned. ``without``: net present value without it. ``needed``: how far the number must
    fall for net present value to be nothing, None when no fall does that.
    """

    without: float
    needed: float | None


def candidates(model: PriceModel) -> Iterator[Candidate]:
    """Every line that stands on both sides under one name, by the first number that differs; and every line that is only
    before, by how much of it there was.
    """
    for kind, key in NAMED.items():
        after = getattr(model.after, kind)
        for index, old in enumerate(getattr(model.before, kind)):
            name = getattr(old, key)
            place = next((i for i, row in enumerate(after) if name_of(getattr(row, key)) == name_of(name)), None)
            new = after[place] if place is not None else None
            field = _differs(old, new, FIELDS[kind])
            if not field:
                continue
            was, now = getattr(old, field), getattr(new, field) if new is not None else 0.0
            path: Path = ("before", kind, index, field) if place is None else ("after", kind, place, field)
            yield Candidate(path, name, getattr(old, "unit", None) or "", was, now, 0.0 if place is None else was)


def _differs(old: Any, new: Any, fields: Sequence[str]) -> str:
    for field in fields:
        was, now = getattr(old, field), getattr(new, field) if new is not None else 0.0
        if was is not None and now is not None and was != now:
            return field
    return ""
