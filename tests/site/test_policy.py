"""The site's policy: nothing a visitor does runs into it, and nothing that is not ours gets past it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from lxml import html as lxml_html
from playwright.sync_api import Browser, Page, Request, expect
from support import make_checkout, write, writeup

from macros.engine.build import BuildError, build_site
from macros.site.finished import judge, look_at
from macros.site.integrity import integrity
from macros.site.policy import (
    ALIGNMENTS,
    SECURITY_TXT,
    Guard,
    digest,
    frame_scripts,
    policy,
    security_txt,
)
from macros.words.problems import Problem

DAY = date(2026, 11, 22)
LISTEN = """window.stopped = [];
addEventListener('securitypolicyviolation', (e) => window.stopped.push(`${e.violatedDirective} ${e.blockedURI} ${e.sample}`));"""
KINDS = [
    "/", "/prosjekter/", "/prosjekter/?region=helse-vest&q=rus", "/prosjekter/a-aa/", "/prosjekter/region/",
    "/prosjekter/region/helse-vest/", "/prosjekter/gronn-vei/", "/verktoy/", "/verktoy/tjenesteprismodell/",
    "/tjenestepris/", "/gevinster/", "/portefolje/", "/portefolje/2022/", "/utlysninger/", "/begreper/", "/data/",
    "/om/", "/om/personvern/", "/bidra/", "/bidra/makroer/", "/404.html",
]  # fmt: skip


@pytest.fixture(scope="module")
def listening(browser: Browser, address: str) -> Iterator[Page]:
    """A tab whose pages remember what the policy stopped."""
    page = browser.new_page(base_url=address)
    page.add_init_script(LISTEN)
    yield page
    page.close()


@pytest.fixture
def watched(listening: Page, address: str) -> Iterator[Page]:
    """The tab, held to what it says at the end: nothing was stopped, and nothing asked for from another host."""
    elsewhere: list[str] = []

    def asked(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            elsewhere.append(request.url)

    listening.on("request", asked)
    yield listening
    listening.remove_listener("request", asked)
    listening.emulate_media(media="null", color_scheme="light")
    assert listening.evaluate("window.stopped") == []
    assert elsewhere == []


@pytest.mark.site
def test_every_page_has_the_policy_before_anything_it_governs(site: Path) -> None:
    scripts = frame_scripts(site)
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    for file in pages:
        text = file.read_text(encoding="utf-8")
        wanted = policy(scripts, [style for style in ALIGNMENTS if style in text])
        place = text.index('<meta http-equiv="Content-Security-Policy"')
        assert text.count("Content-Security-Policy") == 1 and f'content="{wanted}"' in text, file
        first = min(text.find(word) % 10**9 for word in ("<script", "<link", "<style", "<body", "<meta name"))
        assert place < first, file
        charset = text.find("<meta charset")
        assert charset < place and charset < 1024, file


@pytest.mark.browser
@pytest.mark.parametrize("where", KINDS)
def test_nothing_is_stopped(watched: Page, where: str) -> None:
    watched.goto(where, wait_until="networkidle")
    for scheme in ("dark", "light"):
        watched.emulate_media(color_scheme=scheme)
    watched.emulate_media(media="print")
    assert watched.evaluate("document.querySelectorAll('meta[http-equiv=Content-Security-Policy]').length") == 1


@pytest.mark.browser
def test_nothing_is_stopped_while_searching_and_choosing(watched: Page) -> None:
    watched.goto("/prosjekter/")
    watched.locator("#prosjektliste[aria-busy=false]").wait_for()
    watched.locator("main input[type=checkbox]").first.check()
    watched.locator("main input[type=search]").first.fill("gravide")
    watched.wait_for_timeout(800)
    watched.keyboard.press("/")
    watched.locator("#im-search-q").fill("grønn vei")
    expect(watched.locator("#im-hits")).to_contain_text("Ærøya", timeout=10_000)


@pytest.mark.browser
def test_nothing_is_stopped_in_the_calculator(watched: Page) -> None:
    watched.goto("/tjenestepris/?modell=tjenesteprismodell-2", wait_until="networkidle")
    expect(watched.locator("#resultat")).to_contain_text("kr", timeout=10_000)
    with watched.expect_download() as download:
        watched.get_by_role("button", name="Last ned regneark").click()
    assert Path(download.value.path()).stat().st_size > 5_000


@pytest.mark.browser
def test_a_script_that_got_into_a_page_does_not_run(browser: Browser, address: str, site: Path) -> None:
    """What would happen if a text got past all that comes before."""
    html = (site / "om/index.html").read_text(encoding="utf-8")
    evil = (
        "<main><script>window.live = 1</script><img src=x onerror='window.live = 2'>"
        "<script src='https://ond.example/x.js'></script><form action='https://ond.example/'><button>Send</button></form>"
        "<a href='javascript:window.live=3'>Ærlig lenke</a><p style='color:red' id=p>Rød</p><base href='https://ond.example/'>"
    )
    page = browser.new_page()
    page.add_init_script(LISTEN)
    asked: list[str] = []
    page.route(
        "**/*",
        lambda route: (
            (asked.append(route.request.url), route.abort())
            if "ond.example" in route.request.url
            else route.continue_()
        ),
    )
    page.route(
        f"{address}/om/",
        lambda route: route.fulfill(body=html.replace("<main", evil + "<main", 1), content_type="text/html"),
    )
    page.goto(f"{address}/om/")
    page.get_by_text("Ærlig lenke").click()
    page.get_by_role("button", name="Send").click(no_wait_after=True)
    page.wait_for_timeout(300)
    assert page.evaluate("window.live") is None and asked == []
    assert page.evaluate("getComputedStyle(document.getElementById('p')).color") != "rgb(255, 0, 0)"
    stopped = " ".join(page.evaluate("window.stopped"))
    for directive in ("script-src-elem", "script-src-attr", "form-action", "base-uri", "style-src-attr"):
        assert directive in stopped
    page.close()


def test_the_policy_allows_nothing_by_a_general_word() -> None:
    text = policy(frozenset({"run()"}))
    for word in ("unsafe-inline", "unsafe-eval", "*", "http:", "https:", "blob:"):
        assert word not in text
    assert text.startswith("default-src 'none'; script-src 'self' 'sha256-")
    assert digest("") == "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    assert hashlib.sha256(b"run()").hexdigest() and digest("run()") in text


@pytest.mark.parametrize(
    ("inside", "stopped"),
    [
        ("<script>frame()</script>", []),
        ('<script type="application/ld+json">{}</script>', []),
        ('<script src="/x.js"></script>', []),
        ('<td style="text-align: right;">1</td>', []),
        ("<script>other()</script>", ["script"]),
        ('<script type="module">other()</script>', ["script"]),
        ("<p onclick='x()'>Øy</p>", ["onclick"]),
        ('<p title="Øy"onclick="x()">Øy</p>', ["onclick"]),
        ("<p/ONCLICK = 'x()'>Øy</p>", ["onclick"]),
        ("<p\nonfocus\t=x()>Øy</p>", ["onfocus"]),
        ('<p title=" onclick=x()">Øy onclick="x()"</p>', []),
        ('<p style="color: red">Øy</p>', ["style"]),
        ("<p STYLE=color:red>Øy</p>", ["style"]),
        ("<style>p {}</style>", ["style"]),
        ('<iframe src="/om/"></iframe>', ["iframe"]),
        ('<base href="/">', ["base"]),
    ],
)
def test_what_would_be_stopped_is_told_when_the_site_is_built(inside: str, stopped: list[str]) -> None:
    html = f"<html><body><table><tr>{inside}</tr></table>{inside}</body></html>"
    found = judge({"/øy/": [look_at(html, "/øy/")]}, frozenset({"frame()"}), lambda _: True)
    assert sorted({p.value for p in found}) == stopped
    assert all(p.code == "LK003" and p.hint for p in found)
    assert len(ALIGNMENTS) == 6


@pytest.mark.site
def test_every_program_and_style_is_held_to_the_file_that_was_built(site: Path) -> None:
    seen = set()
    for file in sorted(site.rglob("*.html")):
        root = lxml_html.parse(str(file)).getroot()
        for element in root.xpath("//script[@src] | //link[@rel='stylesheet']"):
            address, _, edition = (element.get("src") or element.get("href")).partition("?v=")
            there = (site / address.lstrip("/")) if address.startswith("/") else file.parent / address
            assert element.get("integrity") == integrity(there.read_bytes()), (file, address)
            assert hashlib.sha256(there.read_bytes()).hexdigest().startswith(edition) and edition, (file, address)
            seen.add(there.resolve())
        assert root.xpath("//meta[@name='referrer']/@content") == ["strict-origin"], file
    assert {f.name for f in seen} >= {"style.css", "site.js", "catalogue.js", "front.css"}
    imported = re.findall(
        r"""(?:from|import)\s*\(?["']([./][^"']+)""", "".join(f.read_text() for f in site.rglob("*.js"))
    )
    assert imported
    assert not {Path(i).name for i in imported} & {f.name for f in seen}, (
        "a module that two addresses lead to runs twice"
    )


@pytest.mark.browser
def test_a_program_that_is_not_what_was_built_does_not_run(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.route("**/assets/js/site.js*", lambda r: r.fulfill(body="window.evil = 1", content_type="text/javascript"))
    page.goto(f"{address}/om/", wait_until="networkidle")
    assert page.evaluate("window.evil") is None
    page.close()


@pytest.mark.site
def test_a_script_in_an_editorial_page_stops_the_build_with_the_page(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / "docs/om/index.md", "---\ntitle: Om øyene\n---\n\n## Om\n\n<script>alert(1)</script>\n")
    with pytest.raises(BuildError) as told:
        build_site(root, tmp_path / "site")
    assert "docs/om/index.md:7:1: RS022 <script> kan ikke brukes på en side" in str(told.value)
    assert not (tmp_path / "site").exists()


def test_pages_keep_their_bytes_but_for_the_policy(tmp_path: Path) -> None:
    before = (
        '<!doctype html>\r\n<html><head>\n<meta charset="utf-8">\n<title>Æ \u00a0Ø</title></head><body>Å</body></html>'
    )
    after = Guard(tmp_path).page("a/index.html", before)
    start, end = after.index("<meta http"), after.index(">", after.index('<meta name="referrer"')) + 1
    assert after[:start] + after[end:] == before and after[:start].endswith('<meta charset="utf-8">')


# Whom to tell.


@pytest.mark.parametrize(("contact", "line"), [("sikkerhet@innomed.example", "mailto:sikkerhet@innomed.example"), ("https://innomed.example/meld", "https://innomed.example/meld")])  # fmt: skip
def test_whom_to_tell(contact: str, line: str) -> None:
    text = security_txt(contact, "https://innomed.example/", DAY)
    assert isinstance(text, bytes)
    assert text.decode().splitlines() == [
        f"Contact: {line}",
        "Expires: 2027-09-18T00:00:00Z",
        "Preferred-Languages: no, en",
        "Canonical: https://innomed.example/.well-known/security.txt",
    ]


@pytest.mark.parametrize(
    "contact", ["ukjent", "http://innomed.no", "javascript:alert(1)", "a@b", "x@y.no\nContact: z@y.no"]
)
def test_a_wrong_contact_is_told(contact: str) -> None:
    told = security_txt(contact, "https://innomed.example/", DAY)
    assert isinstance(told, Problem) and told.code == "LK004" and "INNOMED_SECURITY_CONTACT" in told.hint


@pytest.mark.site
def test_the_mailbox_is_told_until_somebody_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    monkeypatch.delenv("INNOMED_SECURITY_CONTACT", raising=False)
    monkeypatch.setenv("INNOMED_CONTACT", "post@øy.example")
    build_site(root, tmp_path / "site")
    assert "Contact: mailto:post@øy.example\n" in (tmp_path / "site" / SECURITY_TXT).read_text(encoding="utf-8")
    monkeypatch.setenv("INNOMED_SECURITY_CONTACT", "sikkerhet@øy.example")
    build_site(root, tmp_path / "site")
    assert "Contact: mailto:sikkerhet@øy.example\n" in (tmp_path / "site" / SECURITY_TXT).read_text(encoding="utf-8")
    monkeypatch.setenv("INNOMED_SECURITY_CONTACT", "ukjent")
    with pytest.raises(BuildError, match="LK004"):
        build_site(root, tmp_path / "site")
