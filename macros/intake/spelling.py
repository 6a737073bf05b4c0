"""``docs/_data/spelling.yml``: words that are right although no dictionary has them; and whatever names the content has."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from macros.intake.load import Content

SPELLING = "docs/_data/spelling.yml"
LISTS = ("words", "names", "foreign")
"""The field's own words, names, and words of other languages. One list would do; three are easier to keep."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def load_known_words(root: Path, content: Content) -> frozenset[str]:
    """Every word that needs no dictionary, in lower case. Raises ValueError when the file has another form."""
    return frozenset(word.casefold() for word in (*_listed(root), *_named(content)))


def _listed(root: Path) -> Iterator[str]:
    if not (root / SPELLING).exists():
        return
    try:
        read = yaml.safe_load((root / SPELLING).read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise ValueError(str(error)) from None
    if not isinstance(read, dict) or not set(read) <= set(LISTS):
        raise ValueError(", ".join(LISTS))
    for found in read.values():
        if not isinstance(found, list) or not all(isinstance(word, str) for word in found):
            raise ValueError(", ".join(LISTS))
        yield from found


def _named(content: Content) -> Iterator[str]:
    """The words of the vocabularies, of titles and of other names: somebody has looked at those."""
    for vocabulary in content.vocabularies.values():
        for value in vocabulary:
            for spelling in value.spellings():
                yield from _WORD.findall(spelling)
                yield from re.findall(r"[^\W\d_]+", spelling)
    for title, aliases in (
        *((r.data.title, r.data.aliases) for r in content.projects),
        *((r.data.title, r.data.aliases) for r in content.tools),
    ):
        for name in (title, *aliases):
            yield from re.findall(r"[^\W\d_]+", name)
