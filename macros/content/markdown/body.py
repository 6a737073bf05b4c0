"""The text under the front matter: Markdown in, safe HTML out, and a problem for everything that was not safe.

Contributed text is data, never a program: no Jinja, no raw attributes, no scripts. What the allow-list does not know is
reported with its line (nothing disappears in silence), and nh3 removes it all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import unquote

import nh3
from lxml import html as lxml_html

from macros.content.attachments.copies import shown
from macros.content.markdown.dialect import read
from macros.content.markdown.embeds import FRAMES, PARTS, link_instead
from macros.content.markdown.links import Links
from macros.content.markdown.reserved_ids import OURS, is_taken
from macros.words.problems import Place, Problem, problem

TAGS = set(
    "h2 h3 h4 h5 h6 p br hr ul ol li dl dt dd strong em b i code pre blockquote table thead tbody tr th td "
    "a img div sup sub abbr del ins kbd span small q cite details summary".split()
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
    "details": {"class", "name", "open"},
    "div": {"class"},
    "summary": {"class"},
    "p": {"class"},
    "li": {"class"},
    "sup": {"class"},
}
_OURS = ATTRIBUTES | {"img": ATTRIBUTES["img"] | {"loading", "sizes", "srcset"}}
"""With those that only we set: a list of copies names addresses too."""
_CLEANER = nh3.Cleaner(tags=TAGS, attributes=_OURS, url_schemes={"http", "https", "mailto"}, link_rel=None)
NONE: Mapping[str, str] = MappingProxyType({})
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
    site, with their anchors, ``linked`` the files of the checkout that its links lead to."""

    html: str
    headings: tuple[Heading, ...]
    files: tuple[str, ...]
    targets: tuple[tuple[str, Place], ...]
    text: str
    linked: tuple[str, ...] = ()
    copies: tuple[tuple[str, int], ...] = ()
    """The smaller copies of pictures that it shows: file and width."""


def render(
    markdown: str, links: Links, first_line: int, language: str = "nb", described: Mapping[str, str] = NONE
) -> tuple[Body, list[Problem]]:
    """The body's HTML with every link resolved to an address on the site, and what is wrong with it.

    ``links`` knows where the file stands; ``first_line`` is the file line on which ``markdown`` begins; ``language`` is
    that of the words we put in; ``described`` says what a picture shows (file -> words) where the text does not.
    """
    written = read(markdown, links.path.split("/")[0], language)
    raw = written.html()
    root = written.tree(raw)
    if root is None:
        return Body("", (), (), (), ""), [problem("BD010", links.path, Place(first_line))]
    finder, copies = _Finder(markdown, first_line), list[tuple[str, int]]()
    problems = [*_unknown_tags(raw, links.path, finder), *_elements(root, links, finder, described, copies)]
    problems = problems[:_MAX_ERRORS]
    headings = tuple(
        Heading(int(h.tag[1]), h.get("id", ""), h.text_content().strip())
        for h in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
    )
    problems += _outline(headings, finder, links.path)
    text = root.text_content()
    safe = _CLEANER.clean(_inside(root))
    if not markdown.strip():
        problems.append(problem("BD009", links.path, Place(first_line)))
    files, targets, linked = tuple(links.files), tuple(links.targets), tuple(dict.fromkeys(links.linked))
    return Body(safe, headings, files, targets, text, linked, tuple(dict.fromkeys(copies))), problems


def _inside(root: Any) -> str:
    """The HTML within a ``div`` that is not needed any more."""
    text, root.text = root.text or "", None
    html: str = lxml_html.tostring(root, encoding="unicode")
    return text + html.removeprefix("<div>").removesuffix("</div>")


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
        comment = "<!--" in raw
        yield problem("BD015" if comment else "BD001", path, find("<!", "<?"), value="<!--" if comment else "!")
    written = dict.fromkeys(name.lower() for name in _TAG.findall(raw))
    for tag in written:
        if tag not in TAGS and tag != "h1" and not (tag in PARTS and FRAMES & set(written)):
            yield problem("BD001", path, find("<" + tag), value=tag, write=link_instead(tag, raw))


def _elements(
    root: Any, links: Links, find: _Finder, described: Mapping[str, str], copies: list[tuple[str, int]]
) -> Iterator[Problem]:
    for element in root.iter():
        if element is root:
            continue
        if not isinstance(element.tag, str) or (element.tag not in TAGS and element.tag != "h1"):
            continue  # said by _unknown_tags
        yield from _attributes(element, links, find)
        if element.tag == "a" and element.get("href") is not None:
            yield from links.rewrite(element, "href", find)
        if element.tag == "img":
            written = element.get("src") or ""
            if not (element.get("alt") or "").strip() and described.get(unquote(written).rpartition("/")[2]):
                element.set("alt", described[unquote(written).rpartition("/")[2]])
            if not (element.get("alt") or "").strip():
                yield problem("BD007", links.path, find(element.get("src") or "", "!["), value=element.get("src") or "")
            yield from links.rewrite(element, "src", find)
            file = (links.root / links.path).parent / unquote(written)
            sized = "width" in element.attrib or "height" in element.attrib
            found = shown(file, (element.get("src") or "").removesuffix(file.name), sized)
            element.attrib.update(found.attributes)
            copies += [(file.name, width) for width in found.widths]


def _attributes(element: Any, links: Links, find: _Finder) -> Iterator[Problem]:
    if not element.attrib:
        return
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
            yield problem(
                "BD006", path, find("# " + heading.text, heading.text), value=heading.text, write=f"## {heading.text}"
            )
        elif heading.level > previous + 1:
            write = f"{'#' * (previous + 1)} {heading.text}"
            yield problem("BD008", path, find("# " + heading.text, heading.text), value=heading.text, write=write)
        previous = heading.level
