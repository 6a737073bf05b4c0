"""What people call the fields: one list for front matter, import and export, with the form's own names behind it."""

from __future__ import annotations

import pytest

from macros.authoring.importing.names import column_heading, meaning
from macros.authoring.rows import base_columns
from macros.content.model import Project
from macros.content.yaml.field_names import in_norwegian
from macros.content.yaml.fields import names_at
from macros.words.labels import labels


def test_every_column_has_a_heading_of_its_own() -> None:
    headings = [column_heading(name) for name in base_columns()]
    assert len(set(headings)) == len(headings)
    assert not [name for name, heading in zip(base_columns(), headings, strict=True) if name == heading and "." in name]


@pytest.mark.parametrize("language", ["nb", "nn"])
def test_a_field_is_known_by_what_the_form_calls_it(language: str) -> None:
    """So a new field needs a name in both written standards and no line in a list of spellings."""
    known, words = names_at(Project, ()), labels(language)
    called = {name: words(f"admin.field.{name}") for name in known if f"admin.field.{name}" in words.entries}
    assert len(called) == len(known) - 1, "the price model is in no form"
    wrong = {name: label for name, label in called.items() if in_norwegian(label, known) not in (name, "")}
    assert not wrong
    assert in_norwegian("Fagsystem og teknologi", known) == "systems"


@pytest.mark.parametrize(
    ("written", "loc", "field"),
    [
        ("Tittel", (), "title"),
        ("bygger_på", (), "builds_on"),
        ("virksomhet", (), "owner"),
        ("virksomhet", ("contact",), "organisation"),
        ("siste-status", (), "outcome"),
        ("beskrivelse", (), ""),
        ("beskrivelse", ("benefits",), "description"),
        ("gevinster", (), "benefits"),
        ("title", (), ""),
        ("blåbær", (), ""),
    ],
)
def test_the_field_that_is_meant_depends_on_where_it_stands(written: str, loc: tuple[str, ...], field: str) -> None:
    assert in_norwegian(written, names_at(Project, loc)) == field


def test_a_heading_of_the_text_is_no_column() -> None:
    """«Gevinster» is a field in front matter, and a part of the text in a report."""
    found = meaning("Gevinster")
    assert found is not None and found.kind == "section"
