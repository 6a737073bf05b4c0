"""Words that have been replaced or divided in their word list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from macros.intake.load import Content
from macros.intake.yaml_nodes import Loc
from macros.model.types import Term
from macros.problems import Problem, problem


def check_retired(content: Content) -> Iterator[Problem]:
    """A write-up uses the words of today; ``innomed fix`` writes those that have one word in their place."""
    records = content.records
    for record in records:
        for loc, vocabulary, key in _words(record.data, ()):
            if vocabulary not in content.vocabularies:
                continue
            words = content.vocabularies[vocabulary]
            now = words.current(key)
            if now == (key,):
                continue
            place, field = record.places.place(loc), ".".join(str(p) for p in loc if isinstance(p, str))
            if len(now) > 1:
                allowed = ", ".join(words[k].name() for k in now if k in words)
                yield problem("MG003", record.path, place, field, words[key].name(), allowed=allowed)
            else:
                yield problem("MG002", record.path, place, field, words[key].name(), write=words[now[0]].name())


def _words(record: BaseModel, loc: Loc) -> Iterator[tuple[Loc, str, str]]:
    """Every controlled word of a record: where, from which vocabulary, which key."""
    for name, field in type(record).model_fields.items():
        for at, value, term in _leaves(getattr(record, name), (*loc, field.alias or name), _term(field)):
            if isinstance(value, BaseModel):
                yield from _words(value, at)
            elif term and isinstance(value, str):
                yield at, term, value


def _leaves(value: object, loc: Loc, term: str) -> Iterator[tuple[Loc, object, str]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*loc, index), term)
    elif not isinstance(value, Mapping):
        yield loc, value, term


def _term(field: Any) -> str:
    """The vocabulary of a field's words, however deep in its type it is named."""
    found = [m for m in field.metadata if isinstance(m, Term)] or list(_terms(field.annotation))
    return found[0].vocabulary if found else ""


def _terms(annotation: Any) -> Iterator[Term]:
    yield from (m for m in getattr(annotation, "__metadata__", ()) if isinstance(m, Term))
    for argument in getattr(annotation, "__args__", ()):
        yield from _terms(argument)
