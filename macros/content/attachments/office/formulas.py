"""Formulas and addresses that fetch, send or run something when somebody opens the file."""

from __future__ import annotations

import re

# Functions of Excel, LibreOffice and Google Sheets that reach out of the workbook, or into the machine.
_REACHES_OUT = re.compile(
    r"(?<![\w.])(?:_xlfn\.)?(?:WEBSERVICE|FILTERXML|IMPORTDATA|IMPORTXML|IMPORTHTML|IMPORTFEED|IMPORTRANGE|IMAGE|RTD|DDE|"
    r"CALL|REGISTER(?:\.ID)?|EXEC|SQL\.REQUEST|STOCKHISTORY|HENTNETTJENESTE|NETTJENESTE)\s*\(",
    re.IGNORECASE,
)
# cmd|' /C calc'!A0 and the like: Dynamic Data Exchange starts a program.
_DDE = re.compile(r"(?:^|[=+\-(,;\s])'?[A-Za-z][\w.\s]{0,255}+(?:'\s{0,255}+)?\|")
_LINK = re.compile(r"(?<![\w.])HYPE(?:RLINK|RKOBLING)\s*\(\s*(\"(?:[^\"]|\"\")*\")?\s*([&+]?)", re.IGNORECASE)
_FAR = re.compile(r"[A-Za-z]:\\|\\\\|https?://")
_BOOK = re.compile(r"\[[^\[\]]+\]")
_NUMBERED_BOOK = re.compile(r"\[\d+\]")
_SCHEME = re.compile(r"^[\s\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*):")
SAFE_SCHEMES = {"http", "https", "mailto"}


def is_dangerous(formula: str) -> bool:
    """Whether a formula of a workbook (with or without its ``=``) reaches out of the workbook."""
    text = _without_strings(formula)
    if _REACHES_OUT.search(text) or _starts_a_program(formula) or _names_a_book(text):
        return True
    for match in _LINK.finditer(formula):
        target = (match[1] or "").strip('"')
        # An address that is put together can carry the cells' content away.
        if is_dangerous_address(target) or (match[2] and _SCHEME.match(target)):
            return True
    return False


def is_dangerous_address(address: str) -> bool:
    """Whether a link leads to a program or to a file on somebody's machine and not to a page, a mailbox or a place here."""
    address = address.strip()
    if address.startswith(("\\\\", "//")) or re.match(r"[A-Za-z]:[\\/]", address):
        return True
    scheme = _SCHEME.match(address)
    return bool(scheme and scheme[1].lower() not in SAFE_SCHEMES)


def _starts_a_program(formula: str) -> bool:
    """A program's name, a bar, and an exclamation mark somewhere after it."""
    return bool(_DDE.search(formula[: formula.rfind("!") + 1]))


def _names_a_book(text: str) -> bool:
    """A workbook in square brackets: by its number, or after an address or a path with no quote between."""
    far = ((part, _FAR.search(part)) for part in text.split("'"))
    return bool(_NUMBERED_BOOK.search(text)) or any(at and _BOOK.search(part, at.end()) for part, at in far)


def _without_strings(formula: str) -> str:
    return re.sub(r"\"(?:[^\"]|\"\")*\"", '""', formula)
