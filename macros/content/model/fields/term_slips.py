"""What people type where a controlled word is wanted: several words in one, or a word from another vocabulary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from macros.addresses import GLOSSARY
from macros.content.model.fields.new_words import GROWING, known_word, list_of
from macros.content.model.fields.reference import all_fields, shape_of
from macros.content.model.fields.slips import NOT_KNOWN
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN, Vocabularies, Vocabulary


@cache
def takes_one() -> frozenset[str]:
    """Fields that take one word of a list only, by their own names."""
    from macros.content.model.project import Project  # its types are made of these rules
    from macros.content.model.tool import Tool

    return frozenset(n for m in (Project, Tool) for n, s in all_fields(m) if s.vocabulary and not s.many)


@cache
def field_of() -> Mapping[str, str]:
    """Vocabulary -> the fields of a project that take its words, as an author writes them: ``benefits.type``."""
    from macros.content.model.project import Project

    found: dict[str, list[str]] = {}
    for name, shape in shape_of(Project).fields.items():
        inner = [(f"{name}.{part}", below.vocabulary) for part, below in shape.fields.items()]
        for vocabulary in dict.fromkeys([v for _, v in inner] or [shape.vocabulary]):
            parts = [where for where, v in inner if v == vocabulary]
            # A record with two such fields is called by its own name: a phase has a start and an end.
            found.setdefault(vocabulary, []).append(parts[0] if len(parts) == 1 else name)
    return {vocabulary: ", ".join(fields) for vocabulary, fields in found.items() if vocabulary}


def term_slip(
    text: str, field: str, vocabulary: Vocabulary, words: Vocabularies, unknown: bool
) -> dict[str, Any] | None:
    """The refusal's code and facts for a text that is no word of ``vocabulary``; None when nobody recognises it."""
    low = text.casefold()
    if low in NOT_KNOWN or low == UNKNOWN:
        if unknown:
            return {"code": "FM210", "write": f"{field}: {UNKNOWN}"}
        return None if field == "type" else {"code": "FM211"}
    bare = re.fullmatch(r"\s*\[(.*)\]\s*", text)
    if bare:  # a list in quotation marks: one text, where several words were meant
        parts = [part.strip(" '\"") for part in bare[1].split(",") if part.strip(" '\"")]
        keys = [vocabulary.resolve(part) for part in parts]
        if any(keys) and field not in takes_one():
            known = [key or part for key, part in zip(keys, parts, strict=True)]
            return {"code": "FM248", "write": f"{field}: [{', '.join(known)}]"}
    for code, pattern in (("FM240", r"\s*[,;/+&|•]\s*"), ("FM241", r"\s*,\s*|\s+(?:og|samt|eller|and)\s+")):
        parts = [p for p in re.split(pattern, text) if p.strip()]
        if len(parts) > 1 and (keys := [vocabulary.resolve(p) for p in parts]) and any(keys):
            near = vocabulary.suggest(text) or ""
            if code == "FM241" and not all(keys) and " og " in near:
                return None  # «Barn og ungdommer» is one word misspelt, not two
            known = [key or part for key, part in zip(keys, parts, strict=True)]
            if field in takes_one():
                return {"code": "FM242", "write": f"{field}: {known[0]}"}
            return {"code": code, "write": f"{field}: [{', '.join(known)}]"}
    if (both := _side_by_side(text, vocabulary)) and field not in takes_one():
        return {"code": "FM250", "write": f"{field}: [{', '.join(both)}]"}
    for name, where in field_of().items():
        if (vocabulary.name, name) == ("organisations", "municipalities"):
            continue  # «Lillestrøm kommune» as an owner is an organisation nobody has listed yet, not a misplaced word
        if name in words and name != vocabulary.name and where.split(".")[-1] != field and words[name].resolve(text):
            return {"code": "FM243", "other": where, **no_word(text, vocabulary, words, unknown)}
    return None


def _side_by_side(text: str, vocabulary: Vocabulary) -> list[str]:
    """The words of ``vocabulary`` that stand one after the other with nothing between; empty when something else does."""
    parts, found = text.split(), list[str]()
    while parts:
        whole = next((n for n in range(len(parts), 0, -1) if vocabulary.resolve(" ".join(parts[:n]))), 0)
        if not whole:
            return []
        found.append(str(vocabulary.resolve(" ".join(parts[:whole]))))
        parts = parts[whole:]
    return found if len(found) > 1 else []


def phases_in(value: object, phases: Vocabulary) -> str | None:
    """What to type for a span of phases written with an arrow, a dash, «til» or as a list; None when it is no such."""
    if isinstance(value, (list, tuple)):
        parts = [str(v) for v in value]
    elif isinstance(value, str) and not phases.resolve(value):
        parts = re.split(r"\s*(?:-+>|→|=>|–|—|,|;|/)\s*|\s+(?:til|og|-)\s+", value)
    else:
        return None
    keys = [phases.resolve(part) for part in parts]
    if len(keys) < 2 or not keys[0] or not keys[-1]:
        return None
    return f"phase: {{start: {phases[keys[0]].name()}, end: {phases[keys[-1]].name()}}}"


def phase_number(value: object, phases: Vocabulary) -> str | None:
    """What to type for ``2`` or ``fase 2``: the second phase's name."""
    match = re.fullmatch(r"(?:fase\s*)?([1-9])\.?", value.strip().casefold()) if isinstance(value, str) else None
    names = [v.name() for v in phases]
    return f"phase: {names[int(match[1]) - 1]}" if match and int(match[1]) <= len(names) else None


def no_word(text: str, vocabulary: Vocabulary, words: Vocabularies, unknown: bool) -> dict[str, str]:
    """The facts for a text that nobody recognises: what is allowed, what may be meant, where new words are put."""
    names = [v.name() for v in vocabulary if not v.valid_to] + ([UNKNOWN] if unknown else [])
    shown = ", ".join(names[:12]) + (
        labels()("words.more", count=len(names), where=GLOSSARY) if len(names) > 12 else ""
    )
    name = list_of(vocabulary.name)
    extra = labels()("words.grows", file=f"docs/_data/vocabulary/{name}.yml") if name in GROWING else ""
    near = known_word(text, vocabulary, words) or vocabulary.suggest(text)
    return {"allowed": shown, "suggestion": near or "", "extra": extra}
