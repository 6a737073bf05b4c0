"""A document as headings, paragraphs, lists and tables: what Word, text and workbooks have in common."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.authoring.importing.names import meaning
from macros.authoring.importing.readers.markdown import paragraphs
from macros.authoring.importing.readers.sheets import Sheet


@dataclass(frozen=True)
class Text:
    """What stands in a paragraph or a cell. ``plain``: its words, by which it is recognised, a line for each paragraph.
    ``markdown``: the same with links, emphasis and lists, as it goes into a write-up."""

    plain: str
    markdown: str

    @property
    def blank(self) -> bool:
        """Whether nothing is written here."""
        return not self.plain.strip() and not self.markdown.strip()


@dataclass(frozen=True)
class Heading:
    """A heading; level 0 is the document's title. ``bold``: a line in bold, which only looks like one."""

    level: int
    text: str
    bold: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph or a whole list. ``pair``: its label and its value, when it is written «Eier: Øya kommune»."""

    text: Text
    pair: tuple[str, Text] | None = None


@dataclass(frozen=True)
class Table:
    """Rows of cells. ``source``: the table as Markdown, when the document was written so."""

    rows: tuple[tuple[Text, ...], ...]
    source: str = ""


Block = Heading | Paragraph | Table


def plain_text(text: str) -> Text:
    """A text without markup, as it stands."""
    return Text(text, paragraphs(text))


def words_in(block: Block) -> str:
    """All that a block says, for counting and for telling."""
    if isinstance(block, Heading):
        return block.text
    if isinstance(block, Paragraph):
        return block.text.plain
    return "\n".join(" | ".join(cell.plain for cell in row if not cell.blank) for row in block.rows)


def with_notes(text: str, notes: dict[str, str]) -> str:
    """``text`` with the footnotes it refers to under it; those are taken out of ``notes``."""
    called = [key for key in notes if f"[^{key}]" in text]
    return "\n\n".join([text, *(f"[^{key}]: {notes.pop(key)}" for key in called)])


def from_sheets(sheets: Sequence[Sheet]) -> Iterator[Block]:
    """Blocks of a workbook that is a form: each sheet a heading, then pairs and tables as they stand."""
    for sheet in (s for s in sheets if not s.hidden):
        yield Heading(1, sheet.name)
        rows: list[tuple[str, ...]] = []
        last = 0
        for row in sheet.rows:
            cells = row.cells
            filled = [cell for cell in cells if cell.strip()]
            if rows and (row.number > last + 1 or (len(filled) == 1 and cells[0].strip() and len(rows[0]) > 2)):
                yield plain_table(rows)
                rows = []
            last = row.number
            if len(filled) == 1 and not rows:
                if meaning(filled[0]):
                    yield Heading(2, filled[0].strip())
                elif filled[0].strip() != sheet.name:
                    yield Paragraph(plain_text(filled[0].strip()))
            else:
                rows.append(cells)
        if rows:
            yield plain_table(rows)


def plain_table(rows: Sequence[Sequence[str]]) -> Table:
    """A table of texts without markup."""
    return Table(tuple(tuple(plain_text(cell) for cell in row) for row in rows))
