"""axe-core: nothing to find on any page of the whole site, and on each kind of page with everything opened.

Every page × light and dark × 390 and 1280 px is a thousand runs, most of the time axe's measuring of contrast. So here
every page is judged in one of the four, in turn, and every kind of page in all four with everything folded out;
``AXE=all make test ARGS=tests/browser/test_axe.py`` judges every page in all four.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from kinds import AXE, KINDS, SCHEMES, WIDTHS, dress, site_pages, violations
from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

COMBINATIONS = list(product(WIDTHS, SCHEMES))
PARTS = 12


@pytest.fixture(scope="module")
def judge(browser: Browser, address: str) -> Iterator[Page]:
    """One page for many addresses, with axe in it from the start."""
    context = browser.new_context(reduced_motion="reduce", base_url=address)
    context.add_init_script(AXE)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("part", range(PARTS))
def test_every_page(judge: Page, site: Path, part: int) -> None:
    pages = site_pages(site)
    assert len(pages) > 100
    for number, path in list(enumerate(pages))[part::PARTS]:
        judge.goto(path)
        # Neighbours are of one kind, so each kind is seen in all four ways.
        ways = COMBINATIONS if os.environ.get("AXE") == "all" else [COMBINATIONS[number // PARTS % 4]]
        for width, scheme in ways:
            dress(judge, width, scheme)
            assert violations(judge) == [], f"{path} {scheme} {width}"


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_with_everything_opened(judge: Page, kind: str) -> None:
    """As it is when everything is folded out and the menu is open; as it comes is judged above."""
    judge.goto(KINDS[kind])
    for width, scheme in COMBINATIONS:
        dress(judge, width, scheme)
        judge.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
        judge.evaluate("document.querySelectorAll('#im-menu[aria-expanded=false]').forEach(b => b.click())")
        assert violations(judge) == [], f"{scheme} {width}"


@pytest.mark.parametrize(("width", "scheme"), COMBINATIONS)
def test_the_search_with_hits_without_and_the_catalogue_filtered(judge: Page, width: int, scheme: str) -> None:
    judge.goto("/prosjekter/")
    dress(judge, width, scheme)
    field = judge.locator("#im-search-q")
    if not field.is_visible():
        judge.locator("#im-search-open").click()
    field.fill("rus")
    judge.locator("#im-hits a").first.wait_for()
    # What lies under an open panel is reached when it is closed: axe would count it as small.
    assert violations(judge, ".im-header") == [], "hits"
    field.fill("xyzæøå")
    judge.locator("#im-hits a").first.wait_for(state="detached")
    assert violations(judge, ".im-header") == [], "no hits"
    judge.keyboard.press("Escape")  # the hits
    judge.keyboard.press("Escape")  # the panel with the field, on a phone
    judge.evaluate("document.querySelectorAll('.im-browse details').forEach(d => { d.open = true })")
    judge.locator(".im-group input[type=checkbox]").first.check()
    judge.locator("[data-browse][aria-busy=false]").wait_for()
    assert violations(judge) == [], "filtered"
    judge.goto("/prosjekter/?q=xyzæøå")
    dress(judge, width, scheme)
    assert violations(judge) == [], "an empty catalogue"


def test_the_judge_can_see(judge: Page) -> None:
    judge.goto("/om/")
    judge.evaluate(
        "document.querySelector('main h1').insertAdjacentHTML('afterend', '<img src=\"/assets/favicon.svg\"><h4>Å</h4>')"
    )
    judge.evaluate("document.querySelector('main p').style.color = '#ccc'")
    found = {v.split(":")[0] for v in violations(judge)}
    assert {"image-alt", "heading-order", "color-contrast"} <= found
    judge.goto("/bidra/feilmeldinger/")
    judge.evaluate("[...document.querySelectorAll('main h3')].at(-2).style.color = '#ccc'")
    assert [v.split(":")[0] for v in violations(judge)] == ["color-contrast"], "one pale text among hundreds like it"
