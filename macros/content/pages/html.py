"""An editorial page as HTML: what an author wrote in it that a browser would not run, or that would break the page.

Macros are left out before the text comes here, so all of it is the author's own. Each fault is told at its line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml import html as lxml_html

from macros.content.markdown.body import ALIGN
from macros.content.markdown.dialect import read
from macros.content.markdown.embeds import FRAMES, PARTS, link_instead
from macros.content.markdown.prose import read_prose
from macros.content.pages.written import IdOrClass, Target
from macros.words.problems import Place, Problem, problem

TAGS = frozenset(
    "a abbr address article aside b blockquote br button caption cite code col colgroup dd del details dfn div dl dt em "
    "figcaption figure form h1 h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q s samp section small span "
    "strong sub summary sup table tbody td tfoot th thead time tr u ul var wbr".split()
)
"""What works under the site's policy and does nothing by itself; a form may only ask the site's own pages."""
VOID = frozenset("br col hr img input wbr".split())
_ANY = frozenset("id class title lang dir role hidden".split())
_OWN: dict[str, frozenset[str]] = {
    "a": frozenset({"href", "rel", "hreflang", "download"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "form": frozenset({"action", "method"}),
    "input": frozenset("type name value placeholder maxlength autocomplete required min max size".split()),
    "button": frozenset({"type"}),
    "label": frozenset({"for"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "td": frozenset({"align", "colspan", "rowspan", "style"}),
    "th": frozenset({"align", "colspan", "rowspan", "scope", "style"}),
    "col": frozenset({"span"}),
    "time": frozenset({"datetime"}),
    "details": frozenset({"open"}),
    "blockquote": frozenset({"cite"}),
}
_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_DECLARATION = re.compile(r"<!\[CDATA\[|<![A-Za-z]|<\?")
_MADE = "data-made"
"""Marks the links and pictures that Markdown made: those in HTML mean what a browser says."""


@dataclass(frozen=True, slots=True)
class PageHtml:
    """The page's HTML without macros, its words, links, ids (also those made for headings) and classes; and its faults.

    ``heading``: the words of its first heading of level 1 or 2, as they are read; empty without one.
    """

    html: str
    heading: str
    text: str
    targets: tuple[Target, ...]
    ids: tuple[IdOrClass, ...]
    classes: tuple[IdOrClass, ...]
    problems: tuple[Problem, ...]


class Finder:
    """Where an author wrote what came out: the next place after the last that the same words were found at."""

    def __init__(self, text: str, first_line: int) -> None:
        self.text, self.first_line = text.lower(), first_line
        self._last: dict[str, int] = {}

    def __call__(self, *needles: str, after: tuple[str, ...] = ()) -> Place:
        """The place of the first of ``needles`` that stands in the text; its first line when none does.

        With ``after``, what is looked for is the needle with each of these before it, and its own place is given.
        """
        wanted = [(before, (before + n).lower()) for n in needles if n for before in after or ("",)]
        new = ((before, words, self.text.find(words, self._last.get(words, -1) + 1)) for before, words in wanted)
        again = ((before, words, self._last.get(words, -1)) for before, words in wanted)
        for before, words, index in (*new, *again):
            if index >= 0:
                self._last[words] = index
                return _place(self.text, index + len(before), self.first_line)
        return Place(self.first_line)


def read_html(text: str, path: str, first_line: int) -> PageHtml:
    """The page whose text, without macros, begins on ``first_line`` of the file at ``path``."""
    written = read(text, "docs")
    for token in written.everything():
        if token.type in ("link_open", "image"):
            token.attrs[_MADE] = "1"
    html = written.html()
    root = written.tree(html)
    if root is None:
        return PageHtml("", "", "", (), (), (), (problem("BD010", path, Place(first_line)),))
    shown = _shown(text, path, first_line)
    find = Finder(shown, first_line)
    elements = [e for e in root.iter() if e is not root and isinstance(e.tag, str)]
    problems = [
        *_source(shown, path, first_line), *_elements(elements, path, find), *_braces(root, path, find),
    ]  # fmt: skip
    return PageHtml(
        html.replace(f' {_MADE}="1"', ""),
        next((" ".join(e.text_content().split()) for e in elements if e.tag in ("h1", "h2")), ""),
        " ".join(root.text_content().split()),
        tuple(_targets(elements, Finder(shown, first_line))),
        tuple(_marks(elements, "id", Finder(shown, first_line))),
        tuple(_marks(elements, "class", Finder(shown, first_line))),
        tuple({(p.code, p.line, p.column, p.field, p.value): p for p in reversed(problems)}.values())[::-1],
    )


def _shown(text: str, path: str, first_line: int) -> str:
    """The text with code and comments blank, so that what is only shown is not taken for what is meant."""
    lines = read_prose(text, path, first_line).lines
    plain = "\n".join(line.plain for line in lines)
    return re.sub(r"<!--.*?-->", lambda m: re.sub(r"[^\n]", " ", m[0]), plain, flags=re.DOTALL)


def _source(shown: str, path: str, first_line: int) -> Iterator[Problem]:
    """Tags as typed: each is closed, in order, and is one that a page may have. A parser would mend them in silence."""
    opened: list[tuple[str, Place]] = []
    unknown: set[str] = set()
    for match in _DECLARATION.finditer(shown):
        yield problem("RS024", path, _place(shown, match.start(), first_line), value=match[0])
    if (start := shown.find("<!--")) >= 0:
        yield problem("RS020", path, _place(shown, start, first_line), value="!--", write="-->")
    for match in _TAG.finditer(shown):
        tag, place = match[2].lower(), _place(shown, match.start(), first_line)
        if ":" in tag:
            continue  # <https://…>
        if tag not in TAGS:
            if tag not in unknown and not (tag in PARTS and unknown & FRAMES):
                unknown.add(tag)
                instead = link_instead(tag, shown[match.start() :])
                yield problem("RS021" if match[1] else "RS022", path, place, value=tag, write=instead)
        elif tag in VOID:
            continue
        elif not match[1]:
            opened.append((tag, place))
        elif tag in [name for name, _ in opened]:
            while opened[-1][0] != tag:
                name, at = opened.pop()
                yield problem("RS020", path, at, value=name, write=f"</{name}>")
            opened.pop()
        else:
            yield problem("RS021", path, place, value=tag)
    for name, at in opened:
        yield problem("RS020", path, at, value=name, write=f"</{name}>")


def _elements(elements: list[Any], path: str, find: Finder) -> Iterator[Problem]:
    for element in elements:
        tag = element.tag.lower()
        if tag in PARTS and any(outer.tag in FRAMES for outer in element.iterancestors()):
            continue
        if tag not in TAGS:
            instead = link_instead(tag, lxml_html.tostring(element, encoding="unicode", with_tail=False))
            yield problem("RS022", path, find(f"<{tag}"), value=tag, write=instead)
            continue
        allowed = _ANY | _OWN.get(tag, frozenset())
        for name, value in element.attrib.items():
            own = name in allowed or name.startswith("aria-") or name == _MADE
            if not own or (name == "style" and not ALIGN.fullmatch(value)):
                yield problem("RS023", path, find(f"{name}=", name), tag, str(name))
        if tag == "form" and not re.match(r"/(?!/)", element.get("action", "")):
            yield problem("RS015", path, find(element.get("action") or "<form"), value=element.get("action", ""))
        if tag == "form" and element.get("method", "get").lower() != "get":
            yield problem("RS023", path, find("method"), tag, "method")
        if (
            tag == "img"
            and not (element.get("alt") or "").strip()
            and (element.get(_MADE) or "alt" not in element.attrib)
        ):
            src = element.get("src") or ""
            yield problem("BD007", path, find(f"]({src}", src, "<img"), value=src)


def _braces(root: Any, path: str, find: Finder) -> Iterator[Problem]:
    """Attributes in braces where they mean nothing are printed."""
    for text in root.xpath("//text()[not(ancestor::code)]"):
        for found in re.finditer(r"\{:[^{}\n]*\}", text):
            yield problem("RS029", path, find(found[0]), value=found[0])


def _targets(elements: list[Any], find: Finder) -> Iterator[Target]:
    for element in elements:
        name = {"a": "href", "img": "src"}.get(element.tag)
        written = element.get(name) if name else None
        if written is None or element.get("class") in ("footnote-ref", "footnote-backref"):
            continue
        # What a browser reads may be written otherwise (&#106;): then the words of the link tell where it is.
        words = " ".join((element.text_content() or "").split())
        place = find(written, f"{words}](", f"{words}</a", after=("](", "](<", '"', "'", "]: ", "=", "[", ">"))
        yield Target(written.strip(), bool(element.get(_MADE)), element.tag == "img", place)


def _marks(elements: list[Any], kind: str, find: Finder) -> Iterator[IdOrClass]:
    for element in elements:
        for name in (element.get(kind) or "").split():
            needles = (f"#{name}", f'id="{name}"', name) if kind == "id" else (f".{name}", name)
            yield IdOrClass(name, element.tag, element.get("href") or element.get("action") or "", find(*needles))


def _place(text: str, index: int, first_line: int) -> Place:
    return Place(text.count("\n", 0, index) + first_line, index - text.rfind("\n", 0, index))
