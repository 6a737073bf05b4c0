"""The check's verdict is kept by everything it was made from: told again when nothing is changed, made anew when something is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from support import ROOT, make_checkout, write, writeup

from macros.authoring import editor_files
from macros.content.load import load
from macros.site import verdict as module
from macros.site.verdict import FOLDER, verdict

DAY = date(2026, 12, 1)


def test_nothing_is_judged_twice_and_nothing_that_is_changed_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = make_checkout(tmp_path / "root", {"øya.md": writeup(), "vik.md": writeup(title="Vika")})
    judged: list[int] = []
    whole = module._judged

    def counted(where: Path, day: date) -> list[module.Problem]:
        judged.append(1)
        return whole(where, day)

    monkeypatch.setattr(module, "_judged", counted)
    first = verdict(root, DAY)
    assert first and verdict(root, DAY) == first and len(judged) == 1
    monkeypatch.setenv("INNOMED_CONTACT", "post@innomed.no")
    changes = [
        lambda: write(root / "projects" / "vik.md", writeup(title="Vika", hours="mange")),
        lambda: (root / "projects" / "vik.md").rename(root / "projects" / "viken.md"),
        lambda: write(root / "docs" / "_data" / "privacy.yml", "names: [Blåbær]\n"),
        lambda: write(root / "docs" / "ny.md", "---\ntitle: Ny side\n---\n\nTekst.\n"),
        lambda: write(root / "mkdocs.yml", (root / "mkdocs.yml").read_text(encoding="utf-8") + "\n# mer\n"),
    ]
    for number, change in enumerate(changes, 2):
        change()
        found = verdict(root, DAY)
        assert len(judged) == number and found == whole(root, DAY), number
    (root / "docs" / "ny.md").rename(root / "docs" / "nyere.md")
    (root / "docs" / "nyere.md").rename(root / "docs" / "ny.md")
    assert verdict(root, DAY) == found and len(judged) == len(changes) + 1, "what is as it was is known"
    verdict(root, date(2026, 12, 2))
    assert len(judged) == len(changes) + 2, "what is right today may not be tomorrow"


def test_a_damaged_verdict_is_made_anew(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "root", {"oya.md": writeup(hours="mange")})
    first = verdict(root, DAY)
    for entry in (root / FOLDER).iterdir():
        entry.write_bytes(entry.read_bytes()[:-5])
    assert verdict(root, DAY) == first and any(p.severity == "error" for p in first)


def test_the_files_of_other_programs_are_compared_when_a_word_is_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are made from the word lists alone: an edited write-up has nothing to do with them."""
    root = make_checkout(tmp_path / "root", {"oya.md": writeup()})
    shutil.copytree(ROOT / ".ci/templates", root / ".ci/templates")
    compared, compare = [], editor_files.check_editor_files
    monkeypatch.setattr(editor_files, "check_editor_files", lambda content: (compared.append(1), compare(content))[1])
    lagging = [p.path for p in verdict(root, DAY) if p.code == "BY020"]
    assert ".github/ISSUE_TEMPLATE/nytt-prosjekt.yml" in lagging and len(compared) == 1
    write(root / "projects/oya.md", writeup(title="En annen øy"))
    assert [p.path for p in verdict(root, DAY) if p.code == "BY020"] == lagging and len(compared) == 1
    for path, text in editor_files.editor_files(root, load(root).vocabularies).items():
        write(root / path, text)
    assert not [p for p in verdict(root, DAY) if p.code == "BY020"] and len(compared) == 2
    words = root / "docs/_data/vocabulary/themes.yml"
    write(words, words.read_text(encoding="utf-8").replace("Oppgavedeling", "Deling av oppgaver på øya"))
    assert [p for p in verdict(root, DAY) if p.code == "BY020"] and len(compared) == 3
