"""An old field says what replaced it, and gives the line to paste: the line is correct once the date is filled in."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.authoring.fix.fixing import Kit, fixed
from macros.content.load import load
from macros.content.model import Project
from macros.site.checks import check
from macros.words.problems import Problem

DAY = date(2026, 11, 22)
SOURCED = '[{title: "Øyrapporten, del 2", url: "https://example.org/oy", as_of: 2025-03}]'


def told(folder: Path, text: str) -> list[Problem]:
    return check(load(make_checkout(folder, {"oya.md": text})), DAY)


def pasted(problem: Problem) -> str:
    """The field's line in the hint."""
    match = re.search(r"Skriv: (\w+): (.*[}\]])(?= |$)", problem.hint)
    assert match, problem.hint
    return match[2]


@pytest.mark.parametrize(
    ("old", "code", "says"),
    [
        ({"stopped": "{date: 2024-12-01, reason: 'Båten, og kaia, ble solgt'}"}, "FM174", "Båten, og kaia, ble solgt (2024-12-01)"),
        ({"stopped": "{reason: Ærlig talt}"}, "FM174", "Ærlig talt"),
        ({"in_operation_since": "2023-05"}, "FM175", "I drift siden 2023-05"),
        ({"in_operation_since": "true"}, "FM175", 'scope: "…"'),
    ],
)  # fmt: skip
def test_the_line_to_paste_holds_the_authors_words_and_is_correct(
    old: dict[str, str], code: str, says: str, tmp_path: Path
) -> None:
    (problem,) = told(tmp_path / "a", writeup(**old, source=SOURCED))
    assert (problem.code, problem.line) == (code, 10) and says in problem.hint and "as_of: 2025-03" in problem.hint
    assert told(tmp_path / "b", writeup(outcome=pasted(problem), source=SOURCED)) == []


def test_without_a_dated_source_the_date_is_left_to_the_author(tmp_path: Path) -> None:
    undated = '[{title: "Øyrapporten", url: "https://example.org/oy"}]'
    problem = next(
        p for p in told(tmp_path / "a", writeup(in_operation_since="2023-05", source=undated)) if p.code == "FM175"
    )
    assert "as_of: ÅÅÅÅ-MM" in problem.hint
    again = told(tmp_path / "b", writeup(outcome=pasted(problem), source=undated))
    assert "FM033" in [p.code for p in again], "what nobody knows is not published by mistake"


@pytest.mark.parametrize(
    "measured", ["4", "{value: 4, date: 2025, released: 2025-06-01}", "\n      value: 4\n      released: 2025-06-01"]
)
def test_measured_becomes_measurements(measured: str, tmp_path: Path) -> None:
    benefits = f"\n  - id: g1\n    type: annen-gevinst\n    description: Færre båtturer\n    status: malt\n    measured: {measured}\n    indicator: Turer"
    text = writeup(benefits=benefits)
    (problem,) = told(tmp_path, text)
    assert (
        problem.code == "FM173" and "measurements: [" in problem.hint and "value: 4" in problem.hint
    ) or "[4]" in problem.hint
    better = fixed(text.encode(), Project, Kit(load(tmp_path).vocabularies)).text
    assert better and "measured" not in better and "    measurements:" in better and "indicator: Turer" in better
    codes = {p.code for p in told(tmp_path / "b", better)}
    assert not codes & {"FM173", "FM020"} and (codes & {"KX182"} == ({"KX182"} if measured == "4" else set()))


@pytest.mark.parametrize("value", ["1", "", "2  # øy"])
def test_a_schema_version_is_deleted_with_its_line(value: str, tmp_path: Path) -> None:
    text = writeup(schema_version=value, aliases="[Øya]")
    (problem,) = told(tmp_path, text)
    assert problem.code == "FM172" and problem.hint == "Slett linjen."
    better, kit = fixed(text.encode(), Project, Kit(load(tmp_path).vocabularies)).text, Kit(load(tmp_path).vocabularies)
    assert better == fixed(writeup(aliases="[Øya]").encode(), Project, kit).text and "schema" not in str(better)


def test_where_both_are_written_nothing_is_thrown_away(tmp_path: Path) -> None:
    both = "[{id: g1, type: annen-gevinst, description: Ærlig, status: malt, measured: 4, measurements: [{value: 5, released: 2025-01-01}]}]"
    text = writeup(benefits=both)
    assert [p.code for p in told(tmp_path, text) if p.severity == "error"] == ["FM173"]
    better = fixed(text.encode(), Project, Kit(load(tmp_path).vocabularies)).text
    assert better and "measured: 4, measurements: [{value: 5, released: 2025-01-01}]" in better
