"""What an hour of work costs, per role: a dated data file, so that no rate stands in code."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator

from macros.content.model.data.keys import Key
from macros.content.model.fields.by_language import Name
from macros.content.model.fields.types import DataModel, Many, Text, Url, YesNo, amount, whole
from macros.content.model.price_model import Kroner
from macros.words.vocabulary import fold

WorkedHours = Annotated[float, PlainValidator(amount(1, 8784))]


class RoleRate(DataModel):
    """A role: kroner per worked hour (yearly cost ÷ worked hours) and worked hours in a man-year, same denominator.

    ``unpaid``: patients and relatives. Their time is shown in hours, never as man-years.
    """

    key: Key
    label: Name
    aliases: Annotated[tuple[Text, ...], Many()] = ()
    rate: Kroner
    worked_hours: WorkedHours | None = None
    year: Annotated[int, PlainValidator(whole(1990, 2100))]
    zone: Text | None = Field(None, description="Sonen for arbeidsgiveravgift som satsen gjelder.")
    source: Text | None = None
    url: Url | None = None
    example: YesNo = False
    unpaid: YesNo = False


class RateTable(DataModel):
    """The content of ``docs/_data/rates.yml``. ``worked_hours`` holds for roles that are not in the table."""

    worked_hours: WorkedHours
    roles: Annotated[tuple[RoleRate, ...], Many()] = ()

    def find(self, role: str) -> RoleRate | None:
        """The row for what an author typed: key, name in any language, or alias."""
        wanted = fold(role)
        for row in self.roles:
            if wanted in map(fold, (row.key, *row.label.values(), *row.aliases)):
                return row
        return None
