"""A map of benefits (gevinstkart): effect goals ← benefits ← measures, from the rows of a plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.toolkit.drawings.letters import wrap
from macros.toolkit.drawings.shapes import Box, Drawing, Line, Shape, Tone, Words
from macros.words.labels import Labels
from macros.words.vocabulary import fold

COLUMN, BETWEEN, GAP, PAD = 298.0, 56.0, 14.0, 11.0
"""Pixels: a column of boxes, the room for arrows between two, the air between boxes and inside them."""
SIZE, LEADING, HEAD = 13.0, 17.0, 30.0
GOAL, BENEFIT, MEASURES = (place * (COLUMN + BETWEEN) for place in range(3))
"""Where each column begins."""


@dataclass(frozen=True)
class Gain:
    """A row of the plan: a benefit, the effect goal it serves and what has to be done; either may be empty."""

    benefit: str
    goal: str = ""
    measures: str = ""


def benefit_map(title: str, gains: Sequence[Gain], t: Labels) -> Drawing:
    """The map as a drawing: those of one goal beside each other, in the order the goals are named; last those without one."""
    shapes: list[Shape] = []
    for x, key in ((GOAL, "goal"), (BENEFIT, "benefit"), (MEASURES, "measures")):
        shapes.append(Words(x, SIZE, t(f"plan.book.drawing.{key}"), SIZE, True, "muted"))
    goals = list(dict.fromkeys(filter(None, (fold(gain.goal) for gain in gains))))
    y = HEAD
    for goal in [*goals, ""]:
        y = _group(shapes, [gain for gain in gains if fold(gain.goal) == goal], y)
    measures = sum(bool(gain.measures) for gain in gains)
    alt = t("drawing.benefits.alt", title=title, goals=len(goals), benefits=len(gains), measures=measures)
    return Drawing(MEASURES + COLUMN + 2, y - GAP + 2, tuple(shapes), alt)


def _group(shapes: list[Shape], gains: Sequence[Gain], y: float) -> float:
    """The benefits of one goal under each other, the goal in the middle of them; where the next group begins."""
    if not gains:
        return y
    goal = wrap(gains[0].goal, COLUMN - 2 * PAD, SIZE, True)
    rows = [(wrap(g.benefit, COLUMN - 2 * PAD, SIZE), wrap(g.measures, COLUMN - 2 * PAD, SIZE)) for g in gains]
    heights = [_height(max(map(len, row))) for row in rows]
    whole = max(sum(heights) + GAP * (len(heights) - 1), _height(len(goal)))
    middle = y + whole / 2
    if goal:
        _box(shapes, goal, GOAL, middle - _height(len(goal)) / 2, _height(len(goal)), "fjord", "paper", bold=True)
    at = middle - (sum(heights) + GAP * (len(heights) - 1)) / 2
    for (benefit, measures), height in zip(rows, heights, strict=True):
        centre = at + height / 2
        _box(shapes, benefit, BENEFIT, centre - _height(len(benefit)) / 2, _height(len(benefit)), "fjord-soft", "ink")
        if goal:
            turn = GOAL + COLUMN + BETWEEN / 2
            shapes.append(Line(((BENEFIT, centre), (turn, centre), (turn, middle), (GOAL + COLUMN + 2, middle)), "fjord", 1.5, (), arrow=True))  # fmt: skip
        if measures:
            _box(shapes, measures, MEASURES, centre - _height(len(measures)) / 2, _height(len(measures)), "paper", "ink")  # fmt: skip
            shapes.append(Line(((MEASURES, centre), (BENEFIT + COLUMN + 2, centre)), "fjord", 1.5, (), arrow=True))
        at += height + GAP
    return y + whole + GAP


def _height(lines: int) -> float:
    return lines * LEADING + 2 * PAD


def _box(
    shapes: list[Shape], lines: Sequence[str], x: float, y: float, height: float, fill: Tone, tone: Tone, *, bold: bool = False
) -> None:  # fmt: skip
    shapes.append(Box(x + 1, y, COLUMN - 2, height, fill, None if fill == "fjord" else "edge", 6))
    for index, line in enumerate(lines):
        shapes.append(Words(x + PAD, y + PAD + SIZE - 1 + index * LEADING, line, SIZE, bold, tone))
