"""A drawing as SVG: for a page, where its tones are the page's own, and for a file that stands alone."""

from __future__ import annotations

from lxml import etree

from macros.text.invisible import NOT_IN_OFFICE
from macros.toolkit.drawings.shapes import COLOURS, Box, Drawing, Line, Shape, Words, head

SPACE = "http://www.w3.org/2000/svg"
FONT = "'Hanken Grotesk', Calibri, Arial, sans-serif"

WIDE = 1000


def svg(drawing: Drawing) -> bytes:
    """The drawing as an SVG element in UTF-8 that needs nothing beside it. Every tone is a class too, for the page's CSS."""
    size = {"width": _n(drawing.width), "height": _n(drawing.height)}
    box = f"0 0 {size['width']} {size['height']}"
    attributes = {**size, "viewBox": box, "role": "img", "aria-label": _clean(drawing.alt), "class": _class(drawing)}
    root = etree.Element(f"{{{SPACE}}}svg", {**attributes, "font-family": FONT}, {None: SPACE})  # type: ignore[dict-item]
    for shape in drawing.shapes:
        _add(root, shape)
    return etree.tostring(root, encoding="utf-8")


def _class(drawing: Drawing) -> str:
    """A wide drawing keeps a size that can be read on a narrow page, and is moved sideways there."""
    return "im-drawing im-drawing--wide" if drawing.width > WIDE else "im-drawing"


def _add(root: etree._Element, shape: Shape) -> None:
    if isinstance(shape, Box):
        look = {"x": _n(shape.x), "y": _n(shape.y), "width": _n(shape.width), "height": _n(shape.height)}
        look |= {"rx": _n(shape.radius)} if shape.radius else {}
        look |= {"fill": f"#{COLOURS[shape.fill]}", "class": f"f-{shape.fill}"}
        if shape.edge:
            look |= {"stroke": f"#{COLOURS[shape.edge]}", "class": f"f-{shape.fill} s-{shape.edge}"}
        _element(root, "rect", look | _dash(shape.dash))
    elif isinstance(shape, Line):
        path = "M" + "L".join(f"{_n(x)} {_n(y)}" for x, y in shape.points)
        look = {"d": path, "fill": "none", "stroke": f"#{COLOURS[shape.tone]}", "stroke-width": _n(shape.width)}
        _element(root, "path", look | {"class": f"s-{shape.tone}", "stroke-linejoin": "round"} | _dash(shape.dash))
        if shape.arrow:
            corners = " ".join(f"{_n(x)},{_n(y)}" for x, y in head(shape.points))
            look = {"points": corners, "fill": f"#{COLOURS[shape.tone]}", "class": f"f-{shape.tone}"}
            _element(root, "polygon", look)
    else:
        _words(root, shape)


def _words(root: etree._Element, words: Words) -> None:
    look = {"x": _n(words.x), "y": _n(words.y), "font-size": _n(words.size)}
    look |= {"fill": f"#{COLOURS[words.tone]}", "class": f"f-{words.tone}"}
    look |= {"font-weight": "700"} if words.bold else {}
    look |= {"text-anchor": "middle"} if words.middle else {}
    _element(root, "text", look).text = _clean(words.text)


def _element(root: etree._Element, name: str, look: dict[str, str]) -> etree._Element:
    return etree.SubElement(root, f"{{{SPACE}}}{name}", look)


def _dash(dash: tuple[int, ...]) -> dict[str, str]:
    return {"stroke-dasharray": " ".join(map(str, dash))} if dash else {}


def _clean(text: str) -> str:
    return NOT_IN_OFFICE.sub("", text)


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
