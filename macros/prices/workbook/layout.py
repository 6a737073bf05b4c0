"""Where everything stands in the price model's workbook. Read by the writer, by the browser and by the tests.

Rows and columns count from 0 here; ``layout_json`` tells them as cell names.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from macros.content.model.price_model import PAYERS, room
from macros.words.labels import Labels

SHEETS = ("about", "assumptions", "before", "after", "investments", "effects", "results", "sensitivity", "workings")
SHEET = {name: index for index, name in enumerate(SHEETS)}
SIDE_LISTS = ("steps", "per_patient", "staffing", "fixed")
ROLE_ROWS = 20
HELPER_ROWS = 2_000
"""Numbers of patients the workbook examines for break-even."""

# Sheet «assumptions»: values in column B.
VALUES = {
    "title": 4, "price_year": 5, "patients_per_year": 6, "horizon_years": 7, "discount_rate": 8, "km_rate": 9,
    "realisable_share": 10,
}  # fmt: skip
ROLES_FIRST = 16
ROLE_COLUMNS = {"role": 0, "rate": 1, "worked_hours": 2, "unpaid": 3}

# Every list: A what, B payer, then its figures to H at most, I–N shares. Then what is worked out, from O on.
SHARES_FIRST = 8
CHECK, RATE, LABOUR, ACTIVE, TRAVEL, KM, MATERIAL, TOTAL = range(14, 22)
EFFECTIVE_FIRST = 22
WORKED, POSTS, SAFE_PATIENTS, SAFE_STEP, POST_COST = range(28, 33)
LAST_COLUMN = POST_COST
TEXTS = {"step", "item", "role", "payer", "from", "to", "effect", "recipient", "importance", "extent", "direction"}
COLUMNS = {
    "steps": {
        "step": 0, "payer": 1, "role": 2, "minutes": 3, "times": 4, "travel_minutes": 5, "travel_km": 6, "material": 7,
    },
    "per_patient": {"item": 0, "payer": 1, "amount": 2},
    "staffing": {"role": 0, "payer": 1, "patients_per_post": 2, "post_step": 3},
    "fixed": {"item": 0, "payer": 1, "amount": 2},
    "start_up": {"item": 0, "payer": 1, "amount": 2},
    "reinvestment": {"item": 0, "payer": 1, "amount": 2, "every_years": 3},
    "transfers": {"item": 0, "from": 1, "to": 2, "before": 3, "after": 4},
    "unpriced": {"effect": 0, "recipient": 1, "importance": 2, "extent": 3, "direction": 4},
}  # fmt: skip
SENSITIVITY_FIRST = 5
PARAMETERS = ("patients_per_year", "times_after", "minutes_after", "rates")


def first_rows(names: tuple[str, ...]) -> dict[str, int]:
    """The first row of each list when they stand below each other: heading, help, column heads, then the rows."""
    rows, row = {}, 4
    for name in names:
        rows[name] = row + 3
        row += 3 + room(name) + 1
    return rows


SIDE_ROWS = first_rows(SIDE_LISTS)
INVESTMENT_ROWS = first_rows(("start_up", "reinvestment"))
EFFECT_ROWS = first_rows(("transfers", "unpriced"))


def places() -> dict[str, tuple[str, int]]:
    """List -> its sheet and first row."""
    found = {f"{side}.{name}": (side, SIDE_ROWS[name]) for side in ("before", "after") for name in SIDE_LISTS}
    found |= {name: ("investments", row) for name, row in INVESTMENT_ROWS.items()}
    return found | {name: ("effects", row) for name, row in EFFECT_ROWS.items()}


def words(t: Labels) -> dict[str, dict[str, str]]:
    """Key -> word for every cell that holds one of a few words."""
    lists = {
        "payer": (*PAYERS, "shared"),
        "importance": ("liten", "middels", "stor"),
        "extent": ("lite", "middels", "stort"),
        "direction": ("positiv", "negativ", "ingen"),
    }
    return {name: {key: t(f"price.book.{name}.{key}") for key in keys} for name, keys in lists.items()}


def layout_json(template: str, t: Labels, also: Labels) -> dict[str, Any]:
    """The layout for the calculator in the browser; ``also`` are the words of the other edition it can read."""
    lists = {}
    for name, (sheet, first) in places().items():
        kind = name.rpartition(".")[2]
        columns = {key: xl_col_to_name(column) for key, column in COLUMNS[kind].items()}
        if "payer" in columns:
            columns |= {f"share.{p}": xl_col_to_name(SHARES_FIRST + i) for i, p in enumerate(PAYERS)}
        lists[name] = {"sheet": SHEET[sheet], "first_row": first + 1, "rows": room(kind), "columns": columns}
    return {
        "template": template,
        "values": {name: [SHEET["assumptions"], xl_rowcol_to_cell(row, 1)] for name, row in VALUES.items()},
        "roles": {
            "sheet": SHEET["assumptions"],
            "first_row": ROLES_FIRST + 1,
            "rows": ROLE_ROWS,
            "columns": {name: xl_col_to_name(column) for name, column in ROLE_COLUMNS.items()},
        },
        "lists": lists,
        "sensitivity": {
            name: [SHEET["sensitivity"], *(xl_rowcol_to_cell(SENSITIVITY_FIRST + i, c) for c in (1, 2))]
            for i, name in enumerate(PARAMETERS)
        },
        "words": {**words(t), "yes": t("price.book.yes")},
        "also": words(also),
    }
