"""The site below a path of a host: every address from its root gets the path, in every kind of page and in the scripts."""

from __future__ import annotations

import functools
import http.server
import re
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, expect
from support import Quiet

from macros.html.page.base_path import below
from macros.site.output import CheckedOutput

BASE = "/nett/kunnskap/"


def test_addresses_from_the_root_of_the_site_are_moved_and_nothing_else_is() -> None:
    before = (
        '<html data-base="/"><a title="1 > 0" href="/om/æ/">/om/</a> <a href=\'/a\'>href="/b"</a> <a href="//vert/c">c</a>'
        '<a href="#d" data-x="e">d</a><img src="f.png" srcset="/g-480.png 480w, h.png 960w, /i.png 2x">'
        '<meta http-equiv="refresh" content="0; url=/j/"><script src="/k.js">a</script>'
        "<script>if (a <b && 'x') ' href=\"/l\"'</script><form action='/m'><pre>&lt;a href=\"/n\"></pre>"
    )
    after = (
        '<html data-base="/nett/kunnskap/"><a title="1 > 0" href="/nett/kunnskap/om/æ/">/om/</a> <a href=\'/nett/kunnskap/a\'>'
        'href="/b"</a> <a href="//vert/c">c</a><a href="#d" data-x="e">d</a>'
        '<img src="f.png" srcset="/nett/kunnskap/g-480.png 480w, h.png 960w, /nett/kunnskap/i.png 2x">'
        '<meta http-equiv="refresh" content="0; url=/nett/kunnskap/j/"><script src="/nett/kunnskap/k.js">a</script>'
        "<script>if (a <b && 'x') ' href=\"/l\"'</script><form action='/nett/kunnskap/m'><pre>&lt;a href=\"/n\"></pre>"
    )
    assert below(BASE, before) == after
    assert below("/", before) == before


def test_a_page_is_judged_at_the_root_and_written_below_the_path(tmp_path: Path) -> None:
    out = CheckedOutput(tmp_path, BASE)
    out.page("404.html", '<head></head><a href="/finnes/">Æ</a> <a href="/nett/kunnskap/finnes/">Ø</a>')
    out.page("finnes/index.html", '<head></head><a href="/">Å</a>')
    out.page("index.html", '<head></head><a href="finnes/">Å</a>')
    assert [p.value for p in out.close()] == ["/nett/kunnskap/finnes/"]
    assert 'href="/nett/kunnskap/finnes/">Æ' in (tmp_path / "404.html").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def moved(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A host's folder with the synthetic site below the path: written as the build writes it."""
    host = tmp_path_factory.mktemp("vert")
    target = host / BASE.strip("/")
    shutil.copytree(site, target)
    for file in target.rglob("*.html"):
        file.write_bytes(below(BASE, file.read_bytes().decode()).encode())
    return host


def asked(root: lxml_html.HtmlElement) -> Iterator[str]:
    """All that a page leads to or fetches."""
    for element in root.iter():
        for name, value in element.attrib.items() if isinstance(element.tag, str) else ():
            if name in ("href", "src", "action", "poster", "formaction") or (
                name.startswith("data-") and value[:1] == "/"
            ):
                yield value
            elif name in ("srcset", "imagesrcset"):
                yield from (part.split()[0] for part in value.split(","))
            elif name == "content" and element.get("http-equiv", "").lower() == "refresh":
                yield value.split("url=")[1]


@pytest.mark.site
def test_no_page_leads_outside_the_path_or_to_what_is_not_there(moved: Path) -> None:
    pages = sorted(moved.rglob("*.html"))
    assert len(pages) > 100
    for file in pages:
        at = "/" + file.relative_to(moved).as_posix().removesuffix("index.html")
        for value in asked(lxml_html.fromstring(file.read_bytes())):
            if value.startswith("#") or urlsplit(value).scheme or urlsplit(value).netloc:
                continue
            path = unquote(urlsplit(urljoin(at if file.name != "404.html" else f"{BASE}et/annet/sted/", value)).path)
            there = moved / (path.lstrip("/") + ("index.html" if path.endswith("/") else ""))
            assert path.startswith(BASE) and there.is_file(), f"{at}: {value}"


@pytest.mark.browser
def test_search_catalogue_calculator_and_municipalities_work_below_the_path(moved: Path, browser: Browser) -> None:
    handler = functools.partial(Quiet, directory=str(moved))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        root = f"http://127.0.0.1:{server.server_port}"
        page = browser.new_page(base_url=root + BASE)
        wrong: list[str] = []
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((root + BASE, "data:", "blob:")) else wrong.append(r.url))
        page.goto("./")
        page.get_by_role("combobox").or_(page.get_by_role("searchbox")).first.fill("hjemmeoppfølging")
        hit = page.locator(".im-hits a").first
        expect(hit).to_have_attribute("href", re.compile(f"^{BASE}"))
        page.goto("prosjekter/?q=hjemmeoppfølging")
        page.wait_for_selector("#prosjektliste[aria-busy=false]")
        page.locator("#prosjektliste a").first.click()
        expect(page.locator("main h1")).to_be_visible()
        assert page.url.startswith(f"{root}{BASE}prosjekter/")
        page.goto("tjenestepris/?modell=tom#kalkulator")
        expect(page.locator(".im-calc__summary")).to_be_attached()
        page.goto("kommuner/")
        page.get_by_label("Hvilken kommune?").fill("skedsmo")
        page.keyboard.press("Enter")
        page.wait_for_url(f"**{BASE}kommuner/lillestrom/")
        page.close()
        server.shutdown()
        assert wrong == []
