"""Which version of the fields the content is written in, and the steps from one version to the next.

The steps are data (``docs/_data/migrations/<version>.yml``), so that an old write-up can be brought along years later
by whoever has only the files.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo, model_validator

from macros.model.types import JsonSchema, Many, Record, Slug, Text, refuse, whole

CONTENT_VERSION = 1
"""The version of the front matter that this program reads. Goes up together with a file of steps."""


def _version(value: object, info: ValidationInfo) -> int:
    number = whole(1, 99)(value, info)
    if number > CONTENT_VERSION:
        raise refuse("MG001", limit=CONTENT_VERSION)
    return number


ContentVersion = Annotated[int, PlainValidator(_version), JsonSchema(type="integer", minimum=1)]


class Step(Record):
    """One change. ``field`` is dotted from the top: ``benefits.status`` is in every benefit.

    ``rename``: the field has a new name, ``to``. ``word``: ``value`` (a key or a label it had) is now ``to``, or one of
    ``into``: then a human chooses. ``record``: a single value becomes a record with it as the field ``to``. ``list``: a
    single value becomes a list of one.
    """

    change: Literal["rename", "word", "record", "list"] = Field(description="Hva slags endring det er.")
    field: Text = Field(description="Feltet, med punktum foran det som ligger i et annet.")
    to: Text | None = Field(None, description="Det nye navnet, ordet eller feltet.")
    value: Text | None = Field(None, description="Ordet som er borte.")
    into: Annotated[tuple[Slug, ...], Many()] = Field((), description="Ordene det er delt i.")
    why: Text = Field(description="Hvorfor, som én setning til den som ser endringen.")

    @model_validator(mode="after")
    def is_whole(self) -> Step:
        """Every kind of change says what it needs, and nothing it does not need."""
        word = self.change == "word"
        targets = bool(self.to) + (len(self.into) > 1)
        wanted = 0 if self.change == "list" else 1
        if targets != wanted or bool(self.value) != word or (self.into and not word):
            raise refuse("MG005", value=self.change)
        return self


class Migration(Record):
    """A file of steps: what brings a write-up from the version before to ``to``."""

    to: Annotated[int, PlainValidator(whole(2, 99))] = Field(description="Utgaven feltene har etterpå.")
    about: Text = Field(description="Hva som er endret, i én eller to setninger.")
    projects: Annotated[tuple[Step, ...], Many()] = Field((), description="Endringer i prosjektene.")
    tools: Annotated[tuple[Step, ...], Many()] = Field((), description="Endringer i verktøyene.")
