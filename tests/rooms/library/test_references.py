"""Laws and methods that pages refer to: checked once a year, and shown as a table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write

from macros.content.data.references import REFERENCES
from macros.content.load import load
from macros.library.library import Library
from macros.site.checks import check
from macros.site.macros import editor_macros
from macros.words.problems import Problem

ENTRY = "references:\n  - title: Loven om øyene § 4\n    used_on: [/om/personvern/]\n    checked: {}\n    read: Utdrag. Ikke loven.\n"


def checkout(folder: Path, text: str) -> Path:
    root = make_checkout(folder, {})
    write(root / REFERENCES, text)
    return root


def told(root: Path, day: date | None) -> list[Problem]:
    return [p for p in check(load(root), day) if p.path == REFERENCES]


@pytest.mark.parametrize(
    ("checked", "day", "old"),
    [
        ("2025-05-02", date(2026, 5, 2), False),
        ("2025-05-02", date(2026, 5, 3), True),
        ("2025-05-02", date(2027, 1, 1), True),
        ("2024-02-29", date(2025, 2, 28), False),
        ("2024-02-29", date(2025, 3, 1), True),
        ("2025-12-31", date(2026, 1, 1), False),
    ],
)
def test_a_year_after_it_was_checked_it_is_told(checked: str, day: date, old: bool, tmp_path: Path) -> None:
    found = told(checkout(tmp_path, ENTRY.format(checked)), day)
    assert [(p.code, p.line, p.severity) for p in found] == ([("KX220", 4, "warning")] if old else [])
    if old:
        assert "Loven om øyene § 4" in found[0].message
        assert "/om/personvern/" in found[0].hint and f"checked: {day}" in found[0].hint


def test_without_a_day_nothing_is_old(tmp_path: Path) -> None:
    assert told(checkout(tmp_path, ENTRY.format("1999-05-02")), None) == []


def test_without_the_file_there_are_none(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {})
    assert load(root).references.entries == ()
    assert not [p for p in check(load(root), date(2026, 5, 2)) if p.code == "KX220"]


def test_a_page_that_is_not_there_is_told_with_the_one_that_was_meant(tmp_path: Path) -> None:
    (found,) = told(
        checkout(tmp_path, ENTRY.format("2026-05-02").replace("personvern", "personvernet")), date(2026, 5, 2)
    )
    assert (found.code, found.line, found.value) == ("VK117", 3, "/om/personvernet/")
    assert "/om/personvern/" in found.hint


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("checked: 2026-05-02", "checked: i går", "FM225"),
        ("checked: 2026-05-02", "", "FM021"),
        ("/om/personvern/", "om/personvern.md", "VK116"),
        ("read: Utdrag", "read: Utdrag\n    anker: Øya", "FM020"),
    ],
)
def test_a_slip_in_the_file_is_told_there(old: str, new: str, code: str, tmp_path: Path) -> None:
    found = told(checkout(tmp_path, ENTRY.format("2026-05-02").replace(old, new)), date(2026, 5, 2))
    assert code in [p.code for p in found]


def test_the_table_has_a_row_for_each_with_the_titles_of_its_pages(tmp_path: Path) -> None:
    library = Library.of(load(checkout(tmp_path, ENTRY.format("2026-05-02"))), date(2026, 5, 2))
    table = editor_macros(library, date(2026, 5, 2))["reference_table"]()
    assert table.count("<tr>") == 2
    assert "Loven om øyene § 4" in table and "2. mai 2026" in table
    assert '<a href="/om/personvern/">Side om/personvern</a>' in table
    assert "Kvar det blir brukt" in editor_macros(library, date(2026, 5, 2), "nn")["reference_table"]()
