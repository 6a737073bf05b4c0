"""The changed pages as one file, ``endret.html``, to send by e-mail to somebody who has no account.

It fetches nothing and runs nothing: styles and pictures lie in it, there are no scripts, and its own policy for the browser
says so. Each page is its text, made again from the built page with an allow-list, and pictures of it, scaled down. The
file is at most 5 MB; pictures that there is no room for are counted, and a text that is too long is said to be.
"""

from __future__ import annotations

import base64
import io
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from os import environ
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import nh3
from babel.dates import format_date
from jinja2 import Environment
from lxml import html as lxml_html
from PIL import Image

LARGEST = 5_000_000
"""Bytes. A mailbox that takes 10 MB takes it: e-mail makes a file a third larger."""
LONGEST_TEXT = 100_000
"""Bytes of one page's text, pictures apart. A longer one is a list to look up in."""
MOST_PAGES = 20
PICTURES = LARGEST - (MOST_PAGES + 1) * LONGEST_TEXT
"""Bytes of all pictures together: what is left when every text, and the frame, has its room."""
WIDEST = 900
"""Pixels of a picture."""
SHOWN = ("lys", 1280, "PC"), ("lys", 390, "telefon")
"""Which of the preview's pictures are sent: colour, width and word, the first of every page before the second of any."""
TAGS = set(
    "p div section ul ol li dl dt dd table caption thead tbody tfoot tr th td figure figcaption img blockquote pre code "
    "strong em b i sub sup small abbr mark del ins br hr h2 h3 h4 h5 h6 a details summary span time".split()
)
ATTRIBUTES = {"a": {"href"}, "img": {"src", "alt"}, "th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}
DROPPED = "|".join(
    f".//{element}"
    for element in (
        *"script style svg form nav button template dialog iframe object noscript input select".split(),
        "*[@hidden]",
        "*[@aria-hidden='true']",
        "*[contains(concat(' ', @class, ' '), ' headerlink ')]",
    )
)


@dataclass
class Sent:
    """One page of the file. ``shown``: it is on the site; ``text`` is clean HTML, empty when too long; ``pictures`` are pairs
    of an address that holds the picture, and what it shows."""

    address: str
    title: str
    shown: bool
    text: str
    remarks: list[str]
    pictures: list[tuple[str, str]] = field(default_factory=list)


class Room:
    """How many bytes of pictures there is room for still, and how many pictures there was none for."""

    def __init__(self, size: int = PICTURES) -> None:
        self.left, self.missing = size, 0

    def data(self, file: Path) -> str:
        """The picture as an address that holds it, scaled down; empty when it cannot be read or there is no room."""
        try:
            with Image.open(file) as opened:
                opened.thumbnail((WIDEST, 100 * WIDEST))
                flat = Image.new("RGB", opened.size, "white")
                flat.paste(opened, mask=opened.convert("RGBA").getchannel("A"))
            packed = io.BytesIO()
            flat.save(packed, "JPEG", quality=70, optimize=True)
        except (OSError, ValueError, Image.DecompressionBombError):
            return ""
        address = "data:image/jpeg;base64," + base64.b64encode(packed.getvalue()).decode()
        if len(address) > self.left:
            self.missing += 1
            return ""
        self.left -= len(address)
        return address


def text_of(page: Path, site: Path, room: Room) -> str:
    """What the built page says, as clean HTML: its ``main``, without what is pressed, filled in or run. Empty: too long."""
    root = lxml_html.fromstring(page.read_bytes(), parser=lxml_html.HTMLParser(encoding="utf-8"))
    main = next(iter(root.xpath("//main")), None)
    if main is None:
        return ""
    for element in main.xpath(DROPPED):
        if element.getparent() is not None:
            element.drop_tree()
    for level in range(5, 0, -1):
        for heading in main.xpath(f".//h{level}"):
            heading.tag = f"h{level + 1}"
    pictures = {img: file for img in main.iter("img") if (file := _file(img.get("src", ""), page, site))}
    for img in list(main.iter("img")):
        data = room.data(pictures[img]) if img in pictures else ""
        img.attrib["src"] = data
        if not data:
            img.tag, img.text = "span", f"[Bilde: {img.get('alt', '')}]"
    text = nh3.clean(
        lxml_html.tostring(main, encoding="unicode"),
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes={"https", "http", "data"},
        attribute_filter=_kept,
    )
    size = len(re.sub(r'(?<=src=")data:[^"]*', "", text).encode())
    return text if size <= LONGEST_TEXT else ""


def _file(address: str, page: Path, site: Path) -> Path | None:
    """The file of the built site that a picture's address leads to; None when it leads anywhere else."""
    try:
        parts = urlsplit(address)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        file = ((site if parts.path.startswith("/") else page.parent) / unquote(parts.path).lstrip("/")).resolve()
        return file if file.is_relative_to(site.resolve()) and file.is_file() else None
    except (ValueError, OSError):
        return None


def _kept(tag: str, name: str, value: str) -> str | None:
    """Links lead to sources on the web and nowhere in this file; pictures lie in it."""
    if name == "href":
        return value if value.startswith(("https://", "http://")) else None
    if name == "src":
        return value if value.startswith("data:image/jpeg;base64,") else None
    return value


def proposal() -> tuple[str, str]:
    """The number and title of the pull request in GitHub's event; empty where there is no such event."""
    try:
        event: Any = json.loads(Path(environ["GITHUB_EVENT_PATH"]).read_text(encoding="utf-8"))["pull_request"]
        return str(int(event["number"])), str(event["title"])[:300]
    except (KeyError, OSError, ValueError, TypeError):
        return "", ""


def one_file(
    pages: Iterable[Any], folder: Path, templates: Environment, day: date,
    drafts: list[str], waiting: list[str], left_off: int,
) -> str:  # fmt: skip
    """The file's text. ``pages`` are ``preview.Shown`` and ``folder`` the preview they lie in; ``drafts`` and ``waiting`` are
    titles, and ``left_off`` how many changed pages there are besides."""
    site, room, sent = folder / "nettsted", Room(), []
    for page in pages:
        file = site / unquote(page.address.strip("/")) / "index.html"
        text = text_of(file, site, room) if page.pictures and file.is_file() else ""
        sent.append((page, Sent(page.address, page.title or page.address, bool(page.pictures), text, page.remarks)))
    for colour, width, words in SHOWN:
        for page, made in sent:
            for picture in page.pictures:
                if (picture.words, picture.width) == (colour, width) and (data := room.data(folder / picture.file)):
                    made.pictures.append((data, f"{made.title} på {words}"))
    number, title = proposal()
    return templates.get_template("endret.html").render(
        pages=[made for _, made in sent],
        number=number,
        title=title,
        date=format_date(day, "d. MMMM y", locale="nb"),
        drafts=drafts,
        waiting=waiting,
        left_off=left_off,
        missing=room.missing,
    )
