"""What a drawing is made of: boxes, lines and words in pixels, each in a tone. Written as SVG and as PNG alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from macros.files.palette import CLAY, CLAY_SOFT, FJORD, FJORD_SOFT, INK, LINE, MUTED, PAPER, STRONG_LINE

Tone = Literal["ink", "muted", "line", "edge", "fjord", "fjord-soft", "clay", "clay-soft", "paper"]
COLOURS: dict[Tone, str] = {
    "ink": INK, "muted": MUTED, "line": LINE, "edge": STRONG_LINE, "fjord": FJORD, "fjord-soft": FJORD_SOFT,
    "clay": CLAY, "clay-soft": CLAY_SOFT, "paper": PAPER,
}  # fmt: skip
"""The tones in a file. On a page they are the page's own, in light and dark."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle, with rounded corners where ``radius`` is more than 0."""

    x: float
    y: float
    width: float
    height: float
    fill: Tone = "paper"
    edge: Tone | None = None
    radius: float = 0
    dash: tuple[int, ...] = ()

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Whether the two overlap, or are nearer each other than ``gap``."""
        across = self.x - gap < other.x + other.width and other.x - gap < self.x + self.width
        return across and self.y - gap < other.y + other.height and other.y - gap < self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points, ``dash`` long and short, with an arrowhead at its end where ``arrow``."""

    points: tuple[Point, ...]
    tone: Tone = "edge"
    width: float = 1.5
    dash: tuple[int, ...] = ()
    arrow: bool = False


@dataclass(frozen=True, slots=True)
class Words:
    """One line of words; ``y`` is where the letters stand."""

    x: float
    y: float
    text: str
    size: float = 13
    bold: bool = False
    tone: Tone = "ink"
    middle: bool = False


Shape = Box | Line | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing. ``alt`` is what it shows in words, for those who do not see it."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    alt: str


ARROW = 9.0
"""The length of an arrowhead."""


def head(points: Sequence[Point]) -> tuple[Point, Point, Point]:
    """The corners of the arrowhead at the end of a line."""
    (x0, y0), (x, y) = points[-2], points[-1]
    length = ((x - x0) ** 2 + (y - y0) ** 2) ** 0.5 or 1.0
    along, across = ((x - x0) / length, (y - y0) / length), (-(y - y0) / length, (x - x0) / length)
    back = (x - along[0] * ARROW, y - along[1] * ARROW)
    half = ARROW * 0.45
    return (
        (x, y),
        (back[0] + across[0] * half, back[1] + across[1] * half),
        (back[0] - across[0] * half, back[1] - across[1] * half),
    )
