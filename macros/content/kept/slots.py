"""One entry for each name, with what it was last made from: what is made anew takes the place of what was there."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from macros.content.files.kept import read_kept, write_kept
from macros.content.kept.source import digest


class Slots:
    """Finished bytes in a folder, all made from the same (``made_from``). Without a folder, or when nobody knows what they
    are made from, nothing is kept."""

    def __init__(self, folder: Path | None = None, *made_from: str) -> None:
        self._folder = folder if all(made_from) else None
        self._made_from = digest(*made_from)
        self._new: list[Path] = []

    def of(self, *made_from: str) -> Slots:
        """The same folder, for what is made from this too."""
        other = Slots(self._folder, self._made_from, *made_from)
        other._new = self._new
        return other

    @property
    def keeps(self) -> bool:
        """Whether anything is kept."""
        return self._folder is not None

    def get(self, name: str, make: Callable[[], bytes], *more: str) -> bytes:
        """What ``make`` gives, found again by ``name`` while what it is made from, and ``more``, is the same."""
        if self._folder is None:
            return make()
        entry = self._folder / hashlib.sha256(name.encode()).hexdigest()
        made_from = digest(self._made_from, *more).encode()
        kept = read_kept(entry)
        if kept is not None and kept.startswith(made_from):
            return kept[len(made_from) :]
        content = make()
        self.put(name, content, *more)
        return content

    def put(self, name: str, content: bytes, *more: str) -> None:
        """Keeps ``content`` in place of what was there."""
        if self._folder is not None:
            entry = self._folder / hashlib.sha256(name.encode()).hexdigest()
            write_kept(entry, digest(self._made_from, *more).encode() + content)
            self._new.append(entry)

    def forget_new(self) -> None:
        """Lets go of what has been made."""
        for entry in self._new:
            with suppress(OSError):
                entry.unlink()
