"""What a form shows of its own rows: the matrix of a risk assessment, a journey and a map of a system as drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.fields.types import DataModel, Many, Slug, YesNo, refuse, whole
from macros.content.model.form_parts import Words

Level = Literal["low", "middle", "high"]
LARGEST = 25
"""The greatest risk there is: five times five."""


class Limits(DataModel):
    """Where a risk (likelihood times consequence) becomes one to follow up, and one that must be reduced."""

    middle: Annotated[int, PlainValidator(whole(2, LARGEST))] = Field(description="Gul fra og med dette tallet.")
    high: Annotated[int, PlainValidator(whole(2, LARGEST))] = Field(description="Rød fra og med dette tallet.")

    @model_validator(mode="after")
    def in_order(self) -> Limits:
        """Red begins above yellow (SK014)."""
        if self.high <= self.middle:
            raise refuse("SK014", value=self.high, middle=self.middle, at=("high",))
        return self


class Plot(DataModel):
    """The rows of a table that are placed in the matrix: each by its likelihood and consequence."""

    title: Words = Field(description="Overskriften over matrisen.")
    section: Slug = Field(description="Delen med risikoene.")
    label: Slug = Field(description="Kolonnen som risikoen kjennes igjen på, for eksempel nummeret.")
    likelihood: Slug = Field(description="Kolonnen med sannsynligheten.")
    consequence: Slug = Field(description="Kolonnen med konsekvensen.")


class Matrix(DataModel):
    """A risk matrix. Those who fill in the workbook may choose another scale and other limits."""

    steps: Annotated[int, PlainValidator(whole(4, 5))] = Field(5, description="Trinn i skalaen: 4 eller 5.")
    four: Limits = Field(description="Grensene når skalaen har fire trinn.")
    five: Limits = Field(description="Grensene når skalaen har fem trinn.")
    plots: Annotated[tuple[Plot, ...], Many()] = Field(description="Tabellene som plasseres, én eller to.")

    @property
    def limits(self) -> Limits:
        """Those of the scale that the form begins with."""
        return self.four if self.steps == 4 else self.five

    def level(self, likelihood: int, consequence: int) -> Level:
        """How serious a risk is. The highest consequence is never low, however unlikely."""
        risk = likelihood * consequence
        if risk >= self.limits.high:
            return "high"
        return "middle" if risk >= self.limits.middle or consequence == self.steps else "low"

    def uses(self, own: str) -> Iterator[tuple[str, str]]:
        """Each section and column that the matrix reads. ``own`` is the section it stands in."""
        for plot in self.plots:
            yield from ((plot.section, id_) for id_ in (plot.label, plot.likelihood, plot.consequence))


class Journey(DataModel):
    """A journey as a horizontal canvas: a column for each step, and a line under what the patient sees."""

    heading: Slug = Field(description="Kolonnen som står over steget, for eksempel når det skjer.")
    seen: Annotated[tuple[Slug, ...], Many()] = Field(description="Kolonnene med det pasienten ser, ovenfra og ned.")
    behind: Annotated[tuple[Slug, ...], Many()] = Field((), description="Kolonnene med det pasienten ikke ser.")
    feeling: Slug | None = Field(None, description="Kolonnen med hvordan det kjennes, valgene fra best til verst.")
    expected: YesNo = Field(False, description="Om reisen er en plan. Da er linjen stiplet.")

    def uses(self, own: str) -> Iterator[tuple[str, str]]:
        """Each section and column that the drawing reads; ``own`` is the section it belongs to."""
        for id_ in (self.heading, *self.seen, *self.behind, *([self.feeling] if self.feeling else [])):
            yield own, id_


class SystemMap(DataModel):
    """A map of a system: those who take part, and arrows for what goes between them."""

    actors: Slug = Field(description="Delen med aktørene.")
    name: Slug = Field(description="Kolonnen med aktørens navn.")
    level: Slug = Field(description="Kolonnen med nivået aktøren hører til.")
    number: Slug = Field(description="Kolonnen med pilens nummer.")
    source: Slug = Field(description="Kolonnen med hvem det går fra.")
    target: Slug = Field(description="Kolonnen med hvem det går til.")
    kind: Slug = Field(description="Kolonnen med hva slags ting som går.")
    works: Slug = Field(description="Kolonnen med om det virker, valgene fra best til verst.")

    def uses(self, own: str) -> Iterator[tuple[str, str]]:
        """Each section and column that the drawing reads; ``own`` is the section it belongs to."""
        yield from ((self.actors, id_) for id_ in (self.name, self.level))
        yield from ((own, id_) for id_ in (self.number, self.source, self.target, self.kind, self.works))


Shown = Matrix | Journey | SystemMap


def missing(shown: Shown, own: str, columns: Mapping[str, Sequence[str]]) -> tuple[str, str] | None:
    """The first name that ``shown`` uses and the form has not, and those that may stand there.

    ``own``: the section it stands in. ``columns``: those of that section and of each above it in the form.
    """
    for section, column in shown.uses(own):
        if section not in columns:
            return section, ", ".join(columns)
        if column not in columns[section]:
            return column, ", ".join(columns[section])
    return None
