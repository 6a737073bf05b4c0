"""What people write in forms and sheets as the values of fields: «50 t», «S1 2024», «SiV og Tønsberg kommune».

Only what is beyond doubt is read; the rest stays text, for the validator or for the author.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from macros.authoring.entries import field_facts
from macros.authoring.yaml.front_matter import front_matter_text
from macros.content.model import Project
from macros.content.model.fields.reference import FieldFact, column, may_be_unknown
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import parse
from macros.text.invisible import one_line
from macros.text.norwegian import MONTHS
from macros.text.patterns import iso_day
from macros.words.vocabulary import UNKNOWN, Vocabularies, Vocabulary

_SPLITS = (r"\s*[|;\n]\s*", r"\s*[,;/\n]\s*", r"\s*(?:[,;/\n+&]|\s+og\s+|\s+samt\s+)\s*")


def value_of(name: str, text: str, words: Vocabularies) -> tuple[Any, bool]:
    """The value of the field ``name`` (``phase.start`` for an inner one) and whether it is surely what was meant."""
    text = text.strip()
    (outer, _, inner), fact = name.partition("."), _fact(name)
    if outer == "phase" and not inner:
        return _span(text, words["phases"])
    if fact.kind == "object" and text[:1] in ("[", "{"):  # as our own export writes it
        with suppress(ValueError, RecursionError):
            return json.loads(text), True
    if text.casefold() == UNKNOWN:
        return UNKNOWN, outer in may_be_unknown(Project)
    if fact.kind == "word":
        return _words(text, words[fact.vocabulary], fact.many)
    if fact.kind == "number":
        return _number(text)
    if fact.kind == "date":
        found = iso_date(text)
        return (found or text), bool(found)
    if outer == "source":
        return [{"title": one_line(text)}], True
    if fact.kind == "object":
        return text, False
    if fact.many:
        return [one_line(part) for part in re.split(r"[|;\n]", text) if part.strip()], True
    return one_line(text), True


def tolerant(name: str, value: Any, text: str, words: Vocabularies) -> Any:
    """``value``, read to the letter from ``text``; as people write («150 t», «29.11.2026») when it is no value so."""
    fact = _fact(name)
    items = value if isinstance(value, list) else [value]
    if fact.kind == "word":
        vocabulary = words[fact.vocabulary]
        right = all(isinstance(v, str) and (v == UNKNOWN or vocabulary.resolve(v)) for v in items)
    elif fact.kind == "number":
        right = not isinstance(value, str)
    elif fact.kind == "date":
        right = isinstance(value, str) and iso_date(value) == value
    else:
        return value
    read, sure = (value, True) if right else value_of(name, text, words)
    return read if sure else value


def refused(fields: Mapping[str, Any], words: Vocabularies) -> list[str]:
    """The fields whose values the validator does not accept."""
    tree, problems = parse(front_matter_text(fields), "", 1)
    _, found = build(Project, tree, "", words)
    names = dict.fromkeys(p.field.partition(".")[0] for p in (*problems, *found) if p.severity == "error")
    return [name for name in names if name in fields and name in field_facts()]


def shown(value: Any) -> str:
    """A value as one line, to tell what was read or what changes."""
    if isinstance(value, dict):
        return ", ".join(filter(None, (shown(item) for item in value.values())))
    return ", ".join(map(shown, value)) if isinstance(value, (list, tuple)) else "" if value is None else str(value)


def can_be_text(name: str) -> bool:
    """Whether ``value_of`` may find the field ``name`` in a text; an object is more than a text can tell."""
    return name in ("phase", "source") or _fact(name).kind != "object"


def _fact(name: str) -> FieldFact:
    fact = column(Project, name) or column(Project, name.partition(".")[0])
    if fact is None:
        raise KeyError(name)
    return fact


def several(text: str, vocabulary: Vocabulary) -> list[str] | None:
    """The keys of everything ``text`` names, or None when something in it is unknown."""
    for pattern in (None, *_SPLITS):
        parts = [text] if pattern is None else re.split(pattern, text)
        keys = [resolve(part, vocabulary) for part in parts if part.strip()]
        if keys and all(keys):
            return list(dict.fromkeys(key for key in keys if key))
    return None


def resolve(text: str, vocabulary: Vocabulary) -> str | None:
    """The key of one word, also when a line break has put a hyphen into it («Universitets-sykehuset»)."""
    plain = one_line(text).strip(" .-–•*")
    joined = re.sub(r"(?<=[a-zæøå])-\s*(?=[a-zæøå])", "", plain)
    return vocabulary.resolve(plain) or vocabulary.resolve(joined)


def iso_date(text: str) -> str | None:
    """A year, month or day as ISO writes it: ``20.11.2024``, ``20. november 2024``, ``november 2024``, ``2024``."""
    plain = one_line(text).casefold().rstrip(".")
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", plain):
        return plain if iso_day((plain + "-01-01")[:10]) else None
    month = "|".join(MONTHS)
    if match := re.fullmatch(r"(\d{1,2})\s*[./]\s*(\d{1,2})\s*[./-]\s*(\d{4})", plain):
        found = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    elif match := re.fullmatch(rf"(\d{{1,2}})\.?\s+({month})\.?\s+(\d{{4}})", plain):
        found = f"{match[3]}-{MONTHS[match[2]]:02}-{int(match[1]):02}"
    elif match := re.fullmatch(rf"({month})\.?\s+(\d{{4}})", plain):
        return f"{match[2]}-{MONTHS[match[1]]:02}"
    else:
        return None
    return found if iso_day(found) else None


def hours(text: str) -> int | None:
    """``50 t``, ``120 timer``, ``1 250`` -> whole hours; nothing for «ca. 50» and «50–60»."""
    match = re.fullmatch(r"(\d{1,3}(?:[ .]\d{3})*|\d{1,5})(?:[.,]0+)?\s*(?:t|timer|timar|h)?\.?", one_line(text))
    return int(re.sub(r"\D", "", match[1])) if match else None


def _number(text: str) -> tuple[Any, bool]:
    found = hours(text)
    if found is None and re.fullmatch(r"\d{1,9}[.,]\d{1,10}", text):
        return float(text.replace(",", ".")), True
    return (text, False) if found is None else (found, True)


def _words(text: str, vocabulary: Vocabulary, many: bool) -> tuple[Any, bool]:
    if many:
        keys = several(text, vocabulary)
        return (keys, True) if keys else (list(_pieces(text)), False)
    key = resolve(text, vocabulary)
    return (key, True) if key else (one_line(text), False)


def _pieces(text: str) -> Iterator[str]:
    """What the author listed, when the list says so itself; «og» and commas may be part of a name."""
    for part in re.split(_SPLITS[0], text):
        if part.strip():
            yield one_line(part)


def _span(text: str, phases: Vocabulary) -> tuple[Any, bool]:
    ends = [p for p in re.split(r"\s*(?:→|->|[-–—/\n]|\btil\b)\s*", text) if p.strip()]
    keys = [resolve(end, phases) for end in ends]
    if keys and all(keys) and len(keys) <= 2:
        return {"start": keys[0], "end": keys[-1]}, True
    return one_line(text), text.casefold() == UNKNOWN
