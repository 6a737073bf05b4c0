"""Out and in again: whatever the projects hold, a file of them brings all of it back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imports import read_projects
from openpyxl import load_workbook
from records import BODIES, SLUGS, valid_records
from support import CONTENT, examples

from macros.authoring.entries import Entry, plain_fields, present, read_entries
from macros.authoring.exporting import WRITERS, to_csv, to_xlsx
from macros.authoring.importing.names import column_heading
from macros.authoring.importing.plan import plan
from macros.authoring.rows import entry_from, split_list, table
from macros.authoring.yaml.front_matter import write_up_text
from macros.content.data.vocabularies import load_vocabularies
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import split
from macros.opendata.tables import in_cell

WORDS = load_vocabularies(CONTENT)[0]
ENDINGS = sorted(WRITERS)
QUICK = settings(
    max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def entry_of(slug: str, text: str, folder: bool = False) -> Entry:
    """A write-up's text as the export would meet it."""
    source = split(text, "projects/x.md")
    assert not hasattr(source, "code"), source
    tree, problems = parse(source.front, "x", 1)
    assert not problems
    return Entry(slug, plain_fields(tree, WORDS), source.body.strip("\n"), folder)


def brought_back(entries: list[Entry], ending: str) -> list[Entry]:
    """The entries after export, an empty folder, and import."""
    found, problems = read_projects(WRITERS[ending](entries, WORDS), f"alt{ending}", WORDS)
    assert [p.as_text() for p in problems] == []
    steps, problems = plan(found, [], WORDS, False, "alt")
    assert [p.as_text() for p in problems] == []
    return [
        entry_of(candidate.slug, step.text or "", step.path.endswith("index.md"))
        for candidate, step in zip(found, steps, strict=True)
    ]


@pytest.mark.parametrize("ending", ENDINGS)
def test_projects_come_back_as_the_same_bytes(ending: str) -> None:
    existing, problems = read_entries(CONTENT, WORDS)
    assert len(existing) == 10 and not problems
    entries = [e.entry for e in existing]
    first = WRITERS[ending](entries, WORDS)
    assert first == WRITERS[ending](entries, WORDS), "two runs, the same bytes"
    assert WRITERS[ending](brought_back(entries, ending), WORDS) == first


@QUICK
@given(data=st.data())
def test_random_records_come_back_whole(data: st.DataObject) -> None:
    slugs = data.draw(st.lists(SLUGS, min_size=1, max_size=3, unique=True))
    entries = [
        entry_of(slug, write_up_text(data.draw(valid_records(WORDS)), data.draw(BODIES)), data.draw(st.booleans()))
        for slug in sorted(slugs)
    ]
    for ending in ENDINGS:
        assert brought_back(entries, ending) == entries, ending


@QUICK
@given(st.text(max_size=60), st.lists(st.text(min_size=1, max_size=12), max_size=4))
def test_any_text_survives_a_row(text: str, items: list[str]) -> None:
    fields: dict[str, Any] = present({"title": "Blåbær " + text, "aliases": items, "classified_by": text})
    names, (row,) = table([Entry("x", fields, text)])
    back = entry_from({name: str(row.get(name, "")) for name in names})
    assert (back.fields, back.body) == (fields, text)


@given(st.lists(st.text(min_size=1), min_size=1))
def test_lists_survive_a_cell(items: list[str]) -> None:
    assert split_list(in_cell(items)) == items


def test_what_is_too_long_for_a_cell_goes_on_in_the_next() -> None:
    body = "=HYPERLINK Ærlig øl 😀 " * 4000
    entry = Entry("lang", {"title": "Lang", "status": "draft"}, body.strip())
    for ending in (".xlsx", ".csv"):
        (back,) = read_projects(WRITERS[ending]([entry], WORDS), f"alt{ending}", WORDS)[0]
        assert back.body == entry.body
    sheet = load_workbook(io.BytesIO(to_xlsx([entry], WORDS))).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert "Tekst[2]" in heads and "body[2]" not in heads
    assert all(len(str(cell.value or "").encode("utf-16-le")) <= 2 * 32_767 for cell in sheet[2])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "'="])
def test_nothing_in_the_file_can_run_as_a_formula(start: str) -> None:
    text = f'{start}cmd|" /C calc"!A0'.strip("\t")
    entry = Entry("x", {"title": f"{text} ø", "aliases": [text]}, text)
    rows = list(csv.reader(io.StringIO(to_csv([entry], WORDS).decode("utf-8-sig")), delimiter=";"))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t")]
    sheet = load_workbook(io.BytesIO(to_xlsx([entry], WORDS))).worksheets[0]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}


def test_excel_in_norwegian_opens_the_csv() -> None:
    raw = to_csv([Entry("ål", {"title": "Ål; og «øl»"}, "Tekst")], WORDS)
    assert raw.startswith(b"\xef\xbb\xbf") and b";" in raw.splitlines()[0]


def test_a_project_with_mistakes_is_not_lost(tmp_path: Path) -> None:
    text = '---\ntitle: Øy\nowner: Ukjent gård\nhours: "ca. 50"\nfarge: blå\nphase: Konsept\n---\n\n## Mål\n\nTekst.\n'
    entry = entry_of("oy", text)
    assert entry.fields["owner"] == ["Ukjent gård"] and entry.fields["farge"] == "blå"
    for ending in ENDINGS:
        found, problems = read_projects(WRITERS[ending]([entry], WORDS), f"alt{ending}", WORDS)
        if ending != ".json":  # a column that is no field must be put right by a person
            assert [p.code for p in problems] == ["IM011"] and not [c for c in found if c.draft.rest]
        else:
            assert found[0].draft.fields["farge"] == "blå"


def test_the_headings_are_norwegian_differ_and_are_read_back_to_the_letter() -> None:
    fields: dict[str, Any] = {
        "title": "Øyene, og «Ærlig»",
        "owner": ["helse-forde", "ukjent navn og sånt"],
        "phase": {"start": "konsept", "end": "ukjent"},
        "outcome": {
            "status": "i-drift",
            "as_of": "2025-03",
            "source": {"title": "Øyrapport", "url": "https://example.org"},
        },
        "patients": {"number": 140, "counts": "i-alt", "source": "{ikke JSON}"},
        "own_effort": {"fte": 0.5},
        "cost": [{"amount": 12.5, "kind": "anslag"}],
    }
    entry = Entry("oyene", fields, "Tekst på øya")
    heads = to_csv([entry], WORDS).decode("utf-8-sig").splitlines()[0].split(";")
    assert len(set(heads)) == len(heads) and {"Adresse", "Tittel", "Prosjekteier", "Fase ved start", "Tekst"} <= set(
        heads
    )
    assert [h for h in heads if "_" in h or "." in h] == []
    for ending in (".csv", ".xlsx"):
        (one,), problems = read_projects(WRITERS[ending]([entry], WORDS), f"ut{ending}", WORDS)
        assert problems == [] and (one.slug, one.body) == ("oyene", "Tekst på øya")
        assert one.draft.fields == fields


def test_english_headings_are_read_too() -> None:
    data = "slug;title;patients.number;body\noyene;Øyene;faerre-enn-10;Tekst på øya\n".encode()
    (one,), problems = read_projects(data, "inn.csv", WORDS)
    assert problems == [] and one.draft.fields == {"title": "Øyene", "patients": {"number": "faerre-enn-10"}}


def test_a_column_of_one_word_of_a_short_list_has_its_choices() -> None:
    """Which columns those are is read from the model; a list longer than Excel takes is left out."""
    entry = Entry("oy", {"title": "Øy", "outcome": {"status": "i-drift", "as_of": "2025", "source": "Æ"}})
    sheet = load_workbook(io.BytesIO(to_xlsx([entry], WORDS))).worksheets[0]
    rules = {}
    for rule in sheet.data_validations.dataValidation:
        (area,) = rule.sqref.ranges
        rules[sheet.cell(1, area.min_col).value] = str(rule.formula1)
    one_word = ("phase.start", "phase.end", "status", "language", "outcome.status", "patients.counts")
    assert set(rules) == {column_heading(name) for name in one_word}
    assert rules[column_heading("phase.start")].endswith(',ukjent"')
    assert "ukjent" not in rules[column_heading("status")]


HERE = read_entries(CONTENT, WORDS)[0]
COLUMNS = table([e.entry for e in HERE])[0]


@QUICK
@given(st.sets(st.sampled_from(COLUMNS)), st.booleans(), st.booleans())
def test_an_untouched_export_reports_no_change_whichever_columns_are_left(
    left: set[str], address: bool, english: bool
) -> None:
    rows = list(csv.reader(io.StringIO(to_csv([e.entry for e in HERE], WORDS).decode("utf-8-sig")), delimiter=";"))
    wanted = {"title", *left, *(["slug"] if address else [])} - (set() if address else {"slug"})
    kept = [x for x, name in enumerate(COLUMNS) if name in wanted]
    target = io.StringIO()
    written = csv.writer(target, delimiter=";")
    written.writerow([COLUMNS[x] if english else rows[0][x] for x in kept])
    written.writerows([[row[x] for x in kept] for row in rows[1:]])
    found, problems = read_projects(target.getvalue().encode(), "alt.csv", WORDS)
    assert [p.as_text() for p in problems] == []
    steps, _ = plan(found, HERE, WORDS, False, "alt.csv")
    assert [(s.path, s.changes) for s in steps if s.kind != "same"] == []
