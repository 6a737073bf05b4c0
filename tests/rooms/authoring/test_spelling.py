"""The spelling check: what is prose, what is known, and that it never stops anything."""

from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from support import make_checkout, write, writeup

from macros.authoring import spelling
from macros.authoring.spelling import blanked, of_yaml, unknown_words, words
from macros.cli import main


def said(text: str) -> list[str]:
    return [word for word, _ in words(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pasienten på øya får hjelp.", ["Pasienten", "på", "øya", "får", "hjelp"]),
        ("Møtet i Ålesund ble holdt av Kari.", ["Møtet", "i", "ble", "holdt", "av"]),
        ("DHO og VVHF-prosjektet er i gang", ["og", "er", "i", "gang"]),
        ("Se `kode her` og [rapporten](fil-med-rar-navn.pdf).", ["Se", "og", "rapporten"]),
        ("Makro: {{ project_card('x') }} og {: .klasse }", ["Makro", "og"]),
        ("Skriv til post@innomed.no eller https://innomed.no/prosjekter/ her.", ["Skriv", "til", "eller", "her"]),
        ("1. Punkt\n\n    ```bash\n    git push\n    ```\n\nEtter.", ["Punkt", "Etter"]),
        ("Stryk ord som *helhetlig, sømløs*.", ["Stryk", "ord", "som"]),
        ("S1 og 2024-s1, 3x", ["og"]),
        ("e-helse og 24-timers vakt", ["e-helse", "og", "timers", "vakt"]),
    ],
)
def test_what_is_a_word_to_look_up(text: str, expected: list[str]) -> None:
    assert said(text) == expected


def test_of_front_matter_only_sentences_are_read() -> None:
    text = writeup("## Mål\n\nBlåbær.\n", owner="Helse Førde HF", contact="{role: Prosjektleder}")
    found = said(text)
    assert "gravide" in found and "Blåbær" in found
    assert not {"owner", "region", "title", "Prosjektleder"} & set(found)


@given(st.text())
def test_places_stay_the_same(text: str) -> None:
    assert len(blanked(text)) == len(text) and blanked(text).count("\n") == text.count("\n")


@given(st.text(alphabet="abcæøåABC `{}<>[]()*-\n.:#", max_size=200))
def test_a_word_stands_where_it_is_said_to_stand(text: str) -> None:
    for word, offset in words(text):
        assert text[offset : offset + len(word)] == word


def test_a_form_is_read_in_both_written_standards() -> None:
    found = of_yaml('id: x\ntitle: {nb: "Hjemme på øya", nn: "Heime på øya"}\nhelp:\n  nn: Kva vil de?\n')
    assert said(found["nb"]) == ["Hjemme", "på", "øya"]
    assert said(found["nn"]) == ["Heime", "på", "øya", "Kva", "vil", "de"]
    assert found["nn"].split("\n")[3].strip() == "Kva vil de?."


def test_the_dictionary_finds_what_is_wrong_and_says_where() -> None:
    texts = {"a": "## Mål\n\nPasienten ikkje hjelp på sykehusset.\n", "b": "Alt er riktig her på øya.\n"}
    found = unknown_words(texts, "nb", frozenset())
    assert [(u.word, u.line, u.column) for u in found["a"]] == [("ikkje", 3, 11), ("sykehusset", 3, 26)]
    assert found["a"][1].suggestion == "sykehuset"
    assert "b" not in found
    assert [u.word for u in unknown_words({"a": "Dei fekk ikkje hestene."}, "nn", frozenset())["a"]] == ["hestene"]


def test_a_listed_word_is_known_whatever_its_capitals() -> None:
    assert unknown_words({"a": "Prepiloten og prepilot-gruppen"}, "nb", {"prepiloten", "prepilot", "gruppen"}) == {}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(
        tmp_path,
        {
            "feil.md": writeup("## Mål\n\nVi vil gi bedre hjelpp på øyene.\n"),
            "heime.md": writeup(
                "## Mål\n\nDei får ikkje hestene heim.\n", title="Heime", summary="Hjelp heime.", language="nn"
            ),
            "vard.md": writeup("## Mål\n\nVård på öarna.\n", title="Vård", summary="Ett projekt.", language="sv"),
        },
    )
    monkeypatch.chdir(root)
    return root


def test_the_command_warns_with_file_and_line_and_stops_nothing(root: Path) -> None:
    answer = CliRunner().invoke(main, ["spell"])
    assert answer.exit_code == 0
    assert "projects/feil.md:14:17: «hjelpp» står ikke i ordboken. Mente du «hjelp»?" in answer.output
    assert "projects/heime.md:" in answer.output and "«hestene»" in answer.output
    assert "öarna" not in answer.output and "1 på andre språk enn norsk er ikke kontrollert." in answer.output
    assert "docs/_data/spelling.yml" in answer.output


def test_only_what_is_asked_for(root: Path) -> None:
    answer = CliRunner().invoke(main, ["spell", "projects/heime.md"])
    assert "hestene" in answer.output and "hjelpp" not in answer.output and "andre språk" not in answer.output


def test_a_word_that_is_put_on_the_list_is_known(root: Path) -> None:
    write(root / "docs/_data/spelling.yml", "words:\n  - hjelpp\n  - Hestene\n")
    assert "Alle ordene i" in CliRunner().invoke(main, ["spell", "projects"]).output


@pytest.mark.parametrize("text", ["words: [", "ord: [øy]", "words: [[øy]]", "- øy", "words: {a: b}", "øy"])
def test_a_list_of_another_form_is_told(root: Path, text: str) -> None:
    write(root / "docs/_data/spelling.yml", text)
    answer = CliRunner().invoke(main, ["spell"])
    assert answer.exit_code == 1 and answer.output.startswith("docs/_data/spelling.yml:1:")


def test_without_the_program_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spelling.shutil, "which", lambda name: None)
    answer = CliRunner().invoke(main, ["spell"])
    assert answer.exit_code == 2
    assert "Stavekontrollen er ikke kjørt: «hunspell» er ikke installert." in answer.output
    assert "hunspell-no" in answer.output


def test_without_the_dictionary_it_says_so(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(spelling.DICTIONARIES, "nn", "xx_XX")
    answer = CliRunner().invoke(main, ["spell"])
    assert answer.exit_code == 2 and "«xx_XX» er ikke installert" in answer.output
