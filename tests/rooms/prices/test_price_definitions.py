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

from macros.content.model.price_model import PAYERS
from macros.files.book import About
from macros.library.library import Library
from macros.prices.workbook.assembly import price_workbook
from macros.prices.workbook.results import MONEY, MONEY_FIRST, PAYER_FIRST
from macros.prices.workbook.workings import SCENARIO, at_scenario, scenarios
from macros.words.labels import labels

ABOUT = About("Prøve på Ærøya", "Øving", "1.0", "CC-BY-4.0", "https://innomed.no/verktoy/", "nb")
RESULTS, SENSITIVITY, WORKINGS = (labels()(f"price.book.sheet.{k}") for k in ("results", "sensitivity", "workings"))
SHARE = "realisable_share"
FROM_BASE = ("cost_before", "cost_after", "freed_labour", "withheld", "saving", "npv", "break_even")


@pytest.fixture(scope="module")
def formulas(library: Library) -> dict[str, dict[tuple[int, int], str]]:
    """Sheet -> the formula of each cell (row and column from 0)."""
    book = openpyxl.load_workbook(io.BytesIO(price_workbook(ABOUT, None, library.rates)))
    found: dict[str, dict[tuple[int, int], str]] = {}
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                text = cell.value.text if isinstance(cell.value, ArrayFormula) else cell.value
                if isinstance(text, str) and text.startswith(("=", "{=")):
                    found.setdefault(sheet.title, {})[cell.row - 1, cell.column - 1] = text
    return found


def test_the_results_refer_to_the_base_case(formulas: dict[str, dict[tuple[int, int], str]]) -> None:
    for name in FROM_BASE:
        formula = formulas[RESULTS][MONEY_FIRST + MONEY.index(name), 1]
        column = openpyxl.utils.get_column_letter(SCENARIO[name] + 1)
        assert formula == f"=IF(inputs_ok,'{SENSITIVITY}'!${column}${at_scenario(0) + 1},\"\")", name


def test_the_share_that_becomes_nothing_is_taken_off_in_one_column(
    formulas: dict[str, dict[tuple[int, int], str]],
) -> None:
    """Besides, the break-even examines every number of patients: its formula is written by one function."""
    columns = Counter(
        (sheet, column) for sheet, cells in formulas.items() for (_, column), text in cells.items() if SHARE in text
    )
    of_each = len(scenarios(None))
    assert columns.pop((SENSITIVITY, SCENARIO["withheld"])) == of_each
    assert columns.pop((SENSITIVITY, SCENARIO["break_even"])) == of_each
    assert columns == {(WORKINGS, 3): 1}, "the helper's gain, one array formula for all its rows"


def test_what_a_payer_pays_stands_in_the_workings(formulas: dict[str, dict[tuple[int, int], str]]) -> None:
    for index in range(len(PAYERS)):
        for column in (1, 2, 4):
            formula = formulas[RESULTS][PAYER_FIRST + index, column]
            assert re.fullmatch(r"=IF\(inputs_ok,'[^']+'!\$[A-Z]+\$\d+,\"\"\)", formula), formula


def test_python_defines_each_quantity_once() -> None:
    defined: Counter[str] = Counter()
    shares = 0
    for file in (ROOT / "macros").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and "prices/arithmetic" in file.as_posix():
                defined[node.name] += 1
            if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Sub):
                shares += isinstance(node.right, ast.Attribute) and node.right.attr == SHARE
    # «saving» and «withheld» have a definition, and a method that gives it a scenario's numbers.
    assert shares == 1 and defined["withheld"] == defined["saving"] == 2
    assert all(defined[name] == 1 for name in ("post_cost", "step_cost", "cost", "freed", "npv", "again", "post_of"))
