"""The vocabularies: data files under ``docs/_data/vocabulary`` and the list of municipalities -> typed values."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from macros.content.data import word_rules
from macros.content.data.file import read_data
from macros.content.data.places import load_places
from macros.content.data.tables import WORD_LISTS
from macros.content.model.data.word_list import COMMON, Word, WordList, list_model
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import SUBSETS, Value, Vocabularies, Vocabulary
from macros.words.vocabulary.relied_on import LISTS, RELIED_ON


def load_vocabularies(root: Path) -> tuple[Vocabularies, list[Problem]]:
    """Every word list that is right, with the subsets of organisations and the municipalities, and what is wrong with the others.

    A list with an error is left out: nothing is judged by it, so one mistake in it gives one message.
    """
    vocabularies: dict[str, Vocabulary] = {}
    problems: list[Problem] = []
    read: word_rules.Lists = {}
    for name in LISTS:
        path = f"{WORD_LISTS}/{name}.yml"
        if not (root / path).exists():
            problems.append(problem("VK001", path, Place(), value=name))
            continue
        record, tree, found = read_data(root / path, path, list_model(name))
        if record:
            found += word_rules.within(record, tree, path, RELIED_ON.get(name, ()))
        problems += found
        if record and not any(p.severity == "error" for p in found):
            vocabularies[name] = _vocabulary(name, record)
            read[name] = (record, tree, path)
        else:
            first = min(p.line for p in found)
            problems.append(problem("VK118", path, Place(first), value=name))
    problems += word_rules.between(read, vocabularies)
    for name, (whole, kind) in SUBSETS.items():
        if whole in vocabularies:
            vocabularies[name] = vocabularies[whole].subset(name, kind)
    if {"organisations", "regions"} <= vocabularies.keys():  # what the municipalities are judged by
        places, found = load_places(root, vocabularies)
        problems += found
        if places:
            vocabularies[places.name] = places
    return vocabularies, problems


def _vocabulary(name: str, record: WordList[Word]) -> Vocabulary:
    source = record.source.model_dump(exclude_none=True) if record.source else {}
    values = tuple(map(_value, record.values))
    return Vocabulary(name, record.label, values, record.closed, record.description, source)


def _value(word: Word) -> Value:
    """A word as the rest of the program sees it; what only its own list has is ``extra``."""
    own = {n: getattr(word, n) for n in type(word).model_fields if n not in COMMON}
    optional: dict[str, Any] = {
        k: getattr(word, k) or "" for k in ("unverified", "valid_from", "valid_to", "replaced_by")
    }
    return Value(
        word.key,
        word.label,
        word.aliases,
        word.description,
        word.note,
        extra={k: v for k, v in own.items() if v is not None},
        split_into=word.split_into,
        **optional,
    )
