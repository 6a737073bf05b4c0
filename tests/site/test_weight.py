"""What a page weighs on a phone far from the road, and that nothing is published which nothing asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kinds import KINDS
from weight import first_load

from macros.addresses import COMPARE_DATA
from macros.compare import shards
from macros.library.library import Library

pytestmark = pytest.mark.site

LIMIT = 60_000
"""Bytes of HTML, styles and programs before a page can be read and used, packed: four seconds on a slow 3G line."""

LARGER = {"prices": 10_000, "messages": 10_000}
"""The page of the calculator brings its program, which is what most come there for. The list of messages is a work of
reference that editors open at one code."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_is_light(site: Path, kind: str) -> None:
    found = first_load(site, KINDS[kind])
    assert any(name.endswith(".css") for name in found) and any(name.endswith(".js") for name in found)
    assert sum(found.values()) <= LIMIT + LARGER.get(kind, 0), found


FONT = 16_000
"""The letters that nearly all pages do with; the others have files of their own, which few pages ask for."""


def test_a_project_is_a_third_of_that(site: Path) -> None:
    """With the font, 34 kB as servers pack it (brotli), some 37 as it is measured here."""
    found = first_load(site, KINDS["project"])
    assert sum(found.values()) <= 21_000, found
    assert sum(name.endswith(".css") for name in found) == 1, "one sheet to wait for"
    assert (site / "assets/fonts/hanken-grotesk.woff2").stat().st_size <= FONT


def test_a_page_with_a_program_asks_for_few_files(site: Path) -> None:
    for kind in ("prices", "catalogue"):
        found = first_load(site, KINDS[kind])
        assert len(found) <= 6, found


def test_the_pages_that_there_are_most_of_get_the_light_sheet(site: Path) -> None:
    """And no page that a rule left out of it could match: that is decided page by page."""
    sheets = {kind: next(n for n in first_load(site, path) if n.endswith(".css")) for kind, path in KINDS.items()}
    light = {kind for kind, sheet in sheets.items() if sheet.endswith("light.css")}
    assert {"project", "project in Swedish", "one value", "one value, empty"} <= light
    # The project with measured benefits has footnotes in its text, which few have.
    assert light.isdisjoint(
        {
            "project with measured benefits",
            "catalogue",
            "prices",
            "portfolio of a year",
            "editorial with code",
            "not found",
        }
    )


def test_no_asset_is_there_for_nothing(site: Path, library: Library) -> None:
    """The theme would bring 2 MB of programs, maps and word lists; each asset must be asked for somewhere."""
    texts = [
        f.read_text(encoding="utf-8")
        for f in site.rglob("*")
        if f.suffix in (".html", ".css", ".js", ".json") and f.name != "search.json"
    ]
    everything = "".join(texts)
    allowed = {"OFL.txt", "LICENSES.txt"}  # licences go with what they are the licences of
    counted = {COMPARE_DATA.format(shard=n).lstrip("/") for n in range(shards(library))}  # asked for by their number
    unused = [
        f.relative_to(site).as_posix()
        for f in (site / "assets").rglob("*")
        if f.is_file() and f.name not in allowed and f.name not in everything
    ]
    assert set(unused) == counted
    assert not list(site.rglob("*.map")) and not list(site.rglob("lunr*"))


def test_no_program_keeps_a_page_from_being_kept(site: Path) -> None:
    """A page with a handler for leaving it is not kept in the browser's back/forward cache."""
    programs = [f.read_text(encoding="utf-8") for f in (site / "assets/js").rglob("*.js") if "vendor" not in f.parts]
    assert programs and not any(re.search(r"beforeunload|[\"']unload", text) for text in programs)
