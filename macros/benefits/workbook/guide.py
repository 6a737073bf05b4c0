"""The benefit plan's guide: how it is filled in, what the statuses mean, a worked example, and the words of drop-downs."""

from __future__ import annotations

from collections.abc import Iterator

from xlsxwriter.worksheet import Worksheet

from macros.benefits.workbook.columns import EDITIONS, PLAN, TABLES, plan_values
from macros.content.model import BenefitPlan
from macros.files.book import Book, absolute
from macros.files.palette import CLAY, css
from macros.words.vocabulary import Vocabularies

LISTS = ("benefit_types", "benefit_forms", "benefit_recipients", "benefit_status", "directions", "budget_effects")
ACROSS = 7
"""The last column that the texts go across to."""
STEPS = {"full": (1, 2, 3, 4, 5, 6, 7, 8), "light": (1, 2, 3, 4, 8)}
"""The steps that are told: the light edition has no sheet for the follow-up and for what nobody expected."""


def guide(book: Book, words: Vocabularies, example: BenefitPlan | None, edition: str) -> None:
    """The sheet. ``example`` is the filled-in plan that a part of is shown; the light edition has none, and of the words
    only those that its columns allow."""
    t, language = book.t, book.about.language
    name = t("plan.book.sheet.guide")
    ws = book.sheet(name, t("plan.book.guide"), t("plan.book.guide.lead"), (34, *[13] * ACROSS), landscape=False)
    text, heading = book.format(text_wrap=True), book.heading()
    lines = [(t("plan.book.guide.how"), heading)]
    steps = enumerate((t(f"plan.book.guide.step.{n}") for n in STEPS[edition]), 1)
    lines += [(f"{n}. {step}", text) for n, step in steps]
    lines += [(t("plan.book.guide.status"), heading)]
    lines += [(f"{v.name(language)}: {v.about(language)}", text) for v in words["benefit_status"]]
    row = book.lines(ws, 4, lines, ACROSS) + 1
    if example:
        row = _example(book, ws, row, words, example)
    row = _words(book, ws, row, words, edition)
    about = t("book.license", license=book.about.license, version=book.about.version, url=book.about.url)
    book.lines(ws, row, [(t("plan.book.guide.method"), book.help()), (about, book.help())], ACROSS)


def _words(book: Book, ws: Worksheet, row: int, words: Vocabularies, edition: str) -> int:
    """The words of the edition's drop-downs, which take them from here where they are long; returns the next free row."""
    t, language, name = book.t, book.about.language, book.t("plan.book.sheet.guide")
    used = {column.words for table in EDITIONS[edition] for column in TABLES[table]}
    lines = [(t("plan.book.guide.words"), book.heading())]
    lines += [(t("plan.book.guide.words.help"), book.help())] if edition == "full" else []
    row = book.lines(ws, row, lines, ACROSS)
    for vocabulary in (known for known in LISTS if known in used):
        first = row + 1
        ws.write_string(
            row, 0, words[vocabulary].label.get(language, words[vocabulary].label["nb"]), book.format(bold=True)
        )
        for value in (v for v in words[vocabulary] if not v.valid_to):
            row += 1
            ws.write_string(row, 0, value.name(language), book.format())
        book.workbook.define_name(f"words_{vocabulary}", "=" + absolute(name, first, 0, row))
        row += 2
    return row


def _example(book: Book, ws: Worksheet, row: int, words: Vocabularies, example: BenefitPlan) -> int:
    """The first benefit of the example, a line for each thing the plan says of it; returns the next free row."""
    t, text = book.t, book.format(text_wrap=True)
    lines = [
        (t("plan.book.guide.example", title=example.title), book.heading()),
        (t("book.example.banner"), book.format(bold=True, font_color=css(CLAY))),
    ]
    row = book.lines(ws, row, lines, ACROSS)
    for label, shown in _told(book, words, example):
        ws.write_string(row, 0, label, book.format(bold=True, text_wrap=True))
        book.across(ws, row, 1, ACROSS, shown, text)
        ws.set_row(row, 16 * max(1, -(-len(shown) // 85)))
        row += 1
    return row + 1


def _told(book: Book, words: Vocabularies, example: BenefitPlan) -> Iterator[tuple[str, str]]:
    t, language, benefit = book.t, book.about.language, example.benefits[0]
    yes, no = t("plan.book.words.yes_no").split("|")
    values = plan_values(benefit, benefit.id.upper(), lambda v, k: words[v][k].name(language), (yes, no), t)
    for column in PLAN:
        value = values.get(column.key)
        if value in (None, ""):
            continue
        if hasattr(value, "month"):
            value = t("plan.book.date", day=value.day, month=value.month, year=value.year)
        yield t(column.label), f"{value:g}" if isinstance(value, float) else str(value)
