"""The lines of a service-price model: steps, amounts, posts, transfers, and effects without a price.

Shapes and units: design note «The service-price model and the benefit plan, defined».
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal, get_args

from pydantic import Discriminator, Field, PlainValidator, Tag, ValidationError, field_validator, model_validator

from macros.content.model.fields.types import (
    Amount,
    DataModel,
    JsonSchema,
    Many,
    Mark,
    Number,
    Text,
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


class _Line(_Paid):
    """A line whose numbers may be uncertain: ``range`` gives the lowest and the highest of any of them."""

    VARIES: ClassVar[tuple[str, ...]] = ()
    range: Mapping[str, tuple[Amount, Amount]] = Field(
        default_factory=dict, description="Laveste og høyeste verdi av et tall på linjen, for eksempel times: [10, 26]."
    )

    @model_validator(mode="after")
    def ranges_make_sense(self) -> _Line:
        """A range is of a number the line has, goes upwards, and both its ends are values the line may have (PR003)."""
        for name, ends in self.range.items():
            known = name in self.VARIES and getattr(self, name) is not None
            if not known or ends[0] > ends[1] or not all(self._accepts(name, end) for end in ends):
                value = getattr(self, name) if known else None
                near = f"{value:g}, {value * 1.2:g}" if isinstance(value, (int, float)) else "10, 26"
                raise refuse("PR003", at=("range", name), write=f"{name if known else self.VARIES[0]}: [{near}]")
        return self

    def _accepts(self, name: str, value: float) -> bool:
        try:
            type(self).model_validate({**self.model_dump(exclude={"range"}), name: plain(value)})
        except ValidationError:
            return False
        return True


class Step(_Line):
    """A step of the care pathway; ``times`` per patient and year, ``minutes`` per time."""

    VARIES = ("times", "minutes", "travel_minutes", "travel_km", "material")
    step: Text
    role: Text
    minutes: Minutes
    times: Amount
    travel_minutes: Minutes = 0
    travel_km: Amount = 0
    material: Kroner = 0


class Item(_Line):
    """An amount in kroner: per patient and year, or per year, as the list it stands in says.

    Either ``amount``, or ``quantity`` of ``unit`` at ``unit_price`` kroner each.
    """

    VARIES: ClassVar[tuple[str, ...]] = ("quantity", "unit_price", "amount")
    item: Text
    amount: Kroner | None = None
    quantity: Amount | None = None
    unit: Text | None = Field(None, description="Hva det telles i, for eksempel døgn.")
    unit_price: Kroner | None = None

    @model_validator(mode="after")
    def one_way_of_saying_it(self) -> Item:
        """An amount, or a quantity and its price; never both, and never neither (PR007)."""
        priced = self.quantity is not None and self.unit_price is not None
        nothing_else = self.quantity is None and self.unit_price is None
        if not (priced and self.amount is None) and not (nothing_else and self.amount is not None):
            raise refuse("PR007", at=("amount",) if self.amount is not None else (), value=self.item)
        return self

    @property
    def kroner(self) -> float:
        """What the line comes to."""
        return self.amount if self.amount is not None else (self.quantity or 0.0) * (self.unit_price or 0.0)


class Reinvestment(Item):
    """An investment made again every so many years."""

    VARIES = (*Item.VARIES, "every_years")
    every_years: Years


class Staffing(_Line):
    """Posts bought in steps: one ``post_step`` for each started ``patients_per_post`` × ``post_step``."""

    VARIES = ("patients_per_post", "post_step")
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


def plain(value: float) -> float | int:
    """A whole number as one: some fields take nothing else."""
    return int(value) if value == int(value) else value
