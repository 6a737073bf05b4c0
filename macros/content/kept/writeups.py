"""What has been read before, write-ups, pages and word lists, and what was said of it: by everything that it was read from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from macros.content.files.kept import read_kept, write_kept
from macros.content.kept.codec import CodecError, decoded, encoded
from macros.content.kept.source import ROOMS, digest, of_code, of_files
from macros.words.problems import Problem

FOLDER = ".cache/writeups"
Found = tuple[Any, list[Problem]]
Read = Callable[..., Found]
Last = dict[Path, tuple[str, Found]]
"""What a process read last of one checkout, and from what: the preview reads the same again after every save."""


class KeptWriteups:
    """The write-ups of one checkout. Every record depends on all of ``docs/_data``, which few edit; for each, besides,
    its own file, the files of its folder by their bytes, and that what its text links to is there. ``last`` has those that this
    process has read before."""

    def __init__(self, root: Path, last: Last | None = None) -> None:
        self.root, self._last = root, {} if last is None else last
        for file in [file for file in self._last if root not in file.parents]:
            del self._last[file]
        self._shared = digest(of_code(*ROOMS), of_files(root, ["docs/_data"]))

    def lists(self, read: Read) -> Found:
        """What ``read`` gives of ``docs/_data`` alone: found, or read and kept."""
        key, place = digest(self._shared, "lists"), self.root / "docs/_data"
        entry, last = self.root / FOLDER / key, self._last.get(place)
        found = last[1] if last and last[0] == key else self._told(entry)
        if found is None:
            found = read()
            _keep(entry, *found)
        self._last[place] = key, found
        vocabularies, problems = found
        return vocabularies, [*problems]

    def read(self, file: Path, own: Path | None, kind: str, read: Read) -> Found:
        """What ``read`` gives for ``file``, whose attachments lie in ``own``: found, or read and kept.

        A write-up with an error is not kept: what is wrong with it may lie in any other file. ``read`` is given what stands
        in the file, which may be written while it is read.
        """
        if any(part.is_symlink() for part in (file, file.parent)):
            return read()
        try:
            raw = file.read_bytes()
        except OSError:
            return read()
        key = self._key(file, raw, own, kind)
        entry = self.root / FOLDER / hashlib.sha256(key.encode()).hexdigest()
        last = self._last.get(file)
        found = last[1] if last and last[0] == key and self._leads_on(last[1][0]) else self._found(entry, own)
        if found is None:
            found = read(raw)
            record, problems = found
            if record is None or (own and self._key(file, raw, own, kind) != key):  # somebody wrote there meanwhile
                return found
            if not _keep(entry, _placed(record, None), problems):
                return found
        self._last[file] = key, found
        record, problems = found
        facts = {"facts_from": self._facts_key(record, file, own)} if hasattr(record, "facts_from") else {}
        return replace(record, made_from=key, **facts), problems

    def _key(self, file: Path, raw: bytes, own: Path | None, kind: str) -> str:
        """All that a record is read from; ``raw`` is what stands in the file."""
        around = [own.relative_to(self.root).as_posix()] if own else []
        return digest(self._shared, kind, file.relative_to(self.root).as_posix(), raw, of_files(self.root, around))

    def _facts_key(self, record: Any, file: Path, own: Path | None) -> str:
        """All that the front matter of a record was read from: what ``_key`` has, but the text."""
        around = sorted(f.relative_to(self.root).as_posix() for f in own.iterdir() if f != file) if own else []
        return digest(self._shared, record.path, record.front, of_files(self.root, around))

    def _found(self, entry: Path, own: Path | None) -> Found | None:
        found = self._told(entry)
        if found is None:
            return None
        record = _placed(found[0], own)
        return (record, found[1]) if self._leads_on(record) else None

    def _told(self, entry: Path) -> Found | None:
        kept = read_kept(entry)
        if kept is None:
            return None
        try:
            told = json.loads(kept.decode("utf-8", "surrogatepass"))
            return decoded(told["record"]), [Problem(*each) for each in told["problems"]]
        except (CodecError, ValueError, KeyError, TypeError):
            return None

    def _leads_on(self, record: Any) -> bool:
        """Whether every file that the text leads to is there."""
        linked = (self.root / name for name in getattr(record.body, "linked", ()))
        return all(f.is_file() and not f.is_symlink() for f in linked)


def _keep(entry: Path, record: Any, problems: list[Problem]) -> bool:
    """Whether it can be told as data; then it is kept."""
    try:
        told = {"record": encoded(record), "problems": [astuple(p) for p in problems]}
    except CodecError:
        return False
    write_kept(entry, json.dumps(told, ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return True


def _placed(record: Any, folder: Path | None) -> Any:
    """A record with its files in ``folder``; a page of ``docs/`` without the checkout it stands in, which others put there."""
    return replace(record, folder=folder) if hasattr(record, "folder") else replace(record, root=None)
