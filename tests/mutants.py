"""Small faults in the program, planted one at a time, and whether the tests of their room see them.

    tests/mutants.py                                             300 faults in the whole program, always the same
    tests/mutants.py --count 40 --seed 2 library content         40 others, in two rooms

A fault is what a tired hand writes: ``<`` for ``<=``, ``or`` for ``and``, one more, ``min`` for ``max``, a condition the
wrong way. The tests of the rooms run once whole, and it is noted which test runs which line: a fault is tried against those
alone, its own room's first, and one in a line that runs only when the module is imported against its room's. Where rooms
are named, only their tests are asked. They run in a copy: the checkout is only read. What survives is told with its line. Some of it changes nothing that anybody can notice; the rest is a hole in the
tests. Nothing is judged.
"""

from __future__ import annotations

import argparse
import ast
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import coverage

LIMIT = 1800
"""Seconds after which a fault is said to make the tests too slow, which counts as seen."""
ROOT = Path(__file__).parent.parent
OPERATORS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}
ALSO = {"site": ("engine",)}
"""Rooms whose tests try this one too."""
MOST = 200
"""Tests that try one fault, at most: a line that thousands run is not better tried by the last of them."""
LEFT_OUT = "not browser and not site"
"""Marks of tests that build whole sites or drive browsers: with them a fault would take minutes."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """A file with one fault: where it is, what stood there, what stands there now, and the whole text."""

    path: str
    line: int
    last: int
    old: str
    new: str
    text: str


def variants(node: ast.AST) -> Iterator[ast.AST]:
    """What could stand in this place by mistake. Texts are left alone: what they say is no fault of the program."""
    match node:
        case ast.Compare():
            for place, operator in enumerate(node.ops):
                if type(operator) in OPERATORS:
                    ops = [*node.ops[:place], OPERATORS[type(operator)](), *node.ops[place + 1 :]]
                    yield ast.Compare(node.left, ops, node.comparators)
        case ast.BoolOp():
            yield ast.BoolOp(OPERATORS[type(node.op)](), node.values)
        case ast.BinOp() if type(node.op) in OPERATORS and not isinstance(
            node.left, (ast.JoinedStr, ast.Tuple, ast.List)
        ):
            yield ast.BinOp(node.left, OPERATORS[type(node.op)](), node.right)
        case ast.UnaryOp(ast.Not()):
            yield node.operand
        case ast.Constant(bool()):
            yield ast.Constant(not node.value)
        case ast.Constant(int() | float()):
            yield ast.Constant(node.value + 1)
        case ast.Call(ast.Name(name), [first, *_]) if CALLS.get(name) == "list":
            yield ast.Call(ast.Name("list"), [first], [])
        case ast.Call(ast.Name(name)) if name in CALLS:
            yield ast.Call(ast.Name(CALLS[name]), node.args, node.keywords)
        case ast.If() | ast.IfExp():
            yield type(node)(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse)
        case ast.Continue():
            yield ast.Break()
        case ast.Slice():
            yield ast.Slice()


class Planter(ast.NodeTransformer):
    """Counts the faults a tree can have, and plants the one with the number ``wanted``."""

    def __init__(self, wanted: int = -1) -> None:
        self.wanted, self.seen = wanted, 0
        self.place, self.last, self.old, self.new = 0, 0, "", ""

    def visit(self, node: ast.AST) -> ast.AST:
        for variant in variants(node):
            self.seen += 1
            if self.seen - 1 == self.wanted:
                self.place = getattr(node, "lineno", self.place)
                whole = node.test if isinstance(node, ast.If) else node
                self.last = getattr(whole, "end_lineno", self.place)
                self.old, self.new = (ast.unparse(n).split("\n")[0] for n in (node, variant))
                return variant
        if isinstance(node, ast.arg) or (isinstance(node, ast.keyword) and node.arg == "strict"):
            return node  # an annotation; what zip is told of lists that are of one length anyway
        if isinstance(node, ast.AnnAssign):
            node.value = self.visit(node.value) if node.value else None  # type: ignore[assignment]
            return node
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):  # decorators and bases stay
            if not isinstance(node, ast.ClassDef):
                self.visit(node.args)
            node.body = [self.visit(line) for line in node.body]  # type: ignore[misc]
            return node
        return self.generic_visit(node)


def count(tree: ast.AST) -> int:
    """How many faults can be planted in a file."""
    counter = Planter()
    counter.visit(copy.deepcopy(tree))
    return counter.seen


def sample(paths: list[str], wanted: int, seed: int) -> list[Mutant]:
    """``wanted`` faults out of all, by the file; the same seed and program give the same."""
    trees = {path: ast.parse((ROOT / path).read_text(encoding="utf-8")) for path in paths}
    every = [(path, number) for path, tree in trees.items() for number in range(count(tree))]
    chosen = random.Random(seed).sample(every, min(wanted, len(every)))  # noqa: S311  (no secret)
    found = []
    for path, number in sorted(chosen):
        planter = Planter(number)
        changed = ast.fix_missing_locations(planter.visit(copy.deepcopy(trees[path])))
        found.append(Mutant(path, planter.place, planter.last, planter.old, planter.new, ast.unparse(changed)))
    return found


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


def run(folder: Path, tests: list[str], limit: float, *options: str) -> int | None:
    """pytest's exit code, or None when it took too long."""
    environment = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    words = (sys.executable, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", LEFT_OUT, *options)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", suffix=".txt") as listed:
        listed.write("\n".join(tests))
        listed.flush()
        try:
            done = subprocess.run(
                (*words, f"@{listed.name}"),
                cwd=folder,
                env=environment,
                capture_output=True,
                timeout=limit,
                check=False,
            )
        except subprocess.TimeoutExpired:
            return None
    return done.returncode


def noted(folder: Path, tests: list[str]) -> coverage.CoverageData | None:
    """Which test runs which line, from one run of ``tests``; None when one fails without any fault."""
    data = folder / ".coverage"
    if run(folder, tests, 7200, "-n", "auto", "--cov=macros", "--cov-context=test", "--cov-report=") != 0:
        return None
    found = coverage.CoverageData(str(data))
    found.read()
    return found


def chosen_tests(lines: dict[int, list[str]], mutant: Mutant) -> list[str]:
    """The tests that run the line, the likeliest to see first; its room's files when it runs on import alone."""
    said = {name for line in range(mutant.line, mutant.last + 1) for name in lines.get(line, ())}
    nodes = {name.rpartition("|")[0] for name in said} - {""}
    if not nodes:
        return own_tests(mutant.path) if said else []
    files = {file: place for place, file in enumerate(rooms_tests(mutant.path))}
    return sorted(nodes, key=lambda node: (files.get(node.split("::")[0], len(files)), node))[:MOST]


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
        for mutant in sample(paths, given.count, given.seed):
            room = room_of(mutant.path)
            file = folder / mutant.path
            tests = chosen_tests(known.contexts_by_lineno(str(file)), mutant)
            whole = file.read_bytes()
            file.write_text(mutant.text, encoding="utf-8")
            code = run(folder, tests, LIMIT) if tests else 0
            file.write_bytes(whole)
            row = table.setdefault(room, [0, 0])
            row[0] += 1
            row[1] += code != 0
            if code in (0, None):
                how = "no test runs it" if not tests else "too slow" if code is None else f"{len(tests)} tests"
                print(f"{mutant.path}:{mutant.line}  {mutant.old}  ->  {mutant.new}  ({how})", flush=True)
    print(f"\n{'room':<12}{'planted':>8}{'seen':>6}{'survived':>10}")
    for room, (planted, seen) in table.items():
        print(f"{room or 'macros':<12}{planted:>8}{seen:>6}{planted - seen:>10}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
