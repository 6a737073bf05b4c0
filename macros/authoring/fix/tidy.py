"""What is right already, written the house's way: keys for labels, lists for single values, no word twice.

The schema of the model says what each value is, so a new field needs no line here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from macros.authoring.fix.edits import Edit, Outline, Spot
from macros.authoring.yaml.scalars import scalar
from macros.content.model.fields.reference import Loc, Shape, shape_of
from macros.words.vocabulary import UNKNOWN, Vocabularies

_TRUTHS = {"true": "true", "ja": "true", "yes": "true", "false": "false", "nei": "false", "no": "false"}


def tidied(
    front: Outline, model: type[BaseModel], words: Vocabularies, refused: Collection[Loc] = ()
) -> Iterator[Edit]:
    """The edits that bring the values to the house's form and change nothing of what they mean.

    Values at ``refused`` are left to those who know what is wrong with them.
    """
    yield from _Walk(front, words, refused)((), shape_of(model))


@dataclass(frozen=True)
class _Walk:
    front: Outline
    words: Vocabularies
    refused: Collection[Loc]

    def __call__(self, loc: Loc, shape: Shape) -> Iterator[Edit]:
        front, spot = self.front, self.front.values[loc]
        if loc in self.refused:
            return
        if spot.kind == "scalar":
            yield from self._scalar(loc, spot, shape)
        elif spot.kind == "map" and shape.many and loc:
            yield from _listed(front, loc, spot)
        else:
            if spot.kind == "list":
                yield from _twice(front, loc, shape.item, self.words)
            for child in front.children(loc):
                yield from self(child, shape.child(child[-1]))

    def _scalar(self, loc: Loc, spot: Spot, shape: Shape) -> Iterator[Edit]:
        text = spot.value.strip()
        if not spot.simple or not text:
            return
        word = word_of(text, shape, self.words)
        if shape.many and text.casefold() != UNKNOWN:  # «ukjent» may stand in place of the whole list
            yield Edit(spot.start, spot.end, f"[{word or _raw(self.front, spot, _name(loc))}]", "list")
        elif word is not None and word != spot.value:
            yield Edit(spot.start, spot.end, word, "word")


def _name(loc: Loc) -> str:
    return next((str(p) for p in reversed(loc) if isinstance(p, str)), "")


def word_of(value: str, shape: Shape, words: Vocabularies) -> str | None:
    """The key, truth or «ukjent» that ``value`` stands for; None when it is none of them, or not for certain."""
    text = value.strip()
    if shape.may_be_unknown and text.casefold() == UNKNOWN:
        return UNKNOWN
    if shape.vocabulary in words:
        return words[shape.vocabulary].resolve(text)
    types = {kind.get("type") for kind in shape.kinds}
    if "boolean" in types and "string" not in types:
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


def _twice(front: Outline, loc: Loc, shape: Shape, words: Vocabularies) -> Iterator[Edit]:
    """The second of two equal words in a list, with its comma or its line. A line with a comment stays."""
    seen: set[str] = set()
    children = front.children(loc)
    for before, child in zip([None, *children], children, strict=False):
        spot = front.values[child]
        if not spot.simple or not spot.value.strip():
            continue
        word = word_of(spot.value, shape, words) or spot.value.strip()
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
