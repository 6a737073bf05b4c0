"""What a server should send with our files, as the servers people use read it: one policy, the pages' own.

A page carries its policy itself (``site.policy``), because not every server sends headers. Some of it a browser reads only
from a header: who may show the page in a frame, and whatever holds for files that are no pages.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlsplit

from macros.authoring.form.page import AdminSettings, form_policy
from macros.site.policy import REFERRER, frame_scripts, policy
from macros.words.labels import labels

HEADERS_FILE = "_headers"
"""Read by Netlify, Cloudflare Pages and those who took after them."""
FOLDER = "headers"
"""Where ``make headers`` puts what a server of one's own reads."""
FORM = "admin"
HSTS = ("Strict-Transport-Security", "max-age=31536000")
"""A year. Only a note in what is made: it binds every address of the domain to https, which is not ours to decide."""
_FRAMES = "frame-ancestors 'none'"
_VIEWER = "object-src 'self'"
"""Some browsers show a PDF as an object in a page of their own, which this header governs. Pages keep to their own policy too."""
# Nothing here uses them; a page that was tampered with should not be able to ask either.
_DENIED = (
    "accelerometer", "browsing-topics", "camera", "display-capture", "geolocation", "gyroscope", "hid", "magnetometer",
    "microphone", "midi", "payment", "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
)  # fmt: skip
_EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": REFERRER,
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _DENIED),
}


@dataclass(frozen=True, slots=True)
class Headers:
    """``everywhere`` goes with every file under ``base``; ``pages`` with all but the form's, ``form`` with those.

    Without ``form`` there is no form among the files, and ``pages`` goes with every file too.
    """

    pages: Mapping[str, str]
    form: Mapping[str, str] = field(default_factory=dict)
    base: str = "/"
    everywhere: Mapping[str, str] = field(default_factory=lambda: _EVERYWHERE)

    @classmethod
    def of_site(cls, site: Path, settings: AdminSettings) -> Headers:
        """For a finished site. The form is among its files unless it has an origin of its own."""
        pages = {
            "Content-Security-Policy": f"{policy(frame_scripts(site))}; {_VIEWER}; {_FRAMES}",
            "Cross-Origin-Opener-Policy": "same-origin",
        }
        return cls(pages, {} if settings.origin else _form(settings), urlsplit(f"{settings.site_url}/").path or "/")

    @classmethod
    def of_form(cls, settings: AdminSettings) -> Headers | None:
        """For the form's own origin, when it has one."""
        return cls(_form(settings)) if settings.origin else None


def _form(settings: AdminSettings) -> dict[str, str]:
    """The form opens a window to sign in, and hears from it: both must know each other."""
    return {
        "Content-Security-Policy": f"{form_policy(settings)}; {_FRAMES}",
        "Cross-Origin-Opener-Policy": "same-origin-allow-popups",
    }


def headers_file(site: Path, headers: Headers) -> bytes:
    """``_headers`` for a finished site.

    What several rules say of a file is joined, and of two policies the browser keeps to both. So where the form may lie
    among the files, the pages' policy is given for each entry at the top, and only what both may have for all.
    """
    rules: list[tuple[str, Mapping[str, str]]] = [(f"{headers.base}*", headers.everywhere)]
    if headers.form:
        shared = {**headers.everywhere, "Content-Security-Policy": _FRAMES}
        own = [f"{headers.base}{quote(e.name)}{'/*' if e.is_dir() else ''}" for e in _entries(site)]
        rules = [(f"{headers.base}*", shared), *((path, headers.pages) for path in (headers.base, *own))]
        rules.append((f"{headers.base}{FORM}/*", headers.form))
    else:
        rules = [(f"{headers.base}*", {**headers.everywhere, **headers.pages})]
    text = "".join(f"\n{path}\n" + "".join(f"  {n}: {v}\n" for n, v in given.items()) for path, given in rules)
    return f"{_comments('#', HEADERS_FILE)}# {HSTS[0]}: {HSTS[1]}\n{text}".encode()


def _entries(site: Path) -> list[Path]:
    return sorted(e for e in site.iterdir() if e.name not in (FORM, HEADERS_FILE) and not e.name.startswith(".innomed"))


def write_headers_file(site: Path, settings: AdminSettings) -> None:
    """Puts ``_headers`` in a finished site."""
    (site / HEADERS_FILE).write_bytes(headers_file(site, Headers.of_site(site, settings)))


def nginx(headers: Headers) -> str:
    """To be included in a ``server`` block. Variables, because a block's ``add_header`` replaces all of those around it."""
    names = {name: f"$innomed_{name.lower().replace('-', '_')}" for name in headers.pages}
    lines = [f'set {names[n]} "{v}";' for n, v in headers.pages.items()]
    if headers.form:
        lines.append(f'if ($uri ~ "^{headers.base}{FORM}(/|$)") {{')
        lines += [f'    set {names[n]} "{v}";' for n, v in headers.form.items()]
        lines.append("}")
    lines += [f'add_header {n} "{v}" always;' for n, v in {**headers.everywhere, **names}.items()]
    lines.append(f'# add_header {HSTS[0]} "{HSTS[1]}" always;')
    return _comments("#", "nginx.conf") + "\n".join(lines) + "\n"


def apache(headers: Headers) -> str:
    """For a virtual host, a ``Directory`` or ``.htaccess``; needs mod_headers, and says so if it is not there."""
    lines = [f'Header always set {n} "{v}"' for n, v in {**headers.everywhere, **headers.pages}.items()]
    if headers.form:
        lines.append(f'<If "%{{REQUEST_URI}} =~ m#^{headers.base}{FORM}(/|$)#">')
        lines += [f'    Header always set {n} "{v}"' for n, v in headers.form.items()]
        lines.append("</If>")
    lines.append(f'# Header always set {HSTS[0]} "{HSTS[1]}"')
    return _comments("#", "apache.conf") + "\n".join(lines) + "\n"


def caddy(headers: Headers) -> str:
    """To be imported in a site block. The two matchers leave nothing to the order of the directives."""
    lines = _caddy_block("", headers.everywhere if headers.form else {**headers.everywhere, **headers.pages})
    if headers.form:
        where = f"path {headers.base}{FORM} {headers.base}{FORM}/*"
        lines += [f"@innomed_sider not {where}", *_caddy_block("@innomed_sider ", headers.pages)]
        lines += [f"@innomed_skjema {where}", *_caddy_block("@innomed_skjema ", headers.form)]
    lines.append(f'# header {HSTS[0]} "{HSTS[1]}"')
    return _comments("#", "Caddyfile") + "\n".join(lines) + "\n"


def _caddy_block(matcher: str, given: Mapping[str, str]) -> list[str]:
    return [f"header {matcher}{{", *(f'\t{name} "{value}"' for name, value in given.items()), "}"]


SERVERS: Mapping[str, Callable[[Headers], str]] = {"nginx.conf": nginx, "apache.conf": apache, "Caddyfile": caddy}


def server_files(site: Path, settings: AdminSettings) -> dict[str, bytes]:
    """Path under ``headers/`` -> bytes, for each kind of server; the form's own in ``skjema/`` when it has an origin."""
    wanted = {"": Headers.of_site(site, settings), "skjema/": Headers.of_form(settings)}
    return {
        f"{folder}{name}": make(headers).encode()
        for folder, headers in wanted.items()
        for name, make in SERVERS.items()
        if headers
    }


def _comments(sign: str, file: str) -> str:
    t = labels()
    lines = [t("headers.made"), t(f"headers.use.{file.removeprefix('_').split('.')[0].lower()}"), t("headers.hsts")]
    return "".join(f"{sign} {line}\n" for line in lines)
