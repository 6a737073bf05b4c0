"""A text as GitHub shows it, and as we do: trees that can be held against each other."""

from __future__ import annotations

import re
from urllib.parse import unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from lxml import html as lxml_html
from lxml.html import HtmlElement

_KEPT = ("href", "src", "alt", "title", "start", "align")


def github(text: str) -> str:
    """The HTML of GitHub's own reader."""
    return str(cmarkgfm.github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES))


def structure(html: str) -> str:
    """What a reader meets: elements in each other with their words. Ids, classes and the look of footnotes are left out."""
    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for note in root.xpath("//a[contains(@class, 'footnote-backref') or @data-footnote-backref]"):
        before = note.getprevious()
        for owner, name in ((before, "tail"), (note.getparent(), "text")):
            if owner is not None and getattr(owner, name):
                setattr(owner, name, getattr(owner, name).rstrip())
                break
        note.drop_tree()
    for notes in root.xpath("//section[@data-footnotes] | //div[@class='footnote']"):
        notes.tag = "section"
        for line in notes.xpath("./hr"):
            line.drop_tree()
    for mark in root.xpath("//sup/a[contains(@class, 'footnote') or @data-footnote-ref]"):
        mark.attrib.clear()
    return "\n".join(_lines(root))


def _lines(element: HtmlElement, depth: int = 0) -> list[str]:
    found = [_words(element.text, depth)]
    for child in element:
        if isinstance(child.tag, str):
            style = re.search(r"text-align: *(\w+)", child.get("style") or "")
            given = {name: unquote(child.get(name)) for name in _KEPT if child.get(name)} | (
                {"align": style[1]} if style else {}
            )
            if child.tag == "pre":
                found.append("  " * depth + f"<pre> {child.text_content()!r}")
            else:
                found.append("  " * depth + f"<{child.tag}> {given or ''}".rstrip())
                found += _lines(child, depth + 1)
        found.append(_words(child.tail, depth))
    return [line for line in found if line.strip()]


def _words(text: str | None, depth: int) -> str:
    return "  " * depth + " ".join((text or "").split(" ")).strip().replace("\n", " ")
