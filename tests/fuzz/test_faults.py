"""Builds that are killed, and builds whose disk fails, at steps all over: the site is the old one or the new one, whole."""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fuzz.size import size
from support import make_checkout, write, writeup

from macros.content.files.destinations import SITE
from macros.engine.build import BuildError, build_site
from macros.files.replacing import put_right

pytestmark = pytest.mark.site
WRITES = ("open", "os.rename", "os.mkdir", "os.remove", "os.rmdir", "shutil.rmtree")
TOLD, CRASHED = 3, 4
FAULTS = (28, 5, 30, 13, 122)
"""The disk is full, it fails, it may only be read, nobody may write, the quota is used up (errno)."""


def child(root: Path, out: Path, at: int, happens: Callable[[], None]) -> tuple[int, int]:
    """Builds in a process of its own; before its ``at``-th step on the disk ``happens`` does. What waitpid says, and the
    number of steps it took."""
    inward, outward = os.pipe()
    pid = os.fork()
    if pid == 0:
        steps, place = [0], str(root.parent)

        def hook(event: str, arguments: tuple[object, ...]) -> None:
            if event not in WRITES or not str(arguments[0]).startswith(place):
                return
            if (
                event == "open"
                and isinstance(arguments[2], int)
                and not arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            ):
                return
            steps[0] += 1
            if steps[0] == at:
                happens()

        sys.addaudithook(hook)
        code = CRASHED
        try:
            os.chdir(root)
            build_site(root, out)
            code = 0
        except BuildError as error:
            code = CRASHED if "BY011" in str(error) or "Traceback" in str(error) else TOLD
        finally:
            os.write(outward, str(steps[0]).encode())
            os._exit(code)
    os.close(outward)
    status = os.waitpid(pid, 0)[1]
    with os.fdopen(inward) as told:
        return status, int(told.read() or 0)


def names(site: Path) -> set[str]:
    return {f.relative_to(site).as_posix() for f in site.rglob("*") if f.is_file()}


def test_every_kill_and_every_fault_of_the_disk(tmp_path: Path) -> None:
    root, out = make_checkout(tmp_path / "kasse", {"oyhelse.md": writeup()}), tmp_path / "ut"
    status, steps = child(root, out, 0, lambda: None)
    assert status == 0 and steps > 300
    whole, chance = names(out), random.Random(14)  # noqa: S311  (a test)

    def old() -> None:
        (out / "gammel.txt").write_text("det gamle", encoding="utf-8")

    def judge(what: str) -> None:
        assert put_right(out, SITE) or out.exists()
        assert names(out) in (whole, whole | {"gammel.txt"}), what
        later = time.time() - 2 * 86_400
        for left in tmp_path.glob(".site-*"):
            os.utime(left, (later, later))
        put_right(out, SITE)
        assert not list(tmp_path.glob(".site-*")), what

    # Half of them at the end, where the folders are swapped.
    for number in range(size(2, 50)):
        old()
        at = chance.randint(1, steps) if number % 2 else steps - chance.randint(0, 40)
        status, _ = child(root, out, at, lambda: os.kill(os.getpid(), signal.SIGKILL))
        judge(f"killed at {at} of {steps}: {status}")
    for number in range(size(2, 10)):
        old()
        at, fault = chance.randint(1, steps), FAULTS[number % len(FAULTS)]

        def fail(fault: int = fault) -> None:
            raise OSError(fault, os.strerror(fault))

        status, _ = child(root, out, at, fail)
        code = os.waitstatus_to_exitcode(status)
        assert code in (0, TOLD), f"fault {fault} at {at}: {code}"
        assert code == 0 or (out / "gammel.txt").exists(), "told, and the old site stands"
        judge(f"fault {fault} at {at}")
    write(root / "projects/ny.md", writeup(title="En ny øy"))
    assert build_site(root, out) and (out / "prosjekter/ny/index.html").is_file()
