"""Personal numbers in every form people type them, and what only looks like one."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from personal import SYNTHETIC, number
from support import CONTENT

from macros.content.data.privacy import check_text, load_privacy
from macros.text.personal_numbers import is_personal_number, personal_numbers
from macros.text.possible_numbers import masked

RULES, _ = load_privacy(CONTENT)

"""Skatteetaten's kind of test number, month + 80: nobody has it."""
KINDS = {
    "synthetic (Skatteetaten)": SYNTHETIC,
    "synthetic (Norsk helsenett)": number(13, 74, 72),
    "H-number or NAV's": number(13, 49, 72),
    "D-number": number(53, 9, 72),
    "synthetic D-number": number(53, 89, 72),
    "D-number of the series opened in 2021": number(53, 9, 45, 600),
    "ordinary": number(13, 9, 72),
    "of a year to come": number(13, 9, 39, 500),
    "first of a month": number(1, 81, 1),
    "leap day": number(29, 82, 4),
}
SPELLINGS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "spaced": lambda n: f"{n[:6]} {n[6:]}",
    "no-break space": lambda n: f"{n[:6]}\u00a0{n[6:]}",
    "narrow space": lambda n: f"{n[:6]}\u202f{n[6:]}",
    "hyphen": lambda n: f"{n[:6]}-{n[6:]}",
    "en dash": lambda n: f"{n[:6]} – {n[6:]}",
    "dots": lambda n: f"{n[:2]}.{n[2:4]}.{n[4:6]} {n[6:]}",
    "whole year": lambda n: f"{n[:2]}.{n[2:4]}.19{n[4:6]} {n[6:]}",
    "in groups": lambda n: f"{n[:6]} {n[6:9]} {n[9:]}",
    "in pairs": lambda n: f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:9]} {n[9:]}",
    "zero width": lambda n: "\u200b".join(n),
    "soft hyphen": lambda n: f"{n[:6]}\u00ad{n[6:]}",
    "line break": lambda n: f"{n[:6]}\n{n[6:]}",
    "full width": lambda n: "".join(chr(0xFF10 + int(d)) for d in n),
    "between letters": lambda n: f"id{n}x",
    "in a list without spaces": lambda n: f"7,{n},{n}",
    "in bold": lambda n: f"**{n[:6]}** {n[6:]}",
}
ALL_KINDS = pytest.mark.parametrize("digits", KINDS.values(), ids=list(KINDS))


@ALL_KINDS
@pytest.mark.parametrize("spell", SPELLINGS.values(), ids=list(SPELLINGS))
def test_every_kind_in_every_spelling(digits: str, spell: Callable[[str], str]) -> None:
    text = f"Pasienten på Ærøya ({spell(digits)}) hadde det bra."
    found = list(personal_numbers(text))
    assert found and {f.digits for f in found} == {digits}
    assert digits[2:] not in masked(text) and digits[6:] not in masked(text)


@pytest.mark.parametrize(
    "text",
    [
        f"konto: {SYNTHETIC}",
        f"KID {SYNTHETIC}",
        f"konto {SYNTHETIC[:4]}.{SYNTHETIC[4:6]}.{SYNTHETIC[6:]}",
        f"konto {SYNTHETIC[:4]} {SYNTHETIC[4:6]} {SYNTHETIC[6:]}",
        SYNTHETIC[:-1] + str((int(SYNTHETIC[-1]) + 1) % 10),
        SYNTHETIC + "0",
        "1" + SYNTHETIC,
        SYNTHETIC[:10],
        number(13, 89, 72).replace("1389", "3202", 1),
        "org.nr. 974 760 673",
        "120 000 000 kroner og 12 345 timer",
        "10.1136/bmjopen-2020-012345",
        "ISBN 978-82-450-1234-5",
        "2024-11-22 12:30:45",
        "0.33333333333",
    ],
)
def test_what_is_not_a_personal_number(text: str) -> None:
    assert list(personal_numbers(text)) == []


def test_the_figures_of_a_table_after_a_date_are_no_number() -> None:
    told = {text: [p.code for p in check_text(text, "docs/øy.md", RULES)] for text in ("31. desember 2024 182 73 1 204", "31. desember 1984 182 73")}  # fmt: skip
    assert list(told.values()) == [[], ["PV011"]], told


def test_dates_must_exist() -> None:
    assert not any(is_personal_number(f"3002{rest}") for rest in map("{:07}".format, range(0, 2_000_000, 7)))


def test_false_positives_are_few() -> None:
    """0.24 % of random rows of eleven digits."""
    rng = random.Random(6)  # noqa: S311  (a test)
    hits = sum(is_personal_number(f"{rng.randrange(10**11):011}") for _ in range(100_000))
    assert 150 < hits < 350


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    for found in personal_numbers(text):
        assert 0 <= found.start < found.end <= len(text) and is_personal_number(found.digits)
    assert not list(personal_numbers(masked(text)))


@given(st.sampled_from(list(KINDS.values())), st.text("abæøå \n.,;", max_size=20), st.text("abæøå \n,;", max_size=20))
def test_found_whatever_stands_around(digits: str, before: str, after: str) -> None:
    text = before + digits + after
    assert [(f.digits, text[f.start : f.end]) for f in personal_numbers(text)] == [(digits, digits)]


@pytest.mark.parametrize("month", range(1, 13))
def test_no_month_has_a_day_more_than_it_has(month: int) -> None:
    last = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)[month - 1]
    assert is_personal_number(number(last, month + 80, 72)), "1972 was a leap year"
    assert not is_personal_number(number(last + 1, month + 80, 72))
