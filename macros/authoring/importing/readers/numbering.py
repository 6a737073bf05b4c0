"""Word's lists: which level a paragraph has, and the number that Word shows before it."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from docx.oxml.ns import qn


class Numbering:
    """Counts as Word does. Source of the rules: ECMA-376, part 1, 17.9."""

    def __init__(self, document: Any) -> None:
        self._levels: dict[tuple[str, int], tuple[bool, int]] = {}
        self._unmarked: set[tuple[str, int]] = set()
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._shared: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        for style in document.styles.element.iter(qn("w:style")):
            found = style.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
            if found is not None:
                self._styles[str(style.get(qn("w:styleId")))] = _numbered(found)
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):  # a document without lists
            return
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iter(qn("w:abstractNum"))}
        for num in root.iter(qn("w:num")):
            pointer = num.find(qn("w:abstractNumId"))
            source = abstract.get(pointer.get(qn("w:val"))) if pointer is not None else None
            # Lists made from the same description go on counting, unless one says where it begins.
            if pointer is not None and next(num.iter(qn("w:startOverride")), None) is None:
                self._shared[str(num.get(qn("w:numId")))] = f"of {pointer.get(qn('w:val'))}"
            # A level that the list itself writes anew counts before the one it is made from.
            for level in [*(source.iter(qn("w:lvl")) if source is not None else ()), *num.iter(qn("w:lvl"))]:
                key = (str(num.get(qn("w:numId"))), _int(level.get(qn("w:ilvl"))))
                kind, start = level.find(qn("w:numFmt")), level.find(qn("w:start"))
                bullet = kind is None or kind.get(qn("w:val")) in ("bullet", "none")
                self._levels[key] = (bullet, 1 if start is None else _int(start.get(qn("w:val")), 1))
                shown = level.find(qn("w:lvlText"))
                self._unmarked.discard(key)
                if bullet and shown is not None and not str(shown.get(qn("w:val")) or "").strip():
                    self._unmarked.add(key)
            for override in num.iter(qn("w:lvlOverride")):
                begun = override.find(qn("w:startOverride"))
                key = (str(num.get(qn("w:numId"))), _int(override.get(qn("w:ilvl"))))
                if begun is not None and key in self._levels:
                    self._levels[key] = (self._levels[key][0], _int(begun.get(qn("w:val")), 1))

    def of(self, paragraph: Any, style: str) -> tuple[int, int | None, bool]:
        """The level (from 0, -1 outside lists), the number (None behind a bullet), and whether it has no mark of its
        own and goes on with the point above."""
        own = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        number, level = _numbered(own) if own is not None else self._styles.get(style, ("", 0))
        if own is not None and not number:
            number = self._styles.get(style, ("", 0))[0]
        if number in ("", "0"):
            named = style.startswith(("ListBullet", "ListNumber"))
            return (0, None, False) if named and number != "0" else (-1, None, False)
        bullet, start = self._levels.get((number, level), (True, 1))
        if bullet:
            return level, None, (number, level) in self._unmarked
        counts = self._counts[self._shared.get(number, number)]
        for deeper in [n for n in counts if n > level]:
            del counts[deeper]
        counts[level] = counts.get(level, start - 1) + 1
        return level, counts[level], False


def _numbered(found: Any) -> tuple[str, int]:
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    return (
        "" if number is None else str(number.get(qn("w:val"))),
        0 if level is None else min(8, _int(level.get(qn("w:val")))),
    )


def _int(text: str | None, otherwise: int = 0) -> int:
    return int(text) if text is not None and text.lstrip("-").isdecimal() else otherwise
