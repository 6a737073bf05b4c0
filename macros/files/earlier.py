"""The folder that a new one replaces: what is the same in both gets one more name there, instead of being written again. Or
the folder itself, when it is filled again: then it stays.

Both are gone from each other when the old folder is removed. Until then nothing may write in such a file: so only files
are taken that lie in the folder itself, are as this process would write them, and have no other name; and whoever fills the
new folder takes a name away before it writes there.
"""

from __future__ import annotations

import os
from pathlib import Path

# Windows has no such flags, and would else turn the bytes into text.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


class Earlier:
    """The files of ``folder``; ``like`` is one that this process has just written. ``stays``: nothing replaces the folder."""

    def __init__(self, folder: Path, like: Path, stays: bool = False) -> None:
        at, self.stays = like.stat(), stays
        self._kind = (at.st_mode, at.st_uid, at.st_gid, at.st_dev)
        self._root = os.path.realpath(folder)
        self._there = folder.is_dir()
        self._own: dict[str, bool] = {}

    def content(self, uri: str, size: int | None = None) -> bytes | None:
        """The bytes at the path ``uri``; None when nothing lies there that may be shared, or it is not of that size."""
        if not self._there or not self._lies_there(os.path.dirname(uri)):  # noqa: PTH120  (thousands of times)
            return None
        try:
            with os.fdopen(os.open(f"{self._root}/{uri}", _FLAGS), "rb") as file:
                at = os.fstat(file.fileno())
                alone = (at.st_mode, at.st_uid, at.st_gid, at.st_dev) == self._kind and at.st_nlink == 1
                return file.read() if alone and size in (None, at.st_size) else None
        except OSError:
            return None

    def share(self, uri: str, target: str) -> bool:
        """Gives the file the name ``target`` too; whether that could be done."""
        try:
            os.link(f"{self._root}/{uri}", target, follow_symlinks=False)
        except (OSError, NotImplementedError):  # a disk without such names, or something lies there
            return False
        return True

    def _lies_there(self, folder: str) -> bool:
        """Whether a folder is one of ours, and no link to another place."""
        if folder not in self._own:
            whole = f"{self._root}/{folder}".rstrip("/")
            self._own[folder] = os.path.realpath(whole) == whole
        return self._own[folder]
