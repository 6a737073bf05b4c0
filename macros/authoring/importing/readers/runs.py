"""Text with emphasis, links and lists as Markdown: what Word writes in runs and paragraphs, line by line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from macros.authoring.importing.readers.blocks import Text
from macros.authoring.importing.readers.markdown import BULLET, INDENT, NUMBERED
from macros.text.markdown import escape, inline

_STEP = " " * INDENT


@dataclass(frozen=True)
class Run:
    """Words that look alike. ``link``: where they lead. ``raw``: Markdown that stands as it is (a footnote's mark, a
    picture), beside ``text``, which says the same in words."""

    text: str
    bold: bool = False
    italic: bool = False
    struck: bool = False
    lifted: str = ""
    link: str = ""
    raw: str = ""


@dataclass(frozen=True)
class Line:
    """A paragraph. ``level`` counts from 0 in a list, -1 outside; ``number``: in a numbered one; ``more``: it goes on
    with the point above it."""

    runs: tuple[Run, ...]
    level: int = -1
    number: int | None = None
    more: bool = False

    @property
    def plain(self) -> str:
        """The words alone."""
        return "".join(run.text for run in self.runs)

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see."""
        return not any(run.raw or run.text.strip() for run in self.runs)


def text_of(lines: Iterable[Line]) -> Text:
    """Lines as paragraphs and lists; a line that begins with a bullet or a number that somebody typed is in a list."""
    kept = _typed([line for line in lines if not line.blank])
    markdown = ""
    for before, line in zip([None, *kept], kept, strict=False):
        if line.level < 0:
            new = _inline(line.runs, True)
            gap = "\n\n"
        elif line.more:
            new, gap = _STEP * (line.level + 1) + _inline(line.runs, True), "\n\n"
        else:
            mark = "- " if line.number is None else f"{line.number}. "
            new = _STEP * line.level + mark + _inline(line.runs, True)
            together = before is not None and before.level >= 0 and not before.more
            same = before is not None and (before.number is None) == (line.number is None)
            gap = "\n" if together and (same or before.level != line.level) else "\n\n"  # type: ignore[union-attr]
        markdown += (gap if markdown else "") + new
    return Text("\n".join(line.plain.strip() for line in kept if line.plain.strip()), markdown)


def split(line: Line) -> list[Line]:
    """The line at each line end that somebody typed within it."""
    lines: list[list[Run]] = [[]]
    for run in line.runs:
        begun, *more = run.text.split("\n")
        lines[-1].append(replace(run, text=begun))
        lines += [[replace(run, text=text, raw="")] for text in more]
    first, *rest = (replace(line, runs=tuple(runs)) for runs in lines)
    return [first, *(replace(other, number=None, more=line.level >= 0) for other in rest)]


def after(runs: Sequence[Run], count: int) -> tuple[Run, ...]:
    """The runs without their first ``count`` letters."""
    left: list[Run] = []
    for run in runs:
        if count < len(run.text) or (run.raw and not count):
            left.append(replace(run, text=run.text[count:]))
        count = max(0, count - len(run.text))
    return tuple(left)


def _typed(lines: list[Line]) -> list[Line]:
    found: list[Line] = []
    for line, following in zip(lines, [*lines[1:], Line(())], strict=False):
        bullet, numbered = BULLET.match(line.plain), NUMBERED.match(line.plain)
        begun = bool(found) and found[-1].level >= 0
        # One number alone begins a sentence, not a list.
        if line.level < 0 and bullet:
            line = Line(after(line.runs, bullet.end()), 0)
        elif line.level < 0 and numbered and (begun or NUMBERED.match(following.plain)):
            line = Line(after(line.runs, numbered.end()), 0, int(numbered[1]))
        elif line.more and not begun:
            line = Line(line.runs)
        elif line.level > 0 and (not begun or found[-1].level < line.level - 1):
            line = replace(line, level=found[-1].level + 1 if begun else 0)
        found.append(line)
    return [line for line in found if not line.blank]


def _inline(runs: Sequence[Run], first: bool) -> str:
    """The runs as one line of Markdown; ``first``: nothing stands before it, so it must not begin a block."""
    joined: list[Run] = []
    for run in runs:
        before = joined[-1] if joined else None
        if before and not run.raw and not before.raw and replace(before, text="") == replace(run, text=""):
            joined[-1] = replace(before, text=before.text + run.text)
        elif run.text or run.raw:
            joined.append(run)
    out = ""
    for number, run in enumerate(joined):
        following = joined[number + 1].text[:1] if number + 1 < len(joined) else ""
        out += _marked(run, first and not out.strip(), out[-1:], following)
    return re.sub(r"[ \t\n]+", " ", out).strip()


def _marked(run: Run, first: bool, before: str, following: str) -> str:
    if run.raw:
        return run.raw
    core = run.text.strip()
    if not core:
        return run.text
    lead, tail = run.text[: len(run.text) - len(run.text.lstrip())], run.text[len(run.text.rstrip()) :]
    plain = not (run.bold or run.italic or run.struck or run.lifted or run.link)
    text = escape(core) if first and plain else inline(core)
    if run.link:
        text = f"[{text}]({run.link})"
    if run.lifted:
        text = f"<{run.lifted}>{text}</{run.lifted}>"
    if run.struck:
        text = f"<del>{text}</del>"
    # Stars beside a letter close nothing to every reader when a sign stands on their other side.
    edge = (bool(before) and not lead and before.isalnum() and not core[0].isalnum()) or (
        bool(following) and not tail and following.isalnum() and not core[-1].isalnum()
    )
    for on, stars, tag in ((run.italic, "*", "em"), (run.bold, "**", "strong")):
        if on:
            text = f"<{tag}>{text}</{tag}>" if edge else f"{stars}{text}{stars}"
    return f"{lead}{text}{tail}"
