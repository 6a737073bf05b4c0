"""Words that a word list has replaced since they were written, as the words of today.

A word that was divided (``split_into``) stays: only a human can choose, and the validator says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from macros.authoring.fix.edits import Edit, Outline, apply, outline
from macros.authoring.yaml.scalars import scalar
from macros.content.model.fields.reference import Loc, Shape, shape_of
from macros.words.vocabulary import Vocabularies


def todays_words(front: str, model: type[BaseModel], words: Vocabularies) -> str:
    """``front``, the front matter of a ``model``, with every word that has one word in its place replaced by it."""
    found = outline(front)
    if found is None:
        return front
    return apply(front, list(_retired(found, (), shape_of(model), words)))


def _retired(found: Outline, loc: Loc, shape: Shape, words: Vocabularies) -> Iterator[Edit]:
    spot = found.values[loc]
    if spot.kind != "scalar":
        for child in found.children(loc):
            yield from _retired(found, child, shape.child(child[-1]), words)
        return
    name = shape.vocabulary
    key = words[name].resolve(spot.value) if name in words and spot.simple else None
    if key is not None and len(now := words[name].current(key)) == 1 and now[0] != key:
        yield Edit(spot.start, spot.end, scalar(now[0], flow=True))
