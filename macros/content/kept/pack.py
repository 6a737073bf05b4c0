"""Many small answers kept in one entry of ``.cache``: each found by a digest of all it depends on, and let go when unused."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from macros.content.files.kept import read_kept, write_kept


class Pack:
    """Answers as JSON by their key. Without a file nothing is kept. Two builds at once: the last to save is remembered."""

    def __init__(self, file: Path | None = None) -> None:
        self._file = file
        kept = read_kept(file) if file else None
        self._before: dict[str, Any] = json.loads(kept.decode("utf-8", "surrogatepass")) if kept else {}
        self._used: dict[str, Any] = {}

    def get(self, key: str) -> Any:
        """The answer, or None when there is none."""
        found = self._used.get(key, self._before.get(key))
        if found is not None:
            self._used[key] = found
        return found

    def put(self, key: str, answer: Any) -> None:
        """Keeps an answer, which is not None."""
        self._used[key] = answer

    def save(self) -> None:
        """Writes what was asked for or put since the pack was opened, and nothing else."""
        if self._file and self._used.keys() != self._before.keys():
            write_kept(self._file, json.dumps(self._used, ensure_ascii=False).encode("utf-8", "surrogatepass"))
