"""The headers of every server say the same as the pages: read here as each server reads its own file."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import make_checkout, write, writeup

from macros.authoring.form.page import AdminSettings, form_policy
from macros.cli import main
from macros.html.page.repository import Repository
from macros.site.headers import HEADERS_FILE, server_files, write_headers_file
from macros.site.integrity import hold, integrity
from macros.site.policy import frame_scripts, policy

SETTINGS = AdminSettings(
    "https://øy.example/kunnskap", Repository("ærfugl/øy", "main"), "https://inn.øy.example", origin=""
)
FRAME = "<!doctype html><html><head><meta charset=utf-8><script>let a = '$1 \"ø\"'</script></head></html>"
Sent = Mapping[str, list[str]]


@pytest.fixture
def site(tmp_path: Path) -> Path:
    write(tmp_path / "404.html", FRAME)
    write(tmp_path / "om/index.html", FRAME)
    write(tmp_path / "admin/index.html", FRAME)
    write(tmp_path / ".innomed-site", "x")
    return tmp_path


# Each gives what the server sends with an address, as the server's own documentation says the file is read.


def underscore(text: str, address: str) -> Sent:
    """Netlify and Cloudflare Pages: every rule that fits applies; what several say of one header is joined."""
    sent: dict[str, list[str]] = {}
    fits = False
    for line in text.splitlines():
        if line.startswith("/"):
            fits = re.fullmatch(re.escape(line).replace(r"\*", ".*"), address) is not None
        elif line.startswith("  ") and fits:
            name, value = line.strip().split(": ", 1)
            assert len(line) < 2000, "Cloudflare reads no longer line"
            sent.setdefault(name, []).append(value)
        else:
            assert not line or line.startswith("#") or not fits, line
    assert len(re.findall(r"^/", text, re.MULTILINE)) <= 100, "Cloudflare reads no more rules"
    return sent


def nginx(text: str, address: str) -> Sent:
    values: dict[str, str] = {}
    sent: dict[str, list[str]] = {}
    applies = True
    for words in map(shlex.split, filter(None, (line.partition("#")[0].strip() for line in text.splitlines()))):
        assert words == ["}"] or words[-1] == "{" or words[-1].endswith(";"), words
        if words[0] == "if":
            applies = re.search(words[3].removesuffix(")"), address) is not None
        elif words == ["}"]:
            applies = True
        elif words[0] == "set" and applies:
            values[words[1]] = words[2].removesuffix(";")
        elif words[0] == "add_header":
            assert words[3] == "always;", "a page for what is missing has them too"
            sent.setdefault(words[1], []).append(values.get(words[2], words[2]))
    return sent


def apache(text: str, address: str) -> Sent:
    sent: dict[str, list[str]] = {}
    applies = True
    for line in filter(None, (line.strip() for line in text.splitlines())):
        if condition := re.fullmatch(r'<If "%\{REQUEST_URI\} =~ m#(.+)#">', line):
            applies = re.search(condition[1], address) is not None
        elif line == "</If>":
            applies = True
        elif not line.startswith("#"):
            header, always, kind, name, value = shlex.split(line)
            assert (header, always, kind) == ("Header", "always", "set")
            if applies:
                sent[name] = [value]
    return sent


def caddy(text: str, address: str) -> Sent:
    matchers: dict[str, bool] = {"": True}
    sent: dict[str, list[str]] = {}
    applies = False
    for words in map(shlex.split, filter(None, (line.partition("#")[0].strip() for line in text.splitlines()))):
        if words[0].startswith("@"):
            paths = words[words.index("path") + 1 :]
            found = any(re.fullmatch(re.escape(p).replace(r"\*", ".*"), address) for p in paths)
            matchers[words[0]] = found != (words[1] == "not")
        elif words[0] == "header":
            assert words[-1] == "{"
            applies = matchers["".join(words[1:-1])]
        elif words != ["}"] and applies:
            sent.setdefault(words[0], []).append(words[1])
    return sent


READ = {HEADERS_FILE: underscore, "nginx.conf": nginx, "apache.conf": apache, "Caddyfile": caddy}


def files(site: Path, settings: AdminSettings) -> dict[str, str]:
    write_headers_file(site, settings)
    made = {**server_files(site, settings), HEADERS_FILE: (site / HEADERS_FILE).read_bytes()}
    return {name: content.decode() for name, content in made.items()}


@pytest.mark.parametrize("base", ["", "/a/b"])
@pytest.mark.parametrize("name", READ)
def test_a_page_and_the_form_are_sent_their_own_policy(name: str, base: str, site: Path) -> None:
    settings = replace(SETTINGS, site_url=f"https://øy.example{base}")
    text = files(site, settings)[name]
    page, form = (READ[name](text, f"{base}{at}") for at in ("/om/", "/admin/"))
    for sent, own, opener in (
        (page, policy(frame_scripts(site)), "same-origin"),
        (form, form_policy(settings), "same-origin-allow-popups"),
    ):
        # Of several policies the browser keeps to all: none but the page's own may say more than who may frame it.
        said = [p for p in sent["Content-Security-Policy"] if p != "frame-ancestors 'none'"]
        assert len(said) == 1 and said[0].startswith(f"{own}; ")
        assert said[0].endswith("frame-ancestors 'none'")
        assert sent["Cross-Origin-Opener-Policy"] == [opener]
        assert sent["X-Content-Type-Options"] == ["nosniff"]
        assert sent["Referrer-Policy"] == ["strict-origin"]
        assert "camera=()" in sent["Permissions-Policy"][0] and "clipboard" not in sent["Permissions-Policy"][0]
        assert "Strict-Transport-Security" not in sent
    assert "max-age=31536000" in text and "HSTS" in text
    if name == HEADERS_FILE:
        missing = READ[name](text, f"{base}/finnes-ikke/")
        assert missing["Content-Security-Policy"] == ["frame-ancestors 'none'"], "its page has the rest in itself"
        assert f"{base}/.innomed-site" not in text


@pytest.mark.parametrize("name", READ)
def test_a_form_of_another_origin_is_no_exception_here_and_has_files_of_its_own(name: str, site: Path) -> None:
    made = files(site, replace(SETTINGS, origin="https://skjema.øy.example"))
    for at in ("/om/", "/admin/", "/finnes-ikke/"):
        (said,) = READ[name](made[name], f"/kunnskap{at}")["Content-Security-Policy"]
        assert "unsafe-inline" not in said and said.endswith("frame-ancestors 'none'")
    own = {n.removeprefix("skjema/") for n in made if n.startswith("skjema/")}
    assert own == set(READ) - {HEADERS_FILE}
    if name in own:
        (said,) = READ[name](made[f"skjema/{name}"], "/admin/")["Content-Security-Policy"]
        assert "https://api.github.com" in said and "img-src 'self' https://øy.example" in said


@pytest.mark.parametrize(
    ("program", "arguments", "whole"),
    [
        (
            "nginx",
            ["-t", "-c"],
            "pid {0}/pid;\nerror_log {0}/log;\nevents {{}}\nhttp {{ server {{ include {1}; }} }}\n",
        ),
        (
            "apache2",
            ["-t", "-f"],
            "ServerName a\nListen 127.0.0.1:1\nErrorLog {0}/log\nLoadModule mpm_event_module {2}/mod_mpm_event.so\n"
            "LoadModule headers_module {2}/mod_headers.so\nInclude {1}\n",
        ),
        ("caddy", ["validate", "--adapter", "caddyfile", "--config"], "http://127.0.0.1:1 {{\nimport {1}\n}}\n"),
    ],
)
def test_the_server_itself_reads_it_where_it_is_installed(
    program: str, arguments: list[str], whole: str, site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    if not (found := shutil.which(program) or shutil.which(program, path="/usr/sbin")):
        pytest.skip(f"{program} is not installed; the same file is read above as it would be")
    folder = tmp_path_factory.mktemp(program)
    name = {"nginx": "nginx.conf", "apache2": "apache.conf", "caddy": "Caddyfile"}[program]
    part = write(folder / "del", server_files(site, SETTINGS)[name])
    config = write(folder / "hel", whole.format(folder, part, "/usr/lib/apache2/modules"))
    done = subprocess.run([found, *arguments, config], capture_output=True, text=True, env={"HOME": str(folder)})
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_command_writes_them_for_a_built_site_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    monkeypatch.chdir(root)
    done = CliRunner().invoke(main, ["headers"])
    assert done.exit_code == 1 and "make site" in done.output and not (root / "headers").exists()
    write(root / "site/.innomed-site", "innomed site\n")
    write(root / "site/404.html", FRAME)
    done = CliRunner().invoke(main, ["headers"])
    assert done.exit_code == 0 and {f.name for f in (root / "headers").iterdir()} == set(READ) - {HEADERS_FILE}


def test_only_our_programs_and_styles_are_held() -> None:
    here = {"/a/b/x.js": b"1", "/a/b/s.css": b"2"}
    for html, at, wanted in [
        ('<script src="/a/b/x.js" type="module"></script>', "/a/b/om/index.html", integrity(b"1")),
        ('<script type="module" src="../x.js"></script>', "/a/b/om/index.html", integrity(b"1")),
        ('<link rel="stylesheet" href="s.css">', "/a/b/index.html", integrity(b"2")),
    ]:
        made = hold(html, at, here.get)
        assert f'integrity="{wanted}"' in made and re.search(r"\.(js|css)\?v=[0-9a-f]{10}\"", made)
        assert hold(made, at, here.get) == made
    for left in [
        '<script>var src="/a/b/x.js"</script>', '<link rel="icon" href="s.css">', '<a href="x.js">Øy</a>',
        '<script src="borte.js"></script>', "&lt;script src=\"x.js\"&gt;", '<link rel="alternate" href="/a/b/s.css">',
    ]:  # fmt: skip
        assert hold(left, "/a/b/index.html", here.get) == left
