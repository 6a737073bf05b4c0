"""What builds on what: each model with the projects that use it hanging under it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.views.charts.bars import wrap

LINE, GAP, INDENT, STEM = 19, 14, 26, 8
"""Pixels: a line of text, the space between models, where a project's name begins, and where the stem stands."""
ROOT_WRAP, LEAF_WRAP = 42, 42
"""Characters in a line: what fits on a phone."""


@dataclass(frozen=True, slots=True)
class Branch:
    """A model and those that build on it."""

    name: str
    leaves: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Text:
    x: int
    y: int
    text: str
    root: bool


@dataclass(frozen=True, slots=True)
class TreeChart:
    """Lines of text and the paths that join them."""

    height: int
    texts: tuple[Text, ...]
    paths: tuple[str, ...]
    dots: tuple[tuple[int, int], ...]


def tree_chart(branches: Sequence[Branch]) -> TreeChart:
    """Models in the given order, most used first if that is how they come."""
    texts: list[Text] = []
    paths: list[str] = []
    dots: list[tuple[int, int]] = []
    y = 0
    for branch in branches:
        dots.append((STEM, y + LINE // 2 + 1))
        top = y + LINE // 2 + 6
        for line in wrap(branch.name, ROOT_WRAP):
            texts.append(Text(INDENT - 6, y + 15, line, root=True))
            y += LINE
        for leaf in branch.leaves:
            middle = y + LINE // 2 + 1
            paths.append(f"M{STEM} {top}V{middle}H{INDENT - 5}")
            for line in wrap(leaf, LEAF_WRAP):
                texts.append(Text(INDENT, y + 15, line, root=False))
                y += LINE
        y += GAP
    return TreeChart(max(y - GAP, 0), tuple(texts), tuple(paths), tuple(dots))
