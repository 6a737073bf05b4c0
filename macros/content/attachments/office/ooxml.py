"""Word, Excel and PowerPoint (ECMA-376): what runs, reaches out or is packed inside. The words: ``ooxml_words``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.content.attachments.containers import is_program
from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError
from macros.content.attachments.office import pictures
from macros.content.attachments.office.archive import Archive, attribute, local
from macros.content.attachments.office.formulas import is_dangerous, is_dangerous_address
from macros.content.attachments.office.ooxml_words import remarks, words

MAIN_TYPES = {
    ".docx": "wordprocessingml.document.main+xml",
    ".xlsx": "spreadsheetml.sheet.main+xml",
    ".pptx": "presentationml.presentation.main+xml",
}
_MACROS = re.compile(r"vba(project|data)|macrosheets/|dialogsheets/|customui/|intlmacrosheets/", re.IGNORECASE)
# Parts that are data of a known kind. Whatever else lies in the file cannot be looked into, and is refused.
_KNOWN = re.compile(r"\.(xml|rels|vml|png|jpe?g|gif|bmp|tiff?|emf|wmf|wdp|svg|ico|odttf|fntdata|ttf)$", re.IGNORECASE)
_PRINTER = re.compile(r"printersettings/[^/]+\.bin$", re.IGNORECASE)
_INSIDE = re.compile(r"/embeddings/[^/]+(\.docx|\.xlsx|\.pptx)$", re.IGNORECASE)
_REMOTE_PARTS = re.compile(r"(externallinks|querytables|webextensions)/|connections\.xml$", re.IGNORECASE)
_OBJECTS = ("oleobject", "control", "activexcontrol", "afchunk", "package", "subdocument", "frame")
# Fields of Word that fetch a file or start a program.
_FIELD = re.compile(
    r"^\s*(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|INCLUDE|LINK|DATABASE|MACROBUTTON|AUTOTEXTLIST)\b",
    re.IGNORECASE,
)
_LINK_FIELD = re.compile(r"^\s*HYPERLINK\s+\"?([^\"\s]+)", re.IGNORECASE)
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
_READ = (".xml", ".rels", ".vml", ".svg")
# Of drawings (SVG, VML) within the file: what runs, and what fetches a picture past the list of relations.
_ACTIVE = ("script", "foreignObject", "handler", "FmlaMacro")
_SCRIPT = re.compile(r"[(=;]")
_ELSEWHERE = re.compile(r"\s*(?:[a-z][a-z0-9+.-]+:|//|\\\\)", re.IGNORECASE)
_FETCHING = ("image", "imagedata", "fill", "stroke", "use", "feImage")
MAX_DEPTH = 2
"""A workbook behind a diagram in a document is judged too; what lies deeper is refused."""


def findings(content: bytes, ending: str, depth: int = 0) -> Found:
    """Everything dangerous and everything hidden in the file, and its words."""
    archive = Archive(content)
    yield from _types(archive, ending)
    for name in archive.names:
        yield from _part(archive, name, depth)
    roots = {name: archive.xml(name) for name in archive.parts(*_READ)}
    for name, root in roots.items():
        if name.endswith(".rels"):
            yield from _relations(root, name)
        else:
            yield from _formulas(root)
            yield from _fields(root)
    yield from remarks(roots)
    yield from words(roots)


def _types(archive: Archive, ending: str) -> Iterator[Finding]:
    """The file's own list of types: a macro type anywhere, or another kind of document than the name says."""
    root = archive.xml("[Content_Types].xml")
    if root is None:
        raise UnreadableError("VL005")
    types = [attribute(element, "ContentType") for element in root]
    macros = [t for t in types if "macroenabled" in t.lower() or "vba" in t.lower()]
    if macros:
        yield Finding("VL009")
    main = [t for t in types if t.endswith((".main+xml", "macroEnabled.main+xml", "binary.macroEnabled.main"))]
    if not any(t.endswith(MAIN_TYPES[ending]) for t in main) and not macros:
        raise UnreadableError("VL005")


def _part(archive: Archive, name: str, depth: int) -> Found:
    """One part by its name: macros, objects, connections, pictures, and files within the file."""
    if _MACROS.search(name):
        yield Finding("VL009")
    elif "/activex/" in name.casefold():
        yield Finding("VL017", {"found": name})
    elif _REMOTE_PARTS.search(name) and not name.endswith(".rels"):
        yield Finding("VL015", {"found": name})
    elif inside := _INSIDE.search(name):
        if depth + 1 >= MAX_DEPTH:
            yield Finding("VL017", {"found": name})
            return
        yield Finding("VL029", {"found": name})
        yield from findings(archive.read(name), inside[1].lower(), depth + 1)
    elif pictures.PICTURES.search(name):
        yield from pictures.inside(archive.read(name), name)
    elif (not _KNOWN.search(name) and not _PRINTER.search(name)) or (
        not name.casefold().endswith(_READ) and is_program(archive.read(name))
    ):
        yield Finding("VL017", {"found": name})
    yield TextPiece(name, written=False)


def _relations(root: Any, name: str) -> Iterator[Finding | TextPiece]:
    """What the parts point to: links for readers are allowed; content fetched from elsewhere, and objects, are not."""
    for element in root:
        kind = attribute(element, "Type").rpartition("/")[2].casefold()
        target, external = attribute(element, "Target"), attribute(element, "TargetMode").casefold() == "external"
        if kind == "attachedtemplate":
            yield Finding("VL016", {"found": target})
        elif kind == "hyperlink":
            # Within the file a target is the name of a part or a place; otherwise it is an address.
            if is_dangerous_address(target) or (
                external and not re.match(r"(https?|mailto):|#|$", target.strip(), re.I)
            ):
                yield Finding("VL019", {"found": target})
            yield TextPiece(target.removeprefix("mailto:"))
        elif external:
            yield Finding("VL015", {"found": target})
        elif kind in _OBJECTS and not _INSIDE.search(f"/{target}"):
            yield Finding("VL017", {"found": target})


def _formulas(root: Any) -> Iterator[Finding]:
    for element in root.iter():
        tag = local(element.tag)
        text = "".join(element.itertext()) if tag in _FORMULAS else ""
        if text and is_dangerous(text):
            yield Finding("VL018", {"found": text})
        if tag in ("ddeLink", "oleLink", "webPublishItem", "DataMashup"):
            yield Finding("VL015", {"found": tag})
        if tag in _ACTIVE:
            yield Finding("VL017", {"found": tag})
        if any(
            local(key).startswith("on") and len(local(key)) > 3 and _SCRIPT.search(v)
            for key, v in element.attrib.items()
        ):
            yield Finding("VL017", {"found": tag})
        if attribute(element, "action").startswith(("ppaction://program", "ppaction://macro", "ppaction://ole")):
            yield Finding("VL019", {"found": attribute(element, "action")})
        target = (attribute(element, "src") or attribute(element, "href")) if tag in _FETCHING else ""
        if _ELSEWHERE.match(target) and not target.startswith("data:image/"):
            yield Finding("VL015", {"found": target})
        if tag == "hyperlink" and (location := attribute(element, "location")) and is_dangerous_address(location):
            yield Finding("VL019", {"found": location})


def _fields(root: Any) -> Iterator[Finding]:
    """Word's field codes, which may be split in many runs: from «begin» to «separate» or «end»."""
    code: list[str] = []
    for element in root.iter():
        tag = local(element.tag)
        if tag == "fldSimple":
            yield from _field(attribute(element, "instr"))
        elif tag == "instrText":
            code.append(element.text or "")
        elif tag == "fldChar":
            yield from _field("".join(code))
            code = []
    yield from _field("".join(code))


def _field(code: str) -> Iterator[Finding]:
    if match := _FIELD.match(code):
        yield Finding("VL020", {"found": match[1].upper()})
    elif (match := _LINK_FIELD.match(code)) and is_dangerous_address(match[1].replace("\\\\", "\\")):
        yield Finding("VL019", {"found": match[1]})
