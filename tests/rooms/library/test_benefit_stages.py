"""What a benefit's status means is said on the word, and whoever counts reads it there."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.benefits import all_benefits
from macros.library.library import Library
from macros.site.checks import check

LIST = "docs/_data/vocabulary/benefit_status.yml"
GAIN = "id: g1, type: annen-gevinst, description: Færre båtturer, indicator: Båtturer, unit: turer"
FIGURE = "measurements: [{value: 4, date: 2025-02, released: 2025-03-01}], baseline: 6"


def checkout(folder: Path, stage: str, figure: str = "") -> Path:
    """A word of our own, «halvveis», that means ``stage``, and a benefit that has it."""
    root = make_checkout(
        folder, {"oya.md": writeup(benefits=f"[{{{GAIN}, status: halvveis{figure and ', ' + figure}}}]")}
    )
    line = f"    stage: {stage}\n" if stage else ""
    added = f"  - key: halvveis\n{line}    label: {{nb: På vei, nn: På veg}}\n"
    (root / LIST).write_text((root / LIST).read_text(encoding="utf-8") + added, encoding="utf-8")
    return root


@pytest.mark.parametrize("stage", ["expected", "baseline", "measured", "dropped"])
def test_a_new_word_counts_as_it_says(tmp_path: Path, stage: str) -> None:
    library = Library.of(load(checkout(tmp_path, stage)))
    assert [b.stage for b in all_benefits(library, stage)] == [stage]
    assert len(all_benefits(library)) == (stage != "dropped")


@pytest.mark.parametrize(
    ("stage", "figure", "wanted"),
    [
        ("measured", "", {"KX110"}),
        ("measured", FIGURE, set()),
        ("expected", FIGURE, {"KX111"}),
        ("baseline", FIGURE, {"KX111"}),
        ("dropped", FIGURE, set()),
        ("expected", "", set()),
        ("dropped", "", set()),
    ],
)
def test_a_new_word_is_held_against_the_measurements(tmp_path: Path, stage: str, figure: str, wanted: set[str]) -> None:
    found = {p.code for p in check(load(checkout(tmp_path, stage, figure)))}
    assert found & {"KX110", "KX111"} == wanted


@pytest.mark.parametrize(("stage", "code"), [("", "FM021"), ("målt", "FM025")])
def test_a_word_that_does_not_say_what_it_means_is_told(tmp_path: Path, stage: str, code: str) -> None:
    """Without it nobody knows whether the benefit is hoped for or measured, so the list cannot be used."""
    found = [p for p in check(load(checkout(tmp_path, stage))) if p.path == LIST]
    assert (code, "stage") in {(p.code, p.field.rpartition(".")[2]) for p in found if p.severity == "error"}, found
