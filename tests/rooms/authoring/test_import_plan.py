"""A filled-in benefit plan on its way back: what is recognised, what changes a write-up, and what never does."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from lxml import html
from plans import BENEFITS, WRITEUP, changes, fill, heads, imported, lines, saved, workbook
from support import make_checkout, writeup

from macros.authoring.importing.persons import person_in
from macros.catalogue.project import project_html
from macros.content.load import load
from macros.library.library import Library


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("plan"), {"oya.md": WRITEUP})


@pytest.fixture
def root(shared: Path) -> Iterator[Path]:
    """The same checkout for every test; what one has written in it is gone before the next."""
    yield shared
    (shared / "projects/oya.md").write_text(WRITEUP, encoding="utf-8")


DOCUMENTS = Path(__file__).parent / "documents"
MEASURED = {"Gevinst-id": "G2", "Målt dato": date(2026, 3, 1), "Verdi": 45, "n": 31, "Kilde": "Egen telling", "Kan publiseres": "Ja"}  # fmt: skip


def test_a_plan_nobody_has_touched_changes_nothing(root: Path) -> None:
    for light in (False, True):
        (step,), problems = imported(root, saved(workbook(root, light=light)))
        assert (step.kind, step.text, problems) == ("same", None, [])


def test_what_is_shared_is_not_in_the_plan(root: Path) -> None:
    assert [line["Id"] for line in lines(workbook(root)["Plan"])] == ["G1", "G2"]


def test_the_number_behind_a_target_goes_both_ways(root: Path) -> None:
    book = workbook(root)
    fill(book["Plan"], 1, {"Mål, verdi": 9, "Mål, n": 38, "Kan publiseres": "ja"})
    (step,), problems = imported(root, saved(book))
    assert problems == [] and step.text is not None and changes(step) == {"g1: Mål": (None, "9 (n = 38)")}
    (root / "projects/oya.md").write_text(step.text, encoding="utf-8")
    first = next(lines(workbook(root)["Plan"]))
    assert (first["Mål, verdi"], first["Mål, n"]) == (9, 38)


def test_a_measurement_goes_into_the_write_up_and_back_into_the_plan(root: Path) -> None:
    book = workbook(root)
    fill(book["Oppfølging"], 2, MEASURED)
    fill(book["Plan"], 1, {"Nullpunkt, verdi": 14, "Nullpunkt, dato": date(2025, 6, 1), "Enhet": "innleggelser", "Status": "Nullpunkt målt", "Kan publiseres": "ja"})  # fmt: skip
    (step,), problems = imported(root, saved(book))
    assert problems == [] and step.kind == "overwritten"
    assert changes(step) == {
        "g1: Status": ("forventet", "nullpunkt-malt"),
        "g1: Nullpunkt": (None, "14 (2025-06-01)"),
        "g1: Enhet": (None, "innleggelser"),
        "g2: Måling": (None, "45 (2026-03-01; n = 31; Egen telling)"),
    }
    assert step.text is not None and "# slik eieren sa det" in step.text
    before, after = WRITEUP.split("\n"), step.text.split("\n")
    gone = [line for line in before if line not in after]
    assert [line.strip()[:10] for line in gone] == ["- {id: g2,"], "the line that the second benefit is written on"
    (root / step.path).write_text(step.text, encoding="utf-8")
    assert [p for p in load(root).problems if p.severity == "error" and p.path == step.path] == []
    (again,), _ = imported(root, saved(book))
    assert again.kind == "same"
    told = [
        (x["Gevinst-id"], x["Målt dato"], x["Verdi"], x["n"], x["Kilde"]) for x in lines(workbook(root)["Oppfølging"])
    ]
    assert told == [
        ("G2", "2025-03", 60, None, "Øyrapporten, https://example.org/øy"),
        ("G2", datetime(2026, 3, 1), 45, 31, "Egen telling"),
    ]
    (same,), _ = imported(root, saved(workbook(root)))
    assert same.kind == "same"


@pytest.mark.parametrize("answer", [None, "Nei", "nei", "NEI"])
def test_only_a_clear_yes_is_published(root: Path, answer: str | None) -> None:
    book = workbook(root)
    fill(book["Oppfølging"], 2, {**MEASURED, "Kan publiseres": answer})
    (step,), _ = imported(root, saved(book))
    assert step.kind == "same"
    assert [(t.why, "45" in t.text) for t in step.told] == [("unreleased", True)]


def test_another_answer_is_asked_about(root: Path) -> None:
    book = workbook(root)
    fill(book["Oppfølging"], 2, {**MEASURED, "Kan publiseres": "Kanskje"})
    steps, (problem,) = imported(root, saved(book))
    assert steps == [] and problem.code == "IM033" and "Kanskje" in problem.message and "Ja, Nei" in problem.hint


@pytest.mark.parametrize(
    ("sheet", "cells", "code"),
    [
        ("Oppfølging", {"Verdi": "ca. 45"}, "IM034"),
        ("Oppfølging", {"Målt dato": "i fjor vår"}, "IM035"),
        ("Oppfølging", {"Verdi": "5.400"}, "IM036"),
        ("Oppfølging", {"n": "31,5"}, "IM037"),
        ("Oppfølging", {"Gevinst-id": "G9"}, "IM041"),
        ("Plan", {"Id": "G1", "Gevinst": "Kortere reise"}, "IM039"),
        ("Plan", {"Id": "G9", "Gevinst": "Ny gevinst på Ærøya", "Kan publiseres": "Ja"}, "IM040"),
        ("Plan", {"Status": "Nesten ferdig"}, "IM033"),
        ("Plan", {"Enhet": "prosent", "Nullpunkt, verdi": 0.54, "Kan publiseres": "Ja"}, "IM038"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_cell_and_nothing_is_written(
    root: Path, sheet: str, cells: dict[str, Any], code: str
) -> None:
    book = workbook(root)
    line = 3 if cells.get("Id") == "G9" else 1 if sheet == "Plan" else 2
    fill(book[sheet], line, {**MEASURED, **cells} if sheet == "Oppfølging" else cells)
    steps, problems = imported(root, saved(book))
    assert steps == [] and [p.code for p in problems] == [code]
    row, _ = heads(book[sheet])
    assert problems[0].line == row + line and f"{sheet}!" in problems[0].message


def test_numbers_and_days_are_read_as_people_type_them(root: Path) -> None:
    book = workbook(root)
    for line, (value, day) in enumerate([("45,5", "1. mars 2026"), ("5 400", "mars 2026"), (2.875, 46082), ("1.234,5", "2026")], 2):  # fmt: skip
        fill(book["Oppfølging"], line, {**MEASURED, "Verdi": value, "Målt dato": day, "n": None})
    (step,), problems = imported(root, saved(book))
    assert problems == []
    read = {change.new.split(" ")[0]: change.new for change in step.changes}
    assert set(read) == {"45.5", "5400", "2.875", "1234.5"}
    assert "2026-03-01" in read["45.5"] and "2026-03;" in read["5400"] and "2026-03-01" in read["2.875"]


def test_nobodys_name_comes_in(root: Path) -> None:
    book = workbook(root)
    yes = {"Kan publiseres": "Ja"}
    fill(book["Plan"], 1, {"Gevinsteier": "Åse-Marie Ødegård, avdelingsleder", "Indikator": "Innleggelser", **yes})
    fill(book["Plan"], 2, {"Gevinsteier": "Avdelingsleder, Førde kommune", **yes})
    fill(book["Oppfølging"], 2, {**MEASURED, "Kilde": "Telling av Kari Nordmann"})
    (step,), problems = imported(root, saved(book))
    assert problems == [] and step.text is not None
    assert "Ødegård" not in step.text and "Nordmann" not in step.text
    assert "owner: Avdelingsleder, Førde kommune" in step.text.replace('"', "") and "value: 45" in step.text
    assert sorted(t.text.partition(" ")[2] for t in step.told if t.why == "name") == [
        "Gevinsteier: Åse-Marie Ødegård, avdelingsleder", "Kilde: Telling av Kari Nordmann",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    ["Kari Nordmann", "Avdelingsleder Kari Nordmann", "Kari", "leder Kari", "OLE HANSEN", "ole hansen", "K. Nordmann",
     "Ola Fagerli, kommunalsjef", "Kari Barnes", "Prosjektleder Ola N.", "Kommuneoverlege Anne, Ås", "Anne og Per"],
)  # fmt: skip
def test_what_looks_like_a_person(text: str) -> None:
    assert person_in(text, ("Ås",))


@pytest.mark.parametrize(
    "text",
    ["Avdelingsleder, Elvestrand kommune", "Klinikksjef, Helse Skogfjord HF", "Nordre Follo kommune", "Linjeleder",
     "Lokalt samarbeidsutvalg for fastlegene", "Sykehuset Innlandet HF", "kommuneoverlege i Tromsø", "Vestre Viken",
     "Helse- og mestringssjef", "Seksjonsleder Lungeseksjonen, Haukeland universitetssykehus", "Medarbeidere på legekontorene"],
)  # fmt: skip
def test_a_role_or_an_organisation_is_nobody(text: str) -> None:
    assert person_in(text, ("Vestre Viken", "Tromsø")) == ""


def test_few_persons_in_a_named_place_are_never_counted(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oya.md": writeup(owner="[bodo-kommune]", benefits=BENEFITS)})
    book = workbook(root)
    fill(book["Oppfølging"], 2, {**MEASURED, "n": 7})
    (step,), _ = imported(root, saved(book))
    assert step.text is not None and "n: faerre-enn-10" in step.text.replace('"', "") and "n: 7" not in step.text
    (root / step.path).write_text(step.text, encoding="utf-8")
    (again,), _ = imported(root, saved(book))
    assert again.kind == "same"


def test_lines_moved_added_and_taken_out_and_a_sheet_gone(root: Path) -> None:
    """Sorted the other way, a line of somebody's own above the table, columns moved, sheets renamed or taken out."""
    book = workbook(root)
    fill(book["Plan"], 3, {"Id": "G7", "Gevinst": "Færre båtturer", "Type": "Annen gevinst", "Kan publiseres": "Ja"})
    sheet = book["Plan"]
    row, columns = heads(sheet)
    told = [[sheet.cell(row + n, c).value for c in range(1, 40)] for n in (1, 2, 3)]
    for n, values in enumerate(reversed(told), 1):
        for column, value in enumerate(values, 1):
            sheet.cell(row + n, column).value = value
    plain = openpyxl.Workbook()
    plain.remove(plain.worksheets[0])
    moved = plain.create_sheet("Vår plan")
    moved.append(["Fra Elvestrand"])
    moved.append(["Prosjektets side: https://innomed.no/prosjekter/oya/"])
    order = ["Gevinst", "Id", "Merknad", "Kan publiseres", "Type"]
    moved.append(order)
    for values in reversed(told):
        moved.append([values[columns[h] - 1] if h in columns else "Vår egen" for h in order])
    for data in (_without(book, "Oppfølging", "Oversikt", "Gevinstkort"), saved(plain)):
        (step,), problems = imported(root, data)
        assert problems == [] and changes(step) == {"g7: Gevinst": (None, "Færre båtturer")}
    assert [t.text for t in step.told if t.why == "no_column"] == ["Merknad: Vår egen"] * 3


def _without(book: openpyxl.Workbook, *sheets: str) -> bytes:
    for name in sheets:
        del book[name]
    return saved(book)


def test_an_older_plan_takes_no_status_and_no_word_back(root: Path) -> None:
    old = workbook(root)
    fill(old["Plan"], 2, {"Status": "Forventet", "Gevinsteier": "Leder for hjemmetjenesten", "Kan publiseres": "Ja"})
    text = WRITEUP.replace(
        "id: g2, type: annen-gevinst", 'id: g2, owner: "Kommunalsjef, Bodø kommune", type: annen-gevinst'
    )
    (root / "projects/oya.md").write_text(text, encoding="utf-8")
    (step,), _ = imported(root, saved(old))
    assert step.kind == "same"
    assert {t.why for t in step.told} == {"earlier", "kept"}


def test_a_value_that_is_put_right_leaves_nothing_of_the_old_one(root: Path) -> None:
    """The address of the source told another number: it may not stand behind the new one."""
    book = workbook(root)
    fill(book["Oppfølging"], 1, {"Verdi": 58, "Kilde": None, "Kan publiseres": "Ja"})
    (step,), _ = imported(root, saved(book))
    assert changes(step) == {"g2: Måling": ("60 (2025-03; Øyrapporten)", "58 (2025-03)")}
    assert step.text is not None and "example.org" not in step.text and "released: 2026-11-30" in step.text


def test_a_plan_that_does_not_say_whose_it_is(root: Path) -> None:
    empty = openpyxl.Workbook()
    assert empty.active
    empty.active.append(["Id", "Gevinst", "Type", "Status", "Enhet", "Indikator", "Kan publiseres"])
    empty.active.append(["G1", "Færre innleggelser på Ærøya", None, None, "døgn", "Liggedøgn", "Ja"])
    steps, (problem,) = imported(root, saved(empty))
    assert steps == [] and problem.code == "IM042"
    beside = "projects/oya/plan.xlsx"
    (step,), problems = imported(root, saved(empty), beside)
    assert problems == [] and set(changes(step)) == {"g1: Enhet", "g1: Indikator"}
    empty.active["A1"] = "Prosjektets side: https://innomed.no/prosjekter/borte/"
    empty.active.insert_rows(2)
    for column, head in enumerate(["Id", "Gevinst", "Type", "Status", "Enhet", "Indikator", "Kan publiseres"], 1):
        empty.active.cell(2, column).value = head
    steps, (problem,) = imported(root, saved(empty))
    assert steps == [] and problem.code == "IM032" and "borte" in problem.message


def test_the_light_edition_comes_back_too(root: Path) -> None:
    book = workbook(root, light=True)
    fill(book["Plan"], 2, {"Verdi": 41, "Målt dato": date(2026, 9, 1), "Kan publiseres": "Ja"})
    (step,), problems = imported(root, saved(book))
    assert problems == [] and changes(step) == {"g2: Måling": (None, "41 (2026-09-01)")}
    made = io.BytesIO(saved(workbook(root, light=True)))
    assert openpyxl.load_workbook(made).custom_doc_props["Address"].value.endswith("/prosjekter/oya/")


@pytest.mark.parametrize("program", ["excel", "libreoffice"])
def test_a_plan_saved_by_a_spreadsheet_goes_all_the_way_round(root: Path, program: str) -> None:
    """Plan → write-up → page → plan, with a file as Excel writes it and one that LibreOffice has opened and saved."""
    data = (DOCUMENTS / f"gevinstplan-{program}.xlsx").read_bytes()
    (step,), problems = imported(root, data)
    assert problems == [] and step.text is not None
    assert changes(step) == {
        "g1: Status": ("forventet", "delvis-realisert"),
        "g1: Nullpunkt": (None, "140 (2025-01-15; n = 62; Uttrekk fra pasientsystemet)"),
        "g1: Mål": (None, "100 (2027-12-01)"),
        "g1: Gevinsteier": (None, "Avdelingsleder, Helse Førde HF"),
        "g1: Indikator": (None, "Innleggelser per år"),
        "g1: Enhet": (None, "innleggelser"),
        "g1: Retning": (None, "ned"),
        "g1: Måling": (None, "117.5 (2026-06-20; n = 55; Uttrekk fra pasientsystemet)"),
    }
    assert next(c.new for c in step.changes if c.name == "g1: Måling").startswith("121 ")
    for private in ("Nordmann", "Pårørende", "48", "Skjermene"):
        assert private not in step.text, "what is not released, or is nobody's business, stays in the plan"
    (root / step.path).write_text(step.text, encoding="utf-8")
    content = load(root)
    assert [p for p in content.problems if p.severity == "error" and p.path == step.path] == []
    library = Library.of(content)
    page = str(project_html(library, next(r for r in library.projects if r.slug == "oya"), (None, None)))
    text = " ".join(html.fragment_fromstring(page, create_parent=True).text_content().split())
    assert "140 innleggelser" in text and "117,5 innleggelser" in text and "20. juni 2026" in text and "n = 55" in text
    (again,), _ = imported(root, data)
    assert again.kind == "same"
    book = workbook(root)
    told = {(x["Gevinst-id"], x["Verdi"]) for x in lines(book["Oppfølging"])}
    assert told == {("G1", 121), ("G1", 117.5), ("G2", 60)}
    (plan_line, *_) = lines(book["Plan"])
    assert plan_line["Gevinsteier"] == "Avdelingsleder, Helse Førde HF" and plan_line["Nullpunkt, n"] == 62
    assert plan_line["Kan publiseres"] is None, "whoever fills it in next decides again"
