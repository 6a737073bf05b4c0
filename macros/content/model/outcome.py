"""How it went, when, for how many and at what cost: what is said of the project itself, each with its source.

Fields: shared contract of the knowledge base (front matter of a project).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.evidence import Count, SourceRef, title_of
from macros.content.model.fields.types import (
    DataModel,
    JsonSchema,
    LongText,
    LooseDate,
    Mark,
    Past,
    Term,
    Text,
    amount,
    refuse,
)
from macros.content.model.price_model import Kroner
from macros.words.vocabulary import UNKNOWN


class Outcome(DataModel):
    """The last known status. ``as_of`` is the date of the source, never of the event."""

    status: Annotated[str, Term("outcome_status")] = Field(description="Siste kjente status.")
    as_of: Past | None = Field(None, description="Når kilden er fra: år, måned eller dag.")
    source: SourceRef | None = Field(None, description="Hvor det står, eller «melding fra eieren».")
    scope: Annotated[LongText, Mark(searched=True)] | None = Field(None, description="Hva statusen gjelder, og hvor.")
    reason: Annotated[LongText, Mark(searched=True)] | None = Field(
        None, description="Hvorfor, eller hva som var planen."
    )

    @model_validator(mode="before")
    @classmethod
    def status_alone(cls, value: Any) -> Any:
        """``outcome: i-drift`` is short for ``outcome: {status: i-drift}``."""
        return {"status": value} if isinstance(value, str) else value

    @model_validator(mode="after")
    def dated(self) -> Outcome:
        """A status that is known was known to somebody at some time."""
        missing = [name for name in ("as_of", "source") if getattr(self, name) is None]
        if self.status != UNKNOWN and missing:
            known = {"status": self.status, "as_of": self.as_of or "2025-03"}
            source = title_of(self.source) if self.source else "Årsrapporten 2025"
            write = ", ".join(f"{name}: {text}" for name, text in known.items())
            raise refuse("FM170", value=" og ".join(missing), write=f'outcome: {{{write}, source: "{source}"}}')
        return self


class Period(DataModel):
    """When the project itself went on, not InnoMed's guidance."""

    from_: LooseDate | None = Field(None, alias="from", description="Når prosjektet startet.")
    to: LooseDate | None = Field(None, description="Når prosjektet sluttet.")

    @model_validator(mode="after")
    def forwards(self) -> Period:
        """A period does not end before it begins; where one date is less exact, as far as both are known (FM171)."""
        if self.from_ and self.to and self.to[: len(self.from_)] < self.from_[: len(self.to)]:
            raise refuse(
                "FM171", value=self.to, first=self.from_, write=f"period: {{from: {self.to}, to: {self.from_}}}"
            )
        return self


class Patients(DataModel):
    """How many patients, and what the number counts."""

    number: Count = Field(description="Antall pasienter, eller faerre-enn-10.")
    counts: Annotated[str, Term("patient_counts")] = Field(description="Hva tallet teller.")
    as_of: Past | None = Field(None, description="Når tallet gjelder.")
    source: SourceRef | None = Field(None, description="Hvor tallet står.")


class Cost(DataModel):
    """An amount of the project's own economy, in kroner. A grant is no cost, and InnoMed's hours are not here."""

    amount: Kroner = Field(description="Beløpet i kroner.")
    kind: Annotated[str, Term("cost_kinds")] = Field(description="Hva slags beløp det er.")
    payer: Text | None = Field(None, description="Hvem som betaler.")
    covers: LongText | None = Field(None, description="Hva beløpet dekker.")
    period: Text | None = Field(None, description="Tiden beløpet gjelder.")
    source: SourceRef | None = Field(None, description="Hvor beløpet står.")
    as_of: Past | None = Field(None, description="Når beløpet gjelder.")


class OwnEffort(DataModel):
    """What the owners put in of their own work."""

    fte: Annotated[float, PlainValidator(amount(0, percent=True)), JsonSchema(type="number", minimum=0)] = Field(
        description="Antall årsverk."
    )
    covers: LongText | None = Field(None, description="Hva årsverkene dekker.")
    source: SourceRef | None = Field(None, description="Hvor det står.")
    as_of: Past | None = Field(None, description="Når det gjelder.")


class Image(DataModel):
    """A picture in the text: what it shows and who took it."""

    file: Text = Field(description="Filnavnet i prosjektets mappe.")
    alt: Text | None = Field(None, description="Hva bildet viser, for den som ikke ser det.")
    caption: LongText | None = Field(None, description="Bildeteksten.")
    photographer: Text | None = Field(None, description="Hvem som har tatt bildet.")
    rights: Text | None = Field(None, description="Hvem som har rettighetene.")
