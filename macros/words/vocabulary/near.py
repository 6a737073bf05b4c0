"""Which known word somebody may have meant: near enough to help, and never another year, number or kind of organisation."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping

FORMS = (
    ("helsefellesskap", r"\bhelsefelles?skap(et)?\b"),
    ("rhf", r"^rhf\b|\brhf$"),
    ("hf", r"^hf\b|\bhf$"),
    ("universitet", r"\b(universitet(et)?|h[øo][gy]skole(n)?|høgskule(n)?)\b"),
    ("kommune", r"\bkommune(n)?$"),
)
"""Kind of organisation -> what its name looks like, the surest first. The keys are those of organisation_kinds."""
_COMMON = frozenset(
    "kommune kommunen hf rhf helse helsefellesskap helsefellesskapet helsefelleskap helsefelleskapet universitet "
    "universitetet høgskole høgskolen høyskole høyskolen høgskule høgskulen i for på".split()
)
"""Words that many names have: what two names have in common besides these makes them alike."""
BEGINNING, EARLY = 4, 0.1
"""How long a whole name must be that another begins with, and how much less alike the two may then be."""
_WORDS = 0.4
"""How alike the letters of two names with the same year must be."""
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
    """The nearest of ``known``, when one is near and says the same numbers; ``cutoff`` as difflib's, from 0 to 1.

    Of those that are near, what has words or beginnings of words in common with ``text`` is nearer than what only has
    letters: ``helse vestlandet`` is ``helse vest`` and not ``hele landet``. Of two that are equally near, the first.
    """
    matcher, best = difflib.SequenceMatcher(b=text), (0.0, "")
    for candidate in known:
        # A whole name that goes on, or stops early, is near with fewer letters in common.
        within = min(len(text), len(candidate)) >= BEGINNING and (
            text.startswith(candidate) or candidate.startswith(text)
        )
        least = cutoff - EARLY if within else cutoff
        matcher.set_seq1(candidate)
        near = matcher.real_quick_ratio() >= least and matcher.quick_ratio() >= least and matcher.ratio() >= least
        if near and same_numbers(text, candidate) and _words_alike(text, candidate):
            score = matcher.ratio() + _in_common(text, candidate)
            if score > best[0]:
                best = (score, candidate)
    return best[1] or None


def _words_alike(text: str, known: str) -> bool:
    """Whether more than a year is the same: ``vår 2024`` is not ``dho 2024``."""
    if not re.search(r"\d{4}", text):
        return True
    mine, theirs = (re.sub(r"[\W\d_]+", "", side) for side in (text, known))
    return mine == theirs or difflib.SequenceMatcher(None, mine, theirs).ratio() > _WORDS


def _in_common(text: str, known: str) -> float:
    """The share of the words in both that the other has too, whole or as the beginning of one. Short words say little."""
    mine, theirs = (re.findall(r"(?!\d+\b)[^\W_]{3,}", side.casefold()) for side in (text, known))
    shared = sum(
        any(word.startswith(other) or other.startswith(word) for other in others)
        for words, others in ((mine, theirs), (theirs, mine))
        for word in words
    )
    return shared / (len(mine) + len(theirs) or 1)


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
