"""A write-up brought from an older version of the fields, or of the word lists, to the one that is read now.

Only front matter changes, and only where a step or a word list says how. What only a human can choose becomes a
question, and the write-up keeps its version number until it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from macros.authoring.edits import Edit, Outline, Spot, apply, outline
from macros.authoring.fix_tidy import Shapes, shapes_at, shapes_of
from macros.authoring.scalars import scalar
from macros.intake.yaml_nodes import Loc
from macros.model.migration import Migration, Step
from macros.vocabulary import Vocabularies, fold


@dataclass(frozen=True)
class Question:
    """A choice for a human: the line of the front matter (from 0), what stands there, and the keys to choose from."""

    row: int
    field: str
    value: str
    choices: tuple[str, ...]


@dataclass(frozen=True)
class Migrated:
    """The front matter afterwards, why it was changed (sentences, each once), and what is left to choose."""

    front: str
    why: tuple[str, ...]
    questions: tuple[Question, ...]


def version_of(front: str) -> int:
    """The version a front matter says it is written in; 1 when it says nothing."""
    found = outline(front)
    spot = found.values.get(("schema_version",)) if found else None
    return int(spot.value) if spot and re.fullmatch(r"[1-9]\d?", spot.value.strip()) else 1


def migrated(
    front: str, model: type[BaseModel], migrations: Sequence[Migration], words: Vocabularies, kind: str
) -> Migrated:
    """``front`` in the newest version and with today's words. ``kind``: ``projects`` or ``tools``."""
    why: list[str] = []
    questions: list[Question] = []
    version = version_of(front)
    for migration in migrations:
        if migration.to <= version or questions:
            continue
        for step in getattr(migration, kind):
            front, asked, changed = _stepped(front, step)
            questions += asked
            why += [step.why] if changed else []
        if not questions:
            front = _with_version(front, migration.to)
    found = outline(front)
    if found:
        edits = []
        for edit, question in _retired(found, (), shapes_of(model), shapes_of(model)[0].get("$defs", {}), words):
            edits += [edit] if edit else []
            questions += [question] if question else []
        front = apply(front, edits)
    return Migrated(front, tuple(dict.fromkeys(why)), tuple(dict.fromkeys(questions)))


def _stepped(front: str, step: Step) -> tuple[str, list[Question], bool]:
    found = outline(front)
    if found is None:
        return front, [], False
    edits: list[Edit] = []
    questions: list[Question] = []
    for loc in _places(found, step.field.split(".")):
        spot = found.values[loc]
        if step.change == "rename" and (*loc[:-1], str(step.to)) not in found.keys:
            key = found.keys[loc]
            edits.append(Edit(key.start, key.end, scalar(step.to)))
        elif step.change == "record" and spot.simple and spot.value.strip():
            edits.append(Edit(spot.start, spot.end, f"{{{step.to}: {_inside(found, spot)}}}"))
        elif step.change == "list" and spot.simple and spot.value.strip():
            edits.append(Edit(spot.start, spot.end, f"[{_inside(found, spot)}]"))
        elif step.change == "word":
            for at in _scalars(found, loc):
                if fold(at.value) == fold(str(step.value)):
                    if step.to:
                        edits.append(Edit(at.start, at.end, scalar(step.to, flow=True)))
                    else:
                        row = found.text.count("\n", 0, at.start)
                        questions.append(Question(row, step.field, at.value, step.into))
    return apply(front, edits), questions, bool(edits)


def _places(found: Outline, path: Sequence[str]) -> Iterator[Loc]:
    """Every location that the dotted name means, through lists."""
    for loc in found.keys:
        if [p for p in loc if isinstance(p, str)] == list(path):
            yield loc


def _scalars(found: Outline, loc: Loc) -> Iterator[Spot]:
    """The value at ``loc``, or the single values of the list that stands there."""
    for at, spot in found.values.items():
        if (at == loc or at[:-1] == loc) and spot.simple:
            yield spot


def _inside(found: Outline, spot: Spot) -> str:
    return found.text[spot.start : spot.end] if spot.style else scalar(spot.value, flow=True)


def _with_version(front: str, version: int) -> str:
    found = outline(front)
    spot = found.values.get(("schema_version",)) if found else None
    if spot and spot.simple and spot.value:
        return apply(front, [Edit(spot.start, spot.end, str(version))])
    return front + ("" if front.endswith("\n") else "\n") + f"schema_version: {version}\n"


def _retired(
    found: Outline, loc: Loc, shapes: Shapes, defs: Mapping[str, Any], words: Vocabularies
) -> Iterator[tuple[Edit | None, Question | None]]:
    """Words that a word list has replaced or divided since they were written."""
    spot = found.values[loc]
    if spot.kind != "scalar":
        for child in found.children(loc):
            yield from _retired(found, child, shapes_at(shapes, child[-1], defs), defs, words)
        return
    name = next((str(s["x-vocabulary"]) for s in shapes if s.get("x-vocabulary") in words), "")
    key = words[name].resolve(spot.value) if name and spot.simple else None
    if key is None:
        return
    now = words[name].current(key)
    if len(now) > 1:
        field = ".".join(str(p) for p in loc if isinstance(p, str))
        yield None, Question(found.text.count("\n", 0, spot.start), field, spot.value, now)
    elif now[0] != key:
        yield Edit(spot.start, spot.end, scalar(now[0], flow=True)), None
