"""Which field takes the words of a list is read from the model."""

from __future__ import annotations

from pathlib import Path

from support import make_checkout, writeup

from macros.content.load import load
from macros.content.model import Project
from macros.content.model.fields.reference import column
from macros.content.model.fields.term_slips import field_of, takes_one
from macros.site.checks import check


def test_every_field_that_is_named_takes_the_words_of_its_list() -> None:
    for vocabulary, fields in field_of().items():
        for name in fields.split(", "):
            fact = column(Project, name)
            assert fact is not None
            assert vocabulary in {fact.vocabulary, *(inner.vocabulary for inner in fact.fields)}, name
    assert {k: field_of()[k] for k in ("organisations", "phases", "outcome_status", "directions")} == {
        "organisations": "owner, partners",
        "phases": "phase",
        "outcome_status": "outcome.status",
        "directions": "benefits.direction",
    }


def test_a_field_of_one_word_is_known_from_the_model() -> None:
    assert {"status", "type", "kind", "direction", "extent"} <= takes_one()
    assert not {"owner", "themes", "recipient", "title"} & takes_one()


def test_a_word_of_another_list_is_told_with_the_field_it_belongs_to(tmp_path: Path) -> None:
    root = make_checkout(
        tmp_path, {"oy.md": writeup(themes="[Årsverk spart, Prøves ut]", region="Helse Vest, Helse Nord")}
    )
    told = [(p.code, p.message) for p in check(load(root)) if p.path.startswith("projects")]
    assert any(code == "FM243" and "outcome.status" in text for code, text in told), told
    assert any(code == "FM240" for code, _ in told)
