"""The sheet with risk matrices: they follow what is filled in, the scale and the limits that the users choose."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname, xl_range, xl_rowcol_to_cell

from macros.content.model.form_shown import Matrix, Plot
from macros.files.palette import CLAY, FJORD, FJORD_SOFT, LEVELS, MUTED, PAPER, css
from macros.toolkit.forms.blocks import Part
from macros.toolkit.forms.excel.book import FormBook
from macros.toolkit.forms.excel.sheets import HIGH, MIDDLE, STEPS, SheetWriter, levels
from macros.toolkit.forms.shown import Grid, square_text

MOST = 5
"""Steps that the sheet has room for, whatever scale is chosen."""
HEAD, SQUARE, GAP = 18.0, 13.5, 3.0
"""Letters: the column with the likelihoods, a square, and what is between two matrices."""
TALL = 44.0
"""Points: the least height of a square."""
BLOCK = MOST + 2
"""Columns from one matrix to the next."""


def write_matrix(book: FormBook, name: str, part: Part) -> None:
    """The sheet of the matrix: what the users choose, then each matrix beside the other."""
    matrix = part.matrix
    assert matrix  # noqa: S101  (a part of this kind has one)
    block = [HEAD, *[SQUARE] * MOST]
    page = SheetWriter(book, name, [*block, *[w for _ in part.grids[1:] for w in (GAP, *block)]])
    page.sheet.fit_to_pages(1, 1)
    page.heading(part.heading)
    if part.help:
        page.text(part.help, font_color=css(MUTED))
    _settings(page, name, matrix)
    page.row += 1
    top = page.row
    for index, (plot, grid) in enumerate(zip(matrix.plots, part.grids, strict=True)):
        _matrix(page, matrix, plot, grid, top, index * BLOCK)
    page.row = top + MOST + 4
    page.finish()


def _settings(page: SheetWriter, name: str, matrix: Matrix) -> None:
    """Three cells to fill in, with names that the other sheets ask by."""
    words, sheet, start = page.book.words, page.sheet, page.row
    values = {
        STEPS: ("form.matrix.steps", matrix.steps, matrix.steps),
        MIDDLE: ("form.matrix.from.middle", f"=IF({STEPS}=4,{matrix.four.middle},{matrix.five.middle})", matrix.limits.middle),
        HIGH: ("form.matrix.from.high", f"=IF({STEPS}=4,{matrix.four.high},{matrix.five.high})", matrix.limits.high),
    }  # fmt: skip
    look = page.book.grid(locked=False, align="right", bold=True, valign="vcenter")
    for key, (label, written, value) in values.items():
        asked = page.book.grid(bold=True, valign="vcenter", bg_color=css(FJORD_SOFT))
        sheet.merge_range(page.row, 0, page.row, 1, "", asked)
        page.string(0, words(label), asked)
        if isinstance(written, str):
            sheet.write_formula(page.row, 2, written, look, value)
        else:
            sheet.write_number(page.row, 2, written, look)
        cell = xl_rowcol_to_cell(page.row, 2, row_abs=True, col_abs=True)
        page.book.workbook.define_name(key, f"={quote_sheetname(name)}!{cell}")
        sheet.set_row(page.row, 22)
        page.row += 1
    scale = {"validate": "list", "source": [4, 5], "error_message": words("form.matrix.steps.error")}
    sheet.data_validation(start, 2, start, 2, scale)
    whole = {"validate": "integer", "criteria": "between", "minimum": 2, "maximum": MOST * MOST}
    sheet.data_validation(start + 1, 2, start + 2, 2, {**whole, "error_message": words("form.matrix.limit.error")})
    warning = page.book.format(bold=True, font_color=css(CLAY), valign="vcenter", text_wrap=False)
    wrong = words("form.matrix.limit.order")
    sheet.write_formula(start + 2, 3, f'=IF({HIGH}>{MIDDLE},"","{wrong}")', warning, "")
    page.text(words("form.matrix.never"), font_color=css(MUTED))


def _matrix(page: SheetWriter, matrix: Matrix, plot: Plot, grid: Grid, top: int, left: int) -> None:
    """One matrix: its title, what has no place, the consequences, then a row for each likelihood, highest first."""
    words, sheet, book = page.book.words, page.sheet, page.book
    label, likelihood, consequence = (
        book.column(plot.section, id_) for id_ in (plot.label, plot.likelihood, plot.consequence)
    )
    title = book.format(bold=True, font_size=14, font_color=css(FJORD))
    sheet.merge_range(top, left, top, left + MOST, grid.title, title)
    sheet.set_row(top, 24)
    placed = f'{likelihood},">=1",{likelihood},"<="&{STEPS},{consequence},">=1",{consequence},"<="&{STEPS}'
    filled = f'SUMPRODUCT(--(({likelihood}<>"")+({consequence}<>"")>0))'
    outside = f"{filled}-COUNTIFS({placed})" + "-1" * book.headed(plot.section, plot.likelihood, plot.consequence)
    told, muted = words("form.matrix.outside", rows=f'"&({outside})&"'), book.format(font_color=css(MUTED))
    sheet.merge_range(top + 1, left, top + 1, left + MOST, "", muted)
    sheet.write_formula(top + 1, left, f'="{told}"', muted, words("form.matrix.outside", rows=grid.outside))
    _axes(page, top + 2, left)
    squares = {(step, k): square for step, row in grid.rows for k, square in enumerate(row, 1)}
    look = book.grid(align="center", valign="vcenter")
    high, middle, low = (f'"{words(f"form.matrix.{level}")}"' for level in ("high", "middle", "low"))
    for row, step in enumerate(range(MOST, 0, -1), top + 3):
        for k in range(1, MOST + 1):
            risk = step * k
            count = f"COUNTIFS({likelihood},{step},{consequence},{k})"
            here = f"({likelihood}={step})*({consequence}={k})"
            # Excel before 2019 has no TEXTJOIN, and shows how many there are.
            listed = f'IFERROR(_xlfn.TEXTJOIN(", ",TRUE,IF({here},{label},"")),{count}&" ×")'
            level = f"IF({risk}>={HIGH},{high},IF(OR({risk}>={MIDDLE},{k}={STEPS}),{middle},{low}))"
            text = f'{risk}&" "&{level}&IF({count}=0,"",CHAR(10)&{listed})'
            square = squares.get((step, k))
            value = "\n".join(t for t in (square_text(square, words), square.labels) if t) if square else ""
            formula = f'{{=IF(MAX({step},{k})>{STEPS},"",{text})}}'
            sheet.write_array_formula(xl_range(row, left + k, row, left + k), formula, look, value)
    _colours(page, top + 2, left)


def _axes(page: SheetWriter, top: int, left: int) -> None:
    """The consequences above and the likelihoods beside, as numbers that the colours are worked out from."""
    words, sheet = page.book.words, page.sheet
    dark = {"bold": True, "align": "left", "valign": "vcenter", "font_color": css(PAPER), "bg_color": css(FJORD)}
    across, down = (
        page.book.grid(**dark, num_format=f'"{words(f"form.matrix.{name}", step="").strip()} "0')
        for name in ("consequence", "likelihood")
    )
    sheet.write_blank(top, left, None, across)
    sheet.set_row(top, 24)
    for step in range(1, MOST + 1):
        sheet.write_number(top, left + step, step, across)
        sheet.write_number(top + step, left, MOST + 1 - step, down)
        sheet.set_row(top + step, TALL)


def _colours(page: SheetWriter, head: int, left: int) -> None:
    """The colour of each square, by the same rule as the list of risks; what is beyond the scale is not to be seen."""
    first, last = (head + 1, left + 1), (head + MOST, left + MOST)
    step = xl_rowcol_to_cell(head + 1, left, col_abs=True)
    consequence = xl_rowcol_to_cell(head, left + 1, row_abs=True)
    beyond = page.book.workbook.add_format({"bg_color": css(PAPER), "font_color": css(PAPER)})
    rule = {
        "type": "formula",
        "criteria": f"=MAX({step},{consequence})>{STEPS}",
        "format": beyond,
        "stop_if_true": True,
    }
    page.sheet.conditional_format(*first, *last, rule)
    for level, when in levels(f"({step}*{consequence})", consequence):
        look = page.book.workbook.add_format({"bg_color": css(LEVELS[level])})
        page.sheet.conditional_format(*first, *last, {"type": "formula", "criteria": when, "format": look})
