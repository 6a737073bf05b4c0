"""Nothing moves while a page is loaded, and Back shows it at once as it was left."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from kinds import KINDS, WIDTHS
from playwright.sync_api import Browser, Page, Route

from macros.files.programs import find_program

pytestmark = pytest.mark.browser

CHROME = find_program("Chromium")
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


@pytest.fixture(scope="module")
def first_visit(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that fetches everything each time, as who comes for the first time does, and its scripts late: the page is
    painted before they run."""
    context = browser.new_context(base_url=address)
    page = context.new_page()
    page.add_init_script(SHIFT)
    context.new_cdp_session(page).send("Network.setCacheDisabled", {"cacheDisabled": True})
    page.route("**/*.js?*", late)
    yield page
    context.close()


def late(route: Route) -> None:
    time.sleep(0.1)
    route.continue_()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("kind", KINDS)
def test_nothing_moves(first_visit: Page, kind: str, width: int) -> None:
    first_visit.set_viewport_size({"width": width, "height": 900})
    first_visit.goto(KINDS[kind], wait_until="networkidle")
    first_visit.wait_for_timeout(150)
    moved = first_visit.evaluate("[window.imShift ?? 0, window.imMoved ?? []]")
    assert moved[0] < 0.005, moved[1]


def test_what_moves_is_seen(first_visit: Page) -> None:
    first_visit.goto("/om/")
    first_visit.evaluate("document.querySelector('main').style.paddingTop = '300px'")
    for _ in range(100):
        if first_visit.evaluate("window.imShift ?? 0") > 0.01:
            return
        first_visit.wait_for_timeout(50)
    raise AssertionError("a text that moves 300 px is not seen")


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
