"""Every regular expression of the program is linear in what the limits let through: a paragraph of the same again.

Found by itself: every pattern that a module keeps, and every one written where it is used, tried by the methods it is
used by. What takes long is tried at twice the length too, because a slow machine is no fault of a pattern.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import signal
import sys
import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from fuzz.size import sample, size

import macros
from macros.content.model.fields.limits import PARAGRAPH, WORD
from macros.content.yaml.text import endless

pytestmark = pytest.mark.skipif(not size(0, 1), reason="measures time: make fuzz")
HOUSE = Path(macros.__file__).parent
LENGTH = PARAGRAPH // 2
SECONDS, STOP = 0.03, 2.0
"""Of the processor for half a paragraph: below the first nothing is looked into, at the last a search is broken off."""
PROBE, PROBE_SECONDS = LENGTH // 5, SECONDS / 30
"""What takes the square of the length is seen on a fifth of it already, and nearly everything else is done with there."""
GROWTH = 3.0
"""Twice the length takes twice the time when linear, four times when quadratic."""
METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
PIECES = (
    ' |\t|a |1 |1|a|A|#|# |- |-|* |*|[|](|]|(|)|{|{{ |}|<|<a |>|> |"|\'|=|="|: |:|.|..|. |/|//|@|a@|a.|1.|1,|,|, |&|&amp;|'
    "\\|`|``|~|_|__|**|\n|\n\n|\n |\n- |\r\n|\u00a0|–|–1|a-|1-|kr |%|1 %|a\" |a' |!|![|![a]|[a]|1:|Ø|ø |$|+|?|;|1 000|ca. |"
    "og |https://|a=|x=\"y\" |<!--|-->|<b>|()|[]|{}|/*|*/|\u200b|\u00ad|é|1/|1.1|-a|a_|=+|'a' |nr. |0|00"
).split("|")
PIECES += ["|", "| ", "|-", "|a|"]
BEFORE = (
    "",
    "a",
    " ",
    "1",
    "# ",
    "- ",
    "| ",
    "a: ",
    '"',
    "[a](",
    '<a href="',
    "{{ x(",
    "x@y.",
    "    ",
    "http://",
    "kr 1",
    "(",
    "nr. ",
    "1. ",
    "<!--",
    "https://a",
    "\n",
    "[",
    "`",
    "'",
    "ca. ",
    "/*",
)
AFTER = ("\0", "")


@dataclass(frozen=True)
class Found:
    """A pattern, where it is written, and the methods it is used by."""

    where: str
    pattern: re.Pattern[Any]
    methods: tuple[str, ...]


def written() -> Iterator[Found]:
    """Patterns given to ``re`` where they are used."""
    for file in sorted(HOUSE.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
                continue
            named, method = node.func.value, node.func.attr
            if not (isinstance(named, ast.Name) and named.id == "re" and method in METHODS):
                continue
            text = node.args[0]
            if isinstance(text, ast.Constant):
                flags = 0
                for word in [*node.args, *(k.value for k in node.keywords if k.arg == "flags")]:
                    for part in ast.walk(word):
                        if isinstance(part, ast.Attribute) and isinstance(getattr(re, part.attr, None), re.RegexFlag):
                            flags |= int(getattr(re, part.attr))
                yield Found(f"{file.relative_to(HOUSE)}:{node.lineno}", re.compile(text.value, flags), (method,))


def kept() -> Iterator[Found]:
    """Patterns that a module has a name for, alone or in a table."""
    used: dict[str, set[str]] = defaultdict(set)
    for file in HOUSE.rglob("*.py"):
        for name, method in re.findall(r"\b(\w+)\.(\w+)\b", file.read_text(encoding="utf-8")):
            if method in METHODS:
                used[name].add(method)
    for module in pkgutil.walk_packages(macros.__path__, "macros."):
        for name, value in vars(importlib.import_module(module.name)).items():
            alone = isinstance(value, re.Pattern)
            for pattern in patterns(value, set()):
                methods = tuple(sorted(used[name])) if alone and used[name] else ("finditer", "fullmatch")
                yield Found(f"{module.name}.{name}", pattern, methods)


def patterns(value: object, seen: set[int]) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, (tuple, list, dict, frozenset, set)) and id(value) not in seen:
        seen.add(id(value))
        for inner in value.values() if isinstance(value, dict) else value:
            yield from patterns(inner, seen)


def every_pattern() -> list[Found]:
    """Each once, with all its methods."""
    found: dict[tuple[Any, int], Found] = {}
    for one in [*kept(), *written()]:
        key = (one.pattern.pattern, one.pattern.flags)
        before = found.get(key)
        methods = {*one.methods, *(before.methods if before else ())}
        found[key] = Found(before.where if before else one.where, one.pattern, tuple(sorted(methods)))
    return list(found.values())


class _TooLongError(Exception):
    pass


def spent(pattern: re.Pattern[Any], method: str, text: str | bytes) -> float:
    """Seconds of the processor; STOP when it was broken off."""
    if method in ("match", "fullmatch"):
        run = getattr(pattern, method)
    else:
        run = lambda words: sum(1 for _ in pattern.finditer(words))  # noqa: E731

    def stop(*_: object) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, STOP)
    started = time.process_time()
    try:
        run(text)
    except _TooLongError:
        return STOP
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
    return time.process_time() - started


def text_of(pattern: re.Pattern[Any], before: str, piece: str, after: str, length: int) -> Any:
    """The piece again and again, broken where the limits of the reader break it: no row is longer than WORD."""
    rows = piece * (length // len(piece))
    if piece.isspace() or not re.search(r"\s", piece):
        rows = ("å " if piece.isspace() else " å ").join(rows[at : at + WORD] for at in range(0, len(rows), WORD))
    text = before + rows + after
    return text.encode() if isinstance(pattern.pattern, bytes) else text


def _is_refused(found: Found, before: str, piece: str, after: str) -> bool:
    """Whether the reader refuses the text before the pattern sees it. Attachments and what is imported have no reader."""
    if "attachments" in found.where or "importing" in found.where or isinstance(found.pattern.pattern, bytes):
        return False
    text = text_of(found.pattern, before, piece, after, 2 * LENGTH - WORD)
    return any(endless(each, "x.md", 1) for each in (text, text.lstrip()))


def slow(found: Found, cases: list[tuple[str, str, str]]) -> Iterator[str]:
    """Each case for which twice the length takes more than thrice the time."""
    for method in {m if m in ("match", "fullmatch") else "finditer" for m in found.methods}:
        for before, piece, after in cases:
            probed = spent(found.pattern, method, text_of(found.pattern, before, piece, after, PROBE))
            if probed < PROBE_SECONDS:
                continue
            if probed >= STOP and not _is_refused(found, before, piece, after):
                yield f"{found.where}: {found.pattern.pattern!r} by {method} on {before!r} + {piece!r}*n + {after!r}: no end"
                break
            if spent(found.pattern, method, text_of(found.pattern, before, piece, after, LENGTH)) < SECONDS:
                continue
            if _is_refused(found, before, piece, after):
                continue
            times = [
                min(spent(found.pattern, method, text_of(found.pattern, before, piece, after, n)) for _ in range(3))
                for n in (LENGTH, 2 * LENGTH)
            ]
            if times[0] >= STOP or times[1] > max(2 * SECONDS, GROWTH * times[0]):
                yield f"{found.where}: {found.pattern.pattern!r} by {method} on {before!r} + {piece!r}*n + {after!r}: {times}"
                break


EVERY = every_pattern()
CASES = list(product(BEFORE, PIECES, AFTER))


def test_there_are_patterns_to_try() -> None:
    assert len(EVERY) > 200 and {f.where.split(".")[1] for f in EVERY if f.where.startswith("macros.")} > {
        "text",
        "content",
    }


def test_a_pattern_that_is_not_linear_is_seen() -> None:
    for bad in (r"(a+)+$", r"a.*b.*c", r".+?[.!?]$"):
        assert list(slow(Found("her", re.compile(bad), ("search",)), [c for c in CASES if not c[0]])), bad


@pytest.mark.parametrize("part", range(8))
def test_every_pattern_is_linear(part: int) -> None:
    told = [line for found in EVERY[part::8] for line in slow(found, sample(CASES, 40))]
    assert not told, "\n".join(told)


if __name__ == "__main__":
    for found in EVERY:
        for line in slow(found, CASES):
            sys.stdout.write(line + "\n")
            sys.stdout.flush()
