"""Sentences in which somebody could recognise a patient: so few of them in a named place, or one with age and illness.

Source: shared contract of the knowledge base (with a named place, counts of persons under 10 are not told). In a field the
count is an error (``library/rules/small``); in a text it may be harmless, so a person judges it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from macros.content.markdown.prose import Line, Prose
from macros.content.yaml.nodes import Tree
from macros.text.patterns import Seldom, small_letters
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

_FEW = r"(?:[1-9]|en|én|ein|éin|ett|to|tre|fire|fem|seks|sju|syv|åtte|ni)"
_WHOM = (
    r"(?:(?:[a-zæøå]+-?)?pasient(?:en|er|ar)?|bruker(?:en|e)?|brukar(?:en|ar)?|beboer(?:en|e)?|bebuar(?:en|ar)?|barn(?:et|a)?|kvinne[rn]?|mann|menn|"
    r"gutt(?:en|er|ar)?|jente[rn]?|deltaker(?:en|e)?|deltakar(?:en|ar)?|person(?:en|er|ar)?|gravide?|innbygger(?:en|e)?|innbyggjar(?:en|ar)?)"
)
"""Somebody, not «en personlig samtale», «to pasientforløp» or «tre brukertester»."""
_SMALL = re.compile(
    rf"(?<![\w.,/–-])(?:bare |kun |berre )?{_FEW}(?: av (?:de|dei|pasientene))? (?:[a-zæøå]+e )?{_WHOM}(?![\w-])",
    re.IGNORECASE,
)
_HEALTH = Seldom(re.compile(
    r"(?<![^\W\d_])(?:kreft|demens|kols\b|diabetes|slag(?:pasient|ramm)|hjerne|hjerte|psykisk|psykose|depresjon|rus(?:avheng|lid|mid|problem)|selvmord|"
    r"epilepsi|nyre|lunge|lever(?:svikt|sykd)|parkinson|ms-|als\b|adhd|autis|hiv|aids|abort|fødsel|gravid|sår|brudd|operer|innlagt|innlagd|"
    r"diagnose|sykdom|sjukdom|palliativ|døende|amputer|dialyse|overdose|utviklingshem|spiseforstyrr)",
    re.IGNORECASE,
), *"kreft demens kols diabetes slag hjerne hjerte psykisk psykose depresjon rus selvmord epilepsi nyre lunge lever parkinson ms- als adhd"
   " autis hiv aids abort fødsel gravid sår brudd operer innlag diagnose sykdom sjukdom palliativ døende amputer dialyse overdose"
   " utviklingshem spiseforst".split())  # fmt: skip
_ONE = re.compile(
    r"(?:(?:en|ei|ein|én)\s+)?\b1?\d{1,2}[ -]?(?:åring(?:en|a)?|år(?:ig)?(?: gam(?:mel|al))?)\b\s*(?:kvinne|mann|gutt|jente|pasient|dame|herre)?"
    r"|\b(?:kvinne|mann|gutt|jente|pasient)(?:en|a)?\s*(?:\(\d{1,3}(?: år)?\)|på \d{1,3} år|, \d{1,3} år)",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
"""Whoever is told of with an age is told of with figures."""
_PERSON = re.compile(r"\b(?:kvinne|mann|gutt|jente|pasient|dame|herre)(?:en|a)?\b|\d[ -]?åring(?:en)?\b", re.IGNORECASE)
_MADE_UP = re.compile(
    r"tenkt|oppdikt|eksempel|fiktiv|case\b|persona|forestill|for eksempel|over \d|under \d|eldre enn|yngre enn|mellom \d|fra \d|fylt|alder",
    re.IGNORECASE,
)
_NAMED = Seldom(re.compile(
    r"\b(?:[Pp]asient|[Bb]ruker|[Bb]eboer)(?:en)? [A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?,? ?(?:\(\d{1,3}(?: år)?\)|(?:på )?\d{1,3} år\b)"
), "pasient", "bruker", "beboer")  # fmt: skip
_BORN = Seldom(re.compile(
    r"\b[A-ZÆØÅ][a-zæøå-]+(?: [A-ZÆØÅ][\w-]*\.?)* [A-ZÆØÅ][a-zæøå-]+,? \(?(?:f\.|født|fødd|fødselsdato:?)(?: den)? ?"
    r"\d{1,2}[. /-]{1,2}(?:\d{1,2}|[a-zæøå]{3,9})[. /-]{1,2}\d{2,4}"
), "f.", "født", "fødd", "fødselsdato")  # fmt: skip
"""A first name, a last name and the day that somebody was born."""


_LONGEST = 400
"""Signs in a sentence. What goes on for longer is lines of a table or a list, each to be read alone."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What somebody could be known by: the message's code, where in the text it begins, the words, the place if named."""

    code: str
    start: int
    words: str
    place: str = ""


Kinds = tuple[Seldom, Seldom, Seldom]
_KINDS: Kinds = (_BORN, _NAMED, _HEALTH)


def signs(text: str, places: tuple[str, ...], kinds: Kinds = _KINDS) -> Iterator[Sign]:
    """PV013, PV014 and PV018 in a text, a sentence at a time. ``places``: names of municipalities. ``kinds``: with the
    words that are there, where they have been looked for in a text that this is a part of."""
    birth, patient, health = kinds
    if birth.may_be_in(text):
        for born in _BORN.pattern.finditer(text):
            yield Sign("PV018", born.start(), f"{born[0].split()[0]} …")
    if not patient.may_be_in(text) and not health.may_be_in(text):
        return
    small, words = small_letters(text), (*patient.words, *health.words)
    for start, sentence in _sentences(text):
        said = small[start : start + len(sentence)] if len(small) == len(text) else small_letters(sentence)
        if not any(map(said.__contains__, words)):
            continue
        named = _NAMED.pattern.search(sentence) if any(map(said.__contains__, patient.words)) else None
        if named and not _MADE_UP.search(sentence):
            yield Sign("PV013", start + named.start(), f"{' '.join(named[0].split()[:2])} …")
            continue
        if not _HEALTH.pattern.search(sentence):
            continue
        one = _ONE.search(sentence) if _DIGIT.search(sentence) else None
        if one and _PERSON.search(sentence) and not _MADE_UP.search(sentence):
            yield Sign("PV013", start + one.start(), one[0].strip())
        elif (few := _SMALL.search(sentence)) and (where := _named(places).search(sentence)):
            yield Sign("PV014", start + few.start(), few[0].strip(), where[0])


def _narrowed(text: str) -> Kinds:
    """What is left to look for in parts of a text."""
    return _BORN.narrowed(text), _NAMED.narrowed(text), _HEALTH.narrowed(text)


def recognisable(prose: Prose, places: tuple[str, ...]) -> Iterator[Problem]:
    """The signs in a text of Markdown, at the line of the words."""
    kinds = _narrowed(prose.raw)
    for block in prose.blocks if any(kind.words for kind in kinds) else ():
        for sign in signs(" ".join(line.plain for line in block), places, kinds):
            yield problem(sign.code, prose.path, _place(block, sign.start), value=sign.words, other=sign.place or None)


def recognisable_values(tree: Tree, path: str, places: tuple[str, ...]) -> Iterator[Problem]:
    """The signs in the texts of front matter."""
    kinds = _narrowed(tree.words)
    for loc, value in tree.texts if any(kind.words for kind in kinds) else ():
        for sign in signs(value, places, kinds):
            yield problem(sign.code, path, tree.place(loc), tree.named(loc), sign.words, other=sign.place or None)


def names_of(vocabularies: Vocabularies) -> tuple[str, ...]:
    """The names of all municipalities, the longest first."""
    return vocabularies["municipalities"].longest_first if "municipalities" in vocabularies else ()


@lru_cache(maxsize=8)
def _named(places: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{''.join(f'{re.escape(name)}|' for name in places)}\w+ kommune)(?!\w)")


def _sentences(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for part in re.split(r"(?<=[.!?])\s+(?=[A-ZÆØÅ])", text):
        at = text.index(part, at)
        if len(part) <= _LONGEST:
            yield at, part.replace("\n", " ")
        else:
            yield from ((at + line.start(), line[0]) for line in re.finditer(r"[^\n]+", part))
        at += len(part)


def _place(block: tuple[Line, ...], at: int) -> Place:
    """Line and column of the ``at``-th sign of a block whose lines are joined by a space."""
    for line in block:
        if at <= len(line.plain):
            return line.at(at)
        at -= len(line.plain) + 1
    return Place(block[0].number)
