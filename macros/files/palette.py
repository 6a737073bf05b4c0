"""The letters and the colours of every document and workbook we make: six digits, without the sign that CSS has in front."""

from __future__ import annotations

FONT = "Calibri"
INK = "152B2C"
MUTED = "4A5D5D"
LINE, STRONG_LINE = "D3D9D5", "7B8D8A"
"""A rule on the page or in a chart; the line around a cell that is filled in, which must be seen (WCAG 1.4.11)."""
FJORD = "0F5257"
FJORD_SOFT = "E3EFED"
CLAY = "9C4221"
CLAY_SOFT = "FBECE4"
PAPER = "FFFFFF"
LEVELS = {"low": "D5EBDD", "middle": "FFE8A8", "high": "F4BFB2"}
"""Green, yellow and red behind a risk; ink is read on each of them (WCAG 1.4.3)."""


def css(colour: str) -> str:
    """A colour as XlsxWriter wants it."""
    return f"#{colour}"
