"""Plain text from Word, Excel or a form as paragraphs, lists and tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.text.invisible import clean
from macros.text.markdown import escape

BULLET = re.compile(r"^\s*[-–•·▪◦‣*]\s+")
NUMBERED = re.compile(r"^\s*(\d{1,3})[.)]\s+")
INDENT = 4
"""Spaces before what stands in a point of a list: as Python-Markdown and GitHub both read it."""


def paragraphs(text: str) -> str:
    """A text of several lines as paragraphs and lists; a line of its own stays one."""
    blocks: list[str] = []
    in_list = False
    lines = clean(text).split("\n")
    for raw, following in zip(lines, [*lines[1:], ""], strict=True):
        if not raw.strip():
            in_list = False
            continue
        bullet, numbered = BULLET.match(raw), NUMBERED.match(raw)
        if numbered and not in_list and not NUMBERED.match(following):
            numbered = None  # one number alone begins a sentence, not a list
        if bullet or numbered:
            mark = "- " if bullet else f"{numbered[1]}. "  # type: ignore[index]
            rest = raw[(bullet or numbered).end() :]  # type: ignore[union-attr]
            item = mark + escape(rest)
            if in_list:
                blocks[-1] += "\n" + item
            else:
                blocks.append(item)
            in_list = True
            continue
        blocks.append(escape(raw))
        in_list = False
    return "\n\n".join(blocks)


def table(rows: Sequence[Sequence[str]]) -> str:
    """Rows of cells, each as Markdown, as a table; the first row is its head. Paragraphs of a cell stand on lines."""
    width = max(len(row) for row in rows)
    lines = []
    for index, row in enumerate(rows):
        cells = [in_table(text) for text in (*row, *[""] * (width - len(row)))]
        lines.append("| " + " | ".join(cells) + " |")
        if not index:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)


def in_table(markdown: str) -> str:
    """Markdown as it can stand in a cell: on one line, its own bars escaped."""
    one = re.sub(r"\s*\n\s*", "<br>", clean(markdown).strip())
    return re.sub(r"(?<!\\)\|", r"\\|", re.sub(r"[ \t]+", " ", one))
