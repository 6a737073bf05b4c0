"""Bars lying down, one row per value: single, stacked or beside each other."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass

LABEL, TRACK, THIN, GAP, TOP = 19, 18, 11, 17, 4
"""Pixels: a line of the label, a bar, a bar among several, the space under a row and above the first."""
WRAP = 38
"""Characters in a line of a label: what fits beside the number on a phone."""
TONES = 5
INSIDE = 7.0
"""Percent of the width that a part needs to carry its number."""


@dataclass(frozen=True, slots=True)
class Segment:
    """A part of a bar: where it begins and how wide it is, in percent; ``tone`` 1–5; ``text`` when there is room."""

    x: float
    width: float
    tone: int
    text: str = ""

    @property
    def middle(self) -> float:
        """Where its text stands, in percent of the width."""
        return round(self.x + self.width / 2, 2)


@dataclass(frozen=True, slots=True)
class Track:
    """A bar from edge to edge that segments lie on; ``y`` and ``height`` in units of the drawing."""

    y: int
    height: int
    segments: tuple[Segment, ...]

    @property
    def baseline(self) -> int:
        """Where the letters in the bar stand: 5 units under the middle looks centred."""
        return self.y + self.height // 2 + 5


@dataclass(frozen=True, slots=True)
class Row:
    """A value: the lines of its name with their baselines, its number, its tracks."""

    lines: tuple[tuple[int, str], ...]
    value: str
    tracks: tuple[Track, ...]

    @property
    def value_y(self) -> int:
        """The baseline of the number: that of the name's first line."""
        return self.lines[0][0]


@dataclass(frozen=True, slots=True)
class BarChart:
    """A drawing with one row a value; ``height`` in units of the drawing, the width is the page's."""

    height: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Datum:
    """What is drawn: a name, the text of its number, and the numbers of its parts (one when it has no parts).

    ``tone``: that of the whole bar, where the bars of a chart are of different kinds.
    """

    name: str
    value: str
    numbers: tuple[float, ...]
    tone: int = 0


def bar_chart(data: Sequence[Datum], *, stacked: bool = True, whole: float = 0, tones: Sequence[int] = ()) -> BarChart:
    """Rows of bars that share one scale from zero. ``stacked`` puts parts after each other, else under each other.

    ``whole`` is what a full bar means, the largest number when it is 0. ``tones``: the tone of each part.
    """
    largest = max((sum(d.numbers) if stacked else max(d.numbers, default=0) for d in data), default=0)
    largest, tones = max(largest, whole), tones or range(1, TONES + 1)
    rows, y = [], TOP
    for datum in data:
        lines = tuple((y + LABEL * (i + 1) - 5, line) for i, line in enumerate(wrap(datum.name)))
        y += LABEL * len(lines) + 3
        tracks = _stacked(datum, largest, y, tones) if stacked else _beside(datum, largest, y, tones)
        y += sum(t.height + 2 for t in tracks) + GAP
        rows.append(Row(lines, datum.value, tracks))
    return BarChart(y - GAP + TOP, tuple(rows))


def wrap(name: str, width: int = WRAP) -> list[str]:
    """The name in lines that fit; SVG breaks no lines itself."""
    return textwrap.wrap(name, width, break_long_words=False) or [""]


def _percent(number: float, largest: float) -> float:
    return round(100 * number / largest, 2) if largest else 0.0


def _stacked(datum: Datum, largest: float, y: int, tones: Sequence[int]) -> tuple[Track, ...]:
    segments, x = [], 0.0
    for index, number in enumerate(datum.numbers):
        width = _percent(number, largest)
        inside = f"{number:g}" if len(datum.numbers) > 1 and width >= INSIDE else ""
        if width:
            segments.append(Segment(round(x, 2), width, datum.tone or tones[index % len(tones)], inside))
        x += width
    return (Track(y, TRACK, tuple(segments)),)


def _beside(datum: Datum, largest: float, y: int, tones: Sequence[int]) -> tuple[Track, ...]:
    tracks = []
    for index, number in enumerate(datum.numbers):
        width = _percent(number, largest)
        segments = (Segment(0.0, width, tones[index % len(tones)]),) if width else ()
        tracks.append(Track(y + index * (THIN + 2), THIN, segments))
    return tuple(tracks)
