"""What each field of a model is, read from the model itself: for whoever uses the data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel


@dataclass(frozen=True, slots=True)
class FieldFact:
    """``kind``: ``text``, ``number``, ``date``, ``word`` (of ``vocabulary``), ``yes_no`` or ``object``.

    ``many`` when it is a list, ``fields`` what an object holds, as far as it is explained.
    """

    name: str
    description: str
    kind: str
    many: bool
    vocabulary: str
    required: bool
    fields: tuple[FieldFact, ...] = ()


@cache
def describe(model: type[BaseModel]) -> tuple[FieldFact, ...]:
    """Every field of ``model``, in its order, with the sentence written for the author."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    return _fields(schema, schema.get("$defs", {}))


def _fields(schema: Mapping[str, Any], defs: Mapping[str, Any], depth: int = 0) -> tuple[FieldFact, ...]:
    required = schema.get("required", ())
    return tuple(
        _field(name, node, name in required, defs, depth) for name, node in schema.get("properties", {}).items()
    )


def _field(name: str, node: Mapping[str, Any], required: bool, defs: Mapping[str, Any], depth: int) -> FieldFact:
    shapes = _shapes(node, defs)
    many = any(s.get("type") == "array" for s in shapes)
    if many:
        items = [s["items"] for s in shapes if s.get("type") == "array" and "items" in s]
        shapes = [inner for item in items for inner in _shapes(item, defs)]
    inner = next((s for s in shapes if "properties" in s), None)
    vocabulary = next((str(s["x-vocabulary"]) for s in shapes if "x-vocabulary" in s), "")
    kind = "object" if inner else "word" if vocabulary else _simple(shapes)
    # A price model's own fields are explained where the model is, and have no sentence here.
    fields = tuple(f for f in _fields(inner, defs, depth + 1) if f.description) if inner and depth < 1 else ()
    return FieldFact(name, str(node.get("description", "")), kind, many, "" if inner else vocabulary, required, fields)


def _simple(shapes: list[Mapping[str, Any]]) -> str:
    if any(s.get("format") == "date" or str(s.get("pattern", "")).startswith(r"^\d{4}(-") for s in shapes):
        return "date"
    types = {s.get("type") for s in shapes}
    return "number" if types & {"integer", "number"} else "yes_no" if "boolean" in types else "text"


def _shapes(node: Mapping[str, Any], defs: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The alternatives of a node, with references followed."""
    if "$ref" in node:
        return _shapes(defs[node["$ref"].rsplit("/", 1)[-1]], defs)
    for key in ("anyOf", "oneOf", "allOf"):
        if key in node:
            return [shape for item in node[key] for shape in _shapes(item, defs)]
    return [node]
