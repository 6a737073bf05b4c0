"""Entries of ``.cache``: each carries the checksum of its name and content, and one that is not whole is not there.

Whatever lies in the folder may have been cut short by a full disk, a kill or a restored backup, and what is read from it
is published. The checksum says that an entry is what was written, not who wrote it: the folder is never under version
control (a test holds that).
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from contextlib import suppress
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size
# Windows has neither pipes nor links here, and would else turn the bytes into text.
_FLAGS = os.O_RDONLY | sum(getattr(os, name, 0) for name in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"))


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
    """Keeps an entry, whole or not at all. A folder that cannot be written to costs time, and stops nothing."""
    part = None
    try:
        if _elsewhere(file):
            return
        file.parent.mkdir(parents=True, exist_ok=True)
        # A name of its own until it is whole, so that a build beside this one never reads half an entry.
        descriptor, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=file.parent)
        part = Path(name)
        with os.fdopen(descriptor, "wb") as entry:
            entry.write(_digest(file.name, content) + content)
        part.replace(file)
        part = None
    except OSError:
        return
    finally:
        if part:
            with suppress(OSError):
                part.unlink()


def _digest(name: str, content: bytes) -> bytes:
    return hashlib.sha256(name.encode() + b"\0" + content).digest()


def _elsewhere(file: Path) -> bool:
    """Whether ``.cache``, or the folder of it that an entry lies in, is a link to another place."""
    return file.parent.is_symlink() or file.parent.parent.is_symlink()
