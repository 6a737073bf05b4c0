"""The day of the build, fixed by SOURCE_DATE_EPOCH: seconds since 1970, or a message that says so (BY022)."""

from __future__ import annotations

from datetime import date

import pytest

from macros.engine.clock import EPOCH, ClockError, today


@pytest.mark.parametrize(
    ("text", "day"),
    [("1790000000", date(2026, 9, 21)), ("315532800", date(1980, 1, 1)), ("253402300799", date(9999, 12, 31))],
)
def test_seconds_are_a_day(text: str, day: date, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, text)
    assert today() == day


@pytest.mark.parametrize("text", ["2026-11-22", "i går på Ærøya", "-1", "1.5", "١٧٩٠٠٠٠٠٠٠", "315532799", "253402300800", "9" * 13, " 1790000000"])  # fmt: skip
def test_what_is_no_day_is_told_and_never_guessed(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(EPOCH, text)
    with pytest.raises(ClockError) as told:
        today()
    assert str(told.value).startswith("BY022 Variabelen SOURCE_DATE_EPOCH i miljøet er «")
    assert text.strip() in str(told.value)
    assert "Skriv for eksempel: export SOURCE_DATE_EPOCH=1790000000" in str(told.value)
