"""Text and CSV: what they hold, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError
from macros.text.spreadsheets import starts_formula
from macros.words.labels import labels

_LONGEST_CELL = 1_000_000


def look(content: bytes, ending: str) -> Found:
    """Every line of the text, and each formula of a CSV."""
    text = _decode(content)
    t = labels()
    if ending != ".csv":
        for number, line in enumerate(text.splitlines(), 1):
            yield TextPiece(line, t("attachments.line", number=number))
        return
    head = text[:10_000]
    delimiter = max(";,\t", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            where = t("attachments.line", number=number)
            for cell in row:
                yield TextPiece(cell, where, number=bool(re.fullmatch(r"\s*\d{10}\s*", cell)))
                if starts_formula(cell):
                    yield Finding("VL023", {"where": where, "found": cell})
    except csv.Error:
        raise UnreadableError("VL011") from None


def _decode(content: bytes) -> str:
    """UTF-8, or the Windows-1252 that Excel still writes; UTF-16 where the file says so. NUL is no text."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    if b"\0" in content:
        raise UnreadableError("VL005")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")
