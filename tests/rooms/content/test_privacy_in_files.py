"""A personal number is found wherever in an attachment it hides."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from datetime import date

import openpyxl
import pikepdf
import pytest
from bad_files import (
    W,
    body,
    changed,
    commented,
    note,
    opendocument,
    pdf,
    picture,
    with_chunk,
    with_segment,
    word,
    workbook,
)
from personal import SYNTHETIC, number, put
from support import CONTENT

from macros.content.attachments import Examiner
from macros.content.data.privacy import load_privacy
from macros.words.problems import Place, problem

RULES, _ = load_privacy(CONTENT)


def paragraph(*runs: str, tag: str = "t") -> str:
    return "<w:p>" + "".join(f"<w:r><w:{tag}>{run}</w:{tag}></w:r>" for run in runs) + "</w:p>"


def part(name: str, inner: str) -> bytes:
    return changed(word(), {f"word/{name}.xml": f'<w:x xmlns:w="{W}">{inner}</w:x>'})


def book(fill: Callable[[openpyxl.Workbook], None]) -> bytes:
    return workbook(fill)


def row(*values: object) -> bytes:
    return workbook(lambda made: made.active.append(list(values)))


def described(document: pikepdf.Pdf) -> None:
    with document.open_metadata() as metadata:
        metadata["dc:description"] = f"Pasient {SYNTHETIC}"


def bookmarked(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(f"Pasient {SYNTHETIC}", 0))


ORDINARY = number(13, 9, 72)
LEADING_ZERO = number(1, 81, 1)
assert LEADING_ZERO.startswith("0")
HIDING: dict[str, tuple[str, bytes]] = {
    "a document": (".docx", word(paragraphs=(f"Pasient {SYNTHETIC}",))),
    "split runs": (".docx", body(word(), paragraph(SYNTHETIC[:4], SYNTHETIC[4:8], SYNTHETIC[8:]))),
    "deleted text": (".docx", body(word(), f"<w:del>{paragraph(SYNTHETIC, tag='delText')}</w:del>")),
    "comments": (".docx", part("comments", f"<w:comment>{paragraph(SYNTHETIC)}</w:comment>")),
    "headers": (".docx", part("header1", paragraph(SYNTHETIC))),
    "footnotes": (".docx", part("footnotes", f"<w:footnote>{paragraph(SYNTHETIC[:6], ' ', SYNTHETIC[6:])}</w:footnote>")),
    "alternative text": (".docx", body(word(), f'<w:p><w:docPr descr="Pasient {SYNTHETIC}"/></w:p>')),
    "a title": (".docx", changed(word(), {"docProps/custom.xml": f"<a><b>{SYNTHETIC}</b></a>"})),
    "a cell": (".xlsx", put(f"{SYNTHETIC[:6]} {SYNTHETIC[6:]}")),
    "a number cell": (".xlsx", put(int(SYNTHETIC))),
    "a number cell without its zero": (".xlsx", put(int(LEADING_ZERO))),
    "a number cell as excel shortens it": (
        ".xlsx",
        changed(put(5), {"xl/worksheets/sheet1.xml": lambda x: x.replace("<v>5</v>", f"<v>{int(LEADING_ZERO) / 1e9}E9</v>")}),
    ),
    "a hidden sheet": (".xlsx", put(SYNTHETIC, "Pasienter", "veryHidden")),
    "a note on a cell": (
        ".xlsx", changed(workbook(), {"xl/comments1.xml": f"<comments><comment><text><r><t>{SYNTHETIC[:5]}</t></r><r><t>{SYNTHETIC[5:]}</t></r></text></comment></comments>"}),
    ),
    "a chart": (".xlsx", changed(workbook(), {"xl/charts/chart1.xml": f"<c><v>{SYNTHETIC}</v></c>".replace("v>", "pt>")})),
    "a workbook behind a diagram": (".docx", changed(word(), {"word/embeddings/tall.xlsx": put(SYNTHETIC)})),
    "a link": (".docx", changed(word(), {"word/_rels/x.rels": f'<R><Relationship Type="x/hyperlink" TargetMode="External" Target="https://øy.example/{SYNTHETIC}"/></R>'})),
    "a slide": (".pptx", b""),
    "a page": (".pdf", pdf(text=f"Pasient {SYNTHETIC[:6]} {SYNTHETIC[6:]}")),
    "a pdf's title": (".pdf", pdf(lambda d: d.docinfo.__setitem__("/Title", f"Pasient {SYNTHETIC}"))),
    "a csv": (".csv", f"Navn;Nr\nØy;{SYNTHETIC}\n".encode()),
    "a csv without its zero": (".csv", f"Navn;Nr\nØy;{int(LEADING_ZERO)}\n".encode()),
    "two cells": (".xlsx", row(SYNTHETIC[:6], SYNTHETIC[6:])),
    "two number cells": (".xlsx", row(int(SYNTHETIC[:6]), int(SYNTHETIC[6:]))),
    "two number cells without a zero": (".xlsx", row(int(LEADING_ZERO[:6]), int(LEADING_ZERO[6:]))),
    "a date and a cell": (".xlsx", row(date(1972, 9, 13), ORDINARY[6:])),
    "the name of a sheet": (".xlsx", put(1, sheet=f"Pasient {SYNTHETIC}")),
    "a formula": (".xlsx", put(f'="{SYNTHETIC[:6]}"&"{SYNTHETIC[6:]}"&"{SYNTHETIC}"')),
    "a defined name": (".xlsx", changed(workbook(), {"xl/workbook.xml": lambda x: x.replace("</workbook>", f'<definedNames><definedName name="p_{SYNTHETIC}">Ark1!$A$1</definedName></definedNames></workbook>')})),
    "the values of a chart": (".xlsx", changed(workbook(), {"xl/charts/chart1.xml": f"<c><pt><v>{SYNTHETIC}</v></pt></c>"})),
    "the foot of a sheet": (".xlsx", book(lambda b: setattr(b.active.oddFooter.center, "text", f"Pasient {SYNTHETIC}"))),
    "a bookmark": (".docx", body(word(), f'<w:bookmarkStart w:id="1" w:name="p{SYNTHETIC}"/>')),
    "the address of a link": (".docx", body(word(), f'<w:hyperlink w:anchor="p_{SYNTHETIC}"><w:r><w:t>Her</w:t></w:r></w:hyperlink>')),
    "a table": (".docx", body(word(), f"<w:tbl><w:tr><w:tc>{paragraph(SYNTHETIC[:6])}</w:tc><w:tc>{paragraph(SYNTHETIC[6:])}</w:tc></w:tr></w:tbl>")),
    "the name of a picture inside": (".docx", changed(word(), {f"word/media/{SYNTHETIC}.png": picture("PNG")})),
    "a pdf's xmp": (".pdf", pdf(described)),
    "a pdf's bookmark": (".pdf", pdf(bookmarked)),
    "a pdf's form": (".pdf", pdf(lambda d: d.Root.__setitem__("/AcroForm", pikepdf.Dictionary(Fields=pikepdf.Array([pikepdf.Dictionary(DV=pikepdf.String(f"Nr {SYNTHETIC}"))]))))),
    "a link in a pdf": (".pdf", note(Subtype=pikepdf.Name.Link, A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String(f"https://øy.example/{SYNTHETIC}")))),
    "a jpeg's comment": (".jpg", commented(SYNTHETIC)),
    "a jpeg's xmp": (".jpg", with_segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Pasient " + SYNTHETIC.encode() + b"</x:xmpmeta>")),
    "a jpeg's iptc": (".jpg", with_segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x78\0\x0b" + SYNTHETIC.encode())),
    "windows' comment on a picture": (".jpg", picture("JPEG", lambda exif: exif.__setitem__(0x9C9C, f"Pasient {SYNTHETIC}".encode("utf-16-le")))),
    "a png's text": (".png", with_chunk(b"tEXt", b"Comment\0Pasient " + SYNTHETIC.encode())),
    "a png's packed text": (".png", with_chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"Pasient " + SYNTHETIC.encode()))),
    "a gif's comment": (".gif", commented(SYNTHETIC, "GIF")),
    "the name of an ods' sheet": (".ods", opendocument(f'<table:table table:name="{SYNTHETIC}"/>', "spreadsheet")),
    "two cells of an ods": (".ods", opendocument(f"<table:table-row><table:table-cell>{SYNTHETIC[:6]}</table:table-cell><table:table-cell>{SYNTHETIC[6:]}</table:table-cell></table:table-row>", "spreadsheet")),
    "two cells of a csv": (".csv", f"Født;Nr\n{SYNTHETIC[:6]};{SYNTHETIC[6:]}\n".encode()),
    "a text in windows' letters": (".txt", f"Ærlig: {SYNTHETIC}".encode("cp1252")),
    "a text in utf-16": (".txt", f"Ærlig: {SYNTHETIC}".encode("utf-16")),
    "an odt": (".odt", opendocument(f"<text:p>{SYNTHETIC[:6]}<text:span>{SYNTHETIC[6:]}</text:span></text:p>")),
    "an ods": (
        ".ods",
        opendocument(f'<table:table-cell office:value-type="float" office:value="{int(LEADING_ZERO)}"/>', "spreadsheet"),
    ),
}  # fmt: skip


def presentation(text: str) -> bytes:
    """The least that is a presentation: a slide, and notes to it."""
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    types = f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{kind}"/></Types>'
    slide = f"<p><a:p xmlns:a='a'><a:r><a:t>{text[:5]}</a:t></a:r><a:r><a:t>{text[5:]}</a:t></a:r></a:p></p>"
    return changed(word(), {"[Content_Types].xml": types, "ppt/notesSlides/notesSlide1.xml": slide})


ONLY_POSSIBLE = {"a number cell without its zero", "a number cell as excel shortens it", "a csv without its zero", "an ods", "two number cells without a zero"}  # fmt: skip


@pytest.mark.parametrize("where", HIDING)
def test_in_an_attachment_wherever_it_hides(where: str) -> None:
    ending, content = HIDING[where]
    content = content or presentation(SYNTHETIC)
    findings = {f.code: f.facts for f in Examiner(RULES)(content, ending)}
    code = "PV012" if where in ONLY_POSSIBLE else "PV002"
    assert code in findings, findings
    said = problem(code, "projects/øy/index.md", Place(), value=f"fil{ending}", **findings[code]).as_text()
    assert "•••" in said and SYNTHETIC[6:] not in said and LEADING_ZERO[6:] not in said


def test_the_place_in_an_attachment_is_told() -> None:
    (found,) = (f for f in Examiner(RULES)(put(int(SYNTHETIC), "Øvrige"), ".xlsx") if f.code == "PV002")
    assert "arket «Øvrige», celle B7" in found.facts["found"]
    (found,) = (f for f in Examiner(RULES)(HIDING["a page"][1], ".pdf") if f.code == "PV002")
    assert "side 1" in found.facts["found"]


def test_numbers_in_spreadsheets_are_not_all_persons() -> None:
    def fill(made: openpyxl.Workbook) -> None:
        for row in range(1, 60):
            made.active.cell(row, 1, row * 1_234_567)
            made.active.cell(row, 2, f"90{row:02} 1{row:03}")
            made.active.cell(row, 3, 974_760_673)

    assert Examiner(RULES)(workbook(fill), ".xlsx") == ()


# Phones and addresses.
