"""What counts as few persons, as a share or mean, and as a source that can be read."""

from __future__ import annotations

import pytest
from pydantic import TypeAdapter, ValidationError

from macros.content.model import Project
from macros.content.model.benefit import Figure, Measurement, new_id
from macros.content.model.evidence import (
    SMALL,
    Count,
    Reference,
    SourceRef,
    counts_persons,
    is_share_or_mean,
    title_of,
    url_of,
)
from macros.content.model.facets import FACET_SLUGS, facets
from macros.content.model.outcome import Outcome, Period

ADDRESS = "https://example.org/øy-rapport"


@pytest.mark.parametrize(
    "written", ["faerre-enn-10", "Færre enn 10", "færre enn ti", "under 10", "<10", "mindre enn ti"]
)
def test_few_persons_can_be_written_as_people_say_it(written: str) -> None:
    assert TypeAdapter(Count).validate_python(written) == SMALL
    assert TypeAdapter(Figure).validate_python(written) == Measurement(value=SMALL)


@pytest.mark.parametrize("written", ["-1", "7,5", "få", "færre enn 12", "12345678901234567890"])
def test_other_words_are_no_count(written: str) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(Count).validate_python(written)


@pytest.mark.parametrize("unit", ["pasienter", "antall gravide", "brukere", "unge", "nye brukere", "Kvinner"])
def test_a_unit_that_counts_persons(unit: str) -> None:
    assert counts_persons(unit) and not is_share_or_mean(unit)


@pytest.mark.parametrize(
    "unit", ["prosent", "%", "minutter per pasient", "døgn", "andel av pasientene", "poeng", "gjennomsnittlig ventetid", "", None]
)  # fmt: skip
def test_a_unit_that_tells_of_each_person(unit: str | None) -> None:
    assert is_share_or_mean(unit) and not counts_persons(unit)


@pytest.mark.parametrize("unit", ["reiser", "innleggelser", "båtturer over fjorden"])
def test_a_unit_that_counts_things(unit: str) -> None:
    assert not counts_persons(unit) and not is_share_or_mean(unit)


def test_a_source_is_a_text_or_a_document_with_an_address() -> None:
    source = TypeAdapter(SourceRef)
    assert source.validate_python("Melding fra eieren på Ærøya") == "Melding fra eieren på Ærøya"
    document = source.validate_python({"title": "Øyrapporten", "url": ADDRESS})
    assert document == Reference(title="Øyrapporten", url=ADDRESS)
    assert (title_of(document), url_of(document)) == ("Øyrapporten", ADDRESS)
    assert url_of(ADDRESS) == ADDRESS and url_of("Øyrapporten") == url_of(None) == ""
    with pytest.raises(ValidationError):
        source.validate_python({"url": ADDRESS})


def test_a_status_has_its_date_and_source_unless_it_is_not_known() -> None:
    assert Outcome.model_validate("ukjent").status == "ukjent"
    known = Outcome.model_validate({"status": "i-drift", "as_of": "2025-03", "source": "Rapport fra øya"})
    assert (known.as_of, known.source) == ("2025-03", "Rapport fra øya")
    for missing in ({"as_of": "2025"}, {"source": "Rapport"}, {}):
        with pytest.raises(ValidationError) as refused:
            Outcome.model_validate({"status": "i-drift", **missing})
        assert refused.value.errors()[0]["type"] == "FM170"


@pytest.mark.parametrize(
    ("start", "end", "good"),
    [
        ("2024", "2024-03", True),
        ("2024-03", "2024", True),
        ("2024-03-02", "2024-03-01", False),
        ("2025", "2024-12", False),
    ],
)
def test_a_period_goes_forwards(start: str, end: str, good: bool) -> None:
    try:
        Period.model_validate({"from": start, "to": end})
    except ValidationError:
        assert not good
    else:
        assert good


def test_ids_come_after_those_that_are_taken() -> None:
    assert new_id([]) == "g1"
    assert new_id(["g1", "g7", "fri-tid"]) == "g8"


def test_the_facets_are_one_table_in_the_contracts_order() -> None:
    contract = (
        "pasientgruppe", "tema", "siste-status", "gevinst", "gevinststatus", "fase", "region", "helsefellesskap",
        "kommune", "eier", "verktoy", "leveranse", "barriere", "innovasjonstype", "runde", "timer", "program",
    )  # fmt: skip
    assert tuple(slug for slug in FACET_SLUGS if slug in contract) == contract, "each is an address that others have"
    assert [f.slug for f in facets({}) if not f.closed] == ["kommune", "eier"]


def test_the_fields_stand_in_the_contracts_order() -> None:
    names = list(Project.model_fields)
    wanted = "builds_on outcome period patients cost own_effort prerequisites systems benefits".split()
    assert [n for n in names if n in wanted] == wanted
    assert names[-6:] == ["images", "published", "updated", "verified", "confirmed_by_owner", "classified_by"]
