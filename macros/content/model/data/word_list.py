"""The word lists of ``docs/_data/vocabulary`` as their files write them: one record for each kind of word.

A field that only one list has is declared here, in the record of that list, and nowhere else.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Generic, TypeVar

from pydantic import ConfigDict, Field, PlainValidator, ValidationInfo, model_validator

from macros.content.model.data.keys import Key, PageAddress, Stage
from macros.content.model.fields.by_language import ByLanguage, Name
from macros.content.model.fields.types import DataModel, LooseDate, Many, Slug, Text, Url, YesNo, refuse, text, whole
from macros.text.identifiers import is_organisation_number
from macros.text.patterns import SPACES
from macros.words.vocabulary import UNKNOWN


def _org_number(value: object, info: ValidationInfo) -> str:
    number = text(value, info)
    digits = re.sub(f"[{SPACES}]", "", number)
    if number != UNKNOWN and not is_organisation_number(digits):
        raise refuse("VK109", value=number)
    return number


Count = Annotated[int, PlainValidator(whole(0, 1_000_000))]
Hours = Annotated[int, PlainValidator(whole(0, 10_000))]
Year = Annotated[int, PlainValidator(whole(1990, 2200))]


class Word(DataModel):
    """A word of any list."""

    key: Key
    label: Name
    aliases: Annotated[tuple[Text, ...], Many()] = ()
    description: ByLanguage = Field(default_factory=dict)
    note: ByLanguage = Field(default_factory=dict)
    unverified: Text | None = None
    valid_from: LooseDate | None = None
    valid_to: LooseDate | None = None
    replaced_by: Slug | None = None
    split_into: Annotated[tuple[Slug, ...], Many()] = ()

    @model_validator(mode="after")
    def ends_after_it_begins(self) -> Word:
        """``valid_to`` is not before ``valid_from``; where one is less exact, as far as both are known (VK104)."""
        if self.valid_from and self.valid_to and self.valid_to < self.valid_from[: len(self.valid_to)]:
            raise refuse("VK104", value=self.valid_to, first=self.valid_from, field="valid_to", at=("valid_to",))
        return self


class BenefitStatus(Word):
    """``stage``: what the status means to whoever counts."""

    stage: Stage = Field(
        description="expected (bare ventet), baseline (målt før endringen), measured (målt etter) eller dropped (uaktuell)"
    )


class HoursBand(Word):
    """Hours of guidance from ``min`` to ``max``, both included."""

    min: Hours
    max: Hours


class Organisation(Word):
    """Who owns a project or takes part. ``parent`` is the organisation it belongs to."""

    kind: Slug
    region: Slug | None = None
    parent: Slug | None = None
    org_number: Annotated[str, PlainValidator(_org_number)] | None = None


class OutcomeStatus(Word):
    """Last known status: the one list in which «ukjent» is a word of its own, with a reason beside it (contract)."""

    key: Slug


class PatientGroup(Word):
    """``in_plan``: whether the national plan names the group. ``everyone``: it is no group, but all patients."""

    in_plan: YesNo | None = None
    everyone: YesNo | None = None


class Program(Word):
    """``counted``: whether its projects count in InnoMed's figures. ``page``: the page that tells about it."""

    counted: YesNo | None = None
    page: PageAddress | None = None


class Round(Word):
    """A round of applications. ``deadline`` may be a month when nobody knows the day.

    ``ongoing``: its projects were still being guided when the source of their phases was written, so that ``phase.end``
    is the phase then, and nobody can tell yet how far they came.
    """

    year: Year | None = None
    deadline: LooseDate | None = None
    deadline_note: ByLanguage | None = None
    applications: Count | None = None
    hours_granted: Count | None = None
    ongoing: YesNo | None = None


class WordSource(DataModel):
    """Where a list comes from."""

    title: Text
    section: Text | None = None
    url: Url | None = None


W = TypeVar("W", bound=Word)


class WordList(DataModel, Generic[W]):
    """The content of a file of words."""

    label: Name
    description: ByLanguage = Field(default_factory=dict)
    closed: YesNo = True
    source: WordSource | None = None
    values: tuple[W, ...] = ()


KINDS: Mapping[str, type[WordList[Word]]] = {
    "benefit_status": WordList[BenefitStatus],  # type: ignore[dict-item]
    "hours_bands": WordList[HoursBand],  # type: ignore[dict-item]
    "organisations": WordList[Organisation],  # type: ignore[dict-item]
    "outcome_status": WordList[OutcomeStatus],  # type: ignore[dict-item]
    "patient_groups": WordList[PatientGroup],  # type: ignore[dict-item]
    "programs": WordList[Program],  # type: ignore[dict-item]
    "rounds": WordList[Round],  # type: ignore[dict-item]
}
"""The lists whose words have fields of their own."""


class _AnyWord(Word):
    """A word of whichever list, for an editor that has one description of all the files."""

    model_config = ConfigDict(extra="allow")


AnyWordList = WordList[_AnyWord]
"""What holds for the files of all lists."""
COMMON = frozenset(Word.model_fields)
"""The fields that words of all lists have."""


def list_model(name: str) -> type[WordList[Word]]:
    """What the file ``<name>.yml`` must be."""
    return KINDS.get(name, WordList[Word])
