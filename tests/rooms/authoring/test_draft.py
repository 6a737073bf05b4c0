"""A new write-up is right from the first day, says what is not known, and loses nothing it was given."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import CONTENT, examples, make_checkout, write

from macros.authoring.draft import (
    Draft,
    body_of,
    completed,
    draft_text,
    first_sentences,
    may_be_slug,
    regions_of,
    tool_text,
    unused_slug,
)
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.site.checks import check

WORDS = load_vocabularies(CONTENT)[0]
HEADINGS = ["Utfordring og pasientgruppe", "Mål", "Hva InnoMed bidro med", "Resultat og status", "Veien videre"]


def test_an_empty_draft_passes_the_check_and_shows_no_help_to_readers(tmp_path: Path) -> None:
    text = draft_text(completed(Draft({"title": "Trygg hjem på Ærøya"}), WORDS))
    root = make_checkout(tmp_path, {"trygg-hjem-pa-aeroya.md": text})
    content = load(root)
    assert [p.as_text() for p in check(content) if p.path.startswith("projects/")] == []
    (record,) = content.projects
    assert [h.text for h in record.body.headings] == HEADINGS
    assert record.data.status == "draft" and record.data.hours == "ukjent" and record.data.owner == ("ukjent",)
    assert "hjelp" not in record.body.html and "Hva var problemet" not in record.body.html
    assert "# ukjent betyr at vi ikke vet." in text


def test_a_tool_is_a_draft_too(tmp_path: Path) -> None:
    text = tool_text({"title": "Øykart", "summary": "ukjent", "source": [{"title": "ukjent"}]})
    content = load(make_checkout(tmp_path, {}, {"oykart/index.md": text}))
    assert [p.as_text() for p in check(content) if p.path.startswith("tools/") and p.severity == "error"] == []
    assert content.tools[0].data.status == "draft"


def test_the_region_follows_from_owners_we_know_and_says_so() -> None:
    draft = completed(Draft({"title": "Øy", "owner": ["Tønsberg kommune", "SiV"]}), WORDS)
    assert draft.fields["region"] == ["helse-sor-ost"]
    assert "# Satt ut fra eierens region i ordlisten. Kontroller at den stemmer.\nregion:" in draft_text(draft)
    assert regions_of(["Tønsberg kommune", "Ukjent gård"], WORDS) == []


def test_the_summary_is_the_first_sentences_when_they_fit() -> None:
    assert first_sentences("Øya er liten. Båten går sjelden. Vi ror.") == "Øya er liten. Båten går sjelden."
    assert first_sentences("Æ" * 400 + ".") == ""
    assert first_sentences("- punkt én\n- punkt to") == ""


def test_what_has_no_place_is_kept_where_the_author_sees_it() -> None:
    text = body_of(Draft({"title": "Øy"}, {"goal": "Alle hjem."}, [("Saksnummer", "17 ø")], "søknad.docx"))
    assert text.index("## Mål\n\nAlle hjem.") < text.index("## Ikke plassert\n\nDette sto i søknad.docx")
    assert text.endswith("### Saksnummer\n\n17 ø")


def test_reserved_addresses_are_not_free() -> None:
    assert not may_be_slug("fase") and not may_be_slug("") and not may_be_slug("Trygg") and may_be_slug("trygg-hjem")


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("../../etc/passwd", "etc-passwd"),
        ("/", "nytt-prosjekt"),
        ("..", "nytt-prosjekt"),
        ("C:\\Windows\\å", "c-windows-a"),
        ("Region", "region-prosjekt"),
        ("øøø " * 40, "-".join(["ooo"] * 20)),
        ("日本", "nytt-prosjekt"),
        ("Én vei inn", "en-vei-inn-2"),
    ],
)
def test_a_title_never_becomes_a_path(title: str, slug: str) -> None:
    assert unused_slug(title, {"en-vei-inn"}) == slug


@settings(max_examples=examples(30), deadline=None)
@given(st.text(min_size=1, max_size=80), st.text(max_size=200), st.text(max_size=200))
def test_any_text_makes_a_draft_that_can_be_read(title: str, section: str, rest: str) -> None:
    from macros.authoring.importing.readers.markdown import paragraphs
    from macros.content.markdown.body import render
    from macros.content.markdown.links import Links
    from macros.content.yaml.nodes import parse
    from macros.content.yaml.text import SourceText, split
    from macros.text.invisible import one_line

    draft = Draft(
        {"title": one_line(title) or "Øy"},
        {"goal": paragraphs(section)},
        [(one_line(title), paragraphs(rest))],
        "ø.docx",
    )
    source = split(draft_text(completed(draft, WORDS)), "projects/x.md")
    assert isinstance(source, SourceText)
    tree, problems = parse(source.front, "projects/x.md", 2)
    assert not problems and tree.data["title"] == (one_line(title) or "Øy")
    _, problems = render(source.body, Links(CONTENT, "projects/x.md"), source.body_line)
    assert [p.as_text() for p in problems if p.severity == "error"] == []


def test_writing_twice_gives_the_same(tmp_path: Path) -> None:
    draft = completed(Draft({"title": "Øy"}), WORDS)
    assert draft_text(draft) == draft_text(draft)
    assert write(tmp_path / "x.md", draft_text(draft)).read_text(encoding="utf-8").startswith("---\n# Utkast.")
