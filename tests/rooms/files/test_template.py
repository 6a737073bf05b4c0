"""A workbook that is filled in from a template is the one that would have been made whole."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date
from html import unescape

import openpyxl
import pytest

from macros.benefits.workbook.given import Plan, measured
from macros.benefits.workbook.plan import filled_plan, plan_template, shared
from macros.benefits.workbook.sheets import empty_plan
from macros.benefits.workbook.writer import filling
from macros.content.model import Benefit
from macros.content.model.benefit import Measurement
from macros.content.model.benefit_plan import FollowUp, Unexpected
from macros.files.book import About
from macros.files.template import Filling, Template
from macros.library.library import Library

TEXTS = ("Færre båtturer", "inni & «bak» ", "<r>rik</r>", "=1+1", "_x0041_", "To\nlinjer", "#N/A", "Øy 🏝 " * 60)
LONG = "https://innomed.no/prosjekter/" + "trygg-hjemreise-pa-aeroya-" * 3


def about(title: str) -> About:
    return About(title, "Øving", "1.0", "CC-BY-4.0", LONG + re.sub(r"\W", "", title) + "/", "nb")


def plan(number: int, texts: tuple[str, ...] = TEXTS) -> Plan:
    """Plans that share no text: of texts that spreadsheets trip over, with numbers, days, and figures too small to tell."""
    benefits = [
        Benefit(
            id=f"g{number}{i}", type="annen-gevinst", description=f"{text}{number}", status="malt", unit=f"{number} % & mer",
            baseline=Measurement(value=50.5 + number, date="2024"), target=Measurement(value=20.0, date="2026-03-01"),
            measurements=(Measurement(value=35.0, date="2025-03-01"),),
        )
        for i, text in enumerate(texts)
    ]  # fmt: skip
    more = FollowUp(benefit=f"g{number}1", date=date(2027, 3, 1), value=30, next=date(2027, 9, 1 + number))
    effect = Unexpected(
        effect=f"Uventet {number}", direction="positiv", recipient="pasient", seen=date(2027, 1, 1 + number)
    )
    return Plan((("Prosjekt", f"Ærøya {number} "),), benefits, (*measured(benefits), more), (effect,))


def whole(title: str, given: Plan, library: Library) -> bytes:
    """The same cells, written by the library that makes the template, with the look that each has there."""
    book = empty_plan(about(title), None, library.vocabularies, dict(given.rows))
    written = filling(about(title), given, library.vocabularies)
    for name, cells in written.cells.items():
        ws = book.workbook.get_worksheet_by_name(name)
        for row, height in written.heights.get(name, {}).items():
            ws.set_row(row, height)
        for (row, column), value in cells.items():
            there = ws.table[row].get(column)
            look = there.format if there else ws.col_info[column].column_format
            if type(there).__name__ == "Formula":
                ws.write_formula(row, column, "=" + there.formula, there.format, value)
            elif isinstance(value, str):
                ws.write_string(row, column, value, look)
            else:
                ws.write_number(row, column, value, look)
    return book.finished()


def parts(workbook: bytes) -> dict[str, str]:
    """The parts of a workbook as text, each cell with its own text in place of the text's number."""
    with zipfile.ZipFile(io.BytesIO(workbook)) as packed:
        assert packed.testzip() is None
        # A chart's own copy of its cells is worked out by whoever opens it.
        found = {n: packed.read(n).decode() for n in packed.namelist() if not n.startswith("xl/charts/")}
    strings = re.findall(r"<si><t[^>]*>(.*?)</t></si>", found.pop("xl/sharedStrings.xml"), re.DOTALL)
    for name, text in found.items():
        found[name] = re.sub(r' t="s"><v>(\d+)</v>', lambda m: f' t="s"><v>{strings[int(m[1])]}</v>', text)
    return found


@pytest.fixture(scope="module")
def filled(library: Library) -> Callable[[str, Plan], bytes]:
    words = library.vocabularies
    template = Template(plan_template(shared(about("Mal")), None, words, Plan().rows))
    return lambda title, given: filled_plan(template, about(title), given, words)


def test_what_is_filled_in_is_what_would_be_made_whole(library: Library, filled: Callable[[str, Plan], bytes]) -> None:
    """Every cell, formula, cached value, look, rule, height and property; and no other part changes than would then."""
    titles = ("Ærøya & «mer»", "Øy to")
    made = [parts(whole(title, plan(n), library)) for n, title in enumerate(titles)]
    ours = [parts(filled(title, plan(n))) for n, title in enumerate(titles)]
    for mine, theirs in zip(ours, made, strict=True):
        assert {name for name in theirs if mine[name] != theirs[name]} == set() and mine.keys() == theirs.keys()
    different = {name for name in made[0] if made[0][name] != made[1][name]}
    assert different == {name for name in ours[0] if ours[0][name] != ours[1][name]}
    assert {"xl/styles.xml", "xl/workbook.xml"}.isdisjoint(different) and "docProps/core.xml" in different


def test_every_text_comes_back_as_it_was_written(filled: Callable[[str, Plan], bytes]) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled("Ærøya <og> & mer", plan(7))), data_only=True)
    assert [book["Plan"].cell(9 + i, 2).value for i in range(len(TEXTS))] == [f"{text}7" for text in TEXTS]
    assert [unescape(str(book["Oppfølging"].cell(9 + i, 2).value)) for i in range(len(TEXTS))] == [
        f"{t}7" for t in TEXTS
    ]
    assert book.properties.title == "Ærøya <og> & mer" and str(book.properties.description).endswith("Ærøyaogmer/")


def test_a_fuller_plan_leaves_nothing_for_the_next(filled: Callable[[str, Plan], bytes]) -> None:
    empty = filled("Tom", Plan())
    filled("Full", plan(3))
    assert filled("Tom", Plan()) == empty


def test_only_what_the_template_has_is_filled_in(library: Library) -> None:
    template = Template(plan_template(shared(about("Mal")), None, library.vocabularies, Plan().rows))
    for place, told in (((7, 300), "KO8"), ((900, 0), "901")):
        outside = Filling()
        outside.write("Plan", *place, "Utenfor")
        with pytest.raises(ValueError, match=told):
            template.filled(outside)
