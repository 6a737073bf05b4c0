"""The country as tiles: one for each helsefellesskap, roughly where it lies. No borders, so no map and no licence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil

from macros.html.charts.bars import wrap

WIDE, HIGH, GAP, COLUMNS = 86, 58, 5, 4
PLACES: Mapping[str, tuple[int, int]] = {
    "finnmark": (3, 0),
    "troms-og-ofoten": (2, 1),
    "lofoten-vesteralen-og-salten": (2, 2),
    "helgeland": (2, 3),
    "nordre-trondelag": (2, 4),
    "more-og-romsdal": (1, 5),
    "sor-trondelag": (2, 5),
    "forde": (0, 6),
    "innlandet": (2, 6),
    "bergen": (0, 7),
    "vestre-viken": (1, 7),
    "oslo": (2, 7),
    "akershus": (3, 7),
    "fonna": (0, 8),
    "telemark": (1, 8),
    "vestfold": (2, 8),
    "ostfold": (3, 8),
    "stavanger": (0, 9),
    "agder": (1, 9),
}
"""Column and row, by the last part of the organisation's key. One that is missing gets a place under the others."""
LEVELS = 3


@dataclass(frozen=True, slots=True)
class Tile:
    """A helsefellesskap: its place, the lines of its short name, its region's sign, how many and how dark (0–3)."""

    x: int
    y: int
    lines: tuple[str, ...]
    sign: str
    count: int
    level: int


@dataclass(frozen=True, slots=True)
class TileMap:
    """The whole map and the size of one tile, in units of the drawing."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    tile_width: int = WIDE
    tile_height: int = HIGH


@dataclass(frozen=True, slots=True)
class Area:
    """What a tile shows. ``key`` without «helsefellesskap-»."""

    key: str
    name: str
    sign: str
    count: int


def tile_map(areas: Sequence[Area]) -> TileMap:
    """A tile for every area, known to the layout or not."""
    most = max((a.count for a in areas), default=0)
    last = max(row for _, row in PLACES.values())
    tiles, extra = [], 0
    for area in areas:
        column, row = PLACES.get(area.key, (extra % COLUMNS, last + 1 + extra // COLUMNS))
        extra += area.key not in PLACES
        level = ceil(LEVELS * area.count / most) if most else 0
        lines = tuple(wrap(area.name, 12))
        tiles.append(Tile(column * (WIDE + GAP), row * (HIGH + GAP), lines, area.sign, area.count, level))
    bottom = max((t.y for t in tiles), default=0) + HIGH
    return TileMap(COLUMNS * (WIDE + GAP) - GAP, bottom, tuple(tiles))
