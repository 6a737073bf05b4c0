"""The quoted figures, the rates and the words of the search: data files under ``docs/_data`` -> typed values, and what must
hold in each. A docstring is a rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from macros.content.data.file import read_data
from macros.content.model import Figure, RateTable
from macros.content.model.fields.types import Text
from macros.content.yaml.nodes import Tree
from macros.words.problems import Problem, problem
from macros.words.vocabulary import fold

WORD_LISTS = "docs/_data/vocabulary"
"""The folder of the word lists, which ``vocabularies`` reads."""
FIGURES = "docs/_data/figures.yml"
RATES = "docs/_data/rates.yml"
SEARCH_WORDS = "docs/_data/search.yml"
STANDARD_HOURS = 1550.0
"""Worked hours in a man-year when the data file is missing: the example of the design note."""


class SearchWords(BaseModel):
    """Words the search treats alike. ``variants`` also inside words; ``synonyms`` both ways; ``expands`` one way."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    variants: Mapping[str, Text] = Field(default_factory=dict)
    synonyms: tuple[tuple[Text, ...], ...] = ()
    expands: Mapping[str, tuple[Text, ...]] = Field(default_factory=dict)


class _FiguresFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    figures: tuple[Figure, ...] = ()


def load_figures(root: Path) -> tuple[dict[str, Figure], list[Problem]]:
    """The figures that sources state and pages quote, by key."""
    record, tree, problems = read_data(root / FIGURES, FIGURES, _FiguresFile)
    problems += _once([f.key for f in record.figures], "figures", tree, FIGURES) if record else ()
    return {f.key: f for f in record.figures} if record else {}, problems


def load_rates(root: Path) -> tuple[RateTable, list[Problem]]:
    """What an hour of each role costs. Without the file a price model must hold every rate itself."""
    table = RateTable(worked_hours=STANDARD_HOURS)
    if not (root / RATES).exists():
        return table, []
    record, tree, problems = read_data(root / RATES, RATES, RateTable)
    problems += _roles_once(record, tree, RATES) if record else ()
    return record or table, problems


def load_search_words(root: Path) -> tuple[SearchWords, list[Problem]]:
    """Synonyms, abbreviations and spellings for the search. Without the file the search knows none."""
    if not (root / SEARCH_WORDS).exists():
        return SearchWords(), []
    record, tree, problems = read_data(root / SEARCH_WORDS, SEARCH_WORDS, SearchWords)
    problems += _useful_words(record, tree, SEARCH_WORDS) if record else ()
    return record or SearchWords(), problems


def _once(keys: Sequence[str], field: str, tree: Tree, path: str) -> Iterator[Problem]:
    """A figure's key is used once."""
    for index, key in enumerate(keys):
        if keys.index(key) != index:
            yield problem("VK106", path, tree.place((field, index, "key")), "key", key)


def _roles_once(table: RateTable, tree: Tree, path: str) -> Iterator[Problem]:
    """A role is named once: two rows would each have a rate, and only the first would count."""
    seen: dict[str, int] = {}
    for index, role in enumerate(table.roles):
        for spelling in dict.fromkeys(map(fold, (role.key, *role.label.values(), *role.aliases))):
            if (first := seen.setdefault(spelling, index)) != index:
                at = tree.place(("roles", index))
                yield problem("VK114", path, at, "roles", spelling, first_line=tree.place(("roles", first)).line)
                break


def _useful_words(words: SearchWords, tree: Tree, path: str) -> Iterator[Problem]:
    """A group of synonyms has two words or more, and no spelling is changed into itself or changed twice."""
    for index, group in enumerate(words.synonyms):
        if len(set(group)) < 2:
            yield problem("VK107", path, tree.place(("synonyms", index)), "synonyms", ", ".join(group))
    for written, meant in words.variants.items():
        if written == meant:
            yield problem("VK110", path, tree.place(("variants", written)), "variants", written)
            continue
        again = next((key for key in words.variants if key in meant), None)
        if again:
            place = tree.place(("variants", written))
            yield problem("VK119", path, place, "variants", written, other=meant, key=again)
