"""What is right already, written the house's way: keys for labels, lists for single values, no word twice.

The schema of the model says what each value is, so a new field needs no line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from macros.authoring.edits import Edit, Outline, Spot
from macros.authoring.scalars import scalar
from macros.intake.yaml_nodes import Loc
from macros.vocabulary import UNKNOWN, Vocabularies

_TRUTHS = {"true": "true", "ja": "true", "yes": "true", "false": "false", "nei": "false", "no": "false"}

Shapes = tuple[Mapping[str, Any], ...]


def tidied(
    front: Outline, model: type[BaseModel], words: Vocabularies, refused: Collection[Loc] = ()
) -> Iterator[Edit]:
    """The edits that bring the values to the house's form and change nothing of what they mean.

    Values at ``refused`` are left to those who know what is wrong with them.
    """
    yield from _Walk(front, shapes_of(model)[0].get("$defs", {}), words, refused)((), shapes_of(model))


@cache
def shapes_of(model: type[BaseModel]) -> Shapes:
    """The schema of ``model`` as a list of alternatives, which is what ``shapes_at`` walks down."""
    return (model.model_json_schema(by_alias=True, mode="validation"),)


def shapes_at(shapes: Shapes, part: str | int, defs: Mapping[str, Any]) -> Shapes:
    """The alternatives for the value under ``part`` (a key, or a place in a list)."""
    found: list[Mapping[str, Any]] = []
    for shape in shapes:
        if isinstance(part, int):
            found += _flat(shape["items"], defs) if shape.get("type") == "array" and "items" in shape else []
        elif part in shape.get("properties", {}):
            found += _flat(shape["properties"][part], defs)
        elif isinstance(shape.get("additionalProperties"), Mapping):
            found += _flat(shape["additionalProperties"], defs)
    return tuple(found)


def _flat(node: Mapping[str, Any], defs: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "$ref" in node:
        return _flat(defs[node["$ref"].rsplit("/", 1)[-1]], defs)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in node:
            return [shape for item in node[key] for shape in _flat(item, defs)]
    return [node]


@dataclass(frozen=True)
class _Walk:
    front: Outline
    defs: Mapping[str, Any]
    words: Vocabularies
    refused: Collection[Loc]

    def __call__(self, loc: Loc, shapes: Shapes) -> Iterator[Edit]:
        front, spot = self.front, self.front.values[loc]
        listed = any(s.get("type") == "array" for s in shapes)
        if loc in self.refused:
            return
        if spot.kind == "scalar":
            yield from self._scalar(loc, spot, shapes, listed)
        elif spot.kind == "map" and listed and loc:
            yield from _listed(front, loc, spot)
        else:
            if spot.kind == "list":
                yield from _twice(front, loc, shapes_at(shapes, 0, self.defs), self.words)
            for child in front.children(loc):
                yield from self(child, shapes_at(shapes, child[-1], self.defs))

    def _scalar(self, loc: Loc, spot: Spot, shapes: Shapes, listed: bool) -> Iterator[Edit]:
        text = spot.value.strip()
        if not spot.simple or not text:
            return
        word = word_of(text, shapes, self.words)
        if listed and text.casefold() != UNKNOWN:  # «ukjent» may stand in place of the whole list
            yield Edit(spot.start, spot.end, f"[{word or _raw(self.front, spot, _name(loc))}]", "list")
        elif word is not None and word != spot.value:
            yield Edit(spot.start, spot.end, word, "word")


def _name(loc: Loc) -> str:
    return next((str(p) for p in reversed(loc) if isinstance(p, str)), "")


def word_of(value: str, shapes: Shapes, words: Vocabularies) -> str | None:
    """The key, truth or «ukjent» that ``value`` stands for; None when it is none of them, or not for certain."""
    text = value.strip()
    for shape in shapes:
        if shape.get("x-vocabulary") in words:
            if shape.get("x-unknown") and text.casefold() == UNKNOWN:
                return UNKNOWN
            return words[shape["x-vocabulary"]].resolve(text)
        if shape.get("const") == UNKNOWN and text.casefold() == UNKNOWN:
            return UNKNOWN
    if any(s.get("type") == "boolean" for s in shapes) and not any(s.get("type") == "string" for s in shapes):
        return _TRUTHS.get(text.casefold())
    return None


def _raw(front: Outline, spot: Spot, name: str) -> str:
    """The value as it is written, in quotes where brackets around it would cut it in two."""
    return front.text[spot.start : spot.end] if spot.style else scalar(spot.value, name, flow=True)


def _listed(front: Outline, loc: Loc, spot: Spot) -> Iterator[Edit]:
    """A mapping where a list of mappings belongs becomes the first of the list."""
    if spot.flow:
        yield Edit(spot.start, spot.start, "[", "list")
        yield Edit(spot.end, spot.end, "]", "list")
        return
    first, end = front.line(spot.start)[0], front.last(loc)
    if front.text[first : spot.start].strip():  # not alone on its line: inside another list
        return
    at = first
    while at < end:
        stop = front.line(at)[1]
        if at == first:
            yield Edit(spot.start, spot.start, "- ", "list")
        elif front.text[at:stop].strip():
            yield Edit(at, at, "  ", "list")
        at = stop + 1


def _twice(front: Outline, loc: Loc, shapes: Shapes, words: Vocabularies) -> Iterator[Edit]:
    """The second of two equal words in a list, with its comma or its line. A line with a comment stays."""
    seen: set[str] = set()
    children = front.children(loc)
    for before, child in zip([None, *children], children, strict=False):
        spot = front.values[child]
        if not spot.simple or not spot.value.strip():
            continue
        word = word_of(spot.value, shapes, words) or spot.value.strip()
        if word not in seen:
            seen.add(word)
            continue
        if front.values[loc].flow and before is not None:
            start = front.values[before].end
            if "#" not in front.text[start : spot.start]:
                yield Edit(start, spot.end, "", "twice")
        else:
            first, end = front.line(spot.start)
            if front.text[first:end].strip().removeprefix("-").strip() == front.text[spot.start : spot.end]:
                yield Edit(first, min(end + 1, len(front.text)), "", "twice")
