"""The vocabularies and the quoted figures: data files under ``docs/_data`` -> typed values."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from macros.intake.fields import build
from macros.intake.places import load_places
from macros.intake.text import read_text
from macros.intake.word_rules import figures_once, followed, named, no_circles, useful_words
from macros.intake.yaml_nodes import Tree, parse
from macros.model import Figure, RateTable
from macros.model.types import Slug, Text, YesNo
from macros.problems import Place, Problem, problem
from macros.vocabulary import SUBSETS, Value, Vocabularies, Vocabulary, fold

FOLDER = "docs/_data/vocabulary"
FIGURES = "docs/_data/figures.yml"
RATES = "docs/_data/rates.yml"
SEARCH_WORDS = "docs/_data/search.yml"
STANDARD_HOURS = 1550.0
"""Worked hours in a man-year when the data file is missing: the example of the design note."""
REQUIRED = (
    "barriers benefit_forms benefit_recipients benefit_status benefit_types budget_effects cost_kinds deliverables "
    "directions drivers formats guidance hours_bands innovation_types languages licenses organisations organisation_kinds "
    "outcome_status patient_counts patient_groups phases programs regions rounds source_extents statuses themes "
    "tool_purposes tool_times"
).split()


class _ValueFile(BaseModel):
    """A value as the data file writes it. What is not named here is kept as ``extra``."""

    model_config = ConfigDict(extra="allow")
    key: Slug
    label: Mapping[str, Text]
    aliases: tuple[Text, ...] = ()
    description: Mapping[str, Text] = Field(default_factory=dict)
    note: Mapping[str, Text] = Field(default_factory=dict)
    unverified: Text | None = None
    valid_from: Text | None = None
    valid_to: Text | None = None
    replaced_by: Slug | None = None
    split_into: tuple[Slug, ...] = ()


class _VocabularyFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    label: Mapping[str, Text]
    description: Mapping[str, Text] = Field(default_factory=dict)
    closed: YesNo = True
    source: Mapping[str, Text] = Field(default_factory=dict)
    values: tuple[_ValueFile, ...]


class SearchWords(BaseModel):
    """Words the search treats alike. ``variants`` also inside words; ``synonyms`` both ways; ``expands`` one way."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    variants: Mapping[str, Text] = Field(default_factory=dict)
    synonyms: tuple[tuple[Text, ...], ...] = ()
    expands: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)


class _FiguresFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    figures: tuple[Figure, ...]


def load_vocabularies(root: Path) -> tuple[Vocabularies, list[Problem]]:
    """Every vocabulary under ``docs/_data/vocabulary``, the subsets of organisations and the municipalities included."""
    vocabularies: dict[str, Vocabulary] = {}
    problems: list[Problem] = []
    for file in sorted((root / FOLDER).glob("*.yml")):
        path = f"{FOLDER}/{file.name}"
        tree, found = _read_yaml(file, path)
        problems += found
        if found:
            continue
        record, found = build(_VocabularyFile, tree, path)
        problems += found
        if record:
            problems += _repeated(record, tree, path) + _deadlines(record, tree, path)
            unnamed = list(named([v.label for v in record.values], record.label, tree, path))
            problems += unnamed
            if unnamed:
                continue
            values = tuple(_value(v) for v in record.values)
            vocabularies[file.stem] = Vocabulary(
                file.stem, record.label, values, record.closed, record.description, record.source
            )
            problems += followed(vocabularies[file.stem], tree, path)
    for name in REQUIRED:
        if name not in vocabularies and not any(p.path.endswith(f"/{name}.yml") for p in problems):
            problems.append(problem("VK001", f"{FOLDER}/{name}.yml", Place(), value=name))
    for name, (whole, kind) in SUBSETS.items():
        if whole in vocabularies:
            vocabularies[name] = vocabularies[whole].subset(name, kind)
    places, found = load_places(root, vocabularies)
    problems += found
    if places:
        vocabularies[places.name] = places
    circles = no_circles(vocabularies, f"{FOLDER}/organisations.yml")
    return vocabularies, problems + list(_dangling(vocabularies)) + list(circles)


def load_figures(root: Path) -> tuple[dict[str, Figure], list[Problem]]:
    """The figures that sources state and pages quote, by key."""
    tree, problems = _read_yaml(root / FIGURES, FIGURES)
    if problems:
        return {}, problems
    record, problems = build(_FiguresFile, tree, FIGURES)
    problems += figures_once([f.key for f in record.figures], tree, FIGURES) if record else ()
    return {f.key: f for f in record.figures} if record else {}, problems


def load_rates(root: Path) -> tuple[RateTable, list[Problem]]:
    """What an hour of each role costs. Without the file a price model must hold every rate itself."""
    if not (root / RATES).exists():
        return RateTable(worked_hours=STANDARD_HOURS), []
    tree, problems = _read_yaml(root / RATES, RATES)
    record, problems = (None, problems) if problems else build(RateTable, tree, RATES)
    return record or RateTable(worked_hours=STANDARD_HOURS), problems


def load_search_words(root: Path) -> tuple[SearchWords, list[Problem]]:
    """Synonyms, abbreviations and spellings for the search. Without the file the search knows none."""
    if not (root / SEARCH_WORDS).exists():
        return SearchWords(), []
    tree, problems = _read_yaml(root / SEARCH_WORDS, SEARCH_WORDS)
    if problems:
        return SearchWords(), problems
    record, problems = build(SearchWords, tree, SEARCH_WORDS)
    problems += useful_words(record, tree, SEARCH_WORDS) if record else ()
    return record or SearchWords(), problems


def _read_yaml(file: Path, path: str) -> tuple[Tree, list[Problem]]:
    text = read_text(file, path)
    return (Tree(), [text]) if isinstance(text, Problem) else parse(text, path, 1)


def _value(v: _ValueFile) -> Value:
    extra: dict[str, Any] = {k: x for k, x in (v.model_extra or {}).items() if x is not None}
    optional: dict[str, Any] = {k: getattr(v, k) or "" for k in ("unverified", "valid_from", "valid_to", "replaced_by")}
    return Value(v.key, v.label, v.aliases, v.description, v.note, extra=extra, split_into=v.split_into, **optional)


def _repeated(record: _VocabularyFile, tree: Tree, path: str) -> list[Problem]:
    """A spelling that two values share would make an author's word ambiguous."""
    seen: dict[str, str] = {}
    problems = []
    for index, value in enumerate(record.values):
        for spelling in dict.fromkeys(map(fold, (value.key, *value.label.values(), *value.aliases))):
            if seen.setdefault(spelling, value.key) != value.key or (
                spelling == fold(value.key) and _twice(record, value.key)
            ):
                problems.append(problem("VK002", path, tree.place(("values", index)), value=spelling))
    return problems


def _deadlines(record: _VocabularyFile, tree: Tree, path: str) -> list[Problem]:
    """A deadline is a year, a month or a day of the calendar; the calendar of deadlines has no other."""
    problems = []
    for index, value in enumerate(record.values):
        text = str((value.model_extra or {}).get("deadline") or "")
        try:
            if text and not re.fullmatch(r"\d{4}(-\d\d){0,2}", text):
                raise ValueError
            if text:
                date.fromisoformat((text + "-01-01")[:10])
        except ValueError:
            problems.append(problem("VK004", path, tree.place(("values", index, "deadline")), "deadline", text))
    return problems


def _twice(record: _VocabularyFile, key: str) -> bool:
    return sum(v.key == key for v in record.values) > 1


def _dangling(vocabularies: Vocabularies) -> list[Problem]:
    """Organisations name their kind, region and parent; each must exist."""
    if "organisations" not in vocabularies:
        return []
    points = {"kind": "organisation_kinds", "region": "regions", "parent": "organisations"}
    return [
        problem(
            "VK003",
            f"{FOLDER}/organisations.yml",
            Place(),
            value.key,
            str(value.extra[name]),
            vocabulary=target,
            suggestion=vocabularies[target].suggest(str(value.extra[name])),
        )
        for value in vocabularies["organisations"]
        for name, target in points.items()
        if name in value.extra and target in vocabularies and value.extra[name] not in vocabularies[target]
    ]
