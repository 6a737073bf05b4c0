"""The map of benefits: effect goals ← benefits ← measures, drawn in cells from the lines of the plan. All formulas."""

from __future__ import annotations

from collections.abc import Mapping

from macros.benefits.workbook.columns import lines_to, place, sheet_name
from macros.files.book import Book
from macros.files.palette import FJORD, FJORD_SOFT, css

FIRST = 5
"""The row of the first benefit; the heads stand above it."""
ARROW = "←"
WIDTHS = (38, 5, 46, 5, 46)
"""Characters in the columns: goals, benefits and measures, with the arrows between."""


def drawing(book: Book, rows: Mapping[str, int]) -> None:
    """The sheet: a line for each line of the plan, boxes where there is something, an arrow between two boxes. A goal
    that stands in the line above already is not said again, so that its benefits stand under each other."""
    t, name = book.t, sheet_name(book.t, "drawing")
    ws = book.sheet(name, t("plan.book.drawing"), t("plan.book.drawing.lead"), WIDTHS, landscape=True)
    for column, key in ((0, "goal"), (2, "benefit"), (4, "measures")):
        ws.write_string(FIRST - 1, column, t(f"plan.book.drawing.{key}"), book.head())
    plain, arrow = book.format(text_wrap=True, valign="vcenter"), book.format(align="center", valign="vcenter", font_size=14, font_color=css(FJORD))  # fmt: skip
    for line in range(rows["plan"]):
        row = FIRST + line
        # Counted, so that every line but the first has the same formula, which is written once.
        here, above_ = lines_to(FIRST, row), f"{lines_to(FIRST, row)}-1"
        goal, above, benefit, measures, id_ = (
            f"INDEX({place(t, 'plan', key, rows['plan'])},{number})"
            for key, number in (("goal", here), ("goal", above_), ("description", here), ("measures", here), ("id", here))
        )  # fmt: skip
        again = f"IF({goal}={above},TRUE,FALSE)" if line else "FALSE"
        ws.write_formula(row, 0, f'=IF(OR({goal}="",{again}),"",{goal})', plain, "")
        ws.write_formula(row, 1, f'=IF(OR({goal}="",{benefit}=""),"","{ARROW}")', arrow, "")
        ws.write_formula(row, 2, f'=IF({benefit}="","",{id_}&": "&{benefit})', plain, "")
        ws.write_formula(row, 3, f'=IF(OR({measures}="",{benefit}=""),"","{ARROW}")', arrow, "")
        ws.write_formula(row, 4, f'=IF({measures}="","",{measures})', plain, "")
    last = FIRST + rows["plan"] - 1
    box = book.workbook.add_format({"border": 1, "border_color": css(FJORD), "bg_color": css(FJORD_SOFT)})
    for column, letter in ((0, "A"), (2, "C"), (4, "E")):
        rule = {"type": "formula", "criteria": f'=LEN(${letter}{FIRST + 1})>0', "format": box}  # fmt: skip
        ws.conditional_format(FIRST, column, last, column, rule)
    ws.print_area(0, 0, last, 4)
    ws.fit_to_pages(1, 1)
