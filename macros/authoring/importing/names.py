"""Which field or part of the text a column, a label or a heading means. The words are in ``names.yml`` and the fields' in ``content/yaml/field_names.yml``."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from macros.authoring.rows import ADDRESS, base_columns, part_of
from macros.content.yaml.field_names import LANGUAGES, spellings
from macros.opendata import flat_fields
from macros.words.labels import labels
from macros.words.vocabulary import fold
from macros.words.vocabulary.near import alike

SECTIONS = ("challenge", "goal", "contribution", "result", "next")
"""The parts of a write-up's text, in order."""


@dataclass(frozen=True)
class Name:
    """``kind`` is ``field``, ``section`` or ``ignored``; ``key`` the column of ``rows.py`` or the part of the text."""

    kind: str
    key: str


def heading(section: str) -> str:
    """The heading over a part of the text."""
    return labels()(f"body.heading.{section}")


def meaning(text: str, *kinds: str) -> Name | None:
    """What ``text`` names, or None. With ``kinds`` only those are considered."""
    found = _known().get(_folded(text))
    return found if found and (not kinds or found.kind in kinds) else None


def is_document(text: str) -> bool:
    """Whether ``text`` is what documents are called («Sluttrapport»), and so not a project's name."""
    return fold(text) in _documents()


def title_parts(text: str) -> list[str]:
    """``Sluttrapport: Trygg hjem`` -> its two parts."""
    return [part for part in re.split(r"\s*[:–—|]\s+|\s+-\s+", text) if part.strip()]


def nearest(text: str) -> str | None:
    """The nearest name we know, when it is near enough to be meant."""
    near = alike(_folded(text), _known(), cutoff=0.7)
    return _known()[near].key if near and _known()[near].kind == "field" else near


def is_field(name: Name | None) -> bool:
    """Whether a heading is the name of a field, rather than of a section of the text or of nothing we know."""
    return name is not None and name.kind == "field"


def _folded(text: str) -> str:
    """``3. Prosjektets mål (maks 200 ord):*`` -> ``prosjektets mål``."""
    plain = re.sub(r"\([^()]*\)\s*[:*]*\s*$", "", text.replace("/", " "))
    plain = re.sub(r"^\s*\d+(\.\d+)*[.)]?\s+(?=\D)", "", plain)
    return fold(re.sub(r"[:;?!*,.]", " ", plain))


@cache
def _documents() -> frozenset[str]:
    return frozenset(fold(word) for word in _words()["documents"])


@cache
def _words() -> Any:
    return yaml.safe_load((Path(__file__).parent / "names.yml").read_text(encoding="utf-8"))


@cache
def _known() -> dict[str, Name]:
    data = _words()
    known = {_folded(word): Name("ignored", word) for word in data["ignored"]}
    for kind, part in (("section", data["sections"]), ("field", spellings())):
        for key, words in part.items():
            known |= {_folded(word): Name(kind, key) for word in words}
    for section in SECTIONS:
        headings = [labels(language)(f"body.heading.{section}") for language in LANGUAGES]
        known |= {_folded(word): Name("section", section) for word in headings}
    # A field's own name always means the field.
    return known | {fold_name(name): Name("field", name) for name in [*base_columns(), *flat_fields()]}


@cache
def _headings() -> dict[str, str]:
    return {name: words[0][:1].upper() + words[0][1:] for name, words in spellings().items()}


def column_heading(name: str) -> str:
    """What stands over a column of ``rows.py`` in Norwegian: ``phase.start`` -> ``Fase ved start``, ``body[2]`` too."""
    base, number = part_of(name)
    return _headings().get(base, base) + (f"[{number}]" if number > 1 else "")


def exported(texts: Sequence[str]) -> dict[str, str]:
    """Heading -> column for a row of headings that ``innomed export`` wrote; empty for one that somebody else did."""
    written = {text.strip() for text in texts}
    # Whoever works on an export deletes columns; with the address and the title it is still one.
    if not {column_heading(name) for name in (ADDRESS, "title")} <= written:
        return {}
    columns = {heading: name for name, heading in _headings().items()}
    found = {}
    for text in written:
        base, number = part_of(text)
        if base in columns:
            found[text] = columns[base] + (f"[{number}]" if number > 1 else "")
    return found


def fold_name(name: str) -> str:
    """``phase.start`` as headings are compared."""
    return _folded(name)
