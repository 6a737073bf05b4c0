"""What a tired hand writes by mistake, planted in a file's tree: ``<`` for ``<=``, ``or`` for ``and``, one more."""

from __future__ import annotations

import ast
import copy
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
OPERATORS = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult,
}  # fmt: skip
CALLS = {"min": "max", "max": "min", "any": "all", "all": "any", "sorted": "list", "reversed": "list"}


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
