"""Attributes in braces on editorial pages: ``## Mål {: #mal }``, ``[Se](/x/){: .im-button }``, or a line under a paragraph."""

from __future__ import annotations

import re
import shlex

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

_AT_END = re.compile(r"(?:^|[ \t])\{(:?[^{}\n]*)\}[ \t]*$")
_RIGHT_AFTER = re.compile(r"\{:([^{}\n]*)\}")
_OPENED = {"link_close": "link_open", "strong_close": "strong_open", "em_close": "em_open"}


def attributes(md: MarkdownIt) -> None:
    """Teaches ``md`` the braces. What is written in them is judged with the rest of the page's HTML."""

    def run(state: StateCore) -> None:
        for index, token in enumerate(state.tokens):
            if token.type != "inline" or not token.children:
                continue
            _inside(token.children)
            opening = state.tokens[index - 1]
            if opening.type == "heading_open":
                _at_end(token.children, opening, alone=False)
            elif opening.type == "paragraph_open":
                _at_end(token.children, opening, alone=True)

    md.core.ruler.push("attributes", run)


def _at_end(children: list[Token], owner: Token, alone: bool) -> None:
    """Braces that end a heading, or with ``alone`` stand on a line of their own under a paragraph."""
    last = children[-1]
    found = _AT_END.search(last.content) if last.type == "text" else None
    if not found or not (found[1].startswith(":") or not alone):
        return
    if alone and (found.start() or len(children) < 2 or children[-2].type not in ("softbreak", "hardbreak")):
        return
    if not _give(owner, found[1].removeprefix(":")):
        return
    last.content = last.content[: found.start()].rstrip()
    if alone:
        del children[-2:]


def _inside(children: list[Token]) -> None:
    """Braces right behind a link, a picture, code or emphasis."""
    for index, token in enumerate(children[1:], 1):
        before = children[index - 1]
        found = _RIGHT_AFTER.match(token.content) if token.type == "text" else None
        if not found:
            continue
        wanted = _OPENED.get(before.type)
        owner = before if before.type in ("image", "code_inline") else None
        if wanted:
            owner = next(t for t in reversed(children[:index]) if t.type == wanted and t.level == before.level)
        if owner and _give(owner, found[1]):
            token.content = token.content[found.end() :]


def _give(token: Token, written: str) -> bool:
    """Gives ``token`` what stands in the braces; False when it is not attributes."""
    try:
        parts = shlex.split(written)
    except ValueError:
        return False
    given: dict[str, str] = {}
    for part in parts:
        name, equals, value = part.partition("=")
        if part.startswith("#") and len(part) > 1:
            given["id"] = part[1:]
        elif part.startswith(".") and len(part) > 1:
            given["class"] = f"{given.get('class', token.attrs.get('class', ''))} {part[1:]}".strip()
        elif equals and re.fullmatch(r"[A-Za-z][\w:-]*", name):
            given[name] = value
        else:
            return False
    token.attrs.update(given)
    return True
