"""The sheet «sensitivity»: the numbers that are uncertain, each alone at both its ends, and all of them together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from macros.content.model.price_model import MOST_RANGES, Path
from macros.files.book import absolute
from macros.files.palette import CLAY, FJORD, INK, LINE, css
from macros.prices.arithmetic.figures import PriceResult, Swing
from macros.prices.arithmetic.turned import WHOLE
from macros.prices.words import rounded
from macros.prices.workbook import layout as at
from macros.prices.workbook.inputs import Inputs
from macros.prices.workbook.workings import Workings

KRONER = "#,##0;-#,##0;0"
NAME = 0
ORDER, SORTED_NAME, SORTED_LOW, SORTED_HIGH, SPREAD = range(13, 18)
"""Hidden columns: the rank of each row, and the bars of the drawing, the longest first."""
WORK_FIELDS = ("times_after", "minutes_after", "rates", "times", "minutes", "travel_minutes")
"""Numbers that working time follows: when some of it is withheld, net present value may bend."""


@dataclass(frozen=True, slots=True)
class Row:
    """A range as the sheet shows it. ``critical`` is empty, a number or a word."""

    place: int
    name: str
    where: str
    line: int | None
    field: str
    low: float
    high: float
    base: float
    npv_low: float
    npv_high: float
    saving_low: float
    saving_high: float
    critical: float | str


def ranked(rows: Sequence[Row]) -> list[Row]:
    """The rows by how far apart their ends are, the first of equals first: as the sheet ranks them."""
    return sorted(rows, key=lambda r: (-rounded(abs(r.npv_high - r.npv_low), 2), r.place))


class Sensitivity:
    """Writes «sensitivity». Without a result it is the empty edition, whose answers are blank."""

    def __init__(self, inputs: Inputs, workings: Workings, result: PriceResult | None) -> None:
        self.inputs, self.book, self.t = inputs, inputs.book, inputs.book.t
        self.workings, self.names, self.result, self.words = workings, inputs.names, result, inputs.words

    def rows(self) -> list[Row]:
        """The model's ranges, in its order."""
        if self.result is None or self.inputs.model is None:
            return []
        swings = {swing.path: swing for swing in self.result.swings}
        return [self._row(i, swings[path]) for i, path in enumerate(self.inputs.model.ranges())]

    def _row(self, place: int, s: Swing) -> Row:
        where, line = list_of(s.path)
        words = (self.words["where"][".".join(where)], self.words["field"][str(s.path[-1])])
        name = self.name(s.path, *words)
        return Row(place, name, words[0], line, words[1], s.low, s.high, s.base, s.at_low.npv, s.at_high.npv,
                   s.at_low.saving, s.at_high.saving, self._critical(s))  # fmt: skip

    def name(self, path: Path, where: str, field: str) -> str:
        """As the sheet makes it: the field alone, or the list, what the line is called and the field."""
        if len(path) == 1:
            return field
        row: Any = self.inputs.model
        for key in path[:-1]:
            row = row[key] if isinstance(key, int) else getattr(row, key)
        named = getattr(row, "step", None) or getattr(row, "item", None) or self.inputs.role_word(row.role)
        return f"{where}, {named}, {field}"

    def _critical(self, s: Swing) -> float | str:
        """Where net present value is nothing, by the straight line through the ends: as the sheet works it out."""
        none, elsewhere = (self.t(f"price.book.critical.{k}") for k in ("none", "elsewhere"))
        name = str(s.path[-1])
        share = self.inputs.model.realisable_share if self.inputs.model else 1.0
        if name in (*WHOLE, "post_step", "discount_rate") or (name in WORK_FIELDS and share < 1):
            return elsewhere
        slope = s.at_high.npv - s.at_low.npv
        if abs(slope) < 0.01:
            return elsewhere
        value = s.low - s.at_low.npv * (s.high - s.low) / slope
        return none if value < -1e-6 or (name == "realisable_share" and value > 1 + 1e-6) else value

    def write(self, rows: Sequence[Row]) -> None:
        """Makes the sheet: each range at its two ends, then all at once."""
        t, book, p = self.t, self.book, "price.book.sensitivity."
        ws = book.sheet(
            self.names["sensitivity"], t("price.book.sensitivity"), t(p + "lead"), (46, 26, 8, 24, *[13] * 8)
        )
        heads = ("parameter", *at.RANGE_COLUMNS, *at.RANGE_RESULTS)
        for column, head in enumerate(heads):
            ws.write_string(at.SENSITIVITY_FIRST - 1, column, t(p + head), book.head())
        for i in range(MOST_RANGES):
            self._write_row(ws, i, rows[i] if i < len(rows) else None)
            self._sorted(ws, i, rows)
        self._choices(ws)
        self._extremes(ws)
        self._chart(ws, rows)
        ws.set_column(ORDER, SPREAD, 10, None, {"hidden": True})
        ws.print_area(0, 0, at.EXTREMES["best"] + 21, 11)
        ws.fit_to_pages(1, 1)
        ws.freeze_panes(5, 1)

    def _write_row(self, ws: Worksheet, i: int, known: Row | None) -> None:
        row, book, w = at.SENSITIVITY_FIRST + i, self.book, self.workings
        where, line, field, low, high = (cell(row, c) for c in at.RANGE_COLUMNS.values())
        for key, column in at.RANGE_COLUMNS.items():
            value = getattr(known, key) if known else None
            fmt = book.input(num_format="@" if key in ("where", "field") else "0" if key == "line" else "#,##0.####")
            if value is None:
                ws.write_blank(row, column, None, fmt)
            elif isinstance(value, str):
                ws.write_string(row, column, value, fmt)
            else:
                ws.write_number(row, column, value, fmt)
        cases = (1 + 2 * i, 2 + 2 * i)
        used = f"AND(inputs_ok,{w.case(cases[0], 'used')}=1)"
        base = self._base(cases[0])
        found: dict[str, str] = {
            "base": base,
            **{f"{q}_{end}": w.case(case, q) for q in ("npv", "saving") for end, case in zip(("low", "high"), cases, strict=True)},
        }  # fmt: skip
        places = {name: cell(row, column) for name, column in at.RANGE_RESULTS.items()}
        found["critical"] = self._critical_formula(field, low, high, places)
        named = f"INDEX(CHOOSE(MAX(1,{w.case(cases[0], 'where')}-1),{self._names()}),MAX(1,N({line})))"
        text = f'=IF({w.case(cases[0], "used")}=1,IF({w.case(cases[0], "where")}=1,{field},{where}&", "&{named}&", "&{field}),"")'
        ws.write_formula(row, NAME, text, book.format(bold=True, text_wrap=True), known.name if known else "")
        for name, column in at.RANGE_RESULTS.items():
            style = book.result(num_format=KRONER if name[:3] in ("npv", "sav") else "#,##0.##", align="right")
            value = getattr(known, name) if known else ""
            ws.write_formula(row, column, f'=IF({used},{found[name]},"")', style, value)

    def _base(self, case: int) -> str:
        """What the number is in the model: a parameter of the base case, or a cell of the line."""
        w = self.workings
        number = f"MIN(7,MAX(1,{w.case(case, 'field')}))"
        parameters = ",".join(w.case(0, name) for name in at.FIELDS[:7])
        grid = absolute(self.names["workings"], 5, 32, 4 + len(at.WHERE), 31 + len(at.FIELDS))
        column = f"MAX(1,INDEX({grid},MAX(1,{w.case(case, 'where')}),MAX(1,{w.case(case, 'field')})))"
        lists = ",".join(self._block(place) for place in at.WHERE[1:])
        line = f"N(INDEX(CHOOSE(MAX(1,{w.case(case, 'where')}-1),{lists}),MAX(1,{w.case(case, 'line')}),{column}))"
        return f"IF({w.case(case, 'where')}=1,CHOOSE({number},{parameters}),{line})"

    def _block(self, place: tuple[str, ...]) -> str:
        first, last = (self.workings.lines(".".join(place), place[-1], c).rpartition("!")[2] for c in (0, 7))
        sheet = self.workings.lines(".".join(place), place[-1], 0).rpartition("!")[0]
        return f"{sheet}!{first.partition(':')[0]}:{last.partition(':')[2]}"

    def _names(self) -> str:
        return ",".join(self.workings.lines(".".join(place), place[-1], 0) for place in at.WHERE[1:])

    def _critical_formula(self, field: str, low: str, high: str, places: dict[str, str]) -> str:
        none, elsewhere = (f'"{self.t(f"price.book.critical.{k}")}"' for k in ("none", "elsewhere"))
        words = self.words["field"]
        jagged = ",".join(f'{field}="{words[name]}"' for name in (*WHOLE, "post_step", "discount_rate"))
        work = ",".join(f'{field}="{words[name]}"' for name in WORK_FIELDS)
        slope = f"({places['npv_high']}-{places['npv_low']})"
        value = f"({low}-{places['npv_low']}*({high}-{low})/{slope})"
        share = f'AND({field}="{words["realisable_share"]}",{value}>1.000001)'
        inside = f"IF(OR({value}<-0.000001,{share}),{none},{value})"
        return (
            f"IF(OR({jagged},AND(N(realisable_share)<1,OR({work})),ABS(N({places['npv_high']})-N({places['npv_low']}))<0.01),"
            f"{elsewhere},{inside})"
        )

    def _sorted(self, ws: Worksheet, i: int, rows: Sequence[Row]) -> None:
        """The rank of the row, and what stands at this rank for the drawing. Not shown."""
        first, last = at.SENSITIVITY_FIRST, at.SENSITIVITY_FIRST + MOST_RANGES - 1
        low, high, row = at.RANGE_RESULTS["npv_low"], at.RANGE_RESULTS["npv_high"], first + i
        name = self.names["sensitivity"]
        lows, highs, names, order = (absolute(name, first, c, last) for c in (low, high, NAME, ORDER))
        best, known = ranked(rows), rows[i] if i < len(rows) else None
        far = rounded(abs(known.npv_high - known.npv_low), 2) - i * 0.0001 if known else -1 - i
        spread = f"ROUND(ABS({cell(row, high)}-{cell(row, low)}),2)-{i}*0.0001"
        spreads = absolute(name, first, SPREAD, last)
        is_used = f"ISNUMBER({cell(row, low)})"
        ws.write_formula(row, SPREAD, f"=IF({is_used},{spread},-1-{i})", None, far)
        rank = best.index(known) + 1 if known else ""
        ws.write_formula(row, ORDER, f'=IF({is_used},RANK({cell(row, SPREAD)},{spreads}),"")', None, rank)
        there, number = best[i] if i < len(best) else None, f"MATCH({i + 1},{order},0)"
        base, npv = self.result.npv if self.result else 0.0, self.workings.base("npv")
        ws.write_formula(row, SORTED_NAME, f'=IFERROR(INDEX({names},{number}),"")', None, there.name if there else "")
        for column, values, end in ((SORTED_LOW, lows, "npv_low"), (SORTED_HIGH, highs, "npv_high")):
            value = getattr(there, end) - base if there else 0
            ws.write_formula(row, column, f"=IFERROR(INDEX({values},{number})-{npv},0)", None, value)

    def _choices(self, ws: Worksheet) -> None:
        first, last, columns = at.SENSITIVITY_FIRST, at.SENSITIVITY_FIRST + MOST_RANGES - 1, at.RANGE_COLUMNS
        self.book.choice(ws, first, last, columns["where"], "=" + self.workings.words("where"))
        self.book.choice(ws, first, last, columns["field"], "=" + self.workings.words("field"))
        self.book.number(ws, first, last, columns["line"], 1, 30)
        for name in ("low", "high"):
            self.book.number(ws, first, last, columns[name])

    def _extremes(self, ws: Worksheet) -> None:
        """The worst and the best of all combinations: values, because a workbook cannot try them all."""
        t, p, number = self.t, "price.book.sensitivity.", self.book.result(num_format=KRONER)
        for name, row in at.EXTREMES.items():
            ws.write_string(row, 0, t(f"{p}{name}"), self.book.format(bold=True))
            found = getattr(self.result, name).outcome if self.result else None
            for column, quantity in ((at.RANGE_RESULTS["npv_low"], "npv"), (at.RANGE_RESULTS["saving_low"], "saving")):
                if found is None:
                    ws.write_blank(row, column, None, number)
                else:
                    ws.write_number(row, column, getattr(found, quantity), number)
        said = t(p + "computed", edition=self.book.about.version) if self.result else t(p + "computed.not")
        ws.write_string(at.EXTREMES["worst"] - 1, 0, said, self.book.format(italic=True))

    def _chart(self, ws: Worksheet, rows: Sequence[Row]) -> None:
        """A tornado: how far net present value moves from the model's own, the longest bars first."""
        p, name, first = "price.book.sensitivity.", self.names["sensitivity"], at.SENSITIVITY_FIRST
        last = first + (len(rows) or MOST_RANGES) - 1
        chart = self.book.workbook.add_chart({"type": "bar", "subtype": "clustered"})
        for column, colour, label in ((SORTED_LOW, css(CLAY), "low"), (SORTED_HIGH, css(FJORD), "high")):
            chart.add_series(
                {
                    "name": self.t(p + label), "categories": [name, first, SORTED_NAME, last, SORTED_NAME],
                    "values": [name, first, column, last, column], "fill": {"color": colour}, "overlap": 100, "gap": 60,
                }
            )  # fmt: skip
        chart.set_title({"name": self.t(p + "chart"), "name_font": {"size": 12, "color": css(INK)}})
        chart.set_y_axis({"reverse": True, "label_position": "low"})
        chart.set_x_axis({"num_format": "#,##0", "major_gridlines": {"visible": True, "line": {"color": css(LINE)}}})
        chart.set_legend({"position": "bottom"})
        chart.set_size({"width": 1100, "height": 400})
        chart.show_hidden_data()
        place = at.EXTREMES["best"] + 2
        ws.insert_chart(place, 0, chart, {"description": self.t(p + "chart.text"), "object_position": 1})


def list_of(path: Path) -> tuple[tuple[str, ...], int | None]:
    """The place of a range in the workbook's words, and its line from 1; none for the whole model's numbers."""
    if len(path) == 1:
        return (), None
    *outer, index, _ = path
    return tuple(str(key) for key in outer), int(index) + 1
