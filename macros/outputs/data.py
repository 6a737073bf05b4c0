"""``/data/projects.json``: exactly the catalogue's records, with keys and never labels.

Shape: shared contract of the knowledge base. Lists are always lists, ``phase`` always ``{start, end}``, ``hours`` a
number or ``"ukjent"``, what is absent is null or ``[]``; plus ``slug`` and ``url``.
"""

from __future__ import annotations

import json
from typing import Any

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.model import Project
from macros.views.words import project_url


def project_object(record: Record[Project]) -> dict[str, Any]:
    """One record as plain JSON values."""
    fields = record.data.model_dump(mode="json", by_alias=True)
    return {"slug": record.slug, "url": project_url(record.slug), **fields}


def projects_json(library: Library) -> bytes:
    """All records, by title in Norwegian order."""
    return to_json([project_object(record) for record in library.projects])


def to_compact_json(value: Any) -> bytes:
    """The shortest UTF-8 JSON, for what a browser fetches."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_json(value: Any) -> bytes:
    """Readable UTF-8 JSON that is the same bytes for the same content."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
