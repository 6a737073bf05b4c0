"""Where a single piece of information comes from, and numbers so small that they could point at a person.

Source: shared contract of the knowledge base (``source`` a text or ``{title, url}``; ``faerre-enn-10``).
"""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Discriminator, Field, PlainValidator, Tag, ValidationInfo

from macros.content.model.fields.types import DataModel, JsonSchema, Text, Url, amount, whole
from macros.text.patterns import is_url

SMALL = "faerre-enn-10"
"""Written in place of a number of persons from 1 to 9 when the place is named."""
SMALL_LIMIT = 10
_MOST = 10_000_000
_SMALL = re.compile(r"f(æ|ae)rre[ -]enn[ -](10|ti)|under (10|ti)|mindre enn (10|ti)|< ?10")


class Reference(DataModel):
    """A document that can be read."""

    title: Text = Field(description="Hva dokumentet heter.")
    url: Url | None = Field(None, description="Adressen der det kan leses.")


def _shape(value: object) -> str:
    return "reference" if isinstance(value, (dict, Reference)) else "text"


SourceRef = Annotated[Annotated[Reference, Tag("reference")] | Annotated[Text, Tag("text")], Discriminator(_shape)]


def title_of(source: Reference | str) -> str:
    """What a source is called."""
    return source.title if isinstance(source, Reference) else source


def url_of(source: Reference | str | None) -> str:
    """Where a source can be read; empty when it does not say. A text that is an address is its own."""
    if isinstance(source, Reference):
        return source.url or ""
    return source if source and is_url(source) else ""


def is_small(value: object) -> bool:
    """Whether ``value`` is ``faerre-enn-10`` in any of its spellings."""
    return isinstance(value, str) and bool(_SMALL.fullmatch(value.strip().casefold()))


def _count(value: object, info: ValidationInfo) -> int | str:
    return SMALL if is_small(value) else whole(0, _MOST)(value, info)


def measure(value: object, info: ValidationInfo) -> float | str:
    """A number, or ``faerre-enn-10`` in any of its spellings."""
    return SMALL if is_small(value) else amount(None)(value, info)


def _or_small(**schema: Any) -> JsonSchema:
    return JsonSchema(anyOf=[schema, {"const": SMALL}])


Count = Annotated[int | str, PlainValidator(_count), _or_small(type="integer", minimum=0, maximum=_MOST)]
"""A number of persons or observations, or ``faerre-enn-10``."""
Measure = Annotated[float | str, PlainValidator(measure), _or_small(type="number")]
"""A measured number, or ``faerre-enn-10`` where it counts persons."""

_PERSONS = re.compile(
    r"(?:antall |tal på |tall på )?(?:\w+ )?\w*(?:pasient|person|brukar|bruker|deltaker|deltakar|innbygger|innbyggjar|barn|unge|"
    r"ungdom|kvinne|mann|menn|mødre|fødende|gravid|ansatt|tilsett|elev|voksn|vaksn|eldre|pårørende|hode|årsverk)\w*"
)
_SHARE_OR_MEAN = re.compile(
    r"%|‰|/|\b(?:per|pr|prosent\w*|promille|andel\w*|del|gjennomsnitt\w*|snitt\w*|median\w*|rate|skår|score|poeng|indeks|"
    r"minutt\w*|min|time\w*|timar|dag\w*|døgn|uke\w*|veke\w*|måned\w*|månad\w*|år)\b|(?:skår|poeng|andel|tid)\b"
)


def counts_persons(unit: str | None) -> bool:
    """Whether ``unit`` is a plain number of persons: «pasienter», «antall gravide», but not «minutter per pasient»."""
    text = (unit or "").casefold().strip().rstrip(".")
    return bool(_PERSONS.fullmatch(text)) and not is_share_or_mean(unit)


def is_share_or_mean(unit: str | None) -> bool:
    """Whether a value in ``unit`` says something of each person behind it: a share, a mean, a score, a time.

    Without a unit nobody knows, and then it is.
    """
    text = (unit or "").casefold()
    return not text.strip() or bool(_SHARE_OR_MEAN.search(text))
