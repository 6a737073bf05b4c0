"""The sign-in helper against a stand-in for the code host: the token goes to one origin, and only to whoever began."""

from __future__ import annotations

import http.client
import importlib.util
import json
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import ModuleType
from urllib.parse import parse_qs, urlsplit

import pytest
from support import ROOT

GIVEN = {
    "GITHUB_CLIENT_ID": "klient",
    "GITHUB_CLIENT_SECRET": "hemmelig",
    "INNOMED_SITE_URL": "https://eksempel.no/kunnskap/",
    "INNOMED_ADMIN_AUTH_URL": "https://inn.eksempel.no",
}


def _helper() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sign_in", ROOT / ".ci/admin/sign_in.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules["sign_in"] = module
    spec.loader.exec_module(module)
    return module


sign_in = _helper()


class CodeHost(BaseHTTPRequestHandler):
    """Gives a token for the code «riktig», when the client and its secret are right."""

    def do_POST(self) -> None:
        asked = {k: v[0] for k, v in parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode()).items()}
        right = {"client_id": "klient", "client_secret": "hemmelig", "code": "riktig"}
        right["redirect_uri"] = "https://inn.eksempel.no/callback"
        assert self.path == "/login/oauth/access_token" and self.headers["Accept"] == "application/json"
        answer = {"access_token": "gho_</script>æ"} if asked == right else {"error": "bad_verification_code"}
        body = json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None: ...


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[int]:
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@pytest.fixture
def port() -> Iterator[int]:
    with _running(ThreadingHTTPServer(("127.0.0.1", 0), CodeHost)) as host:
        settings = replace(sign_in.Settings.of(GIVEN), host=f"http://127.0.0.1:{host}")
        with _running(sign_in.server(settings, 0)) as port:
            yield port


def get(port: int, path: str, cookie: str = "") -> tuple[int, http.client.HTTPMessage, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    response = connection.getresponse()
    text = response.read().decode()
    connection.close()
    return response.status, response.headers, text


def begun(port: int) -> tuple[str, str]:
    """The state GitHub was sent, and the cookie the browser got."""
    status, headers, _ = get(port, "/auth?provider=github&site_id=eksempel.no&scope=repo")
    asked = {k: v[0] for k, v in parse_qs(urlsplit(headers["Location"]).query).items()}
    assert (status, urlsplit(headers["Location"]).path) == (302, "/login/oauth/authorize")
    assert (asked["client_id"], asked["scope"]) == ("klient", "repo")
    assert asked["redirect_uri"] == "https://inn.eksempel.no/callback" and "hemmelig" not in headers["Location"]
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {*headers["Set-Cookie"].split("; ")}
    return asked["state"], headers["Set-Cookie"].split(";")[0]


def given_to_form(text: str) -> list[str]:
    found = re.search(r"const \[form, answer\] = (\[.*\]);", text)
    assert found and text.count("</script>") == 1
    loaded: list[str] = json.loads(found[1])
    return loaded


def test_the_token_is_given_to_the_forms_origin_alone(port: int) -> None:
    state, cookie = begun(port)
    status, headers, text = get(port, f"/callback?code=riktig&state={state}", cookie)
    assert status == 200 and headers["Cache-Control"] == "no-store" and headers["Referrer-Policy"] == "no-referrer"
    origin, answer = given_to_form(text)
    assert origin == "https://eksempel.no"
    given = json.loads(answer.removeprefix("authorization:github:success:"))
    assert given == {"token": "gho_</script>æ", "provider": "github"}
    assert "asked.origin === form" in text and '"*"' not in text
    assert "Max-Age=0" in headers["Set-Cookie"]


@pytest.mark.parametrize("which", ["no cookie", "another state", "empty", "both empty", "broken"])
def test_who_did_not_begin_here_gets_nothing(port: int, which: str) -> None:
    state, cookie = begun(port)
    name = cookie.split("=")[0]
    path, sent = {
        "no cookie": (f"/callback?code=riktig&state={state}", ""),
        "another state": ("/callback?code=riktig&state=%C3%B8", cookie),
        "empty": ("/callback?code=riktig", cookie),
        "both empty": ("/callback?code=riktig&state=", f"{name}="),
        "broken": (f"/callback?code=riktig&state={state}", "\x7f=;;"),
    }[which]
    status, _, text = get(port, path, sent)
    assert status == 403 and "gho_" not in text and "script" not in text


@pytest.mark.parametrize("query", ["code=feil", "error=access_denied"])
def test_a_refusal_is_told_to_the_form(port: int, query: str) -> None:
    state, cookie = begun(port)
    status, _, text = get(port, f"/callback?{query}&state={state}", cookie)
    assert status == 502 and given_to_form(text)[1].startswith("authorization:github:error:")


def test_other_addresses_and_providers_are_refused(port: int) -> None:
    assert [get(port, path)[0] for path in ("/", "/auth?provider=gitlab", "/auth/x")] == [404, 404, 404]


@pytest.mark.parametrize(
    "wrong",
    [
        {"INNOMED_SITE_URL": "http://eksempel.no/"},
        {"INNOMED_ADMIN_AUTH_URL": "https://inn.eksempel.no/sti"},
        {"INNOMED_ADMIN_ORIGIN": "skjema.no"},
        {"INNOMED_ADMIN_SCOPE": "admin:org"},
    ],
)
def test_wrong_settings_stop_it(wrong: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"INNOMED_ADMIN_SCOPE|https address"):
        sign_in.Settings.of(GIVEN | wrong)


def test_the_forms_own_origin_goes_before_the_site() -> None:
    assert sign_in.Settings.of(GIVEN | {"INNOMED_ADMIN_ORIGIN": "https://skjema.no"}).form == "https://skjema.no"
