"""The day of the build. Light to import: ``innomed check`` needs the day and nothing else of the engine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from os import environ


def today() -> date:
    """The build's date; SOURCE_DATE_EPOCH fixes it, so that the same content gives the same bytes."""
    epoch = environ.get("SOURCE_DATE_EPOCH")
    return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).astimezone().date()
