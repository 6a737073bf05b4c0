"""Text that spreadsheets must not run: CSV with a guard before every cell that begins as a formula.

Excel, LibreOffice and Google Sheets run a cell of a CSV file that begins with ``=``, ``+``, ``-`` or ``@``, some of them
after white space, and some locales with the full-width signs. Source: OWASP, «CSV Injection».
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterable

from macros.text.invisible import HIDDEN_SIGNS

_SIGNS = "=+@＝＋－＠﹦﹢﹣﹫-"  # ASCII, full-width and small forms
# Apostrophes of earlier guards, what is not seen, and then a sign, or a tab or a line end, which moves the text on.
_FORMULA = re.compile(rf"'*[\s{HIDDEN_SIGNS}]*[\t\r\n{_SIGNS}]")
_LEAD = re.compile(f"^[ {HIDDEN_SIGNS}]*")


def guarded(text: str) -> str:
    """A text that a spreadsheet might run gets an apostrophe in front; so does one that looks guarded already.

    ``unguarded`` gives every text back as it was: ``=1`` -> ``'=1``, and what somebody wrote as ``'=1`` -> ``''=1``.
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """What ``guarded`` was given."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def starts_formula(cell: str) -> bool:
    """Whether a spreadsheet would take a cell for a formula, in a file that others made. Numbers with a sign are numbers.

    Stricter than the guard, which costs nothing: here somebody is told, so ``- blåbær`` and ``+47 22 22 22 22`` pass.
    """
    text = _LEAD.sub("", unicodedata.normalize("NFKC", cell))
    if not text or text[0] not in "=+-@\t\r":
        return False
    if text[0] in "=@\t\r":
        return True
    return bool(re.search(r"[(|!]|^[+-][+=@-]*[=@]", text)) and not re.fullmatch(r"[+-]\s?[\d\s.,()%-]*", text)


def csv_file(rows: Iterable[Iterable[object]]) -> bytes:
    """Rows of cells as Norwegian spreadsheets open them: semicolons, CRLF, UTF-8 with a byte order mark, all guarded."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    for row in rows:
        writer.writerow([guarded(str(cell)) for cell in row])
    return target.getvalue().encode("utf-8-sig")
