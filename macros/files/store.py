"""Generated files kept between builds, by what went into them: one edited text does not make every file anew."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

KEPT_DAYS = 30
_PARTS_OF_THE_HOUSE = ("text", "words", "content/model", "library", "files", "prices", "benefits", "toolkit")
_LIBRARIES = ("XlsxWriter", "python-docx", "pydantic")


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
        name = hashlib.sha256(f"{self._code}{inputs!r}".encode()).hexdigest()
        file = self.folder / name[:2] / name
        try:
            content = file.read_bytes()
            os.utime(file)
            return content
        except OSError:
            content = make()
            self.made += 1
            file.parent.mkdir(parents=True, exist_ok=True)
            # A name of its own until it is whole, so that a build beside this one never reads half a file.
            part = file.with_suffix(f".{os.getpid()}")
            part.write_bytes(content)
            part.replace(file)
            return content

    def forget_old(self) -> int:
        """Deletes what no build has asked for in a month; returns how many files."""
        if self.folder is None or not self.folder.exists():
            return 0
        limit = time.time() - KEPT_DAYS * 86_400
        old = [file for file in self.folder.glob("*/*") if file.stat().st_mtime < limit]
        for file in old:
            file.unlink(missing_ok=True)
        return len(old)

    @cached_property
    def _code(self) -> str:
        house = Path(__file__).parent.parent
        digest = hashlib.sha256(" ".join(f"{name} {version(name)}" for name in _LIBRARIES).encode())
        for room in _PARTS_OF_THE_HOUSE:
            for file in sorted(f for f in (house / room).rglob("*") if f.suffix in (".py", ".yml")):
                digest.update(file.read_bytes())
        return digest.hexdigest()


class EmptyStore(Store):
    """Makes nothing: every file is there by name, and empty."""

    def get(self, inputs: tuple[object, ...], make: Callable[[], bytes]) -> bytes:
        """No bytes."""
        return b""
