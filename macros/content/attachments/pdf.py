"""PDF: what would run or be fetched when it is opened, what lies hidden in it, and its words page by page."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pikepdf
import pypdfium2

from macros.content.attachments.containers import check_pdf
from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError, long_enough
from macros.content.attachments.office.formulas import is_dangerous_address
from macros.words.labels import labels

_MAX_OBJECTS = 300_000
_MAX_PAGES = 2_000
# Actions that run, send or fetch (ISO 32000-2, 12.6.4). GoTo, URI and Named are what readers use.
_ACTIONS = {
    "/JavaScript", "/Launch", "/SubmitForm", "/ImportData", "/Rendition", "/Movie", "/Sound", "/GoToR", "/GoToE",
    "/GoTo3DView", "/RichMediaExecute", "/ResetForm", "/Trans",
}  # fmt: skip
_WRITTEN = {"/Contents", "/T", "/V", "/TU", "/RC", "/Alt", "/ActualText", "/Title"}
"""Where people write; in other texts only personal numbers are looked for."""
_MAX_METADATA = 1_000_000
_REMARKS = {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Squiggly", "/Caret", "/Stamp", "/Ink"}


def findings(content: bytes, ending: str) -> Found:
    """Everything that runs, reaches out or hides in the document, who made it, and its words."""
    try:
        document = pikepdf.open(io.BytesIO(content))
    except pikepdf.PasswordError:
        raise UnreadableError("VL008") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise UnreadableError("VL011") from None
    with document:
        if document.is_encrypted:
            raise UnreadableError("VL008")
        if len(document.objects) > _MAX_OBJECTS or len(document.pages) > _MAX_PAGES:
            raise UnreadableError("VL013")
        try:
            yield from _objects(document)
            yield from _metadata(document)
        except (pikepdf.PdfError, ValueError, RuntimeError, TypeError, RecursionError):
            raise UnreadableError("VL011") from None
    check_pdf(content)
    yield from _text(content)


def _objects(document: pikepdf.Pdf) -> Iterator[Finding | TextPiece]:
    root = document.Root
    opening: Any = root.get("/OpenAction")
    # A place to open at is an array or a GoTo; Word and LibreOffice write one.
    if isinstance(opening, pikepdf.Dictionary) and str(opening.get("/S")) not in ("/GoTo", "None"):
        yield _active(str(opening.get("/S")))
    if "/XFA" in root.get("/AcroForm", {}):
        yield _active("/XFA")
    for thing in document.objects:
        yield from _walk(thing, 0)


def _walk(thing: Any, depth: int) -> Iterator[Finding | TextPiece]:
    """One object and what lies directly in it; indirect objects come by themselves."""
    if isinstance(thing, pikepdf.Array) and depth < 30:
        for item in thing:
            if not item.is_indirect if isinstance(item, pikepdf.Object) else False:
                yield from _walk(item, depth + 1)
        return
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)) or depth >= 30:
        return
    yield from _dictionary(thing)
    for key in thing.keys():  # noqa: SIM118  (pikepdf's own; iterating a stream means something else)
        value = thing.get(key)
        if isinstance(value, pikepdf.Object) and not value.is_indirect:
            yield from _walk(value, depth + 1)


def _dictionary(thing: Any) -> Iterator[Finding | TextPiece]:
    kind, action = str(thing.get("/Subtype")), str(thing.get("/S"))
    if action in _ACTIONS or "/JS" in thing:
        yield _active("/JavaScript" if "/JS" in thing else action)
    if "/AA" in thing:
        yield _active("/AA")
    if kind in ("/RichMedia", "/3D", "/Screen", "/Movie", "/Sound"):
        yield _active(kind)
    if action == "/URI" and is_dangerous_address(str(thing.get("/URI", ""))):
        yield Finding("VL019", {"found": str(thing.get("/URI"))})
    if "/EmbeddedFiles" in thing or "/EF" in thing or kind == "/FileAttachment":
        yield Finding("VL022")
    if kind in _REMARKS:
        yield Finding("VL026")
    # Every text: notes, forms, bookmarks, addresses. Two are the document's own marks and no words.
    for key in thing.keys():  # noqa: SIM118
        value = thing.get(key)
        if isinstance(value, pikepdf.String) and key not in ("/ID", "/CheckSum"):
            yield TextPiece(str(value), written=key in _WRITTEN)
        elif long_enough(key):
            yield TextPiece(key, written=False)
    if isinstance(thing, pikepdf.Stream) and thing.get("/Type") == "/Metadata":
        yield TextPiece(thing.read_bytes()[:_MAX_METADATA].decode("utf-8", errors="replace"), written=False)
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        yield Finding("VL015", {"found": str(thing.get("/F"))[:80]})


def _active(what: str) -> Finding:
    return Finding("VL021", {"found": what.lstrip("/")})


def _metadata(document: pikepdf.Pdf) -> Iterator[Finding | TextPiece]:
    authors = set()
    for key, value in document.docinfo.items():
        text = str(value) if isinstance(value, pikepdf.String) else ""
        yield TextPiece(text)
        if key == "/Author" and text.strip():
            authors.add(text.strip())
    try:
        with document.open_metadata() as metadata:
            creators: Any = metadata.get("dc:creator") or []
            authors |= {str(c).strip() for c in ([creators] if isinstance(creators, str) else creators)}
    except Exception:  # metadata that cannot be read names nobody
        authors.discard("")
    for author in sorted(filter(None, authors)):
        yield Finding("VL025", {"found": author})


def _text(content: bytes) -> Iterator[TextPiece]:
    """The words of each page, also those that lie under a black box."""
    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        raise UnreadableError("VL011") from None
    t = labels()
    try:
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            yield TextPiece(text.get_text_bounded(), t("attachments.page", number=index + 1))
            text.close()
            page.close()
    except pypdfium2.PdfiumError:
        raise UnreadableError("VL011") from None
    finally:
        document.close()
