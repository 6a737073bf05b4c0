"""The input of a service-price model (tjenesteprismodell): what a service costs before and after a change.

Shapes and units: design note «The service-price model and the benefit plan, defined». Built on public method (DFØ,
Prosjektveiviseren, KS, Helsedirektoratet). The arithmetic is not here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, PlainValidator, TypeAdapter, ValidationError, field_validator, model_validator

from macros.content.model.fields.types import Amount, DataModel, Many, Text, Url, YesNo, amount, refuse
from macros.content.model.price_lines import (
    PAYERS,
    Item,
    Kroner,
    Payer,
    PositiveWhole,
    Reinvestment,
    Share,
    Side,
    Staffing,
    Step,
    Transfer,
    Unpriced,
    Year,
    Years,
    plain,
    room,
)

Parameter = Literal[
    "patients_per_year", "times_after", "minutes_after", "rates", "realisable_share", "discount_rate", "horizon_years"
]
PARAMETERS: tuple[str, ...] = get_args(Parameter)
MOST_RANGES = 10
"""Ranges a model may have: all combinations of their ends are tried, and ten make 1 024."""
RAMP_YEARS = 5
"""Years that may differ from full operation at the start."""
Path = tuple[str | int, ...]
"""Where a number of a model stands: ``("after", "steps", 0, "times")``, or one of PARAMETERS alone."""


class Basis(DataModel):
    """Where a figure of the model comes from. What is not listed is assumed."""

    figure: Text = Field(description="Tallet det gjelder, med ord, for eksempel «Døgnpris, 5 745 kr».")
    source: Text
    year: Year | None = None
    url: Url | None = None


class RampUp(DataModel):
    """The first years of operation, each as a share of full operation; the years after the list are whole."""

    patients: Annotated[tuple[Share, ...], Many()] = ()
    effect: Annotated[tuple[Share, ...], Many()] = ()

    @field_validator("patients", "effect", mode="after")
    @classmethod
    def few_years(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        """At most RAMP_YEARS years (PR009)."""
        if len(value) > RAMP_YEARS:
            raise refuse("PR009", value=len(value), limit=RAMP_YEARS)
        return value


_USUAL = {"patients_per_year": "40, 160", "times_after": "0.8, 1.2", "minutes_after": "0.8, 1.2", "rates": "0.9, 1.1",
          "realisable_share": "0.5, 1", "discount_rate": "0.02, 0.06", "horizon_years": "3, 10"}  # fmt: skip
_VARIED_LISTS = ("steps", "per_patient", "staffing", "fixed")


class PriceModel(DataModel):
    """One service, before and after. Fixed prices of ``price_year``, VAT left out, amounts in kroner.

    ``worked_hours``: hours in a man-year of a role, when they are others than the table's. ``drop_out``: the share of the
    patients who leave and are followed up as before. ``price_growth``: of all prices, a year, beyond the usual one.
    """

    title: Text
    example: YesNo = False
    price_year: Year
    patients_per_year: PositiveWhole
    horizon_years: Years
    discount_rate: Share = 0.04
    rates: Mapping[str, Kroner] = Field(default_factory=dict)
    worked_hours: Mapping[str, Annotated[float, PlainValidator(amount(1, 8784))]] = Field(default_factory=dict)
    km_rate: Kroner = 0
    start_up: Annotated[tuple[Item, ...], Many()] = ()
    reinvestment: Annotated[tuple[Reinvestment, ...], Many()] = ()
    realisable_share: Share = 1.0
    ramp_up: RampUp = RampUp()
    drop_out: Share = 0.0
    price_growth: Share = 0.0
    before: Side = Side()
    after: Side = Side()
    transfers: Annotated[tuple[Transfer, ...], Many()] = ()
    unpriced: Annotated[tuple[Unpriced, ...], Many()] = ()
    basis: Annotated[tuple[Basis, ...], Many()] = ()
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
        """A range goes upwards and its ends are values the number may have (PR003); there are at most ten (PR008)."""
        fields = {"patients_per_year": PositiveWhole, "horizon_years": Years, "realisable_share": Share,
                  "discount_rate": Share}  # fmt: skip
        for name, (low, high) in self.sensitivity.items():
            allowed = all(_allowed(fields[name], end) for end in (low, high)) if name in fields else True
            tiny = name == "discount_rate" and any(0 < end < 0.0001 for end in (low, high))
            if low > high or not allowed or tiny:
                raise refuse("PR003", at=("sensitivity", name), write=f"{name}: [{_USUAL[name]}]")
        if len(self.ranges()) > MOST_RANGES:
            at = ("sensitivity",) if self.sensitivity else ()
            raise refuse("PR008", at=at, value=len(self.ranges()), limit=MOST_RANGES)
        return self

    @model_validator(mode="after")
    def fits_the_workbook(self) -> PriceModel:
        """No list is longer than the workbook has lines for it (PR004)."""
        for loc, rows in self.lines().items():
            if len(rows) > room(loc[-1]):
                raise refuse("PR004", at=loc, value=len(rows), limit=room(loc[-1]))
        return self

    def ranges(self) -> Mapping[Path, tuple[float, float]]:
        """What the analysis varies: the whole model's numbers first (the usual ones when it names none), then the lines'."""
        n = self.patients_per_year
        factors = {"times_after": (0.8, 1.2), "minutes_after": (0.8, 1.2), "rates": (0.9, 1.1)}
        usual: Mapping[str, tuple[float, float]] = {
            "patients_per_year": (float(max(1, n // 2)), float(n * 2)),
            **factors,
        }
        found: dict[Path, tuple[float, float]] = {(name,): ends for name, ends in (self.sensitivity or usual).items()}
        for loc, rows in self.lines().items():
            for index, row in enumerate(rows):
                found |= {(*loc, index, name): ends for name, ends in getattr(row, "range", {}).items()}
        return found

    def lines(self) -> Mapping[tuple[str, ...], Sequence[DataModel]]:
        """Every list of lines with the place it stands."""
        sides: dict[tuple[str, ...], Sequence[DataModel]] = {
            (side, name): getattr(getattr(self, side), name) for side in ("before", "after") for name in _VARIED_LISTS
        }
        return {
            **sides,
            **{(n,): getattr(self, n) for n in ("start_up", "reinvestment", "transfers", "unpriced", "basis")},
        }

    @model_validator(mode="after")
    def costs_something(self) -> PriceModel:
        """Something is compared (FM038), and what comes after is said: an empty side is no gain (PR010)."""
        if not (self.before.has_cost() or self.after.has_cost()):
            raise refuse("FM038")
        if not self.after.has_cost():
            raise refuse("PR010", at=("after",))
        return self


def _allowed(kind: Any, value: float) -> bool:
    try:
        TypeAdapter(kind).validate_python(plain(value))
    except ValidationError:
        return False
    return True


__all__ = [
    "MOST_RANGES", "PARAMETERS", "PAYERS", "RAMP_YEARS", "Item", "Kroner", "Path", "Payer", "PriceModel", "Reinvestment",
    "Side", "Staffing", "Step", "room",
]  # fmt: skip
