"""The files made from tools and projects: which there are, what they say of themselves, and that bytes repeat."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples, make_checkout, write, writeup

from macros.content.files.reports import Reports
from macros.content.load import load
from macros.content.model import Project
from macros.content.records import Record
from macros.files.archive import archive
from macros.files.store import Store, apart, together
from macros.library.library import Library
from macros.toolkit.bundles import README, bundle
from macros.toolkit.files import Toolkit

SITE = "https://innomed.no/"


@pytest.fixture(scope="module")
def toolkit(library: Library) -> Toolkit:
    return Toolkit(library, Store(), Reports(), SITE)


def workbook(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_every_tool_has_files_in_both_written_standards_and_an_example(library: Library, toolkit: Toolkit) -> None:
    assert [t.slug for t in library.tools] == ["gevinstrealiseringsplan", "pilotplan", "tjenesteprismodell"]
    for record in library.tools:
        files = toolkit.tool_files(record)
        editions = {(f.edition, f.language) for f in files}
        examples = {("example", "nb"), ("example", "nn")} if record.data.benefit_plan else {("example", "nb")}
        assert editions == {("blank", "nb"), ("blank", "nn")} | examples, record.slug
        assert len({f.name for f in files}) == len(files)
        assert all(f.name.startswith(record.slug) and f.content for f in files)


def made(toolkit: Toolkit, record: Record[Project]) -> dict[str, bytes]:
    return {name: make() for name, make in toolkit.project_files(record)}


def test_a_projects_plan_holds_what_is_known_of_it(library: Library, toolkit: Toolkit) -> None:
    record = next(r for r in library.projects if len(r.data.benefits) > 1)
    files = made(toolkit, record)
    book = workbook(files["gevinstplan.xlsx"])
    assert record.data.title in book.properties.title
    plan = book["Plan"]
    told = [plan.cell(row, 2).value for row in range(9, 9 + len(record.data.benefits))]
    assert told == [b.description for b in record.data.benefits]
    above = " ".join(str(plan.cell(row, 1).value) for row in range(1, 8))
    assert record.data.title in above
    assert library.name("phases", record.data.phase.end) in above
    owner = record.data.owner[0]
    assert library.name("organisations", owner) in above


def test_a_project_with_a_price_model_has_its_workbook(tmp_path: Path) -> None:
    model = (
        "{title: Øyesjekk, price_year: 2024, patients_per_year: 80, horizon_years: 5, "
        "after: {fixed: [{item: Lisens, payer: kommune, amount: 1000}]}}"
    )
    library = Library.of(load(make_checkout(tmp_path, {"oye.md": writeup(price_model=model)})))
    files = made(Toolkit(library, Store(), Reports(), SITE), library.projects[0])
    assert set(files) == {"gevinstplan.xlsx", "gevinstplan-kort.xlsx", "tjenesteprismodell.xlsx"}
    book = workbook(files["tjenesteprismodell.xlsx"])
    assert {"cost_before", "cost_after", "saving", "npv", "break_even"} <= set(book.defined_names)
    assert book["Forutsetninger"]["B5"].value == "Øyesjekk"


def test_text_stays_text_whatever_it_begins_with(tmp_path: Path) -> None:
    """=, +, - and @ begin a formula in a spreadsheet; here they are only signs."""
    nasty = '=HYPERLINK("https://ond.example";"Ærlig")'
    benefits = "[" + ", ".join(
        f"{{type: Annen gevinst, description: '{text}', indicator: '{text}'}}" for text in (nasty, "+1", "-1", "@sum")
    ) + "]"  # fmt: skip
    model = (
        f"{{title: '{nasty}', price_year: 2024, patients_per_year: 8, horizon_years: 5, "
        f"after: {{fixed: [{{item: '{nasty}', payer: kommune, amount: 1}}]}}}}"
    )
    text = writeup(title=f"'{nasty}'", benefits=benefits, price_model=model)
    library = Library.of(load(make_checkout(tmp_path, {"ond.md": text})))
    files = made(Toolkit(library, Store(), Reports(), SITE), library.projects[0])
    plan = workbook(files["gevinstplan.xlsx"])["Plan"]
    heads = [cell.value for cell in plan[8]]
    for row, sign in enumerate((nasty, "+1", "-1", "@sum"), 9):
        for column in (2, heads.index("Indikator") + 1):
            cell = plan.cell(row, column)
            assert cell.value == sign and cell.data_type == "s"
    prices = workbook(files["tjenesteprismodell.xlsx"])
    found = [c for s in prices for row in s.iter_rows() for c in row if c.value == nasty]
    assert found and all(c.data_type == "s" for c in found)


@pytest.mark.parametrize("slug", ["gevinstrealiseringsplan", "tjenesteprismodell"])
def test_workbooks_say_what_they_are_and_whose(library: Library, toolkit: Toolkit, slug: str) -> None:
    record = next(r for r in library.tools if r.slug == slug)
    for file in toolkit.tool_files(record):
        book = workbook(file.content)
        assert book.properties.creator == "InnoMed" and book.properties.lastModifiedBy in (None, "InnoMed")
        assert "CC-BY-4.0" in book.properties.description and record.data.version in book.properties.description
        custom = {p.name: p.value for p in book.custom_doc_props.props}
        assert custom["Language"] == {"nb": "nb-NO", "nn": "nn-NO"}[file.language]
        for sheet in book:
            # A table can be sorted and filtered, and gets new lines: Excel allows none of it on a protected sheet.
            assert sheet.protection.sheet != bool(sheet.tables), f"{sheet.title}: formulas can be written over"
            assert sheet.page_setup.paperSize == 9 and sheet.sheet_properties.pageSetUpPr.fitToPage
            marked = any("ppdikt" in str(c.value) for row in sheet.iter_rows(max_row=4) for c in row)
            assert marked == (file.edition == "example"), sheet.title


def test_drop_downs_hold_the_vocabularies_words(library: Library, toolkit: Toolkit) -> None:
    record = next(r for r in library.tools if r.slug == "gevinstrealiseringsplan")
    blank = next(f for f in toolkit.tool_files(record) if f.edition == "blank" and f.language == "nb")
    book = workbook(blank.content)
    status = [v.formula1 for v in book["Plan"].data_validations.dataValidation]
    joined = " ".join(map(str, status))
    assert all(v.name() in joined for v in library.vocabularies["benefit_types"]) and "Forventet" in joined
    place = book.defined_names["words_benefit_types"].attr_text
    sheet, first, last = re.match(r"'(.+)'!\$A\$(\d+):\$A\$(\d+)", place).groups()
    shown = [book[sheet][f"A{row}"].value for row in range(int(first), int(last) + 1)]
    assert shown == [v.name() for v in library.vocabularies["benefit_types"]]


def test_the_same_content_gives_the_same_bytes(library: Library, toolkit: Toolkit) -> None:
    again = Toolkit(library, Store(), Reports(), SITE)
    for slug in ("gevinstrealiseringsplan", "tjenesteprismodell", "pilotplan"):
        record = next(r for r in library.tools if r.slug == slug)
        for one, two in zip(toolkit.tool_files(record), again.tool_files(record), strict=True):
            assert one.content == two.content, one.name


def test_the_toolbox_holds_every_tool_with_checksums(library: Library, toolkit: Toolkit) -> None:
    whole = bundle(library, toolkit)
    assert whole and whole.count == len(library.tools)
    with zipfile.ZipFile(io.BytesIO(whole.content)) as opened:
        assert opened.testzip() is None
        names = opened.namelist()
        readme = opened.read(README).decode("utf-8-sig")
        assert names[0] == README and {n.split("/")[0] for n in names[1:]} == {r.slug for r in library.tools}
        sums = dict(zip(re.findall(r"^  (\S+)  \(", readme, re.M), re.findall(r"SHA-256: (\w+)", readme), strict=True))
        assert sums == {n: hashlib.sha256(opened.read(n)).hexdigest() for n in names[1:]}
        assert "CC-BY-4.0" in readme and re.search(r"Utgave 1\.[01]", readme)
    parts = {part.name: part for part in whole.parts}
    assert {"gevinster", "pilot", "okonomi", "fase-konsept", "fase-gjennomfore"} <= set(parts)
    pilot = {r.slug for r in library.tools if "pilot" in r.data.purpose}
    assert set(parts["pilot"].tools) == pilot
    assert all(0 < part.size < len(whole.content) for part in whole.parts)


def test_no_toolbox_without_a_tool(tmp_path: Path) -> None:
    empty = Toolkit(Library.of(load(make_checkout(tmp_path, {}))), Store(), Reports(), SITE)
    assert bundle(empty.library, empty) is None


def test_an_archive_is_the_same_bytes_whatever_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    files = [("blåbær/æøå.txt", b"hei"), ("a.xlsx", b"PK")]
    first = archive(files)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    assert archive(files) == first
    assert zipfile.ZipFile(io.BytesIO(first)).namelist() == ["blåbær/æøå.txt", "a.xlsx"]


def test_unchanged_files_are_not_made_again(tmp_path: Path, library: Library) -> None:
    def build() -> int:
        store = Store(tmp_path)
        toolkit = Toolkit(library, store, Reports(), SITE)
        record = next(r for r in library.tools if r.slug == "pilotplan")
        toolkit.tool_files(record)
        made(toolkit, library.projects[0])
        return store.made

    assert build() > 3
    assert build() == 0


def test_one_edited_text_makes_only_its_own_files_again(tmp_path: Path) -> None:
    root = make_checkout(tmp_path / "a", {"en.md": writeup(), "to.md": writeup(title="Øy nummer to")})

    def files(address: str = SITE) -> dict[str, object]:
        library, store = Library.of(load(root)), Store(tmp_path / "cache")
        toolkit = Toolkit(library, store, Reports(), address, SITE)
        return {record.slug: made(toolkit, record) for record in library.projects} | {"made": store.made}

    first = files()
    assert first["made"] == 4, "the plans of each, kept as one, and the template that each edition is filled in from"
    assert files() == {**first, "made": 0}
    assert files("http://127.0.0.1:8000/") == {**first, "made": 0}, "the preview's files are those of the site"
    write(root / "projects" / "to.md", writeup(title="Øy nummer tre"))
    second = files()
    assert second["made"] == 1 and second["en"] == first["en"] and second["to"] != first["to"]


@settings(max_examples=examples(200), deadline=None)
@given(st.lists(st.binary(max_size=300), min_size=1, max_size=3))
def test_files_that_are_kept_in_one_come_apart_as_they_were(files: list[bytes]) -> None:
    assert apart(together(files), len(files)) == tuple(files)


def test_the_store_survives_a_folder_it_cannot_read(tmp_path: Path) -> None:
    store = Store(tmp_path)
    assert store.get(("a", 1), lambda: b"en") == b"en"
    assert store.get(("a", 1), lambda: b"to") == b"en"
    assert store.get(("a", 2), lambda: b"to") == b"to"
    assert store.forget_old() == 0


def test_a_pdf_is_taken_in_only_when_it_was_made_from_this_document(tmp_path: Path, library: Library) -> None:
    record = next(r for r in library.tools if r.slug == "pilotplan")
    plain = Toolkit(library, Store(), Reports(), SITE).tool_files(record)
    document = next(f for f in plain if f.name == "pilotplan.docx")
    pdf = write(tmp_path / "pilotplan.pdf", b"%PDF-1.7 prov")
    uri = "verktoy/pilotplan/pilotplan.pdf"

    def names(sources: dict[str, str]) -> list[str]:
        files = Toolkit(library, Store(), Reports({uri: pdf}, sources), SITE).tool_files(record)
        return [f.name for f in files if f.name.endswith(".pdf")]

    assert names({}) == ["pilotplan.pdf"], "put there by hand: published"
    assert names({uri: hashlib.sha256(document.content).hexdigest()}) == ["pilotplan.pdf"]
    assert names({uri: "gammelt"}) == [], "made from an older document: left out"


def test_an_example_is_called_by_its_title_and_an_empty_form_by_none(library: Library, toolkit: Toolkit) -> None:
    for record in library.tools:
        if record.data.form:
            titles = {(f.edition, f.title) for f in toolkit.tool_files(record)}
            assert {title for edition, title in titles if edition == "blank"} == {""}
            assert all(title for edition, title in titles if edition == "example")
