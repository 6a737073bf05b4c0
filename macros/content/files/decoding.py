"""What a file is before it is text: a Word document with another ending, letters broken on the way, a half merge.

Each of these makes every later message misleading, so each stops the reading of its file and says what happened.
"""

from __future__ import annotations

import errno
import re
import unicodedata
from collections.abc import Iterator

from macros.text.invisible import UNSEEN, first
from macros.words.problems import Place, Problem, problem

_NOT_TEXT = {
    b"PK\x03\x04": "et Word-dokument, et regneark eller en ZIP-fil",
    b"\xd0\xcf\x11\xe0": "et gammelt Word- eller Excel-dokument",
    b"%PDF-": "en PDF",
    b"{\\rtf": "et RTF-dokument",
    b"\x89PNG": "et bilde",
    b"\xff\xd8\xff": "et bilde",
}
# UTF-8 read as Windows-1252 and saved again: «å» has become two characters. Swedish and French need «Ã» alone.
BROKEN = re.compile("Ã[\u00a0-\u00bf\u0080-\u009f…†‡˜™šž€œ‚„ƒ]|â€.|Â[«»\u00a0§°]")
_CONFLICT = re.compile(r"^(<{7}|>{7}|={7}$|\|{7})( .*)?$", re.MULTILINE)


def not_text(raw: bytes, path: str) -> Problem | None:
    """The problem of a file that is empty, of another type, or saved as UTF-16."""
    if not raw.strip(b"\xef\xbb\xbf \r\n\t"):
        return problem("FM101", path, Place())
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return problem("FM103", path, Place())
    for start, kind in _NOT_TEXT.items():
        if raw.startswith(start):
            return problem("FM102", path, Place(), value=kind)
    if re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html|body)\b", raw[:200], re.IGNORECASE):
        return problem("FM102", path, Place(), value="en nettside (HTML)")
    return None


def broken(text: str, path: str) -> Problem | None:
    """The problem of a text that has lost letters, or in which two versions stand side by side."""
    # A line of seven «=» alone underlines a heading; only with its fellow above it is a conflict.
    begun = "<<<<<<< " in text and re.search(r"^<{7} ", text, re.MULTILINE)
    if begun and (found := _CONFLICT.search(text)):
        return problem("FM107", path, _place(text, found.start()), value=found.group())
    if any(sign in text for sign in "ÃâÂ") and (found := BROKEN.search(text)):
        return problem("FM105", path, _place(text, found.start()), value=found.group(), meant=_repaired(found.group()))
    index = text.find("\ufffd")
    return problem("FM106", path, _place(text, index)) if index >= 0 else None


def unseen(text: str, path: str) -> Iterator[Problem]:
    """Warnings for what nobody sees: soft hyphens and zero-width spaces, and letters written as two characters."""
    found = first(UNSEEN, text)
    if found:
        yield problem("FM108", path, _place(text, found.start()), value=f"U+{ord(found.group()):04X}")
    if not unicodedata.is_normalized("NFC", text):
        apart = re.search("[A-Za-z][\u0300-\u036f]", text)
        if apart:
            whole = unicodedata.normalize("NFC", apart.group())
            yield problem("FM109", path, _place(text, apart.start()), value=whole)


def _repaired(letters: str) -> str | None:
    try:
        return letters.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return None


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))


def reason(error: OSError) -> str:
    """Why the machine would not open, read or write a file."""
    known = {
        errno.EACCES: "ingen tilgang", errno.EPERM: "ingen tilgang", errno.ENOSPC: "disken er full",
        errno.EROFS: "disken kan ikke skrives til", errno.ENOENT: "den finnes ikke", errno.EISDIR: "det er en mappe",
        errno.ENAMETOOLONG: "navnet er for langt", errno.EIO: "disken svarer ikke",
    }  # fmt: skip
    return known.get(error.errno or 0, "maskinen sier " + (error.strerror or str(error)))
