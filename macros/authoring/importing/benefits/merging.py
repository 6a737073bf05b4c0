"""What a filled-in plan changes in the benefits of a write-up. Only lines whose «Kan publiseres» says yes change anything.

A blank cell takes nothing away, and a line that is gone takes no benefit away. Figures, their words (indicator, unit,
direction) and the status follow the plan; any other word of a benefit is filled in where it is empty, and else left as
the write-up has it. Source: shared contract of the knowledge base (import, ``benefits``).
"""

from __future__ import annotations

import copy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from macros.authoring.importing.accounting import Told, left, understood
from macros.authoring.importing.benefits.lines import Read, Reader, heading, in_words
from macros.authoring.importing.benefits.matching import differs, matched, same_source
from macros.authoring.importing.persons import nobodys, person_in
from macros.benefits import FilledPlan, Line
from macros.content.model.benefit import new_id
from macros.content.model.evidence import SMALL, SMALL_LIMIT, counts_persons
from macros.text.norwegian import slug
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies, fold

EXPECTED = "forventet"
"""The status of a benefit that has none of its own."""
STAGES = ("expected", "baseline", "measured", "dropped")
OF_FIGURES = ("indicator", "unit", "direction")
"""Words that say what the figures mean: they come with them."""
TOLD = ("description", "owner", "indicator", "unit", "source")
"""Texts that could name somebody."""
IN_PLAN_ONLY = (
    "goal", "decided_by", "handed_over", "measures", "realised_in", "yearly_value", "freed_time", "method", "frequency",
    "measured_by", "assumptions", "uncertainty", "drawbacks", "risk", "cause", "action", "next",
)  # fmt: skip
"""Columns that no write-up has a field for."""
Benefit = dict[str, Any]


@dataclass(frozen=True)
class Difference:
    """What one part of one benefit says, and what it would say; None where it says nothing. ``name``: «g1: Nullpunkt»."""

    name: str
    old: Any
    new: Any


@dataclass
class Merged:
    """The benefits as they would be, what is different in them, what was left out and why, and what cannot be read."""

    benefits: list[Benefit]
    changes: list[Difference] = field(default_factory=list)
    told: list[Told] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def merged(
    filled: FilledPlan, now: list[Benefit], words: Vocabularies, path: str, today: date, *, place_named: bool
) -> Merged:
    """``now`` are the benefits of the write-up as plain values. ``place_named``: its readers know which place it is, so
    numbers of fewer than ten persons are not written. ``today`` is the day that a figure is released."""
    merger = _Merger(filled, now, words, path, today, place_named)
    merger.plan()
    merger.follow_up()
    merger.left_out()
    return merger.merged


class _Merger:
    def __init__(
        self, filled: FilledPlan, now: list[Benefit], words: Vocabularies, path: str, today: date, place_named: bool
    ) -> None:
        self.filled, self.words, self.path, self.today, self.place_named = filled, words, path, today, place_named
        self.merged = Merged(copy.deepcopy(now))
        self.reader = Reader(path, words)
        self.known = nobodys(words)
        self.by_id: dict[str, Benefit] = {}

    # Lines of the plan.

    def plan(self) -> None:
        """Every line of the plan: a benefit that is there, or a new one."""
        for line in self.filled.plan:
            read = self.reader.benefit(line)
            self.merged.problems += read.problems
            if read.problems:
                continue
            benefit = self._found(line)
            if benefit is None:
                self._new(read)
                continue
            self.by_id[fold(line.values.get("id", ""))] = benefit
            told = len(self.merged.told)
            after = self._after(benefit, read)
            if read.released:
                self._take(benefit, after)
                continue
            del self.merged.told[told:]
            if any(after.get(name) != benefit.get(name) for name in after):
                self._left("unreleased", line)

    def _found(self, line: Line) -> Benefit | None:
        """The benefit that a line is about: by its id, else by its text. What is said of a whole programme is nobody's."""
        own = [b for b in self.merged.benefits if not b.get("shared")]
        id_, text = fold(line.values.get("id", "")), fold(line.values.get("description", ""))
        by_text = next((b for b in own if text and fold(b["description"]) == text), None)
        by_id = self._by_id(id_)
        if by_id and by_text and by_id is not by_text:
            self._wrong("IM039", line, "id", other=str(by_text.get("id")))
        return by_id or by_text

    def _after(self, benefit: Benefit, read: Read) -> Benefit:
        """The benefit as the line has it."""
        after = {**benefit}
        for name, figure in read.figures.items():
            after[name] = self._figure(benefit.get(name), self._fit(figure, {**benefit, **read.fields}, name, read))
        figures = any(after.get(name) != benefit.get(name) for name in read.figures)
        for name, value in read.fields.items():
            if name == "status":
                if (status := self._status(benefit, value, read)) != benefit.get("status", EXPECTED):
                    after[name] = status
            elif benefit.get(name) is None or (figures and name in OF_FIGURES):
                if self._may_be_told(name, value, read):
                    after[name] = value
            elif differs(benefit[name], value):
                self.merged.told.append(left("kept", f"{_name(benefit)} {heading(name)}: {in_words(value)}"))
        return after

    def _status(self, benefit: Benefit, status: str, read: Read) -> str:
        """A status never goes back to an earlier stage: then the plan is older than the write-up."""
        vocabulary, before = self.words["benefit_status"], str(benefit.get("status", EXPECTED))
        old, new = (STAGES.index(str(vocabulary[key].extra["stage"])) for key in (before, status))
        if new >= old:
            return status
        self.merged.told.append(left("earlier", f"{_name(benefit)} {heading('status')}: {read.line.values['status']}"))
        return before

    def _new(self, read: Read) -> None:
        """A line about a benefit that the write-up does not have."""
        line = read.line
        if not read.released:
            self._left("unreleased", line)
            return
        for name in ("description", "type"):
            if name not in read.fields:
                self._wrong("IM040", line, name, other=heading(name))
                return
        if not self._may_be_told("description", read.fields["description"], read):
            return
        taken = {str(b["id"]) for b in self.merged.benefits if b.get("id")}
        id_ = slug(line.values.get("id", ""))
        id_ = id_ if id_ and id_ not in taken else new_id(taken)
        benefit: Benefit = {"id": id_, "type": read.fields["type"], "description": read.fields["description"]}
        self.merged.benefits.append(benefit)
        self.by_id[fold(line.values.get("id", ""))] = benefit
        self.merged.changes.append(Difference(f"{id_}: {heading('description')}", None, benefit["description"]))
        self._take(benefit, self._after(benefit, read))

    # Lines of the follow-up.

    def follow_up(self) -> None:
        """Every measurement: one that is there already, one that is put right, or a new one; in time order."""
        by_benefit: dict[str, list[Read]] = {}
        for line in self.filled.follow_up:
            read = self.reader.measurement(line)
            self.merged.problems += read.problems
            if read.figures and not read.problems:
                by_benefit.setdefault(fold(line.values.get("benefit", "")), []).append(read)
        for id_, reads in by_benefit.items():
            benefit = self.by_id.get(id_) or self._by_id(id_)
            if benefit is None:
                for read in reads:
                    self._unknown_benefit(read)
                continue
            self._measurements(benefit, reads)

    def _by_id(self, id_: str) -> Benefit | None:
        own = (b for b in self.merged.benefits if not b.get("shared"))
        return next((b for b in own if id_ and fold(str(b.get("id", ""))) == id_), None)

    def _unknown_benefit(self, read: Read) -> None:
        id_ = fold(read.line.values.get("benefit", ""))
        if read.released and not any(fold(line.values.get("id", "")) == id_ for line in self.filled.plan):
            self._wrong("IM041", read.line, "benefit", allowed=", ".join(map(_name, self.merged.benefits)))
        else:
            self._left("unreleased", read.line)

    def _measurements(self, benefit: Benefit, reads: list[Read]) -> None:
        there: list[Any] = [m if isinstance(m, dict) else {"value": m} for m in benefit.get("measurements", [])]
        found = list(there)
        matches = matched(there, [read.figures["measurements"] for read in reads])
        for read, index in zip(reads, matches, strict=True):
            old = None if index is None else there[index]
            given = self._fit(read.figures["measurements"], benefit, "measurements", read)
            if old and old.get("date") and given.get("date") and old["date"].startswith(given["date"]):
                given = {**given, "date": old["date"]}
            new = self._figure(old, given)
            if new == old:
                continue
            if not read.released:
                self._left("unreleased", read.line)
                continue
            self.merged.changes.append(Difference(f"{_name(benefit)}: {heading('measurements')}", old and in_words(old), in_words(new)))  # fmt: skip
            if index is None:
                found.append(new)
            else:
                found[index] = new
        if found != there:
            benefit["measurements"] = sorted(found, key=lambda m: str(m.get("date", "")))

    # What both have.

    def _figure(self, old: Any, given: dict[str, Any]) -> dict[str, Any]:
        """The figure as the plan has it. Where it says nothing new the old one stands, byte for byte; another value is
        another figure, so nothing of the old one is kept."""
        before = old if isinstance(old, dict) else {"value": old} if old is not None else {}
        given = dict(given)
        if "source" in given and before.get("source") and same_source(before["source"], given["source"]):
            given["source"] = before["source"]
        if before and all(before.get(part) == value for part, value in given.items()):
            return old if isinstance(old, dict) else before
        kept = before if before.get("value") == given["value"] else {}
        return {**kept, **given, "released": self.today.isoformat()}

    def _fit(self, figure: dict[str, Any], benefit: Benefit, name: str, read: Read) -> dict[str, Any]:
        """A figure as it may be written: no source with somebody's name in it and, with a named place, no number of fewer
        than ten persons."""
        figure = dict(figure)
        if "source" in figure and not self._may_be_told("source", figure["source"], read):
            del figure["source"]
        for part in ("n", "value") if self.place_named else ():
            number = figure.get(part)
            persons = part == "n" or (name != "target" and counts_persons(benefit.get("unit")))
            if persons and isinstance(number, (int, float)) and 0 < number < SMALL_LIMIT:
                figure[part] = SMALL
                self.merged.told.append(understood(read.line.where(), f"{number:g}", SMALL))
        return figure

    def _may_be_told(self, name: str, value: Any, read: Read) -> bool:
        """A text without anybody's name. An owner is a role or an organisation; what looks like a person is left out."""
        if name not in TOLD:
            return True
        text = str(value["title"] if isinstance(value, dict) else value)
        if not person_in(text, self.known, strict=name == "owner"):
            return True
        self.merged.told.append(left("name", f"{read.line.where(name)} {heading(name)}: {text}"))
        return False

    def _take(self, benefit: Benefit, after: Benefit) -> None:
        for name, value in after.items():
            if value == benefit.get(name):
                continue
            old = benefit.get(name)
            self.merged.changes.append(Difference(f"{_name(benefit)}: {heading(name)}", None if old is None else in_words(old), in_words(value)))  # fmt: skip
            benefit[name] = value

    def left_out(self) -> None:
        """What the plan has and no write-up has a place for."""
        for line in (*self.filled.plan, *self.filled.follow_up):
            for key, text in line.values.items():
                if key in IN_PLAN_ONLY:
                    self.merged.told.append(left("plan", text))
        self.merged.told += [left("no_column", f"{name}: {text}") for name, text in self.filled.unread if text]

    def _left(self, why: str, line: Line) -> None:
        self.merged.told.append(left(why, f"{line.where()}: {' | '.join(line.values.values())}"))

    def _wrong(self, code: str, line: Line, key: str, **facts: str) -> None:
        place = Place(line.row, line.columns.get(key, 0) + 1)
        value = line.values.get(key, "")
        self.merged.problems.append(problem(code, self.path, place, value=value, where=line.where(key), **facts))


def _name(benefit: Benefit) -> str:
    """The benefit's id; its text where a draft has not given it one yet."""
    return str(benefit.get("id") or benefit.get("description") or "")
