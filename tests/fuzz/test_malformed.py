"""What is wrong for certain is told: file, line, what to do; never a crash, never a hang, whatever kind of file it is."""

from __future__ import annotations

import resource
from collections import defaultdict
from pathlib import Path

import pytest
from fuzz.malformed import Bad, alone, many
from fuzz.size import sample
from support import copy_library, make_checkout, write

from macros.content.load import load
from macros.engine.clock import today
from macros.site.gate import judge
from macros.words.problems import Problem

MANY, ALONE = list(many()), list(alone())


def missed(case: Bad, told: list[Problem]) -> str:
    """Why a case is not told as it should; empty when it is."""
    errors = [p for p in told if p.severity == "error"]
    if not errors:
        return f"{case.path}: {case.rule}: not told"
    lines = case.content.count(b"\n") + case.content.count(b"\r") + 1
    wrong = [p for p in told if not (1 <= p.line <= lines and p.column >= 1 and p.message and p.hint)]
    if wrong:
        return f"{case.path}: {case.rule}: {wrong[0].as_text()}"
    if case.line and all(p.line != case.line for p in errors):
        return f"{case.path}: {case.rule}: line {case.line}, but {errors[0].as_text()}"
    return ""


def by_path(root: Path) -> dict[str, list[Problem]]:
    told = defaultdict(list)
    for found in judge(load(root), today()):
        told[found.path].append(found)
    return told


def test_there_are_more_than_eight_hundred() -> None:
    assert len(MANY) + len(ALONE) >= 800
    assert len({case.path for case in MANY}) == len(MANY)


@pytest.mark.parametrize("part", range(3))
def test_every_write_up_and_page_is_told(tmp_path: Path, part: int) -> None:
    cases = sample(MANY[part::3], 120)
    root = make_checkout(tmp_path, {})
    for case in cases:
        write(root / case.path, case.content)
    told = by_path(root)
    assert not [m for case in cases if (m := missed(case, told[case.path]))]


def test_every_data_file_is_told(tmp_path: Path) -> None:
    root = copy_library(tmp_path / "kasse")
    cases, found = sample(ALONE, 24), []
    assert not [p for p in judge(load(root), today()) if p.severity == "error"], "the library is right"
    for case in cases:
        file = root / case.path
        whole = file.read_bytes()
        write(file, case.content)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_utime
        told = by_path(root)[case.path]
        spent = resource.getrusage(resource.RUSAGE_SELF).ru_utime - before
        found += [
            m for m in (missed(case, told), f"{case.path}: {case.rule}: {spent:.0f} s" if spent > 20 else "") if m
        ]
        file.write_bytes(whole)
    assert not found
