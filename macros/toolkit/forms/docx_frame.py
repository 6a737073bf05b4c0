"""What surrounds the text of a Word form: page, styles, language, header, footer, properties, and the same bytes."""

from __future__ import annotations

import textwrap
from functools import cache
from io import BytesIO

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Twips

from macros.files.archive import rewritten
from macros.files.palette import CLAY, FJORD, LINE
from macros.files.workbook import LOCALES
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.docx_styles import KEPT, defaults, styles
from macros.toolkit.forms.ooxml import Element, el, page_text, read, run

SHORT, LONG, MARGIN = 11906, 16838, 1134
"""A4 and its margins, in twentieths of a point."""
PROPERTY = 255
"""The longest a property may be."""
_OURS = {"styles", "fontTable", "settings", "officeDocument", "core-properties", "header", "footer", "image"}


def new_document(file: FormFile, *, landscape: bool) -> WordDocument:
    """An empty document with everything but the text."""
    document = Document(BytesIO(_blank(LOCALES[file.language], file.answer_locale, landscape)))
    _header_and_footer(document, file)
    _properties(document, file)
    return document


@cache
def _blank(locale: str, answer_locale: str, landscape: bool) -> bytes:
    """What forms of that language and that way of the paper have in common: the library's own template has much more."""
    document = Document()
    _page(document, landscape)
    _styles(document, locale, answer_locale)
    _settings(document, locale)
    for rels in (document.part.package.rels, document.part.rels):
        for id_ in [id_ for id_, rel in rels.items() if rel.reltype.rsplit("/", 1)[-1] not in _OURS]:
            del rels[id_]
    return _saved(document)


def text_width(document: WordDocument) -> int:
    """Between the margins, in twentieths of a point."""
    width = document.sections[0].page_width
    return (width.twips if width else SHORT) - 2 * MARGIN


def finished(document: WordDocument) -> bytes:
    """The document as bytes that depend on nothing but its content: no clock."""
    return rewritten(_saved(document))


def _saved(document: WordDocument) -> bytes:
    draft = BytesIO()
    document.save(draft)
    return draft.getvalue()


def _page(document: WordDocument, landscape: bool) -> None:
    section = document.sections[0]
    width, height = (LONG, SHORT) if landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Twips(width), Twips(height)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Twips(MARGIN)
    section.header_distance, section.footer_distance = Twips(567), Twips(440)


def _styles(document: WordDocument, locale: str, answer_locale: str) -> None:
    """Our styles in place of the template's 164."""
    root = document.styles.element
    kept = [s for s in root if s.tag != qn("w:style") or s.get(qn("w:styleId")) in KEPT]
    root[:] = [*kept, *read(styles(answer_locale))]
    root.replace(root.find(qn("w:docDefaults")), *read([defaults(locale)]))


def _settings(document: WordDocument, locale: str) -> None:
    """The language, Norwegian signs, and the mode in which Word knows content controls."""
    settings = document.settings.element
    for name, value in {"themeFontLang": locale, "decimalSymbol": ",", "listSeparator": ";"}.items():
        setting = settings.find(qn(f"w:{name}"))
        setting.attrib.clear()
        setting.set(qn("w:val"), value)
    for name in ("zoom", "rsids", "savePreviewPicture", "proofState"):
        settings.remove(settings.find(qn(f"w:{name}")))
    compat = settings.find(qn("w:compat"))
    compat.remove(compat.find(qn("w:useFELayout")))
    compat.find(qn("w:compatSetting")).set(qn("w:val"), "15")


def _header_and_footer(document: WordDocument, file: FormFile) -> None:
    section, words = document.sections[0], file.words
    tabs = el("tabs", el("tab", val="right", pos=text_width(document)))
    mark = [run("InnoMed", None, el("b"), el("color", val=FJORD))]
    if file.filled:
        mark += [el("r", el("tab")), run(file.banner, None, el("b"), el("color", val=CLAY))]
    _fill(section.header, "Header", [[tabs]], [mark])
    edge = el("pBdr", el("top", val="single", sz=4, space=6, color=LINE))
    about = f"{file.heading} · {words('form.version', version=file.version)} · {file.license}"
    page = page_text(words("form.page", page="{PAGE}", pages="{NUMPAGES}"))
    tabs = el("tabs", el("tab", val="right", pos=text_width(document)))
    _fill(section.footer, "Footer", [[edge], [tabs]], [[run(about)], [run(file.url), el("r", el("tab")), *page]])


def _fill(block: object, style: str, looks: list[list[Element]], lines: list[list[Element]]) -> None:
    """The lines of a header or footer in place of the empty paragraph it begins with."""
    block.is_linked_to_previous = False  # type: ignore[attr-defined]
    root = block._element  # type: ignore[attr-defined]
    root[:] = read(el("p", el("pPr", el("pStyle", val=style), *look), *line) for look, line in zip(looks, lines, strict=True))  # fmt: skip


def _properties(document: WordDocument, file: FormFile) -> None:
    properties, words = document.core_properties, file.words
    properties.title = textwrap.shorten(file.heading, PROPERTY, placeholder=" …")
    properties.subject = textwrap.shorten(file.subject, PROPERTY, placeholder=" …")
    properties.author = properties.last_modified_by = "InnoMed"
    properties.language = LOCALES[file.language]
    properties.keywords = words("form.keywords")
    properties.comments = textwrap.shorten(words("form.license", license=file.license, url=file.url), PROPERTY)
    properties.version = file.version
    properties.revision = 1
    properties.created = properties.modified = file.stamp
