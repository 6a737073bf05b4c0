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
    notice = plain.locator(".im-notice", has_text="Listen har alle prosjektene")
    expect(notice.get_by_role("link", name="Kommuner")).to_be_visible()
    expect(notice.get_by_role("link", name="Alle fra A til Å")).to_be_visible()
    assert not notice.inner_text().strip().endswith(":"), "it leads on"
    ways, cards = plain.locator("nav.im-ways"), plain.locator("#prosjektliste")
    boxes = [part.bounding_box() for part in (ways, cards)]
    assert boxes[0] and boxes[1] and boxes[0]["y"] + boxes[0]["height"] <= boxes[1]["y"] and boxes[1]["width"] > 900


def test_no_heading_of_the_front_page_is_bare(plain: Page) -> None:
    plain.goto("/")
    place = plain.locator(".im-entries > div", has=plain.get_by_role("heading", name="Finn kommunen din"))
    expect(place.get_by_text("Hver kommune i landet har en side")).to_be_visible()
    expect(place.get_by_role("link", name="Se alle kommunene")).to_have_attribute("href", "/kommuner/")
    for part in plain.locator(".im-front :is(.im-entries, .im-split) > div").all():
        assert len(part.inner_text().split()) > 8, part.inner_text()


@pytest.mark.parametrize("path", ["/verktoy/", "/kommuner/"])
def test_a_list_that_cannot_be_narrowed_says_so(plain: Page, path: str) -> None:
    plain.goto(path)
    expect(plain.locator("main .im-nojs")).to_be_visible()
