"""One palette and one way to begin a workbook, for every document and workbook we make."""

from __future__ import annotations

import ast
import re

from support import ROOT

from macros.files import palette

COLOUR = re.compile(r"#?[0-9A-Fa-f]{6}")
FILES = [f for f in (ROOT / "macros").rglob("*.py") if f.name != "palette.py"]


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast between two colours of six digits."""

    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_no_colour_is_written_elsewhere() -> None:
    found = [
        (file.name, node.value)
        for file in FILES
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and COLOUR.fullmatch(node.value)
    ]
    assert not found


def test_one_place_begins_a_workbook() -> None:
    begun = {file.name for file in FILES if "xlsxwriter.Workbook(" in file.read_text(encoding="utf-8")}
    assert begun == {"workbook.py"}


def test_texts_and_the_lines_of_cells_to_fill_in_are_seen() -> None:
    texts = (palette.INK, palette.MUTED, palette.FJORD, palette.CLAY)
    for ground in (palette.PAPER, palette.FJORD_SOFT, palette.CLAY_SOFT):
        assert all(contrast(text, ground) >= 4.5 for text in texts)
    assert contrast(palette.STRONG_LINE, palette.PAPER) >= 3 and contrast(palette.PAPER, palette.FJORD) >= 4.5
