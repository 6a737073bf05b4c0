"""The site's letters, measured and drawn: where a text breaks, and which of the font's files has a letter."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

from PIL import ImageFont

from macros.files.archive import checksum

FONTS = Path(__file__).resolve().parents[3] / "docs" / "assets" / "fonts"
FILES = ("hanken-grotesk.woff2", "hanken-grotesk-mer.woff2", "hanken-grotesk-samisk.woff2")
REGULAR, BOLD = 400, 650
_MISSING = "\uffff"


@cache
def _font(name: str, size: float, bold: bool) -> ImageFont.FreeTypeFont:
    font = ImageFont.truetype(FONTS / name, size, layout_engine=ImageFont.Layout.BASIC)
    font.set_variation_by_axes([BOLD if bold else REGULAR])
    return font


@lru_cache(maxsize=4096)
def _file_of(letter: str) -> str:
    """The first file that has the letter; the first of all for one that none has, which shows its own empty box."""
    for name in FILES:
        font = _font(name, 20, False)
        if letter.isspace() or bytes(font.getmask(letter)) != bytes(font.getmask(_MISSING)):
            return name
    return FILES[0]


def pieces(text: str, size: float, bold: bool) -> Iterator[tuple[str, ImageFont.FreeTypeFont]]:
    """The text in pieces that each stand in one file of the font."""
    for name, letters in groupby(text, key=_file_of):
        yield "".join(letters), _font(name, size, bold)


@cache
def stamp() -> str:
    """A checksum of the font's files: a drawing that was kept is another when the letters are."""
    return checksum(b"".join((FONTS / name).read_bytes() for name in FILES))


@lru_cache(maxsize=65536)
def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of text is, in the unit of ``size``."""
    return sum(font.getlength(piece) for piece, font in pieces(text, size, bold))


def wrap(text: str, room: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines no wider than ``room``. A word that is too long alone is broken, with a hyphen."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}" if line else word
            if width(longer, size, bold) <= room:
                line = longer
                continue
            lines += [line] if line else []
            *broken, line = _broken(word, room, size, bold)
            lines += broken
        lines += [line] if line else []
    return lines


def _broken(word: str, room: float, size: float, bold: bool) -> Iterator[str]:
    part = ""
    for letter in word:
        if part and width(f"{part}{letter}-", size, bold) > room:
            yield f"{part}-"
            part = ""
        part += letter
    yield part
