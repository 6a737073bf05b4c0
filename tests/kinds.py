"""One address of each kind of page, and what the tests of them all share."""

from __future__ import annotations

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

KINDS = {
    "front page": "/",
    "catalogue": "/prosjekter/",
    "project": "/prosjekter/aerlig-samtale/",
    "project with measured benefits": "/prosjekter/gronn-vei/",
    "project in Swedish": "/prosjekter/vard-i-norr/",
    "values of a facet": "/prosjekter/region/",
    "one value": "/prosjekter/region/helse-vest/",
    "one value, empty": "/prosjekter/region/helse-midt-norge/",
    "alphabet": "/prosjekter/a-aa/",
    "tools": "/verktoy/",
    "tool": "/verktoy/pilotplan/",
    "tool with a large form": "/verktoy/gevinstrealiseringsplan/",
    "tool with the calculator": "/verktoy/tjenesteprismodell/",
    "prices": "/tjenestepris/",
    "benefits": "/gevinster/",
    "portfolio": "/portefolje/",
    "portfolio of a year": "/portefolje/2022/",
    "grants": "/utlysninger/",
    "glossary": "/begreper/",
    "open data": "/data/",
    "follow": "/folg/",
    "topic": "/folg/region/helse-vest/",
    "compare": "/sammenlign/",
    "two projects compared": "/sammenlign/?p=gronn-vei&p=aerlig-samtale",
    "editorial": "/om/",
    "editorial with code": "/bidra/makroer/",
    "editorial with pictures": "/bidra/",
    "messages": "/bidra/feilmeldinger/",
    "not found": "/404.html",
}
SCHEMES = {"light": "default", "dark": "slate"}
WIDTHS = (390, 1280)

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Contrast is nine tenths of axe's time, and follows from how a text is painted and on what. So each such pair is measured
# on the first two texts that have it; every other rule sees the whole page.
_RUN = """async ([within, tags]) => {
  const painted = new Map(), seen = new Map()
  const behind = e => {
    if (e && !painted.has(e)) {
      const s = getComputedStyle(e)
      painted.set(e, [behind(e.parentElement), e.localName, e.className.baseVal ?? e.className, s.backgroundColor,
        s.backgroundImage, s.opacity, s.filter, s.position, s.display, s.visibility].join('|'))
    }
    return e ? painted.get(e) : ''
  }
  const disabled = e => e.matches(':disabled, :disabled *') || e.closest('label')?.control?.disabled
  const texts = [...document.querySelectorAll(`${within}, ${within} *`)].filter(e => {
    const says = e.matches('input, select, textarea') || [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim())
    if (!says || !e.checkVisibility({ visibilityProperty: true })) return false
    const s = getComputedStyle(e)
    const key = [behind(e), s.color, s.fontSize, s.fontWeight, s.textShadow, disabled(e)].join('|')
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return seen.get(key) <= 2
  })
  const common = { resultTypes: ['violations'], preload: { assets: ['media'] } }
  const runs = [await axe.run(within,
    { ...common, runOnly: tags, rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: false } } })]
  if (texts.length) runs.push(await axe.run({ include: texts }, { ...common, runOnly: { type: 'rule', values: ['color-contrast'] } }))
  return runs.flatMap(found => found.violations.flatMap(v => v.nodes.map(n =>
    `${v.id}: ${n.target.join(' ')}: ${n.failureSummary.replace(/\\s+/g, ' ').slice(0, 160)}`)))
}"""


def violations(page: Page, within: str = "html") -> list[str]:
    """What axe-core finds on the page as it stands: WCAG 2.2 A and AA and axe's best practice, the first twenty."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_RUN, [within, _TAGS])
    return found[:20]


def dress(page: Page, width: int, scheme: str) -> None:
    """Width and colours of a page that is open, without fetching it again."""
    page.set_viewport_size({"width": width, "height": 900})
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", SCHEMES[scheme])


def style(page: Page, css: str) -> None:
    """Styles on top of the page's own, past its content security policy."""
    page.evaluate(
        "css => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s] }", css
    )


def site_pages(site: Path) -> list[str]:
    """Every address of a finished site that shows a page; former addresses only send the reader on."""
    found = []
    for file in sorted(site.rglob("*.html")):
        if "<main" in file.read_text(encoding="utf-8"):
            found.append("/" + file.relative_to(site).as_posix().removesuffix("index.html"))
    return found
