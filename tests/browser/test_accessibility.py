"""axe-core over every kind of page, light and dark, phone and desktop, menus open and closed."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

PAGES = ["/", "/prosjekter/", "/prosjekter/en-vei-inn/", "/prosjekter/dho-bergen/", "/prosjekter/region/",
         "/prosjekter/region/helse-vest/", "/prosjekter/a-aa/", "/verktoy/", "/om/", "/begreper/", "/utlysninger/",
         "/bidra/makroer/", "/404.html", "/verktoy/pilotplan/", "/verktoy/gevinstrealiseringsplan/",
         "/verktoy/veiviser-videokommunikasjon/", "/verktoy/tjenesteprismodell/", "/gevinster/", "/tjenestepris/", "/portefolje/", "/portefolje/2024/", "/bidra/kvalitet/", "/bidra/oppfolging/"]  # fmt: skip
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce", base_url=address
    )
    page = context.new_page()
    page.goto(path)
    states = ["closed"]
    if path == "/prosjekter/":
        states.append("open")
    for state in states:
        if state == "open":
            page.evaluate("document.querySelectorAll('.im-browse details').forEach(d => d.open = true)")
            page.locator(".im-group input[type=checkbox]").first.check()
        found = Axe().run(page, options=RULES).response["violations"]
        told = [f"{v['id']}: {n['target']} {n['failureSummary'][:150]}" for v in found for n in v["nodes"][:2]]
        assert not told, "\n".join(told)
    context.close()
