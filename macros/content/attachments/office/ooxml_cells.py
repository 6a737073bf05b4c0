"""The cells of an Excel sheet (ECMA-376, 18.3): their numbers, the texts that formulas gave, and their neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from macros.content.attachments.finding import TextPiece
from macros.content.attachments.office.archive import attribute, local
from macros.content.attachments.office.neighbours import Cell, split_numbers
from macros.words.labels import labels

Roots = Mapping[str, Any]
"""Name of a part -> its root element."""
_SHORT = 24
_DAY_ZERO = date(1899, 12, 30)
# Built-in formats that show a date (18.8.30); others have the letters of day and year outside quotation marks.
_DATE_FORMATS = {*range(14, 18), 22}


def cells(roots: Roots, name: str, sheet: str) -> Iterator[TextPiece]:
    """Numbers and worked-out texts of the sheet in part ``name``, each with its address; and what two cells make."""
    strings, dates = _strings(roots), _date_styles(roots)
    rows: list[list[Cell]] = []
    t = labels()
    for row in roots[name].iter():
        if local(row.tag) != "row":
            continue
        found: list[Cell] = []
        for cell in row:
            kind = attribute(cell, "t")
            if local(cell.tag) != "c" or kind in ("b", "e"):
                continue
            value = next((child.text or "" for child in cell if local(child.tag) == "v"), "")
            number = kind in ("", "n")
            where = t("attachments.cell", sheet=sheet, cell=attribute(cell, "r"))
            if kind == "s":
                value = strings.get(value, "")
            elif kind == "inlineStr":
                value = "".join(cell.itertext())
            elif number:
                value = as_digits(value)
            if len(value) >= 8 and kind not in ("s", "inlineStr"):  # those are read as texts
                yield TextPiece(value, where, number)
            if value and len(value) <= _SHORT:
                shown = _as_date(value) if number and attribute(cell, "s") in dates else value
                found.append(Cell(shown, where, number))
        if len(found) > 1:
            rows.append(found)
    yield from split_numbers(rows)


def as_digits(value: str) -> str:
    """A number cell's value as digits: Excel writes large ones as 1.019012345E9."""
    try:
        number = float(value)
        return str(int(number)) if number.is_integer() and abs(number) < 1e15 else value
    except (ValueError, OverflowError):
        return value


def _strings(roots: Roots) -> dict[str, str]:
    """Short texts with digits, by the number that cells have for them."""
    root = roots.get("xl/sharedStrings.xml")
    found: dict[str, str] = {}
    for index, item in enumerate(root if root is not None else ()):
        text = "".join(item.itertext())
        if len(text) <= _SHORT and re.search(r"\d{2}", text):
            found[str(index)] = text
    return found


def _date_styles(roots: Roots) -> set[str]:
    """The styles that show a number as a date."""
    root = roots.get("xl/styles.xml")
    if root is None:
        return set()
    formats = {
        attribute(f, "numFmtId")
        for f in root.iter()
        if local(f.tag) == "numFmt"
        and re.search(r"[dDyYåÅ]", re.sub(r'"[^"]*"|\[[^\]]*\]', "", attribute(f, "formatCode")))
    }
    styles = next((e for e in root if local(e.tag) == "cellXfs"), ())
    known = formats | {str(number) for number in _DATE_FORMATS}
    return {str(index) for index, style in enumerate(styles) if attribute(style, "numFmtId") in known}


def _as_date(value: str) -> str:
    try:
        return (_DAY_ZERO + timedelta(days=int(float(value)))).strftime("%d.%m.%Y")
    except (ValueError, OverflowError):
        return value
