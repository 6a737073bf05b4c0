"""The benefit plan's overview (counts and what is to be measured next) and its guide."""

from __future__ import annotations

from typing import Any, Protocol

from xlsxwriter.utility import xl_rowcol_to_cell as cell

from macros.benefits.workbook.columns import FOLLOW_UP, PLAN, SheetColumn, plan_values
from macros.content.model import BenefitPlan
from macros.files.book import Book, absolute
from macros.files.palette import CLAY, css
from macros.words.vocabulary import Vocabularies

COUNTED = (("status", "benefit_status"), ("type", "benefit_types"), ("recipient", "benefit_recipients"))
NEXT = 10
LISTS = ("benefit_types", "benefit_forms", "benefit_recipients", "benefit_status", "directions", "budget_effects")


class Tables(Protocol):
    """What the overview needs to know of the tables it counts in."""

    ids: list[str]
    plan: Any

    def place(self, sheet: str, columns: tuple[SheetColumn, ...], key: str) -> str:
        """The range of cells of a column: ``sheet`` and ``key`` are the names our code has for them."""

    def open(self, entry: Any, row: int) -> float | str:
        """The day of an entry's next measurement as Excel's serial number; empty when none is waited for."""


def overview(book: Book, words: Vocabularies, names: dict[str, str], tables: Tables) -> None:
    """Counts per status, type and recipient, and the next measurements, earliest first. All formulas."""
    t, language = book.t, book.about.language
    name = t("plan.book.sheet.overview")
    ws = book.sheet(name, t("plan.book.overview"), t("plan.book.overview.lead"), (58, 14, 14, 44), landscape=False)
    row = 4
    for key, vocabulary in COUNTED:
        ws.write_string(row, 0, t(f"plan.book.overview.{key}"), book.head())
        ws.write_string(row, 1, t("plan.book.overview.count"), book.head())
        place = tables.place("plan", PLAN, key)
        for value in words[vocabulary]:
            row += 1
            label = value.name(language)
            wild = "*" if key == "recipient" else ""
            ws.write_string(row, 0, label, book.format(text_wrap=True))
            formula = f'=COUNTIF({place},"{wild}"&{cell(row, 0)}&"{wild}")'
            ws.write_formula(row, 1, formula, book.result(num_format="0"), _count(tables, key, value.key))
        row += 2
    ws.write_string(row, 0, t("plan.book.overview.next"), book.heading())
    row += 1
    for column, head in enumerate(("next_benefit", "next_date", "next_id")):
        ws.write_string(row, column, t(f"plan.book.overview.{head}"), book.head())
    opens, ids = tables.place("follow_up", FOLLOW_UP, "open"), tables.place("follow_up", FOLLOW_UP, "benefit")
    labels = tables.place("follow_up", FOLLOW_UP, "name")
    first = 7
    due = sorted((v, f) for i, f in enumerate(tables.plan.follow_up) if (v := tables.open(f, first + i)) != "")
    by_id = dict(zip(tables.ids, tables.plan.benefits, strict=True))
    for index in range(NEXT):
        row += 1
        known = due[index] if index < len(due) else None
        nth = f"SMALL({opens},{index + 1})"
        at = f"MATCH({nth},{opens},0)"
        style, day = book.result(text_wrap=True), book.result(num_format="dd.mm.yyyy")
        id_ = known[1].benefit.upper() if known else ""
        ws.write_formula(row, 0, f'=IFERROR(INDEX({labels},{at}),"")', style, by_id[id_].description if known else "")
        ws.write_formula(row, 1, f'=IFERROR(INT({nth}),"")', day, int(known[0]) if known else "")
        ws.write_formula(row, 2, f'=IFERROR(INDEX({ids},{at}),"")', style, id_)
    row += 2
    book.lines(ws, row, [(t("plan.book.overview.note"), book.help())], 3)


def _count(tables: Tables, key: str, value: str) -> int:
    benefits = tables.plan.benefits
    return sum(value in b.recipient if key == "recipient" else getattr(b, key) == value for b in benefits)


def guide(book: Book, words: Vocabularies, example: BenefitPlan | None) -> None:
    """How to fill the plan in, what the statuses mean, a worked example, and the words of long drop-downs."""
    t, language = book.t, book.about.language
    name = t("plan.book.sheet.guide")
    ws = book.sheet(name, t("plan.book.guide"), t("plan.book.guide.lead"), (34, *[13] * 7), landscape=False)
    text, heading = book.format(text_wrap=True), book.heading()
    lines = [(t("plan.book.guide.how"), heading)]
    lines += [(t(f"plan.book.guide.step.{n}"), text) for n in range(1, 7)]
    lines += [(t("plan.book.guide.status"), heading)]
    lines += [
        (f"{v.name(language)}: {v.description.get(language, v.description.get('nb', ''))}", text)
        for v in words["benefit_status"]
    ]
    row = book.lines(ws, 4, lines, 7) + 1
    if example and language == "nb":
        row = book.lines(
            ws,
            row,
            [
                (t("plan.book.guide.example", title=example.title), heading),
                (t("book.example.banner"), book.format(bold=True, font_color=css(CLAY))),
            ],
            7,
        )
        benefit = example.benefits[0]
        yes_no = t("plan.book.words.yes_no").split("|")
        values = plan_values(
            benefit, benefit.id.upper(), lambda v, k: words[v][k].name(language), (yes_no[0], yes_no[1]), t
        )
        for column in PLAN:
            value = values.get(column.key)
            if value not in (None, ""):
                ws.write_string(row, 0, t(f"plan.book.plan.{column.key}"), book.format(bold=True, text_wrap=True))
                shown = (
                    t("plan.book.date", day=value.day, month=value.month, year=value.year)
                    if hasattr(value, "month")
                    else value
                )
                ws.merge_range(row, 1, row, 7, "", text)
                ws.write_string(row, 1, f"{shown:g}" if isinstance(shown, float) else str(shown), text)
                ws.set_row(row, 16 * max(1, -(-len(str(shown)) // 85)))
                row += 1
        row += 1
    row = book.lines(
        ws, row, [(t("plan.book.guide.words"), heading), (t("plan.book.guide.words.help"), book.help())], 7
    )
    for vocabulary in LISTS:
        first = row + 1
        ws.write_string(
            row, 0, words[vocabulary].label.get(language, words[vocabulary].label["nb"]), book.format(bold=True)
        )
        for value in words[vocabulary]:
            row += 1
            ws.write_string(row, 0, value.name(language), text)
        book.workbook.define_name(f"words_{vocabulary}", "=" + absolute(name, first, 0, row))
        row += 2
    about = t("book.license", license=book.about.license, version=book.about.version, url=book.about.url)
    book.lines(ws, row, [(t("plan.book.guide.method"), book.help()), (about, book.help())], 7)
