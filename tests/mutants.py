"""Small faults in the program, planted one at a time, and whether the tests of their room see them.

    tests/mutants.py                                             300 faults in the whole program, always the same
    tests/mutants.py --count 40 --seed 2 library content         40 others, in two rooms

A fault is what a tired hand writes: ``<`` for ``<=``, ``or`` for ``and``, one more, ``min`` for ``max``, a condition the
wrong way. The tests of the rooms run once whole, and it is noted which test runs which line: a fault is tried by some of those, its
own room's first, and one in a line that runs only when the module is imported by the files that name it. What survives is
tried again by those files whole and by every file of its room, with the tests that build a site: what a shared fixture
runs is noted for one test alone. Where rooms are named, only their tests are noted. They run in a copy: the checkout is
only read. What survives is told with its line. Some of it changes nothing that anybody can notice; the rest is a hole in
the tests. Nothing is judged.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import warnings
from pathlib import Path

import coverage
import pytest
from planted import Mutant, sample

LIMIT = 1800
"""Seconds after which a fault is said to make the tests too slow: somebody must look."""
ROOT = Path(__file__).parent.parent
ALSO = {"site": ("engine",)}
"""Rooms whose tests try this one too."""
MOST = 20
"""Tests that try one fault first: a line that thousands run is seldom better tried by the last of them."""
LEFT_OUT = "not browser and not site"
"""Marks of tests that build whole sites or drive browsers: with them a fault would take minutes."""
FILES = 8
"""Test files outside the room that try a fault no other test saw, and those that try what only import runs."""
OPTIONS = ("-q", "-x", "-p", "no:cacheprovider")


def room_of(path: str) -> str:
    parts = Path(path).parts
    return parts[1].removesuffix(".py")


def rooms_tests(path: str) -> list[str]:
    """Every test file of the rooms: the module's own room first, and in a room those that name the module."""
    room, module = room_of(path), path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    own = (room, *ALSO.get(room, ()))
    files = sorted((ROOT / "tests/rooms").glob("*/test_*.py"))
    files.sort(key=lambda file: (file.parent.name not in own, module not in file.read_text(encoding="utf-8")))
    return [file.relative_to(ROOT).as_posix() for file in files]


def own_tests(path: str) -> list[str]:
    """The test files of the module's own room."""
    own = (room_of(path), *ALSO.get(room_of(path), ()))
    return [file for file in rooms_tests(path) if Path(file).parent.name in own]


def collected(folder: Path) -> list[str]:
    """The modules that the tests import from elsewhere: they are the same under every fault."""
    told = (
        "import sys, pytest; pytest.main(['--collect-only', '-qq', 'tests/rooms']); print(chr(10) + ' '.join("
        "n for n, m in sorted(sys.modules.items()) if (f := getattr(m, '__file__', None)) and not f.startswith(sys.argv[1])))"
    )
    done = subprocess.run(
        (sys.executable, "-c", told, str(folder)), cwd=folder, env=_environment(folder), capture_output=True, check=True
    )
    return done.stdout.decode().splitlines()[-1].split()


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(folder)}


def run(folder: Path, tests: list[str], mark: str) -> int | None:
    """pytest's exit code in a process of its own, which knows the modules from elsewhere; None when it took too long."""
    child = os.fork()
    if not child:  # no way out of here but the last line
        try:
            os.setpgid(0, 0)
            os.chdir(folder)
            os.environ.update(_environment(folder))
            sys.path.insert(0, str(folder))
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            os._exit(int(pytest.main([*OPTIONS, "-m", mark, *tests])))
        finally:
            os._exit(int(pytest.ExitCode.INTERNAL_ERROR))
    end = time.monotonic() + LIMIT
    while time.monotonic() < end:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.05)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return None


def noted(folder: Path, tests: list[str]) -> coverage.CoverageData | None:
    """Which test runs which line, from one run of ``tests``; None when one fails without any fault."""
    words = ("-m", LEFT_OUT, "-n", "auto", "--cov=macros", "--cov-context=test", "--cov-report=")
    done = subprocess.run(
        (sys.executable, "-m", "pytest", *OPTIONS, *words, *tests),
        cwd=folder,
        env=_environment(folder),
        capture_output=True,
        check=False,
    )
    if done.returncode:
        print(done.stdout.decode()[-2000:], flush=True)
        return None
    found = coverage.CoverageData(str(folder / ".coverage"))
    found.read()
    return found


def first_tests(lines: dict[int, list[str]], mutant: Mutant) -> list[str]:
    """Some tests that run the line, the likeliest to see first; the files that name the module when only import runs it."""
    said = {name for line in range(mutant.line, mutant.last + 1) for name in lines.get(line, ())}
    nodes = {name.rpartition("|")[0] for name in said} - {""}
    if not nodes:
        return own_tests(mutant.path)[:FILES] if said else []
    files = {file: place for place, file in enumerate(rooms_tests(mutant.path))}
    return sorted(nodes, key=lambda node: (files.get(node.split("::")[0], len(files)), node))[:MOST]


def every_test(lines: dict[int, list[str]], mutant: Mutant) -> list[str]:
    """The files of the fault's room whole, and some of those whose tests run its line."""
    said = {name.partition("::")[0] for line in range(mutant.line, mutant.last + 1) for name in lines.get(line, ())}
    own = own_tests(mutant.path)
    return [*own, *sorted(said - {"", *own})[:FILES]]


def plant(file: Path, text: str) -> None:
    """The text, in a file that is newer by a second each time: what Python kept of the one before is not used."""
    later = file.stat().st_mtime + 1
    file.write_text(text, encoding="utf-8")
    os.utime(file, (later, later))


def survives(folder: Path, mutant: Mutant, lines: dict[int, list[str]]) -> str | None:
    """How a fault was tried that no test saw; None when one did."""
    for tests, mark in ((first_tests(lines, mutant), LEFT_OUT), (every_test(lines, mutant), "not browser")):
        code = run(folder, tests, mark) if tests else pytest.ExitCode.NO_TESTS_COLLECTED
        if code is None:
            return "too slow"
        if code not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
            return None
    return "its room" if first_tests(lines, mutant) else "its room; no line of it was noted"


def copied(folder: Path) -> Path:
    """What git knows of the checkout, where it can be broken."""
    listed = subprocess.run(("git", "ls-files", "-z"), cwd=ROOT, capture_output=True, check=True)
    for name in listed.stdout.decode().split("\0"):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("rooms", nargs="*", help="folders of macros/; all when none is named")
    asked.add_argument("--count", type=int, default=300)
    asked.add_argument("--seed", type=int, default=1)
    given = asked.parse_args()
    paths = [f.relative_to(ROOT).as_posix() for f in sorted((ROOT / "macros").rglob("*.py"))]
    paths = [p for p in paths if not given.rooms or room_of(p) in given.rooms]
    table: dict[str, list[int]] = {}
    with tempfile.TemporaryDirectory() as temporary:
        folder = copied(Path(temporary))
        tried = [f"tests/rooms/{room}" for name in given.rooms for room in (name, *ALSO.get(name, ()))] or [
            "tests/rooms"
        ]
        if (known := noted(folder, tried)) is None:
            print("A test fails before anything is planted.", flush=True)
            return 1
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for name in collected(folder):
                with contextlib.suppress(Exception):  # a program's own start, which no test imports by name
                    importlib.import_module(name)
        for mutant in sample(paths, given.count, given.seed):
            room = room_of(mutant.path)
            file = folder / mutant.path
            whole = file.read_text(encoding="utf-8")
            plant(file, mutant.text)
            how = survives(folder, mutant, known.contexts_by_lineno(str(file)))
            plant(file, whole)
            row = table.setdefault(room, [0, 0])
            row[0] += 1
            row[1] += how is None
            if how:
                print(f"{mutant.path}:{mutant.line}  {mutant.old}  ->  {mutant.new}  ({how})", flush=True)
    print(f"\n{'room':<12}{'planted':>8}{'seen':>6}{'survived':>10}")
    for room, (planted, seen) in table.items():
        print(f"{room or 'macros':<12}{planted:>8}{seen:>6}{planted - seen:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
