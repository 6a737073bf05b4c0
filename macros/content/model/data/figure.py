"""A figure that a source states and that editorial pages quote, always with its date and its section."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.content.model.data.keys import Key
from macros.content.model.fields.by_language import ByLanguage, Name
from macros.content.model.fields.types import DataModel, LooseDate, Number, Text, Url


class FigureSource(DataModel):
    """The document and the section that states the figure."""

    title: Text
    section: Text | None = None
    url: Url | None = None


class Figure(DataModel):
    """``value`` in ``unit``, true as of ``as_of``."""

    key: Key
    label: Name
    value: Number
    unit: ByLanguage = Field(default_factory=dict)
    as_of: LooseDate
    source: FigureSource
    note: ByLanguage = Field(default_factory=dict)


Figures = Annotated[tuple[Figure, ...], Field(default=())]
