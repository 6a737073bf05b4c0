"""The words of Word, Excel and PowerPoint files, with those that nobody sees: notes, comments, hidden sheets, names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from macros.content.attachments.archive import attribute, local
from macros.content.attachments.finding import Finding, TextPiece
from macros.words.labels import labels

Roots = Mapping[str, Any]
"""Name of a part -> its root element."""

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
        if root is None or name.endswith(".rels") or name.startswith(("word/styles", "word/theme", "xl/styles")):
            continue
        if name in sheets:
            yield from _cells(root, sheets[name])
        yield from _texts(root, _where(name))


def _texts(root: Any, where: str) -> Iterator[TextPiece]:
    """Blocks as one piece each, and the text of every element that stands in no block."""
    for element in root.iter():
        if local(element.tag) in _BLOCKS:
            yield TextPiece("".join(element.itertext()), where)
        elif (
            element.text and element.text.strip() and local(element.tag) not in ("t", "v", "f", "instrText", "delText")
        ):
            yield TextPiece(element.text, where)
        for key, value in element.attrib.items():
            if local(key) in _WRITTEN:
                yield TextPiece(value, where)


def _cells(root: Any, sheet: str) -> Iterator[TextPiece]:
    """Numbers and worked-out texts of a sheet's cells, with the cell's address."""
    t = labels()
    for cell in root.iter():
        if local(cell.tag) != "c" or attribute(cell, "t") in ("s", "b", "e", "inlineStr"):
            continue
        value = next((child.text or "" for child in cell if local(child.tag) == "v"), "")
        if len(value) < 8:
            continue
        where = t("attachments.cell", sheet=sheet, cell=attribute(cell, "r"))
        number = attribute(cell, "t") in ("", "n")
        yield TextPiece(as_digits(value) if number else value, where, number)


def as_digits(value: str) -> str:
    """A number cell's value as digits: Excel writes large ones as 1.019012345E9."""
    try:
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value
    except (ValueError, OverflowError):
        return value


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
