"""Words that have been replaced or divided in their word list."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.load import Content
from macros.content.model.fields.reference import values_of
from macros.words.problems import Problem, problem


def check_retired(content: Content) -> Iterator[Problem]:
    """A write-up uses the words of today; ``innomed fix`` writes those that have one word in their place."""
    records = content.records
    for record in records:
        for loc, key, shape in values_of(record.data):
            if shape.vocabulary not in content.vocabularies:
                continue
            words = content.vocabularies[shape.vocabulary]
            now = words.current(key)
            if now == (key,):
                continue
            place, field = record.places.place(loc), ".".join(str(p) for p in loc if isinstance(p, str))
            if len(now) > 1:
                allowed = ", ".join(words[k].name() for k in now if k in words)
                yield problem("MG003", record.path, place, field, words[key].name(), allowed=allowed)
            else:
                yield problem("MG002", record.path, place, field, words[key].name(), write=words[now[0]].name())
