"""Addresses and days, as everything that judges them sees them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from macros.text.patterns import SPACES, as_opened, is_email, is_url, iso_day, iso_month, looks_like_email


@pytest.mark.parametrize("text", ["https://innomed.no", "http://blåbær.no/øy?a=å#b", "https://a.no/x_(y)"])
def test_addresses(text: str) -> None:
    assert is_url(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "innomed.no",
        "https://intern",
        "https://a.no og mer",
        "<https://a.no>",
        "ftp://a.no",
        "https://a.no\n",
        "HTTPS://a.no",
    ]
    + [f"https://a.no/{sign}" for sign in "<>\"'`\\{}|^ \u00a0"],
)
def test_what_is_no_address(text: str) -> None:
    assert not is_url(text)


@pytest.mark.parametrize("text", ["post@øy.no", "a.b+c%d_e-f@helse-vest.no", "A@a.b.example"])
def test_e_mail_addresses(text: str) -> None:
    assert is_email(text) and (looks_like_email(text) or "%" in text)


@pytest.mark.parametrize(
    "text", ["", "post", "post@no", "bjørn@øy.no", "a b@c.no", "post@øy.no.", "mailto:a@b.no", "a@b.no\n"]
)
def test_what_mail_is_not_sent_to(text: str) -> None:
    assert not is_email(text)


@pytest.mark.parametrize(
    ("text", "meant"),
    [("bjørn@øy.no", True), ("mailto:a@b.no", False), ("post@øy.no.", True), ("post", False), ("post@no", False), ("a b@c.no", False)],
)  # fmt: skip
def test_what_was_meant_as_one(text: str, meant: bool) -> None:
    assert looks_like_email(text) is meant


@given(st.dates())
def test_every_day(day: date) -> None:
    assert iso_day(day.isoformat()) == day


@pytest.mark.parametrize(
    "text",
    ["", "2026", "2026-03", "20260301", "2026-W09-7", "2026-3-1", "2026-02-31", "2026-13-01", "0000-01-01", " 2026-03-01",
     "2026-03-01\n", "2026-03-01T12:00", "２０２６-03-01", "01.03.2026"],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    assert iso_day(text) is None


@pytest.mark.parametrize(
    ("text", "first"),
    [("2026-03", date(2026, 3, 1)), ("2026-13", None), ("2026-3", None), ("2026", None), ("2026-03-01", None)],
)
def test_a_month_is_known_by_its_first_day(text: str, first: date | None) -> None:
    assert iso_month(text) == first


def test_the_spaces_between_digits_are_all_that_unicode_has() -> None:
    every = {chr(code) for code in range(0x110000)}
    assert {sign for sign in every if re.fullmatch(f"[{SPACES}]", sign)} == {
        sign for sign in every if unicodedata.category(sign) == "Zs"
    }


@pytest.mark.parametrize(
    ("address", "opened"),
    [(" java\nscript:\tå ", "javascript:å"), ("\x01https://øy.no\x00", "https://øy.no"), ("/a b", "/ab"), ("", "")],
)
def test_what_a_browser_reads_past(address: str, opened: str) -> None:
    assert as_opened(address) == opened
