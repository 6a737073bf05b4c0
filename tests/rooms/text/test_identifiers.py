"""Check digits."""

from __future__ import annotations

import pytest

from macros.text.identifiers import is_organisation_number


@pytest.mark.parametrize("number", ["974760673", "889640782", "983971709"])
def test_numbers_of_real_registers(number: str) -> None:
    """Brønnøysundregistrene, NAV and Sykehuset Innlandet, as they print them."""
    assert is_organisation_number(number)


@pytest.mark.parametrize(
    "number",
    [
        "",
        "974760674",
        "97476067",
        "9747606733",
        "000000000",
        "123456785",
        "974 760 673",
        "９７４７６０６７３",
        "97476067a",
        "ni sifre",
    ],
)
def test_what_is_none(number: str) -> None:
    assert not is_organisation_number(number)


@pytest.mark.parametrize("place", range(9))
def test_one_wrong_digit_is_always_seen(place: int) -> None:
    right = "974760673"
    for digit in "0123456789":
        changed = right[:place] + digit + right[place + 1 :]
        assert is_organisation_number(changed) is (changed == right)


def test_a_remainder_of_ten_has_no_check_digit() -> None:
    """The first eight digits decide; where the rest is 10 no number was ever given out."""
    every = [f"9{n:07}" for n in range(0, 3000)]
    counts = [sum(is_organisation_number(f"{start}{digit}") for digit in range(10)) for start in every]
    assert set(counts) == {0, 1} and 0.06 < counts.count(0) / len(counts) < 0.12
