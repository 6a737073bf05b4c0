"""What is found in an attachment: what is wrong with it, and the words in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a file that an author must know: the code of a message and what the message says besides."""

    code: str
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of text in a file. ``where`` tells a person where to look for it, or is empty.

    ``number``: the text is the number of a cell, where a leading zero may have been lost; else it is read by people.
    ``written``: somebody wrote it to be read; else (a formula, the name of a part) only what is certain is looked for.
    ``certain``: what passes as a personal number is one; else it is only possible.
    """

    text: str
    where: str = ""
    number: bool = False
    written: bool = True
    certain: bool = True


def long_enough(text: str) -> bool:
    """Whether a name or a value has as many digits as a personal number: whatever has fewer need not be looked into."""
    return len(text) >= 11 and sum(map(str.isdigit, text)) >= 11


Found = Iterator[Finding | TextPiece]
Look = Callable[[bytes, str], Found]
"""How one kind of file is looked into: its bytes and its ending -> what is in it."""


class UnreadableError(Exception):
    """The file cannot be looked into; ``finding`` says why, and nothing more can be found."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.finding = Finding(code, facts)
