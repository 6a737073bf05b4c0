"""An editorial page whose macros are answered, as finished HTML: no engine reads our Markdown."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from html import escape
from typing import TypedDict
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from macros.addresses import source_url
from macros.content.markdown.dialect import Read, plain, read
from macros.content.pages.editorial import EditorialPage
from macros.content.pages.linked_files import file_beside, picture_beside

_TAG = re.compile(r"<(/?)([A-Za-z][\w-]*)[^<>]*>")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
_LED = re.compile(r"""(\s(?:href|src)=")(?![/#]|[a-z][a-z+.-]*:)([^"]*)""")
"""An address that counts from the page it stands on."""
_OUTSIDE_TAGS = re.compile(r"<[^<>]*>|[\\`*_{}\[\]]")


class PageHeading(TypedDict):
    """A heading written in Markdown, as engines want it: its level, 1–6, its id, its words as HTML, and those under it."""

    level: int
    id: str
    name: str
    children: list[PageHeading]


def make_page(text: str, own: EditorialPage) -> tuple[str, list[PageHeading]]:
    """The HTML and the outermost headings of the page ``own``, whose Markdown, macros answered, is ``text``; a link to a
    file in docs/ has become the file's address, counted from the page, and a picture comes in the size that is needed."""
    if "![" in text:  # a picture is looked at each time
        return _made(_read(text, own))
    return _again(text, own.path, own.url, own.language)


@lru_cache(maxsize=64)  # the preview asks for every page of docs/ after every save
def _again(text: str, path: str, url: str, language: str) -> tuple[str, list[PageHeading]]:
    return _made(_linked(text, path, url, language))


def _made(page: Read) -> tuple[str, list[PageHeading]]:
    top: list[PageHeading] = []
    above: list[PageHeading] = []
    for index, token in enumerate(page.tokens):
        if token.type == "heading_open":
            heading = _heading(page, index)
            while above and above[-1]["level"] >= heading["level"]:
                above.pop()
            (above[-1]["children"] if above else top).append(heading)
            above.append(heading)
    return page.html(), top


def for_another_engine(text: str, own: EditorialPage) -> str:
    """The same page for an engine that reads Markdown of its own kind: finished HTML between the headings, which such an
    engine must see to list them. A heading inside HTML stays HTML. Addresses count from the site's root, because an engine may
    count from the file."""
    page = _read(text, own)
    parts, first, depth = [], 0, 0
    for index, token in enumerate(page.tokens):
        if token.type == "html_block":
            tags = (tag for tag in _TAG.finditer(token.content) if tag[2].lower() not in _VOID and tag[0][-2] != "/")
            depth += sum(-1 if tag[1] else 1 for tag in tags)
        elif token.type == "heading_open" and not depth and not token.level:
            heading = _heading(page, index)
            inner = _OUTSIDE_TAGS.sub(
                lambda m: m[0] if m[0][0] == "<" else "\\" + m[0], page.html(index + 1, index + 2)
            )
            kept = "".join(f" {name}='{value}'" for name, value in token.attrs.items() if name != "id")
            parts += [page.html(first, index), f"{'#' * heading['level']} {inner} {{: #{heading['id']}{kept} }}\n"]
            first = index + 3
    made = "\n".join([*parts, page.html(first)])
    return _LED.sub(lambda led: led[1] + (urljoin(own.url, led[2]) if led[2] else own.url), made)


def _read(text: str, own: EditorialPage) -> Read:
    page = _linked(text, own.path, own.url, own.language)
    for token in page.everything():
        if token.type == "image":
            written, sized = str(token.attrs["src"]), bool({"width", "height"} & token.attrs.keys())
            token.attrs["src"] = address = _address(written, own.path, own.url)
            token.attrs |= picture_beside(own.root, written, own.path, address, sized)[1].attributes
    return page


def _linked(text: str, path: str, url: str, language: str) -> Read:
    page = read(text, "docs", language)
    for token in page.everything():
        if token.type == "link_open" and "href" in token.attrs:
            token.attrs["href"] = _address(str(token.attrs["href"]), path, url)
    return page


def _heading(page: Read, index: int) -> PageHeading:
    token = page.tokens[index]
    words = escape(plain(page.tokens[index + 1]).strip(), quote=False)
    return {"level": int(token.tag[1]), "id": str(token.attrs["id"]), "name": words, "children": []}


def _address(written: str, path: str, url: str) -> str:
    """From a file beside this one to the address it has, counted from the page's own; all else as it was written."""
    file = "" if written.startswith("/") else file_beside(written, path)
    target = source_url(file) if file.endswith(".md") else f"/{file.removeprefix('docs/')}"
    if not target or not file:
        return written
    parts = urlsplit(written)
    near = posixpath.relpath(target, url) + ("/" if target.endswith("/") else "")
    return urlunsplit(("", "", quote(near), parts.query, parts.fragment))
