"""How it went, where the text tells it and the field ``outcome`` does not: readers who filter or search would not find it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.content.load import Content
from macros.text.patterns import Seldom
from macros.words.problems import Problem, problem

_WAS = r"(?:er|var|blei?|blitt|vart|vorte|satt|sett|kom|kommet|kome|gikk|gjekk|gått|står|sto|stod)"
SAID = {
    "i-drift": rf"{_WAS}(?: \w+){{0,4}}? (?:i|av) (?:(?:vanlig|vanleg|ordinær|fast|varig|daglig|dagleg) )?drift",
    "pa-pause": rf"(?:{_WAS}|ligger|ligg|lå)(?: \w+){{0,2}}? (?:på pause|i bero)",
    "stanset": rf"{_WAS}(?: \w+)? (?:stanset|stansa|stoppet|stoppa|avbrutt|avbrote|skrinlagt)",
}
"""Statuses that readers ask for, and how a text says them of something that has been. Bounded: a long text costs no more."""
_WORDS = {"i-drift": ("drift",), "pa-pause": ("pause", "bero"), "stanset": ("stans", "stopp", "avbr", "skrinlagt")}
_PATTERNS = {
    status: Seldom(re.compile(rf"\b{said}\b", re.IGNORECASE), *_WORDS[status]) for status, said in SAID.items()
}
_NOT_SO = re.compile(
    r"\b(?:skal|skulle|vil|ville|bør|burde|kan|kunne|må|måtte|planla\w*|plan|planen|mål|målet|før|når|hvis|dersom|om|"
    r"ikke|ikkje|aldri|ønsk\w*|håp\w*|vent\w*)\b",
    re.IGNORECASE,
)
"""Words up to its end that make it a plan, a condition or its opposite: an announced intention is no status."""
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]?")


def check_outcomes(content: Content) -> Iterator[Problem]:
    """A text that says how it went, while ``outcome`` says nothing, is asked about; ``ukjent`` is an answer too."""
    words = content.vocabularies["outcome_status"]
    for record in content.projects:
        if record.data.outcome is not None:
            continue
        found = stated(f"{record.data.summary}\n{record.body.text}")
        if found and found[0] in words:
            status, said = found
            yield problem(
                "KX214", record.path, record.places.place(("summary",)), "outcome", said, write=words[status].name()
            )


def stated(text: str) -> tuple[str, str] | None:
    """The first status that ``text`` states as a fact, and the words that state it."""
    patterns = {status: seldom.pattern for status, seldom in _PATTERNS.items() if seldom.may_be_in(text)}
    for sentence in _SENTENCE.findall(text) if patterns else ():
        plain = " ".join(sentence.split())
        for status, pattern in patterns.items():
            match = pattern.search(plain)
            if match and not plain.endswith("?") and not _NOT_SO.search(plain[: match.end()]):
                return status, match[0]
    return None
