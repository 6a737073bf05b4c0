"""Bokmål and nynorsk say the same things: equal parts, keys, forms and holes; and nynorsk is not half bokmål."""

import re
from string import Formatter

import pytest
import yaml
from support import ROOT

from macros.words.labels import labels

FOLDER = ROOT / "macros" / "words" / "labels"
FORMS = ({"text"}, {"one", "other"})
PARTS = sorted(file.name for file in (FOLDER / "nb").glob("*.yml"))

BOKMAL = set(
    "allerede annen annet bare ble dem dere deres egen eget en et ett én flere fra gjør hun hva hvem hver "
    "hvert hvilke hvilken hvilket hvis hvor hvordan hvorfor ikke jeg mer mye noe noen selv være vært "
    "bedre dårligere færrest hvit hvite høyere høyest høyeste lavere lavest laveste nyeste viktigste virkelig virkelige "
    "betales brukes endrer endres finnes følges gjelder hentes hentet koster kommer krever lages lagres legges "
    "ligner mangler måles regnes rettes sier skriver slutter starter telles velg velge velger ventet vises "
    "endret forventet holdt knyttet lastet lønnet oppdiktet oppdiktede skrevet sluttet stanset startet tilpasset "
    "uendret "
    "andelene ansatt ansatte antall betaleren betydning eier eiere eksempler endringen endringer enhet erfaringer "
    "feltene forside forutsetning forutsetninger ganger gevinstene gevinster helseforetak helseforetaket innholdet "
    "investeringer kilde kilden kolonnene kommuner leveranser listen minutter mottaker mottakere måned måneder navn "
    "navnet nettstedet nåverdi ordene overføringer pasienter penger personer prosjekteier prosjekteiere prosjektene "
    "prosjekter pårørende regneark regnearket satser siden stillinger sykehus tallene tallet tiden timene timer "
    "tjeneste tjenesten tjenester trygghet usikkerhet utgave utvalg valg valgene valgte veiledning veiledningen "
    "verktøyene virkning virkninger virksomhet virksomheten virksomheter".split()
)
"""Words that our nynorsk does without. The norm allows a few of them («bare», «mye», «være»); the rest are bokmål."""
ALLOWED = {"data.excel.sheets": {"prosjekter"}}
"""Key -> bokmål that belongs there: here the name of a sheet in a workbook that is made in bokmål only."""


def read(language: str, part: str) -> dict[str, dict[str, str]]:
    loaded: dict[str, dict[str, str]] = yaml.safe_load((FOLDER / language / part).read_text(encoding="utf-8"))
    return loaded


def holes(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_both_have_the_same_parts() -> None:
    assert sorted(file.name for file in (FOLDER / "nn").glob("*.yml")) == PARTS


@pytest.mark.parametrize("part", PARTS)
def test_both_have_the_same_keys_in_the_same_order(part: str) -> None:
    assert list(read("nb", part)) == list(read("nn", part))


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_key_is_written_once(language: str) -> None:
    """YAML lets the last one win, and so do the parts among themselves."""
    lines = [line for part in PARTS for line in (FOLDER / language / part).read_text(encoding="utf-8").splitlines()]
    keys = [line.partition(": ")[0] for line in lines if line and not line.startswith(("#", " "))]
    assert sorted(keys) == sorted(labels(language).entries)


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_part_that_is_read_when_it_is_asked_for_says_what_its_file_says(language: str) -> None:
    assert dict(labels(language).entries) == {
        key: entry for part in PARTS for key, entry in read(language, part).items()
    }


@pytest.mark.parametrize("part", PARTS)
def test_both_have_the_same_forms_and_holes(part: str) -> None:
    nynorsk = read("nn", part)
    for key, entry in read("nb", part).items():
        other = nynorsk[key]
        forms = entry.keys() - {"where"}
        assert forms == other.keys() - {"where"} and forms in FORMS, key
        assert entry["where"] and other["where"], key
        for form in forms:
            assert holes(entry[form]) == holes(other[form]), key
            assert bool(entry[form].strip()) == bool(other[form].strip()), key


@pytest.mark.parametrize("part", PARTS)
def test_nynorsk_has_no_bokmal_words(part: str) -> None:
    found = {}
    for key, entry in read("nn", part).items():
        said = " ".join(re.sub(r"\{.*?\}", " ", entry[form]) for form in entry.keys() - {"where"})
        if wrong := BOKMAL.intersection(re.findall(r"[\w-]+", said.lower())) - ALLOWED.get(key, set()):
            found[key] = wrong
    assert not found


@pytest.mark.parametrize("part", PARTS)
def test_the_check_for_bokmal_can_see(part: str) -> None:
    """Bokmål itself is full of its own words."""
    said = " ".join(entry.get("text", "") for entry in read("nb", part).values())
    assert len(BOKMAL.intersection(re.findall(r"\w+", said.lower()))) > 2


def test_nynorsk_is_used() -> None:
    assert labels("nn")("project.guidance") == "Rettleiing"
    assert labels("nn")("card.hours", count=1) == "1 time"
    assert labels("nn")("card.hours", count=2) == "2 timar"
    assert labels("se")("project.guidance") == "Veiledning"
