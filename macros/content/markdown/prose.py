"""Markdown that says something else than its author meant, seen in the lines as they were typed.

Markdown never complains: what it does not understand it prints, and a list without a blank line above becomes one long
sentence. Each rule is a function of the lines; its docstring is the rule. All of them look past code.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from macros.words.problems import Place, Problem, problem

_FENCE = re.compile(r" {0,3}(```+|~~~+)")
_HEADING = re.compile(r"(#{1,6})(?!#)\s*(.*?)\s*#*\s*$")
_ITEM = re.compile(r"\s*([-*+]|\d{1,3}\.)\s+\S")
_RULE = re.compile(r" {0,3}([*_-])(\s*\1){2,}\s*")
"""A line across the page: ``***``, ``---``, ``___``, with or without spaces between."""
_TABLE_RULE = re.compile(r"\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?")
_BULLET = re.compile(r"\s*([•·▪◦●‣§]|o(?=\t| {2,}))\s*\S")


@dataclass(frozen=True)
class Line:
    """A line outside code: its number in the file, its text, and the text with inline code blanked out."""

    number: int
    text: str

    @cached_property
    def plain(self) -> str:
        """The text without inline code, every sign still in its column."""
        return re.sub(r"(`+).+?\1", lambda m: " " * len(m[0]), self.text)

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
        return tuple((line, len(m[1]), m[2]) for line, m in matches if m)


def read_prose(markdown: str, path: str, first_line: int) -> Prose:
    """The lines outside fenced code; in place of a block of code stands a blank line."""
    lines, fence, opened = [], "", None
    for number, text in enumerate(markdown.split("\n"), first_line):
        match = _FENCE.match(text)
        if fence:
            if match and match[1].startswith(fence) and not text.strip().strip(fence[0]):
                fence = ""
            text = ""
        elif match:
            fence, opened, text = match[1], Line(number, text), ""
        lines.append(Line(number, text))
    return Prose(path, tuple(lines), opened if fence else None, markdown)


def structure(prose: Prose) -> Iterator[Problem]:
    """Every rule of this file."""
    rules: tuple[Callable[[Prose], Iterator[Problem]], ...] = (
        fences, bullets, numbers, pasted_tables, tables, lists, indented, bold, braces, signs, twice, fields_below,
    )  # fmt: skip
    for rule in rules:
        yield from rule(prose)


def fences(prose: Prose) -> Iterator[Problem]:
    """A block of code ends with the line it began with; else the rest of the page is code."""
    if prose.open_fence:
        yield problem("BD104", prose.path, prose.open_fence.at(), value=prose.open_fence.text.strip())


def bullets(prose: Prose) -> Iterator[Problem]:
    """A list is written with «-»; Word's bullets are printed as text, all on one line."""
    for block in prose.blocks:
        found = [line for line in block if _BULLET.match(line.text)]
        dashes = [line for line in block if re.match(r"\s*[–—]\s+\S", line.text)]
        first = found[0] if found else dashes[0] if len(dashes) > 1 else None
        if first:
            text = first.text.strip()
            yield problem("BD101", prose.path, first.at(), value=text[0], write=f"- {text[1:].strip()[:40]}")


def numbers(prose: Prose) -> Iterator[Problem]:
    """A numbered list has a full stop after the number."""
    for block in prose.blocks:
        found = [line for line in block if re.match(r"\s*\d{1,2}\)\s+\S", line.text)]
        if len(found) > 1:
            yield problem("BD139", prose.path, found[0].at(), value=found[0].text.strip()[:40])


def pasted_tables(prose: Prose) -> Iterator[Problem]:
    """A table pasted from Word or Excel has tabs between the cells, which Markdown does not see."""
    for block in prose.blocks:
        # A tab right after a list's own mark is as good as a space.
        rows = [
            line
            for line in block
            if "\t" in re.sub(r"\s*([-*+]|\d{1,3}[.)])\t+", "", line.text, count=1).strip()
            and not _BULLET.match(line.text)
        ]
        if len(rows) > 1:
            cells = re.split(r"\t+", rows[0].text.strip())
            write = f"| {' | '.join(c.strip()[:20] for c in cells[:4])} |"
            yield problem(
                "BD102", prose.path, rows[0].at(), value=rows[0].text.strip(), write=write, rule=_rule(len(cells))
            )


def tables(prose: Prose) -> Iterator[Problem]:
    """A table needs its line of dashes; a row with more cells than the heading loses the last ones."""
    for block in prose.blocks:
        rows = [line for line in block if line.plain.count("|") > 1 and line.text.strip().startswith("|")]
        if len(rows) < 2 or rows[0] is not block[0]:
            continue
        if not any(_TABLE_RULE.fullmatch(line.text.strip()) for line in rows[:2]):
            rule = _rule(len(_cells(rows[0])))
            yield problem("BD117", prose.path, rows[0].at(), value=rows[0].text.strip(), rule=rule)
            continue
        width = len(_cells(rows[0]))
        for line in rows[2:]:
            cells = _cells(line)
            if len(cells) > width:
                lost = " | ".join(cells[width:]).strip()
                yield problem("BD118", prose.path, line.at(), value=lost, count=len(cells), expected=width)


def _rule(columns: int) -> str:
    return "|" + "---|" * columns


def _cells(line: Line) -> list[str]:
    return re.split(r"(?<!\\)\|", line.plain.strip().strip("|"))


def lists(prose: Prose) -> Iterator[Problem]:
    """A list begins after a blank line, and a list in a list is indented four spaces."""
    for block in prose.blocks:
        in_list = bool(_ITEM.match(block[0].text)) or block[0].text.startswith((" ", "\t", "!!!", "|", "<", "[^"))
        for before, line in pairwise(block):
            item = None if _RULE.fullmatch(line.text) else re.match(r"([-*+]|1\.)\s+\S", line.text)
            if item and not in_list and not _HEADING.match(before.text):
                yield problem("BD115", prose.path, line.at(), value=line.text.strip()[:40])
                break
            in_list = in_list or bool(item)
            nested = re.match(r" {1,3}([-*+]|\d{1,2}\.)\s+\S", line.text)
            if nested and re.match(r"([-*+]|\d{1,2}\.)\s", before.text):
                yield problem("BD116", prose.path, line.at(), value=line.text.strip()[:40])
                break
        for line in block:
            box = re.match(r"\s*[-*+]\s+\[[ xX]?\]\s", line.text)
            if box:
                yield problem("BD140", prose.path, line.at(), value=line.text.strip()[:40])
                break


def indented(prose: Prose) -> Iterator[Problem]:
    """A paragraph indented four spaces is printed as program code."""
    listed = False
    for block in prose.blocks:
        first = block[0].text
        if re.match(r"( {4}|\t)", first) and not listed:
            yield problem("BD128", prose.path, block[0].at(), value=first.strip()[:40])
        listed = bool(_ITEM.match(first) or first.startswith(("!!!", "[^", ":"))) or (listed and first[0] in " \t")
        listed = listed or any(_ITEM.match(line.text) or line.text.startswith(":") for line in block)


def bold(prose: Prose) -> Iterator[Problem]:
    """«**» comes in pairs; a bold line alone is a heading that navigation and screen readers do not see."""
    for index, block in enumerate(prose.blocks):
        lines = [line.plain for line in block if not _RULE.fullmatch(line.text)]
        text = "\n".join(lines).replace("\\*", "")
        if not _ITEM.match(block[0].text) and text.count("**") % 2:
            line = next(line for line in block if "**" in line.plain)
            yield problem("BD134", prose.path, line.at(line.plain.find("**")), value=line.text.strip()[:40])
        alone = re.fullmatch(r"(\*\*|__)([^*_]{3,60})\1:?", block[0].text.strip()) if len(block) == 1 else None
        after = prose.blocks[index + 1][0].text if index + 1 < len(prose.blocks) else ""
        if alone and after and not _ITEM.match(after) and not alone[2].rstrip().endswith((".", "!", "?")):
            yield problem("BD114", prose.path, block[0].at(), value=alone[2], write=f"## {alone[2].strip(': ')}")


def braces(prose: Prose) -> Iterator[Problem]:
    """Macros and classes work on editorial pages only; here they are printed as they stand."""
    for line in prose.lines:
        if found := re.search(r"\{\{.*?\}\}|\{%.*?%\}", line.plain):
            yield problem("BD103", prose.path, line.at(found.start()), value=found[0])
        if found := re.search(r"\{[:#.][^{}]*\}\s*$", line.plain):
            yield problem("BD138", prose.path, line.at(found.start()), value=found[0].strip())


def signs(prose: Prose) -> Iterator[Problem]:
    """Marks from other Markdown dialects that are printed here: ~~struck~~, ==marked==, :smile:."""
    for line in prose.lines:
        if found := re.search(
            r"~~[^~]+~~|(?<!=)==[^=\s][^=]*==(?!=)|(?<![\w:]):[a-z]+[a-z_-]{2,}:(?![\w:])", line.plain
        ):
            yield problem("BD141", prose.path, line.at(found.start()), value=found[0])


def twice(prose: Prose) -> Iterator[Problem]:
    """The same paragraph twice was pasted twice."""
    first: dict[str, Line] = {}
    for block in prose.blocks:
        text = " ".join(line.text.strip() for line in block)
        if len(text) > 80 and (other := first.setdefault(text, block[0])) is not block[0]:
            yield problem("BD135", prose.path, block[0].at(), value=text[:40], first_line=other.number)


def fields_below(prose: Prose) -> Iterator[Problem]:
    """Fields belong above the second «---»; below it they are printed."""
    for line in prose.lines:
        if found := re.match(r"(title|owner|region|hours|phase|summary|source|status|round): \S", line.text):
            yield problem("BD136", prose.path, line.at(), found[1], found[1])
            return
