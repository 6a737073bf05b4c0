"""A text that tells how it went is asked about when the field does not; a plan, a question and a negation are not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.rules.outcomes import check_outcomes, stated

TOLD = {
    "I januar 2024 fortalte kommunen at tjenesten var i vanlig drift.": "i-drift",
    "Løsningen er satt inn i ordinær drift på øya.": "i-drift",
    "Tenesta har blitt ein del av vanleg drift.": "i-drift",
    "Arbeidet ble satt på pause våren 2025.": "pa-pause",
    "Prosjektet ble stanset.\nNoe annet.": "stanset",
    "Piloten vart stoppa av kommunen.": "stanset",
}
NOT_TOLD = (
    "Løsningen skulle være i drift i 2025.", "Var den i drift?", "Den er ikke i vanlig drift.",
    "Målet var at den ble satt i drift.", "Prosjektet skulle på pause.", "Bedrifter tester i vanlig drift.",
    "De ville ikke bli stoppet.", "Driftige folk var i driften.", "",
)  # fmt: skip


def test_what_is_told_is_found_and_what_is_planned_is_not() -> None:
    assert {text: (stated(text) or ("",))[0] for text in TOLD} == TOLD
    assert {text: stated(text) for text in NOT_TOLD if stated(text)} == {}


@given(st.text())
def test_any_text_is_read(text: str) -> None:
    found = stated(text)
    assert found is None or found[1].casefold() in " ".join(text.split()).casefold()


@pytest.mark.parametrize(
    ("fields", "asked"),
    [({}, 1), ({"outcome": "ukjent"}, 0), ({"outcome": "{status: i-drift, as_of: 2024, source: Øyrapporten}"}, 0)],
)
def test_the_check_asks_only_where_the_field_is_empty(fields: dict[str, str], asked: int, tmp_path: Path) -> None:
    text = writeup(**fields, body="## Resultat og status\n\nI 2024 var båten satt i fast drift.\n")
    found = list(check_outcomes(load(make_checkout(tmp_path, {"oya.md": text}))))
    assert len(found) == asked
    assert not found or ("I drift" in found[0].as_text() and found[0].severity == "warning")
