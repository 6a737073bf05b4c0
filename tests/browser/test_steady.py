"""Nothing moves while a page is loaded, and Back shows it at once as it was left."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

import pytest
from kinds import KINDS, WIDTHS
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

CHROME = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
SHIFT = """new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) {
  window.imShift = (window.imShift ?? 0) + e.value;
  window.imMoved = [...(window.imMoved ?? []), ...e.sources.map(s => s.node?.className || s.node?.nodeName)] }
}).observe({type: 'layout-shift', buffered: true})"""


@pytest.fixture(scope="module")
def kept(browser: Browser) -> Iterator[Browser]:
    """A browser with the cache that Playwright turns off in its own."""
    kind = browser.browser_type
    running = kind.launch(
        executable_path=CHROME,
        args=["--headless", "--no-sandbox"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield running
    running.close()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves(browser: Browser, address: str, kind: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, base_url=address)
    page = context.new_page()
    page.add_init_script(SHIFT)
    page.goto(KINDS[kind], wait_until="networkidle")
    page.wait_for_timeout(150)
    moved = page.evaluate("[window.imShift ?? 0, window.imMoved ?? []]")
    context.close()
    assert moved[0] < 0.01, moved[1]


@pytest.mark.parametrize("kind", ["front page", "catalogue", "project", "tool", "prices", "portfolio of a year"])
def test_back_shows_the_page_as_it_was_left(address: str, kept: Browser, kind: str) -> None:
    """The browser's back/forward cache: the same page with what was done on it, not a new one."""
    context = kept.new_context(base_url=address)
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "addEventListener('pageshow', e => console.log(location.pathname, e.persisted, window.imMark ?? ''))"
    )
    path = KINDS[kind]
    page.goto(path)
    page.evaluate("window.imMark = 'blåbær'")
    page.goto("/om/")
    page.evaluate("history.back()")
    for _ in range(50):
        if f"{path} true blåbær" in said:
            break
        page.wait_for_timeout(100)
    context.close()
    assert f"{path} true blåbær" in said
