"""A figure that a source states and that editorial pages quote, always with its date and its section."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from macros.model.types import LooseDate, Number, Record, Slug, Text


class FigureSource(Record):
    """The document and the section that states the figure."""

    title: Text
    section: Text | None = None
    url: Text | None = None


class Figure(Record):
    """``value`` in ``unit``, true as of ``as_of``."""

    key: Slug
    label: Mapping[str, Text]
    value: Number
    unit: Mapping[str, Text] = Field(default_factory=dict)
    as_of: LooseDate
    source: FigureSource
    note: Mapping[str, Text] = Field(default_factory=dict)


Figures = Annotated[tuple[Figure, ...], Field(default=())]
