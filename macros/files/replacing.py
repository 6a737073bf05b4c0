"""A folder made whole beside the one that it replaces, and put in its place by two renames. Everybody meets old or new.

Whoever makes one holds a lock on its work folder, which a kill lets go. So the next one sees what a killed one left: an
old folder that was moved away and not replaced goes back, and what is more than a day old is removed.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from macros.content.files.destinations import Maker

try:
    import fcntl
except ImportError:  # Windows has no such locks: there age alone decides
    fcntl = None  # type: ignore[assignment]

PREFIX = ".site-"
_NEW, _OLD, _FOR = "new", "old", "for"
_LEFT_SECONDS = 86_400


class Draft:
    """A folder to fill (``folder``), and the step that puts it in place of ``target``."""

    def __init__(self, work: Path, target: Path) -> None:
        self.folder, self._old, self._target = work / _NEW, work / _OLD, target

    def put_in_place(self) -> None:
        """Two renames. When the second fails, or is interrupted, the old folder goes back. Raises OSError."""
        if self._target.exists():
            self._target.rename(self._old)
        try:
            self.folder.rename(self._target)
        except BaseException:
            if self._old.exists() and not self._target.exists():
                self._old.rename(self._target)
            raise


@contextmanager
def draft(target: Path, maker: Maker) -> Iterator[Draft]:
    """A draft of what ``maker`` makes. It is gone afterwards, in place or not. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    # Beside the target, because a rename is only one step within one file system.
    work = Path(tempfile.mkdtemp(prefix=PREFIX, dir=target.parent))
    held = os.open(work, os.O_RDONLY) if fcntl else None
    try:
        if held is not None:
            with suppress(OSError):  # a disk that knows no locks: then age alone decides
                fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        maker.sign(work)
        (work / _FOR).write_text(target.name, encoding="utf-8")
        (work / _NEW).mkdir()
        (work / _NEW).chmod(0o755)
        yield Draft(work, target)
    finally:
        _remove(work, maker)
        if held is not None:
            os.close(held)


def put_right(target: Path, maker: Maker) -> bool:
    """Undoes what killed makers left beside ``target``; whether an old folder was put back in its place."""
    restored = False
    for work in sorted(target.parent.glob(f"{PREFIX}*")) if target.parent.is_dir() else ():
        with suppress(OSError):
            if work.is_symlink() or _owned(work):
                continue
            aged = time.time() - work.stat().st_mtime > _LEFT_SECONDS
            if not maker.made(work):
                if aged:
                    work.rmdir()  # killed as it began: only when it is empty
                continue
            old = work / _OLD
            if _moved_from(work) == target.name and not os.path.lexists(target) and not old.is_symlink():
                old.rename(target)
                restored = True
            if aged:
                _remove(work, maker)
    return restored


def _remove(work: Path, maker: Maker) -> None:
    """The mark last: what is left of a folder when its removal is killed is still known as ours."""
    for part in (_NEW, _OLD):
        shutil.rmtree(work / part, ignore_errors=True)
    for file in (_FOR, maker.mark):
        with suppress(OSError):
            (work / file).unlink()
    shutil.rmtree(work, ignore_errors=True)


def _moved_from(work: Path) -> str:
    """The name of the folder that was moved into a work folder; empty when none was."""
    return (work / _FOR).read_text(encoding="utf-8") if (work / _OLD).is_dir() and (work / _FOR).is_file() else ""


def _owned(work: Path) -> bool:
    """Whether a running process holds the work folder."""
    if fcntl is None:
        return False
    held = os.open(work, os.O_RDONLY)
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    finally:
        os.close(held)
    return False
