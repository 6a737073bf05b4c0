"""A new word is put into its list with a few lines, where it belongs, and nothing else in the file is changed."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import CONTENT, front_matter, make_checkout, write, writeup

from macros.authoring.word_lists import lists_with, with_value, words_to_add
from macros.cli import main
from macros.content.data.vocabularies import load_vocabularies
from macros.content.model.fields.new_words import NewWord, new_word
from macros.words.vocabulary.relied_on import LISTS

WORDS = load_vocabularies(CONTENT)[0]
FOLDER = "docs/_data/vocabulary"
ROUNDS, ORGANISATIONS = f"{FOLDER}/rounds.yml", f"{FOLDER}/organisations.yml"
FIRST = "label: {nb: Øya, nn: Øya}\n"
OLD = '  - key: "2024-s1"  # den første\n    label: {nb: Øya 2024, nn: Øya 2024}\n    year: 2024\n'
LATE = '  # langt fram\n  - {key: "2032-s1", label: {nb: Øya 2032, nn: Øya 2032}, year: 2032}\n'


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(tmp_path / "base", {"trygg-oy.md": writeup(title="Trygg øy")})
    monkeypatch.chdir(root)
    return root


def innomed(*args: str) -> Result:
    return CliRunner().invoke(main, list(args), catch_exceptions=False)


def word(text: str, name: str = "rounds") -> NewWord:
    found = new_word(text, WORDS[name], WORDS)
    assert found
    return found


def added(before: str, after: str) -> list[str]:
    """The lines that are new; nothing else may differ."""
    found = [line for line in difflib.ndiff(before.splitlines(True), after.splitlines(True)) if line[0] != " "]
    assert all(line[0] == "+" for line in found), found
    return [line[2:] for line in found]


@pytest.mark.parametrize(
    ("text", "before_it"),
    [
        (FIRST + "values:\n" + OLD + LATE, "    year: 2024\n"),
        (FIRST + "values:\n" + OLD + "\n\n" + LATE + "# slutt\n", "    year: 2024\n"),
        ("values:\n" + LATE + OLD + "closed: true\n" + FIRST, "    year: 2024\n"),
        ("values:\n" + OLD + "    # om øya\n\n# til slutt\n", "    year: 2024\n"),
        ("values:\n" + OLD.rstrip("\n"), "    year: 2024"),
        ("values:\n" + OLD.replace("\n  ", "\n").replace("  - ", "- "), "  year: 2024\n"),
        (("values:\n" + OLD + LATE).replace("\n", "\r\n"), "    year: 2024\r\n"),
        ("values:\n" + OLD.replace("    year: 2024\n", "    year: 2024\n    note:\n      nb: |\n        # Ø\n\n        å\n"), "        å\n"),
    ],
    ids=["sorted", "comments", "not last", "trailing", "no newline", "no indent", "crlf", "block text"],
)  # fmt: skip
def test_it_comes_after_what_it_goes_with_and_nothing_else_is_touched(text: str, before_it: str) -> None:
    after = with_value(text, word("S1 2025"))
    assert after
    first, *rest = added(text + ("" if text.endswith("\n") else "\n"), after)
    assert first.lstrip().startswith('- key: "2025-s1"') and all(":" in line for line in rest)
    assert after[: after.index(first)].endswith(before_it.rstrip("\r\n") + ("\r\n" if "\r\n" in text else "\n"))
    assert ("\r\n" in first) == ("\r\n" in text)


@pytest.mark.parametrize(
    "text",
    ["values: []\n", 'values: [{key: "2024-s1", year: 2024}]\n', "values: ja\n", "", "values:\n", "- a\n", "a: [\n"],
)
def test_a_list_in_another_shape_is_left_alone(text: str) -> None:
    assert with_value(text, word("S1 2025")) is None


def test_the_lists_themselves(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    new = [
        word("S1 2023"),
        word("S2 2023"),
        word("Lillestrøm kommune", "organisations"),
        word("Ø Data AS", "organisations"),
    ]
    changed, left = lists_with(root, new)
    assert set(changed) == {ROUNDS, ORGANISATIONS} and left == []
    for path, content in changed.items():
        assert len(added((root / path).read_text(encoding="utf-8"), content.decode())) >= 2 * 4
        write(root / path, content)
    words, problems = load_vocabularies(root)
    assert problems == []
    assert words["rounds"].keys()[2:5] == ("2022-s1", "2023-s1", "2023-s2")
    keys = words["organisations"].keys()
    assert keys.index("lillestrom-kommune") == keys.index("vaga-kommune") + 1
    assert keys.index("o-data") == keys.index("innomed") + 1


def test_what_may_be_a_spelling_mistake_is_not_added() -> None:
    fields = {
        "owner": ["Helse Vesst RHF", "Stiftelsen Øy", "Bergen kommune"],
        "partners": "Stiftelsen Øy",
        "title": "X Y",
    }
    fields |= {"round": ["S1 2024", "S1 2025", "Runde 1 2025"], "hours": 5, "region": ["Nord"]}
    assert [w.key for w in words_to_add(fields, WORDS)] == ["stiftelsen-oy", "2025-s1"]


def test_new_does_it_when_asked_and_never_otherwise(checkout: Path) -> None:
    args = ("new", "--title", "Hjem på Ærøya", "--owner", "Stiftelsen Trygg Øy", "--round", "S1 2025", "--no-input")
    before = {p: (checkout / p).read_text(encoding="utf-8") for p in (ROUNDS, ORGANISATIONS)}
    told = innomed(*args)
    assert told.exit_code == 2 and "FM" not in told.stdout and "rounds.yml" in told.stderr
    assert before == {p: (checkout / p).read_text(encoding="utf-8") for p in before}
    done = innomed(*args, "--new-words")
    assert done.exit_code == 0, done.output
    assert f"Ført opp: «Første runde 2025 (S1)» i {ROUNDS}." in done.stdout and f"i {ORGANISATIONS}." in done.stdout
    front = front_matter(checkout / "projects/hjem-pa-aeroya.md")
    assert (front["round"], front["owner"]) == (["2025-s1"], ["stiftelsen-trygg-oy"])
    assert all(added(text, (checkout / p).read_text(encoding="utf-8")) for p, text in before.items())
    assert innomed("check").exit_code == 0


def test_a_likely_mistake_stops_new_even_then(checkout: Path) -> None:
    done = innomed("new", "--title", "Øy", "--owner", "Helse Vesst RHF", "--new-words", "--no-input")
    assert done.exit_code == 2 and "Mente du «Helse Vest RHF»?" in done.stderr


def test_import_does_it_when_asked_and_shows_it_first(checkout: Path) -> None:
    write(
        checkout.parent / "liste.csv",
        "Prosjekt;Eier;Runde\nNytt på Ærøya;Stiftelsen Øy;S1 2025\nEt til på øya;Bergen kommune;S1 2025\n",
    )
    before = (checkout / ROUNDS).read_bytes()
    without = innomed("import", "../liste.csv", "--dry-run")
    assert without.exit_code == 1 and "Kjør en gang til med --new-words, så" in without.stdout
    shown = innomed("import", "../liste.csv", "--new-words", "--dry-run")
    assert shown.exit_code == 0 and "Ville ført opp: «Stiftelsen Øy»" in shown.stdout, shown.output
    assert (checkout / ROUNDS).read_bytes() == before and not (checkout / "projects/nytt-pa-aeroya.md").exists()
    done = innomed("import", "../liste.csv", "--new-words")
    assert done.exit_code == 0 and done.stdout.count("Ført opp: ") == 2, done.output
    assert front_matter(checkout / "projects/et-til-pa-oya.md")["round"] == ["2025-s1"]
    assert innomed("check").exit_code == 0
    again = innomed("import", "../liste.csv", "--new-words")
    assert "Ført opp" not in again.stdout and "0 nye" in again.stdout


def test_import_does_it_afterwards_too(checkout: Path) -> None:
    write(checkout.parent / "liste.csv", "Prosjekt;Eier;Runde\nNytt på Ærøya;Bergen kommune;S1 2025\n")
    first = innomed("import", "../liste.csv")
    assert first.exit_code == 1 and "--new-words --overwrite" in first.stdout
    done = innomed("import", "../liste.csv", "--new-words", "--overwrite")
    assert done.exit_code == 0 and "Ført opp: «Første runde 2025 (S1)»" in done.stdout, done.output
    assert innomed("check").exit_code == 0


@pytest.mark.parametrize("name", sorted(LISTS))
def test_one_word_more_in_any_list_is_no_error(name: str, tmp_path: Path) -> None:
    """A new word needs its line and nothing else."""
    root = make_checkout(tmp_path, {"trygg-oy.md": writeup(title="Trygg øy")})
    file = root / FOLDER / f"{name}.yml"
    extra = {"organisations": ", kind: annet", "rounds": ", year: 2033", "hours_bands": ", min: 9001, max: 10000",
             "benefit_status": ", stage: measured"}.get(name, "")  # fmt: skip
    line = f"  - {{key: nytt-ord, label: {{nb: Et nytt ord på øya, nn: Eit nytt ord på øya}}{extra}}}\n"
    now = file.read_text(encoding="utf-8").rstrip("\n") + "\n"
    if name == "hours_bands":  # they share the hours between them, so a new one takes some from the last
        now = now.replace("max: 10000", "max: 9000")
    write(file, now + line)
    told = innomed_in(root, "check")
    assert told.exit_code == 0 and "Ingen feil." in told.stdout, told.stdout


def innomed_in(root: Path, *args: str) -> Result:
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        return innomed(*args)
