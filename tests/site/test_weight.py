"""What a page weighs on a phone far from the road, and that nothing is published which nothing asks for."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from kinds import KINDS
from weight import first_load

pytestmark = pytest.mark.site

LIMIT = 60_000
"""Bytes of HTML, styles and programs before a page can be read and used, packed: four seconds on a slow 3G line."""

LARGER = {"prices": 5_000, "messages": 5_000}
"""The page of the calculator brings its program, which is what most come there for. The list of messages is a work of
reference that editors open at one code."""


@pytest.mark.parametrize("kind", KINDS)
def test_a_first_visit_is_light(site: Path, kind: str) -> None:
    found = first_load(site, KINDS[kind])
    assert any(name.endswith(".css") for name in found) and any(name.endswith(".js") for name in found)
    assert sum(found.values()) <= LIMIT + LARGER.get(kind, 0), found


def test_a_project_is_half_of_that(site: Path) -> None:
    found = first_load(site, KINDS["project"])
    assert sum(found.values()) <= LIMIT / 2, found
    assert sum(name.endswith(".css") for name in found) == 1, "one sheet to wait for"


def test_no_asset_is_there_for_nothing(site: Path) -> None:
    """The theme would bring 2 MB of programs, maps and word lists; each asset must be asked for somewhere."""
    texts = [
        f.read_text(encoding="utf-8")
        for f in site.rglob("*")
        if f.suffix in (".html", ".css", ".js", ".json") and f.name != "search.json"
    ]
    everything = "".join(texts)
    allowed = {"OFL.txt", "LICENSES.txt"}  # licences go with what they are the licences of
    unused = [
        f.relative_to(site).as_posix()
        for f in (site / "assets").rglob("*")
        if f.is_file() and f.name not in allowed and f.name not in everything
    ]
    assert unused == []
    assert not list(site.rglob("*.map")) and not list(site.rglob("lunr*"))


def test_no_program_keeps_a_page_from_being_kept(site: Path) -> None:
    """A page with a handler for leaving it is not kept in the browser's back/forward cache."""
    programs = [f.read_text(encoding="utf-8") for f in (site / "assets/js").rglob("*.js") if "vendor" not in f.parts]
    assert programs and not any(re.search(r"beforeunload|[\"']unload", text) for text in programs)
