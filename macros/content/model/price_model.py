"""The input of a service-price model (tjenesteprismodell): what a service costs before and after a change.

Shapes and units: design note «The service-price model and the benefit plan, defined». Built on public method (DFØ,
Prosjektveiviseren, KS, Helsedirektoratet). The arithmetic is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Literal, get_args

from pydantic import Discriminator, Field, PlainValidator, Tag, field_validator, model_validator

from macros.content.model.fields.types import (
    Amount,
    DataModel,
    JsonSchema,
    Many,
    Mark,
    Number,
    Text,
    YesNo,
    amount,
    refuse,
    whole,
)

Share = Annotated[
    float, PlainValidator(amount(0, 1)), JsonSchema(type="number", minimum=0, maximum=1), Mark(unit="share")
]
Kroner = Annotated[Amount, Mark(unit="kroner")]
Minutes = Annotated[Amount, Mark(unit="minutes")]
PayerName = Literal["kommune", "helseforetak", "fastlege", "stat", "pasient", "parorende"]
PAYERS: tuple[str, ...] = get_args(PayerName)
Parameter = Literal["patients_per_year", "times_after", "minutes_after", "rates"]


def room(name: str) -> int:
    """Rows that the list called ``name`` may have: what the workbook has room for."""
    return 30 if name == "steps" else 12


def _payer_shape(value: object) -> str:
    return "shares" if isinstance(value, Mapping) else "one"


Payer = Annotated[
    Annotated[PayerName, Tag("one")] | Annotated[Mapping[PayerName, Share], Tag("shares")], Discriminator(_payer_shape)
]
PositiveWhole = Annotated[int, PlainValidator(whole(1, 100_000))]
Years = Annotated[int, PlainValidator(whole(1, 100))]
Year = Annotated[int, PlainValidator(whole(1990, 2100))]


class _Paid(DataModel):
    """Something with a payer, or with shares that sum to 1."""

    payer: Payer = Field(description="Hvem som betaler, eller andeler som blir 1 til sammen.")

    @field_validator("payer", mode="after")
    @classmethod
    def shares_sum_to_one(cls, value: Payer) -> Payer:
        if isinstance(value, Mapping) and abs(sum(value.values()) - 1) > 1e-9:
            raise refuse("FM037", value=f"{sum(value.values()):g}")
        return value


class Step(_Paid):
    """A step of the care pathway; ``times`` per patient and year, ``minutes`` per time."""

    step: Text
    role: Text
    minutes: Minutes
    times: Amount
    travel_minutes: Minutes = 0
    travel_km: Amount = 0
    material: Kroner = 0


class Item(_Paid):
    """An amount in kroner: per patient and year, or per year, as the list it stands in says."""

    item: Text
    amount: Kroner


class Reinvestment(Item):
    """An investment made again every so many years."""

    every_years: Years


class Staffing(_Paid):
    """Posts bought in steps: one ``post_step`` for each started ``patients_per_post`` × ``post_step``."""

    role: Text
    patients_per_post: PositiveWhole
    post_step: Annotated[float, PlainValidator(amount(0.05, 10))] = 1.0


class Side(DataModel):
    """The service before or after the change."""

    steps: Annotated[tuple[Step, ...], Many()] = ()
    per_patient: Annotated[tuple[Item, ...], Many()] = ()
    staffing: Annotated[tuple[Staffing, ...], Many()] = ()
    fixed: Annotated[tuple[Item, ...], Many()] = ()

    def has_cost(self) -> bool:
        """Whether the side has any cost at all."""
        return bool(self.steps or self.per_patient or self.staffing or self.fixed)


class Transfer(DataModel):
    """Kroner per patient and year from one payer to another, before and after."""

    item: Text
    from_: PayerName = Field(alias="from")
    to: PayerName
    before: Annotated[Number, Mark(unit="kroner")] = 0
    after: Annotated[Number, Mark(unit="kroner")] = 0


class Unpriced(DataModel):
    """An effect without a price: importance × extent, DFØ's plus-minus method."""

    effect: Text
    recipient: Text
    importance: Literal["liten", "middels", "stor"]
    extent: Literal["lite", "middels", "stort"]
    direction: Literal["positiv", "negativ", "ingen"]

    @field_validator("extent", mode="before")
    @classmethod
    def one_spelling(cls, value: object) -> object:
        """``liten`` and ``stor`` count as ``lite`` and ``stort``."""
        return {"liten": "lite", "stor": "stort"}.get(str(value), value)


_USUAL = {"patients_per_year": "40, 160", "times_after": "0.8, 1.2", "minutes_after": "0.8, 1.2", "rates": "0.9, 1.1"}


class PriceModel(DataModel):
    """One service, before and after. Fixed prices of ``price_year``, VAT left out, amounts in kroner."""

    title: Text
    example: YesNo = False
    price_year: Year
    patients_per_year: PositiveWhole
    horizon_years: Years
    discount_rate: Share = 0.04
    rates: Mapping[str, Kroner] = Field(default_factory=dict)
    km_rate: Kroner = 0
    start_up: Annotated[tuple[Item, ...], Many()] = ()
    reinvestment: Annotated[tuple[Reinvestment, ...], Many()] = ()
    realisable_share: Share = 1.0
    before: Side = Side()
    after: Side = Side()
    transfers: Annotated[tuple[Transfer, ...], Many()] = ()
    unpriced: Annotated[tuple[Unpriced, ...], Many()] = ()
    sensitivity: Mapping[Parameter, tuple[Amount, Amount]] = Field(default_factory=dict)

    @field_validator("discount_rate", mode="after")
    @classmethod
    def rate_can_be_divided_by(cls, value: float) -> float:
        """The discount rate is 0 or at least 0.0001: the annuity divides by it (PR002)."""
        if 0 < value < 0.0001:
            raise refuse("PR002", write="discount_rate: 0.04")
        return value

    @model_validator(mode="after")
    def ranges_make_sense(self) -> PriceModel:
        """A range goes upwards, and numbers of patients in it are whole and at least 1 (PR003)."""
        for name, (low, high) in self.sensitivity.items():
            whole_number = name != "patients_per_year" or (low >= 1 and low == int(low) and high == int(high))
            if low > high or not whole_number:
                raise refuse("PR003", at=("sensitivity", name), write=f"{name}: [{_USUAL[name]}]")
        return self

    @model_validator(mode="after")
    def fits_the_workbook(self) -> PriceModel:
        """No list is longer than the workbook has lines for it (PR004)."""
        lists: dict[tuple[str, ...], Sequence[DataModel]] = {("transfers",): self.transfers, ("unpriced",): self.unpriced, ("start_up",): self.start_up,
                 ("reinvestment",): self.reinvestment}  # fmt: skip
        for side in ("before", "after"):
            for name in Side.model_fields:
                lists[(side, name)] = getattr(getattr(self, side), name)
        for loc, rows in lists.items():
            if len(rows) > room(loc[-1]):
                raise refuse("PR004", at=loc, value=len(rows), limit=room(loc[-1]))
        return self

    def ranges(self) -> Mapping[str, tuple[float, float]]:
        """What the sensitivity analysis varies; the usual ranges when the model names none."""
        if self.sensitivity:
            return {str(name): ends for name, ends in self.sensitivity.items()}
        n = self.patients_per_year
        usual = {"times_after": (0.8, 1.2), "minutes_after": (0.8, 1.2), "rates": (0.9, 1.1)}
        return {"patients_per_year": (float(max(1, n // 2)), float(n * 2)), **usual}

    @model_validator(mode="after")
    def costs_something(self) -> PriceModel:
        """At least one of the two sides has a cost; else there is nothing to compare (FM038)."""
        if not (self.before.has_cost() or self.after.has_cost()):
            raise refuse("FM038")
        return self


__all__ = ["PAYERS", "Payer", "PriceModel", "Side", "Step"]
