"""What people type where a controlled word is wanted: several words in one, or a word from another vocabulary."""

from __future__ import annotations

import re
from typing import Any

from macros.addresses import GLOSSARY
from macros.model.new_words import GROWING, known_word, list_of
from macros.model.slips import NOT_KNOWN
from macros.vocabulary import UNKNOWN, Vocabularies, Vocabulary

FIELD_OF = {
    "patient_groups": "patient_groups", "themes": "themes", "innovation_types": "innovation_type", "regions": "region",
    "rounds": "round", "programs": "program", "guidance": "guidance", "deliverables": "deliverables",
    "barriers": "barriers", "drivers": "drivers", "phases": "phase", "municipalities": "municipalities",
    "health_communities": "health_community", "organisations": "owner, partners", "benefit_types": "benefits.type",
    "benefit_status": "benefits.status", "benefit_recipients": "benefits.recipient", "benefit_forms": "benefits.form",
    "outcome_status": "outcome.status", "cost_kinds": "cost.kind",
}  # fmt: skip
"""Vocabulary -> the field that takes its words, as an author writes it."""
SINGLE = frozenset(
    "status language license type form budget_effect direction start end time outcome kind counts extent".split()
)
"""Fields that take one word only."""


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
        if any(keys) and field not in SINGLE:
            known = [key or part for key, part in zip(keys, parts, strict=True)]
            return {"code": "FM248", "write": f"{field}: [{', '.join(known)}]"}
    for code, pattern in (("FM240", r"\s*[,;/+&|•]\s*"), ("FM241", r"\s*,\s*|\s+(?:og|samt|eller|and)\s+")):
        parts = [p for p in re.split(pattern, text) if p.strip()]
        if len(parts) > 1 and (keys := [vocabulary.resolve(p) for p in parts]) and any(keys):
            near = vocabulary.suggest(text) or ""
            if code == "FM241" and not all(keys) and " og " in near:
                return None  # «Barn og ungdommer» is one word misspelt, not two
            known = [key or part for key, part in zip(keys, parts, strict=True)]
            if field in SINGLE:
                return {"code": "FM242", "write": f"{field}: {known[0]}"}
            return {"code": code, "write": f"{field}: [{', '.join(known)}]"}
    for name, where in FIELD_OF.items():
        if (vocabulary.name, name) == ("organisations", "municipalities"):
            continue  # «Lillestrøm kommune» as an owner is an organisation nobody has listed yet, not a misplaced word
        if name in words and name != vocabulary.name and where.split(".")[-1] != field and words[name].resolve(text):
            return {"code": "FM243", "other": where, "suggestion": vocabulary.suggest(text) or ""}
    return None


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
    shown = ", ".join(names[:12]) + (f" … ({len(names)} i alt, se {GLOSSARY})" if len(names) > 12 else "")
    name = list_of(vocabulary.name)
    extra = f"Nye føres opp i docs/_data/vocabulary/{name}.yml." if name in GROWING else ""
    near = known_word(text, vocabulary, words) or vocabulary.suggest(text)
    return {"allowed": shown, "suggestion": near or "", "extra": extra}
