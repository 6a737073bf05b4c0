"""LIX by hand, and the shares of the written standards counted again from the files."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import make_checkout, write, writeup

from macros.catalogue.language_counts import LanguageShare, shares, too_little, written_pages
from macros.catalogue.quality import quality_page
from macros.content.load import load
from macros.library.library import Library
from macros.text.readability import BANDS, FEWEST, HARDEST, Readability, band, measure


def test_lix_by_hand() -> None:
    # 10 words, 2 sentences, 3 long ones («sykehuset», «kommunen», «pasientene»), six times over.
    text = "<p>Sykehuset og kommunen møtes ofte. De ser på pasientene her.</p>" * 6
    counted = measure(text)
    assert counted == Readability(60, 12, 18)
    assert counted.lix == pytest.approx(60 / 12 + 100 * 18 / 60)


@pytest.mark.parametrize(
    ("html", "sentences"),
    [
        ("<p>Én setning. To setninger! Tre? Fire: fem</p>", 5),
        ("<p>Målt 12. november 2024 i Bodø.</p>", 1),
        ("<p>Det koster 1.200 kr, bl.a. fordi øya er langt unna.</p>", 1),
        ("<h2>Mål</h2><ul><li>Færre reiser</li><li>Kortere kø</li></ul>", 3),
        ("<p>«Vi ser det.» Slik sa hun.</p>", 2),
        ("<pre>ikke. en. setning.</pre><p>Én.</p>", 1),
        ("<p></p>", 0),
        ("<table><tr><th>Før</th><td>Nå er det bra.</td></tr></table>", 2),
    ],
)
def test_what_ends_a_sentence(html: str, sentences: int) -> None:
    assert measure(html).sentences == sentences


def test_words_and_long_words() -> None:
    counted = measure("<p>Helse-&nbsp;og omsorgs&shy;tjenesten får 120 timer i Møre og Romsdal-området.</p>")
    assert counted.words == len("Helse og omsorgs tjenesten får 120 timer i Møre og Romsdal-området".split())
    assert measure("<p>Sju­ordet &amp; ærlig</p>").words == measure("<p>Sju­ordet & ærlig</p>").words


def test_a_short_text_has_no_figure() -> None:
    assert measure("<p>" + "ord " * (FEWEST - 1) + ".</p>").lix is None
    assert measure("<p>" + "ord " * FEWEST + ".</p>").lix is not None


def test_bands_meet_without_a_gap() -> None:
    names = [name for _, name in BANDS]
    assert [band(end - 0.1) for end, _ in BANDS] == names
    assert [band(end) for end, _ in BANDS] == [*names[1:], HARDEST]
    assert [end for end, _ in BANDS] == [30, 40, 50, 60], "as lix.se has them"


@given(st.text())
def test_any_text_can_be_measured(text: str) -> None:
    counted = measure(text)
    assert 0 <= counted.long_words <= counted.words
    assert counted.lix is None or counted.lix > 0
    assert (counted.sentences > 0) == (counted.words > 0)


@pytest.fixture
def library(tmp_path: Path) -> Library:
    root = make_checkout(
        tmp_path,
        {
            "a.md": writeup(
                "## Mål\n\nÉn to tre fire fem.\n", title="Øy", summary="Kort om øya.", published="2026-03-01"
            ),
            "b.md": writeup(
                "## Mål\n\nEin to tre.\n", title="Heime", summary="Kort.", language="nn", published="2025-03-01"
            ),
            "c.md": writeup("## Mål\n\nEtt två.\n", title="Öar", summary="Kort.", language="sv"),
        },
    )
    write(
        root / "docs/om/nynorsk.md",
        "---\ntitle: Om nynorsk\nlanguage: nn\n---\n\n## Kva\n\nHer er {{ count() }} prosjekt på øya.\n",
    )
    return Library.of(load(root), date(2026, 11, 22))


def test_shares_are_of_what_is_in_norwegian(library: Library) -> None:
    pages = [p for p in written_pages(library) if p.kind == "project" or p.title == "Om nynorsk"]
    found = {s.language: s for s in shares(pages)}
    # title + summary + heading + text: 1 + 3 + 1 + 5; 1 + 1 + 1 + 3, and 2 + 0 + 1 + 5 (8) without what the macro puts in.
    assert (found["nb"].pages, found["nb"].words) == (1, 10)
    assert (found["nn"].pages, found["nn"].words) == (2, 6 + 8)
    assert found["nn"].of_pages == pytest.approx(100 * 2 / 3)
    assert found["sv"].of_pages is None and found["sv"].pages == 1
    assert found["nb"].of_words is not None and found["nn"].of_words is not None
    assert found["nb"].of_words + found["nn"].of_words == pytest.approx(100)


def test_nothing_in_norwegian_is_no_share() -> None:
    assert shares([]) == (LanguageShare("nb", 0, 0, None, None), LanguageShare("nn", 0, 0, None, None))
    assert too_little(shares([])) == ()


def test_a_quarter_is_enough() -> None:
    assert too_little((LanguageShare("nb", 3, 75, 75.0, 75.0), LanguageShare("nn", 1, 25, 25.0, 25.0))) == ()
    assert too_little((LanguageShare("nb", 3, 76, 75.0, 76.0), LanguageShare("nn", 1, 24, 25.0, 24.0))) == ("nn",)


def test_the_page_tells_editors(library: Library) -> None:
    html = quality_page(library, date(2026, 11, 22)).html
    for said in ("Målform", "Språklova § 13", "ikke avklart", "Lesbarhet", "For kort til å måle", "publisert i 2026"):
        assert said in html, said
    assert '<a href="/prosjekter/b/" lang="nn">Heime</a>' in html
