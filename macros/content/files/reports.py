"""PDF files that ``make reports`` has made. The folder is input to the build: what exists there is published."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = "reports"
MANIFEST = "manifest.json"


@dataclass(frozen=True)
class Reports:
    """Address on the site -> file. ``sources`` tells from which content each was made, where that is known."""

    files: Mapping[str, Path] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)

    def current(self, uri: str, source: str) -> bytes | None:
        """The PDF for ``uri`` when it exists and was not made from other content than ``source`` (a checksum)."""
        if uri not in self.files or self.sources.get(uri, source) != source:
            return None
        return self.files[uri].read_bytes()


def load_reports(root: Path) -> Reports:
    """What lies in ``reports/``; an unreadable manifest counts as none."""
    folder = root / FOLDER
    files = {f.relative_to(folder).as_posix(): f for f in sorted(folder.rglob("*.pdf")) if not f.is_symlink()}
    try:
        sources = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        sources = {}
    return Reports(files, sources if isinstance(sources, dict) else {})
