"""The catalogue on a phone six times slower than this machine: when it can be used, a filter, and the first text query."""

from __future__ import annotations

from dataclasses import dataclass

from playwright.sync_api import Browser, Page

SLOWER = 6
PHONE = {"width": 390, "height": 844}
CLICKS = """async () => {
  const boxes = [...document.querySelectorAll('.im-group input[type=checkbox]')].filter((_, i) => i % 3 === 0).slice(0, 40);
  const list = document.querySelector('[data-browse]');
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const times = [];
  for (const box of boxes) for (const _ of [0, 1]) {
    const start = performance.now();
    box.click();
    await painted();
    times.push(performance.now() - start);
    while (list.ariaBusy === 'true') await painted();
  }
  return times }"""
_READY = """new MutationObserver((_, watch) => { if (document.querySelector('#im-filter:not([hidden])')) {
  window.imReady = performance.now(); watch.disconnect() } }).observe(document, { subtree: true, childList: true, attributes: true })"""
_QUERY = """async (text) => {
  const field = document.querySelector('#im-q'), list = document.querySelector('[data-browse]');
  const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  const start = performance.now();
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  do await painted(); while (list.ariaBusy === 'true');
  return performance.now() - start }"""


@dataclass(frozen=True)
class OnPhone:
    """Milliseconds: from the address to a form that works, each of the clicks to painted, the first text query."""

    ready: float
    clicks: list[float]
    query: float
    query_here: float
    """The first text query on this machine as it is."""


def on_phone(browser: Browser, address: str) -> OnPhone:
    """The catalogue at ``address`` as such a phone meets it, each figure on a page of its own."""
    page = _opened(browser, address, SLOWER)
    ready = page.evaluate("window.imReady")
    page.wait_for_timeout(500)
    clicks = page.evaluate(CLICKS)
    page.close()
    return OnPhone(ready, clicks, _first_query(browser, address, SLOWER), _first_query(browser, address, 1))


def _first_query(browser: Browser, address: str, slower: int) -> float:
    page = _opened(browser, address, slower)
    page.wait_for_timeout(1_500)
    took: float = page.evaluate(_QUERY, "hjemmeoppfølging")
    page.close()
    return took


def _opened(browser: Browser, address: str, slower: int) -> Page:
    page = browser.new_page(viewport=PHONE, base_url=address)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.add_init_script(_READY)
    page.goto("/prosjekter/")
    page.locator("#im-filter:not([hidden])").wait_for(state="attached")
    return page
