"""The municipalities: what each may be called, and what is told of a wrong row. Rows of the tests' own."""

from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.data.places import PLACES, load_places
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies, Vocabulary

HEAD = """label: {nb: Kommune, nn: Kommune}
as_of: 2031-01-01
sources: [{id: ssb, title: Kodelisten, url: "https://www.ssb.no/klass/", read: 2031-02-03}]
default_sources: [ssb]
counties:
  - {key: nordland, number: "18", names: [Nordland, Nordlánnda]}
  - {key: troms, number: "55", names: [Troms, Romsa]}
  - {key: vestland, number: "46", names: [Vestland]}
municipalities:
"""
BERGEN = "  - {key: bergen, number: '4601', name: Bergen, county: vestland, helsefellesskap: helsefellesskap-bergen, region: helse-vest}\n"
TROMSO = "  - {key: tromso, number: '5501', name: Tromsø, county: troms, helsefellesskap: helsefellesskap-troms-og-ofoten, region: helse-nord, population: 79943, former: [Hillesøy]}\n"
HAMAROY = "  - {key: hamaroy, number: '1875', name: Hamarøy, names: [Hábmer, Hamarøy], county: nordland, helsefellesskap: ukjent, region: helse-nord, former: [Tysfjord]}\n"
NARVIK = "  - {key: narvik, number: '1806', name: Narvik, county: nordland, helsefellesskap: helsefellesskap-troms-og-ofoten, region: helse-nord, former: [Tysfjord, Bergen], unverified: [helsefellesskap]}\n"
TWO_OYA = (
    "  - {key: oya-nordland, number: '1899', name: Øya, county: nordland, helsefellesskap: ukjent, region: helse-nord}\n"
    "  - {key: oya-vestland, number: '4699', name: Øya, county: vestland, helsefellesskap: ukjent, region: helse-vest}\n"
)
ALL = BERGEN + TROMSO + HAMAROY + NARVIK + TWO_OYA


@pytest.fixture(scope="module")
def words(tmp_path_factory: pytest.TempPathFactory) -> Vocabularies:
    """The words that the rows point at."""
    return load_vocabularies(make_checkout(tmp_path_factory.mktemp("ord"), {}))[0]


def read(folder: Path, rows: str, words: Vocabularies) -> tuple[Vocabulary | None, list[Problem]]:
    write(folder / PLACES, HEAD + rows)
    return load_places(folder, words)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Tromsø", "tromso"),
        ("tromsø kommune", "tromso"),
        ("tromso-kommune", "tromso"),
        ("5501", "tromso"),
        ("Hillesøy", "tromso"),
        ("Hábmer", "hamaroy"),
        ("Hábmer – Hamarøy", "hamaroy"),
        ("hábmer - hamarøy", "hamaroy"),
        ("Bergen", "bergen"),  # a municipality of today before a former one
        ("Øya (Vestland)", "oya-vestland"),
        ("Tromse", None),
        ("Trom", None),
        ("Ham", None),
    ],
)
def test_a_place_is_found_by_every_name_and_by_nothing_else(
    typed: str, key: str | None, words: Vocabularies, tmp_path: Path
) -> None:
    places, problems = read(tmp_path, ALL, words)
    assert places and {p.code for p in problems} <= {"VK130"} and places.resolve(typed) == key


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("Øya", ("oya-nordland", "oya-vestland")),
        ("oya kommune", ("oya-nordland", "oya-vestland")),
        ("Tysfjord", ("hamaroy", "narvik")),
        ("Tromsø", ()),
    ],
)
def test_a_name_that_fits_several_is_nobodys(
    typed: str, keys: tuple[str, ...], words: Vocabularies, tmp_path: Path
) -> None:
    places, _ = read(tmp_path, ALL, words)
    assert places and places.fits(typed) == keys and (places.resolve(typed) is None) == bool(keys)


def test_a_row_says_where_it_belongs_and_what_is_not_verified(words: Vocabularies, tmp_path: Path) -> None:
    places, _ = read(tmp_path, ALL, words)
    assert places
    tromso, narvik = places["tromso"].extra, places["narvik"]
    assert (tromso["number"], tromso["county"], tromso["region"], tromso["population"]) == (
        "5501",
        "troms",
        "helse-nord",
        79943,
    )
    assert tromso["helsefellesskap"] == "helsefellesskap-troms-og-ofoten" and tromso["sources"] == []
    assert narvik.unverified == "helsefellesskap" and narvik.extra["as_of"] == "2031-01-01"
    assert places["hamaroy"].name() == "Hamarøy" and places["hamaroy"].extra["names"] == ["Hábmer", "Hamarøy"]


@pytest.mark.parametrize(
    ("was", "wrong", "code", "value"),
    [
        ("'5501'", "'501'", "VK120", "501"),
        ("'5501'", "'4601'", "VK122", "4601"),
        ("county: troms", "county: tromsen", "VK123", "tromsen"),
        ("county: troms", "county: vestland", "VK124", "vestland"),
        ("key: tromso", "key: tromsoe", "VK126", "tromsoe"),
        ("name: Tromsø", "name: Tromsø, names: [Romsa]", "VK127", "Tromsø"),
        ("-troms-og-ofoten", "-ofoten", "VK003", "helsefellesskap-ofoten"),
        ("helsefellesskap-troms-og-ofoten", "tromso-kommune", "VK003", "tromso-kommune"),
        ("region: helse-nord", "region: nord", "VK003", "nord"),
        ("region: helse-nord", "region: helse-vest", "VK128", "helse-vest"),
        ("name: Tromsø", "name: Tromsø, sources: [avisen]", "VK129", "avisen"),
        ("name: Tromsø", "name: Tromsø, org_number: '123456789'", "VK109", "123456789"),
        ("name: Tromsø", "name: Tromsø, valid_from: 2025, valid_to: 2024", "VK104", "2024"),
        ("name: Tromsø", "name: Tromsø, valid_from: 20 25 x", "FM033", "20 25 x"),
        ("name: Tromsø", "name: Tromsø, innbyggere: 5", "FM020", "5"),
        ("name: Tromsø", "name: Tromsø, centrality: 7", "FM026", "7"),
        ("name: Tromsø", "name: Tromsø, neighbours: [bergan]", "VK131", "bergan"),
        ("name: Tromsø", "name: Tromsø, neighbours: [bergen]", "VK132", "bergen"),
    ],
)
def test_a_wrong_row_is_told_at_its_place(
    was: str, wrong: str, code: str, value: str, words: Vocabularies, tmp_path: Path
) -> None:
    assert was in TROMSO
    places, problems = read(tmp_path, BERGEN + TROMSO.replace(was, wrong), words)
    told = next(p for p in problems if p.code == code)
    assert places is None and (told.value, told.line) == (value, HEAD.count("\n") + 2) and told.column > 1


def test_a_row_twice_and_no_list_at_all(words: Vocabularies, tmp_path: Path) -> None:
    twice = read(tmp_path, TROMSO + TROMSO.replace("5501", "1805"), words)[1]
    assert "VK125" in {p.code for p in twice}
    (tmp_path / PLACES).unlink()
    assert [p.code for p in load_places(tmp_path, words)[1]] == ["VK121"]


def test_what_is_no_municipality_has_no_name_of_one(words: Vocabularies, tmp_path: Path) -> None:
    svalbard = "outside: [{key: svalbard, names: [Svalbard, Hillesøy], text: {nb: Ikke en kommune.}, source: avisen}]\n"
    write(tmp_path / PLACES, HEAD.replace("municipalities:\n", svalbard + "municipalities:\n") + TROMSO)
    told = {(p.code, p.value) for p in load_places(tmp_path, words)[1] if p.severity == "error"}
    assert told == {("VK133", "Hillesøy"), ("VK129", "avisen")}


def test_an_organisation_that_is_no_municipality_is_told(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    file = root / "docs/_data/vocabulary/organisations.yml"
    entry = "  - {key: holmen-kommune, label: {nb: Holmen kommune}, kind: kommune, region: helse-vest}\n"
    write(file, file.read_text(encoding="utf-8").rstrip("\n") + "\n" + entry)
    assert [(p.code, p.value, p.severity) for p in load(root).problems] == [("VK130", "holmen-kommune", "warning")]


def test_a_write_up_takes_any_name_and_keeps_the_key(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oya.md": writeup(municipalities="[Lillestrøm kommune, '4601', Ráisa]")})
    assert load(root).projects[0].data.municipalities == ("lillestrom", "bergen", "nordreisa")


def test_a_write_up_with_a_shared_name_is_told_of_both(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oya.md": writeup(municipalities="[Herøy]")})
    told = load(root).problems[0]
    assert told.code == "FM249" and "heroy-more-og-romsdal, heroy-nordland" in told.message


def test_the_municipality_decides_the_helsefellesskap(tmp_path: Path) -> None:
    one = writeup(municipalities="[Stavanger, Bergen]", health_community="Helsefellesskapet i Sør-Rogaland")
    told = [p for p in check(load(make_checkout(tmp_path, {"oya.md": one}))) if p.code == "KX151"]
    assert [p.value for p in told] == ["Bergen"] and "bergensområdet" in told[0].message
