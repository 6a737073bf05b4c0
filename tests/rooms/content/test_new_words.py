"""A round of a new year and an organisation nobody has listed: told with the line to add, never as another year's."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from support import CONTENT, make_checkout, writeup

from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.content.model.fields.new_words import new_word, with_words
from macros.site.checks import check
from macros.site.macros import MistakeError
from macros.words.problems import Problem
from macros.words.vocabulary.near import numbers

WORDS = load_vocabularies(CONTENT)[0]


def told(folder: Path, **fields: str) -> list[Problem]:
    return check(load(make_checkout(folder, {"trygg-oy.md": writeup(**fields)})))


def pasted(root: Path, problem: Problem) -> None:
    """Does what the message says: the line at the end of the file it names, with two spaces in front."""
    file = root / re.search(r"docs/_data/vocabulary/\w+\.yml", problem.message)[0]  # type: ignore[index]
    line = problem.hint.partition("med to mellomrom foran: ")[2]
    file.write_text(file.read_text(encoding="utf-8").rstrip("\n") + f"\n  {line}\n", encoding="utf-8")


ROUNDS = {
    "S1 2025": "2025-s1", "2025-s1": "2025-s1", "Runde 1 2025": "2025-s1", "1. runde 2025": "2025-s1",
    "Første runde 2025 (S1)": "2025-s1", "2026-s4": "2026-s4", "fyrste runde 2023": "2023-s1", "S1-2025": "2025-s1",
    "Søknadsrunde nr. 3 i 2029": "2029-s3", "S3 2021": "2021-s3", "S5 2024": "2024-s5", "DHO 2025": "dho-2025",
    "Digital heimeoppfølging 2026": "dho-2026",
}  # fmt: skip


@pytest.mark.parametrize("text", ROUNDS)
def test_a_new_round_is_told_with_the_line_that_makes_it_known(text: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, round=f'"{text}"')
    lines = (tmp_path / problem.path).read_text(encoding="utf-8").splitlines()
    assert problem.code == "FM260" and lines[problem.line - 1].startswith("round:")
    assert "docs/_data/vocabulary/rounds.yml" in problem.message and "Mente du" not in problem.hint
    pasted(tmp_path, problem)
    content = load(tmp_path)
    assert [p.as_text() for p in check(content)] == []
    assert content.projects[0].data.round == (ROUNDS[text],)
    assert content.vocabularies["rounds"][ROUNDS[text]].extra["year"] == int(ROUNDS[text].strip("dho-")[:4])


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Runde 1 2024", "Første runde 2024 (S1)"), ("2. runde 2021", "Andre runde 2021 (S2)"), ("vår 2025", ""),
     ("2025", ""), ("2025-01", ""), ("S1", ""), ("Første runde", ""), ("S12 2024", ""),
     ("Digital hjemmeoppfølgning 2024", "Digital hjemmeoppfølging 2024"), ("Digital hjemmeoppfølgning 2023", "")],
)  # fmt: skip
def test_what_is_no_new_round_is_never_given_another_year(text: str, meant: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, round=f'"{text}"')
    assert problem.code == "FM025" and "rounds.yml" in problem.hint
    assert problem.hint.startswith(f"Mente du «{meant}»?") if meant else "Mente du" not in problem.hint


@given(
    name=st.sampled_from(sorted(WORDS)),
    text=st.from_regex(r"(S|CC-BY-|Fase |Runde |\d{4} |Første runde )\d{1,4}( \d{4})?( \(S\d\))?", fullmatch=True),
)
def test_no_suggestion_in_any_list_changes_a_year_or_a_number(name: str, text: str) -> None:
    suggestion = WORDS[name].suggest(text)
    if suggestion:
        key = WORDS[name].resolve(suggestion)
        said = [numbers(spelling) for spelling in WORDS[name][str(key)].spellings()]
        assert numbers(text) in said or [] in said


@pytest.mark.parametrize("year", ["2020", "2025"])
def test_neither_does_one_in_a_list_or_a_macro(year: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    rounds = root / "docs/_data/vocabulary/rounds.yml"
    now = rounds.read_text(encoding="utf-8")
    rounds.write_text(
        now.replace("    year: 2024\n", f"    year: 2024\n    replaced_by: {year}-s1\n", 1), encoding="utf-8"
    )
    (problem,) = [p for p in load_vocabularies(root)[1] if p.code == "VK102"]
    assert "-s1" not in problem.hint
    assert MistakeError(f"{year}-s1", WORDS["rounds"].keys()).suggestion == ""
    assert MistakeError("2024-s01", WORDS["rounds"].keys()).suggestion == "2024-s1"


@pytest.mark.parametrize(
    ("text", "found"),
    [("S1 2024", ["1", "2024"]), ("CC-BY-4.0", ["4"]), ("0301", ["301"]), ("Medtech4Health", []), ("2025-s1", ["1", "2025"])],
)  # fmt: skip
def test_numbers(text: str, found: list[str]) -> None:
    assert numbers(text) == found


ORGANISATIONS: dict[str, dict[str, str | None]] = {
    "Lillestrøm kommune": {"key": "lillestrom-kommune", "kind": "kommune", "region": "helse-sor-ost"},
    "Hamarøy": {"key": "hamaroy-kommune", "kind": "kommune", "region": "helse-nord"},
    "Ráisa suohkan": {"key": "nordreisa-kommune", "kind": "kommune", "region": "helse-nord"},
    "heroy-nordland-kommune": {"key": "heroy-nordland-kommune", "kind": "kommune", "region": "helse-nord"},
    "Hjemmetjenesten i Bodø kommune": {"key": "hjemmetjenesten-i-bodo-kommune", "kind": "kommunal-etat", "parent": "bodo-kommune"},
    "Helse Nordmøre HF": {"key": "helse-nordmore", "kind": "hf", "region": None},
    "Helse Øst RHF": {"key": "helse-ost-rhf", "kind": "rhf", "parent": None},
    "Helsefellesskapet på Nordmøre": {"key": "helsefellesskapet-pa-nordmore", "kind": "helsefellesskap"},
    "Universitetet i Bergen": {"key": "universitetet-i-bergen", "kind": "universitet"},
    "Høgskolen i Østfold": {"key": "hogskolen-i-ostfold", "kind": "universitet"},
    "Stiftelsen Trygg Øy": {"key": "stiftelsen-trygg-oy", "kind": "annet"},
    "Ærøya Teknologi AS": {"key": "aeroya-teknologi", "kind": "annet"},
}  # fmt: skip


@pytest.mark.parametrize("text", ORGANISATIONS)
def test_a_new_organisation_is_told_with_a_ready_entry(text: str, tmp_path: Path) -> None:
    facts = ORGANISATIONS[text]
    (problem,) = told(tmp_path, owner=f'"{text}"', region="nasjonal")
    assert problem.code == "FM261" and "Mente du" not in problem.hint
    pasted(tmp_path, problem)
    content = load(tmp_path)
    assert [p.as_text() for p in check(content) if p.severity == "error"] == []
    (key,) = content.projects[0].data.owner
    value = content.vocabularies["organisations"][key]
    assert {"key": key, **{n: value.extra.get(n) for n in facts if n != "key"}} == facts
    assert value.extra["org_number"] == "ukjent"


@pytest.mark.parametrize(
    ("text", "meant"),
    [("Helse Vesst RHF", "Helse Vest RHF"), ("Oslo universitetsykehus", "Oslo universitetssykehus HF"),
     ("Nordlandssykhuset HF", "Nordlandssykehuset HF")],
)  # fmt: skip
def test_a_spelling_mistake_is_suggested_before_the_entry(text: str, meant: str, tmp_path: Path) -> None:
    (problem,) = told(tmp_path, owner=text, region="nasjonal")
    first, entry = problem.hint.split(" Er virksomheten ny, ")
    assert problem.code == "FM261" and first.startswith(f"Mente du «{meant}»?") and entry


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [("Bergenn kommune", "FM262", "Mente du «Bergen kommune»?"), ("Qwx kommune", "FM262", "Se listen"),
     ("Herøy kommune", "FM249", "heroy-more-og-romsdal-kommune"), ("4601", "FM025", "Mente du «Bergen kommune»?"),
     ("kari@eksempel.no", "FM025", "Nye føres opp"), ("https://eksempel.no", "FM025", "Nye føres opp"),
     ("Sykehuset samarbeidet med kommunen.", "FM025", "Nye føres opp"), ("ingen", "FM025", "Nye føres opp")],
)  # fmt: skip
def test_what_cannot_be_added_gets_no_entry(text: str, code: str, hint: str, tmp_path: Path) -> None:
    (problem,) = [p for p in told(tmp_path, owner=f'"{text}"', region="nasjonal") if p.code.startswith("FM")]
    assert problem.code == code and hint in problem.hint and "- {key" not in problem.hint


def test_a_municipality_is_a_spelling_mistake_and_never_an_entry(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, municipalities="[Lillestrømm]")
    assert problem.code == "FM025" and problem.hint == "Mente du «Lillestrøm»?"


def test_a_helsefellesskap_is_one_in_its_field(tmp_path: Path) -> None:
    (problem,) = told(tmp_path, health_community="Helsefellesskapet på Nordmøre")
    assert problem.code == "FM261" and "kind: helsefellesskap" in problem.hint
    (problem,) = told(tmp_path, health_community="Stiftelsen Trygg Øy")
    assert problem.code == "FM025"


def test_the_short_names_of_the_regions_are_understood(tmp_path: Path) -> None:
    checkout = make_checkout(tmp_path, {"a.md": writeup(region="[Vest, nord, Midt, Sør-Øst]")})
    assert load(checkout).projects[0].data.region == ("helse-vest", "helse-nord", "helse-midt-norge", "helse-sor-ost")


@given(st.text(min_size=1, max_size=40))
def test_what_is_offered_is_yaml_that_says_what_it_should(text: str) -> None:
    for name in ("rounds", "organisations"):
        if word := new_word(text, WORDS[name], WORDS):
            assert yaml.safe_load(word.line()) == [{**word.fields, "label": dict(word.fields["label"])}]
            assert yaml.safe_load("\n".join(word.lines())) == yaml.safe_load(word.line())
            assert word.key in with_words(WORDS, [word])[name]
