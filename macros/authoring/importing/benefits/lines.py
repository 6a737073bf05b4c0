"""A line of a filled-in plan as the values of a benefit: words as keys, days as ISO writes them, numbers as numbers.

What cannot be read is a problem with its cell: nothing is guessed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from macros.authoring.importing.values import iso_date, several
from macros.authoring.yaml.scalars import number
from macros.benefits import Line
from macros.content.model.evidence import SMALL, is_small
from macros.text.invisible import one_line
from macros.text.patterns import URL
from macros.words.labels import labels
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies, fold

WORDS = {
    "type": "benefit_types", "form": "benefit_forms", "recipient": "benefit_recipients", "status": "benefit_status",
    "direction": "directions", "budget_effect": "budget_effects",
}  # fmt: skip
"""Columns of words, with the vocabulary of each."""
TEXTS = ("description", "owner", "indicator", "unit")
PARTS = {"value": "{}", "date": "{}_date", "n": "{}_n", "source": "{}_source"}
"""The parts of a figure, and the column that each stands in; the value's has the figure's own name."""
_SOURCE = re.compile(rf"(?s)(.*?)[\s,;:(<]*({URL})[)>.\s]*")
_NUMBER = re.compile(r"-?\d{1,15}(\.\d{1,10})?")
_FIRST_DAY = 30_000
"""Numbers from here on are days as spreadsheets count them (19 February 1982); a year is smaller."""


@dataclass
class Read:
    """What a line says. ``figures``: baseline and target; ``problems``: cells that cannot be read."""

    line: Line
    fields: dict[str, Any] = field(default_factory=dict)
    figures: dict[str, dict[str, Any]] = field(default_factory=dict)
    released: bool = False
    problems: list[Problem] = field(default_factory=list)


class Reader:
    """Reads lines of the plan in the file ``path``."""

    def __init__(self, path: str, words: Vocabularies) -> None:
        self.path, self.words = path, words

    def benefit(self, line: Line) -> Read:
        """A line of the plan: its fields as front matter has them, its baseline and its target."""
        read = Read(line)
        texts = line.values
        for name in TEXTS:
            if name in texts:
                read.fields[name] = one_line(texts[name])
        for name, vocabulary in WORDS.items():
            if name in texts and (keys := self._words(read, name, vocabulary)):
                read.fields[name] = keys if name == "recipient" else keys[0]
        if "priced" in texts and (priced := self._yes_no(read, "priced")) is not None:
            read.fields["priced"] = priced
        if "source" in texts:
            read.fields["source"] = source_of(texts["source"])
        for name in ("baseline", "target"):
            cells = {part: column.format(name) for part, column in PARTS.items() if part != "value"} | {"value": name}
            if figure := self._figure(read, cells):
                read.figures[name] = figure
        read.released = self._released(read)
        return read

    def measurement(self, line: Line) -> Read:
        """A line of the follow-up; the figure stands under ``measurements``."""
        read = Read(line)
        figure = self._figure(read, {part: part for part in PARTS})
        if figure:
            read.figures["measurements"] = figure
        read.released = self._released(read)
        return read

    def _figure(self, read: Read, cells: dict[str, str]) -> dict[str, Any]:
        texts, figure = read.line.values, dict[str, Any]()
        if cells["value"] not in texts:
            return {}
        value = self._number(read, cells["value"])
        if value is None:
            return {}
        figure["value"] = value
        if cells["date"] in texts:
            day = day_of(texts[cells["date"]])
            if day is None:
                self._wrong(read, "IM035", cells["date"])
            figure |= {"date": day} if day else {}
        if cells["n"] in texts and (n := self._number(read, cells["n"], whole=True)) is not None:
            figure["n"] = n
        if cells["source"] in texts:
            figure["source"] = source_of(texts[cells["source"]])
        return figure

    def _number(self, read: Read, key: str, *, whole: bool = False) -> float | int | str | None:
        text = read.line.values[key]
        if is_small(text):
            return SMALL
        plain = re.sub(r"[\s\u00a0\u2009\u202f]", "", text).replace("\u2212", "-")
        if re.fullmatch(r"-?\d{1,3}\.\d{3}", text) and read.line.is_text(key):
            self._wrong(read, "IM036", key, suggestion=plain.replace(".", ""))
            return None
        if plain.count(".") > 1 or ("," in plain and "." in plain):
            plain = plain.replace(".", "")
        plain = plain.replace(",", ".")
        if not _NUMBER.fullmatch(plain) or (whole and float(plain) % 1) or (whole and float(plain) < 0):
            self._wrong(read, "IM037" if whole else "IM034", key)
            return None
        found = float(plain)
        if (
            0 < abs(found) < 1
            and not whole
            and not read.line.is_text(key)
            and _is_percent(read.line.values.get("unit"))
        ):
            self._wrong(read, "IM038", key, suggestion=f"{100 * found:.10g}")
            return None
        return int(found) if found.is_integer() else found

    def _words(self, read: Read, name: str, vocabulary: str) -> list[str]:
        text = read.line.values[name]
        keys = several(text, self.words[vocabulary])
        if not keys or (name != "recipient" and len(keys) > 1):
            allowed = ", ".join(v.name() for v in self.words[vocabulary] if not v.valid_to)
            self._wrong(read, "IM033", name, allowed=allowed)
            return []
        return keys

    def _yes_no(self, read: Read, name: str) -> bool | None:
        told = fold(read.line.values[name])
        answers = {"ja": True, "j": True, "yes": True, "true": True, "x": True, "nei": False, "n": False, "no": False, "false": False}  # fmt: skip
        if told not in answers:
            self._wrong(read, "IM033", name, allowed="Ja, Nei")
        return answers.get(told)

    def _released(self, read: Read) -> bool:
        """«Kan publiseres»: only a clear yes is a yes."""
        return "released" in read.line.values and self._yes_no(read, "released") is True

    def _wrong(self, read: Read, code: str, key: str, **facts: Any) -> None:
        line = read.line
        place = Place(line.row, line.columns.get(key, 0) + 1)
        read.problems.append(problem(code, self.path, place, value=line.values[key], where=line.where(key), **facts))


def _is_percent(unit: str | None) -> bool:
    return "prosent" in (unit or "").casefold() or "%" in (unit or "")


def day_of(text: str) -> str | None:
    """A day, a month or a year as ISO writes it, also from the number that a spreadsheet has for a day."""
    if re.fullmatch(r"\d{5,6}", text) and int(text) >= _FIRST_DAY:
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    return iso_date(text)


def source_of(text: str) -> str | dict[str, str]:
    """«Årsrapporten, https://…» as the title and the address of a source; a text without an address is the title."""
    match = _SOURCE.fullmatch(text.strip())
    title = one_line(match[1]).strip(" ,;:(") if match else ""
    return {"title": title, "url": match[2]} if match and title else one_line(text)


def heading(key: str) -> str:
    """What a part of a benefit is called in the plan: its column, or the group of columns that a figure stands in."""
    groups = {"baseline": "baseline", "target": "target", "measurements": "measuring"}
    return labels()(f"plan.book.group.{groups[key]}" if key in groups else f"plan.book.plan.{key}")


def in_words(figure: Any) -> str:
    """A figure or another value as a line of a difference has it."""
    if isinstance(figure, dict) and "value" in figure:
        n = [f"n = {figure['n']}"] if "n" in figure else []
        rest = [str(figure[k]) for k in ("date",) if k in figure] + n
        source = figure.get("source")
        rest += [source["title"] if isinstance(source, dict) else source] if source else []
        value = figure["value"] if isinstance(figure["value"], str) else number(figure["value"])
        return value + (f" ({'; '.join(rest)})" if rest else "")
    if isinstance(figure, dict):
        return ", ".join(str(v) for v in figure.values())
    return ", ".join(figure) if isinstance(figure, list) else str(figure)
