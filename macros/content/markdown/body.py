"""The text under the front matter: Markdown in, safe HTML out, and a problem for everything that was not safe.

Contributed text is data, never a program: no Jinja, no raw attributes, no scripts. What the allow-list does not know is
reported with its line (nothing disappears in silence), and nh3 removes it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import nh3
from lxml import html as lxml_html
from markdown import Markdown
from PIL import Image

from macros.content.markdown.embeds import FRAMES, PARTS, link_instead
from macros.content.markdown.links import Links
from macros.content.markdown.reserved_ids import OURS, anchors_of, is_taken
from macros.words.problems import Place, Problem, problem

EXTENSIONS = ["tables", "footnotes", "admonition", "def_list", "sane_lists", "toc", "fenced_code"]
TAGS = set(
    "h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd strong em b i code pre blockquote table thead tbody tr th td "
    "a img div sup sub abbr del ins kbd span small q cite".split()
)
ATTRIBUTES = {
    "*": {"id"},
    "a": {"href", "title", "class", "role"},
    "img": {"src", "alt", "title", "width", "height"},
    "th": {"align", "scope", "colspan", "rowspan", "style"},
    "td": {"align", "colspan", "rowspan", "style"},
    "ol": {"start"},
    "abbr": {"title"},
    "code": {"class"},
    "div": {"class"},
    "p": {"class"},
    "li": {"class"},
    "sup": {"class"},
}
ALIGN = re.compile(r"text-align: (left|right|center);?")
_TAG = re.compile(r"<([a-zA-Z][^\s/>]*)")
_MAX_ERRORS = 20


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the body: level 2–6, its anchor and its text."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A rendered body. ``files`` are the attachments it shows or links to, ``targets`` the addresses on this
    site, with their anchors."""

    html: str
    headings: tuple[Heading, ...]
    files: tuple[str, ...]
    targets: tuple[tuple[str, Place], ...]
    text: str


@cache
def _reader(folder: str) -> Markdown:
    """One reader for all bodies of a folder: making one takes longer than using it."""
    return Markdown(
        extensions=EXTENSIONS,
        extension_configs={
            "toc": {"slugify": anchors_of(folder)},
            "footnotes": {"BACKLINK_TITLE": "Tilbake til fotnote {}"},
        },
        output_format="html",
    )


def render(markdown: str, links: Links, first_line: int) -> tuple[Body, list[Problem]]:
    """The body's HTML with every link resolved to an address on the site, and what is wrong with it.

    ``links`` knows where the file stands; ``first_line`` is the file line on which ``markdown`` begins.
    """
    reader = _reader(links.path.split("/")[0])
    try:
        raw = reader.reset().convert(markdown)
        root = lxml_html.fragment_fromstring(raw, create_parent="div")
    except RecursionError:
        return Body("", (), (), (), ""), [problem("BD010", links.path, Place(first_line))]
    finder = _Finder(markdown, first_line)
    problems = [*_unknown_tags(raw, links.path, finder), *_elements(root, links, finder)][:_MAX_ERRORS]
    headings = tuple(
        Heading(int(h.tag[1]), h.get("id", ""), h.text_content().strip())
        for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
    )
    problems += _outline(headings, finder, links.path)
    inner = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    safe = nh3.clean(inner, tags=TAGS, attributes=ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=None)
    if not markdown.strip():
        problems.append(problem("BD009", links.path, Place(first_line)))
    return Body(safe, headings, tuple(links.files), tuple(links.targets), root.text_content()), problems


class _Finder:
    """Finds the line an author wrote, from what came out of it."""

    def __init__(self, markdown: str, first_line: int) -> None:
        self.lowered, self.first_line = markdown.lower(), first_line

    def __call__(self, *needles: str) -> Place:
        for needle in needles:
            index = self.lowered.find(needle.lower()) if needle else -1
            if index >= 0:
                column = index - self.lowered.rfind("\n", 0, index)
                return Place(self.lowered.count("\n", 0, index) + self.first_line, column)
        return Place(self.first_line)


def _unknown_tags(raw: str, path: str, find: _Finder) -> Iterator[Problem]:
    """Seen in the text itself, because a parser drops some tags (body, html) without a word."""
    if "<!" in raw or "<?" in raw:
        yield problem("BD001", path, find("<!", "<?"), value="!--")
    written = dict.fromkeys(name.lower() for name in _TAG.findall(raw))
    for tag in written:
        if tag not in TAGS and tag != "h1" and not (tag in PARTS and FRAMES & set(written)):
            yield problem("BD001", path, find("<" + tag), value=tag, write=link_instead(tag, raw))


def _elements(root: Any, links: Links, find: _Finder) -> Iterator[Problem]:
    for element in root.iter():
        if element is root:
            continue
        if not isinstance(element.tag, str) or (element.tag not in TAGS and element.tag != "h1"):
            continue  # said by _unknown_tags
        yield from _attributes(element, links, find)
        if element.tag == "a" and element.get("href") is not None:
            yield from links.rewrite(element, "href", find)
        if element.tag == "img":
            if not (element.get("alt") or "").strip():
                yield problem("BD007", links.path, find(element.get("src") or "", "!["), value=element.get("src") or "")
            written = element.get("src") or ""
            yield from links.rewrite(element, "src", find)
            _size(element, (links.root / links.path).parent / unquote(written))


def _size(element: Any, file: Path) -> None:
    """A picture that lies beside the text says how large it is, so that nothing on the page moves when it comes."""
    if element.get("width") or element.get("height") or file.is_symlink() or not file.is_file():
        return
    with suppress(OSError, ValueError, Image.DecompressionBombError), Image.open(file) as picture:
        element.set("width", str(picture.width))
        element.set("height", str(picture.height))


def _attributes(element: Any, links: Links, find: _Finder) -> Iterator[Problem]:
    allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, set())
    for name, value in element.attrib.items():
        aligned = name != "style" or ALIGN.fullmatch(value)
        if name not in allowed or not aligned:
            yield problem("BD002", links.path, find(f"{name}=", name), value=str(name))
    name = element.get("id") or ""
    if is_taken(name, links.path.split("/")[0]):
        yield problem("RS026", links.path, find(f'id="{name}"', name), value=name, suggestion=f"{name.strip('_')}-her")
    for name in (element.get("class") or "").split():
        if name.startswith(OURS):
            yield problem("RS027", links.path, find(name), value=name)


def _outline(headings: tuple[Heading, ...], find: _Finder, path: str) -> Iterator[Problem]:
    previous = 1
    for heading in headings:
        if heading.level == 1:
            yield problem("BD006", path, find("# " + heading.text, heading.text), value=heading.text)
        elif heading.level > previous + 1:
            yield problem("BD008", path, find("# " + heading.text, heading.text), value=heading.text)
        previous = heading.level
