"""From a file's bytes to the text its author meant: encoding, line ends, broken and invisible letters.

Every visible letter survives. What cannot be read for certain is left as it is, and the validator says so.
"""

from __future__ import annotations

import codecs
import re
import unicodedata

from macros.content.files.decoding import BROKEN, not_text
from macros.text.invisible import BREAKS, clean

_C1 = re.compile("[\x80-\x9f]")


def text_of(raw: bytes) -> str | None:
    """The text in ``raw`` with LF line ends and one at the end, or None when it is no text (a picture, a Word file).

    UTF-8 is tried first; bytes that are not UTF-8 are taken for Windows-1252, also when a file is half of each. UTF-16
    is known by its mark.
    """
    text = _decoded(raw)
    if text is None:
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for _ in range(5):  # what is taken away can bring together what was apart
        before = text
        text = _cleaned(text)
        if text == before:
            break
    return text if text.endswith("\n") else text + "\n"


def _cleaned(text: str) -> str:
    text = BROKEN.sub(lambda m: repaired(m.group()) or m.group(), text)  # first: half an «Å» or «í» is invisible
    # A control of the second block is a Windows-1252 sign that somebody read as ISO 8859-1.
    text = _C1.sub(lambda m: _windows(m.group().encode("latin-1")) or "", BREAKS.sub("\n", text))
    return unicodedata.normalize("NFC", clean(text))


def repaired(letters: str) -> str | None:
    """``Ã¥`` -> ``å``: UTF-8 that was read as Windows-1252. None when it was not."""
    try:
        return b"".join(_byte(letter) for letter in letters).decode("utf-8")
    except UnicodeError:
        return None


def _byte(letter: str) -> bytes:
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:  # the five bytes that Windows-1252 leaves empty are read as controls
        return letter.encode("latin-1")


def _decoded(raw: bytes) -> str | None:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return raw.decode("utf-16")
        except UnicodeDecodeError:
            return None
    if not_text(raw, "") or b"\x00" in raw:
        return None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    parts: list[str] = []
    at = 0
    while True:
        try:
            return "".join([*parts, raw[at:].decode("utf-8")])
        except UnicodeDecodeError as error:
            parts.append(raw[at : at + error.start].decode("utf-8"))
            sign = _windows(raw[at + error.start : at + error.start + 1])
            if sign is None:
                return None
            parts.append(sign)
            at += error.start + 1


def _windows(byte: bytes) -> str | None:
    """The sign a byte stands for in Windows-1252; five of them stand for nothing."""
    try:
        return byte.decode("cp1252")
    except UnicodeDecodeError:
        return None
