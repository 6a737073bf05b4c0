"""What the program's own files name is remembered between two looks; that it is there, and can be read, is seen each time."""

from __future__ import annotations

from pathlib import Path

import pytest
from support import make_checkout, writeup

from macros.content.files import program
from macros.content.load import load


def told(root: Path) -> list[tuple[str, str]]:
    return [(p.code, p.path) for p in load(root).problems]


def test_what_goes_away_and_what_breaks_between_two_looks_is_told(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "kasse", {"oy.md": writeup()})
    first = told(root)
    assert told(root) == first
    icon, frame = root / "docs/assets/favicon.svg", root / "overrides/main.html"
    drawn, whole = icon.read_bytes(), frame.read_text(encoding="utf-8")
    icon.unlink()
    assert ("BY019", "docs/assets/favicon.svg") in told(root)
    icon.write_bytes(drawn)
    frame.write_text(whole + "{% if øya %}", encoding="utf-8")
    assert ("BY008", "overrides/main.html") in told(root) and ("BY008", "overrides/main.html") in told(root)
    frame.write_text(whole, encoding="utf-8")
    assert told(root) == first


def test_a_program_that_is_the_same_is_looked_through_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path / "kasse", {"oy.md": writeup()})
    first = told(root)
    monkeypatch.setattr(program, "_told", lambda root: pytest.fail("it is looked through again"))
    assert told(root) == first
