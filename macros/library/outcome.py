"""How long the last known status of a project can be told as if it still held."""

from __future__ import annotations

from datetime import date

from macros.content.model.outcome import Outcome

OLD_AFTER = 2
"""Years after which a status is only what was last known."""


def is_old(outcome: Outcome, today: date | None) -> bool:
    """Whether ``as_of`` is more than OLD_AFTER years ago, by what of it is known: a year is over when its last day is."""
    if not outcome.as_of or today is None:
        return False
    limit = f"{int(outcome.as_of[:4]) + OLD_AFTER}{outcome.as_of[4:]}"
    return today.isoformat()[: len(limit)] > limit
