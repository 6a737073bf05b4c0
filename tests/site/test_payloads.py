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

import markdown
import openpyxl
import pytest
from bad_files import workbook
from defusedxml import ElementTree
from fuzz.payloads import CODE, SCRIPTS
from hostile import AT_ONCE, BODIES, EVERY, FIELDS, NUMBER, everywhere, poison_words, several_at_once, tool
from lxml import html as lxml_html
from playwright.sync_api import Browser, Route
from support import Quiet, make_checkout

from macros.content.load import load
from macros.content.markdown.body import render
from macros.content.markdown.links import Links
from macros.engine.build import build_site
from macros.engine.clock import today
from macros.site.checks import check
from macros.site.gate import judge
from macros.site.policy import frame_scripts, programs
from macros.text.spreadsheets import starts_formula

ADDRESS = re.compile(r"^[\x00-\x20]*(javascript|vbscript|data)\s*:", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site built from all of them, without its policy."""
    folder = tmp_path_factory.mktemp("ond")
    projects = {f"p{index}/index.md": everywhere(text) for index, text in enumerate(FIELDS.values())}
    for number, at in enumerate(range(0, len(EVERY), AT_ONCE), 900):
        projects[f"p{number}/index.md"] = several_at_once(EVERY[at : at + AT_ONCE], number)
    tools = {f"v{index}/index.md": tool(text) for index, text in enumerate(FIELDS.values())}
    root = make_checkout(folder, projects, tools)
    for name in projects:
        if name.startswith("p9") and name[3:4].isdigit():
            continue
        (root / "projects" / name).parent.joinpath("plan.xlsx").write_bytes(workbook())
    assert poison_words(root) > 25
    errors = [p.as_text() for p in check(load(root)) if p.severity == "error"]
    assert errors == [], "text is text: nothing of this is wrong as such"
    build_site(root, folder / "site")
    for page in (folder / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text), encoding="utf-8")
    return folder / "site"


def live(root: Any, known: frozenset[str], redirects: bool = False) -> list[str]:
    """What would run, fetch or lead astray in a parsed page."""
    written = lxml_html.tostring(root, encoding="unicode")
    found = [what for what, _, text in programs(root, written) if what != "script" or text not in known]
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        found += [name for name in element.keys() if name.startswith("on")]  # noqa: SIM118
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


def test_there_are_enough_of_them() -> None:
    assert len({*SCRIPTS, *BODIES.values(), *FIELDS.values()}) >= 200 and len(set(CODE)) >= 60


def test_every_script_is_told_or_dead_in_a_body_and_on_a_page(tmp_path: Path) -> None:
    """In the text of a write-up it is cleaned; on an editorial page, where HTML is allowed, it is told or escaped."""
    root = make_checkout(tmp_path, {})
    links = Links(root, "projects/øy.md")
    for number, text in enumerate((*SCRIPTS, *BODIES.values())):
        body, _ = render(text, links, 12)
        assert live(lxml_html.fragment_fromstring(body.html or " ", create_parent="div"), frozenset()) == [], text
        (root / f"docs/om/ond{number}.md").write_text(f"---\ntitle: Øy\n---\n\n## Øy\n\n{text}\n", encoding="utf-8")
    content = load(root)
    told = {p.path for p in judge(content, today()) if p.severity == "error"}
    for page in content.editorial:
        if page.path not in told and "/ond" in page.path:
            html = markdown.markdown(page.body, extensions=["attr_list", "md_in_html", "tables"])
            assert live(lxml_html.fragment_fromstring(html, create_parent="div"), frozenset()) == [], page.body
    assert len(told) > len(SCRIPTS) * 0.8


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
        moved = page.parent.name in ("kvalitet", "oppfolging")  # the secretariat's, which lead on to /bidra/
        assert live(lxml_html.parse(str(page)).getroot(), known, redirects=moved) == [], page
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
    kinds = ["/", "/prosjekter/", "/prosjekter/a-aa/", "/verktoy/", "/gevinster/", "/portefolje/", "/data/"]  # fmt: skip
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
