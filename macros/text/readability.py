"""How heavy a text is to read: LIX, a plain measure that an editor can do something about. No verdict on a text."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

_BLOCK = re.compile(r"</(?:p|li|h[1-6]|td|th|dt|dd|caption|blockquote|pre|summary|figcaption)>|<br\s*/?>|<hr\s*/?>")
_SKIPPED = re.compile(r"<(pre|script|style)\b.*?</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
# A full stop inside a number or an abbreviation («1.200», «bl.a.») is followed by no space and ends nothing.
# (It looks back from the sign: a pattern that begins with few signs is tried at those only.)
_END = re.compile(r"[.!?:](?<![.!?:].)[.!?:]*+(?=[\s»\"”)\]]|$)")
_SHORT = r"f\.eks bl\.a m\.m o\.l dvs ca nr kl jf pr st inkl ekskl evt mv osv".split()
_ORDINAL = re.compile(
    r"\.(?:(?<=\d\.)(?=\s+[^\W\d_A-ZÆØÅ])|" + "|".join(rf"(?<=\b{short}\.)" for short in _SHORT) + ")"
)
"""The full stop of an ordinal or an abbreviation. (It looks back from the full stop: most of a text is none.)"""
LONG = 6
"""A word with more letters than this is long."""
BANDS = ((30.0, "very_easy"), (40.0, "easy"), (50.0, "medium"), (60.0, "hard"))
"""Upper ends of the bands; from 60 a text is very hard. The bands are those of lix.se, for Swedish and Norwegian alike."""
HARDEST = "very_hard"
FEWEST = 50
"""A shorter text has too few sentences for the figure to say anything."""


@dataclass(frozen=True, slots=True)
class Readability:
    """What is counted in a text."""

    words: int
    sentences: int
    long_words: int

    @property
    def lix(self) -> float | None:
        """LIX = words ÷ sentences + 100 × long words ÷ words (C.-H. Björnsson, Läsbarhet, Liber, Stockholm 1968).

        Long words have more than six letters. A sentence ends with a full stop, a colon, a question mark or an
        exclamation mark; a heading, a list item and a table cell end one too, since they stand without a full stop.
        None for texts of fewer than FEWEST words.
        """
        if self.words < FEWEST or not self.sentences:
            return None
        return self.words / self.sentences + 100 * self.long_words / self.words


def measure(markup: str) -> Readability:
    """Counts in finished HTML. Code is no text to read."""
    text = _TAG.sub("", _BLOCK.sub("\n\n", _SKIPPED.sub("\n\n", markup)))
    words, count, long_words = 0, 0, 0
    for block in html.unescape(text).split("\n\n"):
        found = _WORD.findall(block)
        if not found:
            continue
        words += len(found)
        long_words += sum(map(LONG.__lt__, map(len, found)))
        count += max(1, sum([_WORD.search(block, start, end) is not None for start, end in sentences(block)]))
    return Readability(words, count, long_words)


def sentences(block: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins and ends, its sign included."""
    begun = 0
    for end in _END.finditer(_ORDINAL.sub("_", block)):
        yield begun, end.end()
        begun = end.end()
    if begun < len(block):
        yield begun, len(block)


def band(lix: float) -> str:
    """The band a figure is in: ``very_easy``, ``easy``, ``medium``, ``hard`` or ``very_hard``."""
    return next((name for end, name in BANDS if lix < end), HARDEST)
