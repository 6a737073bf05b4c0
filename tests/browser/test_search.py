"""The search in a browser: the header's field, its keys, and what it never does. What is found: test_ranking.py."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


def test_slash_focuses_and_the_keyboard_does_the_rest(page: Page) -> None:
    page.goto("/om/")
    page.keyboard.press("/")
    expect(page.locator("#im-search-q")).to_be_focused()
    page.keyboard.type("rus samtale")
    hits = page.locator("#im-hits")
    expect(hits.get_by_role("heading", name="Prosjekter")).to_be_visible()
    expect(page.locator("#im-hits-status")).to_contain_text("treff")
    assert hits.locator("mark").count() > 0, "matching words are marked"
    page.keyboard.press("ArrowDown")
    address = page.evaluate("document.activeElement.getAttribute('href')")
    assert address.startswith("/prosjekter/")
    page.keyboard.press("Escape")
    expect(hits).to_be_hidden()
    expect(page.locator("#im-search-q")).to_be_focused()
    page.locator("#im-search-q").fill("xyzzyq rus")
    expect(page.locator("#im-hits-status")).to_contain_text("Ingen har ordet «xyzzyq».")
    page.locator("#im-search-q").fill("personvern")
    expect(hits.get_by_role("heading", name="Sider")).to_be_visible()
    for _ in range(15):
        page.keyboard.press("ArrowDown")
        if page.evaluate("document.activeElement.getAttribute('href')") == "/om/personvern/":
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/om/personvern/")


def test_enter_leads_to_the_catalogue_with_the_words(page: Page) -> None:
    page.goto("/")
    page.locator("#im-search-q").fill("gravide")
    page.keyboard.press("Enter")
    page.wait_for_url("**/prosjekter/?q=gravide")
    expect(page.locator("#im-status")).not_to_have_text("9 prosjekter")


def test_a_slash_in_a_field_is_a_slash(page: Page) -> None:
    page.goto("/prosjekter/")
    page.locator("#im-q").fill("a")
    page.locator("#im-q").press("/")
    expect(page.locator("#im-q")).to_have_value("a/")


def test_on_a_phone_the_field_opens_from_its_button(browser: Browser, address: str) -> None:
    page = browser.new_page(viewport={"width": 390, "height": 800}, base_url=address)
    page.goto("/")
    assert not page.locator("#im-search-q").is_visible()
    page.get_by_role("button", name="Søk på nettstedet").click()
    expect(page.locator("#im-search-q")).to_be_focused()
    page.keyboard.type("rus samtale")
    expect(page.locator("#im-hits li").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    page.close()


def test_the_search_is_fetched_only_when_used(page: Page) -> None:
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/prosjekter/gronn-vei/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if "search.json" in url or "engine.js" in url]


def test_markup_in_the_words_is_text(page: Page) -> None:
    page.goto("/")
    page.locator("#im-search-q").fill("<img src=x onerror=window.hacked=1> rus")
    expect(page.locator("#im-hits-status")).to_contain_text("Ingen har ordet «onerror».")
    page.locator("#im-search-q").fill("<b>rus</b> samtale psykisk")
    expect(page.locator("#im-hits li").first).to_be_visible()
    assert page.evaluate("window.hacked") is None and page.locator("#im-hits :is(img, b)").count() == 0
