"""A list of cards with a form that a browser with JavaScript filters them with: the catalogue's and the tools' alike.

Each filter value has a number: its place among all values of all groups. A card carries the numbers of its values, so
that the browser can build one bitset per value (docs/assets/js/catalogue/selection.js).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from macros.content.model.facets import Facet
from macros.html.render import script_json
from macros.library.library import Library
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN

SEARCHABLE = 8
"""Groups with more values than this are folded and get a field that searches their values."""
_WORDS = (
    "remove", "remove.group", "hours.chip", "clear", "count.one", "count.other", "zero", "zero.words", "show", "zero.drop", "zero.query", "some",
    "print",
)  # fmt: skip

Numbers = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter group; ``number`` is its place among all values, ``kind`` an owner's kind."""

    number: int
    key: str
    text: str
    count: int
    kind: str


@dataclass(frozen=True, slots=True)
class Group:
    """A facet in the form: its choices, whether it is open from the start, and whether they can be searched."""

    slug: str
    name: str
    choices: tuple[Choice, ...]
    open: bool
    searchable: bool


@dataclass(frozen=True, slots=True)
class Entry:
    """A card with what the browser filters and sorts it by: value numbers, hours (-1 unknown), phase order, newest."""

    html: Markup
    values: str
    hours: int = -1
    phase: int = 0
    newest: int = 0


def numbers(facets: Iterable[Facet], keys: Callable[[Facet], Iterable[str]]) -> Numbers:
    """(facet, value) -> number, in the order of the form."""
    return {pair: n for n, pair in enumerate((f.slug, key) for f in facets for key in keys(f))}


def values_of(facets: Iterable[Facet], numbered: Numbers, data: Any) -> str:
    """The numbers of a record's values, as a card carries them."""
    return " ".join(str(numbered[f.slug, k]) for f in facets for k in f.values(data) if (f.slug, k) in numbered)


def groups(
    library: Library,
    facets: Sequence[Facet],
    numbered: Numbers,
    count: Callable[[Facet, str], int],
) -> Iterator[Group]:
    """The form's groups; a group of one value offers no choice and is left out."""
    t = labels()
    for facet in facets:
        keys = [key for slug, key in numbered if slug == facet.slug]
        if len(keys) > 1:
            many = len(keys) > SEARCHABLE
            choices = tuple(_choice(library, facet, key, numbered, count(facet, key)) for key in keys)
            yield Group(facet.slug, t(f"facet.{facet.slug}"), choices, facet.opened and not many, many)


def _choice(library: Library, facet: Facet, key: str, numbered: Numbers, count: int) -> Choice:
    kind = ""
    if facet.vocabulary == "organisations" and key != UNKNOWN:
        kind = str(library.words(facet)[key].extra.get("kind", ""))
    return Choice(numbered[facet.slug, key], key, library.name(facet.vocabulary, key), count, kind)


def script_words(t: Labels, kind: str = "") -> Markup:
    """The interface words the browser needs, templates with {names}; ``kind`` picks words of its own where it has any."""
    chosen = {}
    for key in _WORDS:
        own = f"filter.{kind}.{key}"
        chosen[key] = t.entries[own if own in t.entries else f"filter.{key}"]["text"]
    return script_json(chosen)
