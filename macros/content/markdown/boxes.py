"""Boxes: ``!!! note "Merk"``, ``??? tip`` (folded), ``=== "Med"`` (one of several) and GitHub's ``> [!NOTE]``.

The first three are ours beyond GitHub's Markdown; what belongs to the box is indented four spaces. A box without a title
of its own is called by its kind, in the language of the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore

from macros.words.labels import Labels, labels

_BOX = re.compile(r"(!!!|\?\?\?\+?) ?([\w-]+(?: [\w-]+)*)?(?: *\"([^\"]*)\")? *")
_TAB = re.compile(r"=== ?\"([^\"]+)\" *")
_INDENT = 4


@cache
def kinds() -> tuple[str, ...]:
    """The kinds of boxes that have a name and a look of their own."""
    return tuple(name.removeprefix("box.") for name in labels().entries if name.startswith("box."))


def boxes(md: MarkdownIt, words: Labels) -> None:
    """Teaches ``md`` the boxes; ``words`` has the names of the kinds (``box.note``)."""

    def named(kind: str) -> str:
        return words(f"box.{kind}") if f"box.{kind}" in words.entries else kind.capitalize()

    def block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        if state.is_code_block(start):
            return False
        line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
        if not line.startswith(("!!!", "???", "===")):
            return False
        line = re.sub(r"[ \t]+", " ", line)
        found, tab = _BOX.fullmatch(line), _TAB.fullmatch(line)
        if not tab and not (found and (found[2] or found[3] is not None)):
            return False
        if not silent:
            if tab:
                _write(state, start, end, "details", _tab(state), tab[1])
            elif found:
                kinds = (found[2] or "note").lower()
                title = named(kinds.split(" ")[0]) if found[3] is None else found[3].strip()
                folded = found[1].startswith("?")
                attrs = {"class": f"admonition {kinds}"} | ({"open": "open"} if found[1].endswith("+") else {})
                _write(
                    state, start, end, "details" if folded else "div", attrs, title or (named("note") if folded else "")
                )
        return True

    def alerts(state: StateCore) -> None:
        for index, token in enumerate(state.tokens):
            if token.type == "alert_open":
                kind = str(token.meta["kind"]).lower()
                token.attrs["class"] = f"admonition {kind}"
                state.tokens[index + 1].attrs["class"] = "admonition-title"
                state.tokens[index + 2].content = named(kind)

    md.block.ruler.before("fence", "box", block, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    md.core.ruler.after("block", "alert_words", alerts)


def _tab(state: StateBlock) -> dict[str, str]:
    """The attributes of one of several: the first is open, and a browser keeps one of them open at a time."""
    last = state.tokens[-1] if state.tokens else None
    follows = last is not None and last.type == "box_close" and last.meta.get("tab")
    state.env["tabs"] = state.env.get("tabs", 0) + (0 if follows else 1)
    return {"class": "admonition tab", "name": f"valg-{state.env['tabs']}"} | ({} if follows else {"open": "open"})


def _write(state: StateBlock, start: int, end: int, tag: str, attrs: Mapping[str, str], title: str) -> None:
    indent, last, line = state.sCount[start] + _INDENT, start + 1, start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= indent):
        line += 1
        last = last if state.isEmpty(line - 1) else line
    token = state.push("box_open", tag, 1)
    token.attrs, token.map, token.block = dict(attrs), [start, last], True
    if title:
        name = "summary" if tag == "details" else "p"
        token = state.push("box_title_open", name, 1)
        token.attrs, token.map = {"class": "admonition-title"}, [start, start + 1]
        token = state.push("inline", "", 0)
        token.content, token.map, token.children = title, [start, start + 1], []
        state.push("box_title_close", name, -1)
    kept = state.parentType, state.lineMax, state.blkIndent
    state.parentType, state.lineMax, state.blkIndent = "blockquote", last, indent
    state.md.block.tokenize(state, start + 1, last)
    state.parentType, state.lineMax, state.blkIndent = kept
    token = state.push("box_close", tag, -1)
    token.block, token.meta = True, {"tab": "name" in attrs}
    state.line = last
