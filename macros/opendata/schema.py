"""JSON Schema (2020-12) of a record, generated from the model with the vocabularies' keys filled in.

The same schema describes the front matter of a write-up and the objects of ``projects.json``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel

from macros.content.model.fields.reference import shape_of
from macros.words.vocabulary import UNKNOWN, Vocabularies

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ADDED = {
    "slug": "Siste del av adressen. Settes av nettstedet og skal ikke skrives i front matter.",
    "url": "Sidens adresse. Settes av nettstedet og skal ikke skrives i front matter.",
}


def json_schema(model: type[BaseModel], name: str, title: str, vocabularies: Vocabularies) -> dict[str, Any]:
    """The schema of ``model`` published as ``/data/schema/<name>``."""
    schema = _with_words(shape_of(model).kinds[0], vocabularies)
    properties = schema["properties"]
    for key, text in _ADDED.items():
        properties[key] = {"type": "string", "readOnly": True, "description": text}
    return {"$schema": DIALECT, "$id": f"https://innomed.no/data/schema/{name}", **schema, "title": title}


def _with_words(node: Any, vocabularies: Vocabularies) -> Any:
    """The node with the keys that are legal in place of every mark ``x-vocabulary``; other marks are for the program alone."""
    if isinstance(node, list):
        return [_with_words(item, vocabularies) for item in node]
    if not isinstance(node, Mapping):
        return node
    told = {key: _with_words(item, vocabularies) for key, item in node.items() if not key.startswith("x-")}
    if name := node.get("x-vocabulary"):
        told["enum"] = [*vocabularies[name].keys(), *([UNKNOWN] if node.get("x-unknown") else [])]
    return told
