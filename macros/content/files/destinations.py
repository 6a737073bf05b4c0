"""May we write here? One answer for every command that replaces a folder, adds files to one, or writes a file.

Whoever names a folder may be wrong about where they stand, and what is replaced is gone. So a folder is replaced only
when it is not there, is empty, or carries the mark of the command that made it; and never, whatever it carries, when it
is the checkout, lies above it, or is a part of it that somebody writes by hand. Folders are compared by what they are on
the disk (device and number), not by name: links, ``..``, capitals and mounted folders lead to the same answer.
"""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.content.files.decoding import reason
from macros.words.problems import Place, Problem, problem

HAND_WRITTEN = (
    "docs", "projects", "tools", "macros", "overrides", "tests", ".git", ".github", ".ci", ".venv", ".vscode", "reports",
)  # fmt: skip
"""Folders of the checkout in which nothing is ever replaced. ``reports`` is input to the build, and others' PDFs lie there."""


@dataclass(frozen=True, slots=True)
class Maker:
    """A command that makes a whole folder. The file ``mark`` in it, beginning with ``words``, says that it did."""

    command: str
    mark: str
    words: str = ""

    def made(self, folder: Path) -> bool:
        """Whether the folder is this command's own."""
        file = folder / self.mark
        try:
            return stat.S_ISREG(file.lstat().st_mode) and file.read_bytes().startswith(self.words.encode())
        except OSError:
            return False

    def sign(self, folder: Path) -> None:
        """Leaves the mark in a folder that was just made."""
        (folder / self.mark).write_text(self.words or f"{self.command}\n", encoding="utf-8")


SITE = Maker("innomed site", ".innomed-site")
SECRETARIAT = Maker("innomed site", ".innomed-sekretariat")
STAGE = Maker("innomed stage", "mkdocs.yml", "# Laget av «innomed stage». Endringer her blir borte neste gang.")
ADMIN = Maker("innomed admin", "config.yml", "# Laget av «innomed admin")
PREVIEW = Maker(".ci/preview.py", ".innomed-forhandsvisning")


class DestinationError(Exception):
    """Nothing may be written there; the message says why and what to choose, and nothing has been touched."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(f"{problem.code} {problem.message} {problem.hint}".strip())
        self.problem = problem


def folder_to_replace(root: Path, written: Path, maker: Maker) -> Path:
    """The real folder behind ``written``, which ``maker`` may put a new one in place of. Raises DestinationError."""
    target = _folder(root, written)
    if (
        target.exists()
        and any(_entries(target, written))
        and not (maker.made(target) or _first_site(root, target, maker))
    ):
        raise _refused("UT003", written, command=maker.command)
    if (target / ".git").exists() or target.is_mount():
        raise _refused("UT006", written)
    return target


def folder_to_add_to(root: Path, written: Path, names: Iterable[str] = (), maker: Maker | None = None) -> Path:
    """The real folder behind ``written``, in which files of ours may be put beside others. Raises DestinationError.

    ``names`` are files that would be written over: only where ``maker`` made those that are there.
    """
    target = _folder(root, written)
    if maker and any(os.path.lexists(target / name) for name in names) and not maker.made(target):
        raise _refused("UT003", written, command=maker.command)
    return target


def folder_to_write(root: Path, name: str) -> Path:
    """A folder of the checkout in which a command keeps what it makes: a real one, not a link to another place."""
    folder = root / name
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise _refused("UT004", folder, kind="mappe")
    _writable(folder, folder)
    return folder


def file_to_write(root: Path, written: Path) -> Path:
    """The real place of a file to write; what stood there is the caller's to put aside. Raises DestinationError."""
    target = Path(os.path.realpath(written.absolute().parent)) / written.name
    _not_led_out(root, written, target)
    _outside(root, target.parent, written, inside_only=True)
    try:
        mode = target.lstat().st_mode
    except FileNotFoundError:
        mode = stat.S_IFREG
    except OSError as error:
        raise _refused("UT005", written, detail=reason(error)) from None
    if not stat.S_ISREG(mode):
        raise _refused("UT004", written, kind="fil")
    if target.is_file() and _git(target.parent, "ls-files", "--", target.name):
        raise _refused("UT007", written)
    _writable(target.parent, written)
    return target


def _folder(root: Path, written: Path) -> Path:
    target = Path(os.path.realpath(written.absolute()))
    _not_led_out(root, written, target)
    try:
        there = stat.S_ISDIR(target.lstat().st_mode)
    except FileNotFoundError:
        there = True
    except OSError as error:
        raise _refused("UT005", written, detail=reason(error)) from None
    if not there:
        raise _refused("UT004", written, kind="mappe")
    _outside(root, target, written)
    _writable(target, written)
    return target


def _not_led_out(root: Path, written: Path, target: Path) -> None:
    """What is named inside the checkout stays there: a link among the files of a stranger may lead anywhere."""
    named, top = os.path.normpath(written.absolute()), os.path.realpath(root)
    inside = any(Path(named).is_relative_to(place) for place in (top, os.path.normpath(root.absolute())))
    if inside and not target.is_relative_to(top):
        raise _refused("UT008", written)


def _outside(root: Path, target: Path, written: Path, inside_only: bool = False) -> None:
    """Refuses the checkout and what lies above it, and every folder in it that is written by hand."""
    top = Path(os.path.realpath(root))
    own = {identity for name in HAND_WRITTEN if (identity := _identity(top / name))}
    above = {_identity(folder) for folder in (top, *top.parents, Path.home())}
    if not inside_only and target.exists() and _identity(target) in above:
        raise _refused("UT001", written)
    named = target.relative_to(top).parts[:1] if target.is_relative_to(top) else ()
    hand_written = any(name.casefold() in HAND_WRITTEN for name in named)
    in_git = any(name.casefold() == ".git" for name in target.parts)
    if hand_written or in_git or any(_identity(folder) in own for folder in (target, *target.parents)):
        raise _refused("UT002", written)


def _identity(path: Path) -> tuple[int, int] | None:
    """What a folder is on the disk, whatever it is called."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _writable(target: Path, written: Path) -> None:
    """The nearest folder that is there lets us write; a file where a folder is needed does not."""
    nearest = next(p for p in (target, *target.parents) if p.exists())
    if not nearest.is_dir():
        raise _refused("UT004", written, kind="mappe")
    # Putting a folder in place of another changes the one that holds it.
    for folder in (nearest, target.parent) if nearest == target else (nearest,):
        if not os.access(folder, os.W_OK | os.X_OK):
            raise _refused("UT005", written, detail="ingen tilgang")


def _entries(folder: Path, written: Path) -> Iterator[Path]:
    try:
        yield from folder.iterdir()
    except OSError as error:
        raise _refused("UT005", written, detail=reason(error)) from None


def _first_site(root: Path, target: Path, maker: Maker) -> bool:
    """A site built before there were marks: ``site/`` at the top, which git ignores and does not follow."""
    if maker is not SITE or target != Path(os.path.realpath(root)) / "site":
        return False
    if not ((target / "sitemap.xml").is_file() and (target / "data" / "projects.json").is_file()):
        return False
    return (
        _git(root, "check-ignore", "--", "site/index.html") is not None and _git(root, "ls-files", "--", "site") == ""
    )


def _git(folder: Path, *words: str) -> str | None:
    """What git answers about a folder; None when it says no, or is not there."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        done = subprocess.run(  # noqa: S603  (our own words, no shell)
            ["git", "-C", str(folder), *words],  # noqa: S607  (the one on the path)
            capture_output=True, text=True, check=True, timeout=20, env=clean,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.strip()


def _refused(code: str, written: Path, **facts: str) -> DestinationError:
    return DestinationError(problem(code, str(written), Place(), value=str(written), **facts))
