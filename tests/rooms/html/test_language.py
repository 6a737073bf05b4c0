"""A page speaks one language: its words follow it, and what is in another says so."""

from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from support import ROOT, make_checkout, writeup

from macros.catalogue.project import project_html
from macros.content.load import load
from macros.html.page.frame import frame_words
from macros.html.page.indexes import alphabet_page, value_page
from macros.html.record.card import cards
from macros.library.library import Library
from macros.site.macros import editor_macros
from macros.words.labels import WRITTEN_STANDARDS, labels

NYNORSK = writeup(
    "## Mål\n\nVi vil at dei som bur på øyane, skal få hjelp heime.\n", title="Heime på øyane", language="nn", hours="1200",
    summary="Eit prosjekt for dei som bur langt frå sjukehuset.", builds_on="[vard]", themes="[oppgavedeling]", patient_groups="[barn-og-unge]", deliverables="[systemkart]",
)  # fmt: skip
SWEDISH = writeup(
    "## Mål\n\nVård nära hemmet för äldre.\n", title="Vård på öarna", language="sv", summary="Ett projekt för öarna."
)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    bokmal = writeup(
        title="Nær på øya",
        language="nb",
        themes="[oppgavedeling]",
        patient_groups="[barn-og-unge]",
        deliverables="[systemkart]",
    )
    return Library.of(load(make_checkout(tmp_path, {"heime.md": NYNORSK, "naer.md": bokmal, "vard.md": SWEDISH})))


def project(library: Library, slug: str) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(project_html(library, library.by_slug[slug], (library.by_slug["naer"], None)))


def spoken(element: lxml_html.HtmlElement) -> str:
    """The language of an element: its own or that of the nearest around it."""
    return str(element.xpath("(ancestor-or-self::*[@lang])[last()]/@lang")[0])


def test_a_nynorsk_page_is_nynorsk_all_through(library: Library) -> None:
    page = project(library, "heime")
    text = page.text_content()
    assert page.get("lang") == "nn"
    for word in ("1\N{NO-BREAK SPACE}200 timar", "Oppgåvedeling", "Førre"):
        assert word in text, word
    for word in ("Lignende prosjekter", "timer prosessveiledning", "Oppgavedeling", "Forrige"):
        assert word not in text, word


def test_titles_in_another_language_say_so_on_a_nynorsk_page(library: Library) -> None:
    page = project(library, "heime")
    found = page.xpath("//*[text()='Nær på øya']")
    assert len(found) == 1, "the one before"
    assert page.xpath("//dl/dd/a[text()='Vård på öarna']/@lang") == ["sv"], "what it builds on"
    assert {spoken(e) for e in found} == {"nb"}
    assert {spoken(e) for e in page.xpath("//h1")} == {"nn"}


def test_a_swedish_page_has_bokmal_around_swedish(library: Library) -> None:
    page = project(library, "vard")
    assert spoken(page.xpath("//h1")[0]) == "sv"
    assert spoken(page.xpath("//*[contains(@class,'im-body')]/*")[0]) == "sv"
    assert spoken(page.xpath("//*[contains(@class,'im-lead')]")[0]) == "sv"
    assert spoken(page.xpath("//h2[@id='fakta']")[0]) == "nb"
    assert page.xpath("string(//h2[@id='fakta'])") == labels("nb")("project.facts")


def test_lists_in_bokmal_mark_what_is_not(library: Library) -> None:
    for html in (cards(library, library.projects), value_page(library, library.facet("region"), "helse-vest").html):
        found = {a.text_content(): a.get("lang") for a in lxml_html.fromstring(html).xpath("//article//a")}
        assert found == {"Heime på øyane": "nn", "Nær på øya": None, "Vård på öarna": "sv"}
    letters = lxml_html.fromstring(alphabet_page(library).html)
    assert letters.xpath("//a[text()='Vård på öarna']/@lang") == ["sv"]


def test_macros_answer_in_the_language_of_the_page(library: Library) -> None:
    macros = editor_macros(library, date(2026, 11, 22), "nn")
    card = macros["project_card"]("naer")
    assert "120 timar" in card and 'lang="nb"' in card
    assert "Oppgåvedeling" in macros["facet_index"]("tema")
    assert "Tiltaksområde" in macros["facet_list"]()
    assert "Rettleiing" in macros["vocabulary_index"]() or "rettleiing" in macros["vocabulary_index"]()
    figure = macros["key_figure"]("timer", year=2024)
    assert labels("nn")("figure.year", year=2024) in figure
    assert "Oppgavedeling" in editor_macros(library, date(2026, 11, 22))["facet_index"]("tema")


def test_the_frame_says_the_same_in_both(library: Library) -> None:
    words = frame_words()
    assert set(words) == set(WRITTEN_STANDARDS)
    bokmal, nynorsk = words["nb"], words["nn"]
    assert bokmal.keys() == nynorsk.keys() and bokmal["nav"].keys() == nynorsk["nav"].keys()
    assert nynorsk["edit"] == "Føreslå ei endring på denne sida"
    assert nynorsk["nav"]["Prosjekterfaringer"] == "Prosjekterfaringar"


def test_no_word_for_readers_stands_in_the_theme_templates() -> None:
    """What is left between tags and in attributes that are read out, when the template's own code is taken away."""
    import re

    for file in (ROOT / "overrides").rglob("*.html"):
        text = re.sub(
            r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<script.*?</script>|<svg.*?</svg>",
            "",
            file.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        read_out = re.findall(r'(?:aria-label|title|placeholder|alt|data-[\w-]+)="([^"]*)"', text)
        said = re.sub(r"<[^>]*>", " ", text)
        words = re.findall(r"[A-Za-zÆØÅæøå]{3,}", said) + [
            w for w in read_out if re.search(r"[ÆØÅæøå]|[A-Z][a-z]+ ", w)
        ]
        assert not words, f"{file.name}: {words}"
