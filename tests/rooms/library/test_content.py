"""The synthetic library as the catalogue sees it: who is in it, who counts, and its word lists; all by hand."""

import re
from datetime import date
from pathlib import Path

import pytest
from support import CONTENT, front_matter, make_checkout, write, writeup

from macros.content.load import Content, load
from macros.library.library import Library
from macros.portfolio.figures.figures import figure_value
from macros.site.checks import check
from macros.words.vocabulary import fold

DAY = date(2026, 11, 22)
COUNTED = {
    "gronn-vei", "aerlig-samtale", "aerleg-samtale", "pause-pa-oya", "alt-er-ukjent", "dho-elvefjord",
    "hagen-bak-sykehuset",
}  # fmt: skip
ELSEWHERE = {"hjelp-utenfra", "vard-i-norr"}
WORD_LISTS = sorted(p.stem for p in (CONTENT / "docs/_data/vocabulary").glob("*.yml"))
WRITEUPS = sorted((CONTENT / "projects").rglob("*.md"))


def test_the_library_is_without_problems_and_warnings(content: Content) -> None:
    assert [p.as_text() for p in check(content)] == []


@pytest.mark.parametrize("file", WRITEUPS, ids=lambda f: f.relative_to(CONTENT / "projects").parts[0])
def test_a_plain_reader_sees_what_we_read(content: Content, file: Path) -> None:
    record = next(p for p in content.projects if p.path == file.relative_to(CONTENT).as_posix())
    written = front_matter(file)
    assert written["title"] == record.data.title
    assert str(written["hours"]) == str(record.data.hours)


def test_drafts_are_out_archived_are_in_and_outsiders_never_count(library: Library) -> None:
    assert {p.slug for p in library.projects} == COUNTED | ELSEWHERE
    assert {p.slug for p in library.innomed_projects} == COUNTED


def test_hours_are_counted_in_the_first_round_and_unknown_is_not_nothing(library: Library) -> None:
    assert figure_value(library, "timer", 2021, DAY) == (240 + 120 + 300 + 120, 4)
    assert figure_value(library, "prosjekter", 2021, DAY) == (4, 4)
    assert figure_value(library, "timer", 2022, DAY) == (60, 1), "two of the three have unknown hours"
    assert figure_value(library, "timer", None, DAY) == (780 + 60, 5)
    assert figure_value(library, "prosjekter", None, DAY) == (len(COUNTED), len(COUNTED))


def test_every_facet_has_a_value_in_use_and_closed_ones_some_at_zero(library: Library) -> None:
    for facet in library.facets:
        used = {v for record in library.projects for v in facet.values(record.data)}
        assert used, facet.slug
        assert used <= set(library.keys(facet)), facet.slug
    regions = library.facet("region")
    assert "helse-midt-norge" in library.keys(regions) and not library.select({"region": ["helse-midt-norge"]})


@pytest.mark.parametrize("name", WORD_LISTS)
def test_a_vocabulary(name: str, content: Content) -> None:
    vocabulary = content.vocabularies[name]
    spellings: dict[str, str] = {}
    for value in vocabulary:
        assert {"nb", "nn"} <= set(value.label), value.key
        for spelling in map(fold, value.spellings()):
            assert spellings.setdefault(spelling, value.key) == value.key
        assert vocabulary.resolve(value.name()) == value.key


def test_hours_are_held_to_what_the_rounds_gave_only_when_all_of_it_is_known(tmp_path: Path) -> None:
    projects = {
        "kjent.md": writeup(title="Kjent øy", round='["2022-s1"]', hours="501"),
        "delvis.md": writeup(title="Delvis kjent øy", round='["2022-s1", "2024-s1"]', hours="501"),
        "nok.md": writeup(title="Øy med nok timer", round='["2022-s1"]', hours="500"),
    }
    told = [p.path for p in check(load(make_checkout(tmp_path, projects))) if p.code == "KX131"]
    assert told == ["projects/kjent.md"]


def test_a_program_s_page_that_cannot_be_read_is_not_called_missing(tmp_path: Path) -> None:
    def missing() -> list[str]:
        return [p.path for p in check(load(root)) if p.code == "VK117"]

    root = make_checkout(tmp_path, {})
    listed = root / "docs/_data/vocabulary/programs.yml"
    listed.write_text(re.sub(r'page: "[^"]+"', 'page: "/programmer/oyene/"', listed.read_text(encoding="utf-8")))
    assert missing() == ["docs/_data/vocabulary/programs.yml"]
    page = write(root / "docs/programmer/oyene.md", "---\ntitle: Øyene\n---\n\nTekst.\n")
    assert missing() == []
    write(page, "---\ntitle: Øyene\ntittel: [\n---\n\nTekst.\n")
    assert missing() == []
