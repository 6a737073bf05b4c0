"""Drawings made from the rows of a form: one geometry, as SVG for pages and Word, and as PNG for programs without SVG."""

from macros.toolkit.drawings.png import png
from macros.toolkit.drawings.shapes import Drawing
from macros.toolkit.drawings.svg import svg

__all__ = ["Drawing", "png", "svg"]
