"""Nobody is advised to write what they have written already: over every example of a mistake."""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from examples import told

from macros.words.problems import Place, Problem, problem
from macros.words.problems.shown import examples

RUN = sorted(code for code, example in examples().items() if not example.made)


def advised(found: Problem) -> list[str]:
    """What a hint offers in place of the value."""
    meant = re.findall(r"Mente du «([^»]*)»", found.hint)
    return meant + re.findall(r"(?:Skriv|Skriv adressen, så blir det en lenke|Skriv den nye): (.+)$", found.hint)


def seen(text: str) -> str:
    return unicodedata.normalize("NFC", text).strip()


@pytest.mark.parametrize("code", RUN)
def test_no_advice_is_what_stands_there(code: str, tmp_path: Path) -> None:
    example = examples()[code]
    for found in told(example, example.wrong, tmp_path):
        assert seen(found.value) not in {seen(a) for a in advised(found)} or not found.value, found.as_text()
        file = tmp_path / found.path
        lines = file.read_bytes().decode("utf-8", "replace").split("\n") if file.is_file() else []
        line = seen(lines[found.line - 1]) if 0 < found.line <= len(lines) else ""
        assert not line or line not in {seen(a) for a in advised(found)}, found.as_text()


@pytest.mark.parametrize("same", ["blåbær", "bla\u030abær", " blåbær "])
def test_a_suggestion_that_looks_the_same_is_left_out(same: str) -> None:
    found = problem("MK001", "docs/om/øya.md", Place(), value="blåbær", suggestion=same)
    assert "Mente du" not in found.hint and found.hint
