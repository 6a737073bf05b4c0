"""JSON as the site publishes it: UTF-8, the same bytes for the same values."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any


def to_compact_json(value: Any) -> bytes:
    """The shortest UTF-8 JSON, for what a browser fetches."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def to_json(value: Any) -> bytes:
    """Readable UTF-8 JSON that is the same bytes for the same content."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def to_json_lines(values: Iterable[Any]) -> bytes:
    """A list as JSON with each of its values on one line: can be looked through, and weighs three quarters of ``to_json``."""
    return b"[\n" + b",\n".join(map(to_compact_json, values)) + b"\n]\n"
