"""What an import did with words that do not stand in the draft as they stood in the file: nothing is lost in silence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

Deed = Literal["left", "renamed", "read"]


@dataclass(frozen=True)
class Told:
    """``left``: ``text`` was left out because of ``why`` (a label, ``import.left.…``). ``renamed``: the heading
    ``text`` became ``became``. ``read``: ``text`` under ``label`` was understood as ``became``. ``times``: how often."""

    deed: Deed
    text: str
    why: str = ""
    label: str = ""
    became: str = ""
    times: int = 1


def left(why: str, text: str) -> Told:
    """Words that were left out."""
    return Told("left", text, why=why)


def renamed(text: str, became: str) -> Told:
    """A heading that became another."""
    return Told("renamed", text, became=became)


def understood(label: str, text: str, became: str) -> Told:
    """A value that is written in another way in the draft."""
    return Told("read", text, label=label, became=became)


def once(told: Iterable[Told]) -> list[Told]:
    """Each of them once, in order, with how often: what stands in a hundred rows is told in one line."""
    counts = Counter[Told]()
    for one in told:
        counts[replace(one, times=1)] += one.times
    return [replace(one, times=times) for one, times in counts.items()]
