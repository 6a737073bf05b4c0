"""Text and CSV: what they hold, and cells that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re

from macros.content.attachments.finding import Finding, Found, TextPiece, UnreadableError
from macros.content.attachments.office.formulas import is_dangerous
from macros.content.attachments.office.neighbours import Cell, split_numbers
from macros.text.spreadsheets import starts_formula
from macros.words.labels import labels

_LONGEST_CELL = 1_000_000
_SURE = ("=", "\uff1d", "\ufe66", "@", "\uff20", "\ufe6b")
# What a browser runs when it guesses what a text is (WHATWG MIME Sniffing, 7.1), and what a machine would run.
_PROGRAM = re.compile(
    r"<\s?/?(?:script|html|body|head|iframe|frameset|object|embed|applet|svg|style|link|meta|base|form)\b[^<]{0,200}>|"
    r"<!doctype html|<[a-z][^<>]{0,200}\son[a-z]{3,20}\s?=|<\?(?:php|xml|=)|<%@?|javascript:",
    re.IGNORECASE,
)
_SNIFFED = re.compile(
    r"\s*(?:#!|%PDF-|%!PS|\{\\rtf|MIME-Version:|From: <Saved by|Content-Type:|@echo off)", re.IGNORECASE
)


def findings(content: bytes, ending: str) -> Found:
    """Every line of the text, and each formula of a CSV."""
    text = _decode(content)
    t = labels()
    for number, line in enumerate(text.splitlines(), 1):
        if _PROGRAM.search(line) or (number == 1 and _SNIFFED.match(line)):
            yield Finding("VL034", {"where": t("attachments.line", number=number)})
            break
    if ending != ".csv":
        for number, line in enumerate(text.splitlines(), 1):
            yield TextPiece(line, t("attachments.line", number=number))
        return
    head = text[:10_000]
    said = re.match(r"sep=(.)\r?\n", text)  # Excel's own first line
    delimiter = said[1] if said else max(";,\t", key=head.count)
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[list[Cell]] = []
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), 1):
            where = t("attachments.line", number=number)
            rows.append([Cell(cell, where, cell.isdigit() and not cell.startswith("0")) for cell in row])
            for cell in row:
                yield TextPiece(cell, where, number=bool(re.fullmatch(r"\s*\d{10}\s*", cell)))
                # Programs that split the row otherwise see other cells.
                parts = re.split("[;,\t|]", cell)
                if starts_formula(cell) or any(p.lstrip().startswith(_SURE) or is_dangerous(p) for p in parts[1:]):
                    yield Finding("VL023", {"where": where, "found": cell})
        yield from split_numbers(rows)
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
