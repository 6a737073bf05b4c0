"""Likeness of texts: the words of a write-up that few others use, and who shares them. Linear, by an index made once."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from math import log, sqrt

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library

KEPT = 30
"""Words of a text that are compared: its most telling. More makes the index larger and the order no better."""
SHARE = 5
"""A word that more than one in this many write-ups use says nothing of likeness."""
COMMON = 50
"""Nor does one that more write-ups than this use; keeps thousands of projects linear."""
READ = 4000
"""Characters of a body that are read."""
TOLD = 3
"""Shared words a reader is told."""
_WORD = re.compile(r"[^\W\d_]{5,}(?![\w-])")
_ENDING = re.compile(r"(?:enes|anes|ene|ane|ens|ets|ers|er|ar|en|et|es|e|a|s)$")


@dataclass(frozen=True, slots=True)
class _Index:
    """``words``: place -> word -> its weight, all weights of a place of length 1. ``users``: word -> places."""

    words: tuple[Mapping[str, float], ...]
    users: Mapping[str, tuple[int, ...]]
    shown: tuple[Mapping[str, str], ...]
    """Place -> word -> how its title or other names write it."""


def telling_words(library: Library) -> Iterator[list[tuple[str, float]]]:
    """The words of each text with their weights, in the order of the projects."""
    return (list(words.items()) for words in _index(library).words)


def alike(library: Library, place: int) -> dict[int, float]:
    """Places of the write-ups that share telling words with this one -> how alike, from 0 to 1 (cosine of tf-idf)."""
    index = _index(library)
    found: dict[int, float] = {}
    for word, weight in index.words[place].items():
        for other in index.users[word]:
            if other != place:
                found[other] = found.get(other, 0.0) + weight * index.words[other][word]
    return found


def shared_words(library: Library, one: int, other: int) -> tuple[str, ...]:
    """The most telling words both use and one of them has in its title or another name, as that one writes them."""
    index = _index(library)
    both = [(w * index.words[other][word], word) for word, w in index.words[one].items() if word in index.words[other]]
    told = [index.shown[one].get(word) or index.shown[other].get(word) for _, word in sorted(both, reverse=True)]
    return tuple(word for word in told if word)[:TOLD]


@lru_cache(maxsize=2)  # made once per library, which every page of it asks
def _index(library: Library) -> _Index:
    counted = [_counted(record) for record in library.projects]
    using = Counter(chain.from_iterable(counted))
    most = min(len(library.projects) // SHARE, COMMON)
    rare = {word: log(len(counted) / n) for word, n in using.items() if 2 <= n <= most}
    words: list[Mapping[str, float]] = []
    users: dict[str, list[int]] = {}
    for place, counts in enumerate(counted):
        weighed = {word: (1 + log(n)) * rare[word] for word, n in counts.items() if word in rare}
        best = sorted(weighed, key=lambda word: (-weighed[word], word))[:KEPT]
        length = sqrt(sum(weighed[word] ** 2 for word in best)) or 1.0
        words.append({word: weighed[word] / length for word in best})
        for word in best:
            users.setdefault(word, []).append(place)
    shown = tuple(_shown(record) for record in library.projects)
    return _Index(tuple(words), {word: tuple(places) for word, places in users.items()}, shown)


def _counted(record: Record[Project]) -> Counter[str]:
    """How often each word is used; the title counts three times and the summary two. Names, with a capital, do not count."""
    data = record.data
    title = data.title[:1].lower() + data.title[1:]
    text = " ".join([*[title] * 3, *[data.summary] * 2, record.body.text[:READ]])
    return Counter(map(_stem, filter(str.islower, _WORD.findall(text))))


def _shown(record: Record[Project]) -> dict[str, str]:
    """The words of the title and the other names, by their stems: what a project is called, and no verbs."""
    names = (record.data.title, *record.data.aliases)
    return {_stem(word.lower()): word.lower() for name in names for word in _WORD.findall(name)}


@lru_cache(maxsize=200_000)
def _stem(word: str) -> str:
    """A word without its ending: only so that forms of it count as one, never shown."""
    short = _ENDING.sub("", word)
    return short if len(short) >= 5 else word
