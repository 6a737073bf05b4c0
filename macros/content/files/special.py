"""What lies among the content and is neither a file nor a folder: links to other places, pipes, devices, sockets.

A link would publish a file of another place (a key, another's text), and a pipe would hold the program for ever. So they
are found before anything is opened, and while one is there nothing is read at all.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from macros.content.files.decoding import reason
from macros.words.problems import Place, Problem, problem

MISNAMED = {
    "prosjekter": "projects",
    "prosjekt": "projects",
    "project": "projects",
    "verktoy": "tools",
    "verktøy": "tools",
    "tool": "tools",
    "doc": "docs",
}
"""Folders that somebody has made beside ours: what they are called, and where the files belong."""
READ = ("projects", "tools", "docs", "overrides", "reports", "mkdocs.yml", *MISNAMED)
"""All that ``innomed check`` and the build read in a checkout, besides the program itself."""
KEPT = (".cache",)
"""What the program writes beside it, and reads again. Only the folder itself is looked at."""


def special_files(root: Path) -> list[Problem]:
    """Every link, pipe, device and socket among what is read, and every folder that cannot be opened."""
    found: list[Problem] = []
    shut: list[OSError] = []
    for name in (*READ, *KEPT):
        top = root / name
        found += _judged(top, name)
        if name in KEPT:
            continue
        if top.is_symlink() or not top.is_dir():
            continue
        for folder, folders, files in os.walk(top, followlinks=False, onerror=shut.append):
            path = Path(folder).relative_to(root).as_posix()
            for entry in (*folders, *files):
                found += _judged(f"{folder}/{entry}", f"{path}/{entry}")
    return sorted([*found, *(_shut(root, error) for error in shut)])


def _judged(file: Path | str, path: str) -> Iterator[Problem]:
    try:
        mode = os.lstat(file).st_mode
    except OSError:
        return  # what is missing is told where it is needed
    if stat.S_ISLNK(mode):
        yield problem("FM015", path, Place())
    elif not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
        kind = "et rør" if stat.S_ISFIFO(mode) else "en sokkel" if stat.S_ISSOCK(mode) else "en enhet"
        yield problem("FM018", path, Place(), value=kind)


def _shut(root: Path, error: OSError) -> Problem:
    return problem("FM014", Path(error.filename).relative_to(root).as_posix(), Place(), detail=reason(error))


def stamp(root: Path) -> tuple[tuple[str, int, int], ...]:
    """Every file that is read, with when it changed and its size: who has the same stamp has read the same."""
    found = []
    for name in READ:
        top = root / name
        # A link among them is told, and never followed: it may lead to the whole disk.
        walked = () if top.is_symlink() else os.walk(top)
        files = [top.as_posix(), *(f"{folder}/{file}" for folder, _, files in walked for file in files)]
        for file in files:
            try:
                at = os.lstat(file)
            except OSError:
                continue  # what is missing is told where it is needed
            if not stat.S_ISDIR(at.st_mode):
                found.append((file, at.st_mtime_ns, at.st_size))
    return tuple(sorted(found))
