"""What a pull request changes: its files, the pages they become, and whether it is more than content.

``changed(root, base)`` asks git; everything else is pure. Used by ``summary.py`` and ``preview.py``.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DATA_PAGES = {
    "docs/_data/vocabulary/": "/begreper/",
    "docs/_data/rates.yml": "/tjenestepris/",
    "docs/_data/figures.yml": "/om/kilder/",
}
LOOKS = ("overrides/", "docs/assets/", "macros/views/", "macros/labels/")
"""A change here shows on every page; ``SAMPLE`` stands for them."""
SAMPLE = ("/", "/prosjekter/", "/verktoy/", "/portefolje/")


@dataclass(frozen=True, slots=True)
class Change:
    """``status`` is git's letter (A, M, D, R …); ``old`` is the former path of a file that was moved, otherwise empty."""

    status: str
    path: str
    old: str = ""


class UnknownBaseError(Exception):
    """The commit to compare with is not in this checkout."""


def changed(root: Path, base: str) -> list[Change]:
    """Every file that differs between where the branch left ``base`` and what is checked out. Raises UnknownBaseError."""
    command = ["git", "diff", "--name-status", "-z", "--find-renames", "--end-of-options", f"{base}...HEAD"]
    found = subprocess.run(command, cwd=root, capture_output=True, check=False)  # noqa: S603  (no shell)
    if found.returncode:
        raise UnknownBaseError(base)
    parts = iter(found.stdout.decode("utf-8", "replace").split("\0"))
    changes = []
    for status in parts:
        if status[:1] in ("R", "C"):
            old, new = next(parts), next(parts)
            changes.append(Change(status[0], new, old if status[0] == "R" else ""))
        elif status:
            changes.append(Change(status[0], next(parts)))
    return changes


def kind(path: str) -> str:
    """``content`` (data, never a program), ``page`` (editorial: may hold HTML and macros) or ``code``."""
    if path.startswith(("projects/", "tools/", "docs/_data/")):
        return "content"
    if path.startswith("docs/") and not path.startswith("docs/assets/"):
        return "page"
    return "code"


def address(path: str) -> str:
    """The page of the site that shows the file, empty when no one page does."""
    record = re.fullmatch(r"(projects|tools)/([a-z0-9-]+)(?:\.md|/.+)", path)
    if record:
        return f"/{'prosjekter' if record[1] == 'projects' else 'verktoy'}/{record[2]}/"
    year = re.fullmatch(r"docs/_data/published/(\d{4})\b.*", path)
    if year:
        return f"/portefolje/{year[1]}/"
    page = re.fullmatch(r"docs/((?!_data/).+)\.md", path)
    if page:
        return "/" + re.sub(r"(^|/)index$", r"\1", page[1]).rstrip("/") + ("/" if page[1] != "index" else "")
    return next((to for start, to in DATA_PAGES.items() if path.startswith(start)), "")


def addresses(changes: Iterable[Change]) -> list[str]:
    """The pages to look at, in the order of the files, each once. Files that were deleted have none."""
    living = [c.path for c in changes if c.status != "D"]
    found = [address(path) for path in living]
    if any(path.startswith(LOOKS) or path == "mkdocs.yml" for path in living):
        found += SAMPLE
    return list(dict.fromkeys(a for a in found if a))


def left_behind(changes: Iterable[Change]) -> list[str]:
    """The addresses of projects and tools whose write-up was deleted or moved to another name."""
    changes = list(changes)
    gone = [c.old or c.path for c in changes if c.status in ("D", "R")]
    stays = {address(c.path) for c in changes if c.status != "D"}
    write_ups = [p for p in gone if re.fullmatch(r"(projects|tools)/([^/]+\.md|[^/]+/index\.md)", p)]
    return sorted({address(p) for p in write_ups} - stays - {""})
