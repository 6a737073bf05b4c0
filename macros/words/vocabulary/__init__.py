"""Controlled words: keys, labels per language, aliases, order, validity. Data lives in ``docs/_data/vocabulary``.

Code, schema, site, spreadsheets and documentation all read the same vocabularies through these types.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from macros.words.vocabulary.near import nearest

UNKNOWN = "ukjent"
"""Legal for required fields: the source does not say. A blank is not legal."""

SUBSETS = {"health_communities": ("organisations", "helsefellesskap")}
"""Vocabularies that are a part of another one: the organisations of one kind. Written once, read twice."""

_BETWEEN = re.compile(r"[\-–_«»\"“”']")
ORGANISATION = "-kommune"
"""What an organisation's key has after the municipality's: ``bodo-kommune`` is the organisation of ``bodo``."""


def fold(text: str) -> str:
    """How two spellings are compared: case, spacing, hyphens and quotation marks do not count."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return " ".join(_BETWEEN.sub(" ", plain).split())


@dataclass(frozen=True, slots=True)
class Value:
    """One controlled word. ``extra`` holds what only its own vocabulary has (deadline, kind, min, max …)."""

    key: str
    label: Mapping[str, str]
    aliases: tuple[str, ...] = ()
    description: Mapping[str, str] = field(default_factory=dict)
    note: Mapping[str, str] = field(default_factory=dict)
    unverified: str = ""
    valid_from: str = ""
    valid_to: str = ""
    replaced_by: str = ""
    split_into: tuple[str, ...] = ()
    extra: Mapping[str, Any] = field(default_factory=dict)
    shared: tuple[str, ...] = ()
    """Names that it has in common with another value: never taken for this one, see ``Vocabulary.fits``."""

    def name(self, language: str = "nb") -> str:
        """The word a reader sees, in bokmål where the language has none of its own."""
        return self.label.get(language) or self.label["nb"]

    def about(self, language: str = "nb") -> str:
        """What the word means, in bokmål where the language has none of its own; empty when nobody has said it."""
        return self.description.get(language) or self.description.get("nb", "")

    def spellings(self) -> tuple[str, ...]:
        """Everything an author may type for this value."""
        return (self.key, *self.label.values(), *self.aliases)


@dataclass(frozen=True)
class Vocabulary:
    """An ordered list of values. ``closed`` ones have a page for every value, also at zero."""

    name: str
    label: Mapping[str, str]
    values: tuple[Value, ...]
    closed: bool = True
    description: Mapping[str, str] = field(default_factory=dict)
    source: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, Any] = field(default_factory=dict)
    """What only this list has besides its values."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_key", {v.key: v for v in self.values})
        object.__setattr__(self, "_order", {v.key: i for i, v in enumerate(self.values)})
        object.__setattr__(self, "_by_spelling", {fold(s): v.key for v in reversed(self.values) for s in v.spellings()})
        fits: dict[str, tuple[str, ...]] = {}
        for value in self.values:
            fits |= {name: (*fits.get(name, ()), value.key) for name in set(map(fold, value.shared))}
        object.__setattr__(self, "_fits", fits)

    _by_key: Mapping[str, Value] = field(init=False, repr=False, compare=False, default_factory=dict)
    _order: Mapping[str, int] = field(init=False, repr=False, compare=False, default_factory=dict)
    _by_spelling: Mapping[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _fits: Mapping[str, tuple[str, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __contains__(self, key: object) -> bool:
        return key in self._by_key

    def __getitem__(self, key: str) -> Value:
        return self._by_key[key]

    def __iter__(self) -> Iterator[Value]:
        return iter(self.values)

    @cached_property
    def longest_first(self) -> tuple[str, ...]:
        """Every name in bokmål, the longest first: what is looked for in a text."""
        return tuple(sorted((v.label["nb"] for v in self.values), key=lambda name: (-len(name), name)))

    def keys(self) -> tuple[str, ...]:
        """Every key, in the order of the list."""
        return tuple(self._by_key)

    def order(self, key: str) -> int:
        """The value's place in the vocabulary; what is not in it (``ukjent``) comes last."""
        return self._order.get(key, len(self.values))

    def resolve(self, text: str) -> str | None:
        """The key for what an author typed (key, label in any language, or alias), or None."""
        return self._by_spelling.get(fold(text))

    def fits(self, text: str) -> tuple[str, ...]:
        """The keys of all values that are called ``text``, when they are several; empty otherwise."""
        return self._fits.get(fold(text), ())

    def current(self, key: str) -> tuple[str, ...]:
        """What a word is called today: itself, the one that replaced it (and so on), or those it was divided into."""
        seen = {key}
        while key in self:
            value = self[key]
            if value.split_into:
                return value.split_into
            if not value.replaced_by or value.replaced_by in seen or value.replaced_by not in self:
                break
            key = value.replaced_by
            seen.add(key)
        return (key,)

    def suggest(self, text: str) -> str | None:
        """The label nearest to what the author typed, when something is near enough to be helpful; see ``near``."""
        names = not self.closed or self.name in SUBSETS
        kind = (lambda key: str(self[key].extra.get("kind") or "")) if names else None
        near = nearest(fold(text), self._by_spelling, kind)
        return self[near].name() if near else None

    def subset(self, name: str, kind: str) -> Vocabulary:
        """The values whose ``kind`` is ``kind``, as a vocabulary of its own."""
        chosen = tuple(v for v in self.values if v.extra.get("kind") == kind)
        return Vocabulary(name, self.label, chosen, closed=True, description=self.description, source=self.source)


Vocabularies = Mapping[str, Vocabulary]
