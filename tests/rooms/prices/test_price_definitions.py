"""Each quantity of the price model is defined once in Python and once in the workbook; everything else refers to it."""

from __future__ import annotations

import ast
import io
import re
from collections import Counter

import openpyxl
import pytest
from openpyxl.worksheet.formula import ArrayFormula
from support import ROOT

from macros.content.model.price_model import MOST_RANGES, PAYERS
from macros.files.book import About
from macros.library.library import Library
from macros.prices.workbook import layout as at
from macros.prices.workbook.assembly import price_workbook
from macros.prices.workbook.results import MONEY, MONEY_FIRST, PAYER_FIRST, TOP, TOP_FIRST
from macros.prices.workbook.scenarios import COLUMN, PHASES, ROWS
from macros.prices.workbook.workings import PAYER_FIRST as PAYER_ROWS
from macros.prices.workbook.workings import SCENARIO_FIRST
from macros.words.labels import labels

ABOUT = About("Prøve på Ærøya", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", "nb")
RESULTS, SENSITIVITY, WORKINGS = (labels()(f"price.book.sheet.{k}") for k in ("results", "sensitivity", "workings"))
SHARE = "realisable_share"
Formulas = dict[str, dict[tuple[int, int], str]]


@pytest.fixture(scope="module")
def formulas(library: Library) -> Formulas:
    """Sheet -> the formula of each cell (row and column from 0)."""
    book = openpyxl.load_workbook(io.BytesIO(price_workbook(ABOUT, None, library.rates)))
    found: Formulas = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                if isinstance(text, str) and text.startswith(("=", "{=")):
                    found.setdefault(sheet.title, {})[cell.row - 1, cell.column - 1] = text
    return found


def test_what_is_shown_refers_to_the_workings(formulas: Formulas) -> None:
    """The answer's kroner, the payers' and the ends of a range are worked out once, in the hidden sheet."""
    there = rf"=IF\(inputs_ok,'{WORKINGS}'!\$[A-Z]+\$\d+,\"\"\)"
    for name in ("cost_before", "cost_after", "freed_labour", "withheld", "saving", "npv"):
        assert re.fullmatch(there, formulas[RESULTS][MONEY_FIRST + MONEY.index(name), 1]), name
    for index in range(len(PAYERS)):
        for column in (1, 2, 3, 4):
            assert re.fullmatch(there, formulas[RESULTS][PAYER_FIRST + index, column])
    for row in range(at.SENSITIVITY_FIRST, at.SENSITIVITY_FIRST + MOST_RANGES):
        for name in ("npv_low", "npv_high", "saving_low", "saving_high"):
            formula = formulas[SENSITIVITY][row, at.RANGE_RESULTS[name]]
            assert re.fullmatch(rf"=IF\(AND\(.*\),'{WORKINGS}'!\$[A-Z]+\$\d+,\"\"\)", formula), formula


def test_the_numbers_that_decide_are_those_of_the_sensitivity_sheet(formulas: Formulas) -> None:
    for row in range(TOP_FIRST, TOP_FIRST + TOP):
        for column in range(5):
            assert f"INDEX('{SENSITIVITY}'!" in formulas[RESULTS][row, column]


def test_the_share_that_becomes_nothing_is_taken_off_where_savings_are(formulas: Formulas) -> None:
    """In each case's savings, each payer's, and the break-even, which examines every number of patients at once."""
    places = {
        (sheet, at_) for sheet, cells in formulas.items() for at_, text in cells.items() if f"1-N({SHARE})" in text
    }
    savings = {(WORKINGS, (PAYER_ROWS + 3 * len(PHASES) + k - 1, 1 + i)) for k in PHASES for i in range(len(PAYERS))}
    assert savings <= places
    cases = [SCENARIO_FIRST + i for i in range(ROWS)]
    for row in cases:
        for k in PHASES:
            text = formulas[WORKINGS][row, COLUMN[f"s{k}"]]
            assert text.count("MAX(0,") == 1 and "(1-" in text
    others = {at_ for sheet, at_ in places - savings if sheet == WORKINGS}
    assert len(others) == 1 + len(PHASES), "the base case's, for the answer, and the helper's columns"


def test_python_defines_each_quantity_once() -> None:
    defined: Counter[str] = Counter()
    shares = 0
    for file in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "prices/arithmetic" in file.as_posix():
                defined[node.name] += 1
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                shares += isinstance(node.right, ast.Attribute) and node.right.attr == SHARE
    # «saving» and «withheld» have a definition, and a method that gives it a phase's numbers.
    assert shares == 1 and defined["withheld"] == defined["saving"] == 2
    once = ("step_cost", "npv_of", "again", "post_of", "mixed", "factor", "annuity", "linear_root", "take_apart")
    assert {name: defined[name] for name in once} == dict.fromkeys(once, 1) | {"again": 2}, "again: years, and kroner"
