"""What surrounds the text of a Word form: page, styles, language, header, footer, properties, and the same bytes."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.shared import Twips

from macros.files.archive import Packed, archive, joined, packed
from macros.files.palette import CLAY, FJORD, LINE
from macros.files.workbook import LOCALES
from macros.text.invisible import NOT_IN_OFFICE
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.docx_styles import KEPT, defaults, styles
from macros.toolkit.forms.ooxml import Element, el, page_text, run

SHORT, LONG, MARGIN = 11906, 16838, 1134
"""A4 and its margins, in twentieths of a point."""
PROPERTY = 255
"""The longest a property may be."""
_TEXT, _HEADER, _FOOTER = (f"word/{name}.xml" for name in ("document", "header1", "footer1"))
_STYLES, _SETTINGS, _PROPERTIES = "word/styles.xml", "word/settings.xml", "docProps/core.xml"
_OURS = {"styles", "fontTable", "settings", "officeDocument", "core-properties", "header", "footer", "image"}


class Frame:
    """A document with everything but the text."""

    def __init__(self, file: FormFile, *, landscape: bool) -> None:
        self.file = file
        self.width = (LONG if landscape else SHORT) - 2 * MARGIN
        """Between the margins, in twentieths of a point."""
        self._empty = _empty(LOCALES[file.language], file.answer_locale, landscape)
        self._opened: WordDocument | None = None

    @property
    def document(self) -> WordDocument:
        """The document, for what is more than text. Most forms have nothing such, and are never opened."""
        self._opened = self._opened or Document(BytesIO(archive(self._empty.items())))
        return self._opened

    def finished(self, elements: Iterable[Element]) -> bytes:
        """The document with that text, as bytes that depend on nothing but its content: no clock."""
        text = list(elements)  # a picture in it opens the document
        parts = _parts(self._opened) if self._opened else dict(self._empty)
        parts[_TEXT] = _with(parts[_TEXT], "<w:sectPr", text)
        parts[_HEADER] = _with(parts[_HEADER], "</w:hdr>", _header(self.file, self.width))
        parts[_FOOTER] = _with(parts[_FOOTER], "</w:ftr>", _footer(self.file, self.width))
        parts[_PROPERTIES] = _properties(parts[_PROPERTIES], self.file)
        return joined(self._packed(name, part) for name, part in parts.items())

    def _packed(self, name: str, part: bytes) -> Packed:
        return _shared(name, part) if part is self._empty.get(name) else packed(name, part)


_shared = lru_cache(maxsize=64)(packed)
"""What stands as it is in every form of a language is packed once."""


@cache
def _empty(locale: str, answer_locale: str, landscape: bool) -> Mapping[str, bytes]:
    """What forms of that language and that way of the paper have in common, by the names of the parts."""
    parts = dict(_template())
    size = el("pgSz", w=LONG, h=SHORT, orient="landscape") if landscape else el("pgSz", w=SHORT, h=LONG)
    parts[_TEXT] = _with(parts[_TEXT], "<w:pgMar", [size])
    parts[_STYLES] = _with(parts[_STYLES], "<w:latentStyles", [defaults(locale)])
    parts[_STYLES] = _with(parts[_STYLES], "</w:styles>", styles(answer_locale))
    parts[_SETTINGS] = _with(parts[_SETTINGS], "<w:clrSchemeMapping", [el("themeFontLang", val=locale)])
    return parts


@cache
def _template() -> Mapping[str, bytes]:
    """What all forms have in common: the library's own template without the much that none has, and without what differs
    between them."""
    document = Document()
    _page(document)
    _styles(document)
    _settings(document)
    for rels in (document.part.package.rels, document.part.rels):
        for id_ in [id_ for id_, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] not in _OURS]:
            del rels[id_]
    for block in (document.sections[0].header, document.sections[0].footer):
        block.is_linked_to_previous = False
        block._element[:] = []
    return _parts(document)


def _parts(document: WordDocument) -> dict[str, bytes]:
    draft = BytesIO()
    document.save(draft)
    with ZipFile(draft) as saved:
        return {name: saved.read(name) for name in saved.namelist()}


def _with(part: bytes, before: str, elements: Iterable[Element]) -> bytes:
    """A part with the elements in it."""
    head, found, tail = part.decode().partition(before)
    if not found:  # an element with nothing in it has no end of its own
        head, before, tail = f"{head.removesuffix('/>')}>", before, ""
    return "".join((head, *elements, before, tail)).encode()


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance, section.footer_distance = Twips(567), Twips(440)
    setup = document.element.body[-1]
    setup.remove(setup.find(qn("w:pgSz")))


def _styles(document: WordDocument) -> None:
    """None but those of the template's 164 that ours stand on."""
    root, ours = document.styles.element, (qn("w:style"), qn("w:docDefaults"))
    root[:] = [s for s in root if s.tag not in ours or s.get(qn("w:styleId")) in KEPT]


def _settings(document: WordDocument) -> None:
    """Norwegian signs, and the mode in which Word knows content controls."""
    settings = document.settings.element
    for name, value in {"decimalSymbol": ",", "listSeparator": ";"}.items():
        settings.find(qn(f"w:{name}")).set(qn("w:val"), value)
    for name in ("zoom", "rsids", "savePreviewPicture", "proofState", "themeFontLang"):
        settings.remove(settings.find(qn(f"w:{name}")))
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")


def _header(file: FormFile, width: int) -> Iterator[Element]:
    tabs = el("tabs", el("tab", val="right", pos=width))
    mark = [run("InnoMed", None, el("b"), el("color", val=FJORD))]
    if file.filled:
        mark += [el("r", el("tab")), run(file.banner, None, el("b"), el("color", val=CLAY))]
    yield el("p", el("pPr", el("pStyle", val="Header"), tabs), *mark)


def _footer(file: FormFile, width: int) -> Iterator[Element]:
    words, style = file.words, el("pStyle", val="Footer")
    edge = el("pBdr", el("top", val="single", sz=4, space=6, color=LINE))
    about = f"{file.heading} · {words('form.version', version=file.version)} · {file.license}"
    yield el("p", el("pPr", style, edge), run(about))
    tabs = el("tabs", el("tab", val="right", pos=width))
    page = page_text(words("form.page", page="{PAGE}", pages="{NUMPAGES}"))
    yield el("p", el("pPr", style, tabs), run(file.url), el("r", el("tab")), *page)


def _properties(part: bytes, file: FormFile) -> bytes:
    words, stamp = file.words, f"{file.stamp:%Y-%m-%dT%H:%M:%SZ}"
    told = {
        "dc:title": textwrap.shorten(file.heading, PROPERTY, placeholder=" …"),
        "dc:subject": textwrap.shorten(file.subject, PROPERTY, placeholder=" …"),
        "dc:creator": "InnoMed",
        "cp:keywords": words("form.keywords"),
        "dc:description": textwrap.shorten(words("form.license", license=file.license, url=file.url), PROPERTY),
        "cp:lastModifiedBy": "InnoMed",
        "cp:revision": "1",
        'dcterms:created xsi:type="dcterms:W3CDTF"': stamp,
        'dcterms:modified xsi:type="dcterms:W3CDTF"': stamp,
        "cp:category": "",
        "dc:language": LOCALES[file.language],
        "cp:version": file.version,
    }
    said = [f"<{name}>{escape(text)}</{name.split()[0]}>" if text else f"<{name}/>" for name, text in told.items()]
    head, _, _ = part.partition(b"<dc:title")
    return head + NOT_IN_OFFICE.sub("", "".join([*said, "</cp:coreProperties>"])).encode()
