"""What is to be published on a day to come is a draft until that day: nowhere on the site, and no link may lead to it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.library.library import Library
from macros.site.checks import check
from macros.site.gate import judge

DAY = date(2026, 11, 22)
LATER = DAY + timedelta(days=1)
TOOL = "---\ntitle: Ventemal\nsummary: Venteord om ærfugl på Ærøya.\nsource: [{{title: Årsrapport}}]\npublished: {}\n---\n\nTekst.\n"


def checkout(folder: Path, **fields: str) -> Path:
    waiting = writeup(title="Venteord på øya", published=LATER.isoformat(), **fields)
    return make_checkout(folder, {"ny.md": waiting, "gammel.md": writeup()}, {"ventemal/index.md": TOOL.format(LATER)})


def test_the_day_decides_and_without_a_day_nothing_waits(tmp_path: Path) -> None:
    content = load(checkout(tmp_path))
    assert [p.slug for p in Library.of(content, DAY).projects] == ["gammel"]
    assert Library.of(content, DAY).drafts == {"ny"} and Library.of(content, DAY).tools == ()
    for day in (LATER, LATER + timedelta(days=1), None):
        assert {p.slug for p in Library.of(content, day).projects} == {"ny", "gammel"}
        assert [t.slug for t in Library.of(content, day).tools] == ["ventemal"]


def test_whoever_waits_is_told_until_when(tmp_path: Path) -> None:
    content = load(checkout(tmp_path))
    found = [p for p in check(content, DAY) if p.code == "KX213"]
    assert [(p.path, p.severity) for p in found] == [
        ("projects/ny.md", "warning"),
        ("tools/ventemal/index.md", "warning"),
    ]
    assert all("23. november 2026" in p.message and "published: 2026-11-22" in p.hint for p in found)
    assert not [p for p in check(content, LATER) if p.code in ("KX213", "KX101")]


@pytest.mark.parametrize("where", ["projects/gammel.md", "docs/om/index.md"])
def test_nothing_links_to_what_waits(where: str, tmp_path: Path) -> None:
    root = checkout(tmp_path)
    file = root / where
    write(file, file.read_text(encoding="utf-8") + "\n[Øya](/prosjekter/ny/)\n")
    content = load(root)
    assert [p.path for p in judge(content, DAY) if p.severity == "error"] == [where]
    assert not [p for p in judge(content, LATER) if p.severity == "error"]


def test_what_comes_out_at_night_is_judged_as_published(tmp_path: Path) -> None:
    """A mistake that only stops what is published would otherwise stop the nightly build, with nobody there."""
    fields = {"outcome": "{status: stanset, as_of: 2025, source: Øyas årsrapport}"}
    as_draft = load(make_checkout(tmp_path / "a", {"ny.md": writeup(status="draft", **fields)}))
    waiting, out = (load(checkout(tmp_path / name, **fields)) for name in ("b", "c"))
    codes = [{p.code for p in check(c, d) if p.severity == "error"} for c, d in ((waiting, DAY), (out, LATER))]
    assert codes[0] == codes[1] != set()
    assert not {p.code for p in check(as_draft, DAY) if p.severity == "error"}


@pytest.mark.site
def test_it_is_in_no_file_until_that_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from macros.engine.build import build_site

    root = checkout(tmp_path, patient_groups="[barn-og-unge]")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795388400")  # 2026-11-22, late
    build_site(root, tmp_path / "site")
    files = [f for f in (tmp_path / "site").rglob("*") if f.is_file()]
    assert [f for f in files if b"enteord" in f.read_bytes() or b"/ny/" in f.read_bytes()] == []
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795400220")  # 2026-11-23, at night
    build_site(root, tmp_path / "site")
    named = {f.name for f in (tmp_path / "site").rglob("*") if f.is_file() and b"enteord" in f.read_bytes()}
    assert named >= {"index.html", "projects.json", "projects.csv", "feed.xml", "feed.json", "search.json", "llms.txt"}
