"""Projects side by side, the reader's own list and the workbook, in a real browser."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, Route, expect

from macros.compare.rows import ROWS

pytestmark = pytest.mark.browser

TWO = "/sammenlign/?p=gronn-vei&p=aerlig-samtale"
Serve = Callable[..., None]
TABLE = "#im-compare-table"


def heads(page: Page) -> list[str]:
    expect(page.locator(f"{TABLE} thead th a").first).to_be_visible()
    return page.locator(f"{TABLE} thead th a").all_inner_texts()


def cells(page: Page, row: str) -> list[str]:
    found = page.locator(f"{TABLE} tbody tr", has=page.get_by_role("rowheader", name=row, exact=True))
    return found.locator("td").all_inner_texts()


@pytest.fixture
def serve(page: Page) -> Iterator[Serve]:
    """Gives the page these projects in place of the site's."""
    yield partial(_serve, page)
    page.unroute_all()


def _serve(page: Page, **projects: dict[str, Any]) -> None:
    def answer(route: Route) -> None:
        blank = {"title": "", "language": "", "summary": "", "status": "", "numbers": [], "figures": {}}
        made = {slug: {**blank, "rows": [[] for _ in ROWS], **told} for slug, told in projects.items()}
        route.fulfill(json=made)

    page.route("**/assets/compare/*.json", answer)


def saved(page: Page, button: str, folder: Path) -> openpyxl.Workbook:
    with page.expect_download() as arriving:
        page.get_by_role("button", name=button).click()
    arriving.value.save_as(folder / "utvalg.xlsx")
    return openpyxl.load_workbook(folder / "utvalg.xlsx")


def test_two_side_by_side_with_what_is_said_and_what_is_not(page: Page) -> None:
    page.goto(TWO)
    assert heads(page) == ["Grønn vei hjem fra Ærøya", "Ærlig samtale om å øve"]
    status = cells(page, "Siste kjente status")
    assert status[0].startswith("Sist kjent: i drift, desember 2021") and "To av tre øyer" in status[0]
    assert status[1] == "Omtalen sier ikke noe om dette."
    assert "Færre liggedøgn" in cells(page, "Forventede gevinster, ikke målt")[0]
    assert "31" in cells(page, "Målte gevinster")[0]
    # One of them has an amount and a number: nothing to hold them against.
    assert cells(page, "Pasienter") == ["Ikke sammenlignbart. Se tallet i omtalen", "Omtalen sier ikke noe om dette."]
    page.get_by_role("link", name="Se tallet i omtalen").first.click()
    page.wait_for_url("**/prosjekter/gronn-vei/#om-patients")


def test_amounts_stand_together_only_where_they_are_alike(page: Page, serve: Serve) -> None:
    def costs(*given: tuple[str, str, str]) -> dict[str, Any]:
        return {"figures": {"cost": list(given)}}

    alike = ("regnskap|2023", "Regnskap, 2023")
    serve(
        a={"title": "Åpen dør", **costs((*alike, "Regnskap: 10 kroner"), ("budsjett|2023", "Budsjett, 2023", "Budsjett: 5 kroner"))},
        b={"title": "Ærfugl", **costs((*alike, "Regnskap: 20 kroner"))},
        c={"title": "Ørn", **costs(("anslag|2023", "Anslag, 2023", "Anslag: 30 kroner"))},
        d={"title": "Taus"},
    )  # fmt: skip
    page.goto("/sammenlign/?p=a&p=b&p=c&p=d")
    heads(page)
    assert cells(page, "Økonomi: Regnskap, 2023") == [
        "Regnskap: 10 kroner", "Regnskap: 20 kroner", "Ikke sammenlignbart. Se tallet i omtalen",
        "Omtalen sier ikke noe om dette.",
    ]  # fmt: skip
    assert "5 kroner" not in page.locator(TABLE).inner_text()
    page.goto("/sammenlign/?p=a&p=c")
    heads(page)
    assert cells(page, "Økonomi") == ["Ikke sammenlignbart. Se tallet i omtalen"] * 2
    assert "kroner" not in page.locator(TABLE).inner_text()
    page.goto("/sammenlign/?p=c")
    heads(page)
    assert cells(page, "Økonomi") == ["Anslag: 30 kroner (Anslag, 2023)"]


LONG = {f"p{n}": {"title": f"Prosjekt på Ærøya nummer {n}", "summary": "Øving.", "rows": [["Lang tekst på øya. " * 40]] * len(ROWS)} for n in range(5)}  # fmt: skip


@pytest.mark.parametrize(("width", "count"), [(390, 1), (390, 2), (390, 4), (800, 3), (1040, 5), (1440, 5)])
def test_whoever_reads_down_the_rows_sees_whose_each_answer_is(
    width: int, count: int, page: Page, serve: Serve
) -> None:
    serve(**LONG)
    page.set_viewport_size({"width": width, "height": 700})
    page.goto("/sammenlign/?" + "&".join(f"p=p{n}" for n in range(count)))
    names = heads(page)
    assert len(names) == count
    assert page.evaluate("document.documentElement.scrollWidth") <= width, (
        "nothing is cut and nothing needs to be pulled"
    )
    answers = page.locator(f"{TABLE} tbody tr").nth(8).locator("td")
    answers.last.evaluate("e => scrollTo(0, e.getBoundingClientRect().bottom + scrollY - 400)")
    for place in range(count):
        cell = answers.nth(place)
        own = cell.evaluate("e => getComputedStyle(e, '::before').content")
        box, head = cell.bounding_box(), page.locator(f"{TABLE} thead th").nth(place).bounding_box()
        assert box and head and box["x"] >= 0 and box["x"] + box["width"] <= width
        if names[place] not in own:
            assert head["y"] >= 0 and abs(head["x"] - box["x"]) < 12, "its name stands over it"
            assert page.locator(f"{TABLE} thead th a").nth(place).is_visible()


def test_on_paper_the_names_stand_on_every_page(page: Page, serve: Serve) -> None:
    serve(**LONG)
    page.goto("/sammenlign/?" + "&".join(f"p=p{n}" for n in range(3)))
    heads(page)
    pages = list(pypdfium2.PdfDocument(page.pdf(prefer_css_page_size=True)))
    told = [" ".join(p.get_textpage().get_text_bounded().split()) for p in pages]
    with_answers = [text for text in told if "Lang tekst" in text]
    assert len(with_answers) > 2
    assert all(f"nummer {n}" in text for text in with_answers for n in range(3))


def test_the_way_from_a_project_and_from_its_likes(page: Page) -> None:
    page.goto("/prosjekter/gronn-vei/")
    assert "p=gronn-vei&p=" in (
        page.get_by_role("link", name="Sammenlign med lignende prosjekter").get_attribute("href") or ""
    )
    page.locator(".im-related").get_by_role("link", name="Sammenlign med dette").first.click()
    assert heads(page)[0] == "Grønn vei hjem fra Ærøya" and len(heads(page)) == 2


def test_nothing_is_kept_before_the_reader_asks_and_nothing_after_it_is_deleted(page: Page) -> None:
    stored = "localStorage.getItem('im-liste')"
    page.goto(TWO)
    heads(page)
    assert page.evaluate("localStorage.length") == 0
    page.get_by_role("button", name="Legg i min liste").click()
    expect(page.locator("#im-compare-said")).to_contain_text("bare i denne nettleseren")
    assert json.loads(page.evaluate(stored)) == ["gronn-vei", "aerlig-samtale"]
    page.goto("/prosjekter/pause-pa-oya/")
    page.get_by_role("button", name="Legg i min liste").click()
    page.get_by_role("link", name="Vis min liste").click()
    expect(page.locator("#im-compare-status")).to_have_text("3 prosjekter i listen, 3 sammenlignet her.")
    page.get_by_role("button", name="Fjern: Ærlig samtale").click()
    expect(page.locator("#im-compare-status")).to_have_text("2 prosjekter i listen, 2 sammenlignet her.")
    assert json.loads(page.evaluate(stored)) == ["gronn-vei", "pause-pa-oya"], "the list follows"
    page.get_by_role("button", name="Slett min liste").click()
    assert page.evaluate(stored) is None
    page.goto("/sammenlign/")
    expect(page.locator("#im-compare-status")).to_have_text("Ingen prosjekter er valgt ennå.")
    expect(page.get_by_role("heading", name="Slik velger du prosjekter")).to_be_visible()


def test_the_list_is_changed_and_the_address_follows(page: Page) -> None:
    page.goto("/sammenlign/?p=gronn-sti&p=finnes-ikke&p=%3Cb%3E&p=aerlig-samtale&p=gronn-sti")
    assert heads(page) == ["Grønn vei hjem fra Ærøya", "Ærlig samtale om å øve"], (
        "a former address leads to the project"
    )
    expect(page.locator("#im-compare-status")).to_contain_text("Fant ikke prosjektet «finnes-ikke».")
    page.get_by_label("Legg til et prosjekt").fill("hagen")
    page.locator("#im-compare-hits button").first.click()
    expect(page.locator(f"{TABLE} thead th")).to_have_count(3)
    assert "p=hagen-bak-sykehuset" in page.url
    page.get_by_role("button", name="Fjern: Ærlig samtale").click()
    expect(page.locator(f"{TABLE} thead th")).to_have_count(2)
    assert "aerlig" not in page.url
    page.go_back()
    expect(page.locator(f"{TABLE} thead th")).to_have_count(3)


def test_more_than_five_are_a_list_and_five_of_them_a_table(page: Page, serve: Serve) -> None:
    serve(**{f"p{n}": {"title": f"Prosjekt på Å {n}"} for n in range(7)})
    page.goto("/sammenlign/?" + "&".join(f"p=p{n}" for n in range(7)))
    assert heads(page) == [f"Prosjekt på Å {n}" for n in range(5)]
    boxes = page.locator("#im-compare-list input")
    assert [boxes.nth(n).is_enabled() for n in range(7)] == [True] * 5 + [False] * 2
    boxes.nth(0).uncheck()
    page.get_by_role("checkbox", name="Prosjekt på Å 6").check()
    expect(page.locator(f"{TABLE} thead th")).to_have_count(5)
    assert page.url.split("?")[1].split("&")[:5] == [f"p=p{n}" for n in (1, 2, 3, 4, 6)], (
        "the shared address shows the same"
    )


def test_the_workbook_has_texts_that_no_program_runs(page: Page, serve: Serve, tmp_path: Path) -> None:
    rows = [[] for _ in ROWS]
    rows[0] = ["=1+1", "På øya"]
    told = {
        "title": '=HYPERLINK("x")',
        "summary": "@SUM(A1)\u0001",
        "rows": rows,
        "numbers": [[ROWS.index("hours"), 120]],
    }
    serve(a=told, b={"title": "Ærfugl", "summary": "<b>&"})
    page.goto("/sammenlign/?p=a&p=b")
    heads(page)
    book = saved(page, "Last ned (Excel)", tmp_path)
    sheet = book["Prosjekter"]
    assert [[c.value for c in row[:3]] for row in sheet.iter_rows(min_row=2)] == [
        ['=HYPERLINK("x")', f"{page.url.split('/sammenlign')[0]}/prosjekter/a/", "@SUM(A1)"],
        ["Ærfugl", f"{page.url.split('/sammenlign')[0]}/prosjekter/b/", "<b>&"],
    ]
    assert "f" not in {c.data_type for row in sheet.iter_rows(min_row=2) for c in row}
    assert sheet.cell(2, 4).value == "=1+1\nPå øya" and sheet.cell(2, 4 + ROWS.index("hours")).value == 120
    assert sheet.tables["Prosjekter"].ref.endswith("3") and book.properties.creator == "InnoMed"


def test_ticked_in_the_catalogue(page: Page, tmp_path: Path) -> None:
    page.goto("/prosjekter/?region=helse-vest")
    expect(page.locator("[data-browse]")).to_have_attribute("aria-busy", "false")
    shown = page.locator("#prosjektliste h3 a").all_inner_texts()
    book = saved(page, "Last ned utvalget (Excel)", tmp_path)
    assert [c.value for c in book["Prosjekter"]["A"][1:]] == shown
    for title in shown:
        page.get_by_role("checkbox", name=f"Velg: {title}").check()
    expect(page.locator("#im-picked-status")).to_have_text("2 prosjekter valgt.")
    page.get_by_role("link", name="Sammenlign", exact=True).click()
    assert heads(page) == shown
    page.go_back()
    expect(page.locator("#im-picked-status")).to_have_text("2 prosjekter valgt.")
    expect(page.get_by_role("checkbox", name=f"Velg: {shown[0]}")).to_be_checked()


def test_without_javascript_the_page_says_what_it_needs_and_leads_on(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=address)
    page = context.new_page()
    page.goto(TWO)
    assert "trenger JavaScript" in page.locator("main").inner_text()
    assert not page.locator("#im-compare").is_visible()
    page.locator("main").get_by_role("link", name="Alle fra A til Å").click()
    expect(page.get_by_role("link", name="Grønn vei hjem fra Ærøya", exact=True)).to_be_visible()
    context.close()
