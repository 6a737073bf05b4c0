"""Figures that a report has published, and how each can be counted again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.data.figure import FigureSource
from macros.content.model.fields.by_language import ByLanguage
from macros.content.model.fields.types import DataModel, LooseDate, Number, Slug, Text, refuse, whole

Choice = Mapping[Slug, tuple[Slug, ...]]
Year = Annotated[int, PlainValidator(whole(1990, 2200))]


class Ours(DataModel):
    """How we count the same from the write-ups. Facets by their slug; OR within one, AND between them.

    ``among`` limits the projects that are counted over, ``without`` leaves some out, ``where`` says which of them have
    what is counted. ``values`` counts how many different values of ``facet`` they have, ``moved`` how many reached a
    later phase. ``benefit_share`` judges each benefit, ``mention_share`` each mention of a value of ``facet``.
    """

    measure: Literal[
        "projects",
        "share",
        "hours_min",
        "hours_max",
        "values",
        "applications",
        "benefit_share",
        "mention_share",
        "moved",
    ]
    where: Choice = Field(default_factory=dict)
    among: Choice = Field(default_factory=dict)
    without: Choice = Field(default_factory=dict)
    facet: Slug | None = None


class Published(DataModel):
    """One figure as a report states it. ``figure`` takes label, value, unit and section from ``figures.yml``.

    ``reads`` is how exact the words are: ``exact``, ``about`` (within 2.5), ``just-under`` (less than 5 below) or
    ``most`` (more than half). ``cannot`` says why nobody can count it again.
    """

    key: Slug
    figure: Slug | None = None
    label: ByLanguage = Field(default_factory=dict)
    value: Number | None = None
    unit: ByLanguage = Field(default_factory=dict)
    section: Text | None = None
    says: ByLanguage = Field(default_factory=dict)
    reads: Literal["exact", "about", "just-under", "most"] = "exact"
    rule: ByLanguage = Field(default_factory=dict)
    ours: Ours | None = None
    explanation: ByLanguage = Field(default_factory=dict)
    note: ByLanguage = Field(default_factory=dict)
    cannot: ByLanguage = Field(default_factory=dict)

    @model_validator(mode="after")
    def judgeable(self) -> Published:
        """A figure has words of its own or a name in figures.yml, and a way to be counted or the reason why not."""
        if not self.figure and (not self.label or not self.section):
            raise refuse("PF001", value=self.key)
        if self.ours is None and not self.cannot:
            raise refuse("PF002", value=self.key)
        return self


class Hypothesis(DataModel):
    """A guess at what lies behind figures that differ. Printed as a guess."""

    about: tuple[Slug, ...]
    text: ByLanguage
    assumes: tuple[Text, ...] = ()


class PublishedYear(DataModel):
    """What a year's report says, with its source."""

    year: Year
    source: FigureSource
    as_of: LooseDate
    figures: tuple[Published, ...]
    hypotheses: tuple[Hypothesis, ...] = ()
