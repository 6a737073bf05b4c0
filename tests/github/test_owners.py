"""Who approves code must be decided before anybody can see the repository, and propose."""

from pathlib import Path

import pytest
from owners import FILE, main, undecided
from support import ROOT, write

TEMPLATE = (ROOT / FILE).read_text(encoding="utf-8")
DECIDED = "* @øyhelse/utviklere\n/projects/ @øyhelse/redaksjonen\n"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (TEMPLATE if "MÅ SETTES" in TEMPLATE else f"# MÅ SETTES\n{DECIDED}", "plassholdere"),
        ("/projects/ @a\n", "hvem som godkjenner resten"),
        ("*\n", "hvem som godkjenner resten"),
        ("* @a\n/docs/\n", "«/docs/»"),
        ("* @a\n/docs/ alle\n", "«/docs/»"),
        ("", "hvem som godkjenner resten"),
        (DECIDED, ""),
    ],
)
def test_what_is_not_decided_is_told(text: str, told: str) -> None:
    found = undecided(text)
    assert told in found and bool(told) == bool(found)


@pytest.mark.parametrize(("visibility", "code"), [("public", 1), ("", 1), ("private", 0), ("internal", 0)])
def test_only_an_open_repository_is_stopped(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], visibility: str, code: int
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["--visibility", visibility]) == code and "mangler" in capsys.readouterr().err
    write(tmp_path / FILE, f"# MÅ SETTES\n{DECIDED}")
    assert main(["--visibility", visibility]) == code and "plassholdere" in capsys.readouterr().err
    write(tmp_path / FILE, DECIDED)
    assert main(["--visibility", visibility]) == 0 and capsys.readouterr().err == ""
