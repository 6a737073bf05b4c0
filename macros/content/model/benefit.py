"""A benefit of a project. Status belongs to each benefit, never to the project.

Axes (InnoMed's category, form, priced or not, budget effect) are separate fields, not one list.
Source: DFØ and Prosjektveiviseren on gevinstrealisering; KS on form; InnoMeds årsrapport 2024, 3.8 on categories.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, ValidationInfo

from macros.content.model.evidence import Count, Measure, SourceRef, measure
from macros.content.model.fields.json_schema import OrText
from macros.content.model.fields.types import DataModel, Many, Mark, Past, PastIso, Slug, Term, Text, YesNo

NUMBERED = "g"
"""What the short name of a benefit begins with when the program gives it; a number follows."""


class Measurement(DataModel):
    """A value with its date and where it comes from. ``n`` is the number of observations. A bare number is the value.

    ``value`` is None only where it has been taken away because too few persons are behind it.
    """

    value: Measure | None = Field(description="Tallet, eller faerre-enn-10.")
    date: Past | None = Field(None, description="Når tallet gjelder.")
    n: Count | None = Field(None, description="Antall observasjoner bak tallet, eller faerre-enn-10.")
    source: SourceRef | None = Field(None, description="Hvor tallet kommer fra.")
    released: PastIso | None = Field(None, description="Dagen eieren sa at tallet kan publiseres.")


def _bare(value: Any, info: ValidationInfo) -> Any:
    """A number alone is the value; judged here, so that what to type begins with the field's own name."""
    alone = isinstance(value, (str, int, float)) and not isinstance(value, bool)
    return Measurement(value=measure(value, info)) if alone else value


Figure = Annotated[Measurement, BeforeValidator(_bare), OrText(type="number")]


class Benefit(DataModel):
    """One benefit, expected or measured."""

    id: Annotated[Slug, Mark(numbered=NUMBERED)] | None = Field(
        None, description="Fast kortnavn i omtalen, som aldri endres."
    )
    type: Annotated[str, Term("benefit_types")] = Field(description="InnoMeds kategori.")
    description: Annotated[Text, Mark(searched=True, prose=True)] = Field(description="Gevinsten som én setning.")
    recipient: Annotated[tuple[Annotated[str, Term("benefit_recipients")], ...], Many()] = Field(
        (), description="Hvem som får gevinsten."
    )
    owner: Text | None = Field(None, description="Rolle og virksomhet som har ansvar for gevinsten.")
    status: Annotated[str, Term("benefit_status")] = Field("forventet", description="Hvor langt gevinsten er kommet.")
    form: Annotated[str, Term("benefit_forms")] | None = Field(
        None, description="Spart tid, unngått kostnad eller kvalitet."
    )
    priced: YesNo | None = Field(None, description="Om gevinsten er prissatt.")
    budget_effect: Annotated[str, Term("budget_effects")] | None = Field(
        None, description="Hvor den virker i budsjettet."
    )
    indicator: Text | None = Field(None, description="Hva som måles.")
    unit: Text | None = Field(None, description="Måleenheten.")
    direction: Annotated[str, Term("directions")] | None = Field(None, description="Om tallet skal opp eller ned.")
    baseline: Figure | None = Field(None, description="Nullpunktet.")
    target: Annotated[Figure, Mark(ahead=True)] | None = Field(None, description="Målet.")
    measurements: Annotated[tuple[Figure, ...], Many()] = Field(
        (), description="Det som er målt etter endringen, eldste måling først."
    )
    source: SourceRef | None = Field(None, description="Hvor opplysningen om gevinsten står.")
    shared: YesNo = Field(False, description="Om det er sagt om et helt program, ikke om dette prosjektet.")

    @property
    def latest(self) -> Measurement | None:
        """The last measurement."""
        return self.measurements[-1] if self.measurements else None


def new_id(taken: Collection[str]) -> str:
    """A short name for a benefit that none of ``taken`` has and that comes after them all: ``g1``, ``g2`` …"""
    numbers = [int(name[1:]) for name in taken if re.fullmatch(NUMBERED + "[0-9]{1,4}", name)]
    return f"{NUMBERED}{max(numbers, default=0) + 1}"
