"""On paper: every project on at most two pages, with what it is, where it is and when; none of the screen's furniture."""

from __future__ import annotations

import io

import pikepdf
import pypdfium2
import pytest
from playwright.sync_api import Page

from macros.library.library import Library

pytestmark = pytest.mark.browser


def printed(page: Page, path: str) -> bytes:
    """The page as Chromium prints it on A4, as most people do: without backgrounds."""
    page.goto(path)
    return page.pdf(prefer_css_page_size=True, print_background=False)


def words(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return " ".join(" ".join(p.get_textpage().get_text_bounded() for p in document).replace("\ufffe", "").split())


def test_a_project_is_at_most_two_pages(page: Page, library: Library) -> None:
    pages = {}
    for record in library.projects:
        with pikepdf.open(io.BytesIO(printed(page, f"/prosjekter/{record.slug}/"))) as pdf:
            pages[record.slug] = len(pdf.pages)
            assert [round(float(n)) for n in pdf.pages[0].mediabox[2:]] == [595, 842], "A4"
    assert len(pages) == 9
    assert pages.pop("gronn-vei") > 2, "with every field there is, and a price model"
    assert {slug: n for slug, n in pages.items() if n > 2} == {}


def test_the_paper_says_what_where_and_when_and_nothing_of_the_screen(page: Page) -> None:
    text = words(printed(page, "/prosjekter/aerlig-samtale/"))
    for told in ("InnoMed", "Ærlig samtale om å øve", "120", "Konsept", "1 forventet", "Gevinster", "Omtalen sier ikke noe om",
                 "Fakta om prosjektet", "er holdt mot alle kildene", "2025", "prosjekter/aerlig-samtale"):  # fmt: skip
        assert told in text, told
    for furniture in (
        "Meny",
        "Mørke farger",
        "Prosjekterfaringer",
        "Lignende prosjekter",
        "Forrige",
        "Foreslå",
        "Last ned",
        "Kopier",
        "Personvern",
    ):
        assert furniture not in text, furniture


def test_a_dark_screen_prints_on_white(page: Page) -> None:
    page.emulate_media(color_scheme="dark")
    page.goto("/prosjekter/aerlig-samtale/")
    assert page.evaluate("document.body.dataset.mdColorScheme") == "slate"
    page.emulate_media(media="print")
    colours = page.evaluate(
        "[document.body, document.querySelector('h1')].map(e => getComputedStyle(e)).map((s, n) => n ? s.color : s.backgroundColor)"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(0, 0, 0)"]


@pytest.mark.parametrize("path", ["/verktoy/pilotplan/", "/prosjekter/?region=helse-vest", "/om/"])
def test_other_pages_print_without_furniture(page: Page, path: str) -> None:
    text = words(printed(page, path))
    assert "InnoMed" in text and page.locator("h1").inner_text() in text
    for furniture in ("Meny", "Mørke farger", "Foreslå en endring", "Personvern Bidra"):
        assert furniture not in text, furniture


@pytest.mark.parametrize(("path", "folded"), [("/kommuner/", "Vis kildene"), ("/begreper/", "Tiltaksområde")])
def test_what_is_folded_is_open_on_paper_and_has_no_mark(page: Page, path: str, folded: str) -> None:
    text = words(printed(page, path))
    page.emulate_media(media="print")
    fold = page.locator("main details:not([open])", has_text=folded).first
    inside = fold.evaluate("e => [...e.querySelectorAll('a')].at(-1).textContent.trim()")
    assert folded in text and inside in text
    assert fold.locator("summary").evaluate("e => getComputedStyle(e, '::after').display") == "none"


def test_the_municipalities_are_a_close_list_on_paper(page: Page) -> None:
    page.goto("/kommuner/")
    page.emulate_media(media="print")
    item = page.locator(".im-places__list > li").first
    assert page.locator("#im-place-list").evaluate("e => getComputedStyle(e).columnCount") == "4"
    assert item.evaluate("e => e.getBoundingClientRect().height") <= 20, "no air as for a finger"
