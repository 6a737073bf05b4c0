"""Plain text from Word, Excel or a form as paragraphs, lists and tables of Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence

from macros.text.invisible import clean, one_line
from macros.text.markdown import cell as in_cell
from macros.text.markdown import escape

_BULLET = re.compile(r"^\s*[-–•·▪◦‣*]\s+")
_NUMBERED = re.compile(r"^\s*(\d{1,3})[.)]\s+")


def paragraphs(text: str) -> str:
    """A text of several lines as paragraphs and lists; a line of its own stays one."""
    blocks: list[str] = []
    in_list = False
    lines = clean(text).split("\n")
    for raw, following in zip(lines, [*lines[1:], ""], strict=True):
        if not raw.strip():
            in_list = False
            continue
        bullet, numbered = _BULLET.match(raw), _NUMBERED.match(raw)
        if numbered and not in_list and not _NUMBERED.match(following):
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
    """Rows of cells as a Markdown table; the first row is its head."""
    width = max(len(row) for row in rows)
    lines = []
    for index, row in enumerate(rows):
        cells = [in_cell(one_line(text)) for text in (*row, *[""] * (width - len(row)))]
        lines.append("| " + " | ".join(cells) + " |")
        if not index:
            lines.append("|" + " --- |" * width)
    return "\n".join(lines)
