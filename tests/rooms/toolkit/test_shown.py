"""What a form shows of its own rows: products, risk matrices, journeys and maps, in every file and on the page."""

from __future__ import annotations

import io
import json
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html
from office import recalculate
from PIL import Image
from pydantic import ValidationError
from sample_form import form_file
from shown_form import shown_form
from support import examples

from macros.content.model import Form
from macros.files.palette import INK, LEVELS
from macros.library.library import Library
from macros.toolkit.drawings import png, svg
from macros.toolkit.drawings.letters import width, wrap
from macros.toolkit.drawings.shapes import Box, Drawing, Line, Words
from macros.toolkit.drawings.system import Actor, Flow, Map, crossings, system_map
from macros.toolkit.form_html import example_parts, form_parts
from macros.toolkit.forms import make
from macros.toolkit.page import tool_page
from macros.words.labels import labels

T = labels("nb")


def file(**changes: Any) -> Any:
    return form_file(form=shown_form(), **changes)


def changed(change: Any) -> Form:
    content = json.loads(shown_form().model_dump_json())
    change(content)
    return Form.model_validate(content)


def refused(change: Any) -> tuple[str, str]:
    with pytest.raises(ValidationError) as found:
        changed(change)
    context = found.value.errors()[0]["ctx"]
    return context["code"], context["value"]


# --- The model ----------------------------------------------------------------------------------------------


def test_a_matrix_and_a_drawing_read_what_is_in_the_form() -> None:
    assert refused(lambda f: f["sections"][1]["matrix"]["plots"][0].update(section="borte")) == ("SK004", "borte")
    assert refused(lambda f: f["sections"][1]["matrix"]["plots"][0].update(consequence="borte")) == ("SK004", "borte")
    assert refused(lambda f: f["sections"].insert(0, f["sections"].pop(1))) == ("SK004", "farer")  # not above it
    assert refused(lambda f: f["sections"][2]["journey"].update(feeling="borte")) == ("SK004", "borte")
    assert refused(lambda f: f["sections"][4]["map"].update(actors="borte")) == ("SK004", "borte")
    assert refused(lambda f: f["sections"][0]["columns"][4].update(of=["s", "hva"])) == ("SK004", "hva")


def test_what_is_computed_is_not_answered() -> None:
    rows = [{"nr": "1", "s": "2", "k": "3", "sk": "6"}]
    assert refused(lambda f: f["example"]["answers"][0].update(rows=rows)) == ("SK016", "sk")
    answer = {"section": "matrise", "rows": [{"nr": "1"}]}
    assert refused(lambda f: f["example"]["answers"].append(answer)) == ("SK018", "matrise")


def test_red_begins_above_yellow() -> None:
    assert refused(lambda f: f["sections"][1]["matrix"]["five"].update(high=8)) == ("SK014", 8)


@given(st.integers(4, 5), st.integers(2, 24), st.data())
@settings(max_examples=examples(60), deadline=None)
def test_the_highest_consequence_is_never_green(steps: int, middle: int, data: Any) -> None:
    limit = {"middle": middle, "high": data.draw(st.integers(middle + 1, 25))}
    matrix = changed(lambda f: f["sections"][1]["matrix"].update(steps=steps, four=limit, five=limit)).matrix
    assert matrix and all(matrix.level(s, steps) != "low" for s in range(1, steps + 1))
    order = ["low", "middle", "high"]
    for s in range(1, steps):  # more likely is never less serious
        assert all(order.index(matrix.level(s, k)) <= order.index(matrix.level(s + 1, k)) for k in range(1, steps + 1))


# --- Word and text ------------------------------------------------------------------------------------------


def cells(table: Any) -> list[list[str]]:
    return [["|".join(p.text or "" for p in c._tc.iter(qn("w:t"))) for c in row.cells] for row in table.rows]


def test_word_has_the_products_and_the_matrix_with_every_risk_in_its_square() -> None:
    document = docx.Document(io.BytesIO(make(file(filled=True), "docx")))
    assert [row[-1] for row in cells(document.tables[0])] == ["Risiko", "5", "16", "16", ""]
    matrix = document.tables[1]
    assert cells(matrix)[0] == ["", *(f"Konsekvens {k}" for k in range(1, 6))]
    assert cells(matrix)[2] == ["Sannsynlighet 4", "4 grønn|\u2003\u2003\u2003", *("8 gul|\u2003\u2003\u2003", "12 gul|\u2003\u2003\u2003"), "16 rød|2, 3", "20 rød|\u2003\u2003\u2003"]  # fmt: skip
    assert cells(matrix)[5][5] == "5 gul|1"
    fills = {c._tc.tcPr.find(qn("w:shd")).get(qn("w:fill")) for row in matrix.rows[1:] for c in row.cells[1:]}
    assert fills == set(LEVELS.values())
    names = [s.get(qn("w:val")) for s in matrix._tbl.iter(qn("w:alias"))]
    assert len(names) == 25 and "Sannsynlighet 4, Konsekvens 3" in names


def test_a_drawing_is_a_picture_with_its_words_as_svg_and_as_png() -> None:
    content = make(file(filled=True), "docx")
    document = docx.Document(io.BytesIO(content))
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert [p.get("descr") for p in pictures] == [
        "Tegning av «Reisen», steg 1 til 3 av 3. Alt i tegningen står som tekst i tabellen «Reisen».",
        "Kart over «Det som går» med 4 aktører og 3 piler. Alt i tegningen står som tekst i tabellen «Det som går».",
    ]
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        media = sorted(n for n in package.namelist() if n.startswith("word/media/"))
        assert [n.rpartition(".")[2] for n in media] == ["svg", "svg", "png", "png"]
        drawn = etree.fromstring(package.read(media[0]))
        assert "Ringer på øya" in " ".join(drawn.itertext()) and drawn.get("aria-label") == pictures[0].get("descr")
        with Image.open(io.BytesIO(package.read(media[2]))) as picture:
            assert picture.width == round(float(drawn.get("width"))) * 2 and len(picture.getcolors() or []) > 4
    wide = document.sections[0].page_width - document.sections[0].left_margin * 2
    assert all(0 < int(e.get("cx")) <= wide + 12_700 for e in document.element.body.iter(qn("wp:extent")))


def test_an_empty_form_has_an_empty_canvas_and_an_empty_matrix() -> None:
    document = docx.Document(io.BytesIO(make(file(language="nn"), "docx")))
    (picture,) = document.element.body.iter(qn("wp:docPr"))
    assert picture.get("descr") == "Tomt lerret til «Reisa», til å teikne på."
    assert cells(document.tables[1])[1][3] == "15 raud|\u2003\u2003\u2003"


def test_markdown_has_the_matrix() -> None:
    text = make(file(filled=True), "md").decode()
    assert "| Sannsynlighet 4 | 4 grønn | 8 gul | 12 gul | 16 rød: 2, 3 | 20 rød |" in text
    assert "| 2 | Ingen svarer på bølgelengden | 4 | 4 | 16 |" in text
    assert "Rød fra 15, gul fra 8 til 14, grønn under 8." in text


# --- The workbook, counted by LibreOffice --------------------------------------------------------------------


def sheet(content: bytes, name: str = "Matrise") -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)[name]


def squares(content: bytes) -> list[list[Any]]:
    """From the highest likelihood down, each by rising consequence."""
    found = sheet(content)
    (top,) = [row[0].row for row in found.iter_rows(max_col=1) if row[0].value == 5]
    return [[c.value or "" for c in row] for row in found.iter_rows(top, top + 4, 2, 6)]


def test_the_workbook_computes_and_draws_again_as_it_is_filled_in(tmp_path: Path) -> None:
    made = make(file(filled=True), "xlsx")
    workbook = openpyxl.load_workbook(io.BytesIO(made))
    where = {name: found.attr_text for name, found in workbook.defined_names.items()}
    four, risks = workbook["Matrise"], workbook["Farer"]
    risks["C5"], risks["D5"] = 4, 1  # «Ingen svarer» is less serious than was thought
    risks["A8"], risks["C8"], risks["D8"] = "7", 2, 3  # a row put in below the last one
    risks["A10"], risks["C10"], risks["D10"] = "8", 2, 3  # and one written below the table
    fewer = io.BytesIO()
    workbook.save(fewer)
    four[where["Trinn"].rpartition("!")[2].replace("$", "")] = 4
    fours = io.BytesIO()
    workbook.save(fours)
    files = {"ny.xlsx": made, "endret.xlsx": fewer.getvalue(), "fire.xlsx": fours.getvalue()}
    counted = recalculate(files, tmp_path)

    assert squares(made) == squares(counted["ny.xlsx"]), "what it says before it is counted is right"
    assert [c.value for c in sheet(made, "Farer")["E"]][3:7] == [c.value for c in sheet(counted["ny.xlsx"], "Farer")["E"]][3:7] == [5, 16, 16, None]  # fmt: skip
    told = "Uten plass i matrisen, fordi et tall mangler eller er utenfor skalaen: "
    assert [c.value for c in sheet(counted["ny.xlsx"])["A"] if str(c.value).startswith(told)] == [f"{told}1"]

    changed_ = squares(counted["endret.xlsx"])
    assert (changed_[1][0], changed_[1][3], changed_[4][4]) == ("4 grønn\n2", "16 rød\n3", "5 gul\n1")
    assert changed_[3][2] == "6 grønn\n7, 8", "the new rows are in the matrix"
    assert sheet(counted["endret.xlsx"], "Farer")["E5"].value == 4

    # Four steps: other limits, nothing in the fifth row and column, and a consequence of 5 has no place.
    four_ = squares(counted["fire.xlsx"])
    assert four_[0] == [""] * 5 and [row[4] for row in four_] == [""] * 5
    assert (four_[4][3], four_[1][2], four_[1][0]) == ("4 gul", "12 rød", "4 grønn\n2")
    assert [c.value for c in sheet(counted["fire.xlsx"])["A"] if str(c.value).startswith(told)] == [f"{told}2"]


def test_a_row_that_is_put_in_or_written_below_counts_too() -> None:
    """Excel's own table has the formula of its column; on a protected sheet it could not grow."""
    made = openpyxl.load_workbook(io.BytesIO(make(file(filled=True), "xlsx")))["Farer"]
    (table,) = made.tables.values()
    head, first = (made[table.ref.partition(":")[0]].row + n for n in (0, 1))
    risk = next(c for c in table.tableColumns if c.name == "Risiko")
    assert risk.calculatedColumnFormula.attr_text == made.cell(first, risk.id).value.removeprefix("=")
    assert [c.name for c in table.tableColumns] == [c.value for c in made[head]][: len(table.tableColumns)]
    assert not made.protection.sheet and not made.print_area, "what is written below is printed"
    assert made.cell(head, 1).fill.fgColor.rgb not in ("00000000", "FFFFFFFF"), "the titles look like titles"
    assert made.freeze_panes == f"A{first}" and made.print_title_rows == f"${head}:${head}"


def test_the_help_of_a_table_that_counts_stands_above_its_titles() -> None:
    form = changed(lambda f: f["sections"][0]["columns"][4].update(help={"nb": "Ganget", "nn": "Gonga"}))
    made = openpyxl.load_workbook(io.BytesIO(make(form_file(form=form, filled=True), "xlsx")))["Farer"]
    (table,) = made.tables.values()
    head = made[table.ref.partition(":")[0]].row
    assert (made.cell(head - 1, 5).value, made.cell(head, 5).value, made.cell(head + 1, 5).value[:3]) == (
        "Ganget",
        "Risiko",
        "=IF",
    )


def test_the_users_choose_the_scale_and_the_limits_and_nothing_else() -> None:
    found = openpyxl.load_workbook(io.BytesIO(make(file(), "xlsx")))
    open_ = {c.coordinate for row in found["Matrise"] for c in row if not c.protection.locked}
    named = {d.attr_text.rpartition("!")[2].replace("$", "") for d in found.defined_names.values()}
    assert open_ == named and len(named) == 3
    assert all(c.protection.locked for (c,) in found["Farer"]["E3:E8"])
    rules = {str(r.sqref): r for r in found["Farer"].data_validations.dataValidation}
    assert {(s, r.type, r.formula1, r.formula2) for s, r in rules.items()} == {
        ("C3:C8", "whole", "1", "Trinn"),
        ("D3:D8", "whole", "1", "Trinn"),
    }


# --- The page -----------------------------------------------------------------------------------------------


def test_the_page_shows_the_example_drawn() -> None:
    parts = {p.id: p for p in example_parts(shown_form(), T)}
    assert parts["matrise"].grids[0].outside == 1
    assert parts["farer"].rows[1][-1] == "16" and parts["matrise"].grids[0].rows[1][1][3].labels == "2, 3"
    assert parts["reise"].drawings[0].startswith("<svg ") and "Båten kommer" in parts["reise"].drawings[0]
    assert "Naboen" in parts["piler"].drawings[0]
    assert [p.drawings for p in form_parts(shown_form(), T)] == [()] * 5


def test_the_tools_page_can_be_read_by_everybody(library: Library) -> None:
    tool = next(r for r in library.tools if r.slug == "pilotplan")
    drawn = replace(tool, data=tool.data.model_copy(update={"form": shown_form()}))
    page = html.fromstring(str(tool_page(library, drawn).html))
    regions = [e.get("aria-label") for e in page.iterfind(".//*[@role='region'][@aria-label]")]
    assert regions == [
        "Risikomatrise: Før tiltak",
        "Tegning: Reisen",
        "Tegning: Det som går",
        "Risikomatrise: Før tiltak",
    ]
    for svg_ in page.iter("svg"):
        assert svg_.get("role") == "img" and "står som tekst" in svg_.get("aria-label")
        assert svg_.getparent().get("tabindex") == "0", "what is wider than the page can be moved with the keyboard"
    assert not page.xpath("//*[@style]"), "the page's policy lets no style through"
    (matrix,) = page.iterfind(".//section//table[@class='im-matrix']")
    assert [th.get("scope") for th in matrix.iter("th")] == ["col"] * 5 + ["row"] * 5


# --- Drawings -----------------------------------------------------------------------------------------------

NAMES = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=60)


def within(drawing: Drawing) -> bool:
    for shape in drawing.shapes:
        if isinstance(shape, Box):
            points = [(shape.x, shape.y), (shape.x + shape.width, shape.y + shape.height)]
        else:
            points = list(shape.points) if isinstance(shape, Line) else [(shape.x, shape.y)]
        if any(not (-1 <= x <= drawing.width + 1 and -1 <= y <= drawing.height + 1) for x, y in points):
            return False
    return True


@given(st.lists(NAMES, max_size=14), st.lists(st.tuples(NAMES, NAMES, NAMES), max_size=14), st.data())
@settings(max_examples=examples(25), deadline=None)
def test_any_rows_make_a_map_that_holds_together(names: list[str], ends: list[tuple[str, str, str]], data: Any) -> None:
    """Whatever is written: nothing is outside, no box hides another, and the SVG can be read."""
    known = [*names, *(e for a, b, _ in ends for e in (a, b))] or ["Ærøy"]
    pick = st.sampled_from(known)
    flows = tuple(Flow(n, data.draw(pick), data.draw(pick), "I", "Ja") for _, _, n in ends)
    actors = tuple(Actor(name, data.draw(st.sampled_from(["Kommune", "Sykehus", ""]))) for name in names)
    drawing = system_map(Map("Kart", actors, flows, ("Kommune", "Sykehus"), ("I",), ("Ja", "Nei", "Vet ikke")), T)
    assert within(drawing)
    boxes = [s for s in drawing.shapes if isinstance(s, Box) and s.width == 168]
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if a.meets(b)]
    assert etree.fromstring(svg(drawing)).get("aria-label") == drawing.alt


def test_actors_of_a_level_stand_so_that_fewer_arrows_cross() -> None:
    actors = tuple(Actor(name, "Kommune") for name in ("Å", "Æ", "Ø", "E"))
    flows = (Flow("F1", "Å", "Ø", "I", "Ja"), Flow("F2", "Æ", "E", "I", "Ja"))
    assert crossings(actors, flows) == 1
    drawing = system_map(Map("Kart", actors, flows, ("Kommune",), ("I",), ("Ja", "Nei", "Vet ikke")), T)
    order = [s.text for s in drawing.shapes if isinstance(s, Words) and s.bold and s.text in {"Å", "Æ", "Ø", "E"}]
    assert crossings([Actor(name) for name in order], flows) == 0


def test_many_steps_are_shared_between_canvases_that_can_be_read() -> None:
    def longer(form: dict[str, Any]) -> None:
        form["example"]["answers"][1]["rows"] = [{"nar": f"Dag {n}", "steg": "Blåbærsyltetøyglasslokk" * 3} for n in range(20)]  # fmt: skip

    (part,) = [p for p in form_file(form=changed(longer), filled=True).parts if p.id == "reise"]
    assert len(part.drawings) == 3 and all(d.width < 1400 and within(d) for d in part.drawings)
    assert "steg 8 til 13 av 20" in part.drawings[1].alt


def test_words_break_where_there_is_room_and_sami_letters_are_there() -> None:
    assert wrap("Ring øya i morgen", 70, 13) == ["Ring øya i", "morgen"]
    assert all(width(line, 13) <= 70 for line in wrap("Blåbærsyltetøyglasslokk", 70, 13))
    assert "".join(wrap("Blåbærsyltetøyglasslokk", 70, 13)).replace("-", "") == "Blåbærsyltetøyglasslokk"
    drawing = Drawing(90, 20, (Words(0, 15, "áčđŋšŧž"),), "Samiske bokstaver")
    missing = Drawing(90, 20, (Words(0, 15, "\uffff" * 7),), "")
    assert png(drawing) != png(missing) and png(drawing) == png(drawing)


def test_words_are_read_on_every_colour_of_the_matrix() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
        linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    assert all((light(colour) + 0.05) / (light(INK) + 0.05) >= 7 for colour in LEVELS.values())
