"""An old write-up becomes a new one; what only a human can choose is asked about, and nothing else is touched."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result
from support import ROOT, make_checkout, write, writeup

from macros.authoring.fix_lines import parts
from macros.authoring.fixing import Kit, mistakes
from macros.authoring.migrate import Migrated, Question, migrated, version_of
from macros.catalogue.checks import check
from macros.cli import main
from macros.intake.load import load
from macros.intake.migrations import load_migrations
from macros.intake.vocabularies import load_vocabularies
from macros.model import Project, migration
from macros.model.migration import CONTENT_VERSION, Migration
from macros.problems import Problem
from macros.vocabulary import Value, Vocabulary

OLD = Path(__file__).parent / "old"
TEXT = (OLD / "gammel-omtale.md").read_text(encoding="utf-8")
WORDS, _ = load_vocabularies(ROOT)


@pytest.fixture
def steps(tmp_path: Path) -> list[Migration]:
    folder = tmp_path / "docs/_data/migrations"
    folder.mkdir(parents=True)
    for file in OLD.glob("*.yml"):
        shutil.copy(file, folder)
    found, problems = load_migrations(tmp_path)
    assert problems == []
    return found


@pytest.fixture
def newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program of some years ahead, that reads version 3."""
    monkeypatch.setattr(migration, "CONTENT_VERSION", 3)


def whole(text: str, steps: Sequence[Migration]) -> tuple[str, Migrated]:
    split = parts(text)
    assert split
    done = migrated(split[1], Project, steps, WORDS, "projects")
    return split[0] + done.front + split[2], done


def test_an_old_write_up_becomes_a_new_one_and_keeps_every_comment(steps: list[Migration]) -> None:
    text, done = whole(TEXT, steps)
    changed = {
        "round: 2024-s1  # den første": "round: [2024-s1]  # den første",
        "result:   # hva det ble til": "deliverables:   # hva det ble til",
        "themes: [teknologi, oppgavedeling]": "themes: [digitalisering-og-teknologi, oppgavedeling]",
        "stopped: Kommunene gikk hver til sitt": "stopped: {reason: Kommunene gikk hver til sitt}",
        "  - kind: bedre-oppgavedeling": "  - type: bedre-oppgavedeling",
    }
    expected = TEXT
    for old, new in changed.items():
        expected = expected.replace(old, new, 1)
    assert text == expected.replace("\n---\n\n## Mål", "\nschema_version: 2\n---\n\n## Mål")
    assert done.questions == (Question(14, "barriers", "juss", ("lovverk", "konkurranse")),)
    assert done.why[0] == "Feltet heter nå det samme som i årsrapporten."
    assert len(done.why) == 5


@pytest.mark.usefixtures("newest")
def test_when_the_human_has_chosen_it_is_in_the_newest_version(steps: list[Migration]) -> None:
    half, _ = whole(TEXT, steps)
    text, done = whole(half.replace("[juss,", "[lovverk,"), steps)
    assert done.questions == ()
    assert "schema_version: 3\n" in text
    assert mistakes((parts(text) or ("", "", ""))[1], Project, Kit(WORDS)) == (0, 0)
    again, nothing = whole(text, steps)
    assert (again, nothing.why, nothing.questions) == (text, (), ()), "a second run changes nothing"


def test_a_field_that_is_there_already_is_not_written_over(steps: list[Migration]) -> None:
    text = TEXT.replace("themes:", "deliverables: [tiltakskort]\nthemes:")
    assert "result:   # hva det ble til" in whole(text, steps)[0]


def test_version_of() -> None:
    assert version_of("\ntitle: Æ\n") == 1
    assert version_of("\nschema_version: 7\n") == 7
    assert version_of("\nschema_version: ny\n") == 1
    assert version_of("\n: [") == 1


def test_a_newer_version_than_the_program_knows_is_an_error_that_says_so(tmp_path: Path) -> None:
    (told,) = problems(make_checkout(tmp_path, {"ny.md": writeup(schema_version="2")}))
    assert told.as_text() == (
        "projects/ny.md:9:17: MG001 Omtalen er skrevet etter utgave 2 av feltene, men programmet her kjenner bare til "
        "utgave 1. Hent den nyeste utgaven av kunnskapsbasen. Er tallet en skrivefeil, sletter du linjen."
    )


def test_the_program_reads_the_version_that_the_last_steps_lead_to() -> None:
    found, problems = load_migrations(ROOT)
    assert problems == []
    assert [m.to for m in found] == list(range(2, CONTENT_VERSION + 1))


@pytest.mark.parametrize(
    "step",
    [
        "{change: rename, field: a, why: Fordi.}",
        "{change: word, field: a, to: b, why: Fordi.}",
        "{change: word, field: a, value: b, into: [c], why: Fordi.}",
        "{change: list, field: a, to: b, why: Fordi.}",
        "{change: record, field: a, to: b, value: c, why: Fordi.}",
        "{change: rename, field: a, into: [b, c], why: Fordi.}",
    ],
)
def test_a_step_that_is_not_finished_is_told(step: str, tmp_path: Path) -> None:
    write(tmp_path / "docs/_data/migrations/2.yml", f"to: 2\nabout: Æ\nprojects:\n  - {step}\n")
    assert [p.code for p in load_migrations(tmp_path)[1]] == ["MG005"]


def test_a_file_of_steps_has_the_name_of_its_version(tmp_path: Path) -> None:
    write(tmp_path / "docs/_data/migrations/neste.yml", "to: 2\nabout: Æ\n")
    assert [p.code for p in load_migrations(tmp_path)[1]] == ["MG006"]


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
            "aere.md": writeup(themes="[Teknologi, oppgavedeling]  # æ", verified="2026-03-01").replace(
                "title", "# ø\ntitle", 1
            )
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


def test_a_word_that_was_replaced_is_told_and_migrated(checkout: Path) -> None:
    file = checkout / "projects/aere.md"
    (told,) = problems(checkout)
    assert told.as_text() == (
        "projects/aere.md:10:10: MG002 advarsel: «Teknologi» er byttet ut i ordlisten. "
        "Skriv «Digitalisering og teknologisk utvikling», eller kjør «innomed fix --migrate»."
    )
    assert "themes: [teknologi, oppgavedeling]  # æ" in innomed_written(file, "fix"), "without --migrate the word stays"
    assert "themes: [digitalisering-og-teknologi, oppgavedeling]  # æ" in innomed_written(file, "fix", "--migrate")
    assert problems(checkout) == []
    assert "# ø\ntitle" in file.read_text(encoding="utf-8")


def innomed_written(file: Path, *args: str) -> str:
    done = innomed(*args)
    assert done.exit_code == 0, done.output
    return file.read_text(encoding="utf-8")


def test_a_word_that_was_divided_is_never_guessed(checkout: Path) -> None:
    file = checkout / "projects/aere.md"
    file.write_text(file.read_text(encoding="utf-8").replace("Teknologi,", "folk,"), encoding="utf-8")
    done = innomed("fix", "--migrate")
    assert done.exit_code == 0, "a warning"
    assert "[folk, oppgavedeling]" in file.read_text(encoding="utf-8")
    told = "MG003 advarsel: «Folk og øyer» er delt i flere i ordlisten, og bare et menneske kan velge. "
    assert told + "Velg den som passer: Oppgavedeling, Organisering av helse- og omsorgstjenestene." in done.output
    assert done.output.count("MG003") == 1


def test_a_word_divided_into_what_does_not_exist_is_told(checkout: Path) -> None:
    file = checkout / "docs/_data/vocabulary/themes.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("- organisering\n", "- organisasjon\n"), encoding="utf-8")
    assert "MG007" in [p.code for p in check(load(checkout))]


@pytest.mark.usefixtures("newest")
def test_an_old_write_up_is_told_and_the_command_brings_it_along(checkout: Path) -> None:
    file = write(checkout / "projects/aere.md", TEXT)
    for step in OLD.glob("*.yml"):
        shutil.copy(step, checkout / "docs/_data/migrations")
    shown = innomed("fix", "--migrate", "--diff")
    assert shown.exit_code == 1
    assert "+deliverables:   # hva det ble til" in shown.output
    assert file.read_text(encoding="utf-8") == TEXT, "only shown"
    done = innomed("fix", "--migrate")
    assert "projects/aere.md: Datoen kan nå stå ved siden av grunnen." in done.output
    text = file.read_text(encoding="utf-8")
    line = text[: text.index("juss")].count("\n") + 1
    assert f"projects/aere.md:{line}:1: MG003" in done.output
    assert "Velg den som passer: Lovverk, Konkurranse" in done.output
    assert text.endswith(TEXT[TEXT.index("## Mål") :]), "the body is the same"
    assert "# Skrevet i 2024" in text and "# den viktigste" in text
    file.write_text(text.replace("juss", "lovverk"), encoding="utf-8")
    (told,) = [p for p in problems(checkout) if p.code.startswith("MG")]
    assert told.as_text().startswith(
        "projects/aere.md:21:17: MG004 advarsel: Omtalen er skrevet etter utgave 2 av feltene."
    )
    assert innomed("fix", "--migrate").exit_code == 0
    assert problems(checkout) == []
