"""JSON as the site publishes it: UTF-8, the same bytes for the same values."""

from __future__ import annotations

import json
from typing import Any


def to_compact_json(value: Any) -> bytes:
    """The shortest UTF-8 JSON, for what a browser fetches."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_json(value: Any) -> bytes:
    """Readable UTF-8 JSON that is the same bytes for the same content."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
