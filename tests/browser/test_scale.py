"""A thousand projects: all links on a light page. Ten thousand: a window of the list. Nothing is fetched too early."""

from __future__ import annotations

import functools
import gzip
import http.server
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from generate import catalogue_site
from playwright.sync_api import Browser, Page, expect
from support import Quiet

from macros.library.library import Library

pytestmark = pytest.mark.browser
COUNT = 10_000


Made = tuple[str, Library, Path]


@contextmanager
def served(site: Path, library: Library, folder: Path, count: int) -> Iterator[Made]:
    many = catalogue_site(site, library, folder, count)
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", many, folder
        server.shutdown()


@pytest.fixture(scope="module")
def thousand(site: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with served(site, library, tmp_path_factory.mktemp("thousand"), 1_000) as made:
        yield made


@pytest.fixture(scope="module")
def big(site: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Made]:
    with served(site, library, tmp_path_factory.mktemp("big"), COUNT) as made:
        yield made


def opened(browser: Browser, address: str) -> Page:
    """The list as it is first seen."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/prosjekter/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if url.endswith(".json")], "nothing is fetched before it is needed"
    return page


def test_a_thousand_are_links_on_a_light_page_and_cards_where_the_reader_comes(
    browser: Browser, thousand: Made
) -> None:
    address, many, folder = thousand
    assert (folder / "prosjekter/index.html").stat().st_size <= 250_000
    page = opened(browser, address)
    links = page.locator("main #prosjektliste > li a")
    every = "all => all.map(a => a.getAttribute('href'))"
    assert links.evaluate_all(every) == [f"/prosjekter/{r.slug}/" for r in many.projects]
    assert page.locator("#prosjektliste article").count() == 100
    place = 700
    row = page.locator("#prosjektliste > li").nth(place)
    record = many.projects[place]
    row.scroll_into_view_if_needed()
    expect(row.locator(".im-card__summary")).to_have_text(record.data.summary, timeout=20_000)
    expect(row.locator("h3 a")).to_have_text(record.data.title)
    assert page.locator("#prosjektliste article").count() < 250, "only where the reader is"
    # Filtered: the answer is there at once, and what was a row before becomes a card.
    page.evaluate("scrollTo(0, 0)")
    page.locator("input[value=helse-vest]").check()
    wanted = many.select({"region": ["helse-vest"]})
    expect(page.locator("[data-browse]")).to_have_attribute("aria-busy", "false")
    assert links.evaluate_all(every) == [f"/prosjekter/{r.slug}/" for r in wanted]
    expect(page.locator("#prosjektliste > li").nth(4).locator("article")).to_be_visible()
    page.close()


def test_a_thousand_are_links_without_a_program_too(browser: Browser, thousand: Made) -> None:
    context = browser.new_context(java_script_enabled=False, base_url=thousand[0])
    page = context.new_page()
    page.goto("/prosjekter/")
    last = page.locator("#prosjektliste > li").nth(999)
    assert last.text_content() == thousand[1].projects[999].data.title
    context.close()


def test_a_window_over_ten_thousand(browser: Browser, big: Made) -> None:
    address, many, folder = big
    page = opened(browser, address)
    assert page.locator("#prosjektliste > li").count() == 60
    page.locator("input[value=helse-vest]").check()
    expected = many.select({"region": ["helse-vest"]})
    expect(page.locator("#im-status")).to_have_text(f"{len(expected):,} prosjekter".replace(",", "\N{NO-BREAK SPACE}"))
    first = page.locator("#prosjektliste > li h3 a")
    assert first.nth(0).get_attribute("href") == f"/prosjekter/{expected[0].slug}/"
    assert first.nth(0).inner_text() == expected[0].data.title
    count = page.locator("label", has=page.locator("input[name=fase][value=konsept]")).locator(".im-count").inner_text()
    both = many.select({"region": ["helse-vest"], "fase": ["konsept"]})
    assert count == f"({len(both)})"
    shown = page.locator("#prosjektliste > li").count()
    page.locator("#im-more").scroll_into_view_if_needed()
    expect(page.locator("#prosjektliste > li").nth(shown)).to_be_attached()
    page.locator("#im-q").fill("barselomsorg kvænvik")
    expect(page.locator('[name="sort"]')).to_have_value("relevans")
    expect(page.locator("[data-browse]")).to_have_attribute("aria-busy", "false", timeout=30_000)
    expect(page.locator("#prosjektliste > li h3 a").first).to_have_text(re.compile("^barselomsorg", re.IGNORECASE))
    page.close()
    for name in ("prosjekter/index.html", "assets/catalogue.json"):
        assert len(gzip.compress((folder / name).read_bytes())) < 1_200_000
