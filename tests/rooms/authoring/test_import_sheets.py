"""Workbooks and tables as people make them: what is understood, and what is told when something is odd."""

from __future__ import annotations

import io
import json
import time
from datetime import date, datetime
from typing import Any

import pytest
from imports import read_projects
from openpyxl import Workbook
from support import CONTENT

from macros.authoring.entries import read_entries
from macros.authoring.importing.plan import ImportStep, plan
from macros.authoring.importing.recognising.candidates import Candidate
from macros.authoring.importing.values import iso_date
from macros.content.data.vocabularies import load_vocabularies
from macros.words.problems import Problem

WORDS = load_vocabularies(CONTENT)[0]
HEAD = ["Prosjekt", "Eier", "Timer", "Fase ved start", "Runde", "Kort beskrivelse", "Publisert"]
ROW = ["Trygg hjem på Ærøya", "Tønsberg kommune og Sykehuset i Vestfold", 120.0, "Konsept", "S1 2024", "Øyene er små.", date(2024, 3, 1)]  # fmt: skip


def book(*rows: list[Any], **changes: Any) -> bytes:
    """A workbook with the rows on one sheet. ``changes``: title, hidden, merge."""
    made = Workbook()
    sheet = made.active
    assert sheet
    sheet.title = changes.get("title", "Ark1")
    for row in rows:
        sheet.append(row)
    if "merge" in changes:
        sheet.merge_cells(changes["merge"])
    if changes.get("hidden"):
        other = made.create_sheet("Skjult ø")
        other.append(["Tittel"])
        other.append(["Hemmelig"])
        other.sheet_state = "hidden"
    target = io.BytesIO()
    made.save(target)
    return target.getvalue()


def read(data: bytes, name: str = "liste.xlsx", **options: Any) -> tuple[list[Candidate], list[Problem]]:
    return read_projects(data, name, WORDS, **options)


def texts(problems: list[Problem]) -> list[str]:
    return [p.as_text() for p in problems]


def test_a_sheet_with_norwegian_headings_is_understood() -> None:
    (one,), problems = read(book(HEAD, ROW))
    assert problems == []
    assert one.draft.fields == {
        "title": "Trygg hjem på Ærøya",
        "owner": ["tonsberg-kommune", "sykehuset-i-vestfold"],
        "hours": 120,
        "phase": {"start": "konsept"},
        "round": ["2024-s1"],
        "published": "2024-03-01",
    }
    assert one.draft.sections == {"challenge": "Øyene er små."}
    (step,), _ = plan([one], [], WORDS, False, "liste.xlsx")
    assert step.path == "projects/trygg-hjem-pa-aeroya.md"
    assert "status: draft" in str(step.text) and "region:\n  - helse-sor-ost" in str(step.text)


def test_a_row_keeps_the_status_it_carries() -> None:
    (one,), _ = read(book([*HEAD, "Publisering"], [*ROW, "Arkivert"]))
    (step,), _ = plan([one], [], WORDS, False, "x")
    assert "status: archived" in str(step.text)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([["Prosjekt", "Eigedom"], ["Øy", "x"]],
         "liste.xlsx:1:2: IM011 Vi kjenner ikke «Eigedom» (Ark1!B1), og vet ikke hvor innholdet hører hjemme. Rett navnet, slett det, eller bruk --keep-unknown: Da legges innholdet nederst i teksten."),
        ([["Prosjekt", "Eier"], [None, "Tønsberg kommune"]],
         "liste.xlsx:2:1: IM013 Raden mangler tittel (Ark1!A2). Skriv prosjektets navn i cellen, eller slett raden."),
        ([["Prosjekt", "Eier"], ["Øy", "ukjent"], ["Ø y", None], ["øy", None]],
         "liste.xlsx:4:1: IM014 To rader har adressen «oy» (Ark1!A4): også Ark1!A2. Gi prosjektene ulike titler, eller slett den ene raden."),
        ([["Prosjekt", "Eier", "Prosjekteier"], ["Øy", "ukjent", "ukjent"]],
         "liste.xlsx:1:3: IM012 Kolonnen «Prosjekteier» (Ark1!C1) gjelder samme felt som Ark1!B1. Slett den ene kolonnen."),
        ([["Prosjekt", "Timer"], ["Øy", "=1+1"]],
         "liste.xlsx:2:2: IM016 Cellen Ark1!B2 har en formel uten verdi (=1+1). Åpne filen i Excel og lagre den, eller skriv verdien i stedet for formelen."),
        ([["Prosjekt", "Timer"], ["Øy", 5, "løs"]],
         "liste.xlsx:2:3: IM022 Raden har flere verdier enn det er kolonner (Ark1!C2): «løs». Se etter et skilletegn for mye, eller sett verdien i anførselstegn."),
        ([["Prosjekt", "Timer"], ["Fase", 5]],
         "liste.xlsx:2:1: IM017 Prosjektet kan ikke få adressen «fase» (Ark1!A2). Skriv en adresse med små bokstaver a–z, tall og bindestrek i kolonnen «slug». For eksempel: fase-prosjekt"),
        ([["Prosjekt", "benefits"], ["Øy", "[{oops"]],
         "liste.xlsx:2:2: IM018 Cellen Ark1!B2 begynner som JSON, men kan ikke leses ([{oops). Hent verdien fra en ny eksport, eller tøm cellen."),
        ([["Navnet", "Hva"], ["Tittel", "x"]],
         "liste.xlsx:1:1: IM010 Fant ingen rad med overskrifter i «Ark1». Én kolonne må ha overskriften «title», «Tittel» eller «Prosjekt», og prosjektene skal stå under, ett på hver rad."),
        ([], "liste.xlsx:1:1: IM010 Fant ingen rad med overskrifter i «Ark1». Én kolonne må ha overskriften «title», «Tittel» eller «Prosjekt», og prosjektene skal stå under, ett på hver rad."),
        ([["Prosjekt", "Eier"]], "liste.xlsx:1:1: IM019 Fant ingen prosjekter i filen. En fil må ha en tabell med ett prosjekt på hver rad, eller være en sluttrapport i Word med overskrifter."),
    ],
)  # fmt: skip
def test_what_is_odd_is_told_with_its_cell(rows: list[list[Any]], told: str) -> None:
    _, problems = read(book(*rows))
    assert texts(problems) == [told]


def test_merged_cells_are_not_guessed_at() -> None:
    _, problems = read(book(HEAD, ROW, ["Øy", None, 1, None, None, None, None], merge="B2:B3"))
    assert texts(problems) == [
        "liste.xlsx:2:1: IM015 Cellene B2:B3 er slått sammen, så det er uklart hvilken rad innholdet gjelder (Ark1). "
        "Merk cellene, velg «Del opp celler» i Excel, og skriv verdien i hver rad."
    ]


def test_hidden_sheets_and_lines_above_the_table_are_told_not_read() -> None:
    found, problems = read(book(["Prosjekter i 2024"], [], HEAD, ROW, hidden=True))
    assert [c.draft.fields["title"] for c in found] == ["Trygg hjem på Ærøya"]
    assert [(p.code, p.severity) for p in problems] == [("IM020", "warning"), ("IM025", "warning")]


def test_unknown_columns_can_be_kept_in_the_text() -> None:
    (one,), problems = read(
        book(["Prosjekt", "Saksbehandlers *merknad*"], ["Øy", "Husk <b>å</b> spørre"]), keep_unknown=True
    )
    assert problems == []
    (step,), _ = plan([one], [], WORDS, False, "x")
    assert "### Saksbehandlers \\*merknad\\*\n\nHusk &lt;b>å&lt;/b> spørre" in str(step.text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_csv_as_programs_write_it(encoding: str, sign: str) -> None:
    text = sign.join(["Prosjekt", "Timer"]) + "\r\n" + sign.join(['"Øy, ""stor"" ål"', "50 t"]) + "\r\n\r\n"
    (one,), problems = read(text.encode(encoding), "liste.csv")
    assert (one.draft.fields, problems) == ({"title": 'Øy, "stor" ål', "hours": 50}, [])


def test_a_lost_quotation_mark_does_not_swallow_the_rows() -> None:
    found, problems = read('Prosjekt;Timer\n"Øy;5\nÅl;6\n'.encode(), "liste.csv")
    assert found == [] and texts(problems)[0].startswith("liste.csv:2:1: IM023 CSV-filen kan ikke leses")


def test_empty_rows_and_errors_in_cells() -> None:
    found, problems = read(book(HEAD, [None] * 7, ROW, [None] * 7, [" "] * 7))
    assert len(found) == 1 and not problems
    _, problems = read(book(["Prosjekt", "Timer"], ["Øy", "#REF!"]))
    assert [p.code for p in problems] == ["IM016"]


def test_what_exists_is_recognised_and_left_alone() -> None:
    existing, _ = read_entries(CONTENT, WORDS)
    rows = [["Prosjekt", "Timer"], ["Grønn vei hjem fra Ærøya", 240], ["Ærøyløpet", 150], ["Nytt på Ærøya", 5]]
    found, problems = read(book(*rows[:3]))
    steps, problems = plan(found, existing, WORDS, False, "liste.xlsx")
    assert [p.code for p in problems] == ["IM014"], "title and alias are the same project"
    found, _ = read(book(rows[0], rows[2], rows[3]))
    steps, problems = plan(found, existing, WORDS, False, "liste.xlsx")
    assert not problems
    assert [(s.kind, s.path) for s in steps] == [
        ("exists", "projects/gronn-vei/index.md"),
        ("new", "projects/nytt-pa-aeroya.md"),
    ]
    assert steps[0].differs == ("title", "hours") and steps[0].text is None
    found, _ = read(book(*rows[:2]))
    assert [s.kind for s in plan(found, existing, WORDS, True, "x")[0]] == ["same"]


def test_overwriting_changes_the_field_and_no_other_byte() -> None:
    existing, _ = read_entries(CONTENT, WORDS)
    before = next(e for e in existing if e.entry.slug == "gronn-vei")
    (step,) = _plan(
        existing, book(["slug", "title", "hours"], ["gronn-vei", "Grønn vei hjem fra Ærøya", 210]), overwrite=True
    )
    assert step.kind == "overwritten" and step.differs == ("hours",)
    assert step.text == before.text.replace("hours: 240\n", "hours: 210\n")


def test_overwriting_keeps_comments_and_puts_new_fields_in_place() -> None:
    from macros.authoring.entries import Entry, Existing
    from macros.authoring.importing.merge import updated_text
    from macros.content.yaml.nodes import parse

    front = "# øverst\ntitle: Øy # navnet\n# om eieren\nowner:\n  - siv\n\n# sist\naliases:\n- Ål\n- Ære\n"
    text = f"---\n{front}---\n\n## Mål\n\nBlå.\n"
    there = Existing(Entry("oy", {}), text, parse(front, "x", 2)[0])
    changed = updated_text(there, {"aliases": ["Én"], "hours": 5, "owner": None})
    assert (
        changed
        == "---\n# øverst\ntitle: Øy # navnet\n# om eieren\nhours: 5\n\n# sist\naliases:\n  - Én\n---\n\n## Mål\n\nBlå.\n"
    )
    assert updated_text(there, {}, "Ny.") == f"---\n{front}---\n\nNy.\n"


def test_many_rows_are_read_in_time() -> None:
    """Ten thousand take four times as long as these: a minute on the slowest of machines."""
    rows = [f"Prosjekt nummer {n} på Ærøya;ukjent;{n % 300};Konsept" for n in range(2_500)]
    data = ("Prosjekt;Eier;Timer;Fase\n" + "\n".join(rows)).encode()
    started = time.monotonic()
    found, problems = read(data, "stor.csv")
    steps, more = plan(found, [], WORDS, False, "stor.csv")
    assert len(steps) == 2_500 and not problems and not more
    assert time.monotonic() - started < 15


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{", "IM008"), ("[1]", "IM009"), ('{"a": 1}', "IM009"), ("[]", "IM019"), ('[{"hours": 1}]', "IM013"),
        ('[{"title": "Øy"}, {"title": "Øy"}]', "IM014"), ("[" * 100_000, "IM008"), ('[{"title": "Øy", "slug": "../x"}]', "IM017"),
    ],
)  # fmt: skip
def test_json_that_is_wrong(text: str, told: str) -> None:
    _, problems = read(text.encode(), "liste.json")
    assert [p.code for p in problems] == [told]


def test_the_open_data_can_be_read_too() -> None:
    item = {"slug": "oy", "url": "/prosjekter/oy/", "title": "Øy", "hours": 5, "phase": None, "owner": []}
    (one,), problems = read(json.dumps([item]).encode(), "projects.json")
    assert (dict(one.draft.fields), one.slug, problems) == ({"title": "Øy", "hours": 5}, "oy", [])


def test_a_time_of_day_in_a_date_is_not_thrown_away() -> None:
    (one,), _ = read(book(["Prosjekt", "Publisert"], ["Øy", datetime(2024, 3, 1, 12, 30)]))
    assert one.draft.fields["published"] == "2024-03-01 12:30"


def _plan(existing: Any, data: bytes, overwrite: bool) -> list[ImportStep]:
    found, problems = read(data)
    assert not problems, texts(problems)
    steps, more = plan(found, existing, WORDS, overwrite, "x")
    assert not more
    return steps


@pytest.mark.parametrize(
    ("written", "meant"),
    [("3. mai 2026", "2026-05-03"), ("3. jan. 2026", "2026-01-03"), ("20 sept 2024", "2024-09-20"), ("Desember 2024", "2024-12"),
     ("okt. 2024", "2024-10"), ("31. februar 2026", None), ("3. møs 2026", None)],
)  # fmt: skip
def test_months_as_people_write_them(written: str, meant: str | None) -> None:
    assert iso_date(written) == meant
