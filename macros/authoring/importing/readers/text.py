"""Plain text and Markdown as blocks. Markdown comes through as it was written, letter by letter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape as entities

from macros.authoring.importing.readers.blocks import Block, Heading, Paragraph, Table, Text, plain_table, plain_text
from macros.authoring.importing.readers.markdown import BULLET, NUMBERED
from macros.text.markdown import unescape

_HEADING = re.compile(r" {0,3}(#{1,6})\s++((?:[^\s#]++|[\s#]++(?=[^\s#]))*+)[\s#]*$")
_UNDERLINE = re.compile(r" {0,3}(=+|-+)\s*$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_RULE = re.compile(r":?-+:?")
_TAG = re.compile(r"</?(?:p|b|i|em|strong|br|span|div)\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STARS = re.compile(r"(\*{1,3}|(?<!\w)_{1,3}(?=\w)|(?<=\w)_{1,3}(?!\w)|`+)")
_PAIR = re.compile(r"\s*(?:\*\*|__)?([^:\n*_|]{2,60}?)\s*(?::(?:\*\*|__)|(?:\*\*|__):|:)[ \t]+(\S.*)\Z", re.DOTALL)


def from_markdown(text: str) -> list[Block]:
    """Blocks of Markdown: headings and tables as such, everything else as it stands, with its blank lines."""
    return list(_markdown(text.split("\n")))


def from_text(text: str) -> list[Block]:
    """Blocks of plain text: ``#`` headings, tables with ``|`` or tabs, lists, and a paragraph for every other line."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    points: list[str] = []
    for line in [*text.split("\n"), ""]:
        cells = _cells(line)
        if rows and cells is None:
            blocks.append(plain_table([row for row in rows if not _is_rule(row)]))
            rows = []
        listed = cells is None and bool(BULLET.match(line) or NUMBERED.match(line))
        if points and not listed:
            blocks.append(Paragraph(plain_text("\n".join(points))))
            points = []
        match = _HEADING.match(line.strip())
        if cells is not None:
            rows.append(cells)
        elif listed:
            points.append(line)
        elif match:
            blocks.append(Heading(len(match[1]), _untagged(match[2])))
        elif line.strip():
            plain = _untagged(line.strip())
            label, _, value = plain.partition(": ")
            pair = (label, plain_text(value)) if value.strip() and 2 <= len(label) <= 60 else None
            blocks.append(Paragraph(plain_text(plain), pair))
    return [b for b in blocks if not isinstance(b, Table) or b.rows]


def in_words(markdown: str) -> str:
    """The words of a piece of Markdown, without its signs; paragraphs and line ends of HTML as line ends."""
    text = _LINK.sub(r"\1", _untagged(markdown))
    return entities(unescape(_STARS.sub("", text)))


def _markdown(lines: list[str]) -> Iterator[Block]:
    here: list[str] = []
    fence = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        number += 1
        begun = _FENCE.match(line)
        if fence:
            here.append(line)
            if begun and begun[1].startswith(fence) and not line.strip().strip(fence[0]):
                fence = ""
            continue
        if begun:
            fence = begun[1]
            here.append(line)
            continue
        match = _HEADING.match(line)
        following = lines[number] if number < len(lines) else ""
        underline = _UNDERLINE.match(following) if line.strip() and not here and not BULLET.match(line) else None
        if match or underline:
            yield from _written(here)
            here = []
            number += 0 if match else 1
            level = len(match[1]) if match else 1 if underline and underline[1][0] == "=" else 2
            yield Heading(level, in_words(match[2] if match else line).strip())
        elif not here and "|" in line and "|" in following + "|" and _is_rule(_bars(following)) and following.strip():
            last = number
            while last < len(lines) and lines[last].strip() and "|" in lines[last]:
                last += 1
            source = lines[number - 1 : last]
            rows = [_bars(row) for index, row in enumerate(source) if index != 1]
            yield Table(tuple(tuple(Text(in_words(c), _lines(c)) for c in row) for row in rows), "\n".join(source))
            number = last
        elif line.strip():
            here.append(line)
        elif here and number < len(lines) and re.match(r" {2,}\S|\t", following) and not _HEADING.match(following):
            here.append(line)  # what is indented belongs to the point, the note or the box above it
        else:
            yield from _written(here)
            here = []
    yield from _written(here)


def _written(lines: list[str]) -> Iterator[Paragraph]:
    while lines and not lines[-1].strip():
        lines.pop()
    if not lines:
        return
    source = "\n".join(lines)
    pair = _PAIR.match(source) if len(lines) == 1 else None
    value = (pair[1].strip(), Text(in_words(pair[2]), pair[2])) if pair else None
    yield Paragraph(Text(in_words(source), source), value)


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a line that belongs to a table, else None."""
    if "\t" in line and line.strip():
        return tuple(_untagged(cell).strip() for cell in line.split("\t"))
    return tuple(map(_untagged, _bars(line))) if line.strip().startswith("|") and line.count("|") > 1 else None


def _bars(line: str) -> tuple[str, ...]:
    """The cells between bars."""
    inner = line.strip()
    inner = inner[1:] if inner.startswith("|") else inner
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return tuple(part.replace("\\|", "|").strip() for part in re.split(r"(?<!\\)\|", inner))


def _lines(cell: str) -> str:
    """A cell's Markdown outside its table, where a line end is no tag."""
    return re.sub(r"\s*<(?:br\s*/?|/?p)>\s*", "\n\n", cell, flags=re.IGNORECASE).strip()


def _is_rule(row: tuple[str, ...]) -> bool:
    return all(_RULE.fullmatch(cell) for cell in row)


def _untagged(text: str) -> str:
    """Text with line ends for ``<p>`` and ``<br>``; other tags that only decorate are left out."""
    return re.sub(
        r"\n\s*\n+", "\n", _TAG.sub(lambda m: "\n" if m[0].lower()[1:3] in ("p>", "p ", "/p", "br") else "", text)
    ).strip()
