"""A Word document as blocks. Everything a person wrote comes along; what cannot become text is told, with the reason."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from macros.authoring.importing.accounting import Told, left
from macros.authoring.importing.readers.blocks import Block, Heading, Paragraph, Table, Text
from macros.authoring.importing.readers.container import check_office
from macros.authoring.importing.readers.markdown import BULLET, NUMBERED
from macros.authoring.importing.readers.numbering import Numbering
from macros.authoring.importing.readers.runs import Line, after, split, text_of
from macros.authoring.importing.readers.word_runs import Parts, above_within, looks_of, runs_of, words_of
from macros.text.invisible import one_line
from macros.words.problems import Place, Problem, problem

BOLD_HEADING = 90
"""Letters that a line in bold may have and still be a heading rather than an important sentence."""
_WITHIN = (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml"))
_APART = {"/footnotes": "", "/endnotes": "s"}
_MARGINS = {"/header": "header", "/footer": "header", "/comments": "comment"}


@dataclass(frozen=True)
class Read:
    """A document that was read. ``notes``: its footnotes as Markdown; ``files``: its pictures; ``told``: what was left
    out."""

    blocks: list[Block] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)


def read_docx(data: bytes, path: str) -> tuple[Read, list[Problem]]:
    """The document in reading order, or why it was refused."""
    if refused := check_office(data, path, ".docx"):
        return Read(), [refused]
    try:
        return _Reader(Document(io.BytesIO(data))).read(), []
    except Exception:  # python-docx answers a damaged document with whatever it stumbled over
        return Read(), [problem("IM004", path, Place(), value=".docx")]


class _Reader:
    def __init__(self, document: Any) -> None:
        self.document = document
        self.levels = dict(_levels(document))
        self.numbering = Numbering(document)
        self.parts = Parts(document, looks_of(document))

    def read(self) -> Read:
        margins = list(self._apart())
        blocks = list(self._blocks(self.document.element.body))
        notes = {}
        for key, element in self.parts.notes.items():
            text = self._text(element)
            if key in self.parts.called:
                notes[self.parts.called[key]] = text.markdown.replace("\n\n", "\n\n    ")
            elif not text.blank:  # a note that nothing refers to
                blocks.append(Paragraph(text))
        return Read(blocks, notes, self.parts.files, [*self.parts.told, *margins])

    def _apart(self) -> Iterator[Told]:
        """Footnotes are kept for their place; what stands in the margins is told."""
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for relation in self.document.part.rels.values():
            kind = "/" + str(relation.reltype).rpartition("/")[2]
            if relation.is_external or kind not in (*_APART, *_MARGINS):
                continue
            root = etree.fromstring(relation.target_part.blob, parser)
            if kind in _APART:
                for note in root:
                    if note.get(qn("w:type")) in (None, "normal"):
                        self.parts.notes[f"{_APART[kind]}{note.get(qn('w:id'))}"] = note
                continue
            for paragraph in root.iter(qn("w:p")):
                if text := words_of(paragraph):
                    yield left(_MARGINS[kind], text)

    def _blocks(self, parent: Any) -> Iterator[Block]:
        waiting: list[Line] = []
        for element in self._elements(parent):
            if element.tag == qn("w:tbl"):
                yield from _paragraphs(waiting)
                yield from self._table(element)
                waiting = []
                continue
            style = _style(element)
            lines = list(self._lines(element))
            plain = one_line(" ".join(line.plain for line in lines))
            if style in self.levels and plain:
                yield from _paragraphs(waiting)
                waiting = []
                yield Heading(self.levels[style], plain)
                pictures = Text("", text_of([Line(tuple(r for r in ln.runs if r.raw)) for ln in lines]).markdown)
                if not pictures.blank:
                    yield Paragraph(pictures)
            elif _in_bold(lines, plain):
                yield from _paragraphs(waiting)
                waiting = []
                yield Heading(7, plain, True)
            else:
                waiting += lines
            boxes, self.parts.boxes = self.parts.boxes, []
            if boxes:
                yield from _paragraphs(waiting)
                waiting = []
            for box in boxes:
                yield from self._blocks(box)
        yield from _paragraphs(waiting)

    def _elements(self, parent: Any) -> Iterator[Any]:
        """Paragraphs and tables, also inside content controls and what was inserted."""
        for element in parent:
            if element.tag in (qn("w:p"), qn("w:tbl")):
                yield element
            elif element.tag == qn("w:sdt") and _is_contents(element):
                for paragraph in element.iter(qn("w:p")):
                    self.parts.told += [left("contents", text)] if (text := words_of(paragraph)) else []
            elif element.tag in _WITHIN:
                yield from self._elements(element)
            elif element.tag in (qn("w:del"), qn("w:moveFrom")):
                self.parts.told += [left("deleted", text)] if (text := words_of(element)) else []

    def _lines(self, paragraph: Any) -> Iterator[Line]:
        style = _style(paragraph)
        runs = tuple(runs_of(paragraph, self.parts))
        if style.upper().startswith("TOC") and style not in self.levels:
            text = one_line("".join(run.text for run in runs))
            self.parts.told += [left("contents", text)] if text else []
            return
        yield from split(Line(runs, *self.numbering.of(paragraph, style)))

    def _text(self, parent: Any) -> Text:
        """A cell or a note: its paragraphs, and those of tables and text boxes inside it, on lines of their own."""
        lines: list[Line] = []
        for element in parent.iter(qn("w:p")):
            if any(above.tag == qn("w:txbxContent") for above in above_within(element, parent)):
                continue
            lines += self._lines(element)
            boxes, self.parts.boxes = self.parts.boxes, []
            for box in boxes:
                lines += [line for inner in box.iter(qn("w:p")) for line in self._lines(inner)]
        return text_of(lines)

    def _cell(self, cell: Any) -> list[Text]:
        """A cell, and an empty one for each further column that it goes over."""
        span = cell.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}")
        width = 1 if span is None else str(span.get(qn("w:val")))
        return [self._text(cell), *[Text("", "")] * (min(int(width), 63) - 1 if str(width).isdecimal() else 0)]

    def _table(self, element: Any) -> Iterator[Block]:
        rows = tuple(
            tuple(text for cell in _inside(row, qn("w:tc")) for text in self._cell(cell))
            for row in _inside(element, qn("w:tr"))
        )
        if any(not cell.blank for row in rows for cell in row):
            yield Table(tuple(row for row in rows if row))


def _paragraphs(lines: list[Line]) -> Iterator[Paragraph]:
    """The lines as paragraphs, with those of a list together."""
    group: list[Line] = []
    for line in [*lines, None]:
        listed = line is not None and (line.level >= 0 or _is_point(line))
        if group and not listed:
            yield Paragraph(text_of(group))
            group = []
        if line is None or line.blank:
            continue
        if listed:
            group.append(line)
        else:
            yield Paragraph(text_of([line]), _pair(line))


def _is_point(line: Line) -> bool:
    return bool(BULLET.match(line.plain) or NUMBERED.match(line.plain))


def _pair(line: Line) -> tuple[str, Text] | None:
    """«Eier: Øya kommune» as a label and a value; what the label names decides later whether it is one."""
    label, colon, value = line.plain.partition(":")
    if not colon or not 2 <= len(label.strip()) <= 60 or not value.strip() or "\n" in label:
        return None
    spaces = len(value) - len(value.lstrip())
    if not spaces:  # «kl. 12:30» and addresses
        return None
    return label.strip(), text_of([Line(after(line.runs, len(label) + 1 + spaces))])


def _in_bold(lines: list[Line], plain: str) -> bool:
    """A short line of its own, all of it in bold: a heading in a document without styles."""
    if len(lines) != 1 or not plain or len(plain) > BOLD_HEADING or plain.endswith((".", "!", ",", ";")):
        return False
    (line,) = lines
    return all(run.bold and not run.raw for run in line.runs if run.text.strip() or run.raw) and not (
        line.level >= 0 and line.number is None
    )


def _levels(document: Any) -> Iterator[tuple[str, int]]:
    """Style id -> level of heading. Built-in styles have English names in every language of Word; others build on them."""
    styles = {str(s.get(qn("w:styleId"))): s for s in document.styles.element.iter(qn("w:style"))}
    for key in styles:
        above = key
        for _ in range(5):
            style = styles.get(above)
            if style is None:
                break
            name = _value(style, "w:name").lower()
            if name == "title" or (name.startswith("heading ") and name[8:].isdigit()):
                yield key, 0 if name == "title" else int(name[8:])
                break
            above = _value(style, "w:basedOn")


def _value(style: Any, name: str) -> str:
    found = style.find(qn(name))
    return "" if found is None else str(found.get(qn("w:val")))


def _is_contents(element: Any) -> bool:
    """A table of contents, which Word makes of the headings."""
    gallery = element.find(f"{qn('w:sdtPr')}/{qn('w:docPartObj')}/{qn('w:docPartGallery')}")
    return gallery is not None and gallery.get(qn("w:val")) == "Table of Contents"


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also inside content controls, not those of tables within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WITHIN:
            yield from _inside(child, tag)


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))
