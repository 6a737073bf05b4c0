"""Filled-in benefit plans for tests: a project's own workbook, with what somebody could have typed in it."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
from imports import reading
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet
from support import writeup

from macros.authoring.entries import read_entries
from macros.authoring.importing.plan import ImportStep, plan
from macros.content.data.vocabularies import load_vocabularies
from macros.content.files.reports import Reports
from macros.content.load import load
from macros.files.store import Store
from macros.library.library import Library
from macros.toolkit.files import Toolkit
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

SITE, DAY = "https://innomed.no/kunnskap/", date(2026, 11, 30)
BENEFITS = """
  - id: g1
    type: unngatt-kostnad-spesialisthelsetjenesten
    description: Færre innleggelser på Ærøya  # slik eieren sa det
    recipient: [helseforetak, pasient]
    status: forventet
  - {id: g2, type: annen-gevinst, description: Kortere reise, status: malt, unit: minutter, indicator: Reisetid, baseline: {value: 90, date: 2024-01}, measurements: [{value: 60, date: 2025-03, source: {title: Øyrapporten, url: "https://example.org/øy"}}]}
  - id: g3
    type: annen-gevinst
    description: Sagt om hele programmet
    status: forventet
    shared: true"""
WRITEUP = writeup(owner="[helse-forde]", benefits=BENEFITS)


def workbook(root: Path, slug: str = "oya", *, light: bool = False) -> Workbook:
    """The plan of a project as the site has it, opened."""
    files = _files(root, slug, (root / f"projects/{slug}.md").read_text(encoding="utf-8"))
    return openpyxl.load_workbook(io.BytesIO(files["gevinstplan-kort.xlsx" if light else "gevinstplan.xlsx"]))


@cache
def _files(root: Path, slug: str, text: str) -> dict[str, bytes]:
    """The project's files while its write-up says ``text``."""
    library = Library.of(load(root))
    record = next(r for r in library.projects if r.slug == slug)
    return {name: make() for name, make in Toolkit(library, Store(), Reports(), SITE).project_files(record)}


@cache
def _words(root: Path) -> Vocabularies:
    return load_vocabularies(root)[0]


def saved(book: Workbook) -> bytes:
    """The workbook as Excel's format has it."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def heads(sheet: Worksheet) -> tuple[int, dict[str, int]]:
    """The row of the headings, and the column of each."""
    row = next(r for r in range(1, 20) if sheet.cell(r, 1).value in ("Id", "Gevinst-id"))
    return row, {str(c.value): c.column for c in sheet[row] if c.value}


def fill(sheet: Worksheet, line: int, cells: Mapping[str, Any]) -> None:
    """Types in the ``line``-th line under the headings, counted from 1."""
    row, columns = heads(sheet)
    for heading, value in cells.items():
        sheet.cell(row + line, columns[heading]).value = value


def lines(sheet: Worksheet) -> Iterator[dict[str, Any]]:
    """Every line with something in its first column."""
    row, columns = heads(sheet)
    for number in range(row + 1, sheet.max_row + 1):
        if sheet.cell(number, 1).value:
            yield {heading: sheet.cell(number, column).value for heading, column in columns.items()}


def imported(root: Path, data: bytes, path: str = "gevinstplan.xlsx") -> tuple[list[ImportStep], list[Problem]]:
    """What the import would do."""
    words = _words(root)
    read = reading(data, path, words)
    assert read.kind == "plan"
    steps, problems = plan(read.found, read_entries(root, words)[0], words, False, path, today=DAY)
    return steps, [*read.problems, *problems]


def changes(step: ImportStep) -> dict[str, tuple[Any, Any]]:
    """What is different: name -> old and new."""
    return {change.name: (change.old, change.new) for change in step.changes}
