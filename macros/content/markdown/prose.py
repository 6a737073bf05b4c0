"""The lines of a text as they were typed, for the rules that look at them (``structure``, ``prose_links``, ``leftovers``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from macros.words.problems import Place, Problem

_FENCE = re.compile(r"([ \t>]*(?:(?:[-*+]|\d{1,3}[.)])[ \t]+)?)(```+(?=[^`]*$)|~~~+)(.*)")
"""A line that begins or ends a block of code, also in a list or a quote: what stands before, the marks, the words after."""
_CODE = re.compile(r"(`+).+?\1")
_HEADING = re.compile(r" {0,3}(#{1,6})(?=[ \t]|$)(.*)")


@dataclass(frozen=True)
class Line:
    """A line outside code: its number in the file, its text, and the text with inline code blanked out."""

    number: int
    text: str

    @cached_property
    def plain(self) -> str:
        """The text without inline code, every sign still in its column."""
        return _CODE.sub(lambda m: " " * len(m[0]), self.text) if "`" in self.text else self.text

    @property
    def blank(self) -> bool:
        """Whether there is nothing but spaces on it."""
        return not self.text.strip()

    def at(self, index: int = 0) -> Place:
        """Where a letter of the line is, for a message; ``index`` counts from 0."""
        return Place(self.number, index + 1)


@dataclass(frozen=True)
class Prose:
    """A body's lines. ``open_fence`` is the line of a code block that nobody closes."""

    path: str
    lines: tuple[Line, ...]
    open_fence: Line | None
    raw: str

    @cached_property
    def blocks(self) -> tuple[tuple[Line, ...], ...]:
        """What stands between blank lines."""
        found: list[list[Line]] = [[]]
        for line in self.lines:
            if line.blank:
                found.append([])
            else:
                found[-1].append(line)
        return tuple(tuple(block) for block in found if block)

    @cached_property
    def headings(self) -> tuple[tuple[Line, int, str], ...]:
        """Line, level and text of each heading written with «#»."""
        matches = ((line, _HEADING.match(line.text)) for line in self.lines)
        return tuple((line, len(m[1]), m[2].strip().rstrip("#").rstrip()) for line, m in matches if m)


Rule = Callable[[Prose], Iterator[Problem]]
Rules = Mapping[Rule, tuple[str, ...]]
"""Rules, and the signs of which one stands in every text that the rule tells anything of; none where any text may be told of."""


def told(rules: Rules, prose: Prose) -> Iterator[Problem]:
    """What the rules say, one after the other: each is asked only where one of its signs is."""
    for rule, signs in rules.items():
        if not signs or any(map(prose.raw.__contains__, signs)):
            yield from rule(prose)


def read_prose(markdown: str, path: str, first_line: int) -> Prose:
    """The lines outside fenced code; in place of a block of code stands a blank line."""
    lines: list[Line] = []
    fence, inside, opened = "", 0, None
    for number, text in enumerate(markdown.split("\n"), first_line):
        if fence and text.strip(" \t>") and _indent(text) < inside:  # its list or quote has ended, and the code with it
            fence = ""
        match = _FENCE.match(text)
        if fence:
            if match and match[2].startswith(fence) and not match[3].strip():
                fence = ""
            text = ""
        elif match:
            before = match[1].expandtabs(4)
            inside = len(before) if before.strip() or len(before) > 3 else 0
            fence, opened, text = match[2], Line(number, text), ""
        lines.append(Line(number, text))
    return Prose(path, tuple(lines), opened if fence else None, markdown)


def _indent(text: str) -> int:
    """How far in the first word stands, the signs of quotes included."""
    text = text.expandtabs(4)
    return len(text) - len(text.lstrip(" >"))
