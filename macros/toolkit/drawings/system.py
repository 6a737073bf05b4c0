"""A map of a system: those who take part around an ellipse, grouped by level, and an arrow for what goes between them.

Around an ellipse no arrow goes behind a box, however many there are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from macros.toolkit.drawings.letters import width, wrap
from macros.toolkit.drawings.shapes import Box, Drawing, Line, Point, Shape, Tone, Words
from macros.words.labels import Labels
from macros.words.vocabulary import fold

BOX, LINES, SIZE, LEADING, SMALL = 168.0, 3, 13.0, 16.0, 11.0
"""Pixels: the width of a box, the lines of a name it has room for, the letters and their lines, the small letters."""
HEIGHT = LINES * LEADING + SMALL + 18
LEAST = (1100.0, 640.0)
APART = 210.0
"""The least way along the ellipse from the middle of one box to that of the next."""
LOOKS: tuple[tuple[Tone, tuple[int, ...]], ...] = (("fjord", ()), ("fjord", (8, 5)), ("clay", (3, 4)))
"""How an arrow looks when it works, sometimes works and does not work: whole, dashed, dotted. What is unknown is grey."""
UNKNOWN: tuple[Tone, tuple[int, ...]] = ("muted", (1, 4))


@dataclass(frozen=True)
class Actor:
    """One who takes part. ``level`` is empty for one that arrows name and the list does not."""

    name: str
    level: str = ""


@dataclass(frozen=True)
class Flow:
    """An arrow. ``works`` is a word of the map's ``scale``, or another."""

    number: str
    source: str
    target: str
    kind: str
    works: str


@dataclass(frozen=True)
class Map:
    """What is drawn. ``levels`` and ``kinds`` in order; ``scale``: whether it works, best first, the last for what nobody knows."""

    title: str
    actors: tuple[Actor, ...]
    flows: tuple[Flow, ...]
    levels: tuple[str, ...]
    kinds: tuple[str, ...]
    scale: tuple[str, ...]


def system_map(drawn: Map, t: Labels) -> Drawing:
    """The map as a drawing."""
    actors = _everyone(drawn)
    places = {fold(a.name): place for a, place in zip(actors, _around(len(actors)), strict=True)}
    wide = max((x for x, _ in places.values()), default=0) + BOX / 2
    tall = max((y for _, y in places.values()), default=0) + HEIGHT / 2
    boxes = [Box(x - BOX / 2, y - HEIGHT / 2, BOX, HEIGHT, "fjord-soft", "fjord", 8) for x, y in places.values()]
    lines: list[Shape] = []
    marks: list[tuple[Box, str, Tone]] = []
    for index, flow in enumerate(f for f in drawn.flows if fold(f.source) != fold(f.target)):
        ends = places[fold(flow.source)], places[fold(flow.target)]
        same = [f for f in drawn.flows if {fold(f.source), fold(f.target)} == {fold(flow.source), fold(flow.target)}]
        path = _curve(*ends, _bend(flow, same), (wide / 2, tall / 2))
        tone, dash = _look(flow.works, drawn.scale)
        lines.append(Line(path, tone, 2, dash, arrow=True))
        text = " ".join(part for part in (flow.number or str(index + 1), flow.kind[:1]) if part)
        marks.append((_mark(path, width(text, SMALL, True) + 12, [*boxes, *(m for m, _, _ in marks)]), text, tone))
    shapes = [*lines]
    for box, text, tone in marks:
        shapes += [Box(box.x, box.y, box.width, box.height, "paper", tone, 9)]
        shapes += [Words(box.x + box.width / 2, box.y + 13, text, SMALL, True, tone, True)]
    for actor, box in zip(actors, boxes, strict=True):
        shapes += _actor(actor, box)
    low = _legend(shapes, drawn, tall + 30, wide, t)
    alt = t("drawing.map.alt", title=drawn.title, actors=len(actors), flows=len(drawn.flows))
    return Drawing(wide + 2, low, tuple(shapes), alt)


def _everyone(drawn: Map) -> list[Actor]:
    """The actors by level, those of a level in the order they are written; last those that only arrows name."""
    known = {fold(actor.name): actor for actor in drawn.actors}
    for flow in drawn.flows:
        for name in (flow.source, flow.target):
            known.setdefault(fold(name), Actor(name))
    order = {level: place for place, level in enumerate(drawn.levels)}
    return _untangled(sorted(known.values(), key=lambda actor: order.get(actor.level, len(order))), drawn.flows)


def _untangled(actors: list[Actor], flows: Sequence[Flow]) -> list[Actor]:
    """The same actors, where two beside each other of one level change places as long as fewer arrows cross for it."""
    fewest = crossings(actors, flows)
    for _ in actors:
        before = fewest
        for index in range(len(actors) - 1):
            if actors[index].level == actors[index + 1].level:
                other = [*actors[:index], actors[index + 1], actors[index], *actors[index + 2 :]]
                if (count := crossings(other, flows)) < fewest:
                    actors, fewest = other, count
        if fewest == before:
            break
    return actors


def _around(count: int) -> list[Point]:
    """The middles of the boxes, equally far apart along an ellipse that begins at the top."""
    across, down = LEAST[0] / 2 - BOX / 2, LEAST[1] / 2 - HEIGHT / 2
    larger = max(1.0, count * APART / _length(across, down))
    across, down = across * larger, down * larger
    steps = 720
    angles = [2 * math.pi * step / steps - math.pi / 2 for step in range(steps + 1)]
    points = [(across * math.cos(a), down * math.sin(a)) for a in angles]
    gone = [0.0]
    for before, after in pairwise(points):
        gone.append(gone[-1] + math.dist(before, after))
    found, at = [], 0
    for place in range(count):
        while gone[at] < gone[-1] * place / count:
            at += 1
        found.append((points[at][0] + across + BOX / 2 + 2, points[at][1] + down + HEIGHT / 2 + 2))
    return found


def _length(a: float, b: float) -> float:
    """The way around an ellipse (Ramanujan's approximation)."""
    return math.pi * (3 * (a + b) - math.sqrt((3 * a + b) * (a + 3 * b)))


def _bend(flow: Flow, same: Sequence[Flow]) -> float:
    """How far an arrow bends, so that those between the same two do not lie on each other."""
    place = same.index(flow) - (len(same) - 1) / 2
    way = 1 if fold(flow.source) < fold(flow.target) else -1
    return place * 56 * way


def _curve(start: Point, end: Point, bend: float, middle: Point) -> tuple[Point, ...]:
    """From the edge of one box to that of another, drawn a little towards the middle of the map."""
    length = math.dist(start, end) or 1.0
    across = (-(end[1] - start[1]) / length, (end[0] - start[0]) / length)
    centre = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    pull = 0.3 if length < 420 else 0.12
    control = (
        centre[0] + (middle[0] - centre[0]) * pull + across[0] * bend,
        centre[1] + (middle[1] - centre[1]) * pull + across[1] * bend,
    )
    points = [_along(start, control, end, step / 40) for step in range(41)]
    outside = [p for p in points if not _within(p, start, 3) and not _within(p, end, 3)]
    return tuple(outside) if len(outside) > 1 else (start, end)


def _along(start: Point, control: Point, end: Point, part: float) -> Point:
    """A point of the curve (quadratic Bézier)."""
    a, b, c = (1 - part) ** 2, 2 * part * (1 - part), part**2
    return a * start[0] + b * control[0] + c * end[0], a * start[1] + b * control[1] + c * end[1]


def _within(point: Point, box: Point, gap: float) -> bool:
    return abs(point[0] - box[0]) < BOX / 2 + gap and abs(point[1] - box[1]) < HEIGHT / 2 + gap


def _mark(path: Sequence[Point], wide: float, taken: Sequence[Box]) -> Box:
    """Where an arrow's number stands: near its middle, where nothing else does if there is such a place."""
    places = sorted(range(1, len(path) - 1), key=lambda i: abs(i - len(path) * 0.45)) or [0]
    marks = [Box(path[i][0] - wide / 2, path[i][1] - 9, wide, 18) for i in places]
    return next((m for m in marks if not any(m.meets(other, 2) for other in taken)), marks[0])


def _look(works: str, scale: Sequence[str]) -> tuple[Tone, tuple[int, ...]]:
    known = scale[:-1]
    if works not in known:
        return UNKNOWN
    return LOOKS[min(known.index(works) * (len(LOOKS) - 1) // max(len(known) - 1, 1), len(LOOKS) - 1)]


def _actor(actor: Actor, box: Box) -> list[Shape]:
    """A box with a name and a level; one that the list of actors has not is dashed."""
    listed = bool(actor.level)
    shapes: list[Shape] = [
        Box(box.x, box.y, box.width, box.height, box.fill if listed else "paper", "fjord" if listed else "edge", 8, () if listed else (5, 4))
    ]  # fmt: skip
    lines = wrap(actor.name, BOX - 20, SIZE, True)
    if len(lines) > LINES:
        lines = [*lines[: LINES - 1], lines[LINES - 1].rstrip(",") + " …"]
    high = len(lines) * LEADING + (SMALL + 4 if listed else 0)
    y = box.y + (box.height - high) / 2
    for index, line in enumerate(lines):
        shapes.append(Words(box.x + box.width / 2, y + SIZE + index * LEADING - 1, line, SIZE, True, "ink", True))
    if listed:
        shapes.append(Words(box.x + box.width / 2, y + high - 1, actor.level, SMALL, False, "muted", True))
    return shapes


def _legend(shapes: list[Shape], drawn: Map, y: float, wide: float, t: Labels) -> float:
    """What the lines and the boxes mean, on as many lines as it takes; where it ends."""
    entries: list[tuple[str, tuple[Tone, tuple[int, ...]] | None]] = [
        (word, _look(word, drawn.scale)) for word in drawn.scale
    ]
    if any(not actor.level for actor in _everyone(drawn)):
        entries.append((t("drawing.map.unlisted"), None))
    x = 2.0
    for text, look in entries:
        room = 62 + width(text, SIZE)
        if x + room > wide:
            x, y = 2.0, y + 24
        if look:
            shapes.append(Line(((x, y), (x + 44, y)), look[0], 2, look[1], arrow=True))
        else:
            shapes.append(Box(x + 8, y - 8, 30, 16, "paper", "edge", 4, (5, 4)))
        shapes.append(Words(x + 52, y + 4.5, text, SIZE, False, "ink"))
        x += room + 20
    if drawn.kinds:
        shapes.append(Words(2, y + 28, t("drawing.map.kinds", kinds=", ".join(drawn.kinds)), SIZE, False, "muted"))
        y += 24
    return y + 18


def crossings(order: Sequence[Actor], flows: Sequence[Flow]) -> int:
    """How many pairs of arrows cross when the actors stand in this order around the map."""
    place = {fold(actor.name): index for index, actor in enumerate(order)}
    ends = [tuple(sorted((place[fold(f.source)], place[fold(f.target)]))) for f in flows]
    return sum(a < c < b < d or c < a < d < b for (a, b), (c, d) in combinations(set(ends), 2))
