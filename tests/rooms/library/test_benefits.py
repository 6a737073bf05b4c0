"""Benefits across projects, counted a second time from ``projects.json``."""

from __future__ import annotations

import json
from collections import Counter

import pytest

from macros.library.benefits import AXES, STAGES, all_benefits, counts
from macros.library.library import Library
from macros.opendata.objects import projects_json

STAGE_OF = {"forventet": "expected", "nullpunkt-malt": "baseline", "bortfalt": "dropped"}


@pytest.mark.parametrize("axis", AXES)
def test_benefits_per_value_and_stage(library: Library, axis: str) -> None:
    """One with several recipients counts for each; one that says nothing counts as unknown, and never disappears."""
    wanted: Counter[tuple[str, str]] = Counter()
    for project in json.loads(projects_json(library)):
        for benefit in project["benefits"]:
            stage = STAGE_OF.get(benefit["status"], "measured")
            told = benefit[axis] if isinstance(benefit[axis], list) else [benefit[axis]]
            if not benefit["shared"] and stage != "dropped":
                wanted.update((value, stage) for value in [v for v in told if v] or ["ukjent"])
    table = counts(library, all_benefits(library), axis)
    assert {(value, stage): n for value, row in table.items() for stage, n in row.items() if n} == wanted
    assert all(tuple(row) == STAGES for row in table.values()) and list(table)[-1] == "ukjent"
