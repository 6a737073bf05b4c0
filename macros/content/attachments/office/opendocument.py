"""OpenDocument text and spreadsheets (ISO 26300): what runs, reaches out, hides, and the words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.content.attachments import pdf
from macros.content.attachments.containers import is_program
from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError, long_enough
from macros.content.attachments.office.archive import Archive, attribute, local
from macros.content.attachments.office.formulas import is_dangerous, is_dangerous_address
from macros.content.attachments.office.neighbours import Cell, split_numbers
from macros.content.attachments.office.ooxml_cells import as_digits
from macros.content.attachments.office.pictures import inside
from macros.words.labels import labels

_TYPES = {
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
}
_PICTURES = r"(?i)\.(png|jpe?g|gif|svg|svm|wmf|emf|bmp|tiff?|pdf)$"
_TEXT = {"p", "h"}
_AUTHORS = {"initial-creator", "creator", "printed-by"}
_FETCHED = {"table-source", "section-source", "dde-source", "dde-connection-decl", "database", "database-table-source"}


def findings(content: bytes, ending: str) -> Found:
    """Everything dangerous and everything hidden in the file, and its words."""
    archive = Archive(content)
    if archive.read("mimetype").decode("ascii", errors="replace").strip() != _TYPES[ending]:
        raise UnreadableError("VL005")
    manifest = archive.xml("META-INF/manifest.xml")
    if manifest is not None and any(local(e.tag) == "encryption-data" for e in manifest.iter()):
        raise UnreadableError("VL008")
    for name in archive.names:
        yield from _part(archive, name)
    for name in archive.parts(".xml"):
        root = archive.xml(name)
        if root is not None:
            yield from _names(root)
            if not name.startswith("META-INF/"):
                yield from _judge(root)
                yield from _words(root)


def _part(archive: Archive, name: str) -> Found:
    if name.startswith(("Basic/", "Scripts/", "Dialogs/")):
        yield Finding("VL009")
    elif name.casefold().endswith(".pdf"):
        yield from pdf.findings(archive.read(name), ".pdf")
    elif re.search(_PICTURES, name):
        yield from inside(archive.read(name), name)
    elif not re.search(
        rf"{_PICTURES}|\.(xml|rdf)$|^mimetype$|^layout-cache$|^Configurations2/|^ObjectReplacements/", name
    ) or (not name.endswith((".xml", ".rdf")) and name != "mimetype" and is_program(archive.read(name))):
        yield Finding("VL017", {"found": name})
    yield TextPiece(name, written=False)


def _judge(root: Any) -> Iterator[Finding]:
    hidden_styles = {
        attribute(style, "name")
        for style in root.iter()
        if local(style.tag) == "style" and any(attribute(p, "display") == "false" for p in style)
    }
    for element in root.iter():
        tag, target = local(element.tag), attribute(element, "href")
        if tag in _FETCHED:
            yield Finding("VL015", {"found": target or tag})
        elif tag in ("event-listener", "script") and attribute(element, "language"):
            yield Finding("VL009")
        elif tag in ("object-ole", "applet", "plugin", "floating-frame"):
            yield Finding("VL017", {"found": tag})
        elif tag == "a" and is_dangerous_address(target):
            yield Finding("VL019", {"found": target})
        elif tag != "a" and re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//|\.\./", target):
            # A template is only named in the file; it is fetched all the same.
            yield Finding("VL016" if tag == "template" else "VL015", {"found": target})
        elif tag == "annotation":
            yield Finding("VL026")
        elif tag == "changed-region":
            yield Finding("VL027")
        elif tag == "table" and attribute(element, "style-name") in hidden_styles and attribute(element, "name"):
            yield Finding("VL028", {"found": attribute(element, "name")})
        elif tag in _AUTHORS and element.text:
            # A comment's author stands in a comment, which is told already.
            yield Finding("VL025", {"found": element.text.strip()})
        formula = attribute(element, "formula")
        if formula and is_dangerous(re.sub(r"^(of|oooc|msoxl):=?", "", formula)):
            yield Finding("VL018", {"found": formula})


def _words(root: Any) -> Iterator[TextPiece]:
    t = labels()
    for element in root.iter():
        tag = local(element.tag)
        if tag in _TEXT:
            yield TextPiece("".join(element.itertext()))
        elif tag == "table-cell" and attribute(element, "value-type") == "float":
            yield TextPiece(as_digits(attribute(element, "value")), number=True)
        elif tag in ("user-defined", "keyword", "description", "subject", "title", "desc") and element.text:
            yield TextPiece(element.text, t("attachments.properties"))
        elif tag == "table-row":
            yield from split_numbers([[_cell(cell) for cell in element if local(cell.tag) == "table-cell"]])


def _cell(cell: Any) -> Cell:
    kind = attribute(cell, "value-type")
    if kind == "date":
        return Cell(attribute(cell, "date-value"), "")
    return Cell(
        as_digits(attribute(cell, "value")) if kind == "float" else "".join(cell.itertext()), "", kind == "float"
    )


def _names(root: Any) -> Iterator[TextPiece]:
    """What programs read and people do not: names of sheets and bookmarks, formulas, addresses."""
    for element in root.iter():
        for value in element.attrib.values():
            if long_enough(value):
                yield TextPiece(value, written=False)
