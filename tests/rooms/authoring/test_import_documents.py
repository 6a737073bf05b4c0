"""Reports and applications as documents: what is recognised becomes fields and text, and the rest is kept."""

from __future__ import annotations

import html
import io
import re
from dataclasses import replace

import pytest
from docx import Document
from imports import read_application, read_projects
from sample_form import form_file
from shown_form import shown_form
from support import CONTENT

from macros.authoring.draft import completed, draft_text
from macros.authoring.importing.plan import plan
from macros.authoring.importing.readers.markdown import paragraphs
from macros.authoring.importing.readers.runs import Run, after
from macros.authoring.importing.recognising.forms import KnownForm, known_forms
from macros.authoring.importing.recognising.recognise import Recognised
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import Content
from macros.content.markdown.body import render
from macros.content.markdown.links import Links
from macros.content.model import Form
from macros.text.markdown import escape
from macros.toolkit.forms import FormFile, make

WORDS = load_vocabularies(CONTENT)[0]
REPORT = """# Prosjekter som fikk innvilget prosessveiledning i S1 2024 (2/5)

Prosjekt\tEier\tKort beskrivelse\tResultat/arbeid/status
<p>Trygg på Ærøya (+ S3)</p> <p> 40 t</p> <p> Gjennomføre</p> <p> Realisere</p>\tTønsberg kommune og Sykehuset i Vestfold HF\t<p>Øyene er små.</p><p>Båten går sjelden.</p>\tPrøves ut.
Blå stue  200 t  Konsept  Konsept\tDe fire øyene\tLiten *stue*.\tFerdig.
"""


def applied(document: object, forms: tuple[KnownForm, ...] = ()) -> Recognised:
    target = io.BytesIO()
    document.save(target)  # type: ignore[attr-defined]
    read, problems = read_application(target.getvalue(), "søknad.docx", WORDS, forms)
    assert read and problems == []
    return read


def test_the_annual_reports_tables() -> None:
    found, problems = read_projects(REPORT.encode(), "rapport.txt", WORDS, source="Årsrapport")
    assert problems == []
    first, second = (c.draft for c in found)
    assert first.fields == {
        "title": "Trygg på Ærøya",
        "hours": 40,
        "phase": {"start": "gjennomfore", "end": "realisere"},
        "round": ["2024-s1", "2024-s3"],
        "owner": ["tonsberg-kommune", "sykehuset-i-vestfold"],
        "source": [
            {"title": "Årsrapport", "section": "Prosjekter som fikk innvilget prosessveiledning i S1 2024 (2/5)"}
        ],
    }
    assert first.sections == {"challenge": "Øyene er små.\n\nBåten går sjelden.", "result": "Prøves ut."}
    assert second.fields["owner"] == ["De fire øyene"], "kept, for the validator"
    assert second.sections["challenge"] == r"Liten \*stue\*."
    steps, _ = plan(found, [], WORDS, False, "x")
    assert "region:\n  - helse-sor-ost" in str(steps[0].text) and "region: ukjent" in str(steps[1].text)
    assert "summary: Øyene er små." in str(steps[0].text)


@pytest.mark.parametrize("ending", ["md", "docx"])
def test_the_same_tables_in_word_and_markdown(ending: str) -> None:
    head = ["Prosjekt", "Eier", "Kort beskrivelse", "Resultat/arbeid/status"]
    cells = ["Min jordmor\n120 t\nPlanlegge\nGjennomføre", "Drammen kommune", "Om fødsler.", "I gang."]
    if ending == "md":
        lines = [
            "## S2 2024",
            "",
            *("| " + " | ".join(c.replace("\n", "<br>") for c in row) + " |" for row in (head, ["---"] * 4, cells)),
        ]
        data = "\n".join(lines).encode()
    else:
        document = Document()
        document.add_heading("S2 2024", 1)
        table = document.add_table(2, 4)
        for row, texts in zip(table.rows, (head, cells), strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                first, *more = text.split("\n")
                cell.text = first
                for line in more:
                    cell.add_paragraph(line)
        target = io.BytesIO()
        document.save(target)
        data = target.getvalue()
    (one,), problems = read_projects(data, f"rapport.{ending}", WORDS)
    assert problems == []
    assert one.draft.fields["hours"] == 120 and one.draft.fields["round"] == ["2024-s2"]
    assert one.draft.fields["phase"] == {"start": "planlegge", "end": "gjennomfore"}


def test_a_free_form_application() -> None:
    document = Document()
    document.add_heading("Søknad om prosessveiledning – Trygg hjem på Ærøya", 0)
    table = document.add_table(0, 2)
    for label, value in (
        ("Prosjekteier:", "Stavanger kommune"),
        ("Helseregion", "Helse Vest"),
        ("Antall timer:", "ca. 50"),
        ("Målgruppe", "Eldre på øyene"),
        ("Saksnummer", "2024/17 ø"),
    ):
        row = table.add_row().cells
        row[0].text, row[1].text = label, value
    document.add_heading("1. Bakgrunn og behov", 1)
    document.add_paragraph("Mange venter <lenge>. # ikke overskrift")
    document.add_paragraph("én ting", style="List Bullet")
    document.add_paragraph("to ting", style="List Bullet")
    document.add_heading("Hva sier tallene?", 2)
    document.add_paragraph("71 av 412.")
    document.add_heading("Mål", 1)
    document.add_paragraph("Alle skal hjem.")
    document.add_heading("Budsjett", 1)
    document.add_paragraph("Kr 100 000 *").add_run(" {{ x }}")
    read = applied(document)
    assert read.draft.fields == {
        "title": "Trygg hjem på Ærøya",
        "owner": ["stavanger-kommune"],
        "region": ["helse-vest"],
    }
    assert set(read.draft.sections) == {"challenge", "goal"}
    assert "### Hva sier tallene?\n\n71 av 412." in read.draft.sections["challenge"]
    assert dict(read.doubtful) == {"Antall timer": "ca. 50", "Målgruppe": "Eldre på øyene"}
    assert read.unplaced == ("Antall timer", "Målgruppe", "Saksnummer", "Budsjett")
    body, problems = render(
        draft_text(completed(read.draft, WORDS)).split("---\n", 2)[2], Links(CONTENT, "projects/x.md"), 1
    )
    assert problems == []
    for written in (
        "ca. 50",
        "Eldre på øyene",
        "2024/17 ø",
        "Mange venter <lenge>. # ikke overskrift",
        "én ting",
        "Kr 100 000 * {{ x }}",
    ):
        assert written in html.unescape(body.text)


def test_a_final_report_becomes_a_draft() -> None:
    document = Document()
    document.add_heading("Sluttrapport", 0)
    document.add_heading("Blå stue på Ærøya", 1)
    document.add_heading("Resultater", 1)
    document.add_paragraph("Ventetiden gikk ned.")
    target = io.BytesIO()
    document.save(target)
    (one,), problems = read_projects(target.getvalue(), "rapporter/bla_stue.docx", WORDS)
    assert problems == []
    assert one.draft.sections == {"result": "Ventetiden gikk ned."}
    assert one.draft.fields["source"] == [{"title": "bla stue"}]


def forms(content: Content) -> list[tuple[str, FormFile, tuple[KnownForm, ...]]]:
    printed = known_forms(content.tools)
    return [
        (t.slug, FormFile(t.data.title, t.data.summary, t.data.form, "1.0", "CC BY 4.0", "nb", "https://innomed.no/", None, True), printed)
        for t in content.tools
        if isinstance(t.data.form, Form)
    ]  # fmt: skip


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_every_answer_in_our_own_forms_comes_back(content: Content, ending: str) -> None:
    """The filled-in example of every tool's form, as the file a project would send."""
    made = [f for f in forms(content) if ending in f[1].form.files]
    assert made
    for slug, file, printed in made:
        read, problems = read_application(make(file, ending), f"{slug}.{ending}", WORDS, printed)  # type: ignore[arg-type]
        assert read, [p.as_text() for p in problems]
        text = draft_text(completed(read.draft, WORDS))
        body, wrong = render(text.split("---\n", 2)[2], Links(CONTENT, "projects/x.md"), 1)
        assert [p.as_text() for p in wrong if p.severity == "error"] == [], slug
        plain = squeezed(body.text + text)
        answers = [a.answer for part in file.parts for a in part.questions]
        answers += [
            c
            for part in file.parts
            if part.kind == "table"
            for row in part.rows
            for c in row
            if not _typed(c) and not any(f.says(c) for f in printed)
        ]
        answers += [v for part in file.parts for p in part.points for v in (p.who, p.note)]
        missing = [a for a in answers if squeezed(a) not in plain]
        assert missing == [], slug


def test_the_forms_own_words_are_not_taken_for_answers(content: Content) -> None:
    name, file, printed = next(f for f in forms(content) if f[0] == "pilotplan")
    blank = FormFile(file.title, file.summary, file.form, "1.0", "", "nb", "")
    for ending in ("docx", "xlsx"):
        read, _ = read_application(make(blank, ending), f"{name}.{ending}", WORDS, printed)  # type: ignore[arg-type]
        assert read, ending
        assert (read.draft.rest, read.draft.sections, read.draft.fields) == ([], {}, {}), ending


def test_the_matrix_that_a_form_draws_is_not_taken_for_an_answer(content: Content) -> None:
    tool = next(r for r in content.tools if r.slug == "pilotplan")
    drawn = replace(tool, data=tool.data.model_copy(update={"form": shown_form()}))
    blank = form_file(form=shown_form(), title=tool.data.title, summary=tool.data.summary)
    read, _ = read_application(make(blank, "docx"), "farer.docx", WORDS, known_forms([drawn]))
    assert read and read.draft.sections == read.draft.fields == {}
    assert not [text for text in map(str, read.draft.rest) if "rød" in text or "Sannsynlighet" in text]


@pytest.mark.parametrize(
    "text",
    [
        "# a",
        "- a",
        "1. a",
        "> a",
        "*a*",
        "_a_",
        "`a`",
        "<b>a</b>",
        "[a](b)",
        "[^1]: a",
        "a_b_c",
        "+ a",
        "!!! note",
        "~~~",
        ": a",
        "![a](b)",
        "| a |",
        "\\*",
        "===",
        "---",
        "    a",
        "{{ a }}",
        "5) a",
    ],
)
def test_plain_text_stays_plain(text: str) -> None:
    body, problems = render("Før øy.\n\n" + escape(text) + "\n\nEtter.", Links(CONTENT, "projects/x.md"), 1)
    assert [p.as_text() for p in problems if p.severity == "error"] == []
    assert html.unescape(body.text).split("\n")[1].strip() == text.strip()


def test_lists_in_text_become_lists() -> None:
    assert (
        paragraphs("Vi vil:\n• spare tid\n– gå hjem\n\n1. én\n2) to")
        == "Vi vil:\n\n- spare tid\n- gå hjem\n\n1. én\n2. to"
    )


def squeezed(text: str) -> str:
    return re.sub(r"[\s\\]+", "", html.unescape(text).replace("•", "").replace("- ", ""))


def _typed(cell: str) -> bool:
    """Numbers and dates come back as Norwegians write them."""
    return bool(re.fullmatch(r"[-\d.,: ]*", cell))


def test_a_heading_over_prose_is_no_field_that_no_text_can_fill() -> None:
    """«Økonomi» and «Filer» are parts of an application; a value that is odd stands under the heading it had."""
    document = Document()
    document.add_heading("Søknad: Blå stue på Ærøya", 0)
    for title, text in (("Økonomi", "Kr 5."), ("Timer", "rundt 50"), ("Resultat", "Prøves.")):
        document.add_heading(title, 1)
        document.add_paragraph(text)
    document.add_heading("Kostnader", 2)
    document.add_paragraph("Kr 7 til båten.")
    read = applied(document)
    assert read.doubtful == (("Timer", "rundt 50"),)
    assert read.draft.rest == [("Økonomi", "Kr 5."), ("Timer", "rundt 50")]
    assert read.draft.sections == {"result": "Prøves.\n\n### Kostnader\n\nKr 7 til båten."}


def test_what_is_not_valid_is_told_by_the_label_it_had() -> None:
    document = Document()
    for text in ("Tittel: Blå stue på Ærøya", "Publisert: 1900", "Timer: 40"):
        document.add_paragraph(text)
    read = applied(document)
    assert read.doubtful == (("Publisert", "1900"),)
    assert ("Publisert", "published") not in read.found and read.unplaced == ("Publisert",)


def test_a_table_of_labels_over_one_row_of_values_is_read_across() -> None:
    document = Document()
    table = document.add_table(2, 3)
    for row, texts in zip(table.rows, (("Tittel", "Eier", "Timer"), ("Blå stue på Ærøya", "Bodø kommune", "40")), strict=True):  # fmt: skip
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    fields = applied(document).draft.fields
    assert (fields["title"], fields["owner"], fields["hours"]) == ("Blå stue på Ærøya", ["bodo-kommune"], 40)


def test_a_picture_or_a_note_behind_a_typed_point_stays() -> None:
    """What has no letters of its own, as the mark of a note, is cut off only with what stands before it."""
    whole = (Run("", raw="![ø](a.png)"), Run("- Båt"), Run("", raw="[^1]"), Run("en"))
    assert after(whole, 2) == (Run("Båt"), Run("", raw="[^1]"), Run("en"))
    assert after(whole, 5) == (Run("", raw="[^1]"), Run("en"))
