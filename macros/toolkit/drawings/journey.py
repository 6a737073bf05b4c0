"""A journey as a canvas: a column for each step, what the patient sees above a line, what happens behind it below."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from macros.toolkit.drawings.letters import wrap
from macros.toolkit.drawings.shapes import Box, Drawing, Line, Point, Shape, Tone, Words
from macros.words.labels import Labels

MOST = 9
"""Steps side by side: more would be too small to read on a page of A4 across."""
NAMES, STEP, GAP, PAD = 118.0, 140.0, 8.0, 9.0
"""Pixels: the column with the lanes' names, a step, the space between boxes and the air inside them."""
SIZE, LEADING, SMALL = 13.0, 17.0, 12.0
BY_HAND = 4
"""Lines of room in a box that nobody has written in yet."""
FELT = 100.0
"""The height of the lane where the feelings are drawn."""
DASH = (7, 5)


@dataclass(frozen=True)
class Lane:
    """A row of the canvas: what it is called, and its text at each step. ``scale``: the feelings, best first."""

    name: str
    texts: tuple[str, ...]
    scale: tuple[str, ...] = ()


@dataclass(frozen=True)
class Canvas:
    """What is drawn. ``expected``: the journey is a plan, and its line of feelings is dashed."""

    title: str
    heads: tuple[str, ...]
    seen: tuple[Lane, ...]
    behind: tuple[Lane, ...]
    expected: bool = False


def journeys(canvas: Canvas, t: Labels) -> tuple[Drawing, ...]:
    """The canvas in drawings of at most ``MOST`` steps, as even as can be."""
    count = -(-len(canvas.heads) // MOST)
    edges = [round(len(canvas.heads) * part / count) for part in range(count + 1)] if count else []
    return tuple(_journey(canvas, first, last, t) for first, last in itertools.pairwise(edges))


def _journey(canvas: Canvas, first: int, last: int, t: Labels) -> Drawing:
    width = NAMES + (last - first) * STEP
    shapes: list[Shape] = []
    y = _heads(shapes, canvas.heads[first:last])
    for lane in canvas.seen:
        draw = _feelings if lane.scale else _texts
        y = draw(shapes, lane, first, last, y, canvas.expected, seen=True)
    if canvas.behind:
        shapes += [Line(((0, y + 9), (width, y + 9)), "clay", 2, DASH)]
        shapes += [Words(0, y + 26, t("drawing.journey.line"), SMALL, True, "clay")]
        y += 36
    for lane in canvas.behind:
        y = _texts(shapes, lane, first, last, y, canvas.expected, seen=False)
    return Drawing(width, y, tuple(shapes), _alt(canvas, first, last, t))


def _alt(canvas: Canvas, first: int, last: int, t: Labels) -> str:
    if not any(canvas.heads):
        return t("drawing.journey.alt.empty", title=canvas.title)
    steps = t("drawing.journey.steps", first=first + 1, last=last, all=len(canvas.heads))
    return t("drawing.journey.alt", title=canvas.title, steps=steps)


def _heads(shapes: list[Shape], heads: Sequence[str]) -> float:
    """When each step happens, on an arrow that goes on to the next."""
    lines = [wrap(text, STEP - 2 * PAD - 14, SIZE, True) for text in heads]
    height = max(max(map(len, lines)) * LEADING + 2 * PAD, 34)
    for index, text in enumerate(lines):
        x = NAMES + index * STEP
        written: tuple[Tone, Tone | None] = ("fjord", None) if text else ("paper", "edge")
        shapes.append(Box(x, 0, STEP - GAP, height, *written, radius=4))
        shapes += _lines(text, x + PAD, (height - len(text) * LEADING) / 2, bold=True, tone="paper")
        if index:
            middle = height / 2
            shapes.append(Line(((x - GAP - 3, middle), (x + 1, middle)), "fjord", 3))
    return height + GAP


def _texts(shapes: list[Shape], lane: Lane, first: int, last: int, y: float, expected: bool, *, seen: bool) -> float:
    lines = [wrap(text, STEP - GAP - 2 * PAD, SIZE) for text in lane.texts[first:last]]
    name = wrap(lane.name, NAMES - PAD, SMALL, True)
    least = 2 if any(lines) else BY_HAND
    height = max(*map(len, lines), len(name), least) * LEADING + 2 * PAD
    shapes += _lines(name, 0, y + PAD, SMALL, bold=True, tone="muted")
    for index, text in enumerate(lines):
        x = NAMES + index * STEP
        shapes.append(Box(x, y, STEP - GAP, height, "fjord-soft" if seen else "paper", None if seen else "edge", 4))
        shapes += _lines(text, x + PAD, y + PAD)
    return y + height + GAP


def _feelings(shapes: list[Shape], lane: Lane, first: int, last: int, y: float, expected: bool, *, seen: bool) -> float:
    """A line that goes up and down; each point has its word, so the height alone tells nothing."""
    shapes += _lines(wrap(lane.name, NAMES - PAD, SMALL, True), 0, y + PAD, SMALL, bold=True, tone="muted")
    right = NAMES + (last - first) * STEP - GAP
    places = [y + 28 + (FELT - 54) * place / max(len(lane.scale) - 1, 1) for place in range(len(lane.scale))]
    shapes += [Line(((NAMES, place), (right, place)), "line", 1) for place in places]
    points: list[tuple[Point, str]] = []
    for index, text in enumerate(lane.texts[first:last]):
        if text in lane.scale:
            points.append(((NAMES + index * STEP + (STEP - GAP) / 2, places[lane.scale.index(text)]), text))
    for run in (r for r in _runs([point for point, _ in points]) if len(r) > 1):
        shapes.append(Line(tuple(run), "fjord", 2.5, DASH if expected else ()))
    for (x, at), text in points:
        below = at > places[0] and at == places[-1]  # where the line comes down to, its word is in nobody's way
        shapes.append(Box(x - 5, at - 5, 10, 10, "fjord", None, 5))
        shapes.append(Words(x, at + 19 if below else at - 10, text, SMALL, False, "ink", True))
    return y + FELT + GAP


def _runs(points: Sequence[Point]) -> Iterator[list[Point]]:
    """Points of steps beside each other: the line stops where nobody has said how it feels."""
    run: list[Point] = []
    for point in points:
        if run and point[0] - run[-1][0] > STEP * 1.5:
            yield run
            run = []
        run.append(point)
    yield run


def _lines(
    lines: Sequence[str], x: float, y: float, size: float = SIZE, *, bold: bool = False, tone: Tone = "ink"
) -> Iterator[Words]:
    for index, line in enumerate(lines):
        yield Words(x, y + size + index * LEADING, line, size, bold, tone)
