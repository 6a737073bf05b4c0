"""A benefit's card: all that the plan says of one benefit on a page, with its measurements and a chart. All formulas."""

from __future__ import annotations

from collections.abc import Mapping

from macros.benefits.workbook.columns import PLAN, place, sheet_name
from macros.benefits.workbook.overview import latest_value
from macros.files.book import Book, absolute
from macros.files.palette import FJORD, css

CHOSEN = (3, 1)
"""The cell in which the benefit is chosen: row and column."""
FIRST = 5
"""The row of the first thing that is told."""
SHOWN = tuple(c for c in PLAN if c.key not in ("id", "released"))
"""What a card tells, in the plan's order."""
WIDTH = 70
"""Characters in the column that tells."""
BARS = ("baseline", "latest", "target")


def card(book: Book, rows: Mapping[str, int]) -> None:
    """The sheet. The first benefit of the plan is chosen until somebody chooses another."""
    t, name = book.t, sheet_name(book.t, "card")
    ws = book.sheet(name, t("plan.book.card"), t("plan.book.card.lead"), (30, WIDTH), landscape=False)
    ids = place(t, "plan", "id", rows["plan"])
    chosen = absolute(name, *CHOSEN).partition("!")[2]
    ws.write_string(CHOSEN[0], 0, t("plan.book.card.choose"), book.format(bold=True))
    ws.write_blank(*CHOSEN, None, book.input(bold=True))
    book.choice(ws, CHOSEN[0], CHOSEN[0], CHOSEN[1], "=" + ids)
    for row, column in enumerate(SHOWN, FIRST):
        shape = {"date": "dd.mm.yyyy", "number": "#,##0.##;-#,##0.##;0"}.get(column.kind, "General")
        ws.write_string(row, 0, t(column.label), book.format(bold=True, text_wrap=True))
        found = f"INDEX({place(t, 'plan', column.key, rows['plan'])},MATCH({chosen},{ids},0))"
        style = book.result(text_wrap=True, num_format=shape, align="left")
        ws.write_formula(row, 1, f'=IF({chosen}="","",IFERROR(IF({found}="","",{found}),""))', style, "")
    row = FIRST + len(SHOWN) + 1
    ws.write_string(row, 0, t("plan.book.card.chart"), book.heading())
    sources = {"baseline": _cell(name, "baseline"), "target": _cell(name, "target"), "latest": latest_value(rows, book, chosen)}  # fmt: skip
    for index, key in enumerate(BARS, 1):
        ws.write_string(row + index, 0, t(f"plan.book.card.{key}"))
        formula = f'=IF({chosen}="","",{sources[key]})'
        ws.write_formula(row + index, 1, formula, book.result(num_format="#,##0.##;-#,##0.##;0", align="left"), "")
    chart = book.workbook.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": t("plan.book.card.chart"),
            "categories": "=" + absolute(name, row + 1, 0, row + len(BARS)),
            "values": "=" + absolute(name, row + 1, 1, row + len(BARS)),
            "fill": {"color": css(FJORD)},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "#,##0.##"},
        }
    )
    chart.set_title({"none": True})
    chart.set_legend({"none": True})
    chart.set_x_axis({"min": 0, "major_gridlines": {"visible": False}})
    chart.set_y_axis({"reverse": True})
    chart.set_size({"width": 700, "height": 190})
    described = {"description": t("plan.book.card.chart.described"), "object_position": 2}
    ws.insert_chart(row + len(BARS) + 1, 0, chart, described)
    book.lines(ws, row + len(BARS) + 11, [(t("plan.book.causes"), book.help())], 1)
    ws.print_area(0, 0, row + len(BARS) + 11, 1)
    ws.fit_to_pages(1, 1)


def _cell(name: str, key: str) -> str:
    row = FIRST + next(i for i, c in enumerate(SHOWN) if c.key == key)
    return absolute(name, row, 1).partition("!")[2]
