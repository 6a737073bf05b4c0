"""Form survives: emphasis, links, levels, numbers, footnotes and pictures from Word; Markdown comes in as it stands."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from documents import FEATURES, SAVED, book, document, picture
from docx import Document
from hypothesis import given, settings
from imports import reading
from records import BODIES, valid_records
from support import CONTENT, examples

from macros.authoring.entries import read_entries
from macros.authoring.importing.plan import ImportStep, plan
from macros.authoring.yaml.front_matter import write_up_text
from macros.content.data.vocabularies import load_vocabularies

WORDS = load_vocabularies(CONTENT)[0]


def step_of(data: bytes, name: str, **options: object) -> ImportStep:
    read = reading(data, name, WORDS, **options)  # type: ignore[arg-type]
    assert [p.as_text() for p in read.problems] == []
    (step,), _ = plan(read.found, [], WORDS, False, name)
    return step


def part(text: str | None, heading: str) -> str:
    """What stands under a heading."""
    return str(text).partition(f"## {heading}\n\n")[2].partition("\n\n## ")[0]


@pytest.mark.parametrize(
    ("feature", "expected"),
    [
        ("form", "Først **fete ord** og *skrå ord* **midtidelt** ord med stor skrift<del>strøket</del><sup>2</sup>"),
        ("lenke", "Se [sluttrapporten deres](https://example.org/a_%28b%29)"),
        ("felt", "[feltlenken](https://felt.example.org) enkeltfeltet"),
        ("nivåer", "- punktet0listbullet på øya\n- punktet1listbullet2 på øya"),
        ("tall", "1. punktet0listnumber på øya\n2. punktet1listnumber på øya"),
        ("tegnede punkter", "- Fastleger\n- Pårørende\n- Kommunen\n- Sykehuset\n\n1. Først\n2. Så"),
        ("ventetider", "| Måned | Uker |\n| --- | --- |\n| januarisk | tolvuker |"),
        ("prosjekttabell", "| Prosjekt | Resultat |\n| --- | --- |\n| Pilot A | gikkbra |"),
        ("skjemaord", "| Fastleger | Ja |\n| Kommunen | Nei |"),
        ("sammenslått", "| Jaknuar<br>femtito |  | trettién<br>førtién |\n| Febkruar | sekstito |  |"),
    ],
)
def test_what_a_person_wrote_keeps_its_form(feature: str, expected: str) -> None:
    step = step_of(document("stiler", FEATURES[feature]), "rapport.docx")
    text = part(step.text, "Utfordring og pasientgruppe").replace("midtidelt**ord", "midtidelt** ord")
    assert expected in text.replace("*skrå ord***midt", "*skrå ord* **midt")
    assert step.title == "Trygg hjem på Ærøya"


def test_footnotes_stand_where_they_were_called() -> None:
    text = part(step_of(document("fet", FEATURES["fotnoter"]), "x.docx").text, "Utfordring og pasientgruppe")
    assert "Ventetiden gikk ned[^1] i fjor." in text and "| Reiser | færre[^2] |" in text
    assert "[^1]: Noten nummer2vei ble målt i mars." in text and text.count("[^1]:") == 1


def test_pictures_lie_beside_with_words_to_fill_in() -> None:
    step = step_of(document("stiler", FEATURES["bilde"]), "x.docx")
    assert step.path == "projects/trygg-hjem-pa-aeroya/index.md"
    assert dict(step.files) == {"projects/trygg-hjem-pa-aeroya/bilde-1.png": picture()}
    assert str(step.text).count("![Beskriv hva bildet viser](bilde-1.png)") == 2


def test_pictures_in_a_table_of_projects_lie_beside_the_project_whose_row_they_stand_in() -> None:
    made = Document()
    table = made.add_table(3, 4)
    rows = (
        ("Prosjekt", "Eier", "Kort beskrivelse", "Resultat"),
        ("Trygg øy", "Røst kommune", "Båten går.", "Færre reiser."),
        ("Én vei inn", "Bodø kommune", "Alle møtes.", "Færre brev."),
    )
    for line, row in enumerate(rows):
        for column, text in enumerate(row):
            table.cell(line, column).text = text
    for line, column, colour in ((1, 2, "navy"), (1, 3, "red"), (2, 2, "navy"), (2, 0, "green")):
        table.cell(line, column).add_paragraph().add_run().add_picture(io.BytesIO(picture(colour)))
    target = io.BytesIO()
    made.save(target)
    read = reading(target.getvalue(), "liste.docx", WORDS)
    island, way = plan(read.found, [], WORDS, False, "liste.docx")[0]
    assert island.path == "projects/trygg-oy/index.md" and way.path == "projects/en-vei-inn/index.md"
    assert {name.rpartition("/")[2]: data for name, data in island.files.items()} == {
        "bilde-1.png": picture("navy"), "bilde-2.png": picture("red"),
    }  # fmt: skip
    assert dict(way.files) == {"projects/en-vei-inn/bilde-1.png": picture("navy")}
    assert all(f"]({name.rpartition('/')[2]})" in str(s.text) for s in (island, way) for name in s.files)
    assert [t.text for t in read.told if t.why == "pictures"] == ["bilde-3.png"], "a title shows no picture"


def test_what_other_programs_save_has_its_levels_and_numbers() -> None:
    text = str(step_of((SAVED / "libreoffice-odt.docx").read_bytes(), "lo.docx").text)
    assert "- Fastleger\n- Pårørende\n    1. Kommunen\n    2. Sykehuset" in text
    assert "**små**" in text and "*båten*" in text and "[sjelden](https://example.org/rute)[^1]" in text
    text = str(step_of((SAVED / "pandoc.docx").read_bytes(), "p.docx").text)
    assert "summary: Øyene er små, og båten går sjelden." in text, "words, without signs"
    assert "4. Fjerde\n5. Femte" in text and "[^1]: Rutetabellen fra **fylket**." in text


@pytest.mark.parametrize(("name", "kind"), [("prosjekttabell", "one"), ("ventetider", "one")])
def test_one_table_does_not_make_a_report_a_list_of_projects(name: str, kind: str) -> None:
    data = document("ren", FEATURES[name])
    read = reading(data, "x.docx", WORDS)
    assert read.kind == kind and len(read.found) == 1
    if name == "prosjekttabell":
        other = reading(data, "x.docx", WORDS, "table")
        assert [c.draft.fields["title"] for c in other.found] == ["Pilot A", "Pilot B"] * 2
        assert any(t.why == "outside" and "Innledningen1" in t.text for t in other.told)


def test_an_unknown_column_is_asked_about_in_word_as_in_excel() -> None:
    rows = [["Prosjekt", "Eier", "Resultat", "Omfang"], ["Blå stue", "ukjent", "Gikk bra.", "stort"]]
    lines = ["| " + " | ".join(row) + " |" for row in (rows[0], ["---"] * 4, rows[1])]
    for name, data in (("liste.xlsx", book(rows)), ("liste.md", "\n".join(lines).encode())):
        (asked,) = reading(data, name, WORDS).problems
        assert asked.code == "IM011" and "«Omfang»" in asked.message
        step = step_of(data, name, keep_unknown=True)
        assert "### Omfang\n\nstort" in str(step.text)


def test_our_own_files_come_back_byte_for_byte() -> None:
    for existing in read_entries(CONTENT, WORDS)[0]:
        data = existing.text.encode()
        step = step_of(data, f"/et/annet/sted/{existing.entry.path}")
        assert (step.path, str(step.text).encode()) == (existing.entry.path, data)
        read = reading(data, existing.entry.path, WORDS)
        (same,), _ = plan(read.found, [existing], WORDS, False, "x")
        assert (read.kind, same.kind) == ("write-up", "same")


@settings(max_examples=examples(30), deadline=None)
@given(record=valid_records(WORDS), body=BODIES)
def test_any_write_up_comes_back(record: dict[str, object], body: str) -> None:
    text = write_up_text(record, body)
    read = reading(text.encode(), "oya-var.md", WORDS)
    if read.kind == "write-up" and read.found:
        (step,), _ = plan(read.found, [], WORDS, False, "x")
        assert step.text == text


def test_front_matter_of_another_site() -> None:
    yaml = '---\ntitle: "Trygg øy"\nEier: Tønsberg kommune\ntags: [a, b]\ndate: 2024-05-03\n---\n\n## Bakgrunn\n\nSe [**planen**](https://e.no).\n'  # fmt: skip
    asked = reading(yaml.encode(), "x.md", WORDS).problems
    assert [(p.code, p.line) for p in asked] == [("IM011", 4), ("IM011", 5)]
    text = str(step_of(yaml.encode(), "x.md", keep_unknown=True).text)
    assert "title: Trygg øy" in text and "owner:\n  - tonsberg-kommune" in text
    assert "## Utfordring og pasientgruppe\n\nSe [**planen**](https://e.no)." in text and "### tags\n\na, b" in text
    toml = '+++\ntitle = "Trygg øy"\nhours = 40\npublished = 2024-05-03\n+++\n\nBrødtekst.\n'
    step = step_of(toml.encode(), "trygg-oy.md")
    assert step.path == "projects/trygg-oy.md"
    assert {"hours: 40", "published: 2024-05-03"} <= set(str(step.text).splitlines()) and "\n\nBrødtekst.\n" in str(
        step.text
    )


def test_front_matter_that_cannot_be_read_is_told() -> None:
    (wrong,) = reading(b"+++\ntitle = \xc3\x98ya\n+++\n", "x.md", WORDS).problems
    assert (wrong.code, wrong.line) == ("IM029", 2)
    assert reading(b"---\ntitle: [a\n---\n\nTekst.\n", "x.md", WORDS).problems[0].severity == "error"


def test_a_folders_index_is_the_folders_project(tmp_path: Path) -> None:
    step = step_of(b"---\ntitle: Trygg \xc3\xb8y\n---\n\nTekst.\n", "/et/sted/trygg-pa-oya/index.md", beside={"a.pdf": b"x"})  # fmt: skip
    assert step.path == "projects/trygg-pa-oya/index.md" and set(step.files) == {"projects/trygg-pa-oya/a.pdf"}


def test_pictures_for_a_write_up_that_is_one_file_are_told() -> None:
    there = next(e for e in read_entries(CONTENT, WORDS)[0] if not e.entry.folder)
    title = there.entry.fields["title"]
    data = document("stiler", FEATURES["bilde"], str(title))
    read = reading(data, "x.docx", WORDS)
    (step,), (told,) = plan(read.found, [there], WORDS, True, "x.docx")
    assert (told.code, step.kind, dict(step.files)) == ("IM030", "overwritten", {})
    assert f"projects/{there.entry.slug}/index.md" in told.hint
