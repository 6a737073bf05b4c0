"""Not a word lost: what a file holds stands in a draft, or in the list of what was left out or read as something else."""

from __future__ import annotations

import io

import pytest
from documents import bare, counted, words_of
from docx import Document
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from imports import accounted, reading
from support import CONTENT, examples

from macros.authoring.importing.recognising.forms import known_forms
from macros.content.data.vocabularies import load_vocabularies
from macros.content.model import Form, Tool
from macros.content.records import load_records
from macros.toolkit.forms import FormFile, make

WORDS = load_vocabularies(CONTENT)[0]
TOOLS = load_records(CONTENT, "tools", Tool, WORDS)[0]
FORMS = known_forms(TOOLS)


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_our_own_forms_lose_no_word_either(ending: str) -> None:
    for tool in TOOLS:
        if isinstance(tool.data.form, Form) and ending in tool.data.form.files:
            data = tool.data
            for filled in (True, False):
                file = FormFile(data.title, data.summary, tool.data.form, "1.0", "", "nb", "", None, filled)
                made = make(file, ending)  # type: ignore[arg-type]
                read = reading(made, f"skjema.{ending}", WORDS, forms=FORMS)
                assert read.kind == "form" and (read.found or not filled)
                missing = words_of(f"skjema.{ending}", made) - accounted(read, WORDS)
                assert not missing, (tool.slug, filled, missing)


TEXT = st.text(st.sampled_from("abæøå 12.:-*_#|<>&[]()`~!+\\/"), min_size=1, max_size=30)
LABELS = st.sampled_from(["Bakgrunn", "Timer", "Eier", "Målgruppe", "Prosjekt", "Kommunen", "Ja", "Resultat", "Ukjent øy", "Fase"])  # fmt: skip
LINE = st.one_of(TEXT, LABELS, st.builds("{}: {}".format, LABELS, TEXT))
BLOCK = st.one_of(
    st.tuples(st.just("heading"), st.integers(0, 4), LINE),
    st.tuples(st.just("text"), st.sampled_from(["Normal", "List Bullet", "List Number", "List Bullet 2"]), LINE),
    st.tuples(st.just("table"), st.integers(1, 4), st.lists(st.one_of(st.just(""), LINE), min_size=1, max_size=8)),
)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCK, min_size=1, max_size=8))
@example([("table", 1, ["Timer", "1", "Timer"])])
@example([("heading", 1, "Timer"), ("text", "Normal", "40"), ("heading", 1, "Timer"), ("text", "Normal", "Eier: Øya")])
def test_any_document_is_accounted_for(blocks: list[tuple[str, object, object]]) -> None:
    made = Document()
    for kind, how, what in blocks:
        if kind == "heading":
            made.add_heading(str(what), how)  # type: ignore[arg-type]
        elif kind == "text":
            made.add_paragraph(str(what), style=str(how))
        else:
            cells, width = list(what), int(how)  # type: ignore[call-overload]
            table = made.add_table(-(-len(cells) // width), width)
            for number, text in enumerate(cells):
                table.cell(number // width, number % width).text = text
    target = io.BytesIO()
    made.save(target)
    read = reading(target.getvalue(), "rapport.docx", WORDS, keep_unknown=True, forms=FORMS)
    if any(p.severity == "error" for p in read.problems):
        assert all(p.code in ("IM013", "IM014", "IM017", "IM019") for p in read.problems)
        return
    assert not words_of("rapport.docx", target.getvalue()) - accounted(read, WORDS), read


@settings(max_examples=examples(60), deadline=None)
@given(st.lists(st.one_of(TEXT, LINE, st.just(""), st.builds("## {}".format, LINE), st.builds("| {} | {} |".format, LINE, LINE), st.just("|---|---|"), st.just("```"), st.just("---")), max_size=12))  # fmt: skip
def test_any_markdown_is_accounted_for(lines: list[str]) -> None:
    text = "\n".join(["# Trygg øy", "", *lines])
    read = reading(text.encode(), "rapport.md", WORDS, keep_unknown=True)
    if any(p.severity == "error" for p in read.problems):
        assert all(p.code in ("IM013", "IM014", "IM017", "IM019") for p in read.problems)
        return
    assert not counted(bare(text)) - accounted(read, WORDS), read
