"""What lies in a folder and all that is in it, in one walk that asks the disk nothing more of each file."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path


def entries(folder: Path) -> Iterator[tuple[str, os.DirEntry[str]]]:
    """Every file, link and other thing in a folder that is no folder itself, by its path in it. Links are not followed, and
    what cannot be opened is passed by."""
    waiting = [("", os.fspath(folder))]
    while waiting:
        above, at = waiting.pop()
        with suppress(PermissionError), os.scandir(at) as found:
            for entry in found:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((f"{above}{entry.name}/", entry.path))
                else:
                    yield f"{above}{entry.name}", entry
