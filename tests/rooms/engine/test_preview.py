"""The preview goes on when a file is saved with a fault in it, and says on every page what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from support import copy_library, write, writeup

from macros.engine.preview import telling
from macros.site.output import Shown, writing_to

FAULT = "projects/øy.md:3:1: FM001 «<b>» er ikke en eier. Skriv Helse Førde HF."


def _get(server: LiveReloadServer, path: str) -> tuple[str, str]:
    """Status and text of what the server answers."""
    said: list[str] = []
    answer: Iterable[bytes] = server.get_app()(  # type: ignore[misc, arg-type]
        {"PATH_INFO": path.encode().decode("latin-1")}, lambda status, headers: said.append(status)
    )
    return said[0], b"".join(answer).decode()


def test_a_fault_stands_on_every_page_until_it_is_put_right(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, wrong = tmp_path / "site", list[Exception]()
    write(tmp_path / "mkdocs.yml", "site_name: Øya\n")
    write(site / "index.html", "<body>Velkommen til øya</body>")
    write(site / "assets/style.css", "p { color: red }")

    def build(*_: Any) -> None:
        if wrong:
            raise wrong[0]

    server = telling(LiveReloadServer(build, "127.0.0.1", 8000, str(site)), tmp_path)
    server.builder()
    assert "Velkommen til øya" in _get(server, "/")[1]
    for error, told in (
        (Abort(FAULT), "projects/øy.md:3:1: FM001 «&lt;b&gt;» er ikke en eier. Skriv Helse Førde HF."),
        (KeyError("ærlig"), "BY011"),
        (PermissionError(13, "nei", "docs/å.md"), "docs/å.md"),
    ):
        wrong[:] = [error]
        server.builder()
        for path in ("/", "/prosjekter/øy/", "/finnes/ikke"):
            status, page = _get(server, path)
            assert status == "200 OK" and told in page and "Velkommen" not in page
            assert "livereload" in page, "the page comes back by itself"
        assert _get(server, "/assets/style.css")[1] == "p { color: red }"
    assert FAULT in caplog.text
    wrong.clear()
    server.builder()
    assert "Velkommen til øya" in _get(server, "/")[1]


def test_a_save_writes_what_it_changes_and_removes_what_is_made_no_more(tmp_path: Path) -> None:
    root, site, shown = tmp_path / "basen", tmp_path / "vist", Shown()
    copy_library(root)
    changed, gone = (root / f"projects/{slug}.md" for slug in ("oya-som-blir", "oya-som-blir-borte"))
    write(changed, writeup(title="Øya som blir"))
    write(gone, writeup(title="Øya som blir borte"))
    site.mkdir(mode=0o700)

    def built() -> dict[str, int]:
        with writing_to(shown):
            build(load_config(str(root / "mkdocs.yml"), site_dir=str(site)))
        return {str(f.relative_to(site)): f.stat().st_ctime_ns for f in site.rglob("*") if f.is_file()}

    before = built()
    text = changed.read_text(encoding="utf-8")
    changed.write_text(f"{text.rstrip()}\n\nEn setning som er ny på øya.\n", encoding="utf-8")
    gone.unlink()
    kept = {*(root / ".cache/pages").iterdir()}
    with shown.refilling():
        assert list(site.iterdir()) == [], "the engine finds nothing to remove"
        built()
    assert len({*(root / ".cache/pages").iterdir()} - kept) < len(kept) / 2, (
        "what is not shown on a page makes no page again"
    )
    after = {str(f.relative_to(site)): f.stat().st_ctime_ns for f in site.rglob("*") if f.is_file()}
    same = {uri for uri, written in after.items() if before.get(uri) == written}
    page = f"prosjekter/{changed.stem}/index.html"
    assert "ny på øya" in (site / page).read_text(encoding="utf-8") and page not in same
    assert {f"prosjekter/{gone.stem}/index.html"} <= before.keys() - after.keys()
    assert "404.html" in after and len(same) > len(after) / 2
    assert site.stat().st_mode & 0o777 == 0o700 and not list(tmp_path.glob(".site-*"))


def refill(shown: Shown, site: Path, **files: bytes) -> None:
    with shown.refilling():
        shown.begin(site)
        for name, content in files.items():
            shown.file(f"{name}.html", content)


def test_what_is_shown_is_written_where_it_is_another(tmp_path: Path) -> None:
    site, shown, elsewhere = tmp_path / "vist", Shown(), tmp_path / "annet.html"
    write(site / "404.html", "borte")
    write(site / "bilde/øy.png", "ikke vår")
    write(elsewhere, "borte")
    shown.begin(site)
    refill(shown, site, lik=b"lik", ulik=b"gammel", gammel=b"gammel")
    (site / "lenke.html").symlink_to(elsewhere)
    before = (site / "lik.html").stat().st_ctime_ns
    refill(shown, site, lik=b"lik", ulik="å".encode(), lenke=b"borte")
    assert (site / "lik.html").stat().st_ctime_ns == before and (site / "ulik.html").read_bytes() == "å".encode()
    assert not (site / "lenke.html").is_symlink() and elsewhere.read_bytes() == b"borte"
    assert {f.name for f in site.iterdir()} == {"404.html", "bilde", "lik.html", "ulik.html", "lenke.html"}


def test_a_build_that_fails_leaves_what_was_shown(tmp_path: Path) -> None:
    site, shown = tmp_path / "vist", Shown()
    write(site / "404.html", "borte")
    shown.begin(site)
    refill(shown, site, øy=b"gammel")
    with pytest.raises(KeyError), shown.refilling():
        raise KeyError
    assert {f.name for f in site.iterdir()} == {"404.html", "øy.html"} and len(list(tmp_path.iterdir())) == 1
    refill(shown, site, ny=b"ny")
    assert {f.name for f in site.iterdir()} == {"404.html", "ny.html"}


def test_what_has_come_in_the_folder_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    site, shown = tmp_path / "vist", Shown()
    write(site / "404.html", "gammel")
    shown.begin(site)
    with shown.refilling():
        write(site / "404.html", "ny")
    assert (site / "404.html").read_text(encoding="utf-8") == "ny" and [f.name for f in tmp_path.iterdir()] == ["vist"]


def test_a_folder_that_cannot_be_moved_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    site, shown = tmp_path / "vist", Shown()
    write(site / "404.html", "gammel")
    shown.begin(site)
    monkeypatch.setattr(Path, "rename", refused)
    refill(shown, site, øy=b"ny")
    assert {f.name for f in site.iterdir()} == {"404.html", "øy.html"} and len(list(tmp_path.iterdir())) == 1
