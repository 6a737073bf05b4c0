"""A form as a workbook: a sheet about the form, then one for each section."""

from __future__ import annotations

from xlsxwriter.utility import quote_sheetname

from macros.files.palette import CLAY_SOFT, FJORD, MUTED, css
from macros.toolkit.forms.document import FormFile
from macros.toolkit.forms.excel.book import FormBook
from macros.toolkit.forms.excel.matrix import write_matrix
from macros.toolkit.forms.excel.sheets import SheetWriter, own_table, write_part


def form_xlsx(file: FormFile) -> bytes:
    """``file`` as .xlsx."""
    book = FormBook(file)
    about = book.name(file.words("form.about"))
    names = [book.name(part.sheet) for part in file.parts]
    _about(book, about, names)
    for name, part in zip(names, file.parts, strict=True):
        (write_matrix if part.kind == "matrix" else write_part)(book, name, part)
    return book.finished()


def _about(book: FormBook, name: str, names: list[str]) -> None:
    """What the form is, how it is filled in, and where it comes from."""
    file, words = book.file, book.words
    page = SheetWriter(book, name, [18.0, 100.0])
    page.sheet.fit_to_pages(1, 1)
    page.heading(file.heading)
    if file.filled:
        for text in file.situation:
            page.text(text, bg_color=css(CLAY_SOFT))
    if file.lead:
        page.text(file.lead, font_size=13, font_color=css(MUTED))
    page.text(file.intro)
    _heading(page, words("form.how"))
    products = ["form.how.products"] if any(own_table(part) for part in file.parts) else []
    for key in ("form.how.sheets", "form.how.rows", *products, "form.how.protected"):
        page.text(words(key))
    _heading(page, words("form.sections"))
    link = book.format(font_color=css(FJORD), underline=1, text_wrap=False)
    for sheet, part in zip(names, file.parts, strict=True):
        page.sheet.write_url(page.row, 0, f"internal:{quote_sheetname(sheet)}!A1", link, part.heading)
        page.row += 1
    _heading(page, words("form.facts"))
    facts = {"version": file.version, "updated": f"{file.updated:%d.%m.%Y}" if file.updated else ""}
    facts |= {"license": file.license, "language": words("form.language"), "address": file.url}
    for key, value in facts.items():
        if value:
            page.string(0, words(f"form.facts.{key}"), book.format(bold=True))
            page.string(1, value, book.format())
            page.row += 1
    page.finish()


def _heading(page: SheetWriter, text: str) -> None:
    page.row += 1
    page.text(text, bold=True, font_size=13, font_color=css(FJORD))
