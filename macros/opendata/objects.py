"""``/data/projects.json``, ``tools.json`` and ``vocabulary.json``: exactly what the site holds, as keys, never labels.

Shape: shared contract of the knowledge base. Lists are always lists, ``phase`` always ``{start, end}``, ``hours`` a
number or ``"ukjent"``, what is absent is null or ``[]``; plus ``slug`` and ``url``.
"""

from __future__ import annotations

from typing import Any

from macros.addresses import project_url, tool_url
from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.library.library import Library
from macros.text.json_text import to_compact_json, to_json_lines
from macros.words.vocabulary import Value, Vocabulary

SCHEMA_VERSION = 1
"""The version of what the data files look like. Goes up when a field changes its name, its meaning or its type."""


def project_object(record: Record[Project]) -> dict[str, Any]:
    """One record as plain JSON values."""
    fields = record.data.model_dump(mode="json", by_alias=True)
    return {"slug": record.slug, "url": project_url(record.slug), **fields}


def projects_json(library: Library) -> bytes:
    """All records, by title in Norwegian order."""
    return to_json_lines(project_object(record) for record in library.projects)


def tool_object(record: Record[Tool]) -> dict[str, Any]:
    """One tool as plain JSON values. Data files beside the tool are named, as its front matter does, not repeated."""
    fields = record.data.model_dump(mode="json", by_alias=True, exclude={"form", "benefit_plan", "price_models"})
    beside: dict[str, list[str]] = {"form": [], "benefit_plan": [], "price_models": []}
    for file in record.beside:
        beside[str(file.loc[0])].append(file.path.rsplit("/", 1)[-1])
    single = {name: next(iter(beside[name]), None) for name in ("form", "benefit_plan")}
    named = {**fields, **single, "price_models": beside["price_models"]}
    return {"slug": record.slug, "url": tool_url(record.slug)} | {name: named[name] for name in Tool.model_fields}


def tools_json(library: Library) -> bytes:
    """All published and archived tools, by title in Norwegian order."""
    return to_json_lines(tool_object(record) for record in library.tools)


def vocabulary_json(library: Library) -> bytes:
    """``{schema_version, vocabularies: {name: {label, description, closed, source, values: […]}}}``.

    The tools are a vocabulary of the catalogue too, but stand in ``tools.json``.
    """
    words = {name: _words(words) for name, words in sorted(library.vocabularies.items()) if name != "tools"}
    return to_compact_json({"schema_version": SCHEMA_VERSION, "vocabularies": words})


def _words(words: Vocabulary) -> dict[str, Any]:
    return {
        "label": dict(words.label),
        "description": dict(words.description),
        "closed": words.closed,
        "source": dict(words.source),
        "values": [_word(value) for value in words],
    }


def _word(value: Value) -> dict[str, Any]:
    """A value: what every one has, then what only its own vocabulary has, such as a deadline."""
    return {
        "key": value.key,
        "label": dict(value.label),
        "aliases": list(value.aliases),
        "description": dict(value.description),
        "note": dict(value.note),
        "unverified": value.unverified or None,
        "valid_from": value.valid_from or None,
        "valid_to": value.valid_to or None,
        "replaced_by": value.replaced_by or None,
        **value.extra,
    }
