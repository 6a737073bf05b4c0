"""Signs editors in to the form with GitHub: `GET /auth` and `GET /callback`, as Decap CMS asks for them. No state is kept.

    GITHUB_CLIENT_ID=… GITHUB_CLIENT_SECRET=… INNOMED_ADMIN_AUTH_URL=https://inn.example.no \\
    INNOMED_SITE_URL=https://example.no/ python3 .ci/admin/sign_in.py [port]

It listens on 127.0.0.1 (port 8082), behind the server that has the certificate, and needs nothing but Python. The token is
given to one origin only: INNOMED_ADMIN_ORIGIN, or the site's. Sources: GitHub's «Authorizing OAuth apps» (web application
flow), Decap's `NetlifyAuthenticator` (the words the two windows exchange).
"""

from __future__ import annotations

import hmac
import json
import os
import secrets
import sys
from dataclasses import dataclass
from http.cookies import CookieError, SimpleCookie
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.error import URLError
from urllib.parse import parse_qs, urlencode, urlsplit
from urllib.request import Request, urlopen

COOKIE = "__Host-innomed-state"
PAGE = """<!doctype html><html lang="nb"><meta charset="utf-8"><title>Logger inn</title><p>{told}</p>
<script nonce="{nonce}">
const [form, answer] = {given};
addEventListener("message", (asked) => {{
  if (asked.origin === form && asked.source === opener && asked.data === "authorizing:github") opener.postMessage(answer, form);
}});
opener?.postMessage("authorizing:github", form);
</script></html>"""


@dataclass(frozen=True)
class Settings:
    """``form``: the origin that gets the token. ``address``: this helper's own. ``host``: the code host."""

    client: str
    secret: str
    form: str
    address: str
    scope: str = "repo"
    host: str = "https://github.com"

    @classmethod
    def of(cls, given: dict[str, str]) -> Settings:
        """From environment variables. A KeyError names the one that is missing; ValueError one that is no https origin."""
        site = urlsplit(given.get("INNOMED_ADMIN_ORIGIN") or given["INNOMED_SITE_URL"])
        form, address = f"{site.scheme}://{site.netloc}", given["INNOMED_ADMIN_AUTH_URL"].rstrip("/")
        for origin in (form, address):
            parts = urlsplit(origin)
            if parts.scheme != "https" or not parts.netloc or parts.path:
                raise ValueError(f"{origin} is not an https address without a path")
        scope = given.get("INNOMED_ADMIN_SCOPE") or "repo"
        if scope not in ("repo", "public_repo"):
            raise ValueError("INNOMED_ADMIN_SCOPE is repo or public_repo")
        return cls(given["GITHUB_CLIENT_ID"], given["GITHUB_CLIENT_SECRET"], form, address, scope)


class Helper(BaseHTTPRequestHandler):
    """One request; ``settings`` is set by ``server``."""

    settings: Settings

    def do_GET(self) -> None:
        """Sends the editor to GitHub, or hands the token to the form."""
        parts = urlsplit(self.path)
        asked = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/auth" and asked.get("provider", "github") == "github":
            self._leave()
        elif parts.path == "/callback":
            self._return(asked)
        else:
            self._answer(404, "Denne adressen finnes ikke.")

    def _leave(self) -> None:
        s, state = self.settings, secrets.token_urlsafe(32)
        asked = {"client_id": s.client, "redirect_uri": f"{s.address}/callback", "scope": s.scope, "state": state}
        self.send_response(302)
        self.send_header("Location", f"{s.host}/login/oauth/authorize?{urlencode(asked)}")
        self._cookie(state, 600)
        self._end()

    def _return(self, asked: dict[str, str]) -> None:
        """The state must be the one this browser was sent away with: else somebody else's sign-in could be slipped in."""
        try:
            morsel = SimpleCookie(self.headers.get("Cookie", "")).get(COOKIE)
        except CookieError:
            morsel = None
        state = asked.get("state", "")
        if not morsel or not state or not hmac.compare_digest(morsel.value.encode(), state.encode()):
            self._answer(
                403, "Innloggingen ble ikke startet i dette vinduet. Lukk det, og logg inn på nytt fra skjemaet."
            )
            return
        token = self._token(asked["code"]) if asked.get("code") else ""
        kind, what = ("success", {"token": token, "provider": "github"}) if token else ("error", {"message": "GitHub"})
        given = json.dumps([self.settings.form, f"authorization:github:{kind}:{json.dumps(what)}"])
        told = (
            "Du er logget inn. Vinduet lukker seg selv."
            if token
            else "GitHub svarte ikke med en innlogging. Prøv igjen."
        )
        nonce = secrets.token_urlsafe(16)
        # JSON inside a script: nothing in it may end the element.
        page = PAGE.format(told=told, nonce=nonce, given=given.replace("<", "\\u003c"))
        self._answer(200 if token else 502, page, f"script-src 'nonce-{nonce}'", "text/html")

    def _token(self, code: str) -> str:
        """The token for ``code``; empty when the code host refuses or does not answer."""
        s = self.settings
        given = {
            "client_id": s.client,
            "client_secret": s.secret,
            "code": code,
            "redirect_uri": f"{s.address}/callback",
        }
        request = Request(  # noqa: S310 — the code host above, or a test's
            f"{s.host}/login/oauth/access_token", urlencode(given).encode(), {"Accept": "application/json"}
        )
        try:
            with urlopen(request, timeout=10) as response:  # noqa: S310 — the code host above, or a test's
                answer = json.loads(response.read(65536))
        except (URLError, TimeoutError, ValueError):
            return ""
        return str(answer.get("access_token") or "") if isinstance(answer, dict) else ""

    def _answer(self, status: int, text: str, policy: str = "", kind: str = "text/plain") -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", f"default-src 'none'; frame-ancestors 'none'; {policy}")
        self._cookie("", 0)
        self._end(text.encode())

    def _cookie(self, value: str, seconds: int) -> None:
        self.send_header("Set-Cookie", f"{COOKIE}={value}; Path=/; Max-Age={seconds}; Secure; HttpOnly; SameSite=Lax")

    def _end(self, body: bytes = b"") -> None:
        for name, value in (("Cache-Control", "no-store"), ("Referrer-Policy", "no-referrer"),
                            ("X-Content-Type-Options", "nosniff"), ("Content-Length", str(len(body)))):  # fmt: skip
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        """Nothing: an address of /callback holds a code."""


def server(settings: Settings, port: int) -> ThreadingHTTPServer:
    """The helper, listening on 127.0.0.1."""
    return ThreadingHTTPServer(("127.0.0.1", port), type("Ours", (Helper,), {"settings": settings}))


if __name__ == "__main__":
    try:
        server(Settings.of(dict(os.environ)), int(sys.argv[1]) if len(sys.argv) > 1 else 8082).serve_forever()
    except (KeyError, ValueError) as error:
        sys.exit(f"sign_in.py: {error}")
