"""The one Markdown of projects/, tools/ and docs/: GitHub's, as the author saw it in the preview there.

What is ours beyond it is written in CONTRIBUTING.md: the boxes (``boxes.py``), and on editorial pages the attributes in
braces (``attributes.py``). A test holds the rest against GitHub's own reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin
from mdit_py_plugins.gfm_autolink._match import match_any_email, match_http

from macros.content.markdown.attributes import attributes
from macros.content.markdown.boxes import boxes
from macros.content.markdown.films import films
from macros.content.markdown.reserved_ids import anchors_of
from macros.words.labels import labels

DEEPEST = 60
"""How deep quotes and lists may stand in each other. Deeper, a reader of Markdown drops the text."""


_PROTOCOL = re.compile(r"(?<![A-Za-z])(https?|mailto|xmpp)$")
_AROUND = ("blockquote", "li", "div", "details")
"""What other blocks stand in."""
_SWITCH = re.compile(r"(<[A-Za-z][^<>]*?)[ \t]+markdown(?:=(?:\"[^\"<>]*\"|\w+))?(?=[\s>])")
"""Python-Markdown's switch for Markdown inside HTML. Here blank lines around the text are enough, as on GitHub."""


@dataclass(frozen=True)
class Read:
    """A text as it was read: its tokens, which have the lines they come from, counted from 0."""

    tokens: list[Token]
    _md: MarkdownIt
    _env: dict[str, Any]

    def html(self, first: int = 0, last: int | None = None) -> str:
        """The HTML of the tokens from ``first`` up to ``last``."""
        return str(self._md.renderer.render(self.tokens[first:last], self._md.options, self._env))

    @property
    def too_deep(self) -> bool:
        """Whether some of it stood so deep that it was not read."""
        return any(t.nesting == 1 and t.tag in _AROUND and t.level >= DEEPEST - 1 for t in self.tokens)

    def everything(self) -> Iterator[Token]:
        """Every token, those inside lines of text included."""
        for token in self.tokens:
            yield token
            yield from token.children or ()

    def tree(self, html: str) -> Any | None:
        """The elements of HTML that was made from it, below a ``div``; None when they stand too deep in each other."""
        if self.too_deep:
            return None
        with suppress(RecursionError):
            # Said to be in a page: what begins with <html> would be taken for one, and need not have what a page has.
            return lxml_html.fragment_fromstring(f"<html><body>{html}</body></html>", create_parent="div")
        return None


@cache
def reader(folder: str, language: str) -> MarkdownIt:
    """The reader of texts in ``folder`` (``projects``, ``tools`` or ``docs``), with our own words in ``language``."""
    words = labels(language)
    options = {"html": True, "alerts": True, "strikethrough_single_tilde": True, "maxNesting": DEEPEST}
    md = MarkdownIt("commonmark", options).enable(["table", "strikethrough"])
    # What an address may be is judged where its links are, with a message; and it is shown to the author as written.
    md.validateLink = lambda url: True  # type: ignore[method-assign]
    md.normalizeLink = lambda url: url  # type: ignore[method-assign]
    md.normalizeLinkText = lambda link: link  # type: ignore[method-assign]
    md.use(gfm_autolink_plugin).use(footnote_plugin, inline=False)
    md.inline.ruler.at("gfm_autolink_protocol", _bare_address)
    boxes(md, words)
    films(md, words)
    if folder == "docs":
        attributes(md)
    anchor = anchors_of(folder)

    def ids(state: StateCore) -> None:
        taken = {str(token.attrs["id"]) for token in state.tokens if "id" in token.attrs}
        for index, token in enumerate(state.tokens):
            if token.type == "heading_open" and "id" not in token.attrs:
                name = wanted = anchor(plain(state.tokens[index + 1]), "-")
                number = 0
                while name in taken:
                    number += 1
                    name = f"{wanted}_{number}"
                taken.add(name)
                token.attrs["id"] = name

    md.core.ruler.push("heading_ids", ids)
    md.add_render_rule("s_open", lambda *_: "<del>")
    md.add_render_rule("s_close", lambda *_: "</del>")
    _footnotes(md, words("footnote.back", number="{}"))
    return md


def read(text: str, folder: str, language: str = "nb") -> Read:
    """Reads ``text``. It is never refused: what Markdown does not know is text."""
    md = reader(folder, language)
    env: dict[str, Any] = {}
    found = Read(md.parse(text, env), md, env)
    for token in found.everything():
        if token.type in ("th_open", "td_open") and "style" in token.attrs:
            token.attrs["style"] = str(token.attrs["style"]).replace(":", ": ") + ";"
        if token.type == "html_block" and folder == "docs":
            token.content = _SWITCH.sub(r"\1", token.content)
    return found


def _bare_address(state: StateInline, silent: bool) -> bool:
    """``https://…`` in a text is a link where GitHub makes one, also behind a quotation mark. The plugin asks for a space
    there, and looks through all of the line before each colon."""
    name = _PROTOCOL.search(state.pending[-8:])
    if silent or not name or state.linkLevel:
        return False
    text = name[1] + state.src[state.pos : state.posMax]
    web = name[1].startswith("http")
    found = match_http(text) if web else match_any_email(text, len(name[1]) + 1, name[1])
    if not found or found[1] <= len(f"{name[1]}://"):
        return False
    address, length = found
    state.pending = state.pending[: -len(name[1])]
    state.push("link_open", "a", 1).attrs = {"href": address}
    state.push("text", "", 0).content = text[:length]
    state.push("link_close", "a", -1)
    state.pos += length - len(name[1])
    return True


def plain(token: Token) -> str:
    """The words of a line of text, without its marks."""
    if token.children is None:
        return token.content
    return "".join(
        plain(t)
        if t.type == "image"
        else ""
        if t.type == "html_inline"
        else " "
        if t.type == "softbreak"
        else t.content
        for t in token.children
    )


def _footnotes(md: MarkdownIt, back: str) -> None:
    """Footnotes as readers of the site know them: a number in the text, and a list under a line at the end."""

    def of(token: Token) -> tuple[int, str]:
        number, again = token.meta["id"] + 1, token.meta.get("subId", -1)
        return number, f"{number}" if again < 1 else f"{number}-{again}"

    def mark(_: Any, tokens: list[Token], index: int, *__: Any) -> str:
        number, name = of(tokens[index])
        return f'<sup id="fnref:{name}"><a class="footnote-ref" href="#fn:{number}">{number}</a></sup>'

    def note(_: Any, tokens: list[Token], index: int, *__: Any) -> str:
        return f'<li id="fn:{of(tokens[index])[0]}">'

    def anchor(_: Any, tokens: list[Token], index: int, *__: Any) -> str:
        number, name = of(tokens[index])
        return f'&#160;<a class="footnote-backref" href="#fnref:{name}" title="{back.format(number)}">&#8617;</a>'

    md.add_render_rule("footnote_ref", mark)
    md.add_render_rule("footnote_block_open", lambda *_: '<div class="footnote">\n<hr>\n<ol>\n')
    md.add_render_rule("footnote_block_close", lambda *_: "</ol>\n</div>\n")
    md.add_render_rule("footnote_open", note)
    md.add_render_rule("footnote_anchor", anchor)
