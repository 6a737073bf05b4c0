"""Without JavaScript nothing on a page is untrue: no field or button that does nothing, and other ways are told."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from kinds import KINDS
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def plain(browser: Browser, address: str) -> Iterator[Page]:
    """A tab that runs no program, as wide as a desk."""
    context = browser.new_context(java_script_enabled=False, base_url=address, viewport={"width": 1440, "height": 900})
    yield context.new_page()
    context.close()


def test_no_page_offers_what_it_cannot_do(plain: Page) -> None:
    found = {}
    for kind, path in KINDS.items():
        plain.goto(path)
        plain.locator(".im-header__without a").wait_for(state="visible")
        fields = plain.locator("button:visible, input:visible, select:visible").all()
        if fields:
            found[kind] = [field.get_attribute("id") or field.inner_text() for field in fields]
    assert found == {}


def test_the_catalogue_says_so_and_its_indexes_come_first(plain: Page) -> None:
    plain.goto("/prosjekter/?q=rus")
    expect(plain.get_by_text("Listen har alle prosjektene")).to_be_visible()
    ways, cards = plain.locator("nav.im-ways"), plain.locator("#prosjektliste")
    boxes = [part.bounding_box() for part in (ways, cards)]
    assert boxes[0] and boxes[1] and boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] and boxes[1]["width"] > 900


@pytest.mark.parametrize("path", ["/verktoy/", "/kommuner/"])
def test_a_list_that_cannot_be_narrowed_says_so(plain: Page, path: str) -> None:
    plain.goto(path)
    expect(plain.locator("main .im-nojs")).to_be_visible()
