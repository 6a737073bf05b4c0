"""Entries of ``.cache``: each carries the checksum of its name and content, and one that is not whole is not there.

Whatever lies in the folder may have been cut short by a full disk, a kill or a restored backup, and what is read from it
is published. The checksum says that an entry is what was written, not who wrote it: the folder is never under version
control (a test holds that).
"""

from __future__ import annotations

import hashlib
import os
import stat
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size
# Windows has neither pipes nor links here, and would else turn the bytes into text.
_BINARY = getattr(os, "O_BINARY", 0)
_FLAGS = os.O_RDONLY | _BINARY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
_NEW = os.O_WRONLY | _BINARY | os.O_CREAT | os.O_EXCL


def read_kept(file: Path) -> bytes | None:
    """The content of an entry, whose time of last use becomes now; None when it is missing, damaged or another's."""
    try:
        # Neither a link nor a pipe is one of ours; a pipe would hold the program for ever.
        descriptor = os.open(file, _FLAGS)
        with os.fdopen(descriptor, "rb") as entry:
            if _elsewhere(file) or not stat.S_ISREG(os.fstat(descriptor).st_mode):
                return None
            digest, content = entry.read(_DIGEST), entry.read()
            if digest != _digest(file.name, content):
                return None
        os.utime(file)
    except OSError:
        return None
    return content


def write_kept(file: Path, content: bytes) -> None:
    """Keeps an entry in place of what was there. A folder that cannot be written to costs time, and stops nothing.

    Thousands are written in a build, so each takes as few calls as it can. Whoever reads one that is half written, beside
    this build or after it was stopped, finds no entry.
    """
    digest = _digest(file.name, content)
    try:
        if not _elsewhere(file):
            with os.fdopen(new_file(str(file), 0o600), "wb", buffering=0) as entry:
                entry.write(digest + content)
    except OSError:
        return


def new_file(path: str, mode: int = 0o666) -> int:
    """A new file to write in, by its descriptor, and never what lay there: that may be a link, or a file that has another name
    too."""
    try:
        return os.open(path, _NEW, mode)
    except FileNotFoundError:
        os.makedirs(os.path.dirname(path), exist_ok=True)  # noqa: PTH103, PTH120  (paths of Path cost more than the file)
    except FileExistsError:
        os.unlink(path)  # noqa: PTH108
    return os.open(path, _NEW, mode)


def _digest(name: str, content: bytes) -> bytes:
    told = hashlib.sha256(name.encode() + b"\0")
    told.update(content)
    return told.digest()


def _elsewhere(file: Path) -> bool:
    """Whether ``.cache``, or the folder of it that an entry lies in, is a link to another place."""
    folder = os.path.dirname(file)  # noqa: PTH120
    return os.path.islink(folder) or os.path.islink(os.path.dirname(folder))  # noqa: PTH114, PTH120
