"""A page that fails its test on any script error and any request outside the site."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Error, Page, Request

WINDOW = {"width": 1280, "height": 900}


@pytest.fixture(scope="session")
def tab(browser: Browser, address: str) -> Iterator[Page]:
    """One tab for all tests of a worker: a new one for each costs more than most tests do in it."""
    context = browser.new_context(viewport=WINDOW, base_url=address)
    yield context.new_page()
    context.close()


@pytest.fixture
def page(tab: Page, address: str) -> Iterator[Page]:
    """The tab as new: no page, nothing kept, pointer in the corner. What is only added, like scripts, needs a tab of its own."""
    faults: list[str] = []

    def failed(error: Error) -> None:
        faults.append(str(error))

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "about:")):
            faults.append(request.url)

    tab.on("pageerror", failed)
    tab.on("request", asked)
    yield tab
    if tab.url.startswith(address):
        tab.evaluate("localStorage.clear(), sessionStorage.clear()")
    tab.goto("about:blank")
    tab.remove_listener("pageerror", failed)
    tab.remove_listener("request", asked)
    tab.context.clear_cookies()
    tab.context.clear_permissions()
    tab.emulate_media(media="null", color_scheme="light")
    tab.set_viewport_size(WINDOW)
    tab.mouse.move(0, 0)
    assert faults == [], "no script error and no request outside the site"
