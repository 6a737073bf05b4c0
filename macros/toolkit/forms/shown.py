"""What a form shows of its own rows, in one language: risk matrices as grids of text, journeys and maps as drawings."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from macros.content.model.form import Section
from macros.content.model.form_parts import Column
from macros.content.model.form_shown import Journey, Level, Matrix, Plot, SystemMap
from macros.toolkit.drawings import Drawing
from macros.toolkit.drawings.journey import Canvas, Lane, journeys
from macros.toolkit.drawings.system import Actor, Flow, Map, system_map
from macros.toolkit.forms.values import as_number, plain
from macros.words.labels import Labels

EMPTY_STEPS = 7
"""Columns of a canvas that nobody has filled in: as many as there is room to write in by hand."""


@dataclass(frozen=True)
class Table:
    """The rows of a section as they are filled in, by the ids of its columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    def of(self, id_: str) -> tuple[str, ...]:
        """All of one column."""
        index = [column.id for column in self.columns].index(id_)
        return tuple(row[index] for row in self.rows)

    def column(self, id_: str) -> Column:
        """The column itself."""
        return next(column for column in self.columns if column.id == id_)


@dataclass(frozen=True)
class Square:
    """A square of the matrix: the risk, how serious it is, and what stands in it."""

    risk: int
    level: Level
    labels: str


@dataclass(frozen=True)
class Grid:
    """A matrix. ``rows``: a likelihood, highest first, and its squares by rising consequence. ``outside``: rows of the
    table that have one of the numbers, and are in none of the squares."""

    title: str
    rows: tuple[tuple[int, tuple[Square, ...]], ...]
    outside: int

    def texts(self, words: Labels) -> tuple[str, ...]:
        """What the matrix says itself, whatever is placed in it."""
        return (self.title, *(square_text(square, words) for _, row in self.rows for square in row))


def grid(matrix: Matrix, plot: Plot, table: Table, language: str) -> Grid:
    """The rows of a table placed by likelihood and consequence. A row without both is in none of the squares."""
    steps = range(1, matrix.steps + 1)
    placed: dict[tuple[int, int], list[str]] = {(s, k): [] for s in steps for k in steps}
    outside = 0
    columns = (table.of(id_) for id_ in (plot.label, plot.likelihood, plot.consequence))
    for label, likelihood, consequence in zip(*columns, strict=True):
        where = as_number(likelihood), as_number(consequence)
        if where in placed:
            placed[where].append(label)  # type: ignore[index]
        else:
            outside += bool(likelihood or consequence)
    rows = tuple(
        (s, tuple(Square(s * k, matrix.level(s, k), ", ".join(placed[s, k])) for k in steps)) for s in reversed(steps)
    )
    return Grid(plain(plot.title.in_(language)), rows, outside)


def square_text(square: Square, words: Labels) -> str:
    """The risk of a square and how serious it is: the colour alone tells nothing."""
    return words("form.matrix.square", risk=square.risk, level=words(f"form.matrix.{square.level}"))


def limits(matrix: Matrix, words: Labels) -> str:
    """What the colours mean."""
    found = matrix.limits
    return words("form.matrix.limits", middle=found.middle, below=found.high - 1, high=found.high)


def product(columns: Sequence[Column], row: Sequence[str]) -> tuple[str, ...]:
    """A row where each column that is a product has it; nothing as long as a factor is missing."""
    ids, values = [column.id for column in columns], list(row)
    for index, column in enumerate(columns):
        factors = [as_number(values[ids.index(id_)]) for id_ in column.of]
        if factors and None not in factors:
            values[index] = f"{math.prod(f or 0.0 for f in factors):.10f}".rstrip("0").rstrip(".")
    return tuple(values)


def drawings(section: Section, tables: Mapping[str, Table], filled: bool, words: Labels) -> tuple[Drawing, ...]:
    """The drawings of a section. An empty form has an empty canvas to draw a journey on; there is no empty map."""
    if section.journey:
        return journeys(_canvas(section, section.journey, tables[section.id], filled, words), words)
    if section.map and filled:
        return (system_map(_map(section, section.map, tables, words), words),)
    return ()


def _canvas(section: Section, journey: Journey, table: Table, filled: bool, words: Labels) -> Canvas:
    heads = table.of(journey.heading) if filled else ("",) * EMPTY_STEPS

    def lane(id_: str) -> Lane:
        column = table.column(id_)
        scale = tuple(plain(c.in_(words.language)) for c in column.choices) if id_ == journey.feeling else ()
        return Lane(plain(column.title.in_(words.language)), table.of(id_) if filled else heads, scale)

    title = plain(section.title.in_(words.language))
    return Canvas(title, heads, tuple(map(lane, journey.seen)), tuple(map(lane, journey.behind)), journey.expected)


def _map(section: Section, map_: SystemMap, tables: Mapping[str, Table], words: Labels) -> Map:
    actors, flows = tables[map_.actors], tables[section.id]

    def choices(table: Table, id_: str) -> tuple[str, ...]:
        return tuple(plain(c.in_(words.language)) for c in table.column(id_).choices)

    columns = (map_.number, map_.source, map_.target, map_.kind, map_.works)
    return Map(
        plain(section.title.in_(words.language)),
        tuple(
            Actor(name, level) for name, level in zip(actors.of(map_.name), actors.of(map_.level), strict=True) if name
        ),
        tuple(Flow(*values) for values in zip(*map(flows.of, columns), strict=True) if values[1] and values[2]),
        choices(actors, map_.level),
        choices(flows, map_.kind),
        choices(flows, map_.works),
    )
