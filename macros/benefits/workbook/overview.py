"""The benefit plan's overview: how far each benefit has come, counts, and what is to be measured next. All formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.benefits.workbook.columns import lines_to, place, sheet_name
from macros.files.book import Book, absolute
from macros.files.palette import FJORD, STRONG_LINE, css
from macros.words.vocabulary import Vocabularies

COUNTED = (("status", "benefit_status"), ("type", "benefit_types"), ("recipient", "benefit_recipients"))
NAMED = {"name": 44, "status": 18}
"""The columns of texts, with their widths."""
NEXT = 10
COME = ("id", "name", "status", "baseline", "latest", "target", "attainment", "yearly", "reached")
"""The columns of the table of how far each benefit has come."""
CHARTED = 8
"""The benefits that the chart shows at most: a plan has three to six, as the guide says."""
CHART, CHART_ROWS = 4, 16
"""The row that the chart begins in, and how many it takes; the sentence about causes stands under it."""
FIRST = CHART + CHART_ROWS + 4
"""The first line of the table; its heads stand above it, and its heading above them."""
_NUMBER = "#,##0.##;-#,##0.##;0"
_FORMATS = {"baseline": _NUMBER, "latest": _NUMBER, "target": _NUMBER, "attainment": "0 %", "yearly": "#,##0", "reached": "#,##0"}  # fmt: skip


def latest_value(rows: Mapping[str, int], book: Book, id_: str) -> str:
    """The formula, without ``=``, for the last measurement of the benefit whose id stands in the cell ``id_``."""
    t, lines = book.t, rows["follow_up"]
    ids, last, value = (place(t, "follow_up", key, lines) for key in ("benefit", "last", "value"))
    return f'IFERROR(LOOKUP(2,1/(({ids}={id_})*({last}=1)),{value}),"")'


def overview(book: Book, words: Vocabularies, rows: Mapping[str, int]) -> None:
    """How far each benefit has come, with a chart; counts per status, type and recipient; the next measurements."""
    t, language = book.t, book.about.language
    name = sheet_name(t, "overview")
    ws = book.sheet(
        name,
        t("plan.book.overview"),
        t("plan.book.overview.lead"),
        (9, *NAMED.values(), 12, 14, 12, 14, 16, 18),
        landscape=True,
    )
    _come(book, ws, rows)
    _chart(book, ws, rows, name)
    for row, key, value in counted(words, rows):
        if value is None:
            ws.merge_range(row, 0, row, 1, t(f"plan.book.overview.{key}"), book.head())
            ws.write_string(row, 2, t("plan.book.overview.count"), book.head())
            continue
        wild = "*" if key == "recipient" else ""
        ws.merge_range(row, 0, row, 1, words[dict(COUNTED)[key]][value].name(language), book.format(text_wrap=True))
        formula = f'=COUNTIF({place(t, "plan", key, rows["plan"])},"{wild}"&{cell(row, 0)}&"{wild}")'
        ws.write_formula(row, 2, formula, book.result(num_format="0"), 0)
    _next(book, ws, words, rows)
    ws.fit_to_pages(1, 0)


def _come(book: Book, ws: Worksheet, rows: Mapping[str, int]) -> None:
    """One line for each line of the plan: baseline, last measurement, target, attainment, and what it comes to a year."""
    t, none = book.t, book.t("plan.book.no_basis")
    ws.write_string(FIRST - 2, 0, t("plan.book.overview.come"), book.heading())
    for column, key in enumerate(COME):
        ws.write_string(FIRST - 1, column, t(f"plan.book.overview.{key}"), book.head())
    ws.set_row(FIRST - 1, 48)
    sources = {"id": "id", "name": "description", "status": "status", "baseline": "baseline", "target": "target", "yearly": "yearly_value"}  # fmt: skip
    for line in range(rows["plan"]):
        row = FIRST + line
        number = lines_to(FIRST, row)
        here = {key: cell(row, column) for column, key in enumerate(COME)}
        b, v, g, share, yearly = (here[k] for k in ("baseline", "latest", "target", "attainment", "yearly"))
        formulas = {
            key: f'=IF(INDEX({(found := place(t, "plan", source, rows["plan"]))},{number})="","",INDEX({found},{number}))'
            for key, source in sources.items()
        }
        formulas |= {
            "latest": f'=IF({here["id"]}="","",{latest_value(rows, book, here["id"])})',
            "attainment": (
                f'=IF({here["id"]}="","",IF(OR(NOT(ISNUMBER({v})),NOT(ISNUMBER({b})),NOT(ISNUMBER({g}))),"{none}",'
                f'IF({g}={b},"{none}",({v}-{b})/({g}-{b}))))'
            ),
            "reached": f'=IF(AND(ISNUMBER({share}),ISNUMBER({yearly})),{share}*{yearly},"")',
        }
        for column, key in enumerate(COME):
            style = book.result(text_wrap=True, num_format=_FORMATS.get(key, "General"))
            ws.write_formula(row, column, formulas[key], style, "")
    book.lines(ws, FIRST + rows["plan"], [(t("plan.book.overview.money"), book.help())], len(COME) - 1)


def _chart(book: Book, ws: Worksheet, rows: Mapping[str, int], name: str) -> None:
    """Attainment of the first benefits as bars, above the table that it is drawn from."""
    t, last = book.t, FIRST + min(CHARTED, rows["plan"]) - 1
    chart = book.workbook.add_chart({"type": "bar"})
    share = COME.index("attainment")
    chart.add_series(
        {
            "name": t("plan.book.overview.attainment"),
            "categories": "=" + absolute(name, FIRST, 0, last),
            "values": "=" + absolute(name, FIRST, share, last),
            "fill": {"color": css(FJORD)},
            "gap": 60,
            "data_labels": {"value": True, "num_format": "0 %;-0 %;"},
        }
    )
    chart.set_title({"name": t("plan.book.overview.chart"), "name_font": {"size": 12}, "overlay": False})
    chart.set_legend({"none": True})
    chart.set_x_axis({"num_format": "0 %", "major_gridlines": {"visible": True, "line": {"color": css(STRONG_LINE)}}})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_size({"width": 900, "height": 300})
    described = {"description": t("plan.book.overview.chart.described"), "object_position": 2}
    ws.insert_chart(CHART, 0, chart, described)
    book.lines(ws, CHART + CHART_ROWS, [(t("plan.book.causes"), book.help())], len(COME) - 1)


def counted(words: Vocabularies, rows: Mapping[str, int]) -> Iterator[tuple[int, str, str | None]]:
    """The rows of the counts: row, what is counted, and its value; no value in the row of the heads."""
    row = FIRST + rows["plan"] + 3
    for key, vocabulary in COUNTED:
        yield row, key, None
        for value in words[vocabulary]:
            row += 1
            yield row, key, value.key
        row += 2


def next_row(words: Vocabularies, rows: Mapping[str, int]) -> int:
    """The first row of the next measurements: two below their heading, which stands two below the counts."""
    return max(row for row, _, _ in counted(words, rows)) + 4


def _next(book: Book, ws: Worksheet, words: Vocabularies, rows: Mapping[str, int]) -> None:
    """The next measurements, earliest first."""
    t, lines = book.t, rows["follow_up"]
    row = next_row(words, rows) - 2
    ws.write_string(row, 0, t("plan.book.overview.next"), book.heading())
    row += 1
    for column, head in enumerate(("next_id", "next_benefit", "next_date")):
        ws.write_string(row, column, t(f"plan.book.overview.{head}"), book.head())
    opens, ids, labels = (place(t, "follow_up", key, lines) for key in ("open", "benefit", "name"))
    style, day = book.result(text_wrap=True), book.result(num_format="dd.mm.yyyy")
    first = row + 1
    for _ in range(NEXT):
        row += 1
        nth = f"SMALL({opens},{lines_to(first, row)})"
        at = f"MATCH({nth},{opens},0)"
        ws.write_formula(row, 0, f'=IFERROR(INDEX({ids},{at}),"")', style, "")
        ws.write_formula(row, 1, f'=IFERROR(INDEX({labels},{at}),"")', style, "")
        ws.write_formula(row, 2, f'=IFERROR(INT({nth}),"")', day, "")
    book.lines(ws, row + 2, [(t("plan.book.overview.note"), book.help())], len(COME) - 1)
