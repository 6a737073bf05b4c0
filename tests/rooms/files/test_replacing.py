"""A folder that is replaced is the old one or the new one, wherever its maker is killed; and the next puts it right."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import write

from macros.content.files.destinations import SITE
from macros.files.replacing import draft, put_right

STEPS = (
    "open",
    "os.rename",
    "os.mkdir",
    "os.remove",
    "os.rmdir",
    "os.chmod",
    "shutil.rmtree",
    "os.scandir",
    "os.listdir",
)
"""What Python tells an audit hook before it is done: each is a place to be killed at."""


def make(target: Path, words: str = "nytt") -> None:
    put_right(target, SITE)
    with draft(target, SITE) as made:
        SITE.sign(made.folder)
        for name in ("index.html", "om/index.html", "data/projects.json"):
            write(made.folder / name, words)
        made.put_in_place()


def words(target: Path) -> set[str]:
    return {
        file.read_text(encoding="utf-8") for file in target.rglob("*.*") if file.is_file() and file.name != SITE.mark
    }


def child(work: Callable[[], None], number: int, ending: int) -> bool:
    """Runs ``work`` in a process that gets ``ending`` before its ``number``-th step; whether it got that far."""
    pid = os.fork()
    if pid == 0:
        left = [number]

        def hook(event: str, _: object) -> None:
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), ending)

        sys.addaudithook(hook)
        try:
            work()
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)


def test_killed_at_every_step(tmp_path: Path) -> None:
    """At each step in turn until one run is whole: some 50 kills. Old or new afterwards, and the next build is as any."""
    killed = 0
    for number in range(1, 400):
        target = tmp_path / f"{number}/ut"
        make(target, "gammelt")
        if not child(lambda to=target: make(to), number, signal.SIGKILL):  # type: ignore[misc]
            break
        killed += 1
        assert not target.exists() or words(target) in ({"gammelt"}, {"nytt"}), number
        gone = not target.exists()
        assert put_right(target, SITE) == gone
        assert words(target) == {"gammelt"} if gone else words(target), f"nothing published after {number}"
        later = time.time() - 2 * 86_400
        for left in target.parent.glob(".site-*"):
            os.utime(left, (later, later))
        make(target, "neste")
        assert words(target) == {"neste"}
        assert not list(target.parent.glob(".site-*")), f"left behind after {number}"
    assert killed >= 20, killed
    assert words(tmp_path / f"{killed + 1}/ut") == {"nytt"}


def test_what_somebody_is_making_is_left_alone(tmp_path: Path) -> None:
    target = tmp_path / "ut"
    with draft(target, SITE) as made:
        os.utime(made.folder.parent, (0, 0))
        (made.folder.parent / "old").mkdir()
        assert not put_right(target, SITE) and made.folder.is_dir() and not target.exists()


def test_what_is_not_ours_or_is_new_is_left_alone(tmp_path: Path) -> None:
    mine = write(tmp_path / ".site-mitt/index.html", "skrevet for hånd")
    ours = write(tmp_path / ".site-vårt/index.html", "en halv bygging")
    SITE.sign(ours.parent)
    link = tmp_path / ".site-lenke"
    link.symlink_to(write(tmp_path / "annet/fil", "x").parent)
    SITE.sign(tmp_path / "annet")
    os.utime(mine.parent, (0, 0))
    assert not put_right(tmp_path / "ut", SITE)
    assert mine.exists() and ours.exists() and (tmp_path / "annet/fil").exists()
    os.utime(ours.parent, (0, 0))
    assert not put_right(tmp_path / "ut", SITE)
    assert mine.exists() and not ours.exists() and (tmp_path / "annet/fil").exists()


@pytest.mark.parametrize("stop", [KeyboardInterrupt, OSError], ids=lambda e: e.__name__)
def test_a_stop_between_the_renames_puts_the_old_folder_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException]
) -> None:
    target = tmp_path / "ut"
    make(target, "gammelt")
    rename = Path.rename

    def second_fails(self: Path, to: Path) -> Path:
        if to == target and self.name == "new":
            raise stop
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", second_fails)
    with pytest.raises(stop):
        make(target)
    assert words(target) == {"gammelt"} and not list(tmp_path.glob(".site-*"))
