"""From a problem to a file in the hand: what a practitioner does on the tools' pages."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def download(page: Page, name: str | None = None, selector: str | None = None) -> tuple[str, bytes]:
    """Clicks a download and gives its file name and bytes."""
    link = (
        page.locator(selector)
        if selector
        else page.get_by_role("link", name=re.compile(rf"^{re.escape(name or '')}( \d+ kB)?$"))
    )
    with page.expect_download() as waiting:
        link.first.click()
    return waiting.value.suggested_filename, Path(waiting.value.path()).read_bytes()


def test_from_a_search_to_a_word_file(page: Page) -> None:
    page.goto("/")
    page.get_by_role("searchbox", name="Søk på nettstedet").first.fill("utprøvingsplan")
    page.locator("#im-hits a", has_text="Pilotplan").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Pilotplan")
    name, content = download(page, "Word – Til å fylle ut")
    assert name == "pilotplan.docx"
    texts = [p.text for p in Document(io.BytesIO(content)).paragraphs]
    assert any("Pilotplan" in t for t in texts)


def test_filtering_to_a_tool_for_the_pilot_and_its_example(page: Page) -> None:
    page.goto("/verktoy/")
    page.get_by_label("Pilot (").check()
    shown = page.locator("#verktoyliste article:visible h3")
    assert shown.all_inner_texts() == ["Pilotplan"]
    page.get_by_role("link", name="Pilotplan", exact=True).first.click()
    expect(page.get_by_text("Oppdiktet eksempel: Personer, steder og tall er ikke virkelige.")).to_be_visible()
    name, content = download(page, selector=".im-files a[href$='-eksempel.xlsx']")
    assert name == "pilotplan-eksempel.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(content))
    assert any("ppdiktet" in str(c.value) for row in book.worksheets[0].iter_rows() for c in row)


def test_the_form_can_be_read_before_it_is_downloaded(page: Page) -> None:
    page.goto("/verktoy/pilotplan/")
    part = page.locator("#skjemaet")
    expect(part.get_by_role("heading", name="2. Hvem gjør hva")).not_to_be_visible()
    part.locator("summary").press("Enter")
    expect(part.get_by_role("heading", name="2. Hvem gjør hva")).to_be_visible()


def test_the_checksum_is_that_of_the_file(page: Page) -> None:
    page.goto("/verktoy/pilotplan/")
    name, content = download(page, "Word – Til å fylle ut")
    page.get_by_text("Utgave og kontrollsummer").click()
    line = page.locator(".im-files__sums li", has_text=name).inner_text()
    assert hashlib.sha256(content).hexdigest() in line


def test_the_whole_toolbox_in_one_file(page: Page) -> None:
    page.goto("/verktoy/")
    name, content = download(page, "Last ned hele verktøykassen")
    assert name == "hele-verktoykassen.zip"
    with zipfile.ZipFile(io.BytesIO(content)) as opened:
        assert opened.testzip() is None
        assert {
            "LES-MEG.txt",
            "pilotplan/pilotplan.docx",
            "gevinstrealiseringsplan/gevinstrealiseringsplan-nynorsk.xlsx",
        } <= set(opened.namelist())


def test_the_tools_of_one_need_are_taken_out_of_the_whole(page: Page) -> None:
    page.goto("/verktoy/")
    _, whole = download(page, "Last ned hele verktøykassen")
    page.get_by_text("Pakker for én fase eller ett behov").click()
    with page.expect_download() as waited:
        page.locator("[data-package='pilot.zip']").click()
    assert waited.value.suggested_filename == "pilot.zip"
    with zipfile.ZipFile(waited.value.path()) as opened, zipfile.ZipFile(io.BytesIO(whole)) as every:
        assert opened.testzip() is None
        names = opened.namelist()
        assert {name.split("/")[0] for name in names} == {"LES-MEG.txt", "pilotplan"}
        tool = [name for name in names if name != "LES-MEG.txt"]
        assert tool == [n for n in every.namelist() if n.startswith("pilotplan/")]
        assert all(opened.read(name) == every.read(name) for name in tool)
        readme = opened.read("LES-MEG.txt").decode("utf-8-sig")
        assert readme.startswith("Verktøy fra InnoMed: Pilot\r\n====") and "Alle utfylte eksempler" in readme
        assert all(hashlib.sha256(opened.read(name)).hexdigest() in readme for name in tool)
        assert "gevinstrealiseringsplan/" not in readme
    expect(page.locator("#pakkesvar")).to_be_empty()


def test_a_part_that_cannot_be_fetched_is_told(page: Page) -> None:
    page.goto("/verktoy/")
    page.route("**/hele-verktoykassen.zip", lambda route: route.abort())
    page.get_by_text("Pakker for én fase eller ett behov").click()
    page.locator("[data-package='pilot.zip']").click()
    expect(page.locator("#pakkesvar")).to_have_text("Klarte ikke å lage pakken. Last ned hele verktøykassen i stedet.")


def test_a_project_offers_its_own_benefit_plan(page: Page) -> None:
    page.goto("/prosjekter/gronn-vei/")
    name, content = download(page, "Gevinstplan for dette prosjektet")
    assert name == "gronn-vei-gevinstplan.xlsx"
    plan = openpyxl.load_workbook(io.BytesIO(content))["Plan"]
    page_text = page.locator("main").inner_text()
    written = [plan.cell(row, 2).value for row in range(8, 38) if plan.cell(row, 2).value]
    assert written and all(text in page_text for text in written)


def test_projects_and_tools_lead_to_each_other(page: Page) -> None:
    page.goto("/verktoy/tjenesteprismodell/")
    page.locator("#brukt-av ~ ul a, #brukt-av + ul a").first.click()
    page.locator("main a[href='/verktoy/tjenesteprismodell/']").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Tjenesteprismodell")


def test_expected_and_measured_stand_apart(page: Page) -> None:
    page.goto("/gevinster/")
    headings = page.locator("main h2").all_inner_texts()
    assert headings == ["Målt etter endringen", "Nullpunkt målt, effekten ikke", "Forventet"]
    numbers = [int(t) for t in page.locator(".im-tally strong").all_inner_texts()]
    table = page.get_by_role("region", name="Etter type").locator("tbody td").all_inner_texts()
    for column, total in enumerate(numbers):
        assert sum(int(cell) for cell in table[column::3]) == total


def test_example_figures_are_marked_on_the_price_page(page: Page) -> None:
    page.goto("/verktoy/tjenesteprismodell/")
    expect(page.get_by_text("Oppdiktede eksempeltall").first).to_be_visible()
    figures = page.locator("[data-figure='npv']")
    values = [float(v) for v in figures.evaluate_all("all => all.map(e => e.dataset.value)")]
    assert values[0] > 0 > values[1], "a gain and a loss"
    assert abs(values[0] - 2_369_882.2045569443) < 0.005


@pytest.mark.parametrize("path", ["/verktoy/pilotplan/", "/verktoy/", "/gevinster/", "/verktoy/tjenesteprismodell/"])
def test_nothing_scrolls_sideways_on_a_narrow_phone(page: Page, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
