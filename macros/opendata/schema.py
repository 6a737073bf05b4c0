"""JSON Schema (2020-12) of a record, generated from the model with the vocabularies' keys filled in.

The same schema describes the front matter of a write-up and the objects of ``projects.json``.
"""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

from macros.words.vocabulary import UNKNOWN, Vocabularies

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ADDED = {
    "slug": "Siste del av adressen. Settes av nettstedet og skal ikke skrives i front matter.",
    "url": "Sidens adresse. Settes av nettstedet og skal ikke skrives i front matter.",
}


def json_schema(model: type[BaseModel], name: str, title: str, vocabularies: Vocabularies) -> dict[str, Any]:
    """The schema of ``model`` published as ``/data/schema/<name>``."""
    schema = model.model_json_schema(by_alias=True, mode="validation")
    _with_words(schema, vocabularies)
    properties = schema["properties"]
    for key, text in _ADDED.items():
        properties[key] = {"type": "string", "readOnly": True, "description": text}
    return {"$schema": DIALECT, "$id": f"https://innomed.no/data/schema/{name}", **schema, "title": title}


def _with_words(node: Any, vocabularies: Vocabularies) -> None:
    """Replaces every mark ``x-vocabulary`` with the keys that are legal, in place; other marks are for the program alone."""
    if isinstance(node, list):
        for item in node:
            _with_words(item, vocabularies)
    elif isinstance(node, dict):
        name = node.pop("x-vocabulary", None)
        unknown = node.pop("x-unknown", False)
        for mark in [key for key in node if key.startswith("x-")]:
            del node[mark]
        if name is not None:
            node["enum"] = [*vocabularies[name].keys(), *([UNKNOWN] if unknown else [])]
        for item in node.values():
            _with_words(item, vocabularies)
