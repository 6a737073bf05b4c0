"""The words of Word, Excel and PowerPoint files, with those that nobody sees: notes, comments, hidden sheets, names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.content.attachments.finding import Finding, TextPiece, long_enough
from macros.content.attachments.office.archive import attribute, local
from macros.content.attachments.office.ooxml_cells import Roots, cells
from macros.words.labels import labels

# Elements whose text is read as one piece: paragraphs, cells' texts, shared strings, comments.
_BLOCKS = {"p", "si", "is", "text"}
# Attributes that hold words a person wrote. Others hold numbers by the thousand.
_WRITTEN = {"descr", "title", "author", "userId", "initials", "displayName", "prompt", "promptTitle", "error"}
_CHANGES = {"ins", "del", "moveFrom", "moveTo"}
_PLACES = (
    (r"word/(header|footer)", "attachments.header"),
    (r"comments|persons|people", "attachments.comments"),
    (r"word/(foot|end)notes", "attachments.notes"),
    (r"notesSlides", "attachments.speaker"),
    (r"charts?/", "attachments.chart"),
    (r"docProps|customXml", "attachments.properties"),
)


def words(roots: Roots) -> Iterator[TextPiece]:
    """Every text of the file, in pieces that a number cannot be split between."""
    sheets = _sheets(roots)
    for name, root in roots.items():
        if root is None:
            continue
        where = _where(name)
        if name in sheets:
            yield from cells(roots, name, sheets[name])
        if not name.endswith(".rels") and not name.startswith(("word/styles", "word/theme", "xl/styles")):
            yield from _texts(root, where)
        yield from _names(root, where)


def _texts(root: Any, where: str) -> Iterator[TextPiece]:
    """Blocks as one piece each, rows of tables too, and the text of every element that stands in no block."""
    for element in root.iter():
        tag = local(element.tag)
        if tag in _BLOCKS:
            yield TextPiece("".join(element.itertext()), where)
        elif tag == "tr":
            yield TextPiece(" | ".join("".join(cell.itertext()) for cell in element), where, written=False)
        elif element.text and element.text.strip() and tag not in ("t", "v", "f", "instrText", "delText"):
            yield TextPiece(element.text, where)
        for key, value in element.attrib.items():
            if local(key) in _WRITTEN:
                yield TextPiece(value, where)


def _names(root: Any, where: str) -> Iterator[TextPiece]:
    """What programs read and people do not: attributes (names of sheets, bookmarks, styles), formulas, values of charts."""
    for element in root.iter():
        if local(element.tag) in ("v", "f") and element.text and long_enough(element.text):
            yield TextPiece(element.text, where, written=False)
        for value in element.attrib.values():
            if long_enough(value):
                yield TextPiece(value, where, written=False)


def remarks(roots: Roots) -> Iterator[Finding]:
    """What a reader is not meant to see: who made the file, comments, changes not yet accepted, hidden parts."""
    core = roots.get("docProps/core.xml")
    app = roots.get("docProps/app.xml")
    names = {
        (element.text or "").strip()
        for root, tags in ((core, ("creator", "lastModifiedBy")), (app, ("Manager",)))
        for element in (root.iter() if root is not None else ())
        if local(element.tag) in tags
    }
    names |= {
        attribute(p, "author") or attribute(p, "displayName") for p in _of(roots, r"people\.xml|persons/", "person")
    }
    for name in sorted(filter(None, names)):
        yield Finding("VL025", {"found": name})
    if any(True for _ in _of(roots, r"(^|/)(threadedC|c)omments", "comment", "threadedComment", "cm")):
        yield Finding("VL026")
    changed = any(True for _ in _of(roots, r"^word/(document|header|footer|footnotes|endnotes)", *_CHANGES))
    if changed or any(re.search("xl/revisions/", name) for name in roots):
        yield Finding("VL027")
    for sheet in _of(roots, r"^xl/workbook\.xml", "sheet"):
        if attribute(sheet, "state") in ("hidden", "veryHidden"):
            yield Finding("VL028", {"found": attribute(sheet, "name")})
    for name, root in roots.items():
        if re.search(r"^ppt/slides/[^/]+\.xml$", name) and attribute(root, "show") in ("0", "false"):
            yield Finding("VL028", {"found": name.rpartition("/")[2].removesuffix(".xml")})
    if any(attribute(v, "val") not in ("0", "false") for v in _of(roots, r"^word/(document|header|footer)", "vanish")):
        yield Finding("VL028", {"found": labels()("attachments.hidden")})


def _of(roots: Roots, parts: str, *tags: str) -> Iterator[Any]:
    """Elements with one of the tags, in parts whose name fits."""
    for name, root in roots.items():
        if root is not None and not name.endswith(".rels") and re.search(parts, name):
            yield from (element for element in root.iter() if local(element.tag) in tags)


def _sheets(roots: Roots) -> dict[str, str]:
    """Part -> the sheet's name, by the workbook's relations; the part's own name where they say nothing."""
    relations = roots.get("xl/_rels/workbook.xml.rels")
    targets = {attribute(r, "Id"): attribute(r, "Target") for r in (relations if relations is not None else ())}
    named = {}
    for sheet in _of(roots, r"^xl/workbook\.xml", "sheet"):
        ids = [value for key, value in sheet.attrib.items() if key.endswith("}id")]
        target = targets.get(ids[0], "") if ids else ""
        named["xl/" + target.removeprefix("/xl/")] = attribute(sheet, "name")
    every = [name for name in roots if re.match(r"xl/worksheets/[^/]+\.xml$", name)]
    return {name: named.get(name, name.rpartition("/")[2]) for name in every}


def _where(name: str) -> str:
    t = labels()
    if match := re.search(r"ppt/slides/slide(\d+)", name):
        return t("attachments.slide", number=match[1])
    return next((t(key) for pattern, key in _PLACES if re.search(pattern, name)), "")
