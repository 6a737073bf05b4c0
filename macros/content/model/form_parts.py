"""What the sections of a form are made of: words in both written standards, columns, questions and points."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.fields.types import DataModel, Many, Slug, Text, refuse, whole


class Words(DataModel):
    """A text in both written standards."""

    nb: Text = Field(description="På bokmål.")
    nn: Text = Field(description="På nynorsk.")

    def in_(self, language: str) -> str:
        """The words in ``nn``, and in bokmål for any other language."""
        return self.nn if language == "nn" else self.nb


class Column(DataModel):
    """A column of a table to fill in."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Overskriften på kolonnen.")
    type: Literal["text", "number", "date", "choice", "product"] = Field(
        "text", description="Hva som skal stå i kolonnen."
    )
    choices: Annotated[tuple[Words, ...], Many()] = Field((), description="Det man kan velge mellom.")
    of: Annotated[tuple[Slug, ...], Many()] = Field((), description="Kolonnene som ganges med hverandre.")
    help: Words | None = Field(None, description="Hva man skal skrive.")
    width: Literal["narrow", "normal", "wide"] = Field("normal", description="Hvor bred kolonnen er.")

    @model_validator(mode="after")
    def choices_fit_type(self) -> Column:
        """A column has choices when its type is ``choice``, and only then (SK001); factors when it is a product (SK015)."""
        if (self.type == "choice") != bool(self.choices):
            raise refuse("SK001", value=self.id)
        if (self.type == "product") != (len(self.of) == 2):
            raise refuse("SK015", value=self.id)
        return self


class Question(DataModel):
    """Something to answer in words."""

    id: Slug = Field(description="Kort navn som eksempelet viser til.")
    title: Words = Field(description="Spørsmålet.")
    help: Words | None = Field(None, description="Hva man skal tenke på.")
    lines: Annotated[int, PlainValidator(whole(1, 30))] = Field(3, description="Hvor mye plass svaret trenger.")


class Point(DataModel):
    """Something to have in place: ticked off, with who, when and a remark."""

    title: Words = Field(description="Punktet.")
    help: Words | None = Field(None, description="Utdyping.")
