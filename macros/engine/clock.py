"""The day of the build. Light to import: ``innomed check`` needs the day and nothing else of the engine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from os import environ

from macros.words.problems import Place, problem

EPOCH = "SOURCE_DATE_EPOCH"
_FIRST, _LAST = 315_532_800, 253_402_300_799
"""1980, before which no ZIP file can be dated, and the last second of the year 9999."""


class ClockError(Exception):
    """The environment fixes the date to something that is none; the message says what to write."""


def today() -> date:
    """The build's date; SOURCE_DATE_EPOCH fixes it, so that the same content gives the same bytes. Raises ClockError."""
    epoch = environ.get(EPOCH)
    if not epoch:
        return datetime.now(UTC).astimezone().date()
    if not (epoch.isascii() and epoch.isdigit() and len(epoch) <= 12 and _FIRST <= int(epoch) <= _LAST):
        found = problem("BY022", "mkdocs.yml", Place(), value=epoch)
        raise ClockError(f"{found.code} {found.message} {found.hint}")
    return datetime.fromtimestamp(int(epoch), UTC).date()
