"""Ten thousand projects: the list comes as a window, the counts are still right, and nothing is fetched too early."""

from __future__ import annotations

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from generate import catalogue_site
from playwright.sync_api import Browser, expect
from support import Quiet

from macros.library.library import Library

pytestmark = pytest.mark.browser
COUNT = 10_000


@pytest.fixture(scope="module")
def big(site: Path, library: Library, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Library, Path]]:
    folder = tmp_path_factory.mktemp("big")
    many = catalogue_site(site, library, folder, COUNT)
    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", many, folder
        server.shutdown()


def test_a_window_over_ten_thousand(browser: Browser, big: tuple[str, Library, Path]) -> None:
    address, many, folder = big
    page = browser.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.goto("/prosjekter/")
    page.wait_for_load_state("networkidle")
    assert not [url for url in fetched if url.endswith(".json")], "nothing is fetched before it is needed"
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
    assert page.locator("#prosjektliste > li h3 a").first.inner_text().lower().startswith("barselomsorg")
    page.close()
    for name in ("prosjekter/index.html", "assets/catalogue.json"):
        assert len(gzip.compress((folder / name).read_bytes())) < 1_200_000
