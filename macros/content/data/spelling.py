"""``docs/_data/spelling.yml``: words that are right although no dictionary has them."""

from __future__ import annotations

from pathlib import Path

from macros.content.data.file import read_data
from macros.content.model.fields.types import DataModel, Text
from macros.words.problems import Problem

SPELLING = "docs/_data/spelling.yml"


class KnownWords(DataModel):
    """The content of the file: the field's own words, names, and words of other languages."""

    words: tuple[Text, ...] = ()
    names: tuple[Text, ...] = ()
    foreign: tuple[Text, ...] = ()


def load_spelling(root: Path) -> tuple[KnownWords, list[Problem]]:
    """The words that somebody has looked at. Without the file there are none."""
    if not (root / SPELLING).exists():
        return KnownWords(), []
    record, _, problems = read_data(root / SPELLING, SPELLING, KnownWords)
    return record or KnownWords(), problems
