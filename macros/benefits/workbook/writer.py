"""A benefit plan's cells filled in: the plan, the follow-up, what nobody expected, and what the formulas come to."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from functools import cache
from typing import Any

from macros.benefits.workbook.card import CHOSEN, SHOWN
from macros.benefits.workbook.card import FIRST as CARD_FIRST
from macros.benefits.workbook.card import WIDTH as CARD_WIDTH
from macros.benefits.workbook.columns import (
    FACTS_FIRST,
    FOLLOW_UP,
    HEAD,
    LIGHT,
    PLAN,
    UNEXPECTED,
    SheetColumn,
    as_number,
    options,
    plan_values,
    sheet_name,
    shown,
    source_text,
)
from macros.benefits.workbook.drawing import ARROW, WIDTHS
from macros.benefits.workbook.drawing import FIRST as DRAWING_FIRST
from macros.benefits.workbook.given import Known, Plan, id_of
from macros.benefits.workbook.overview import COME, NAMED, NEXT, counted, next_row
from macros.benefits.workbook.overview import FIRST as COME_FIRST
from macros.content.model import Benefit
from macros.content.model.benefit_plan import FollowUp
from macros.files.book import About, height
from macros.files.template import Filling
from macros.library.benefits import attainment
from macros.text.patterns import iso_day
from macros.words.labels import labels
from macros.words.vocabulary import Vocabularies

TITLE, ADDRESS = "{{title}}", "{{address}}".ljust(80, "-")
"""What the template has where each workbook has its own title and address; the address takes the room of a long one."""


def filling(about: About, plan: Plan, words: Vocabularies, edition: str = "full") -> Filling:
    """What is written in the template: the plan, its title and address."""
    return _Writer(about, plan, words, edition).filling


class _Writer:
    def __init__(self, about: About, plan: Plan, words: Vocabularies, edition: str) -> None:
        self.filling = Filling(texts={TITLE: about.title, ADDRESS: about.url})
        self.about, self.plan, self.words, self.t = about, plan, words, labels(about.language)
        self.rows = dict(plan.rows)
        self.ids = [id_of(b, i).upper() for i, b in enumerate(plan.benefits, 1)]
        self.values = [self._values(i) for i in range(len(plan.benefits))]
        self._facts("plan" if edition == "full" else "light")
        if edition == "light":
            self._light()
            return
        for row, values in enumerate(self.values, HEAD + 1):
            self._line("plan", PLAN, row, values)
        self.come = [self._come(index, benefit) for index, benefit in enumerate(plan.benefits)]
        self._follow_up()
        self._unexpected()
        self._overview()
        self._card()
        self._drawing()

    def _write(self, sheet: str, row: int, column: int, value: float | str) -> None:
        self.filling.write(_named(self.about.language, sheet), row, column, value)

    def _word(self, vocabulary: str, key: str) -> str:
        return self.words[vocabulary][key].name(self.about.language)

    def _options(self, words: str) -> list[str]:
        return options(self.words, self.t, self.about.language, words)

    def _facts(self, sheet: str) -> None:
        for row, (label, value) in enumerate(self.plan.facts, FACTS_FIRST + self.about.example):
            self._write(sheet, row, 0, f"{label}: {value}")

    def _values(self, index: int) -> dict[str, Any]:
        yes, no = self._options("yes_no")
        values = plan_values(self.plan.benefits[index], self.ids[index], self._word, (yes, no), self.t)
        if uncertainty := values.get("uncertainty"):
            values["uncertainty"] = self._options("uncertainty")[("lav", "middels", "høy").index(uncertainty)]
        return values

    def _light(self) -> None:
        """A line for each benefit, with its last measurement."""
        for index, values in enumerate(self.values):
            entry = self._last(self.ids[index])
            told = self._told(entry) if entry else {}
            line = {**values, **{key: told.get(key) for key in ("value", "date", "next")}}
            self._line("light", LIGHT, HEAD + 1 + index, line)

    def _last(self, id_: str) -> FollowUp | Known | None:
        own = [f for f in self.plan.follow_up if f.benefit.upper() == id_]
        return own[-1] if own else None

    def _is_last(self, entry: FollowUp | Known) -> bool:
        """Whether no measurement of the same benefit has a later day; of a year or a month nobody can say."""
        days = [iso_day(str(f.date)) for f in self.plan.follow_up if f.benefit.upper() == entry.benefit.upper()]
        day = iso_day(str(entry.date))
        return day is None or not any(other and other > day for other in days)

    def _told(self, entry: FollowUp | Known) -> dict[str, Any]:
        told = {**_cells(entry), "benefit": entry.benefit.upper(), "source": source_text(entry.source)}
        return told | {key: shown(told[key], self.t) for key in ("value", "n")}

    def _follow_up(self) -> None:
        by_id = dict(zip(self.ids, self.plan.benefits, strict=True))
        places = {c.key: i for i, c in enumerate(FOLLOW_UP)}
        for row, entry in enumerate(self.plan.follow_up, HEAD + 1):
            self._line("follow_up", FOLLOW_UP, row, self._told(entry))
            for key, value in self._results(entry, by_id.get(entry.benefit.upper()), row).items():
                self._write("follow_up", row, places[key], value)

    def _results(self, entry: FollowUp | Known, benefit: Benefit | None, row: int) -> dict[str, float | str]:
        """The values that a line's formulas have."""
        start, goal = (as_number(getattr(benefit, k)) if benefit else None for k in ("baseline", "target"))
        value = entry.value if isinstance(entry.value, (int, float)) else None
        share = attainment(benefit, value) if benefit else None
        return {
            "name": benefit.description if benefit else "",
            "unit": benefit.unit or "" if benefit else "",
            "status": self._word("benefit_status", benefit.status) if benefit else "",
            "baseline": "" if start is None else start,
            "target": "" if goal is None else goal,
            "deviation": value - goal if value is not None and goal is not None else "",
            "attainment": self.t("plan.book.no_basis") if share is None else share,
            "open": self._open(entry, row),
            "last": "" if value is None else int(self._is_last(entry)),
        }

    def _open(self, entry: FollowUp | Known, row: int) -> float | str:
        """The next measurement's day as a serial number, unless it has been made."""
        if entry.next is None:
            return ""
        made = any(f.benefit == entry.benefit and str(f.date) >= entry.next.isoformat() for f in self.plan.follow_up)
        return "" if made else serial(entry.next) + (row + 1) / 1_000_000

    def _unexpected(self) -> None:
        good_bad = dict(zip(("positiv", "negativ"), self._options("good_bad"), strict=True))
        for row, effect in enumerate(self.plan.unexpected, HEAD + 1):
            values = {
                **effect.model_dump(),
                "direction": good_bad[effect.direction],
                "recipient": self._word("benefit_recipients", effect.recipient),
            }
            self._line("unexpected", UNEXPECTED, row, values)

    def _overview(self) -> None:
        """What the overview's formulas come to: how far each has come, the counts, the next measurements, earliest first."""
        for index, come in enumerate(self.come):
            for column, key in enumerate(COME):
                self._write("overview", COME_FIRST + index, column, "" if come[key] is None else come[key])
            self._fit("overview", COME_FIRST + index, [(str(come[key]), NAMED[key]) for key in NAMED])
        for row, key, value in counted(self.words, self.rows):
            if value is not None and (count := self._count(key, value)):
                self._write("overview", row, 2, count)
        open_ = [(v, f) for row, f in enumerate(self.plan.follow_up, HEAD + 1) if (v := self._open(f, row)) != ""]
        by_id = dict(zip(self.ids, self.plan.benefits, strict=True))
        first = next_row(self.words, self.rows)
        for at, (day, entry) in enumerate(sorted(open_, key=lambda due: due[0])[:NEXT], first):
            id_ = entry.benefit.upper()
            line: tuple[float | str, ...] = (id_, by_id[id_].description, int(day))
            for column, result in enumerate(line):
                self._write("overview", at, column, result)

    def _come(self, index: int, benefit: Benefit) -> dict[str, Any]:
        """One line of how far the benefits have come; None where a formula gives nothing."""
        entry = self._last(self.ids[index])
        latest = entry.value if entry and isinstance(entry.value, (int, float)) else None
        share, yearly = attainment(benefit, latest), getattr(benefit, "yearly_value", None)
        values = self.values[index]
        return {
            "id": self.ids[index], "name": benefit.description, "status": values["status"],
            "baseline": values.get("baseline"), "latest": latest, "target": values.get("target"),
            "attainment": self.t("plan.book.no_basis") if share is None else share, "yearly": yearly,
            "reached": None if share is None or yearly is None else share * yearly,
        }  # fmt: skip

    def _card(self) -> None:
        """The first benefit is chosen."""
        if not self.plan.benefits:
            return
        values, come = self.values[0], self.come[0]
        self._write("card", *CHOSEN, self.ids[0])
        for row, column in enumerate(SHOWN, CARD_FIRST):
            value = _in_cell(values.get(column.key), column.kind)
            if value is not None:
                self._write("card", row, 1, value)
                self._fit("card", row, [(str(value), CARD_WIDTH)])
        for row, key in enumerate(("baseline", "latest", "target"), CARD_FIRST + len(SHOWN) + 2):
            if come[key] is not None:
                self._write("card", row, 1, come[key])

    def _drawing(self) -> None:
        before = None
        for row, (id_, values) in enumerate(zip(self.ids, self.values, strict=True), DRAWING_FIRST):
            goal, measures = values.get("goal"), values.get("measures")
            drawn = {0: goal if goal != before else None, 1: ARROW if goal else None, 2: f"{id_}: {values['description']}",
                     3: ARROW if measures else None, 4: measures}  # fmt: skip
            for column, text in drawn.items():
                if text:
                    self._write("drawing", row, column, text)
            self._fit("drawing", row, [(drawn[column] or "", WIDTHS[column]) for column in (0, 2, 4)])
            before = goal

    def _count(self, key: str, value: str) -> int:
        benefits = self.plan.benefits
        return sum(value in b.recipient if key == "recipient" else getattr(b, key) == value for b in benefits)

    def _fit(self, sheet: str, row: int, texts: list[tuple[str, float]]) -> None:
        """Gives a row the height that its texts need, each with its column's width."""
        if needed := height(texts):
            self.filling.heights.setdefault(_named(self.about.language, sheet), {})[row] = needed

    def _line(self, sheet: str, columns: tuple[SheetColumn, ...], row: int, values: dict[str, Any]) -> None:
        told = [
            (index, c, v) for index, c in enumerate(columns) if (v := _in_cell(values.get(c.key), c.kind)) is not None
        ]
        self._fit(sheet, row, [(str(value), column.width) for _, column, value in told if column.kind == "text"])
        for index, column, value in told:
            if column.kind not in ("formula", "share"):
                self._write(sheet, row, index, value)


@cache
def _named(language: str, sheet: str) -> str:
    return sheet_name(labels(language), sheet)


def _in_cell(value: Any, kind: str) -> float | str | None:
    """What stands in a cell: a day as a number, a year or a month as the source has it, nothing for nothing."""
    if value is None or value == "":
        return None
    if kind == "date":
        day = value if isinstance(value, date) else iso_day(str(value))
        return serial(day) if day else str(value)
    return float(value) if isinstance(value, (int, float)) else str(value)


def _cells(entry: FollowUp | Known) -> dict[str, Any]:
    return asdict(entry) if isinstance(entry, Known) else entry.model_dump()


def serial(day: date) -> int:
    """The day as spreadsheets count: days since 30 December 1899."""
    return (day - date(1899, 12, 30)).days
