"""A benefit of a project. Status belongs to each benefit, never to the project.

Axes (InnoMed's category, form, priced or not, budget effect) are separate fields, not one list.
Source: DFØ and Prosjektveiviseren on gevinstrealisering; KS on form; InnoMeds årsrapport 2024, 3.8 on categories.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Field, Tag

from macros.model.types import LooseDate, Many, Number, Record, Term, Text, YesNo


class Measurement(Record):
    """A value with its date and where it comes from. ``n`` is the number of observations."""

    value: Number = Field(description="Tallet.")
    date: LooseDate | None = Field(None, description="Når tallet gjelder.")
    source: Text | None = Field(None, description="Hvor tallet kommer fra.")
    n: Annotated[Number, Field(ge=0)] | None = Field(None, description="Antall observasjoner bak tallet.")


def _shape(value: object) -> str:
    return "measurement" if isinstance(value, (dict, Measurement)) else "number"


Measured = Annotated[
    Annotated[Measurement, Tag("measurement")] | Annotated[Number, Tag("number")], Discriminator(_shape)
]


class Benefit(Record):
    """One benefit, expected or measured."""

    type: Annotated[str, Term("benefit_types")] = Field(description="InnoMeds kategori.")
    description: Text = Field(description="Gevinsten som én setning.")
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
    baseline: Measured | None = Field(None, description="Nullpunktet.")
    target: Measured | None = Field(None, description="Målet.")
    measured: Measured | None = Field(None, description="Det som er målt.")
    source: Text | None = Field(None, description="Hvor opplysningen om gevinsten står.")
