"""What does not go together in a write-up, at the very limit."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.site.checks import check


@pytest.mark.parametrize(
    ("direction", "target", "wrong"),
    [
        ("opp", 13, False),
        ("opp", 12, True),
        ("opp", 11, True),
        ("ned", 11, False),
        ("ned", 12, True),
        ("ned", 13, True),
    ],
)
def test_a_goal_lies_beyond_the_baseline(tmp_path: Path, direction: str, target: int, wrong: bool) -> None:
    """A target equal to the baseline is no goal in either direction."""
    benefit = (
        f"[{{id: g1, type: annen-gevinst, description: Færre båtturer, unit: turer, direction: {direction}, "
        f"baseline: 12, target: {target}}}]"
    )
    found = check(load(make_checkout(tmp_path, {"oy.md": writeup(benefits=benefit)})))
    assert [p.field for p in found if p.code == "KX114"] == (["target"] if wrong else [])
