"""What each field of a model is, read from the model itself: the only walk through models and records.

The JSON Schema of a model says what may stand where; what the schema has no word for stands on the field as a ``Mark``
(``json_schema``) and is read here too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from pydantic import BaseModel

from macros.words.vocabulary import UNKNOWN

Loc = tuple[str | int, ...]
"""Where a value stands: names of fields as an author writes them, and places in lists."""


@dataclass(frozen=True, eq=False)
class Shape:
    """What may stand at one place. ``kinds``: the alternatives, each a JSON Schema; none where nothing is known."""

    kinds: tuple[Mapping[str, Any], ...]
    defs: Mapping[str, Any]
    description: str = ""
    required: bool = False

    @cached_property
    def many(self) -> bool:
        """Whether a list may stand here."""
        return any(kind.get("type") == "array" for kind in self.kinds)

    @cached_property
    def item(self) -> Shape:
        """What each of a list may be; what is marked on the list is marked on each."""
        lists = [kind for kind in self.kinds if kind.get("type") == "array" and "items" in kind]
        each = ({**_marks(kind), **found} for kind in lists for found in _alternatives(kind["items"], self.defs))
        return Shape(tuple(each), self.defs)

    @cached_property
    def single(self) -> Shape:
        """What one value may be, in a list or alone."""
        return self.item if self.many else self

    @cached_property
    def fields(self) -> Mapping[str, Shape]:
        """The fields of the record that may stand here, alone or in a list, by name and in the model's order."""
        record = next((kind for kind in self.single.kinds if "properties" in kind), {})
        needed = record.get("required", ())
        return {name: self._of(node, name in needed) for name, node in record.get("properties", {}).items()}

    @cached_property
    def vocabulary(self) -> str:
        """The word list of the value; empty when it is no controlled word."""
        return next((str(kind["x-vocabulary"]) for kind in self.single.kinds if "x-vocabulary" in kind), "")

    @property
    def may_be_unknown(self) -> bool:
        """Whether ``ukjent`` is a value of its own here."""
        return any(kind.get("x-unknown") or kind.get("const") == UNKNOWN for kind in self.kinds + self.single.kinds)

    @property
    def kind(self) -> str:
        """``object``, ``word``, ``date``, ``number``, ``yes_no`` or ``text``."""
        kinds = self.single.kinds
        if self.fields:
            return "object"
        if self.vocabulary:
            return "word"
        if any(k.get("format") == "date" or str(k.get("pattern", "")).startswith(r"^\d{4}(-") for k in kinds):
            return "date"
        types = {kind.get("type") for kind in kinds}
        return "number" if types & {"integer", "number"} else "yes_no" if "boolean" in types else "text"

    def mark(self, name: str) -> Any:
        """What a ``Mark`` on the field says; None when it has none of that name."""
        return self._marked.get(name)

    @cached_property
    def _marked(self) -> dict[str, Any]:
        """All marks; where two alternatives have one of a name, the first of them says it."""
        return {
            name.removeprefix("x-"): value
            for kind in reversed(self.kinds + self.single.kinds)
            for name, value in _marks(kind).items()
        }

    def child(self, part: str | int) -> Shape:
        """What may stand under ``part``: the name of a field, a free key, or a place in a list."""
        if isinstance(part, int):
            return self.item
        if part in self.fields:
            return self.fields[part]
        free = [kind["additionalProperties"] for kind in self.kinds if _is_node(kind.get("additionalProperties"))]
        return Shape(tuple(found for node in free for found in _alternatives(node, self.defs)), self.defs)

    def at(self, loc: Loc) -> Shape:
        """What may stand at ``loc``, seen from here. A list of one may be written without being a list."""
        here = self
        for part in loc:
            here = here.child(part) if isinstance(part, str) or here.many else here
        return here

    def _of(self, node: Mapping[str, Any], required: bool) -> Shape:
        return Shape(tuple(_alternatives(node, self.defs)), self.defs, str(node.get("description", "")), required)


def _marks(node: Mapping[str, Any]) -> dict[str, Any]:
    """What is marked on a node: true of each of a list as well."""
    return {key: value for key, value in node.items() if key.startswith("x-")}


def _is_node(node: object) -> bool:
    return isinstance(node, Mapping)


def _alternatives(node: Mapping[str, Any], defs: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The alternatives of a node, with references followed; what is marked on the whole is marked on each of them."""
    marks = _marks(node)
    inner = [defs[node["$ref"].rsplit("/", 1)[-1]]] if "$ref" in node else []
    inner += [item for key in ("anyOf", "oneOf", "allOf") for item in node.get(key, ())]
    if not inner:
        yield node
    for item in inner:
        for found in _alternatives(item, defs):
            yield {**found, **marks}


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """What ``model`` looks like, to be walked from the top."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    return Shape((schema,), schema.get("$defs", {}))


@cache
def may_be_unknown(model: type[BaseModel]) -> tuple[str, ...]:
    """The required fields that may say ``ukjent`` (contract: all but the title)."""
    return tuple(n for n, shape in shape_of(model).fields.items() if shape.required and not shape.mark("known"))


def all_fields(model: type[BaseModel]) -> Iterator[tuple[str, Shape]]:
    """Every field of ``model`` by its own name, those inside others too."""
    for name, shape in shape_of(model).fields.items():
        yield from _inside(name, shape)


def _inside(name: str, shape: Shape) -> Iterator[tuple[str, Shape]]:
    yield name, shape
    for inner, below in shape.fields.items():
        yield from _inside(inner, below)


def values_of(
    record: BaseModel, enter: Callable[[Shape], bool] = lambda shape: True
) -> Iterator[tuple[Loc, Any, Shape]]:
    """Every single value of ``record`` that is there, in depth: where, what, and what the field is.

    What ``enter`` refuses is passed by, with all that is inside it.
    """
    found: list[tuple[Loc, Any, Shape]] = []
    _add_values(found, record, (), shape_of(type(record)), enter)
    return iter(found)


def _add_values(
    found: list[tuple[Loc, Any, Shape]], value: Any, loc: Loc, shape: Shape, enter: Callable[[Shape], bool]
) -> None:
    if value is None or not enter(shape):
        return
    if isinstance(value, str):  # most are
        found.append((loc, value, shape))
    elif isinstance(value, BaseModel):
        for name, key, inner in _held(type(value), shape):
            held = getattr(value, name)
            if held is not None and held != ():  # most fields of most records are empty
                _add_values(found, held, (*loc, key), inner, enter)
    elif isinstance(value, (tuple, list)):
        for index, item in enumerate(value):
            _add_values(found, item, (*loc, index), shape.item, enter)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            _add_values(found, item, (*loc, key), shape.child(key), enter)
    else:
        found.append((loc, value, shape))


@cache
def _held(model: type[BaseModel], shape: Shape) -> tuple[tuple[str, str, Shape], ...]:
    """The fields of a record that stands where ``shape`` is: name, as it is written, and what may stand there."""
    # A file beside the write-up is a name where it is written and a record where it has been read.
    inner = shape if shape.fields else shape_of(model)
    keys = {name: field.alias or name for name, field in model.model_fields.items()}
    return tuple((name, key, inner.child(key)) for name, key in keys.items())


@dataclass(frozen=True, slots=True)
class FieldFact:
    """A field for whoever uses the data. ``kind`` and ``vocabulary`` as in ``Shape``, ``many`` when it is a list.

    ``fields`` is what an object holds, as far as it is explained; ``shape`` is all that is known of the field.
    """

    name: str
    description: str
    kind: str
    many: bool
    vocabulary: str
    required: bool
    shape: Shape
    fields: tuple[FieldFact, ...] = ()

    @property
    def flat(self) -> bool:
        """Whether it is an object that a record has at most one of: its fields are columns of the record."""
        return bool(self.fields) and not self.many


@cache
def describe(model: type[BaseModel]) -> tuple[FieldFact, ...]:
    """Every field of ``model``, in its order, with the sentence written for the author."""
    return tuple(_fact(name, shape) for name, shape in shape_of(model).fields.items())


def _fact(name: str, shape: Shape, deep: bool = True) -> FieldFact:
    # A price model's own fields are explained where the model is, and have no sentence here.
    fields = tuple(_fact(n, s, False) for n, s in shape.fields.items() if s.description) if deep else ()
    vocabulary = "" if shape.fields else shape.vocabulary
    return FieldFact(name, shape.description, shape.kind, shape.many, vocabulary, shape.required, shape, fields)


@cache
def column(model: type[BaseModel], name: str) -> FieldFact | None:
    """The field that a column is about: ``title``, or ``phase.start`` inside another; None when there is none."""
    here: FieldFact | None = None
    fields = describe(model)
    for part in name.split("."):
        here = next((fact for fact in fields if fact.name == part), None)
        fields = here.fields if here else ()
    return here
