"""How each kind of page looks, held against pictures: a part that moves, grows, goes or changes colour is seen.

The pages are those of the synthetic site, built on a fixed date, so that no author breaks a picture. The pictures are a fifth of the size and compared with a tolerance: how a machine draws the edges of letters is
not seen, and the letters themselves are ours. After a wanted change: ``UPDATE=1 .venv/bin/pytest tests/browser/test_visual.py``,
then look at the pictures before they are committed.
"""

from __future__ import annotations

import base64
import functools
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from kinds import SCHEMES, style
from PIL import Image, ImageChops, ImageFilter
from playwright.sync_api import Browser, Page
from support import GOLDEN, ROOT

pytestmark = pytest.mark.browser

PICTURES = GOLDEN / "visual"
PAGES = {
    "forside": "/",
    "katalog": "/prosjekter/",
    "prosjekt": "/prosjekter/gronn-vei/",
    "prosjekt-kort": "/prosjekter/alt-er-ukjent/",
    "fasett": "/prosjekter/region/",
    "verdi": "/prosjekter/region/helse-sor-ost/",
    "alfabet": "/prosjekter/a-aa/",
    "verktoyene": "/verktoy/",
    "verktoy": "/verktoy/pilotplan/",
    "gevinster": "/gevinster/",
    "portefolje": "/portefolje/",
    "portefolje-aret": "/portefolje/2021/",
    "tjenestepris": "/tjenestepris/?modell=tom",
    "data": "/data/",
    "tekst": "/om/",
    "finnes-ikke": "/404.html",
}
WAYS = [(name, width, "light") for name in PAGES for width in (390, 1280)] + [
    (name, width, "dark") for name, width in (("forside", 390), ("prosjekt", 1280), ("katalog", 1280), ("portefolje-aret", 390))
]  # fmt: skip
SMALLER, TALLEST = 5, 4000
TILE, STEP, FEW = 6, 9, 2
"""Tiles of 30 × 30 px are compared by their mean colour, which edges of letters do not change: one differs when a colour
is ``STEP`` of 255 away, and a page does when more than ``FEW`` tiles do."""


@pytest.fixture(scope="module")
def seen(browser: Browser, address: str) -> Iterator[Page]:
    context = browser.new_context(base_url=address, reduced_motion="reduce", device_scale_factor=1)
    yield context.new_page()
    context.close()


def opened(page: Page, path: str, width: int, scheme: str) -> None:
    """A page as it is when everything on it has come."""
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(path, wait_until="networkidle")
    page.evaluate("name => { document.body.dataset.mdColorScheme = name }", SCHEMES[scheme])
    # Cards far down are drawn when they come near; in a picture of the whole page all are.
    style(page, "#prosjektliste > li { content-visibility: visible }")
    page.evaluate("document.fonts.ready")


def picture(page: Page) -> Image.Image:
    """The page from its top, a fifth of the size, without the edges of letters."""
    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
    devtools = page.context.new_cdp_session(page)
    shot = devtools.send(
        "Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True, "optimizeForSpeed": True}
    )
    devtools.detach()
    whole = Image.open(io.BytesIO(base64.b64decode(shot["data"]))).convert("RGB")
    small = whole.resize((whole.width // SMALLER, whole.height // SMALLER), Image.Resampling.BOX)
    return small.filter(ImageFilter.GaussianBlur(1))


def difference(one: Image.Image, other: Image.Image) -> int:
    """How many tiles are not alike; a part that only one of the pictures has is all unlike."""
    size = max(one.width, other.width), max(one.height, other.height)
    pair = []
    for image, ground in ((one, (255, 0, 255)), (other, (0, 255, 0))):
        canvas = Image.new("RGB", size, ground)
        canvas.paste(image)
        pair.append(canvas.resize((-(-size[0] // TILE), -(-size[1] // TILE)), Image.Resampling.BOX))
    unlike = functools.reduce(ImageChops.lighter, ImageChops.difference(*pair).split())
    return sum(unlike.histogram()[STEP:])


@pytest.mark.parametrize(("name", "width", "scheme"), WAYS)
def test_it_looks_as_it_did(seen: Page, tmp_path: Path, name: str, width: int, scheme: str) -> None:
    opened(seen, PAGES[name], width, scheme)
    now, file = picture(seen), PICTURES / f"{name}-{width}-{scheme}.png"
    if os.environ.get("UPDATE"):
        now.save(file, optimize=True)
    before = Image.open(file).convert("RGB")
    tiles = difference(before, now)
    if tiles > FEW:
        kept = ROOT / ".cache" / "visual"
        kept.mkdir(parents=True, exist_ok=True)
        now.save(kept / file.name)
    assert tiles <= FEW, f"{tiles} tiles look different. Compare {file} with .cache/visual/{file.name}"


PLANTED = {
    "a margin of 24 px": "h1 { margin-bottom: calc(1em + 24px) !important }",
    "another colour on the buttons": ".im-button { background: #a11 !important; border-color: #a11 !important }",
    "a part that is gone": ".im-brand { visibility: hidden }",
    "one column where there were two": "main * { grid-template-columns: 1fr !important }",
    "text a twelfth larger": "main { font-size: 108% } main :is(p, li, dd) { font-size: 108% !important }",
}


@pytest.mark.parametrize("change", PLANTED)
def test_a_changed_layout_is_seen(seen: Page, change: str) -> None:
    opened(seen, "/", 1280, "light")
    before = picture(seen)
    style(seen, PLANTED[change])
    assert difference(before, picture(seen)) > FEW


@pytest.mark.parametrize("edges", ["-webkit-font-smoothing: antialiased", "text-rendering: geometricPrecision", "transform: translate(0.4px, 0.4px)"])  # fmt: skip
def test_another_machines_edges_are_not(browser: Browser, address: str, seen: Page, edges: str) -> None:
    """Other smoothing, letters half a point aside, and a screen with twice the points: the same look."""
    for path in ("/", "/prosjekter/gronn-vei/"):
        opened(seen, path, 1280, "light")
        before = picture(seen)
        style(seen, f"main, header, footer {{ {edges} }}")
        assert difference(before, picture(seen)) <= FEW, path
        context = browser.new_context(base_url=address, reduced_motion="reduce", device_scale_factor=2)
        sharp = context.new_page()
        opened(sharp, path, 1280, "light")
        shot = Image.open(io.BytesIO(sharp.screenshot(full_page=True))).convert("RGB")
        small = shot.resize((shot.width // SMALLER // 2, shot.height // SMALLER // 2), Image.Resampling.BOX)
        small = small.filter(ImageFilter.GaussianBlur(1)).crop((0, 0, before.width, before.height))
        context.close()
        assert difference(before, small) <= FEW, path
