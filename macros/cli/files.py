"""Files written whole or not at all, several of them at once."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.content.load import CONTENT_FOLDERS, load
from macros.site.checks import check
from macros.words.problems import Problem
from macros.words.problems.engine_words import CONFIG


def write_all(root: Path, texts: Mapping[str, bytes]) -> None:
    """Writes every file (paths relative to ``root``). When one fails, or Ctrl+C comes, all are as they were.

    Raises OSError. The contents are written beside their places first, so that the moment of change is short.
    """
    waiting: dict[Path, Path] = {}
    before: dict[Path, bytes | None] = {}
    made: list[Path] = []
    try:
        for path, content in texts.items():
            target = root / path
            if Path(os.path.realpath(target.parent)) != Path(os.path.realpath(root)) / Path(path).parent:
                raise NotADirectoryError(errno.ENOTDIR, "mappen er en lenke til et annet sted", str(target.parent))
            for folder in reversed([p for p in target.parents if not p.exists()]):
                folder.mkdir()
                made.append(folder)
            with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".innomed-", delete=False) as file:
                waiting[target] = Path(file.name)
                file.write(content)
            if target.exists():
                shutil.copymode(target, waiting[target])
            else:
                waiting[target].chmod(0o644)
        for target, temporary in waiting.items():
            before[target] = target.read_bytes() if target.exists() else None
            temporary.replace(target)
    except BaseException:
        _undo(before, waiting, made)
        raise


def _undo(before: Mapping[Path, bytes | None], waiting: Mapping[Path, Path], made: list[Path]) -> None:
    for target, content in before.items():
        with suppress(OSError):
            if content is None:
                target.unlink(missing_ok=True)
            else:
                target.write_bytes(content)
    for temporary in waiting.values():
        temporary.unlink(missing_ok=True)
    for folder in reversed(made):
        with suppress(OSError):
            folder.rmdir()


def put_aside(target: Path, content: bytes) -> str:
    """Moves a file that says something else than ``content`` to a name of its own, and gives that name."""
    if not os.path.lexists(target):
        return ""
    if not stat.S_ISREG(target.lstat().st_mode):
        raise FileExistsError(errno.EEXIST, "der ligger noe annet enn en fil", str(target))
    if target.read_bytes() == content:
        return ""
    number = 1
    while (aside := target.with_name(f"{target.stem}.tidligere-{number}{target.suffix}")).exists():
        number += 1
    target.rename(aside)
    return aside.name


def problems_in(root: Path, paths: set[str]) -> list[Problem]:
    """What ``innomed check`` says of these files, with the whole content at hand."""
    return [p for p in check(load(root)) if p.path in paths]


@contextmanager
def tried_out(root: Path, texts: Mapping[str, bytes]) -> Iterator[Path]:
    """A checkout as it would be with these files, somewhere else; gone afterwards. Nothing in ``root`` is changed."""
    with tempfile.TemporaryDirectory(prefix="innomed-") as name:
        copy = Path(name)
        for entry in root.iterdir():
            if entry.name in ("macros", "reports"):
                (copy / entry.name).symlink_to(entry.resolve(), target_is_directory=entry.is_dir())
            elif entry.name == CONFIG:
                shutil.copy(entry, copy / CONFIG)
        for folder in (*CONTENT_FOLDERS, "overrides"):  # a link among the content would be a mistake of its own
            if (root / folder).is_dir():
                shutil.copytree(root / folder, copy / folder, symlinks=True)
        write_all(copy, texts)
        yield copy
