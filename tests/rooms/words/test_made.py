"""Kinds of mistake that text alone cannot show, and that no other test meets: made here, file by file."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from imports import read_projects
from openpyxl import Workbook
from support import CONTENT

from macros.authoring.importing.readers.sheets import MAX_ROWS
from macros.content.data.vocabularies import load_vocabularies
from macros.words.problems.engine_words import is_told

sys.path.insert(0, str(Path(__file__).parent))


WORDS = load_vocabularies(CONTENT)[0]


def two_sheets() -> bytes:
    """A sheet with a project, and one whose heading is no title."""
    book = Workbook()
    sheet = book.active
    assert sheet
    for row in (["Tittel", "Timer"], ["Trygg hjem på Ærøya", 120]):
        sheet.append(row)
    other = book.create_sheet("Budsjett på øya")
    for row in (["Timer", "Region"], [120, "Helse Vest"]):
        other.append(row)
    return saved(book)


def saved(made: object) -> bytes:
    target = io.BytesIO()
    made.save(target)  # type: ignore[attr-defined]
    return target.getvalue()


MADE = [
    ("IM021", "liste.xlsx", two_sheets()),
    ("IM024", "liste.csv", ("Tittel;Timer\n" + "Øya;120\n" * (MAX_ROWS + 2)).encode()),
    ("IM028", "liste.csv", "Tittel;Timer\nØya\x07;120\n".encode()),
]


@pytest.mark.parametrize(("code", "name", "content"), MADE, ids=[m[0] for m in MADE])
def test_it_is_told(code: str, name: str, content: bytes) -> None:
    _, problems = read_projects(content, name, WORDS)
    (mine,) = [p for p in problems if p.code == code][:1]
    assert is_told(mine.as_text()) and mine.hint and mine.path == name
