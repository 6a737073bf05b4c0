"""Where the checkout is. Light to import: every command asks."""

from __future__ import annotations

from pathlib import Path


def find_root(start: Path) -> Path | None:
    """The checkout that holds ``start``: the nearest folder with ``mkdocs.yml`` and ``projects/``."""
    for folder in (start, *start.parents):
        if (folder / "mkdocs.yml").is_file() and (folder / "projects").is_dir():
            return folder
    return None
