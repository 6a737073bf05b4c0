"""What axe does not see: narrow and enlarged, spaced out, without colours of our own, still, on paper, and told in words."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from kinds import KINDS, style
from playwright.sync_api import Browser, Page, expect

from macros.files.programs import find_program

pytestmark = pytest.mark.browser

# Parts that reach outside the window although nothing around them can be scrolled, and text that is cut.
OUTSIDE = """() => {
  const said = [], wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) said.push(`the page is ${document.documentElement.scrollWidth} wide`);
  for (const e of document.querySelectorAll('body *')) {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || box.right <= wide + 1 || e.closest('.im-hidden, [aria-hidden=true], svg svg *')) continue;
    if (!e.innerText?.trim() || getComputedStyle(e).visibility === 'hidden') continue;
    let around = e.parentElement;
    while (around && !['auto', 'scroll'].includes(getComputedStyle(around).overflowX)) around = around.parentElement;
    if (!around || around === document.body || around === document.documentElement) said.push(`${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`);
  }
  return said.slice(0, 8) }"""
CUT = """() => [...document.querySelectorAll('main *, header *, footer *')].filter((e) => {
  // One pixel for those who listen is not text that is cut.
  if (!e.innerText?.trim() || e.closest('svg') || e.clientWidth <= 1) return false;
  const s = getComputedStyle(e);
  if (s.visibility === 'hidden' || s.display === 'none' || s.display === 'inline') return false;
  const cuts = (v) => v === 'hidden' || v === 'clip';
  return (cuts(s.overflowX) && e.scrollWidth > e.clientWidth + 2) || (cuts(s.overflowY) && e.scrollHeight > e.clientHeight + 2 && s.webkitLineClamp === 'none')
}).map((e) => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`).slice(0, 8)"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }"""
WINDOWS = {"320 px": (320, 800), "200 % on a laptop": (640, 400), "400 % on a laptop": (320, 256)}


@pytest.mark.parametrize("kind", KINDS)
def test_narrow_enlarged_and_spaced_out_nothing_is_lost(page: Page, kind: str) -> None:
    """WCAG 1.4.4, 1.4.10 and 1.4.12: one column, no scrolling sideways, no text cut."""
    page.goto(KINDS[kind])
    for name, (width, height) in WINDOWS.items():
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(OUTSIDE) == [], name
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    page.set_viewport_size({"width": 320, "height": 800})
    assert page.evaluate(OUTSIDE) == [], "everything folded out"
    style(page, SPACING)
    for width in (320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate(CUT) == [], f"spaced out, {width} px"
        assert page.evaluate(OUTSIDE) == [], f"spaced out, {width} px"


def test_text_twice_as_large_by_the_readers_own_setting(browser: Browser, address: str) -> None:
    """WCAG 1.4.4 with text alone enlarged, in the browser's settings: every size follows it, and nothing is cut."""
    path = find_program("Chromium")
    sizes: dict[int, list[float]] = {}
    for size in (16, 32):
        running = browser.browser_type.launch(
            executable_path=path, args=["--headless", "--no-sandbox", f"--blink-settings=defaultFontSize={size}"]
        )
        page = running.new_page(viewport={"width": 1280, "height": 900}, base_url=address)
        for kind in KINDS.values():
            page.goto(kind)
            measured = page.evaluate(
                "parseFloat(getComputedStyle(document.querySelector('main p:not([aria-hidden=true]), main li')).fontSize)"
            )
            sizes.setdefault(size, []).append(measured)
            assert page.evaluate(OUTSIDE) == [], f"{kind}, letters of {size}"
            assert page.evaluate(CUT) == [], f"{kind}, letters of {size}"
        running.close()
    # A large lead follows the window as well.
    ratios = {kind: large / usual for kind, usual, large in zip(KINDS, sizes[16], sizes[32], strict=True)}
    assert {kind: n for kind, n in ratios.items() if n < 1.7} == {}


@pytest.mark.parametrize("kind", KINDS)
def test_headings_landmarks_tables_and_figures(page: Page, kind: str) -> None:
    page.goto(KINDS[kind])
    levels = page.evaluate(
        "[...document.querySelectorAll('main :is(h1,h2,h3,h4,h5,h6)')].map(h => Number(h.tagName[1]))"
    )
    assert levels.count(1) == 1 and levels[0] == 1
    assert [b for a, b in pairwise(levels) if b > a + 1] == [], "no level is skipped"
    for landmark in ("header.im-header", "main", "footer"):
        assert page.locator(landmark).count() == 1, landmark
    names = page.evaluate(
        """[...document.querySelectorAll('nav, aside')].map(n => n.getAttribute('aria-label')
        || document.getElementById(n.getAttribute('aria-labelledby') ?? '')?.textContent?.trim() || '')"""
    )
    assert all(names) and len(names) == len(set(names)), "every navigation has a name of its own"
    without = page.evaluate("[...document.querySelectorAll('main table')].filter(t => !t.querySelector('th')).length")
    assert without == 0, "tables have headers"
    unnamed = page.evaluate(
        """[...document.querySelectorAll('main svg')].filter(s => !s.closest('[aria-hidden=true]')
        && !(s.getAttribute('role') === 'img' && (s.getAttribute('aria-label') || s.getAttribute('aria-labelledby')))).length"""
    )
    assert unnamed == 0, "a drawing has a name, or is hidden from those who cannot see it"
    assert page.locator("main figure:has(svg):not(:has(table, figcaption, details))").count() == 0, (
        "a chart has its figures in words"
    )
    sizes = page.evaluate(
        "[...document.images].filter(i => !i.getAttribute('width') || !i.getAttribute('height')).length"
    )
    assert sizes == 0, "pictures have their size, so nothing moves when they come"


def test_still_for_who_asks_for_it(browser: Browser, address: str) -> None:
    context = browser.new_context(reduced_motion="reduce", base_url=address)
    page = context.new_page()
    for path in KINDS.values():
        page.goto(path)
        moving = page.evaluate(
            """[...document.querySelectorAll('*')].filter(e => { const s = getComputedStyle(e);
            return parseFloat(s.transitionDuration) > 0.01 || s.animationName !== 'none' || s.scrollBehavior === 'smooth' })
            .map(e => e.className).slice(0, 5)"""
        )
        assert moving == [], path
    context.close()


def test_with_the_readers_own_colours_edges_and_focus_remain(browser: Browser, address: str) -> None:
    """Windows' high contrast: backgrounds and shadows are gone, so what they said must be said by lines."""
    context = browser.new_context(forced_colors="active", base_url=address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    for path in ("/", "/prosjekter/", "/prosjekter/gronn-vei/", "/verktoy/pilotplan/", "/portefolje/2021/"):
        page.goto(path)
        page.wait_for_load_state("networkidle")
        edgeless = page.evaluate(
            """[...document.querySelectorAll('.im-card, .im-button, main input:not([type=checkbox]):not([type=radio]), main select')]
            .filter(e => e.offsetParent && getComputedStyle(e).borderTopStyle === 'none' && getComputedStyle(e).borderLeftStyle === 'none')
            .map(e => e.className || e.id).slice(0, 5)"""
        )
        assert edgeless == [], path
        for _ in range(12):
            page.keyboard.press("Tab")
            ring = page.evaluate(
                """[getComputedStyle(document.activeElement), getComputedStyle(document.activeElement, '::after')]
                .some(s => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2)"""
            )
            assert ring, page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
    context.close()


def test_what_happens_is_said(page: Page) -> None:
    """WCAG 4.1.3: the search, the catalogue and the tools say how many, without moving focus."""
    page.goto("/prosjekter/")
    page.locator("#im-q").fill("rus")
    expect(page.locator("#im-status[role=status]")).to_have_text(re.compile(r"^\d+ prosjekt"))
    expect(page.locator("#im-status[role=status]")).not_to_have_text("9 prosjekter")
    assert page.evaluate("document.activeElement.id") == "im-q"
    page.locator("#im-search-q").fill("rus")
    expect(page.locator("#im-hits-status[role=status]")).to_have_text(re.compile("treff"))
    page.goto("/verktoy/")
    before = page.locator("#im-status[role=status]").inner_text()
    page.locator(".im-group input[type=checkbox]:visible").first.check()
    expect(page.locator("#im-status[role=status]")).not_to_have_text(before)


@pytest.mark.parametrize("kind", KINDS)
def test_no_request_leaves_the_site_and_nothing_is_kept(page: Page, kind: str) -> None:
    """The fixture fails on any request to another host; here everything on the page is used first."""
    page.goto(KINDS[kind])
    page.evaluate("document.querySelectorAll('main details').forEach(d => { d.open = true })")
    page.locator("#im-search-q").fill("rus i Bærum")
    page.locator("#im-hits-status:not(:empty)").wait_for()
    page.keyboard.press("Escape")
    for box in page.locator(".im-group label:not([hidden]) input[type=checkbox]").all()[:2]:
        box.check()
    number = page.locator("main input[inputmode]:visible").first
    if number.count():
        number.fill("7")
    page.evaluate("scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")
    assert page.context.cookies() == []
    assert page.evaluate("Object.keys(localStorage).filter(k => k === 'im-scheme')") == []


def test_the_net_can_catch(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto("/om/")
    style(page, "main h1 { width: 900px } main p { height: 1em; overflow: hidden }")
    assert page.evaluate(OUTSIDE) and page.evaluate(CUT)
