"""The shapes that a price model is told in. A template makes HTML of them; the browser has the same as plain objects."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Cell:
    """A table's cell. ``figure`` and ``value`` mark one of the five figures with its unrounded number."""

    text: str
    small: str = ""
    figure: str = ""
    value: float | int | str = ""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, with the words that stand out first (``strong``); ``style`` is the end of its class."""

    text: str
    strong: str = ""
    style: str = ""
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """The first ``words`` columns are text, the others figures. The last ``sums`` rows are sums or extremes."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    words: int = 1
    sums: int = 0
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number in words with its name and a note. ``figure`` and ``value``: which it is and unrounded, as in Cell."""

    label: str
    text: str
    note: str = ""
    figure: str = ""
    value: float | int | str = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The few numbers that matter most, side by side."""

    items: tuple[KeyFigure, ...]
    kind: str = "figures"


@dataclass(frozen=True, slots=True)
class Bar:
    """One assumption: its worse and better end in words, and where they stand from 0 to 100."""

    label: str
    ends: tuple[str, str]
    worse: float
    better: float


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the worse to the better end of each assumption. ``base`` and ``zero`` stand from 0 to 100."""

    title: str
    description: str
    base: float
    zero: float
    notes: tuple[str, str]
    bars: tuple[Bar, ...]
    kind: str = "chart"


@dataclass(frozen=True, slots=True)
class Column:
    """A year's column: from ``low`` to ``high``, which stand from 0 to 100; ``less``: it is below nothing."""

    label: str
    low: float
    high: float
    less: bool


@dataclass(frozen=True, slots=True)
class Columns:
    """A column for each year. ``zero`` stands from 0 to 100."""

    title: str
    description: str
    zero: float
    columns: tuple[Column, ...]
    kind: str = "columns"


Block = Text | Table | KeyFigures | Chart | Columns


@dataclass(frozen=True, slots=True)
class Part:
    """A heading with its blocks; ``name`` is unique within the model."""

    name: str
    title: str
    blocks: tuple[Block, ...]
