"""The files of a form: what stands in them, that nothing in them can do anything, and that bytes repeat."""

from __future__ import annotations

import io
import re
import textwrap
import zipfile
from datetime import date, datetime
from typing import Any

import docx
import markdown
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree, html
from pydantic import ValidationError
from sample_form import URL, form, form_file
from support import CONTENT, examples

from macros.content.model import Form
from macros.library.library import Library
from macros.toolkit.forms import WRITERS, FormFile, make
from macros.toolkit.forms.blocks import Field
from macros.toolkit.forms.excel.sheets import wrapped
from macros.toolkit.forms.values import plain, shown
from macros.toolkit.forms.widths import shares

BANNER = {
    "nb": "Oppdiktet eksempel – personer, steder og tall er ikke virkelige",
    "nn": "Oppdikta døme – personar, stader og tal er ikkje verkelege",
}
EDITIONS = [(language, filled) for language in ("nb", "nn") for filled in (False, True)]
# Every kind of property: its children in the order of the schema (ECMA-376), as far as we use them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pBdr shd tabs spacing ind contextualSpacing jc outlineLvl",
    "rPr": "rStyle rFonts b bCs color sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    "sdtPr": "alias tag id showingPlcHdr dropDownList date text checkbox",
    "tcPr": "tcW tcBorders shd vAlign",
    "style": "name basedOn next link uiPriority semiHidden unhideWhenUsed qFormat rsid pPr rPr tblPr tblStylePr",
}


def word(**changes: Any) -> Any:
    return docx.Document(io.BytesIO(make(form_file(**changes), "docx")))


def book(**changes: Any) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(make(form_file(**changes), "xlsx")))


def written(document: Any) -> str:
    """All that can be read in the text of a Word document, cell by cell."""
    return "\n".join(
        "".join("\n" if t.tag == qn("w:br") else t.text or "" for t in p.iter(qn("w:t"), qn("w:br")))
        for p in document.element.body.iter(qn("w:p"))
    )


def said(cell: Any) -> str:
    """What stands in a cell, also inside content controls, which python-docx does not read."""
    return "".join(t.text for t in cell._tc.iter(qn("w:t")))


def value(element: Any, path: str) -> Any:
    return element.find(".//" + "/".join(qn(f"w:{tag}") for tag in path.split("/"))).get(qn("w:val"))


# --- Word ---------------------------------------------------------------------------------------------------


def test_a_document_has_real_headings() -> None:
    found = [(p.style.name, p.text) for p in word().paragraphs if p.style.name.startswith(("Title", "Heading"))]
    assert found == [
        ("Title", "Prøveskjema på Ærøya"),
        ("Heading 1", "1. Hvem det gjelder"),
        ("Heading 1", "2. Spørsmålene"),
        ("Heading 2", "Hvorfor gjør dere det?"),
        ("Heading 1", "3. Sjekkliste"),
    ]


def test_tables_have_a_header_that_is_repeated_and_rows_that_stay_whole() -> None:
    tables = word().tables
    assert [t._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for t in tables] == [
        "1. Hvem det gjelder", "Hvorfor gjør dere det?", "3. Sjekkliste",
    ]  # fmt: skip
    assert [t._tbl.tblPr.find(qn("w:tblDescription")).get(qn("w:val")) for t in tables] == [
        "Begynn med pasientene.",
        "Tenk på behovet.",
        "Tabell med kolonnene Gjort, Punkt, Ansvarlig, Frist og Merknad.",
    ]
    for table in tables:
        assert all(row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in table.rows)
        header = [row._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in table.rows]
        assert header == [len(table.columns) > 1, *[False] * (len(table.rows) - 1)]
    # Column titles, what to write, one row given and three to fill in.
    assert [said(row.cells[0]).strip() for row in tables[0].rows] == [
        "Gruppe", "En gruppe, ikke et navn.", "Pårørende", "", "", "",
    ]  # fmt: skip


def test_what_can_be_chosen_is_a_control_with_a_name() -> None:
    body = word().element.body
    lists = body.findall(f".//{qn('w:dropDownList')}")
    assert [[i.get(qn("w:value")) for i in found] for found in lists] == [["For, helt klart", "Vet ikke"]] * 4
    assert [value(s, "alias") for s in body.iter(qn("w:sdtPr"))][:4] == ["Gruppe", "Holdning", "Antall", "Frist"]
    ids = [value(s, "id") for s in body.iter(qn("w:sdtPr"))]
    cells, answers, points = 4 * 4, 1, 3 * 4
    assert len(ids) == len(set(ids)) == cells + answers + points
    assert len(body.findall(f".//{qn('w:date')}")) == 4 + 3
    # An answer may have several lines. Only an empty one shows a prompt, and a cell prints nothing until it is filled in.
    written_ = [s for s in body.iter(qn("w:sdt")) if s.find(f"{qn('w:sdtPr')}/{qn('w:text')}") is not None]
    assert {s.find(f"{qn('w:sdtPr')}/{qn('w:text')}").get(qn("w:multiLine")) for s in written_} == {"1"}
    shown_ = {"".join(t.text for t in s.iter(qn("w:t"))).strip() for s in written_}
    assert shown_ == {"", "Pårørende", "Skriv her"}
    assert [value(s, "alias") for s in body.iter(qn("w:sdtPr")) if s.find(qn("w14:checkbox")) is not None] == [
        "Alle er spurt", "Lederen har sagt ja", "Avtalen er skrevet",
    ]  # fmt: skip


def test_a_filled_document_has_the_answers_and_says_on_every_page_that_they_are_made_up() -> None:
    document = word(filled=True)
    text = written(document)
    assert "Prøveskjema på Ærøya – utfylt eksempel" in text
    assert BANNER["nb"] in text and BANNER["nb"] in document.sections[0].header.paragraphs[0].text
    assert [said(c) for c in document.tables[0].rows[3].cells] == ["Sykepleiere", "For, helt klart", "2026", ""]
    assert "12\u00a0500,5" in text and "01.03.2027" in text and "mars 2027" in text
    assert "Fordi ventetiden er lang.\nOg fordi noen gir opp." in text
    assert "I gang. " in text and "Ikke aktuelt. " in text and "☒" in text and "Velg" not in text
    dates = [d.get(qn("w:fullDate")) for d in document.element.body.iter(qn("w:date"))]
    assert dates == ["2027-03-01T00:00:00Z", "2027-01-31T00:00:00Z", None]


@pytest.mark.parametrize(("language", "filled"), EDITIONS)
def test_a_document_knows_its_language_and_who_made_it(language: str, filled: bool) -> None:
    document, locale = word(language=language, filled=filled), f"{language}-NO"
    properties = document.core_properties
    assert (properties.author, properties.last_modified_by) == ("InnoMed", "InnoMed")
    assert (properties.language, properties.version, properties.subject) == (locale, "1.2", "Et skjema til å øve med.")
    assert properties.title == form_file(language=language, filled=filled).heading
    assert "CC-BY-4.0" in properties.comments and URL in properties.comments
    assert properties.created == properties.modified == datetime(2026, 11, 22, tzinfo=properties.created.tzinfo)
    assert document.styles.element.find(f".//{qn('w:docDefaults')}//{qn('w:lang')}").get(qn("w:val")) == locale
    assert document.settings.element.find(qn("w:themeFontLang")).get(qn("w:val")) == locale
    footer = document.sections[0].footer
    assert footer.paragraphs[0].text.endswith(
        " · utgave 1.2 · CC-BY-4.0" if language == "nb" else " · utgåve 1.2 · CC-BY-4.0"
    )
    assert footer.paragraphs[1].text.startswith(URL)
    assert [f.get(qn("w:instr")) for f in footer._element.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]


def test_wide_tables_turn_the_page() -> None:
    section = word().sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    wide = form().model_dump()
    wide["sections"][0]["columns"] += tuple({"id": f"k{n}", "title": {"nb": "Mer", "nn": "Meir"}} for n in range(2))
    section = word(form=Form.model_validate(wide)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


@pytest.mark.parametrize(("language", "filled"), EDITIONS)
def test_word_gets_elements_in_the_order_it_demands(language: str, filled: bool) -> None:
    with zipfile.ZipFile(io.BytesIO(make(form_file(language=language, filled=filled), "docx"))) as package:
        parts = [etree.fromstring(package.read(n)) for n in package.namelist() if n.startswith("word/") and n[-3:] == "xml"]  # fmt: skip
        assert not [n for n in package.namelist() if re.search("thumbnail|vba|custom|app.xml", n)]
    for tag, allowed in ORDER.items():
        order = allowed.split()
        for element in (e for part in parts for e in part.iter(qn(f"w:{tag}"))):
            places = [order.index(etree.QName(child).localname) for child in element]
            assert places == sorted(places), etree.tostring(element)
    texts = {etree.QName(e).localname for part in parts for e in part.iter() if (e.text or "").strip()}
    assert texts == {"t"}


def test_columns_share_the_line_and_give_their_words_room() -> None:
    fields = (Field("Sannsynlighet", width="narrow"), Field("Hva", width="wide"), Field("Når", "date", width="least"))
    widths = shares(fields, (("", "", "2027-01-01"),), 60)
    assert sum(widths) == pytest.approx(60)
    assert widths[0] >= len("Sannsynlighet") and widths[2] >= len("01.01.2027") and widths[1] == max(widths)
    assert sum(shares(fields * 4, (), 60)) == pytest.approx(60)


# --- Spreadsheets -------------------------------------------------------------------------------------------


def test_a_workbook_has_a_sheet_for_each_section() -> None:
    workbook = book()
    assert workbook.sheetnames == ["Om skjemaet", "1. Hvem det gjelder", "2. Spørsmålene", "3. Sjekkliste", "Valg"]
    assert workbook["Valg"].sheet_state == "hidden"
    about = [c.value for row in workbook["Om skjemaet"] for c in row if c.value]
    assert {"Prøveskjema på Ærøya", "1.2", "22.11.2026", "CC-BY-4.0", "Bokmål", URL} <= set(about)
    table = workbook["1. Hvem det gjelder"]
    assert [c.value for c in table[3]][:4] == ["Gruppe", "Holdning", "Antall", "Frist"]
    assert (table.freeze_panes, table.print_title_rows, table.print_area) == (
        "A5",
        "$3:$3",
        "'1. Hvem det gjelder'!$A$1:$D$8",
    )
    assert (table.page_setup.paperSize, table.page_setup.orientation) == (9, "landscape")
    assert table.sheet_properties.pageSetUpPr.fitToPage and table.page_setup.fitToHeight == 0
    assert "Side &P av &N" in str(table.oddFooter.right.text) or "&P" in str(table.oddFooter.right.text)


def test_only_what_is_to_be_filled_in_can_be_changed() -> None:
    for sheet in book():
        assert sheet.protection.sheet and not sheet.protection.password
        if sheet.sheet_state == "visible":
            assert not sheet.protection.formatColumns and not sheet.protection.formatRows
    workbook = book()

    def unlocked(name: str) -> set[str]:
        return {c.coordinate for row in workbook[name] for c in row if not c.protection.locked}

    assert unlocked("Om skjemaet") == set()
    assert unlocked("1. Hvem det gjelder") == {f"{column}{row}" for column in "ABCD" for row in range(5, 9)}
    assert unlocked("2. Spørsmålene") == {"C3"}
    assert unlocked("3. Sjekkliste") == {f"{column}{row}" for column in "CDEF" for row in range(4, 7)}


def test_values_are_what_they_are() -> None:
    table = book(filled=True)["1. Hvem det gjelder"]
    first, second = ([c.value for c in row][:4] for row in table.iter_rows(min_row=6, max_row=7))
    assert first == ["Pårørende", "Vet ikke", 12500.5, datetime(2027, 3, 1)]
    assert second == ["Sykepleiere", "For, helt klart", 2026, None]
    assert (table["D6"].number_format, table["C6"].number_format, table["C7"].number_format) == (
        "dd.mm.yyyy", "#,##0.0##", "General",
    )  # fmt: skip


def test_choices_come_from_a_list_whatever_signs_they_have() -> None:
    workbook = book()
    rules = {r.type: r for r in workbook["1. Hvem det gjelder"].data_validations.dataValidation}
    assert (str(rules["list"].sqref), rules["list"].formula1) == ("B5:B8", "Valg!$A$1:$A$2")
    assert [c.value for c in workbook["Valg"]["A"]][:2] == ["For, helt klart", "Vet ikke"]
    assert (str(rules["date"].sqref), rules["date"].errorStyle) == ("D5:D8", "warning")
    (status,) = [r for r in workbook["3. Sjekkliste"].data_validations.dataValidation if r.type == "list"]
    assert str(status.sqref) == "C4:C6"
    assert [c.value for c in workbook["Valg"]["B"]] == ["Ikke startet", "I gang", "Gjort", "Ikke aktuelt"]


def test_points_are_counted() -> None:
    name, content = "3. Sjekkliste", make(form_file(filled=True), "xlsx")
    formulas = openpyxl.load_workbook(io.BytesIO(content))[name]
    values = openpyxl.load_workbook(io.BytesIO(content), data_only=True)[name]
    where = next(c.coordinate for row in formulas for c in row if c.data_type == "f")
    assert values[where].value == "Gjort: 1 av 2"
    assert (
        openpyxl.load_workbook(io.BytesIO(make(form_file(), "xlsx")), data_only=True)[name]["A2"].value
        == "Gjort: 0 av 3"
    )


def test_every_sheet_of_an_example_says_that_it_is_made_up() -> None:
    for language, banner in BANNER.items():
        workbook = book(filled=True, language=language)
        for sheet in (s for s in workbook if s.sheet_state == "visible"):
            assert sheet["A2"].value == banner and banner in str(sheet.oddHeader.right.text)
            assert sheet.sheet_properties.tabColor is not None


def test_a_workbook_says_who_made_it_and_in_which_language() -> None:
    properties = book(language="nn").properties
    assert (properties.creator, properties.title, properties.lastModifiedBy) == (
        "InnoMed",
        "Prøveskjema på Ærøya",
        "InnoMed",
    )
    assert properties.created == datetime(2026, 11, 22) and "CC-BY-4.0" in str(properties.description)
    custom = {p.name: p.value for p in book(language="nn").custom_doc_props.props}
    assert custom == {"Language": "nn-NO", "Version": "1.2", "License": "CC-BY-4.0"}


def test_rows_grow_with_what_is_typed() -> None:
    with zipfile.ZipFile(io.BytesIO(make(form_file(), "xlsx"))) as package:
        rows = re.findall(
            r'<row r="(\d+)"[^>]*?ht="([\d.]+)"([^>]*)>', package.read("xl/worksheets/sheet2.xml").decode()
        )
    fixed = {number: "customHeight" in rest for number, _, rest in rows}
    assert fixed == {"1": True, "2": True, **dict.fromkeys("345678", False)}
    assert all(float(height) >= 24 for number, height, _ in rows if int(number) > 4)


def test_sheets_have_names_that_excel_accepts() -> None:
    content = form().model_dump()
    titles = ["A/B: [hva?] * 'sitat'", "a b  hva sitat", "Om skjemaet", "x" * 31, "x" * 31, "🌊" * 15, "??", "History"]
    answers = content["example"]["answers"][1]
    section = content["sections"][1]
    content["numbered"] = False
    content["sections"] = [{**section, "id": f"d{n}", "title": {"nb": t, "nn": t}} for n, t in enumerate(titles)]
    content["example"]["answers"] = [{**answers, "section": f"d{n}"} for n in range(len(titles))]
    names = book(form=Form.model_validate(content)).sheetnames
    assert len({name.casefold() for name in names}) == len(titles) + 1
    assert all(0 < len(n.encode("utf-16-le")) <= 62 and not re.search(r"[\[\]:*?/\\']", n) for n in names)
    assert names[1:4] == ["A B hva sitat", "a b hva sitat (2)", "Om skjemaet (2)"] and "History" not in names


def test_a_sheet_has_a_short_name_where_the_heading_is_long() -> None:
    content = form().model_dump()
    content["sections"][1]["sheet"] = {"nb": "Svarene", "nn": "Svara"}
    assert book(form=Form.model_validate(content)).sheetnames[2] == "2. Svarene"
    content["sections"][1]["sheet"] = None
    content["sections"][1]["title"]["nn"] = "Det som må vere på plass før båten går"
    with pytest.raises(ValidationError) as refused:
        Form.model_validate(content)
    assert refused.value.errors()[0]["ctx"] | {"at": ""} == {
        "code": "SK013", "value": "2. Det som må vere på plass før båten går", "room": 28, "at": "",
    }  # fmt: skip


def test_answers_can_stand_beside_what_is_asked() -> None:
    content = form().model_dump()
    content["sections"][1]["beside"] = True
    document = word(form=Form.model_validate(content), filled=True)
    assert [p.text for p in document.paragraphs if p.style.name == "Heading 2"] == []
    (row,) = document.tables[1].rows
    assert tuple(said(c) for c in row.cells) == (
        "Hvorfor gjør dere det?Tenk på behovet.",
        "Fordi ventetiden er lang.Og fordi noen gir opp.",
    )


# --- Text ---------------------------------------------------------------------------------------------------


def test_markdown() -> None:
    text = make(form_file(), "md").decode()
    assert text.startswith("# Prøveskjema på Ærøya\n\nEt skjema til å øve med.\n")
    assert "\n| Gruppe | Holdning | Antall | Frist |\n| --- | --- | ---: | --- |\n| Pårørende |  |  |  |\n|  |" in text
    assert "\n- Velg i «Holdning»: For, helt klart / Vet ikke\n" in text
    assert "\n- [ ] Alle er spurt\n    - Også de som er imot.\n    - Ansvarlig:\n    - Frist:\n    - Merknad:\n" in text
    filled = make(form_file(filled=True, language="nn"), "md").decode()
    assert filled.startswith("# Prøveskjema på Ærøya – utfylt døme\n\n> **Oppdikta døme")
    assert (
        "| Pårørande | Veit ikkje | 12\u00a0500,5 | 01.03.2027 |" in filled
    )  # the form's own words follow the language
    assert "- [x] Alle er spurde" in filled and "Svara er skrivne på bokmål." in filled


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("date", "2026-03-01", "01.03.2026"),
        ("date", "2026-03", "mars 2026"),
        ("date", "2026", "2026"),
        ("date", "2026-02-31", "2026-02-31"),
        ("date", "2026-13", "2026-13"),
        ("number", "-4.50", "-4,50"),
        ("number", "2026", "2026"),
        ("number", "1250000.5", "1\u00a0250\u00a0000,5"),
        ("number", "-007000.50", "-7\u00a0000,50"),
        ("number", "9" * 60, "9" * 60),
        ("text", "4.5", "4.5"),
    ],
)
def test_how_values_are_shown(kind: Any, text: str, expected: str) -> None:
    assert shown(kind, text) == expected


# --- All of them --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_form_gives_the_same_bytes(format: Any) -> None:
    for language, filled in EDITIONS:
        one, other = (make(form_file(language=language, filled=filled), format) for _ in range(2))
        assert one == other
    with zipfile.ZipFile(io.BytesIO(make(form_file(), "xlsx"))) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert word(updated=None).core_properties.created.date() == date(2026, 1, 1)  # never the clock


def test_a_summary_that_is_the_introduction_is_said_once() -> None:
    intro = form().intro.nn
    assert written(word(language="nn", summary=intro)).count(intro) == 1


HAZARDS = ("=1+1", "@SUM(A1)", "+47 22", "-x", "|", "a|b", "<b>", "]]>", "&amp;", "*x*", "_x_", "# x", "1. x", "`x`", "~~x~~", "\\", "x\\|", "'=1", "\t=1")  # fmt: skip
LETTERS = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Cn", "Zl", "Zp"), include_characters="æøåÆØÅ «»–"), max_size=20
)
TEXTS = st.one_of(st.sampled_from(HAZARDS), st.tuples(st.sampled_from(HAZARDS), LETTERS).map("".join), LETTERS).filter(
    # «_x0041_» is a letter to Excel, and openpyxl does not read back what tells it that it is not.
    lambda text: plain(text) != "" and not re.search("_x[0-9a-fA-F]{4}_", text)
)


def with_texts(texts: list[str]) -> FormFile:
    """A filled form with the texts in every place that a text can stand."""
    here = iter(texts)

    def words() -> dict[str, str]:
        text = next(here)
        return {"nb": text, "nn": text}

    table = {"id": "a", "title": words(), "help": words(), "columns": [{"id": "k", "title": words(), "help": words()}]}
    questions = {"id": "b", "title": words(), "questions": [{"id": "q", "title": words(), "help": words()}]}
    points = {"id": "c", "title": words(), "points": [{"title": words(), "help": words()}]}
    answers = [
        {"section": "a", "rows": [{"k": next(here)}]},
        {"section": "b", "questions": {"q": next(here)}},
        {"section": "c", "points": [{"status": "gjort", "who": next(here), "note": next(here)}]},
    ]
    title, about, intro = next(here), next(here), words()
    content = {
        "title": words(), "files": ["docx"], "intro": intro, "sections": [table, questions, points],
        "example": {"title": title, "about": about, "answers": answers},
    }  # fmt: skip
    return form_file(title=next(here), summary=next(here), form=Form.model_validate(content), filled=True)


PLACES = 20


@settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(st.lists(TEXTS, min_size=PLACES, max_size=PLACES))
def test_any_text_survives_in_every_format_and_does_nothing(texts: list[str]) -> None:
    file = with_texts(texts)
    expected = {
        plain(text) for index, text in enumerate(texts) if index != PLACES - 3
    }  # the form's own title is unused
    in_word = written(docx.Document(io.BytesIO(make(file, "docx"))))
    assert [text for text in expected if text not in in_word] == []

    workbook = openpyxl.load_workbook(io.BytesIO(make(file, "xlsx")))
    cells = [c for sheet in workbook for row in sheet for c in row if c.value is not None]
    formulas = [c.value for c in cells if c.data_type == "f"]
    assert len(formulas) == 1 and formulas[0].startswith('="Gjort: "&COUNTIF(')
    in_excel = "\n".join(str(c.value) for c in cells)
    assert [text for text in expected if text not in in_excel] == []

    rendered = html.fromstring(markdown.markdown(make(file, "md").decode(), extensions=["tables"]))
    assert {e.tag for e in rendered.iter()} <= set(
        "div h1 h2 h3 p ul li strong table thead tbody tr th td blockquote hr br".split()
    )
    in_markdown = " ".join(rendered.text_content().split())
    assert [text for text in expected if " ".join(text.split()) not in in_markdown] == []


def test_signs_that_no_file_can_hold_are_left_out() -> None:
    texts = [f"tekst {n}" for n in range(PLACES)]
    texts[3] = "vond\x00\x01\ufffe\ud800 tekst\x0b"
    file = with_texts(texts)
    for format in WRITERS:
        assert make(file, format)
    assert "vond tekst" in make(file, "md").decode()


TOOLS = sorted(file.parent.name for file in (CONTENT / "tools").glob("*/form.yml"))


@pytest.mark.parametrize("slug", TOOLS)
def test_every_tool_s_form_makes_every_one_of_its_files(slug: str, library: Library) -> None:
    record = next((r for r in library.tools if r.slug == slug), None)
    form_ = record.data.form if record else None
    assert record and isinstance(form_, Form), f"tools/{slug}/form.yml is not read"
    for language, filled in EDITIONS:
        file = form_file(form=form_, title=record.data.title, language=language, filled=filled)
        for format in form_.files:
            content = make(file, format)
            if format == "docx":
                text = written(docx.Document(io.BytesIO(content)))
                assert form_.sections[-1].title.in_(language) in text and (BANNER[language] in text) == filled
            elif format == "xlsx":
                workbook = openpyxl.load_workbook(io.BytesIO(content))
                assert len([s for s in workbook if s.sheet_state == "visible"]) == len(form_.sections) + 1
            else:
                assert form_.sections[-1].title.in_(language) in content.decode()


@settings(max_examples=examples(1000), deadline=None)
@given(
    st.text(st.sampled_from("aæøåÆØÅ «»–—-.,1é\u00a0\u2003\t\r\x1f") | st.characters(codec="utf-8"), max_size=40),
    st.integers(1, 15),
)
def test_a_text_takes_as_many_lines_as_textwrap_makes_of_it(text: str, room: int) -> None:
    assert wrapped(text, room) == len(textwrap.wrap(text, room))
