"""A benefit plan (gevinstrealiseringsplan) filled in: the plan itself, the follow-up, and what nobody expected.

Columns: design note «The service-price model and the benefit plan, defined», built on Prosjektveiviseren, DFØ and KS.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal, TypeVar

from pydantic import Field, model_validator

from macros.content.model.benefit import Benefit
from macros.content.model.evidence import SourceRef
from macros.content.model.fields.types import (
    DataModel,
    IsoDate,
    LooseDate,
    Many,
    Mark,
    Number,
    Slug,
    Term,
    Text,
    refuse,
)


class PlannedBenefit(Benefit):
    """A benefit with everything the plan asks about it."""

    id: Slug = Field(description="Kort navn, for eksempel g1.")
    goal: Text | None = Field(None, description="Effektmålet gevinsten bidrar til.")
    decided_by: Text | None = Field(None, description="Den som bestemmer over gevinsten.")
    handed_over: IsoDate | None = Field(None, description="Når linjen overtok ansvaret.")
    measures: Text | None = Field(None, description="Forutsetninger og tiltak.")
    realised_in: LooseDate | None = Field(None, description="Året gevinsten skal være realisert.")
    yearly_value: Annotated[Number, Mark(unit="kroner")] | None = Field(None, description="Verdien per år.")
    method: Text | None = Field(None, description="Hvordan det måles.")
    frequency: Text | None = Field(None, description="Hvor ofte det måles.")
    measured_by: Text | None = Field(None, description="Hvem som måler.")
    assumptions: Text | None = Field(None, description="Antakelser bak tallene.")
    uncertainty: Literal["lav", "middels", "høy"] | None = Field(None, description="Hvor usikkert anslaget er.")
    freed_time: Text | None = Field(None, description="Hva frigjort tid skal brukes til.")
    drawbacks: Text | None = Field(None, description="Ulemper.")
    risk: Text | None = Field(None, description="Hva som kan hindre gevinsten.")


class FollowUp(DataModel):
    """One measurement of one benefit after the change."""

    benefit: Slug = Field(description="Gevinstens id.")
    date: IsoDate = Field(description="Når det ble målt.")
    value: Number = Field(description="Tallet.")
    n: Annotated[Number, Field(ge=0)] | None = Field(None, description="Antall observasjoner.")
    cause: Text | None = Field(None, description="Hvorfor tallet avviker.")
    action: Text | None = Field(None, description="Hva dere gjør med det.")
    source: SourceRef | None = Field(None, description="Hvor tallet kommer fra.")
    next: IsoDate | None = Field(None, description="Neste måling.")


class Unexpected(DataModel):
    """An effect that was not in the plan, good or bad."""

    effect: Text = Field(description="Virkningen.")
    direction: Literal["positiv", "negativ"] = Field(description="Om den er god eller dårlig.")
    recipient: Annotated[str, Term("benefit_recipients")] = Field(description="Hvem den gjelder.")
    seen: IsoDate | None = Field(None, description="Når den ble oppdaget.")
    action: Text | None = Field(None, description="Hva dere gjør med den.")


class BenefitPlan(DataModel):
    """The example of the benefit plan. Always made up, and always said to be."""

    title: Text = Field(description="Hva eksempelet handler om.")
    about: Text = Field(description="Situasjonen i én til tre setninger.")
    owner: Text = Field(description="Prosjekteier.")
    benefits: Annotated[tuple[PlannedBenefit, ...], Many()] = Field(description="Gevinstene i planen.")
    follow_up: Annotated[tuple[FollowUp, ...], Many()] = Field((), description="Målingene etterpå.")
    unexpected: Annotated[tuple[Unexpected, ...], Many()] = Field((), description="Uventede virkninger.")
    nynorsk: Mapping[str, Text] = Field({}, description="Tekstene på nynorsk: bokmål foran, nynorsk etter.")

    @model_validator(mode="after")
    def follows_known_benefits(self) -> BenefitPlan:
        """A follow-up names a benefit of the same plan (SK004)."""
        known = [b.id for b in self.benefits]
        for index, measurement in enumerate(self.follow_up):
            if measurement.benefit not in known:
                at = ("follow_up", index, "benefit")
                raise refuse("SK004", value=measurement.benefit, allowed=", ".join(known), at=at)
        return self

    def in_(self, language: str) -> BenefitPlan:
        """The same plan with its texts in ``nn``; a text that has no nynorsk, and any other language, stays in bokmål."""
        return _said(self, self.nynorsk) if language == "nn" and self.nynorsk else self


Said = TypeVar("Said")


def _said(value: Said, words: Mapping[str, str]) -> Said:
    """``value`` with each text in it that ``words`` has, in its other language, however deep."""
    if isinstance(value, DataModel):
        own = {name: getattr(value, name) for name in type(value).model_fields}
        return value.model_copy(update={name: _said(inner, words) for name, inner in own.items()})
    if isinstance(value, tuple):
        return tuple(_said(inner, words) for inner in value)  # type: ignore[return-value]
    return words.get(value, value) if isinstance(value, str) else value  # type: ignore[return-value]
