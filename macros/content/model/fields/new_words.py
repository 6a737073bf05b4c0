"""A word that no list has yet, but that looks like one: a round of another year, an organisation. Ready to be added.

Nothing is guessed but what the name itself says; what is not known is ``ukjent`` or left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from macros.text.norwegian import slug
from macros.words.labels import WRITTEN_STANDARDS, labels
from macros.words.vocabulary import ORGANISATION, SUBSETS, UNKNOWN, Value, Vocabularies, Vocabulary, fold
from macros.words.vocabulary.near import form_of

GROWING = ("rounds", "organisations")
"""The lists that authors may add to, each in the file of its name under ``docs/_data/vocabulary``."""
LONGEST_NAME = 80
_ROUND_WORDS = frozenset(
    "s runde runden runda søknadsrunde søknadsrunden søknadsrunda ordinær ordinære i for nr nummer innomed".split()
)
_ORDINALS = {
    "første": 1, "fyrste": 1, "andre": 2, "annen": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "sjuende": 7,
    "syvende": 7, "sjuande": 7, "åttende": 8, "åttande": 8, "niende": 9, "niande": 9,
}  # fmt: skip
_PLAIN = re.compile(r"[^\W\d_](?:[\w ()./–-]*[\w).])?")
_NO_TEXT = frozenset("true false yes no on off y n null".split())
"""Words that some reader of YAML takes for something other than text."""


@dataclass(frozen=True, slots=True)
class NewWord:
    """A value for ``vocabulary`` (one of ``GROWING``). ``fields``: as its file has them, in order."""

    vocabulary: str
    fields: Mapping[str, Any]

    @property
    def key(self) -> str:
        """The key the word would get in its list."""
        return str(self.fields["key"])

    @property
    def name(self) -> str:
        """What the word would be called, in bokmål."""
        return str(self.fields["label"]["nb"])

    def also_called(self, name: str) -> NewWord:
        """The same with one more alias: what its author wrote."""
        rest = {k: v for k, v in self.fields.items() if k not in ("key", "label", "aliases")}
        first = {"key": self.key, "label": self.fields["label"], "aliases": [*self.fields.get("aliases", ()), name]}
        return NewWord(self.vocabulary, first | rest)

    def line(self) -> str:
        """The value on one line, to be pasted into its file."""
        return f"- {{{', '.join(f'{k}: {_source(v)}' for k, v in self.fields.items())}}}"

    def lines(self, indent: int = 2) -> list[str]:
        """The value as the files write it, a field a line, without line breaks."""
        space = " " * indent
        return [f"{space}{'  ' if n else '- '}{k}: {_source(v)}" for n, (k, v) in enumerate(self.fields.items())]

    def value(self) -> Value:
        """The value as ``intake.vocabularies`` would read it."""
        known = {k: v for k, v in self.fields.items() if k in ("label", "description")}
        extra = {k: v for k, v in self.fields.items() if k not in ("key", "label", "aliases", "description")}
        return Value(self.key, aliases=tuple(self.fields.get("aliases", ())), extra=extra, **known)


def list_of(vocabulary: str) -> str:
    """The list whose file holds the words of ``vocabulary``: a subset's are in the whole."""
    return SUBSETS[vocabulary][0] if vocabulary in SUBSETS else vocabulary


def new_word(text: str, vocabulary: Vocabulary, words: Vocabularies) -> NewWord | None:
    """The value to add for ``text``, which is no word of ``vocabulary``; None when it does not look like one."""
    whole = words.get(list_of(vocabulary.name), vocabulary)
    if len(text) > LONGEST_NAME or not text.isprintable():
        return None
    if vocabulary.name == "rounds":
        made = _round(text, vocabulary)
    elif list_of(vocabulary.name) == "organisations" and "organisations" in words:
        made = _organisation(text, words)
        if made and vocabulary.name in SUBSETS and made.fields["kind"] != SUBSETS[vocabulary.name][1]:
            made = None
    else:
        return None
    if made is None or made.key in whole or whole.resolve(made.name):
        return None
    return made if fold(text) in map(fold, made.value().spellings()) else made.also_called(" ".join(text.split()))


def unknown_word(text: str, field: str, vocabulary: Vocabulary, words: Vocabularies) -> dict[str, Any] | None:
    """The refusal's code and facts for a text that is no word yet: the line to add, or which known word it is.

    None when all there is to say is which words there are.
    """
    if word := new_word(text, vocabulary, words):
        if word.vocabulary == "rounds":
            return {"code": "FM260", "write": word.line()}
        # A municipality that is known is not another one misspelt.
        near = "" if municipality_of(text, words) else vocabulary.suggest(text)
        return {"code": "FM261", "suggestion": near or "", "write": word.line()}
    places = words.get("municipalities")
    if list_of(vocabulary.name) != "organisations" or form_of(text) != "kommune" or places is None:
        return None
    bare = _bare(text)
    if several := places.fits(text) or places.fits(bare):
        keys = [key + ORGANISATION for key in several]
        return {"code": "FM249", "allowed": ", ".join(keys), "write": f"{field}: {keys[0]}"}
    if municipality_of(text, words):
        return None
    near = places.suggest(bare)
    return {"code": "FM262", "suggestion": f"{near} kommune" if near else ""}


def known_word(text: str, vocabulary: Vocabulary, words: Vocabularies) -> str | None:
    """The word that is meant by another way of writing it: ``Runde 1 2024``, or a municipality's other name."""
    found = round_of(text) if vocabulary.name == "rounds" else None
    key = f"{found[0]}-s{found[1]}" if found else ""
    if list_of(vocabulary.name) == "organisations" and (place := municipality_of(text, words)):
        key = place + ORGANISATION
    return vocabulary[key].name() if key in vocabulary else None


def with_words(words: Vocabularies, new: Iterable[NewWord]) -> dict[str, Vocabulary]:
    """``words`` as they are when ``new`` has been added, the subsets included."""
    made = dict(words)
    for word in new:
        whole = made[word.vocabulary]
        made[word.vocabulary] = replace(whole, values=(*whole.values, word.value()))
    for name, (whole_name, kind) in SUBSETS.items():
        if whole_name in made:
            made[name] = made[whole_name].subset(name, kind)
    return made


def round_of(text: str) -> tuple[int, int] | None:
    """Year and number of an ordinary round, however it is written: ``S1 2025``, ``2025-s1``, ``1. runde 2025`` …"""
    tokens = re.findall(r"\d+|[^\W\d_]+", fold(text))
    years = {int(t) for t in tokens if re.fullmatch(r"20\d\d", t)}
    others = {int(t) for t in tokens if t.isdecimal() and not re.fullmatch(r"20\d\d", t)}
    said = [t for t in tokens if not t.isdecimal()]
    which = others | {_ORDINALS[t] for t in said if t in _ORDINALS}
    if not said or not set(said) <= _ROUND_WORDS | _ORDINALS.keys() or len(years) != 1 or len(which) != 1:
        return None
    year, number = years.pop(), which.pop()
    return (year, number) if 1 <= number <= 9 else None


def _round(text: str, rounds: Vocabulary) -> NewWord | None:
    """An ordinary round, or one that has a name of its own and is known from another year."""
    if found := round_of(text):
        year, number = found
        name: dict[str, str] = {}
        for language in WRITTEN_STANDARDS:
            t = labels(language)
            ordinal = t("word.ordinals").split()[number - 1]
            name[language] = t("word.round", ordinal=ordinal, year=year, number=number)
        about = labels()("word.round.about", year=year, number=number)
        aliases = [f"S{number} {year}", f"{year} S{number}"]
        return _made("rounds", rounds, f"{year}-s{number}", name, aliases, about, year=year)
    years = set(re.findall(r"(?<!\d)20\d\d(?!\d)", text))
    if len(years) != 1:
        return None
    year_text = years.pop()
    for value in rounds:
        then = str(value.extra.get("year", ""))
        if then and then in value.key and rounds.resolve(text.replace(year_text, then)) == value.key:
            label = {language: word.replace(then, year_text) for language, word in value.label.items()}
            aliases = [alias.replace(then, year_text) for alias in value.aliases if then in alias]
            key = value.key.replace(then, year_text)
            return _made("rounds", rounds, key, label, aliases, "", year=int(year_text))
    return None


def municipality_of(text: str, words: Vocabularies) -> str | None:
    """The municipality whose organisation is called ``text``, by any of its names, with or without «kommune»."""
    places = words.get("municipalities")
    return (places.resolve(text) or places.resolve(_bare(text))) if places else None


def _bare(text: str) -> str:
    """A municipality's name without «kommune», in any of the languages its name may be in."""
    return re.sub(r"\b(kommune?|suohkan|tjïelte|kommuuni)\b", "", fold(text)).strip()


def _organisation(text: str, words: Vocabularies) -> NewWord | None:
    name = " ".join(text.split())
    if place := municipality_of(name, words):
        return _municipality(place, words)
    if len(name) < 2 or name == name.lower():
        return None
    if re.search(r"@|://|: |[.!?;]$", name):
        return None  # an address, a field or a sentence
    kind, facts = form_of(name), {}
    if part := re.search(r"(?:\bi|,)\s+(\S.* kommune)$", name):
        owner = municipality_of(part[1], words)
        if owner is None:
            return None
        kind, facts = "kommunal-etat", {"region": str(words["municipalities"][owner].extra["region"])}
        if owner + ORGANISATION in words["organisations"]:
            facts["parent"] = owner + ORGANISATION
    elif kind == "kommune":
        return None  # every municipality of the country is known
    kinds = words.get("organisation_kinds")
    kind = kind if kinds and kind in kinds else "annet"
    bare = re.sub(r"\s+(HF|AS)$", "", name)
    return _entry(name, slug(bare), kind, [bare], facts, words)


def _municipality(place: str, words: Vocabularies) -> NewWord | None:
    """«Herøy kommune (Nordland)» where two share a name."""
    value = words["municipalities"][place]
    own = str(value.extra["name"])
    county = value.name().removeprefix(own)
    facts = {"region": str(value.extra["region"])}
    return _entry(f"{own} kommune{county}", place + ORGANISATION, "kommune", [own + county], facts, words)


def _entry(
    name: str, key: str, kind: str, aliases: list[str], facts: Mapping[str, str], words: Vocabularies
) -> NewWord | None:
    """Region and parent when they are certain; the number in the register is for somebody to look up."""
    kinds, regions = words.get("organisation_kinds"), words.get("regions")
    kind_name = kinds[kind].name() if kinds and kind in kinds and kind != "annet" else ""
    region = facts.get("region", "")
    if kind_name and regions and region in regions:
        about = labels()("word.organisation.about", kind=kind_name, region=regions[region].name())
    else:
        about = f"{kind_name}." if kind_name else ""
    label = dict.fromkeys(WRITTEN_STANDARDS, name)
    return _made(
        "organisations", words["organisations"], key, label, aliases, about, kind=kind, **facts, org_number=UNKNOWN
    )


def _made(
    name: str, whole: Vocabulary, key: str, label: Mapping[str, str], aliases: list[str], about: str, **rest: object
) -> NewWord | None:
    """The value with its fields in the files' order. An alias that is another word's spelling is left out."""
    if not key:
        return None
    taken = {fold(key), *map(fold, label.values())}
    free = [a for a in dict.fromkeys(aliases) if fold(a) not in taken and not whole.resolve(a)]
    fields: dict[str, Any] = {"key": key, "label": dict(label)}
    fields |= {"aliases": free} if free else {}
    fields |= {"description": {"nb": about}} if about else {}
    return NewWord(name, fields | rest)


def _source(value: object) -> str:
    """A value as YAML on one line that every reader takes for the same."""
    if isinstance(value, Mapping):
        return f"{{{', '.join(f'{k}: {_source(v)}' for k, v in value.items())}}}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(_source(v) for v in value)}]"
    if isinstance(value, int):
        return str(value)
    text = str(value)
    plain = _PLAIN.fullmatch(text) and text.casefold() not in _NO_TEXT
    return text if plain else json.dumps(text, ensure_ascii=False)
