"""A document as headings, paragraphs and tables: what Word, text and workbooks have in common."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.authoring.importing.names import meaning
from macros.authoring.importing.sheets import Sheet


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the document's title."""

    level: int
    text: str


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of plain text. ``help``: printed guidance, not written by whoever filled in the form."""

    text: str
    help: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of cells; a cell's paragraphs are separated by line ends."""

    rows: tuple[tuple[str, ...], ...]


Block = Heading | Paragraph | Table
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_TAG = re.compile(r"</?(?:p|b|i|em|strong|br|span|div)\b[^>]*>", re.IGNORECASE)


def from_text(text: str) -> list[Block]:
    """Blocks of plain text or Markdown: ``#`` headings, tables with ``|`` or tabs, paragraphs."""
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    for line in [*text.split("\n"), ""]:
        cells = _cells(line)
        if cells is not None:
            rows.append(cells)
            continue
        if rows:
            blocks.append(Table(tuple(row for row in rows if not _is_rule(row))))
            rows = []
        match = _HEADING.match(line.strip())
        if match:
            blocks.append(Heading(len(match[1]), _untagged(match[2])))
        elif line.strip():
            blocks.append(Paragraph(_untagged(line.strip())))
    return [b for b in blocks if not isinstance(b, Table) or b.rows]


def from_sheets(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """Blocks of a workbook that is a form: each sheet a heading, then pairs and tables as they stand."""
    for sheet in sheets:
        yield Heading(1, sheet.name)
        rows: list[tuple[str, ...]] = []
        last = 0
        for row in sheet.rows:
            cells = row.cells
            filled = [cell for cell in cells if cell.strip()]
            if rows and (row.number > last + 1 or (len(filled) == 1 and cells[0].strip() and len(rows[0]) > 2)):
                yield Table(tuple(rows))
                rows = []
            last = row.number
            if len(filled) == 1 and not rows:
                if meaning(filled[0]):
                    yield Heading(2, filled[0].strip())
                elif filled[0].strip() != sheet.name:
                    yield Paragraph(filled[0].strip())
            else:
                rows.append(cells)
        if rows:
            yield Table(tuple(rows))


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a line that belongs to a table, else None."""
    if "\t" in line and line.strip():
        return tuple(_untagged(cell).strip() for cell in line.split("\t"))
    stripped = line.strip()
    if stripped.startswith("|") and stripped.count("|") > 1:
        parts = re.split(r"(?<!\\)\|", stripped.strip("|"))
        return tuple(_untagged(part.replace("\\|", "|")).strip() for part in parts)
    return None


def _is_rule(row: tuple[str, ...]) -> bool:
    return all(re.fullmatch(r":?-{2,}:?", cell) for cell in row)


def _untagged(text: str) -> str:
    """Text with paragraphs for ``<p>`` and line ends for ``<br>``; other tags that only decorate are left out."""
    return re.sub(
        r"\n\s*\n+", "\n", _TAG.sub(lambda m: "\n" if m[0].lower()[1:3] in ("p>", "p ", "/p", "br") else "", text)
    ).strip()
