"""A word that was replaced becomes today's; what only a human can choose is told, and nothing else is touched."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support import make_checkout, writeup

from macros.cli import main
from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Problem
from macros.words.vocabulary import Value, Vocabulary


def test_what_a_word_is_called_today() -> None:
    values = (
        Value("a", {"nb": "A"}, replaced_by="b"),
        Value("b", {"nb": "B"}, replaced_by="c"),
        Value("c", {"nb": "C"}),
        Value("d", {"nb": "D"}, split_into=("b", "c")),
        Value("e", {"nb": "E"}, replaced_by="f"),
        Value("f", {"nb": "F"}, replaced_by="e"),
        Value("g", {"nb": "G"}, replaced_by="borte"),
    )
    words = Vocabulary("x", {"nb": "X"}, values)
    assert [words.current(k) for k in "acd"] == [("c",), ("c",), ("b", "c")]
    assert words.current("g") == ("g",)
    assert words.current("e") in (("e",), ("f",)), "a circle ends"


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Themes where one word is replaced and one is divided, and a write-up that uses both."""
    root = make_checkout(
        tmp_path,
        {
            "aere.md": writeup(
                themes="[Teknologi, oppgavedeling]  # æ", verified="2026-03-01", classified_by="redaksjonen"
            ).replace("title", "# ø\ntitle", 1)
        },
    )
    file = root / "docs/_data/vocabulary/themes.yml"
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["values"] += [
        {"key": "teknologi", "label": {"nb": "Teknologi"}, "valid_to": "2025-12-31", "replaced_by": "digitalisering-og-teknologi"},
        {"key": "folk", "label": {"nb": "Folk og øyer"}, "valid_to": "2025-12-31", "split_into": ["oppgavedeling", "organisering"]},
    ]  # fmt: skip
    file.write_text(yaml.safe_dump(data, allow_unicode=True), encoding="utf-8")
    monkeypatch.chdir(root)
    return root


def innomed(*args: str) -> Result:
    return CliRunner().invoke(main, list(args))


def problems(root: Path) -> list[Problem]:
    return [p for p in check(load(root)) if p.path.startswith("projects/")]


def test_a_word_that_was_replaced_is_told_and_fixed(checkout: Path) -> None:
    file = checkout / "projects/aere.md"
    (told,) = problems(checkout)
    assert told.as_text() == (
        "projects/aere.md:11:10: MG002 advarsel: «Teknologi» er byttet ut i ordlisten. "
        "Skriv «Digitalisering og teknologisk utvikling»."
    )
    before = file.read_text(encoding="utf-8")
    shown = innomed("fix", "--diff")
    assert shown.exit_code == 1
    assert "+themes: [digitalisering-og-teknologi, oppgavedeling]  # æ" in shown.output
    assert file.read_text(encoding="utf-8") == before, "only shown"
    assert "themes: [digitalisering-og-teknologi, oppgavedeling]  # æ" in fixed_file(file)
    assert problems(checkout) == []
    assert file.read_text(encoding="utf-8").startswith("---\n# ø\ntitle")


def test_the_new_word_stands_once_when_both_stood_there(checkout: Path) -> None:
    file = checkout / "projects/aere.md"
    both = file.read_text(encoding="utf-8").replace("Teknologi,", "Teknologi, digitalisering-og-teknologi,")
    file.write_text(both, encoding="utf-8")
    assert "themes: [digitalisering-og-teknologi, oppgavedeling]  # æ" in fixed_file(file)
    assert problems(checkout) == []


def fixed_file(file: Path) -> str:
    done = innomed("fix")
    assert done.exit_code == 0, done.output
    return file.read_text(encoding="utf-8")


def test_a_word_that_was_divided_is_never_guessed(checkout: Path) -> None:
    file = checkout / "projects/aere.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Teknologi,", "folk,"), encoding="utf-8")
    done = innomed("fix")
    assert done.exit_code == 0, "a warning"
    assert "[folk, oppgavedeling]" in file.read_text(encoding="utf-8")
    told = "MG003 advarsel: «Folk og øyer» er delt i flere i ordlisten, og bare et menneske kan velge. "
    assert told + "Velg den som passer: Oppgavedeling, Organisering av helse- og omsorgstjenestene." in done.output
    assert done.output.count("MG003") == 1


def test_a_word_divided_into_what_does_not_exist_is_told(checkout: Path) -> None:
    file = checkout / "docs/_data/vocabulary/themes.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("- organisering\n", "- organisasjon\n"), encoding="utf-8")
    assert "MG007" in [p.code for p in check(load(checkout))]
