"""Where projects began and where they ended: ribbons from phase to phase, as thick as they are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, LEFT, RIGHT, NODE, GAP, TOP = 360, 112, 248, 7, 16, 6
MOST = 220
"""Pixels for all ribbons together; one project is at most ``UNIT`` thick."""
UNIT = 9.0


@dataclass(frozen=True, slots=True)
class Node:
    """A phase on one side: its name and number, and where its bar stands."""

    name: str
    count: int
    y: float
    height: float

    @property
    def middle(self) -> float:
        """Where its name stands: 4.5 units under the middle looks centred."""
        return round(self.y + self.height / 2 + 4.5, 1)


@dataclass(frozen=True, slots=True)
class Ribbon:
    """The outline of a ribbon as an SVG path; ``moved`` when it leads to another phase."""

    path: str
    moved: bool


@dataclass(frozen=True, slots=True)
class FlowChart:
    """Phases at the start to the left, at the end to the right, and ribbons between; all in units of the drawing."""

    height: int
    starts: tuple[Node, ...]
    ends: tuple[Node, ...]
    ribbons: tuple[Ribbon, ...]
    left: int = LEFT
    right: int = RIGHT
    node: int = NODE
    width: int = WIDTH


def flow_chart(counts: Mapping[tuple[str, str], int], order: Sequence[str], names: Mapping[str, str]) -> FlowChart:
    """``counts``: (start, end) -> projects. Phases that nobody was in are left out."""
    pairs = {pair: n for pair, n in counts.items() if n}
    total = sum(pairs.values())
    unit = min(UNIT, MOST / total) if total else UNIT
    sides = []
    for side in (0, 1):
        sums = {p: sum(n for pair, n in pairs.items() if pair[side] == p) for p in order}
        sides.append({p: n for p, n in sums.items() if n})
    starts, ends = (_column(side, unit, names) for side in sides)
    height = max((n.y + n.height for n in (*starts.values(), *ends.values())), default=0) + TOP
    out, into = {p: n.y for p, n in starts.items()}, {p: n.y for p, n in ends.items()}
    ribbons = []
    for start in starts:
        for end in ends:
            thick = pairs.get((start, end), 0) * unit
            if thick:
                ribbons.append(Ribbon(_path(out[start], into[end], thick), start != end))
                out[start] += thick
                into[end] += thick
    ribbons.sort(key=lambda r: r.moved)  # those that moved lie on top
    return FlowChart(round(height), tuple(starts.values()), tuple(ends.values()), tuple(ribbons))


def _column(side: Mapping[str, int], unit: float, names: Mapping[str, str]) -> dict[str, Node]:
    column, y = {}, float(TOP)
    for phase, count in side.items():
        height = max(count * unit, 2.0)
        column[phase] = Node(names[phase], count, round(y, 1), round(height, 1))
        y += max(height, 14.0) + GAP
    return column


def _path(y1: float, y2: float, thick: float) -> str:
    x1, x2, middle = LEFT + NODE, RIGHT - NODE, (LEFT + RIGHT) / 2
    a, b, c, d = (round(v, 1) for v in (y1, y2, y2 + thick, y1 + thick))
    return f"M{x1} {a}C{middle} {a} {middle} {b} {x2} {b}V{c}C{middle} {c} {middle} {d} {x1} {d}Z"
