"""The repository's own content is a test suite: one test for every file."""

from pathlib import Path

import pytest
from support import ROOT, front_matter

from macros.catalogue.checks import check
from macros.intake.load import Content
from macros.vocabulary import fold

WRITEUPS = sorted((ROOT / "projects").rglob("*.md"))
HEADINGS = [
    "Utfordring og pasientgruppe", "Mål", "Hva InnoMed bidro med", "Hva som ble gjort", "Resultat og status",
    "Veien videre",
]  # fmt: skip


@pytest.mark.parametrize("file", WRITEUPS, ids=lambda f: f.stem)
def test_a_writeup(file: Path, content: Content) -> None:
    path = file.relative_to(ROOT).as_posix()
    assert not [p.as_text() for p in check(content) if p.path == path], "problems or warnings"
    record = next(p for p in content.projects if p.path == path)
    headings = [h.text for h in record.body.headings if h.level == 2]
    assert headings == [h for h in HEADINGS if h in headings], "known headings, in order"
    assert record.data.source[0].as_of, "the main source is dated"
    assert record.data.verified and record.data.published
    written = front_matter(file)
    assert written["title"] == record.data.title  # what a plain reader sees and what we read are the same


@pytest.mark.parametrize("name", sorted(p.stem for p in (ROOT / "docs/_data/vocabulary").glob("*.yml")))
def test_a_vocabulary(name: str, content: Content) -> None:
    vocabulary = content.vocabularies[name]
    spellings: dict[str, str] = {}
    for value in vocabulary:
        assert {"nb", "nn"} <= set(value.label), value.key
        assert value.description.get("nb"), f"{value.key} has no description"
        for spelling in map(fold, value.spellings()):
            assert spellings.setdefault(spelling, value.key) == value.key
        assert vocabulary.resolve(value.name()) == value.key


def test_the_words_of_the_plan_and_the_commission(content: Content) -> None:
    words = content.vocabularies
    assert [v.name() for v in words["phases"]] == [
        "Idé",
        "Konsept",
        "Planlegge",
        "Gjennomføre",
        "Avslutte",
        "Realisere",
    ]
    assert words["regions"].keys() == (
        "helse-nord",
        "helse-midt-norge",
        "helse-vest",
        "helse-sor-ost",
        "nasjonal",
        "utlandet",
    )
    assert len(words["themes"].keys()) == 6
    assert len(words["health_communities"].keys()) == 19
    assert sum(str(v.extra.get("in_plan")).lower() == "true" for v in words["patient_groups"]) == 5
    assert words["patient_groups"].resolve("Skrøpelige eldre") == "eldre-med-skropelighet"


def test_no_private_persons(content: Content) -> None:
    """Names that stand in the sources and must not stand here."""
    names = "Das Stenvaagnes Sandø Løvlie Heggdal Endresen Kaaber Thorseth Basso Tollali Vikse Spreng Wistner Fjeller Frantzen Nyhus Pourazar Norberg Hörnberg Lewerentz Sørslett Kjerkol Sandbu Kvernland".split()
    for folder in ("projects", "docs", "tools"):
        for file in (ROOT / folder).rglob("*"):
            if file.suffix in (".md", ".yml"):
                words = set(file.read_text(encoding="utf-8").replace(",", " ").replace(".", " ").split())
                assert not words & set(names), file
