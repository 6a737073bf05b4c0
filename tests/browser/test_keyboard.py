"""The five things people come for, with nothing but Tab, Enter, Space and the arrows; and every stop on the way is seen."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from kinds import KINDS
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

# What has focus: its name, its outline, whether it is inside the window and nothing lies over it.
WHERE = """() => {
  const e = document.activeElement;
  if (!e || e === document.body || e === document.documentElement) return null;
  // A file is chosen by a field that is one pixel large; its label is what is seen.
  const shown = e.matches('.im-hidden') && e.labels?.[0] ? e.labels[0] : e;
  const box = shown.getBoundingClientRect();
  // A card's link has its outline on the whole card.
  const styles = [getComputedStyle(shown), getComputedStyle(shown, '::after')];
  const style = styles.find((s) => s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) > 0) ?? styles[0];
  const part = [...shown.getClientRects()].find((r) => r.width > 0) ?? box;
  const x = Math.min(Math.max(part.x + Math.min(part.width / 2, 40), 1), innerWidth - 1);
  const y = Math.min(Math.max(part.y + part.height / 2, 1), innerHeight - 1);
  const over = document.elementFromPoint(x, y);
  const rgb = (text) => { const m = text.match(/[\\d.]+/g).map(Number); return m.length > 3 && m[3] === 0 ? null : m.slice(0, 3) };
  let ground = null, part2 = e.parentElement;
  for (; part2 && !ground; part2 = part2.parentElement) ground = rgb(getComputedStyle(part2).backgroundColor);
  const light = (c) => { const l = c.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * l[0] + 0.7152 * l[1] + 0.0722 * l[2] };
  const pair = [light(rgb(style.outlineColor) ?? [0, 0, 0]), light(ground ?? [255, 255, 255])].sort((a, b) => a - b);
  return {
    tag: e.tagName.toLowerCase(), id: e.id, href: e.getAttribute('href'),
    name: (e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || e.name || '').trim().replace(/\\s+/g, ' ').slice(0, 80),
    expanded: e.getAttribute('aria-expanded'),
    outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth), contrast: (pair[1] + 0.05) / (pair[0] + 0.05),
    inside: part.bottom > 0 && part.top < innerHeight && part.right > 0 && part.left < innerWidth && part.width > 0,
    uncovered: !!over && (shown.contains(over) || over.contains(shown) || over.closest('label')?.control === e),
    place: [...document.querySelectorAll('*')].indexOf(e), top: Math.round(box.top + scrollY), left: Math.round(box.left),
  } }"""


def where(page: Page) -> dict[str, Any]:
    """What has focus now, and it must be seen."""
    stop: dict[str, Any] | None = page.evaluate(WHERE)
    assert stop, "something has focus"
    assert faults(stop) == [], stop
    return stop


def faults(stop: dict[str, Any]) -> list[str]:
    """What is wrong with how a stop is shown (WCAG 2.4.7, 2.4.11, 2.4.13)."""
    told = []
    if stop["outline"] < 2:
        told.append("no outline of 2 px")
    elif stop["contrast"] < 3:
        told.append(f"outline with contrast {stop['contrast']:.1f}")
    if not stop["inside"]:
        told.append("outside the window")
    elif not stop["uncovered"]:
        told.append("something lies over it")
    return told


def tab_to(page: Page, wanted: str, most: int = 60, key: str = "Tab") -> dict[str, Any]:
    """Presses Tab until what has focus has the wanted name (or address, or id)."""
    met = []
    for _ in range(most):
        page.keyboard.press(key)
        stop = where(page)
        met.append(stop["name"])
        if wanted in (stop["name"], stop["href"], stop["id"]) or stop["name"].startswith(wanted):
            return stop
    raise AssertionError(f"«{wanted}» is not met in {most} steps, but: {met}")


def test_a_project_is_found_by_search(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    assert where(page)["name"] == "Gå til innhold", "the first stop"
    tab_to(page, "Søk på nettstedet", most=3)
    page.keyboard.type("kols")
    expect(page.get_by_role("status").filter(has_text="treff").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    assert where(page)["href"] == "/prosjekter/dho-elvefjord/"
    page.keyboard.press("Escape")
    assert where(page)["id"] == "im-search-q", "Escape closes and gives focus back"
    expect(page.locator("#im-hits")).to_be_hidden()
    page.keyboard.type(" ")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Elvefjord")


def test_the_catalogue_is_filtered(page: Page) -> None:
    page.goto("/prosjekter/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    stop = tab_to(page, "im-q", most=6)
    assert stop["tag"] == "input", "the skip link leads past the menu"
    tab_to(page, "Region", most=40)
    if not page.locator(".im-group[data-facet=region]").evaluate("d => d.open"):
        page.keyboard.press("Enter")
    tab_to(page, "Helse Vest", most=8)
    page.keyboard.press("Space")
    expect(page.get_by_role("checkbox", name="Helse Vest")).to_be_checked()
    said = page.locator("#im-status")
    assert said.get_attribute("role") == "status"
    expect(said).to_have_text("2 prosjekter")
    assert where(page)["name"].startswith("Helse Vest"), "focus stays where the reader is"
    assert "region=helse-vest" in page.url
    chip = tab_to(page, "Fjern filteret Helse Vest", most=60)
    assert chip["tag"] == "button"
    page.keyboard.press("Enter")
    expect(page.get_by_role("checkbox", name="Helse Vest")).not_to_be_checked()
    assert page.evaluate("document.activeElement !== document.body"), (
        "focus is not lost with the button that was pressed"
    )


def test_a_project_is_opened_and_its_benefit_plan_downloaded(page: Page) -> None:
    page.goto("/prosjekter/region/helse-sor-ost/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card = tab_to(page, "/prosjekter/aerlig-samtale/", most=80)
    assert card["tag"] == "a"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Ærlig samtale")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    tab_to(page, "/prosjekter/aerlig-samtale/gevinstplan.xlsx")
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename.endswith(".xlsx")
    assert Path(waiting.value.path()).read_bytes()[:2] == b"PK"


def test_the_calculator_answers(page: Page) -> None:
    page.goto("/tjenestepris/?modell=tjenesteprismodell-2#kalkulator")
    page.locator("#im-calc-start").wait_for()
    page.keyboard.press("Tab")
    tab_to(page, "im-f-patients_per_year", most=20)
    before = page.locator("#resultat").inner_text()
    page.keyboard.press("Control+a")
    page.keyboard.type("60")
    expect(page.locator("#resultat")).to_contain_text("60 pasienter følges opp")
    assert page.locator("#resultat").inner_text() != before
    assert where(page)["id"] == "im-f-patients_per_year", "focus stays in the field"
    assert page.locator("#kalkulator [role=status]").count() > 0, "what changes is said"
    tab_to(page, "Legg til steg", most=20)
    page.keyboard.press("Enter")
    page.keyboard.type("Besøk på øya")
    assert page.locator("#kalkulator input:focus").input_value() == "Besøk på øya", "focus goes to the new row"


def test_a_deadline_is_found(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("Tab")
    stop = tab_to(page, "Søk prosessveiledning", most=20)
    assert stop["tag"] == "a"
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.locator("main")).to_contain_text("frist", ignore_case=True)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    calendar = tab_to(page, "/utlysninger/frister.ics", most=40)
    assert calendar["tag"] == "a"


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("kind", KINDS)
def test_every_stop_is_seen_and_comes_in_order(page: Page, kind: str, width: int) -> None:
    """From the address field through the whole page, or its first 120 stops."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(KINDS[kind])
    assert page.locator("[tabindex]:not([tabindex='0']):not([tabindex='-1'])").count() == 0, (
        "no order but the page's own"
    )
    bad, places = [], []
    for number in range(120):
        page.keyboard.press("Tab")
        stop = page.evaluate(WHERE)
        if stop is None:
            break
        if number == 0:
            assert stop["href"] and stop["href"].endswith("#im-main"), "the skip link is the first stop"
        bad += [f"{stop['tag']} «{stop['name'] or stop['id']}»: {fault}" for fault in faults(stop)]
        places.append(stop["place"])
    assert bad == []
    assert len(places) > 8
    assert places == sorted(places), "in the order of the page, and no trap leads back"


def test_the_menu_on_a_phone_opens_and_closes(page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto("/prosjekter/aerlig-samtale/")
    page.keyboard.press("Tab")
    stop = tab_to(page, "im-menu", most=6)
    assert stop["expanded"] == "false"
    page.keyboard.press("Enter")
    assert where(page)["expanded"] == "true"
    page.keyboard.press("Tab")
    assert where(page)["name"] == "Forside", "the menu follows its button"
    page.keyboard.press("Escape")
    assert where(page)["id"] == "im-menu"
    expect(page.locator("#im-nav")).to_be_hidden()


def test_the_walk_can_fail(page: Page) -> None:
    page.goto("/om/")
    page.evaluate(
        "s => { const c = new CSSStyleSheet(); c.replaceSync(s); document.adoptedStyleSheets = [c] }",
        "a:focus-visible { outline: none !important } .im-header { position: fixed; inset: 0 0 auto; height: 60vh }",
    )
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    assert "no outline of 2 px" in faults(page.evaluate(WHERE))
    page.locator("main a").first.focus()
    page.evaluate("scrollBy(0, document.activeElement.getBoundingClientRect().top - 100)")
    assert faults(page.evaluate(WHERE)) != []
