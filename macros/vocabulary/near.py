"""Which known word somebody may have meant: near enough to help, and never another year, number or kind of organisation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping

FORMS = (
    ("helsefellesskap", r"\bhelsefelles?skap(et)?\b"),
    ("rhf", r"\brhf$"),
    ("hf", r"\bhf$"),
    ("universitet", r"\b(universitet(et)?|h[øo][gy]skole(n)?|høgskule(n)?)\b"),
    ("kommune", r"\bkommune(n)?$"),
)
"""Kind of organisation -> what its name looks like, the surest first. The keys are those of organisation_kinds."""
_COMMON = frozenset(
    "kommune kommunen hf rhf helse helsefellesskap helsefellesskapet helsefelleskap helsefelleskapet universitet "
    "universitetet høgskole høgskolen høyskole høyskolen høgskule høgskulen i for på".split()
)
"""Words that many names have: what two names have in common besides these makes them alike."""
OTHER_KINDS = ("", "annet")
"""A kind that says nothing of the name's form."""


def form_of(name: str) -> str:
    """The kind of organisation that a (folded) name has the form of; empty when it has none of them."""
    return next((kind for kind, pattern in FORMS if re.search(pattern, name.casefold())), "")


def numbers(text: str) -> list[str]:
    """The numbers in a text, sorted: ``S1 2024`` -> ``1``, ``2024``. A digit inside a word is a letter of it."""
    found = []
    for match in re.finditer(r"\d+(?:[.,]\d+)*", text):
        before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
        if not (before.isalpha() and after.isalpha()):
            found.append(re.sub(r"(\.0+)+$", "", match[0].replace(",", ".")).lstrip("0") or "0")
    return sorted(found)


def same_numbers(text: str, known: str) -> bool:
    """Whether ``known`` may be what was meant by ``text``: it says the same numbers, or none when no year is lost."""
    mine, theirs = numbers(text), numbers(known)
    return mine == theirs or (not theirs and not any(len(number) == 4 for number in mine))


def alike(text: str, known: Iterable[str], cutoff: float = 0.6) -> str | None:
    """The nearest of ``known``, when one is near and says the same numbers; ``cutoff`` as difflib's, from 0 to 1."""
    found = difflib.get_close_matches(text, [k for k in known if same_numbers(text, k)], n=1, cutoff=cutoff)
    return found[0] if found else None


def nearest(text: str, spellings: Mapping[str, str], kind: Callable[[str], str] | None = None) -> str | None:
    """The key whose (folded) spelling is nearest to the (folded) ``text``, or None when none is near.

    ``kind``: for lists of names, what kind of organisation a key is. Names are alike by what is their own.
    """
    if kind is None:
        found = alike(text, spellings)
        return spellings[found] if found else None
    form = form_of(text)
    near: dict[str, str] = {}
    for spelling, key in spellings.items():
        if not form or kind(key) in (form, *OTHER_KINDS):
            near.setdefault(_own(spelling), key)
    found = alike(_own(text), near, cutoff=0.7)
    return near[found] if found else None


def _own(name: str) -> str:
    """``helsefellesskapet i førde`` -> ``førde``; a name of common words alone stays as it is."""
    return " ".join(word for word in name.split() if word not in _COMMON) or name
