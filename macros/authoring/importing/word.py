"""A Word document as blocks. Everything a person wrote comes along; what cannot become text is counted and told."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from macros.authoring.importing.blocks import Block, Heading, Paragraph, Table
from macros.authoring.importing.container import check_office
from macros.text.invisible import clean
from macros.words.problems import Place, Problem, problem

HELP_STYLES = {"FormHelp", "FormCellHelp", "FormBanner", "Subtitle", "FormEnd"}
"""Paragraph styles that only our own forms' printed words have (toolkit/forms/ooxml.py)."""
_SKIPPED = {qn("w:del"), qn("w:instrText"), qn("w:moveFrom"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}  # fmt: skip
_PICTURES = (qn("w:drawing"), qn("w:pict"), qn("w:object"))


def read_docx(data: bytes, path: str) -> tuple[list[Block], list[Problem]]:
    """The document's blocks in reading order, with footnotes last, and what was refused or not read."""
    if refused := check_office(data, path, ".docx"):
        return [], [refused]
    try:
        document = Document(io.BytesIO(data))
        levels = dict(_levels(document))
        blocks = list(_blocks(document.element.body, levels, document.part.rels))
        blocks += _notes(document)
        pictures = sum(1 for tag in _PICTURES for _ in document.element.body.iter(tag))
    except Exception:  # python-docx answers a damaged document with whatever it stumbled over
        return [], [problem("IM004", path, Place(), value=".docx")]
    problems = [problem("IM027", path, Place(), value=str(pictures))] if pictures else []
    return blocks, problems


def _levels(document: Any) -> Iterator[tuple[str, int]]:
    """Style id -> level of heading. Built-in styles have English names in every language of Word."""
    for style in document.styles:
        name = str(style.name or "").lower()
        if name == "title":
            yield style.style_id, 0
        elif name.startswith("heading ") and name[8:].isdigit():
            yield style.style_id, int(name[8:])


def _blocks(parent: Any, levels: dict[str, int], links: Any) -> Iterator[Block]:
    for element in parent:
        if element.tag == qn("w:p"):
            text = _text(element, links)
            style = _style(element)
            if text.strip() and style in levels:
                yield Heading(levels[style], " ".join(text.split()))
            elif text.strip():
                yield Paragraph(_listed(element, style, text), style in HELP_STYLES)
        elif element.tag == qn("w:tbl"):
            rows = tuple(
                tuple(_cell(cell, links) for cell in _inside(row, qn("w:tc"))) for row in _inside(element, qn("w:tr"))
            )
            if any(cell.strip() for row in rows for cell in row):
                yield Table(tuple(row for row in rows if row))
        elif element.tag in (qn("w:sdt"), qn("w:ins"), qn("w:moveTo"), qn("w:customXml")):
            content = element.find(qn("w:sdtContent"))
            yield from _blocks(element if content is None else content, levels, links)


def _inside(element: Any, tag: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also inside content controls, not those of tables within."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:customXml")):
            yield from _inside(child, tag)


def _cell(cell: Any, links: Any) -> str:
    """A cell's paragraphs, and those of tables inside it, on lines of their own; printed help is left out."""
    lines = []
    for element in cell.iter(qn("w:p")):
        if _style(element) not in HELP_STYLES and (text := _text(element, links)).strip():
            lines.append(_listed(element, _style(element), text))
    return "\n".join(lines)


def _text(paragraph: Any, links: Any) -> str:
    """What a reader sees of a paragraph; the address of a link stands after its text."""
    return clean("".join(_runs(paragraph, links)))


def _runs(element: Any, links: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SKIPPED or child.tag == qn("w:p"):
            continue
        if child.tag == qn("w:t"):
            yield child.text or ""
        elif child.tag in (qn("w:tab"), qn("w:ptab")):
            yield "\t"
        elif child.tag in (qn("w:br"), qn("w:cr")):
            yield "\n"
        elif child.tag == qn("w:noBreakHyphen"):
            yield "-"
        elif child.tag == qn("w:sdt") and child.find(f"{qn('w:sdtPr')}/{qn('w:showingPlcHdr')}") is not None:
            continue  # «Velg …»: nobody has chosen
        elif child.tag == qn("w:hyperlink"):
            shown = "".join(_runs(child, links))
            target = links.get(child.get(qn("r:id")))
            address = target.target_ref if target is not None and target.is_external else ""
            yield (
                f"{shown} ({address})"
                if address.startswith("http") and address.rstrip("/") != shown.rstrip("/")
                else shown
            )
        else:
            yield from _runs(child, links)
            if child.tag == qn("w:txbxContent"):
                for inner in child.iter(qn("w:p")):
                    yield "\n" + "".join(_runs(inner, links))


def _style(paragraph: Any) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else str(style.get(qn("w:val")))


def _listed(paragraph: Any, style: str, text: str) -> str:
    """A point of a list begins with a hyphen."""
    numbered = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}") is not None
    return f"- {text.strip()}" if numbered or style.startswith(("ListBullet", "ListNumber")) else text


def _notes(document: Any) -> Iterator[Block]:
    """Footnotes and endnotes, which stand in parts of their own."""
    from lxml import etree

    for relation in document.part.rels.values():
        if relation.is_external or not relation.reltype.endswith(("/footnotes", "/endnotes")):
            continue
        parser = etree.XMLParser(resolve_entities=False, no_network=True)
        for note in etree.fromstring(relation.target_part.blob, parser):
            if note.get(qn("w:type")) is None and (text := _text_of_note(note)):
                yield Paragraph(text)


def _text_of_note(note: Any) -> str:
    return clean("".join(t.text or "" for t in note.iter(qn("w:t")))).strip()
