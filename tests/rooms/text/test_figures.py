"""Which numbers of a text state something, and which are dates, addresses, sections, names or places in a list."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support import examples

from macros.content.model.fields.limits import WORD
from macros.text.figures import cites_a_section, figures

STATED = [
    ("64 gravide på øyene fikk besøk", ["64"]),
    ("Prosjektet fikk 1 250 timer", ["1 250"]),
    ("Budsjettet var 13,7 millioner kroner i 2024", ["13,7"]),
    ("Det kostet 2000 kroner", ["2000"]),
    ("85 % åpnet brevet, og 12 prosent svarte", ["85", "12"]),
    ("Fra 40 til 300 timer", ["40", "300"]),
    ("Unge fra 13 til 25 år på Ærøya", ["13", "25"]),
    ("I avsnitt 3.2 står det 169 kommuner", ["169"]),
    ("20 000 båtturer (2018–2021)", ["20 000"]),
    ("1.200 turer", ["1.200"]),
    ("De sju fikk 7 timer", ["7"]),
    ("Nivå 12 prosent på øya", ["12"]),
    ("Øya fikk 15000000 kroner", ["15000000"]),
]
NOT_STATED = [
    "Møtet var 12. juni 2024", "Fra mai 2024 til jan. 2026", "Datert 2026-11-30, lest 30.11.2026", "I 2018–2021 og 2022/23", "Fra juni 2017 til desember 2020, ledet",
    "Se https://example.org/oy/2?a=34", "Skriv til post1@oya.example", "§ 6-1, §§ 25 og 45", "Avsnitt 1.1, 1.3 og 4.2",
    "Prop. 147 L (2024–2025)", "Meld. St. 9 (2023–2024)", "NOU 2023: 4", "Milepæl 2 og fase 3", "Helse 4.0 og S1", "COVID-19",
    "En 13-åring på øya", "Den 3. runden", "Klokken 10", "Side 4", "Sak 14", "To båter og tre øyer", "(3.2)", "Uke 34", "",
    "Ring 22 33 44 55 på øya", "Mobil 900 12 345", "Fødselsnummer 13897248098 og 138972 48098", "Konto 1234.56.78903", "Org 999888777",
]  # fmt: skip


@pytest.mark.parametrize(("text", "wanted"), STATED)
def test_a_number_that_states_something_is_found(text: str, wanted: list[str]) -> None:
    found = list(figures(text))
    assert [figure for _, figure in found] == wanted
    assert all(text[start : start + len(figure)] == figure for start, figure in found)


@pytest.mark.parametrize("text", NOT_STATED)
def test_dates_addresses_sections_and_names_are_none(text: str) -> None:
    assert list(figures(text)) == []


@pytest.mark.parametrize(
    "text", ["avsnitt 4.2", "Årsrapporten, kapittel 3", "(3.2)", "§ 6-1", "Prop. 91 L (2021–2022)"]
)
def test_a_section_is_a_place_to_look(text: str) -> None:
    assert cites_a_section(f"Det står 64 gravide {text}")


@pytest.mark.parametrize("text", ["64 gravide", "i 2024", "1 250 timer", "(64)", "13,7 millioner"])
def test_a_number_alone_is_no_place_to_look(text: str) -> None:
    assert not cites_a_section(text)


@settings(max_examples=examples(200), deadline=None)
@given(st.text(alphabet="0123456789 .,–-/()§æøåSmai\n", max_size=60))
def test_every_figure_stands_where_it_is_said_to(text: str) -> None:
    for start, figure in figures(text):
        assert text[start : start + len(figure)] == figure
        assert figure[0].isdigit() and figure[-1].isdigit()


@pytest.mark.parametrize(
    "piece", ["1-", "1,1-", "1.1.", "1", "12 ", "kapitel", "a1-", "§ 1–", "side 1 og ", "%"], ids=repr
)
@pytest.mark.parametrize("before", ["", "fase ", "avsnitt "])
def test_a_long_text_of_the_same_again_is_soon_read(before: str, piece: str) -> None:
    """Each of these words is as long as a word may be; with a pattern that tries every way it would never end."""
    text = " ".join([before + (piece * WORD)[:WORD]] * 9) + " %"
    list(figures(text))
    cites_a_section(text)
