"""One Norwegian search: the list of queries, the header's field, and what it never does."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser, Page, expect
from support import ROOT

pytestmark = pytest.mark.browser

QUERIES: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/browser/queries.yml").read_text(encoding="utf-8"))
SEARCH = """async (queries) => {
  const { searchEngine } = await import('/assets/js/search/engine.js');
  const engine = await searchEngine();
  return queries.map((q) => engine.search(q).results.map(({ doc }) => doc.url)) }"""


@pytest.fixture(scope="module")
def answers(browser: Browser, address: str) -> dict[str, list[str]]:
    page = browser.new_page(base_url=address)
    page.goto("/prosjekter/")
    words = [q["q"] for q in QUERIES]
    found = dict(zip(words, page.evaluate(SEARCH, words), strict=True))
    page.close()
    return found


@pytest.mark.parametrize("query", QUERIES, ids=lambda q: f"{q['kind']}: {q['q']}")
def test_a_query_finds_what_it_must(answers: dict[str, list[str]], query: dict[str, Any]) -> None:
    found = answers[query["q"]]
    assert set(query["must"]) <= set(found)
    assert not set(query.get("not", ())) & set(found)
    if query["kind"] == "ingen treff":
        assert not found


def test_precision_at_5_and_share_found(answers: dict[str, list[str]]) -> None:
    """The measure that ``make bench`` takes of the real content, here of the synthetic library."""
    asked = [q for q in QUERIES if q["must"]]
    precision = []
    for q in asked:
        first = answers[q["q"]][:5]
        precision.append(sum(url in q["relevant"] for url in first) / max(len(first), 1))
    assert sum(precision) / len(precision) >= 0.88, dict(zip((q["q"] for q in asked), precision, strict=True))


def test_title_before_summary_before_body(answers: dict[str, list[str]]) -> None:
    assert answers["grønn vei"][0] == "/prosjekter/gronn-vei/", "in its title; the tool has it in its text"
    assert answers["Pause på øya"][0] == "/prosjekter/pause-pa-oya/"
    assert answers["hage"][0] == "/prosjekter/hagen-bak-sykehuset/"


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
    expect(page.locator("#im-hits li").first).to_be_visible()
    assert page.evaluate("window.hacked") is None and page.locator("#im-hits img").count() == 0
