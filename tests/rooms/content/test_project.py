"""What a project answers about itself."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.library import Library
from macros.portfolio.figures.figures import figure_value
from macros.words.vocabulary import UNKNOWN


@pytest.mark.parametrize(("written", "known"), [("120", 120), ("0", 0), (UNKNOWN, None)])
def test_known_hours_are_a_number_or_nothing(tmp_path: Path, written: str, known: int | None) -> None:
    root = make_checkout(tmp_path, {"blaabaer.md": writeup(hours=written)})
    assert load(root).projects[0].data.known_hours == known


def test_unknown_hours_come_last_and_count_in_no_sum(tmp_path: Path) -> None:
    """0 is a number: it stands before what nobody knows."""
    hours = {"al": UNKNOWN, "oy": "0", "aera": "120"}
    root = make_checkout(
        tmp_path,
        {f"{slug}.md": writeup(hours=h, round="2024-s1", title=f"Prosjekt {slug}") for slug, h in hours.items()},
    )
    library = Library.of(load(root))
    found = library.sort(library.projects, "timer")
    assert [r.data.known_hours for r in found] == [120, 0, None]
    assert figure_value(library, "timer", 2024, date(2026, 11, 22)) == (120, 2)
