"""The preview goes on when a file is saved with a fault in it, and says on every page what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from support import write

from macros.engine.preview import telling

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
