"""Where everything stands in the price model's workbook. Read by the writer, by the browser and by the tests.

Rows and columns count from 0 here; ``layout_json`` tells them as cell names.
"""

from __future__ import annotations

from typing import Any

from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from macros.content.model.price_model import MOST_RANGES, PARAMETERS, PAYERS, RAMP_YEARS, room
from macros.words.labels import Labels

SHEETS = ("results", "assumptions", "before", "after", "investments", "sensitivity", "workings")
SHEET = {name: index for index, name in enumerate(SHEETS)}
SIDE_LISTS = ("steps", "per_patient", "staffing", "fixed")
ROLE_ROWS = 20
HELPER_ROWS = 2_000
"""Numbers of patients the workbook examines for break-even."""

# Sheet «assumptions»: values in column B.
VALUES = {
    "title": 4, "price_year": 5, "patients_per_year": 6, "horizon_years": 7, "discount_rate": 8, "km_rate": 9,
    "realisable_share": 10, "drop_out": 11, "price_growth": 12,
}  # fmt: skip
RAMP_ROWS = {"patients": 16, "effect": 17}
"""Years 1 to RAMP_YEARS in columns B to F; blank is all of it."""
ROLES_FIRST = 22
ROLE_COLUMNS = {"role": 0, "rate": 1, "worked_hours": 2, "unpaid": 3}

# Every list: A what, B payer, then its figures to H at most, I–N shares. Then what is worked out, from O on.
SHARES_FIRST = 8
CHECK, RATE, LABOUR, ACTIVE, TRAVEL, KM, MATERIAL, TOTAL = range(14, 22)
EFFECTIVE_FIRST = 22
WORKED, POSTS, SAFE_PATIENTS, SAFE_STEP, POST_COST, NEW = range(28, 34)
LAST_COLUMN = NEW
KRONER = RATE
"""What a line of an amount comes to, in the column where steps have their rate."""
TEXTS = {
    "step",
    "item",
    "unit",
    "role",
    "payer",
    "from",
    "to",
    "effect",
    "recipient",
    "importance",
    "extent",
    "direction",
    "figure",
    "source",
    "url",
}
COLUMNS = {
    "steps": {
        "step": 0, "payer": 1, "role": 2, "minutes": 3, "times": 4, "travel_minutes": 5, "travel_km": 6, "material": 7,
    },
    "per_patient": {"item": 0, "payer": 1, "amount": 2, "quantity": 3, "unit": 4, "unit_price": 5},
    "staffing": {"role": 0, "payer": 1, "patients_per_post": 2, "post_step": 3},
    "fixed": {"item": 0, "payer": 1, "amount": 2, "quantity": 3, "unit": 4, "unit_price": 5},
    "start_up": {"item": 0, "payer": 1, "amount": 2, "quantity": 3, "unit": 4, "unit_price": 5},
    "reinvestment": {"item": 0, "payer": 1, "amount": 2, "quantity": 3, "unit": 4, "unit_price": 5, "every_years": 6},
    "transfers": {"item": 0, "from": 1, "to": 2, "before": 3, "after": 4},
    "basis": {"figure": 0, "source": 2, "year": 3, "url": 4},
    "unpriced": {"effect": 0, "recipient": 1, "importance": 2, "extent": 3, "direction": 4},
}  # fmt: skip
# Sheet «sensitivity»: where a number stands, its line and which one it is, its ends; then what is worked out.
SENSITIVITY_FIRST = 5
RANGE_COLUMNS = {"where": 1, "line": 2, "field": 3, "low": 4, "high": 5}
RANGE_RESULTS = {"base": 6, "npv_low": 7, "npv_high": 8, "saving_low": 9, "saving_high": 10, "critical": 11}
EXTREMES = {"worst": SENSITIVITY_FIRST + MOST_RANGES + 2, "best": SENSITIVITY_FIRST + MOST_RANGES + 3}
WHERE = (
    (), *((side, kind) for side in ("before", "after") for kind in SIDE_LISTS), ("start_up",), ("reinvestment",)
)  # fmt: skip
"""The places a range may be of: the whole model, then the lists."""
FIELDS = (
    *PARAMETERS, "times", "minutes", "travel_minutes", "travel_km", "material", "quantity", "unit_price", "amount",
    "patients_per_post", "post_step", "every_years",
)  # fmt: skip


def first_rows(names: tuple[str, ...]) -> dict[str, int]:
    """The first row of each list when they stand below each other: heading, help, column heads, then the rows."""
    rows, row = {}, 4
    for name in names:
        rows[name] = row + 3
        row += 3 + room(name) + 1
    return rows


SIDE_ROWS = first_rows(SIDE_LISTS)
INVESTMENT_ROWS = first_rows(("start_up", "reinvestment", "transfers", "unpriced", "basis"))
_ROWS = SIDE_ROWS | INVESTMENT_ROWS
TEXTS_OF_RESULTS = (
    "title", "none", "never", "verdict.always", "verdict.from", "verdict.never", "verdict.until", "payer_words.saves",
    "payer_words.pays", "payer_words.same", "critical.none", "critical.elsewhere", "sensitivity.computed.day",
)  # fmt: skip
"""Words that the answers are told with: the browser puts them in beside the formulas."""
PAID_LISTS = (*SIDE_LISTS, "start_up", "reinvestment")
"""The lists whose lines have a payer."""
SPARE = 2
"""Empty lines that are shown below those that are filled in; the others are hidden, on screen and on paper."""


def places() -> dict[str, tuple[str, int]]:
    """List -> its sheet and first row."""
    found = {f"{side}.{name}": (side, SIDE_ROWS[name]) for side in ("before", "after") for name in SIDE_LISTS}
    return found | {name: ("investments", row) for name, row in INVESTMENT_ROWS.items()}


def rows_of(kind: str) -> int:
    """The first row of a list, wherever it stands."""
    return _ROWS[kind]


def words(t: Labels) -> dict[str, dict[str, str]]:
    """Key -> word for every cell that holds one of a few words."""
    lists = {
        "payer": (*PAYERS, "shared"),
        "importance": ("liten", "middels", "stor"),
        "extent": ("lite", "middels", "stort"),
        "direction": ("positiv", "negativ", "ingen"),
    }
    found = {name: {key: t(f"price.book.{name}.{key}") for key in keys} for name, keys in lists.items()}
    found["where"] = {".".join(place): where_word(place, t) for place in WHERE}
    found["field"] = {name: t(f"price.{'parameter' if name in PARAMETERS else 'range'}.{name}") for name in FIELDS}
    return found


def where_word(place: tuple[str, ...], t: Labels) -> str:
    """What the place of a range is called: «Etter: Steg i tjenesten»."""
    if not place:
        return t("price.book.where.model")
    name = t(f"price.book.{place[-1]}")
    return name if len(place) == 1 else f"{t(f'price.book.{place[0]}')}: {name}"


def layout_json(template: str, t: Labels, also: Labels, results: dict[str, Any]) -> dict[str, Any]:
    """The layout for the calculator in the browser; ``also`` are the words of the other edition it can read, ``results``
    where the answers stand (``results.browser_layout``).
    """
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
        "ramp": {
            name: [[SHEET["assumptions"], xl_rowcol_to_cell(row, 1 + i)] for i in range(RAMP_YEARS)]
            for name, row in RAMP_ROWS.items()
        },
        "ranges": {
            "sheet": SHEET["sensitivity"],
            "first_row": SENSITIVITY_FIRST + 1,
            "rows": MOST_RANGES,
            "columns": {name: xl_col_to_name(c) for name, c in (RANGE_COLUMNS | RANGE_RESULTS).items()},
            "extremes": {name: row + 1 for name, row in EXTREMES.items()},
        },
        "results": results,
        "spare": SPARE,
        "example": t("book.example"),
        "words": {**words(t), "yes": t("price.book.yes")},
        "texts": {key: t(f"price.book.{key}", day="{day}") for key in TEXTS_OF_RESULTS},
        "also": words(also),
    }
