"""The columns of the benefit plan's tables: what they hold, how wide they are, and which words they allow.

The full edition has them all on two sheets; the light one has a dozen of them, the measurement included, on one line.

Source: design note «The service-price model and the benefit plan, defined» (Prosjektveiviseren, DFØ, KS).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell

from macros.content.model.benefit import Benefit, Measurement
from macros.content.model.evidence import Reference
from macros.files.book import absolute
from macros.words.labels import Labels
from macros.words.vocabulary import Vocabularies


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """``sheet`` is the table that its heading is named after. ``words`` names a vocabulary or a list of label keys;
    ``kind``: text, number, date, formula or share; ``many``: several of the words, with semicolons between."""

    key: str
    sheet: str
    group: str
    width: float = 16
    kind: str = "text"
    words: str = ""
    many: bool = False

    @property
    def label(self) -> str:
        """The key of its heading."""
        return f"plan.book.{self.sheet}.{self.key}"


def _columns(sheet: str, group: str, *columns: tuple[Any, ...]) -> tuple[SheetColumn, ...]:
    return tuple(SheetColumn(column[0], sheet, group, *column[1:]) for column in columns)


PLAN = (
    *_columns("plan", "what", ("id", 8), ("description", 42), ("released", 12, "text", "yes_no"),
              ("status", 18, "text", "benefit_status"), ("goal", 30), ("type", 26, "text", "benefit_types"),
              ("form", 18, "text", "benefit_forms"), ("recipient", 18, "text", "benefit_recipients", True),
              ("source", 24)),
    *_columns("plan", "who", ("owner", 24), ("decided_by", 24), ("handed_over", 13, "date"), ("measures", 32)),
    *_columns("plan", "indicator", ("indicator", 28), ("unit", 16), ("direction", 11, "text", "directions")),
    *_columns("plan", "baseline", ("baseline", 13, "number"), ("baseline_date", 13, "date"), ("baseline_source", 24),
              ("baseline_n", 10, "number")),
    *_columns("plan", "target", ("target", 13, "number"), ("target_date", 13, "date"), ("target_source", 24),
              ("target_n", 10, "number"), ("realised_in", 12)),
    *_columns("plan", "value", ("yearly_value", 15, "number"), ("priced", 11, "text", "yes_no"),
              ("budget_effect", 24, "text", "budget_effects"), ("freed_time", 26)),
    *_columns("plan", "measuring", ("method", 26), ("frequency", 16), ("measured_by", 20)),
    *_columns("plan", "risk", ("assumptions", 30), ("uncertainty", 13, "text", "uncertainty"), ("drawbacks", 26),
              ("risk", 26)),
)  # fmt: skip
FOLLOW_UP = (
    *_columns("follow_up", "what", ("benefit", 9, "text", "ids"), ("name", 40, "formula"), ("unit", 14, "formula")),
    *_columns("follow_up", "measuring", ("date", 13, "date"), ("value", 12, "number"), ("n", 9, "number"),
              ("source", 24), ("released", 12, "text", "yes_no")),
    *_columns("follow_up", "result", ("baseline", 12, "formula"), ("target", 12, "formula"),
              ("deviation", 14, "formula"), ("attainment", 15, "share"), ("status", 18, "formula")),
    *_columns("follow_up", "action", ("cause", 30), ("action", 30), ("next", 13, "date")),
    *_columns("follow_up", "order", ("open", 12, "formula"), ("last", 9, "formula")),
)  # fmt: skip
UNEXPECTED = (
    *_columns("unexpected", "what", ("effect", 50), ("direction", 13, "text", "good_bad"),
              ("recipient", 18, "text", "benefit_recipients"), ("seen", 13, "date"), ("action", 46)),
)  # fmt: skip
_BRIEF = {"description": 34, "owner": 22, "indicator": 22, "unit": 12, "baseline": 10, "target": 10, "date": 12,
          "status": 15, "released": 11}  # fmt: skip
"""Columns that are narrower in the light edition, so that it is one page wide."""


def _brief(columns: tuple[SheetColumn, ...], *keys: str) -> tuple[SheetColumn, ...]:
    found = {c.key: c for c in columns}
    return tuple(replace(found[key], width=_BRIEF.get(key, found[key].width)) for key in keys)


LIGHT = (
    *_brief(PLAN, "id", "description", "owner", "indicator", "unit", "baseline", "target"),
    *_brief(FOLLOW_UP, "value", "date"),
    *_brief(PLAN, "status"),
    *_brief(FOLLOW_UP, "next"),
    *_brief(PLAN, "released"),
)
TABLES = {"plan": PLAN, "follow_up": FOLLOW_UP, "unexpected": UNEXPECTED, "light": LIGHT}
"""The columns of each sheet with a table."""
EDITIONS = {"full": ("plan", "follow_up", "unexpected"), "light": ("light",)}
"""The tables of each edition."""
ROWS = {"plan": 12, "follow_up": 24, "unexpected": 10, "light": 12}
"""Lines of each table when nothing is filled in: a page each, and more can be put in. See ``rows_for``."""
HEAD = 7
"""The row of column heads on every sheet with a table; the groups stand above it, the rows below."""
FACTS_FIRST, FACTS = 2, 3
"""The first row of what is told above the plan, and how many there is room for; an example's banner takes the first.
The rule of what is published stands under them."""


def rows_for(needed: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """How many lines each table has where so many are filled in: always some left, so that nothing is cut off."""
    return tuple(
        (name, rows * -(-(needed.get(name, 0) + SPARE) // rows) if needed.get(name, 0) + SPARE > rows else rows)
        for name, rows in ROWS.items()
    )


SPARE = 2
"""Empty lines that are left under what is filled in."""


ADDED = 500
"""So many lines under the last have its drop-downs, too, and a frame when there is something in them."""


def sheet_name(t: Labels, sheet: str) -> str:
    """What a sheet is called; ``sheet`` is the name that our code has for it."""
    return t(f"plan.book.sheet.{sheet}")


def place(t: Labels, sheet: str, key: str, rows: int) -> str:
    """The range of a column's cells on a sheet with so many lines."""
    column = next(i for i, c in enumerate(TABLES[sheet]) if c.key == key)
    return absolute(sheet_name(t, sheet), HEAD + 1, column, HEAD + rows)


def lines_to(first: int, row: int) -> str:
    """The number of a row, counted from ``first``, as a formula that is the same in all of them."""
    return f"ROWS({xl_rowcol_to_cell(first, 0, True)}:{xl_rowcol_to_cell(row, 0)})"


def options(vocabularies: Vocabularies, t: Labels, language: str, words: str) -> list[str]:
    """The words a column allows: those of a vocabulary, or a few of our own."""
    if words in vocabularies:
        return [v.name(language) for v in vocabularies[words] if not v.valid_to]
    return t(f"plan.book.words.{words}").split("|")


def shown(value: float | str | None, t: Labels) -> float | str | None:
    """A number, or in words that it is too small to be told."""
    return t("small_number") if isinstance(value, str) else value


def as_number(figure: Measurement | None) -> float | None:
    """The value of a figure where it is a number that may be shown."""
    return figure.value if figure and isinstance(figure.value, (int, float)) else None


def source_text(source: Reference | str | None) -> str | None:
    """What a source is called, and its address when it has one: «Årsrapporten 2024, https://…»."""
    if isinstance(source, Reference):
        return f"{source.title}, {source.url}" if source.url else source.title
    return source


@cache
def _as_they_are(model: type[Benefit]) -> tuple[str, ...]:
    """The columns that a benefit has a field of the same name for, and in the same words."""
    return tuple(c.key for c in PLAN if c.key in model.model_fields and c.key not in ("baseline", "target", "source"))


def plan_values(
    benefit: Benefit, id_: str, word: Callable[[str, str], str], yes_no: tuple[str, str], t: Labels
) -> dict[str, Any]:
    """Column key -> what stands in the cell. ``word(vocabulary, key)`` gives the label of a key."""
    baseline, target = benefit.baseline, benefit.target
    known = {
        **{key: getattr(benefit, key) for key in _as_they_are(type(benefit))},
        "id": id_,
        "source": source_text(benefit.source),
        "type": word("benefit_types", benefit.type),
        "form": word("benefit_forms", benefit.form) if benefit.form else None,
        "recipient": "; ".join(word("benefit_recipients", key) for key in benefit.recipient),
        "status": word("benefit_status", benefit.status),
        "direction": word("directions", benefit.direction) if benefit.direction else None,
        "budget_effect": word("budget_effects", benefit.budget_effect) if benefit.budget_effect else None,
        "priced": None if benefit.priced is None else yes_no[0 if benefit.priced else 1],
    }
    if baseline:
        known |= {
            "baseline": shown(baseline.value, t), "baseline_date": baseline.date,
            "baseline_source": source_text(baseline.source), "baseline_n": shown(baseline.n, t),
        }  # fmt: skip
    if target:
        known |= {
            "target": shown(target.value, t), "target_date": target.date, "target_source": source_text(target.source),
            "target_n": shown(target.n, t),
        }  # fmt: skip
    return known
