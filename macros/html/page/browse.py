"""A list of cards with a form that a browser with JavaScript filters them with: the catalogue's and the tools' alike.

Each filter value has a number: its place among all values of all groups. The page has the numbers of each card's values
as data, so that the browser can build one bitset per value (docs/assets/js/catalogue/selection.js). Beyond WHOLE cards a
card is one row with its link until the reader comes to it (cards.js).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nlargest
from typing import Any

from markupsafe import Markup

from macros.content.model.facets import Facet
from macros.html.render import script_json
from macros.library.library import Library
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN

SEARCHABLE = 8
"""Groups with more values than this get a field that searches their values."""
USUAL = 6
"""As many values of an open group are shown from the start: those that most projects have."""
WHOLE = 100
"""As many cards are whole on the page as it comes."""
_WORDS = (
    "remove", "remove.group", "hours.chip", "clear", "count.one", "count.other", "zero", "zero.words", "show", "zero.drop",
    "zero.query", "zero.any", "zero.unsure", "zero.place", "some", "most", "also", "unknown", "instead", "print", "chosen", "or", "and",
    "mode.any", "mode.two", "mode.many", "mode.ask.any",
    "mode.ask.two", "mode.ask.many", "unsure", "unsure.none", "unsure.card", "near", "near.lacks",
)  # fmt: skip

Numbers = dict[tuple[str, str], int]


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a filter group; ``number`` is its place among all values, ``everyone`` whether it is all patients.

    ``idle``: no project has it, or all have, so it separates nothing. ``rare``: not among the USUAL ones of the group.
    """

    number: int
    key: str
    text: str
    count: int
    everyone: bool = False
    idle: bool = False
    rare: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """A facet in the form: its choices, whether it is open from the start (the others lie under «Flere filtre»), whether
    its choices can be searched, and whether a project may have more than one of them.

    ``unsaid``: what is told where a project that has none of a value is not known to lack it.
    """

    slug: str
    name: str
    choices: tuple[Choice, ...]
    open: bool
    searchable: bool
    several: bool
    unsaid: str = ""

    @property
    def idle(self) -> bool:
        """Whether nothing in it separates anything."""
        return all(choice.idle for choice in self.choices)

    @property
    def rare(self) -> int:
        """How many of its values are not shown from the start."""
        return sum(choice.rare for choice in self.choices)


@dataclass(frozen=True, slots=True)
class Entry:
    """A card, or the row that stands for it until it is seen, with what the browser filters and sorts it by."""

    html: Markup
    item: Item
    whole: bool = True


Item = tuple[tuple[int, ...], int, int, int]
"""Value numbers, hours (-1 unknown), phase order, the day it was published as a number."""


def items_text(items: Iterable[Item]) -> str:
    """What the browser filters and sorts by, as short as can be, in the order of the cards: ``|`` between them, their parts
    divided by ``;``, all numbers in base 36, hours that are not known left out (docs/assets/js/catalogue/cards.js)."""
    return "|".join(
        ";".join(
            (" ".join(map(_base36, values)), _base36(hours) if hours >= 0 else "", _base36(phase), _base36(newest))
        )
        for values, hours, phase, newest in items
    )


def _base36(number: int) -> str:
    digits = ""
    while number >= 36:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
    return _DIGITS[number] + digits


_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def numbers(facets: Iterable[Facet], keys: Callable[[Facet], Iterable[str]]) -> Numbers:
    """(facet, value) -> number, in the order of the form."""
    return {pair: n for n, pair in enumerate((f.slug, key) for f in facets for key in keys(f))}


def values_of(facets: Iterable[Facet], numbered: Numbers, data: Any) -> tuple[int, ...]:
    """The numbers of a record's values."""
    return tuple(numbered[f.slug, k] for f in facets for k in f.values(data) if (f.slug, k) in numbered)


def groups(
    library: Library,
    facets: Sequence[Facet],
    numbered: Numbers,
    data: Sequence[Any],
) -> Iterator[Group]:
    """The form's groups; a group of one value offers no choice and is left out. ``data``: what the cards are of."""
    t = labels()
    for facet in facets:
        keys = [key for slug, key in numbered if slug == facet.slug]
        if len(keys) > 1:
            values = [set(facet.values(one)) for one in data]
            found = Counter(key for each in values for key in each)
            choices = tuple(_choices(library, facet, numbered, {key: found[key] for key in keys}, len(data)))
            several = any(len(each) > 1 for each in values)
            yield Group(facet.slug, t(f"facet.{facet.slug}"), choices, facet.opened, len(keys) > SEARCHABLE, several)


def _choices(library: Library, facet: Facet, numbered: Numbers, counts: dict[str, int], total: int) -> Iterator[Choice]:
    separating = [key for key, n in counts.items() if 0 < n < total]
    # One more is no reason for a button.
    usual = separating if len(separating) <= USUAL + 1 else nlargest(USUAL, separating, key=counts.__getitem__)
    for key, n in counts.items():
        extra = {} if key == UNKNOWN and key not in library.words(facet) else library.words(facet)[key].extra
        idle = key not in separating
        yield Choice(
            numbered[facet.slug, key],
            key,
            library.name(facet.vocabulary, key),
            n,
            everyone=bool(extra.get("everyone")),
            idle=idle,
            rare=facet.opened and not idle and key not in usual,
        )


def script_words(t: Labels, kind: str = "", more: Iterable[str] = ()) -> Markup:
    """The interface words the browser needs, templates with {names}; ``kind`` picks words of its own where it has any,
    ``more`` are words of comparing."""
    chosen = {key: t.entries[f"compare.{key}"]["text"] for key in more}
    for key in _WORDS:
        own = f"filter.{kind}.{key}"
        chosen[key] = t.entries[own if own in t.entries else f"filter.{key}"]["text"]
    return script_json(chosen)
