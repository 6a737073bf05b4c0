from datetime import date

import pytest
from babel.dates import get_month_names
from hypothesis import given
from hypothesis import strategies as st

from macros.text.norwegian import MONTHS, initial, join, long_date, loose_date, number, slug, sort_key, title_slug


def test_sorts_as_a_norwegian_index() -> None:
    words = ["Ås", "Zebra", "Østfold", "Ærlig", "ål", "Aasen", "ape", "Én vei inn", "eple", "«Trygg»", "bil", "Ørn"]
    assert sorted(words, key=sort_key) == [
        "ape", "bil", "Én vei inn", "eple", "«Trygg»", "Zebra", "Ærlig", "Ørn", "Østfold", "ål", "Ås", "Aasen",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Én vei inn", "E"),
        ("Østfold", "Ø"),
        ("«All in»", "A"),
        ("Aasen", "Å"),
        ("4.0", "0–9"),
        ("Ærlig", "Æ"),
        ("…", "0–9"),
    ],
)
def test_initial(text: str, expected: str) -> None:
    assert initial(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Én vei inn", "en-vei-inn"),
        ("Et intelligent mål på kondisjon", "et-intelligent-mal-pa-kondisjon"),
        ("Sømløse  tjenester!", "somlose-tjenester"),
        ("Ærlig Åse Øy", "aerlig-ase-oy"),
        ("Helse 4.0 - Digital", "helse-4-0-digital"),
        ("Västerbotten", "vasterbotten"),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_always_a_legal_address(text: str) -> None:
    result = slug(text)
    assert result == result.strip("-") and "--" not in result
    assert all(c in "abcdefghijklmnopqrstuvwxyz0123456789-" for c in result)
    assert slug(result) == result


@given(st.lists(st.text(), max_size=20))
def test_sorting_does_not_depend_on_the_order_it_came_in(words: list[str]) -> None:
    backwards = list(reversed(words))
    assert sorted(words, key=sort_key) == sorted(backwards, key=sort_key)


def test_numbers_and_dates() -> None:
    assert number(4160) == "4\N{NO-BREAK SPACE}160"
    assert number(13.7) == "13,7"
    assert number(2, 1) == "2,0"
    assert long_date(date(2026, 11, 21)) == "21. november 2026"
    assert loose_date("2024") == "2024"
    assert loose_date("2024-11") == "november 2024"
    assert loose_date("2024-11-20") == "20. november 2024"
    assert [loose_date(text) for text in ("2024-13", "2026-02-31", "i år")] == ["2024-13", "2026-02-31", "i år"]
    assert join(["a", "b", "ø"]) == "a, b og ø"


@pytest.mark.parametrize(
    ("title", "address"),
    [
        ("Én vei inn", "en-vei-inn"), ("Ærøya – Ålesund/Ø", "aeroya-alesund-o"), ("???", ""),
        ("ord " * 60, "ord-" * 19 + "ord"), ("å" * 80, "a" * 80), ("å" * 81, "a" * 80), ("ø" * 79 + " å", "o" * 79),
        ("ø" * 78 + " å", "o" * 78 + "-a"), ("ø" * 80 + " å", "o" * 80),
    ],
)  # fmt: skip
def test_the_address_of_a_title_ends_between_words(title: str, address: str) -> None:
    assert title_slug(title) == address and len(address) <= 80


def test_the_address_of_an_address_is_itself() -> None:
    for title in ("ord " * 60, "å" * 200, "Én vei inn – Ærøya"):
        assert title_slug(title_slug(title)) == title_slug(title)


def test_the_months_are_those_of_cldr_and_their_short_forms() -> None:
    names = get_month_names("wide", locale="nb_NO")
    assert {number: next(n for n, m in MONTHS.items() if m == number) for number in range(1, 13)} == dict(names)
    shortened = get_month_names("abbreviated", locale="nb_NO")
    assert all(MONTHS[name.rstrip(".")] == number for number, name in shortened.items())
    assert MONTHS["sept"] == 9 and all(name.startswith(names[number][:3]) for name, number in MONTHS.items())
