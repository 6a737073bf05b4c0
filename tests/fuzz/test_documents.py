"""Not a word lost, over every document that the generators make: a sample of the Word files, all of the others."""

from __future__ import annotations

from documents import SAVED, corpus, words_of
from fuzz.size import is_whole
from imports import accounted, accounted_in_new
from support import CONTENT

from macros.authoring.importing.kinds import read_application, read_file
from macros.authoring.importing.plan import plan
from macros.authoring.importing.recognising.forms import known_forms
from macros.authoring.importing.source import Source
from macros.content.data.vocabularies import load_vocabularies
from macros.content.files.unexpected import IMPORTED_DOCUMENTS
from macros.content.markdown.body import render
from macros.content.markdown.links import Links
from macros.content.model import Tool
from macros.content.records import load_records

WORDS = load_vocabularies(CONTENT)[0]
FORMS = known_forms(load_records(CONTENT, "tools", Tool, WORDS)[0])


def test_every_word_of_every_document_is_accounted_for() -> None:
    """In an import and in a new write-up that is begun from the file. With our own forms known, so that a word which one
    of them also says is not taken for the form's."""
    made = 0
    for name, data in corpus(is_whole()):
        source = Source(data, name, WORDS, keep_unknown=True, forms=FORMS)
        read = read_file(source)
        assert [p.as_text() for p in read.problems if p.severity == "error"] == [], name
        missing = words_of(name, data) - accounted(read, WORDS)
        assert not missing, (name, missing, read.told)
        made += 1
        for step in plan(read.found, [], WORDS, False, "x")[
            0
        ]:  # what is written can be read by the site, pictures aside
            body, problems = render((step.text or "").split("---\n", 2)[2], Links(CONTENT, step.path), 1)
            serious = [p.as_text() for p in problems if p.severity == "error" and p.code not in ("BD005",)]
            assert body.text and not serious, (name, serious)
        begun = read_application(source)[0] if source.ending in (*IMPORTED_DOCUMENTS, ".xlsx") else None
        if begun:
            missing = words_of(name, data) - accounted_in_new(begun, WORDS)
            assert not missing, (name, missing, begun.told)
    assert made >= (110 if is_whole() else 50) and len(list(SAVED.glob("*.docx"))) >= 5
