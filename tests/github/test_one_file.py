"""``endret.html``: the changed pages as one file that fetches nothing, runs nothing and is small enough to be sent."""

from __future__ import annotations

import base64
import io
import json
import os
import re
from datetime import date
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader
from lxml import html as lxml_html
from one_file import LARGEST, LONGEST_TEXT, MOST_PAGES, PICTURES, WIDEST, Room, one_file, proposal, text_of
from PIL import Image
from preview import Picture, Shown
from support import ROOT, write

TEMPLATES = Environment(loader=FileSystemLoader(ROOT / ".ci" / "templates"), autoescape=True)
DAY = date(2026, 11, 29)
HOSTILE = """\
<script>a()</script><img src="https://ond.example/x.png" alt="Ond"><img src="//ond.example/x.png" onerror="a()">
<img src="../../../hemmelig.png" alt="Utenfor"><img src="/lenke.png" alt="Lenke"><img src="http://[::1" alt="Rar">
<img src="data:image/svg+xml,<svg onload=a()>"><img srcset="https://ond.example/y.png 2x" src="øy.png" alt="Øya">
<iframe src="https://ond.example"></iframe><object data="x"></object><embed src="https://ond.example/z">
<a href="javascript:a()">javascript</a><a href="data:text/html,x">data</a><a href="https://kilde.example/å">Kilden</a>
<a href="/prosjekter/">Intern</a><svg onload="a()"><text>x</text></svg><form action="https://ond.example"><input></form>
<p style="background:url(https://ond.example/b)" class="im-x" id="y" onclick="a()">Blåbær</p><style>@import "x";</style>
<meta http-equiv="refresh" content="0;url=https://ond.example"><base href="https://ond.example/"><link href="x" rel="icon">
<video src="https://ond.example/v" poster="x"></video><p hidden>Skjult</p><math href="javascript:a()">m</math>
"""
FETCHING = {"src", "srcset", "data", "poster", "action", "formaction", "background", "style", "ping", "xlink:href"}


def png(size: tuple[int, int], noise: bool = False) -> bytes:
    made = io.BytesIO()
    drawn = (
        Image.frombytes("RGB", size, os.urandom(size[0] * size[1] * 3))
        if noise
        else Image.new("RGBA", size, (0, 0, 0, 0))
    )
    drawn.save(made, "PNG")
    return made.getvalue()


def page(folder: Path, address: str, main: str) -> Shown:
    """A built page with its four pictures."""
    write(
        folder / "nettsted" / address.strip("/") / "index.html",
        f"<html><body><nav>x</nav><main>{main}</main></body></html>",
    )
    names = [(f"bilder/{address.strip('/')}_{w}_{c}.png", w, c) for w in (390, 1280) for c in ("lys", "mørk")]
    for name, width, _ in names:
        write(folder / name, png((width, 900)))
    return Shown(address, f"Side {address}", [Picture(*name) for name in names])


def made(folder: Path, pages: list[Shown], **more: int) -> lxml_html.HtmlElement:
    text = one_file(pages, folder, TEMPLATES, DAY, ["Utkastet på øya"], ["Ørn (1. mars 2062)"], more.get("left_off", 0))
    assert len(text.encode()) <= LARGEST
    return lxml_html.fromstring(text)


def outside(root: lxml_html.HtmlElement) -> list[str]:
    """Everything in the file that a reader's browser would fetch or run."""
    found = [
        e.tag for e in root.iter("script", "link", "iframe", "object", "embed", "base", "form", "svg", "video", "math")
    ]
    for e in root.iter():
        for name, value in e.attrib.items():
            if name.startswith("on") or (name in FETCHING and not value.startswith("data:image/jpeg;base64,")):
                found.append(f"{name}={value[:60]}")
            if name == "href" and not re.match("https?://", value):
                found.append(value)
    found += [e.get("content", "") for e in root.iter("meta") if e.get("http-equiv") == "refresh"]
    return found + re.findall(r"url\(|@import", " ".join(e.text or "" for e in root.iter("style")))


def test_a_hostile_page_is_text_and_pictures(tmp_path: Path) -> None:
    write(tmp_path / "hemmelig.png", png((9, 9)))
    shown = page(tmp_path, "/prosjekter/øya/", HOSTILE)
    write(tmp_path / "nettsted/prosjekter/øya/øy.png", png((2000, 500)))
    (tmp_path / "nettsted/lenke.png").symlink_to(tmp_path / "hemmelig.png")
    shown.title, shown.remarks = "</title><script>a()</script>", ["<b onclick=a()>Å</b>"]
    root = made(tmp_path, [shown])
    assert outside(root) == []
    text = root.text_content()
    assert "Blåbær" in text and "[Bilde: Ond]" in text and "[Bilde: Utenfor]" in text and "[Bilde: Lenke]" in text
    assert "Skjult" not in text and "a()</script>" in text, "en tittel er tekst"
    (island,) = root.xpath("//img[@alt='Øya']")
    assert island.get("src").startswith("data:image/jpeg;base64,")
    assert root.xpath("//a[text()='Kilden']/@href") == ["https://kilde.example/%C3%A5"]
    (policy,) = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; img-src data:;")


def test_the_test_above_would_see_it() -> None:
    root = lxml_html.fromstring(f"<html><body>{HOSTILE}</body></html>")
    assert len(outside(root)) > 20


def test_it_says_first_what_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    event = write(tmp_path / "hendelse.json", json.dumps({"pull_request": {"number": 12, "title": "Blåbær <b>&amp;"}}))
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(event))
    root = made(tmp_path, [page(tmp_path, "/om/", "<h1>Om øyene</h1><p>Tekst</p>")], left_off=3)
    said = [" ".join(e.text_content().split()) for e in root.xpath("//header/*")]
    assert said == [
        "Utkast",
        "Forslag nr. 12: Blåbær <b>&amp;",
        "Laget 29. november 2026. Dette er sidene slik forslaget gjør dem. De er ikke publisert og kan bli endret.",
        "Disse blir ikke publisert ennå, fordi de er merket som utkast: Utkastet på øya.",
        "Disse blir publisert den dagen som står i parentes: Ørn (1. mars 2062).",
        "3 sider til er endret, men er ikke med her.",
    ]
    assert root.xpath("//h2/text()") == ["Om øyene"] and len(root.xpath("//h1")) == 1
    assert [e.get("alt") for e in root.xpath("//figure/img")] == ["Side /om/ på PC", "Side /om/ på telefon"]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"pull_request": {"number": "x"}}', '{"pull_request": []}', "x"])
def test_without_a_pull_request_it_is_still_made(text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(write(tmp_path / "hendelse.json", text)))
    assert proposal() == ("", "")
    root = made(tmp_path, [])
    assert root.xpath("//h1/text()") == ["Forslag"] and "Forslaget endrer ingen sider." in root.text_content()


def test_a_page_that_is_not_there_is_said(tmp_path: Path) -> None:
    text = made(tmp_path, [Shown("/prosjekter/borte/")]).text_content()
    assert "Siden finnes ikke på nettstedet." in text


def test_it_is_small_enough_to_be_sent_whatever_is_changed(tmp_path: Path) -> None:
    """Every page as long as a text may be, with pictures that cannot be made smaller."""
    filler = "å" * (LONGEST_TEXT // 2 - 100)
    pages = [page(tmp_path, f"/prosjekter/p{n}/", f"<p>{filler}</p>") for n in range(MOST_PAGES)]
    for picture in pages[0].pictures:
        write(tmp_path / picture.file, png((picture.width, 3000), noise=True))
    for shown in pages[1:]:
        shown.pictures = pages[0].pictures
    root = made(tmp_path, pages)
    assert len(root.xpath("//section//p[string-length() > 40000]")) == MOST_PAGES
    assert re.search(r"Det var ikke plass til alle bildene: \d+ er utelatt.", root.text_content())
    assert root.xpath("//figure/img"), "noen fikk plass"
    long = made(tmp_path, [page(tmp_path, "/begreper/", f"<p>{filler}{filler}å</p>")])
    assert "Teksten er for lang til å være med her." in long.text_content()


def test_pictures_are_scaled_and_counted_when_there_is_no_room(tmp_path: Path) -> None:
    large = write(tmp_path / "stor.png", png((1280, 6000)))
    room = Room()
    data = room.data(large)
    assert Image.open(io.BytesIO(base64.b64decode(data.split(",")[1]))).size[0] == WIDEST
    assert (room.left, room.missing) == (PICTURES - len(data), 0)
    full = Room(10)
    assert (full.data(large), full.missing, full.left) == ("", 1, 10)
    assert Room().data(write(tmp_path / "ikke.png", "ikke et bilde")) == ""


def test_a_page_without_a_main_part_has_no_text(tmp_path: Path) -> None:
    assert text_of(write(tmp_path / "index.html", "<html><body><p>x</p></body></html>"), tmp_path, Room()) == ""
