"""A new word needs its line and nothing else: what is made from the word lists is renewed by fix, and check only warns."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support import ROOT, make_checkout, write, writeup

from macros.authoring.editor_files import ISSUE_FORM
from macros.cli import main


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(tmp_path / "base", {"trygg-oy.md": writeup()})
    shutil.copytree(ROOT / ".ci" / "templates", root / ".ci" / "templates")
    monkeypatch.chdir(root)
    return root


def innomed(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def test_check_warns_and_fix_renews(checkout: Path) -> None:
    shown = innomed("fix", "--diff")
    assert shown.exit_code == 1 and f"+++ {ISSUE_FORM} (etter)" in shown.stdout and not (checkout / ISSUE_FORM).exists()
    done = innomed("fix")
    assert done.exit_code == 0 and f"Rettet: {ISSUE_FORM}\n" in done.stdout
    assert innomed("check").stdout == "Ingen feil.\n"
    rounds = checkout / "docs/_data/vocabulary/rounds.yml"
    line = '  - {key: "2033-s1", label: {nb: Første runde 2033 (S1), nn: Første runde 2033 (S1)}, year: 2033}\n'
    write(rounds, rounds.read_text(encoding="utf-8") + line)
    told = json.loads(innomed("check", "--format", "json").stdout)
    assert {(p["code"], p["severity"]) for p in told} == {("BY020", "warning")}
    assert {ISSUE_FORM, ".vscode/schemas/project.schema.json"} <= {p["path"] for p in told}
    assert "er laget av ordlistene" in told[0]["message"] and "Kjør: innomed fix." in told[0]["hint"]
    one = innomed("check", "projects/trygg-oy.md")
    assert (one.exit_code, one.stdout) == (0, "Ingen feil.\n"), "only what was asked about"
    assert innomed("fix", "projects/trygg-oy.md").stdout == "Ingenting å rette.\n"
    assert innomed("fix").exit_code == 0 and innomed("check").stdout == "Ingen feil.\n"
    asked = {q.get("id"): q["attributes"] for q in yaml.safe_load((checkout / ISSUE_FORM).read_bytes())["body"]}
    assert "Første runde 2033 (S1)" in asked["round"]["options"]


def test_where_there_are_no_templates_nothing_is_made(checkout: Path) -> None:
    shutil.rmtree(checkout / ".ci")
    assert innomed("check").stdout == "Ingen feil.\n" and innomed("fix").exit_code == 0
    assert not (checkout / ".github").exists() and not (checkout / ".vscode").exists()
