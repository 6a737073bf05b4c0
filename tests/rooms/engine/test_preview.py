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

from macros.engine.preview import Shown, telling

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
    root, site = tmp_path / "basen", tmp_path / "vist"
    copy_library(root)
    changed, gone = (root / f"projects/{slug}.md" for slug in ("oya-som-blir", "oya-som-blir-borte"))
    write(changed, writeup(title="Øya som blir"))
    write(gone, writeup(title="Øya som blir borte"))
    site.mkdir(mode=0o700)

    def saved() -> dict[str, int]:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(site))
        if not any(site.iterdir()):
            config.plugins.on_startup(command="serve", dirty=False)
        build(config)
        return {str(f.relative_to(site)): f.stat().st_ctime_ns for f in site.rglob("*") if f.is_file()}

    before = saved()
    text = changed.read_text(encoding="utf-8")
    changed.write_text(f"{text.rstrip()}\n\nEn setning som er ny på øya.\n", encoding="utf-8")
    gone.unlink()
    after = saved()
    same = {uri for uri, written in after.items() if before.get(uri) == written}
    page = f"prosjekter/{changed.stem}/index.html"
    assert "ny på øya" in (site / page).read_text(encoding="utf-8") and page not in same
    assert f"prosjekter/{gone.stem}/index.html" in before.keys() - after.keys()
    assert "404.html" in after and len(same) > len(after) / 2
    assert site.stat().st_mode & 0o777 == 0o700 and not list(tmp_path.glob(".site-*"))


def test_what_is_shown_lies_elsewhere_while_the_engine_empties_its_folder(tmp_path: Path) -> None:
    site, shown = tmp_path / "vist", Shown()
    write(site / "404.html", "borte")
    write(site / "øya/index.html", "øya")
    for _ in range(2):  # the second time, after a build that ended before anything came back
        shown.away(site)
        assert list(site.iterdir()) == []
    shown.back()
    assert (site / "øya/index.html").read_text(encoding="utf-8") == "øya"
    elsewhere = tmp_path / "annet.html"
    write(elsewhere, "borte")
    (site / "lenke.html").symlink_to(elsewhere)
    out = shown.output()
    kept = (site / "404.html").stat().st_ctime_ns
    for uri in ("404.html", "lenke.html", "øya/index.html"):
        out.file(uri, b"borte")
    assert (site / "404.html").stat().st_ctime_ns == kept and not (site / "lenke.html").is_symlink()
    assert (site / "øya/index.html").read_bytes() == b"borte" and elsewhere.read_bytes() == b"borte"
    shown.remove_others({"404.html"})
    assert [f.name for f in site.rglob("*") if f.is_file()] == ["404.html"]


def test_what_has_come_in_the_folder_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    site, shown = tmp_path / "vist", Shown()
    write(site / "index.html", "gammelt")
    shown.away(site)
    write(site / "index.html", "nytt")
    shown.back()
    assert (site / "index.html").read_text(encoding="utf-8") == "nytt" and [f.name for f in tmp_path.iterdir()] == [
        "vist"
    ]


def test_a_folder_that_cannot_be_moved_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise OSError

    write(tmp_path / "vist/øya.html", "gammelt")
    monkeypatch.setattr(Path, "rename", refused)
    shown = Shown()
    shown.away(tmp_path / "vist")
    shown.back()
    assert (tmp_path / "vist/øya.html").is_file() and len(list(tmp_path.iterdir())) == 1
