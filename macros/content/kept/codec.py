"""Typed records as plain data, for JSON, and back. Only data: an entry of the cache names fields, and runs nothing.

A list stands for a tuple; the rest is an object of one key: ``list``, ``map`` (pairs), ``day``, ``set``, ``tree``, or the
class of a record with the fields that are not what they are without being said.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import BaseModel

from macros.content.yaml.nodes import Tree, parse
from macros.words.problems import Place

_PLAIN = (str, int, float, bool, type(None))
_HOMES = ("macros.content.", "macros.words.")


class CodecError(Exception):
    """A value that cannot be told as data, or data that no record of ours is told as."""


def encoded(value: Any) -> Any:
    """``value`` as lists, objects, texts and numbers. Raises CodecError."""
    kind: Any = type(value)
    if kind in _PLAIN:
        return value
    if kind is tuple:
        return [encoded(item) for item in value]
    if kind is list:
        return {"list": [encoded(item) for item in value]}
    if kind is Place:
        return {"at": [value.line, value.column]}
    if kind is date:
        return {"day": value.isoformat()}
    if isinstance(value, Mapping):
        return {"map": [[encoded(key), encoded(item)] for key, item in value.items()]}
    if kind in (frozenset, set) and all(isinstance(item, str) for item in value):
        return {kind.__name__: sorted(value)}
    if isinstance(value, Tree) and not value.tagged:
        return {"tree": [*value.written]}
    name = f"{kind.__module__}:{kind.__qualname__}"
    if not name.startswith(_HOMES):
        raise CodecError(name)
    standard, _ = _standard(kind)
    said = {n: v for n in standard if not _same(v := getattr(value, n), standard[n])}
    found: dict[str, Any] = {name: {n: encoded(v) for n, v in said.items()}}
    if isinstance(value, BaseModel):
        given = value.model_fields_set
        if given != said.keys():
            found["given"] = sorted(given)
    return found


def decoded(data: Any) -> Any:
    """What ``encoded`` was given. Raises CodecError for what it never gives."""
    kind = type(data)
    if kind is list:
        return tuple([decoded(item) for item in data])
    if kind is not dict:
        return data
    try:
        name, inner = next(iter(data.items()))
        special = _SPECIAL.get(name)
        if special:
            return special(inner)
        return _record(name, {n: decoded(v) for n, v in inner.items()}, data.get("given"))
    except (StopIteration, ValueError, TypeError, AttributeError, KeyError, ImportError) as error:
        raise CodecError(str(error)) from None


def _record(name: str, said: dict[str, Any], given: list[str] | None) -> Any:
    kind = _class(name)
    standard, required = _standard(kind)
    if not required <= said.keys() <= standard.keys():
        raise CodecError(name)
    record = object.__new__(kind)
    if issubclass(kind, BaseModel):
        state = {
            "__dict__": {**standard, **said},
            "__pydantic_fields_set__": set(said if given is None else given),
            "__pydantic_extra__": None,
            "__pydantic_private__": None,
        }
        record.__setstate__(state)
        return record
    for field, value in standard.items():
        object.__setattr__(record, field, said.get(field, value))
    getattr(record, "__post_init__", lambda: None)()  # what is made of the fields is not told
    return record


@cache
def _class(name: str) -> Any:
    """The class of a record of ours, by its module and name."""
    module, _, inner = name.partition(":")
    if not module.startswith(_HOMES):
        raise CodecError(name)
    kind = getattr(import_module(module), inner)
    if not isinstance(kind, type) or not (is_dataclass(kind) or issubclass(kind, BaseModel)):
        raise CodecError(name)
    return kind


@cache
def _standard(kind: type[Any]) -> tuple[dict[str, Any], frozenset[str]]:
    """The fields of a class in their order with what they are when nothing is said, and those that must be said."""
    if issubclass(kind, BaseModel):
        standard = {n: None if f.default_factory else f.default for n, f in kind.model_fields.items()}
        required = {n for n, f in kind.model_fields.items() if f.is_required() or f.default_factory}
    elif is_dataclass(kind):
        standard = {f.name: f.default for f in fields(kind) if f.init}
        required = {n for n, value in standard.items() if not isinstance(value, (*_PLAIN, tuple))}
    else:
        raise CodecError(kind.__qualname__)
    return standard, frozenset(required)


def _same(value: Any, standard: Any) -> bool:
    return value is standard or (type(value) is type(standard) and value == standard)


class _KeptTree(Tree):
    """A tree that is read again when somebody asks where something stands: most are never asked."""

    def __init__(self, text: str, first_line: int) -> None:
        self.written = text, first_line

    def __getattr__(self, name: str) -> Any:
        if name not in ("data", "values", "keys", "tagged", "texts"):
            raise AttributeError(name)
        text, first_line = self.written
        self.__dict__.update(parse(text, "", first_line)[0].__dict__)
        self.__class__ = Tree  # type: ignore[assignment]  # from here on it is one like the others
        return getattr(self, name)


_SPECIAL: dict[str, Callable[[Any], Any]] = {
    "list": lambda inner: [decoded(item) for item in inner],
    "map": lambda inner: {decoded(key): decoded(item) for key, item in inner},
    "day": date.fromisoformat,
    "at": lambda inner: Place(*inner),
    "frozenset": frozenset,
    "set": set,
    "tree": lambda inner: _KeptTree(*inner),
}
