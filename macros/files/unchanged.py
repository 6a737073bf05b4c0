"""Whether the site is there already, as this build would make it: then nothing is read, made or written.

The fingerprint is over everything a build reads, by content, never by a file's time; and what was built is held to the
SHA-256 of each of its files. So a site that anybody has changed, or that another day would make otherwise, is built again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from macros.content.files.kept import read_kept, write_kept
from macros.content.files.special import READ
from macros.content.kept.source import digest, of_code, of_files
from macros.files.entries import entries

FOLDER = ".cache/sites"
_PROGRAM = ("macros/__init__.py", "macros/engine/hook.py")
"""What the engine reads of the program in the checkout; the rest is the program that runs."""


def build_key(root: Path, day: date, settings: Iterable[tuple[str, str]]) -> str:
    """What a build of the checkout on ``day`` is made from. ``settings`` are those of the environment."""
    outside = (f"{name}={value}" for name, value in sorted(settings))
    return digest(of_code(), day.isoformat(), *outside, of_files(root, (*READ, *_PROGRAM)))


def remember(root: Path, made_from: str, site: Path, known: Mapping[str, str]) -> None:
    """Keeps what the site in a folder is, under the fingerprint of what it was made from. ``known``: the SHA-256 of files
    that whoever wrote them knows, by their path."""
    write_kept(root / FOLDER / made_from, json.dumps(_hashes(site, known)).encode())


def is_there(root: Path, made_from: str, site: Path) -> int | None:
    """The number of pages of the site in a folder when it is what ``made_from`` gives; None when it must be built."""
    kept = read_kept(root / FOLDER / made_from)
    if kept is None or not site.is_dir():
        return None
    wanted: dict[str, str] = json.loads(kept)
    return sum(uri.endswith(".html") for uri in wanted) if _hashes(site) == wanted else None


def _hashes(site: Path, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """Path of everything in a folder -> SHA-256 of a file, and nothing that a file could have for what is none."""
    known = known or {}
    return {
        uri: known.get(uri) or hashlib.sha256(Path(entry.path).read_bytes()).hexdigest()
        if entry.is_file(follow_symlinks=False)
        else "annet"
        for uri, entry in entries(site)
    }
