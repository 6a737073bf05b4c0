"""Elements of a Word document, as text. The order of children is the schema's: Word refuses a file that has them otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from typing import NewType
from xml.sax.saxutils import escape

from macros.files.palette import MUTED
from macros.text.invisible import NOT_IN_OFFICE

Element = NewType("Element", str)
"""An element with all that is in it. Thousands are put together, in a tenth of the time that objects take. It is written as
lxml writes it, so that parts that a library makes and ours are alike."""
HELP, CELL_HELP, ANSWER, HEAD, PROMPT = "FormHelp", "FormCellHelp", "FormAnswer", "FormHead", "PlaceholderText"
TABLE, BOX, SIDE, MATRIX = "FormTable", "FormBox", "FormSide", "FormMatrix"
_ESCAPED = re.compile(rf"[&<>\"\t\n]|{NOT_IN_OFFICE.pattern}")
_QUOTED = {'"': "&quot;", "\t": "&#9;", "\n": "&#10;"}
_FREE = re.compile(r"(<w:pPr><w:pStyle [^>]*/>)(?!<w:keepNext/>)")
"""The look of a paragraph that may stand on another page than what follows."""


def el(tag: str, *children: Element, text: str | None = None, **attributes: str | int) -> Element:
    """``el("tcW", w=400, type="dxa")``; a tag without a prefix is WordprocessingML's (``w:``)."""
    prefix, _, name = tag.rpartition(":")
    prefix = prefix or "w"
    told = "".join([f' {prefix}:{key}="{quoted(str(value))}"' for key, value in attributes.items()])
    told += ' xml:space="preserve"' if text is not None else ""
    inside = escape(NOT_IN_OFFICE.sub("", text)) if text else "".join(children)
    return Element(f"<{prefix}:{name}{told}>{inside}</{prefix}:{name}>" if inside else f"<{prefix}:{name}{told}/>")


def quoted(text: str) -> str:
    """``text`` between the quotes of an attribute, without what XML cannot hold."""
    return escape(NOT_IN_OFFICE.sub("", text), _QUOTED) if _ESCAPED.search(text) else text


@lru_cache(maxsize=512)
def run(text: str, style: str | None = None, *properties: Element) -> Element:
    """A run of text; a new line in it is a line break."""
    look = [el("rStyle", val=style)] if style else []
    pieces: list[Element] = []
    for index, line in enumerate(text.split("\n")):
        pieces += [el("br")] if index else []
        pieces += [el("t", text=line)]
    return el("r", el("rPr", *look, *properties), *pieces) if look or properties else el("r", *pieces)


def paragraph(style: str, *content: Element, keep: bool = False, right: bool = False) -> Element:
    """``keep``: on the same page as what follows. ``right``: to the right, as figures stand."""
    return el("p", _paragraph(style, keep, right), *content)


@cache
def _paragraph(style: str, keep: bool, right: bool) -> Element:
    look = [el("pStyle", val=style)]
    look += [el("keepNext")] if keep else []
    look += [el("jc", val="right")] if right else []
    return el("pPr", *look)


def page_text(text: str) -> list[Element]:
    """``Side {PAGE} av {NUMPAGES}`` as runs, where a name in braces is a field that Word counts."""
    return [
        el("fldSimple", run("1"), instr=piece[1:-1]) if piece.startswith("{") else run(piece)
        for piece in re.split(r"(\{[A-Z]+\})", text)
        if piece
    ]


def cell(width: int, *content: Element, fill: str = "") -> Element:
    """A cell of a table; ``width`` in twentieths of a point, ``fill`` the colour behind it."""
    return el("tc", _cell(width, fill), *content)


@lru_cache(maxsize=512)
def _cell(width: int, fill: str) -> Element:
    shade = [el("shd", val="clear", color="auto", fill=fill)] if fill else []
    return el("tcPr", el("tcW", w=width, type="dxa"), *shade)


def row(cells: Iterable[Element], *, height: int = 0, header: bool = False) -> Element:
    """A row that stays whole. ``header``: repeated on every page. ``height`` is the least, in twentieths of a point."""
    return el("tr", _row(height, header), *cells)


@cache
def _row(height: int, header: bool) -> Element:
    look = [el("cantSplit")]
    look += [el("trHeight", val=height, hRule="atLeast")] if height else []
    look += [el("tblHeader")] if header else []
    return el("trPr", *look)


def keep_with_next(row_: Element) -> Element:
    """The row on the same page as the one that follows."""
    return Element(_FREE.sub(r"\1<w:keepNext/>", row_))


def keep_ends_together(rows: Sequence[Element]) -> list[Element]:
    """No page ends with the first row alone or begins with the last: each stays on the page of the row beside it."""
    ends = {0, len(rows) - 2} if len(rows) > 1 else ()
    return [keep_with_next(row_) if index in ends else row_ for index, row_ in enumerate(rows)]


def table(style: str, widths: Sequence[int], rows: Iterable[Element], caption: str, description: str) -> Element:
    """``caption`` and ``description`` are the table's alternative text."""
    head, side = int(style in (TABLE, MATRIX)), int(style in (SIDE, MATRIX))
    properties = el(
        "tblPr",
        el("tblStyle", val=style),
        el("tblW", w=sum(widths), type="dxa"),
        el("tblLayout", type="fixed"),
        el("tblLook", val=f"{0x0400 + 0x20 * head + 0x80 * side:04X}", firstRow=head, lastRow=0, firstColumn=side, lastColumn=0, noHBand=0, noVBand=1),
        el("tblCaption", val=caption),
        el("tblDescription", val=description),
    )  # fmt: skip
    return el("tbl", properties, el("tblGrid", *(el("gridCol", w=width) for width in widths)), *rows)


class Controls:
    """Content controls: what one clicks instead of types. Each needs a number of its own in the document."""

    def __init__(self, locale: str) -> None:
        self.locale, self.count = locale, 0

    def drop_down(self, name: str, choices: tuple[str, ...], chosen: str, prompt: str) -> Element:
        """One of several ``choices``; ``prompt`` is shown until something is ``chosen``."""
        return self._control(name, chosen, prompt, _list(choices))

    def date(self, name: str, iso: str, shown: str, prompt: str) -> Element:
        """A date to pick: ``iso`` for the program and ``shown`` for the reader, both empty until it is known."""
        return self._control(name, shown, prompt, _picker(iso, self.locale))

    def text(self, name: str, text: str, prompt: str) -> Element:
        """Words of one's own, over several lines if need be."""
        return self._control(name, text, prompt, _OWN_WORDS)

    def tick_box(self, name: str, ticked: bool) -> Element:
        """A box to tick, ticked or not."""
        return self._wrap(name, *_box(ticked))

    def _control(self, name: str, text: str, prompt: str, kind: Element) -> Element:
        if text:
            return self._wrap(name, run(text), kind)
        return self._wrap(name, run(prompt, PROMPT, _MUTED), _UNTOUCHED + kind)

    def _wrap(self, name: str, content: Element, properties: str) -> Element:
        """Not by ``el``: there is one in nearly every cell."""
        self.count += 1
        numbered = f'<w:tag w:val="felt-{self.count}"/><w:id w:val="{self.count}"/>'
        look = f'<w:sdtPr><w:alias w:val="{quoted(name[:64])}"/>{numbered}{properties}</w:sdtPr>'
        return Element(f"<w:sdt>{look}<w:sdtContent>{content}</w:sdtContent></w:sdt>")


_OWN_WORDS, _UNTOUCHED, _MUTED = el("text", multiLine=1), el("showingPlcHdr"), el("color", val=MUTED)


@lru_cache(maxsize=64)
def _list(choices: tuple[str, ...]) -> Element:
    items = [el("listItem", displayText=choice, value=choice) for choice in choices if choice]
    return el("dropDownList", *items)


@lru_cache(maxsize=64)
def _picker(iso: str, locale: str) -> Element:
    return el(
        "date",
        el("dateFormat", val="dd.MM.yyyy"),
        el("lid", val=locale),
        el("storeMappedDataAs", val="dateTime"),
        el("calendar", val="gregorian"),
        **({"fullDate": f"{iso}T00:00:00Z"} if iso else {}),
    )


@cache
def _box(ticked: bool) -> tuple[Element, Element]:
    """What is seen of a box to tick, and what it is."""
    box = el(
        "w14:checkbox",
        el("w14:checked", val=int(ticked)),
        el("w14:checkedState", val="2612", font="MS Gothic"),
        el("w14:uncheckedState", val="2610", font="MS Gothic"),
    )
    fonts = el("rFonts", ascii="MS Gothic", hAnsi="MS Gothic", eastAsia="MS Gothic", hint="eastAsia")
    return run("☒" if ticked else "☐", None, fonts, el("sz", val=28), el("szCs", val=28)), box
