"""A file that is the same in the old folder and the new is there once, and nothing is ever written in a file of both."""

import os
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.engine.build import build_site
from macros.files.earlier import Earlier
from macros.site.output import CheckedOutput


def earlier(root: Path) -> Earlier:
    return Earlier(root / "gammel", write(root / "merke", "innomed"))


def test_a_file_that_is_alone_is_shared(tmp_path: Path) -> None:
    old = write(tmp_path / "gammel/øy/båt.txt", "Båt")
    found = earlier(tmp_path)
    assert found.content("øy/båt.txt") == "Båt".encode() and found.content("øy/båt.txt", 99) is None
    assert found.share("øy/båt.txt", str(tmp_path / "ny.txt"))
    assert (tmp_path / "ny.txt").stat().st_ino == old.stat().st_ino
    assert not found.share("øy/båt.txt", str(tmp_path / "ny.txt")), "something lies there"


def _linked(root: Path) -> None:
    os.link(write(root / "utenfor.txt", "Båt"), root / "gammel/båt.txt")


def _link(root: Path) -> None:
    (root / "gammel/båt.txt").symlink_to(write(root / "utenfor.txt", "Båt"))


def _folder(root: Path) -> None:
    write(root / "utenfor/båt.txt", "Båt")
    (root / "gammel/øy").symlink_to(root / "utenfor")


def _mode(root: Path) -> None:
    write(root / "gammel/båt.txt", "Båt").chmod(0o600)


@pytest.mark.parametrize("make", [_linked, _link, _folder, _mode])
def test_what_is_anybody_elses_too_is_not(tmp_path: Path, make: object) -> None:
    (tmp_path / "gammel").mkdir()
    make(tmp_path)  # type: ignore[operator]
    assert earlier(tmp_path).content("båt.txt") is None and earlier(tmp_path).content("øy/båt.txt") is None


def test_a_file_that_both_have_is_never_written_in(tmp_path: Path) -> None:
    old = write(tmp_path / "gammel/a.html", "<p>Ærlig</p>")
    out = CheckedOutput(tmp_path / "ny", earlier=earlier(tmp_path))
    out.file("a.html", b"<p>\xc3\x86rlig</p>")
    assert old.stat().st_nlink == 2
    out.file("a.html", b"<p>Annet</p>")
    assert (
        old.read_text(encoding="utf-8") == "<p>Ærlig</p>" and (tmp_path / "ny/a.html").read_bytes() == b"<p>Annet</p>"
    )


def test_a_file_is_known_by_what_it_was_made_from(tmp_path: Path) -> None:
    (tmp_path / "gammel").mkdir()
    first = CheckedOutput(tmp_path / "gammel", cache=tmp_path / ".cache")
    first.file("plan.xlsx", b"plan", made_from="x")
    first.close()
    second = CheckedOutput(tmp_path / "ny", cache=tmp_path / ".cache", earlier=earlier(tmp_path))
    assert not second.again("plan.xlsx", "") and not second.again("plan.xlsx", "y") and not second.again("b.xlsx", "x")
    assert second.again("plan.xlsx", "x") and (tmp_path / "ny/plan.xlsx").read_bytes() == b"plan"
    assert second.sums == first.sums and "plan.xlsx" in second.made
    (tmp_path / "ny/plan.xlsx").unlink()
    write(tmp_path / "gammel/plan.xlsx", "noe annet")
    assert not second.again("plan.xlsx", "x"), "somebody has written in it"


@pytest.mark.site
def test_a_site_that_was_built_shares_nothing_with_the_one_before(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "inn", {"oy.md": writeup()})
    target = tmp_path / "nett"
    build_site(root, target)
    page = target / "index.html"
    before = page.read_bytes()
    kept = (target / "feed.xml").stat().st_ino
    page.write_text("endret", encoding="utf-8")
    build_site(root, target)
    assert page.read_bytes() == before and (target / "feed.xml").stat().st_ino == kept
    assert all(file.stat().st_nlink == 1 for file in target.rglob("*") if file.is_file())
