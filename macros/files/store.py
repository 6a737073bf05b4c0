"""Generated files kept between builds, by what went into them: one edited text does not make every file anew."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from macros.content.files.kept import read_kept, write_kept
from macros.content.kept.source import of_code

KEPT_DAYS = 30
MAKERS = ("text", "words", "content/model", "library", "files", "prices", "benefits", "toolkit")
"""The rooms that make files."""


class Store:
    """A folder of files named by the SHA-256 of their inputs. Without a folder nothing is kept.

    The code that makes the files and the libraries it uses are inputs too, so a change in either makes them anew.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder
        self.made = 0

    def get(self, inputs: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """What ``make`` gives, remembered for ``inputs``; their ``repr`` must tell them apart completely."""
        if self.folder is None:
            self.made += 1
            return make()
        name = hashlib.sha256(f"{of_code(*MAKERS)}{inputs!r}".encode()).hexdigest()
        file = self.folder / name[:2] / name
        kept = read_kept(file)
        if kept is None:
            kept = make()
            self.made += 1
            write_kept(file, kept)
        return kept

    def forget_old(self) -> int:
        """Deletes what no build has asked for in a month; returns how many files."""
        if self.folder is None or not self.folder.exists():
            return 0
        limit = time.time() - KEPT_DAYS * 86_400
        forgotten = 0
        for file in self.folder.glob("*/*"):
            with suppress(OSError):  # a build beside this one may have deleted it
                if file.lstat().st_mtime < limit:
                    file.unlink()
                    forgotten += 1
        return forgotten


class EmptyStore(Store):
    """Makes nothing: every file is there by name, and empty."""

    def get(self, inputs: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """No bytes."""
        return b""


def together(files: Sequence[bytes]) -> bytes:
    """The files as one; each but the last says first how long it is."""
    return b"".join([*(len(file).to_bytes(8, "big") for file in files[:-1]), *files])


def apart(whole: bytes, count: int) -> tuple[bytes, ...]:
    """So many files that were put ``together``."""
    at, found = 8 * (count - 1), []
    for number in range(count - 1):
        end = at + int.from_bytes(whole[8 * number : 8 * number + 8], "big")
        found.append(whole[at:end])
        at = end
    return (*found, whole[at:])
