"""What a Word form shows of its own rows: risk matrices as tables to write in, drawings as pictures with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part as PackagePart
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree

from macros.files.palette import LEVELS
from macros.toolkit.drawings import Drawing, png, svg
from macros.toolkit.forms.blocks import Part
from macros.toolkit.forms.docx_frame import Frame
from macros.toolkit.forms.ooxml import (
    ANSWER,
    HEAD,
    HELP,
    MATRIX,
    Controls,
    Element,
    cell,
    el,
    keep_with_next,
    paragraph,
    row,
    run,
    table,
)
from macros.toolkit.forms.shown import Grid, Square, limits, square_text
from macros.words.labels import Labels

SVG = "http://schemas.microsoft.com/office/drawing/2016/SVG/main"
SVG_BLIP = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"
"""What Word calls the part of a picture that says it has an SVG too."""
_DECLARED = re.compile(' xmlns:(?:w|wp|r)="[^"]*"')
"""Prefixes that the document has declared once for all."""
TALLEST = 430
"""Points: a picture is never taller than the page has room for below a heading."""
SQUARE = 620
"""The least height of a square of the matrix, in twentieths of a point."""


def matrices(part: Part, width: int, controls: Controls, words: Labels, room: str) -> Iterator[Element]:
    """Each matrix as a table, and below it what the colours mean."""
    if not part.matrix:
        return
    for grid in part.grids:
        yield paragraph("Heading2", run(grid.title))
        yield _matrix(grid, width, controls, words, room)
    yield paragraph(HELP, run(limits(part.matrix, words)))


def _matrix(grid: Grid, width: int, controls: Controls, words: Labels, room: str) -> Element:
    steps = len(grid.rows)
    first = width // 5
    widths = [first, *[(width - first) // steps] * steps]
    consequences = [words("form.matrix.consequence", step=step) for step in range(1, steps + 1)]
    heads = ["", *consequences]
    rows = [row([cell(w, paragraph(HEAD, run(h), keep=True)) for w, h in zip(widths, heads, strict=True)], header=True)]
    for step, squares in grid.rows:
        title = words("form.matrix.likelihood", step=step)
        cells = [cell(first, paragraph(HEAD, run(title)))]
        for square, consequence, w in zip(squares, consequences, widths[1:], strict=True):
            cells.append(_square(square, w, f"{title}, {consequence}", controls, words, room))
        rows.append(row(cells, height=SQUARE))
    rows[:-1] = map(keep_with_next, rows[:-1])  # a matrix is read as a whole
    return table(MATRIX, widths, rows, grid.title, words("form.matrix.caption", title=grid.title))


def _square(square: Square, width: int, name: str, controls: Controls, words: Labels, room: str) -> Element:
    return cell(
        width,
        paragraph(ANSWER, run(square_text(square, words))),
        paragraph(ANSWER, controls.text(name, square.labels, room)),
        fill=LEVELS[square.level],
    )


def pictures(frame: Frame, part: Part) -> Iterator[Element]:
    """Each drawing as SVG, with a PNG for programs that show none, across the page; its text is its alternative text."""
    for drawing in part.drawings:
        yield paragraph("FormPicture", el("r", _picture(frame, drawing, part.heading)))


def _picture(frame: Frame, drawing: Drawing, title: str) -> Element:
    part = frame.document.part
    scale = min(frame.width / 20 / drawing.width, TALLEST / drawing.height)
    size = (Pt(round(side * scale)) for side in (drawing.width, drawing.height))
    inline = part.new_pic_inline(BytesIO(png(drawing)), *size)
    inline.docPr.set("descr", drawing.alt)
    inline.docPr.set("title", title)
    name = PackURI(f"/word/media/drawing{len(part.rels)}.svg")
    vector = PackagePart(name, "image/svg+xml", svg(drawing), part.package)
    blip = next(inline.iter(qn("a:blip")))
    extension = etree.SubElement(etree.SubElement(blip, qn("a:extLst")), qn("a:ext"), uri=SVG_BLIP)
    also = etree.SubElement(extension, f"{{{SVG}}}svgBlip", nsmap={"asvg": SVG})
    also.set(qn("r:embed"), part.relate_to(vector, RELATIONSHIP_TYPE.IMAGE))
    return el("drawing", Element(_DECLARED.sub("", etree.tostring(inline, encoding="unicode"))))
