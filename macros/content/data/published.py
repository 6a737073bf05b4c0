"""What reports have published: ``docs/_data/published``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from macros.content.data.file import read_folder
from macros.content.model import Figure
from macros.content.model.data.published import PublishedYear
from macros.content.yaml.nodes import Tree
from macros.words.problems import Problem, problem

PUBLISHED = "docs/_data/published"


@dataclass(frozen=True, eq=False)
class Report:
    """What a report says, the file it is told in, and where each part of it stands there."""

    data: PublishedYear
    path: str
    places: Tree


def load_published(root: Path, figures: Mapping[str, Figure] | None) -> tuple[dict[int, Report], list[Problem]]:
    """Year -> what its report says. ``figures`` are those that editorial pages quote; None when nobody could read them."""
    years: dict[int, Report] = {}
    problems: list[Problem] = []
    for path, record, tree, found in read_folder(root, PUBLISHED, PublishedYear):
        problems += found
        if record:
            problems += _judge(record, tree, path, figures)
            years[record.year] = Report(record, path, tree)
    return years, problems


def _judge(record: PublishedYear, tree: Tree, path: str, figures: Mapping[str, Figure] | None) -> Iterator[Problem]:
    """A year per file, each key once, and only names that exist."""
    if not re.fullmatch(rf"{record.year}", Path(path).stem):
        yield problem("PF003", path, tree.place(("year",)), "year", str(record.year), expected=Path(path).stem)
    keys = [entry.key for entry in record.figures]
    for index, entry in enumerate(record.figures):
        if keys.index(entry.key) != index:
            yield problem("PF004", path, tree.place(("figures", index, "key")), "key", entry.key)
        if entry.figure and figures is not None and entry.figure not in figures:
            place = tree.place(("figures", index, "figure"))
            yield problem("PF005", path, place, "figure", entry.figure)
        quoted = figures.get(entry.figure) if figures and entry.figure else None
        if quoted and entry.value is not None and entry.value != quoted.value:
            place, value = tree.place(("figures", index, "value")), f"{entry.value:g}"
            yield problem("PF010", path, place, "value", value, figure=entry.figure, quoted=f"{quoted.value:g}")
    for number, guess in enumerate(record.hypotheses):
        for index, key in enumerate(guess.about):
            if key not in keys:
                yield problem("PF007", path, tree.place(("hypotheses", number, "about", index)), "about", key)
