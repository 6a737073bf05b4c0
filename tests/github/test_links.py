"""The weekly question to the addresses we link to, asked of a server of our own."""

from __future__ import annotations

import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import external_links
import pytest
from external_links import ask, links, main
from support import write


class Server(http.server.BaseHTTPRequestHandler):
    """``/404`` answers 404, and so on; ``/flaky`` fails the first time."""

    asked: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        self.asked.append(self.path)
        number = self.path.strip("/")
        flaky = 503 if number == "flaky" and self.asked.count(self.path) == 1 else 200
        self.send_response(int(number) if number.isdigit() else flaky)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None: ...


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    Server.asked = []
    monkeypatch.setattr(external_links.time, "sleep", lambda seconds: None)
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()


@pytest.mark.parametrize(
    ("path", "wrong", "dead"),
    [("/", False, False), ("/404", True, True), ("/410", True, True), ("/403", True, False), ("/500", True, False)],
)
def test_what_an_answer_means(path: str, wrong: bool, dead: bool, server: str) -> None:
    said, gone = ask(server + path)
    assert (bool(said), gone) == (wrong, dead)


def test_a_server_that_stumbles_is_asked_again(server: str) -> None:
    assert ask(server + "/flaky") == ("", False)
    assert Server.asked == ["/flaky", "/flaky"]


def test_a_server_that_is_not_there_is_dead_and_odd_addresses_do_not_crash(server: str) -> None:
    assert ask("http://127.0.0.1:1/")[1]
    assert ask("http://[::1")[0]
    assert ask("http://127.0.0.1/\x00å")[0]


def test_the_report_names_the_page_and_goes_away_when_all_is_well(server: str, tmp_path: Path) -> None:
    page = (
        f'<html><body><main><a href="{server}/404#x">Død</a> <a href="{server}/403">Sperret</a> <a href="/å/">Vår</a>'
    )
    write(tmp_path / "site/om/index.html", f"{page} <a href='{server}/'>God</a></main></body></html>")
    write(tmp_path / "site/index.html", f"<main><a href='{server}/404'>Død</a></main>")
    assert links(tmp_path / "site")[f"{server}/404"] == ["/", "/om/"]
    arguments = ["--site", str(tmp_path / "site"), "--out", str(tmp_path / "ut")]
    assert main(arguments) == 0
    report = (tmp_path / "ut/lenker.md").read_text(encoding="utf-8")
    assert report.startswith("1 av 3 lenker ut av nettstedet virker ikke.")
    assert f"| `{server}/404` | Serveren svarer 404. | `/`, `/om/` |" in report
    assert "1 kunne ikke kontrolleres" in report and "Serveren svarer 403." in report
    write(tmp_path / "site/om/index.html", "<main></main>")
    write(tmp_path / "site/index.html", f"<main><a href='{server}/'>God</a></main>")
    assert main(arguments) == 0
    assert not (tmp_path / "ut/lenker.md").exists()


def test_without_a_site_it_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--site", str(tmp_path / "site")]) == 2
    assert "make site" in capsys.readouterr().err


def test_an_address_with_a_bar_stays_in_its_cell() -> None:
    assert external_links._cell("https://eksempel.no/a|b") == r"`https://eksempel.no/a\|b`"
