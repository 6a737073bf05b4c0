"""The columns of the benefit plan's tables: what they hold, how wide they are, and which words they allow.

Source: design note «The service-price model and the benefit plan, defined» (Prosjektveiviseren, DFØ, KS).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from macros.content.model.benefit import Benefit, Measurement
from macros.content.model.evidence import title_of
from macros.words.labels import Labels


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``words`` names a vocabulary or a list of label keys; ``kind``: text, number, date, formula or share."""

    key: str
    group: str
    width: float = 16
    kind: str = "text"
    words: str = ""


def _columns(group: str, *columns: tuple[Any, ...]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(column[0], group, *column[1:]) for column in columns)


PLAN = (
    *_columns("what", ("id", 8), ("description", 42), ("type", 26, "text", "benefit_types"),
              ("form", 18, "text", "benefit_forms"), ("recipient", 18, "text", "benefit_recipients"),
              ("status", 18, "text", "benefit_status")),
    *_columns("who", ("owner", 24), ("decided_by", 24), ("handed_over", 13, "date"), ("measures", 32)),
    *_columns("indicator", ("indicator", 28), ("unit", 16), ("direction", 11, "text", "directions")),
    *_columns("baseline", ("baseline", 13, "number"), ("baseline_date", 13, "date"), ("baseline_source", 24),
              ("baseline_n", 10, "number")),
    *_columns("target", ("target", 13, "number"), ("target_date", 13, "date"), ("realised_in", 12)),
    *_columns("value", ("yearly_value", 15, "number"), ("priced", 11, "text", "yes_no"),
              ("budget_effect", 24, "text", "budget_effects"), ("freed_time", 26)),
    *_columns("measuring", ("method", 26), ("frequency", 16), ("measured_by", 20)),
    *_columns("risk", ("assumptions", 30), ("uncertainty", 13, "text", "uncertainty"), ("drawbacks", 26), ("risk", 26)),
)  # fmt: skip
FOLLOW_UP = (
    *_columns("what", ("benefit", 9, "text", "ids"), ("name", 40, "formula"), ("unit", 14, "formula")),
    *_columns("measuring", ("date", 13, "date"), ("value", 12, "number"), ("n", 9, "number")),
    *_columns("result", ("baseline", 12, "formula"), ("target", 12, "formula"), ("deviation", 14, "formula"),
              ("attainment", 15, "share")),
    *_columns("action", ("cause", 30), ("action", 30), ("status", 18, "text", "benefit_status"), ("next", 13, "date")),
    *_columns("order", ("open", 12, "formula")),
)  # fmt: skip
UNEXPECTED = (
    *_columns("what", ("effect", 50), ("direction", 13, "text", "good_bad"),
              ("recipient", 18, "text", "benefit_recipients"), ("seen", 13, "date"), ("action", 46)),
)  # fmt: skip
ROWS = {"plan": 30, "follow_up": 60, "unexpected": 20}


def shown(value: float | str | None, t: Labels) -> float | str | None:
    """A number, or in words that it is too small to be told."""
    return t("small_number") if isinstance(value, str) else value


def as_number(figure: Measurement | None) -> float | None:
    """The value of a figure where it is a number that may be shown."""
    return figure.value if figure and isinstance(figure.value, (int, float)) else None


def plan_values(
    benefit: Benefit, id_: str, word: Callable[[str, str], str], yes_no: tuple[str, str], t: Labels
) -> dict[str, Any]:
    """Column key -> what stands in the cell. ``word(vocabulary, key)`` gives the label of a key."""
    baseline, target = benefit.baseline, benefit.target
    own = {
        column.key: getattr(benefit, column.key)
        for column in PLAN
        if column.key in type(benefit).model_fields and column.key not in ("baseline", "target")
    }
    known = {
        **own,
        "id": id_,
        "type": word("benefit_types", benefit.type),
        "form": word("benefit_forms", benefit.form) if benefit.form else None,
        "recipient": "; ".join(word("benefit_recipients", key) for key in benefit.recipient),
        "status": word("benefit_status", benefit.status),
        "direction": word("directions", benefit.direction) if benefit.direction else None,
        "budget_effect": word("budget_effects", benefit.budget_effect) if benefit.budget_effect else None,
        "priced": None if benefit.priced is None else yes_no[0 if benefit.priced else 1],
    }
    if baseline:
        source = title_of(baseline.source) if baseline.source else None
        known |= {
            "baseline": shown(baseline.value, t), "baseline_date": baseline.date, "baseline_source": source,
            "baseline_n": shown(baseline.n, t),
        }  # fmt: skip
    if target:
        known |= {"target": shown(target.value, t), "target_date": target.date}
    return known
