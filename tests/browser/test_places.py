"""The look-up on /kommuner/: by any name, a choice where two share one, and by size."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_a_former_name_leads_to_the_municipality_of_today(page: Page) -> None:
    page.goto("/kommuner/")
    page.get_by_label("Hvilken kommune?").fill("skedsmo")
    expect(page.locator("#im-place-hits li")).to_have_text("Lillestrøm Akershus, tidligere Skedsmo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/lillestrom/")
    expect(page.locator("h1")).to_have_text("Lillestrøm")


def test_two_of_one_name_are_a_choice_and_no_municipality_is_a_sentence(page: Page) -> None:
    page.goto("/kommuner/?navn=heroey")
    hits = page.locator("#im-place-hits li")
    expect(hits).to_have_text(["Herøy Møre og Romsdal", "Herøy Nordland"])
    page.get_by_label("Hvilken kommune?").press("Enter")
    expect(hits.first).to_be_visible()
    page.get_by_label("Hvilken kommune?").fill("Longyearbyen")
    expect(page.get_by_text("Svalbard er ikke en kommune.")).to_be_visible()
    page.get_by_label("Hvilken kommune?").fill("narvikk")
    expect(page.locator("#im-place-status")).to_contain_text("Ingen kommune heter «narvikk»")


def test_the_size_is_in_the_address_and_leads_to_the_projects(page: Page) -> None:
    page.goto("/kommuner/?sentralitet=2")
    shown = page.locator("#im-place-list li:visible a")
    expect(shown).to_have_text(["Stavanger", "Bergen"])
    page.get_by_label("Folketall").select_option("100 000 eller flere")
    assert "storrelse=6" in page.url
    page.get_by_role("link", name="Vis prosjektene som nevner disse kommunene").click()
    page.wait_for_url("**/prosjekter/?kommune=stavanger&kommune=bergen")
    expect(page.locator("#prosjektliste > li")).to_have_count(1)


def test_the_front_page_leads_to_the_municipality_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Kommune, bydel eller tidligere navn").fill("Blåbæråsen")
    page.keyboard.press("Enter")
    expect(page.locator("#im-place-status")).to_contain_text("Ingen kommune heter «Blåbæråsen»")
    page.go_back()
    page.get_by_label("Kommune, bydel eller tidligere navn").fill("skedsmo")
    page.keyboard.press("Enter")
    page.wait_for_url("**/kommuner/lillestrom/")
    page.go_back()
    expect(page.locator("h1")).to_have_text("Finn et oppdiktet prosjekt")


def test_the_search_has_the_municipality_before_projects(page: Page) -> None:
    page.goto("/om/")
    page.locator("#im-search-q").fill("Tønsberg")
    first = page.locator("#im-hits section").first
    expect(first.get_by_role("heading")).to_have_text("Kommuner (2)")
    expect(first.locator("a").first).to_have_attribute("href", "/kommuner/tonsberg/")
    page.goto("/prosjekter/?q=Narvik")
    expect(page.get_by_role("link", name="Se hva som gjelder Narvik kommune (Nordland)")).to_be_visible()
