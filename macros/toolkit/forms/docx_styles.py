"""The styles of a Word form: few, named, and nothing from Word's own template."""

from __future__ import annotations

from typing import Any

from macros.files.palette import CLAY, CLAY_SOFT, FJORD, FJORD_SOFT, FONT, INK, MUTED, STRONG_LINE
from macros.toolkit.forms.ooxml import ANSWER, BOX, CELL_HELP, HEAD, HELP, MATRIX, PROMPT, SIDE, TABLE, Element, el

KEPT = ("Normal", "DefaultParagraphFont", "TableNormal", "NoList")
"""The template's styles that others stand on."""


def defaults(locale: str) -> Element:
    """Font, size, colour and language of everything that says nothing else."""
    text = el(
        "rPr",
        el("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT),
        el("color", val=INK),
        *_size(21),
        el("lang", val=locale, eastAsia=locale, bidi="ar-SA"),
    )
    return el("docDefaults", el("rPrDefault", text), el("pPrDefault", el("pPr", el("spacing", after=120, line=264, lineRule="auto"))))  # fmt: skip


def styles(answer_locale: str) -> list[Element]:
    """Every style of our own. ``answer_locale``: the language of what is filled in."""
    next_ = "Normal"
    return [
        _paragraph("Title", "Title", [*_keep(), _space(0, 60, 228)], [*_bold(FJORD), *_size(52)], next_=next_),
        _paragraph("Subtitle", "Subtitle", [_space(0, 200)], [el("color", val=MUTED), *_size(25)], next_=next_),
        _paragraph("Heading1", "heading 1", [*_keep(), _space(400, 80, 240), el("outlineLvl", val=0)], [*_bold(FJORD), *_size(32)], next_=next_),
        _paragraph("Heading2", "heading 2", [*_keep(), _space(240, 60, 252), el("outlineLvl", val=1)], [*_bold(INK), *_size(23)], next_=next_),
        _paragraph(HELP, "Hjelpetekst", [_space(0, 100, 250)], [el("color", val=MUTED), *_size(19)]),
        _paragraph(CELL_HELP, "Hjelpetekst i tabell", [_space(0, 0, 240)], [el("color", val=MUTED), *_size(18)]),
        _paragraph(HEAD, "Kolonnetittel", [el("keepNext"), _space(0, 0, 240)], [*_bold(FJORD), *_size(19)]),
        _paragraph(ANSWER, "Svar", [_space(0, 0, 252)], [*_size(20), el("lang", val=answer_locale)]),
        _paragraph("FormTick", "Avkrysning", [_space(0, 0, 240), el("jc", val="center")], []),
        _paragraph("FormBanner", "Eksempelmerke", [el("keepNext"), *_banner(), _space(0, 0), el("ind", left=220)], _bold(CLAY)),
        _paragraph("FormExample", "Eksempeltekst", [*_banner(), _space(0, 240), el("ind", left=220), el("contextualSpacing")], [el("lang", val=answer_locale)]),
        _paragraph("FormPicture", "Tegning", [_space(200, 120, 240)], []),
        _paragraph("FormEnd", "Slutt", [_space(0, 0, 20, "exact")], _size(2)),
        _paragraph("Header", "header", [_space(0, 0, 240)], [el("color", val=MUTED), *_size(17)]),
        _paragraph("Footer", "footer", [_space(0, 0, 240)], [el("color", val=MUTED), *_size(17)]),
        el("style", el("name", val="Placeholder Text"), el("basedOn", val="DefaultParagraphFont"), el("uiPriority", val=99), el("rPr", el("color", val=MUTED)), type="character", styleId=PROMPT),
        _grid(TABLE, "Skjematabell", _first_row()),
        _grid(BOX, "Svarfelt"),
        _grid(SIDE, "Svartabell", _first_column()),
        _grid(MATRIX, "Risikomatrise", _first_row(), _first_column()),
    ]  # fmt: skip


def _paragraph(
    id_: str, name: str, paragraph: list[Element], text: list[Element], *, next_: str | None = None
) -> Element:
    naming = [el("name", val=name), el("basedOn", val="Normal")]
    naming += [el("next", val=next_)] if next_ else []
    ours: dict[str, Any] = {"customStyle": 1} if id_.startswith("Form") else {}
    return el("style", *naming, el("qFormat"), el("pPr", *paragraph), el("rPr", *text), type="paragraph", styleId=id_, **ours)  # fmt: skip


def _grid(id_: str, name: str, *conditional: Element) -> Element:
    """A table with thin lines that can be seen (3:1) and air in its cells."""
    sides = ("top", "left", "bottom", "right")
    lines = [el(side, val="single", sz=4, space=0, color=STRONG_LINE) for side in (*sides, "insideH", "insideV")]
    margins = [el(side, w=width, type="dxa") for side, width in zip(sides, (70, 100, 70, 100), strict=True)]
    look = el("tblPr", el("tblInd", w=0, type="dxa"), el("tblBorders", *lines), el("tblCellMar", *margins))
    naming = [el("name", val=name), el("basedOn", val="TableNormal"), el("uiPriority", val=59)]
    return el("style", *naming, look, *conditional, type="table", customStyle=1, styleId=id_)


def _first_row() -> Element:
    edge = el("tcBorders", el("bottom", val="single", sz=12, space=0, color=FJORD))
    shade = el("shd", val="clear", color="auto", fill=FJORD_SOFT)
    return el("tblStylePr", el("tcPr", edge, shade, el("vAlign", val="bottom")), type="firstRow")


def _first_column() -> Element:
    return el("tblStylePr", el("tcPr", el("shd", val="clear", color="auto", fill=FJORD_SOFT)), type="firstCol")


def _keep() -> list[Element]:
    """On the same page as what follows."""
    return [el("keepNext"), el("keepLines")]


def _bold(colour: str) -> list[Element]:
    return [el("b"), el("bCs"), el("color", val=colour)]


def _banner() -> list[Element]:
    """A tinted box with a thick edge; paragraphs that follow each other share it."""
    above, below = (el(side, val="single", sz=8, space=4, color=CLAY_SOFT) for side in ("top", "bottom"))
    edges = el("pBdr", above, el("left", val="single", sz=36, space=8, color=CLAY), below)
    return [edges, el("shd", val="clear", color="auto", fill=CLAY_SOFT)]


def _space(before: int, after: int, line: int = 264, rule: str = "auto") -> Element:
    return el("spacing", before=before, after=after, line=line, lineRule=rule)


def _size(half_points: int) -> list[Element]:
    return [el("sz", val=half_points), el("szCs", val=half_points)]
