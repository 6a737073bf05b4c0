"""Word, Excel and PowerPoint (ECMA-376): what runs, reaches out or is packed inside. The words: ``ooxml_words``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from macros.content.attachments import images
from macros.content.attachments.archive import Archive, attribute, local
from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError
from macros.content.attachments.formulas import is_dangerous, is_dangerous_address
from macros.content.attachments.ooxml_words import remarks, words

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
_FORMULAS = {"f", "formula", "formula1", "formula2", "definedName", "calculatedColumnFormula", "totalsRowFormula"}
MAX_DEPTH = 2
"""A workbook behind a diagram in a document is judged too; what lies deeper is refused."""


def look(content: bytes, ending: str, depth: int = 0) -> Found:
    """Everything dangerous and everything hidden in the file, and its words."""
    archive = Archive(content)
    yield from _types(archive, ending)
    for name in archive.names:
        yield from _part(archive, name, depth)
    roots = {name: archive.xml(name) for name in archive.parts(".xml", ".rels", ".vml", ".svg")}
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
        yield from look(archive.read(name), inside[1].lower(), depth + 1)
    elif name.casefold().endswith((".png", ".jpg", ".jpeg")):
        yield from _picture(archive.read(name), name)
    elif not _KNOWN.search(name) and not _PRINTER.search(name):
        yield Finding("VL017", {"found": name})


def _picture(content: bytes, name: str) -> Found:
    try:
        yield from images.look(content, f".{name.rpartition('.')[2].casefold()}", name)
    except UnreadableError:
        return  # a picture that cannot be read shows nothing; Office often names them wrongly


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
        if tag in ("ddeLink", "oleLink", "webPublishItem"):
            yield Finding("VL015", {"found": tag})
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
