"""Field types. Everything arrives as text (see content/yaml/nodes.py) and each type decides what the text means.

A type that refuses raises PydanticCustomError whose type is a code of words/problems/messages/ and whose context holds
the facts for the message. So the reading of YAML guesses nothing, and every refusal has its own words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, GetJsonSchemaHandler, PlainValidator, ValidationInfo
from pydantic_core import PydanticCustomError, core_schema
from pydantic_core.core_schema import CoreSchema

from macros.content.model.fields import slips
from macros.content.model.fields.json_schema import JsonSchema as JsonSchema
from macros.content.model.fields.json_schema import Mark as Mark
from macros.content.model.fields.limits import DECIMAL, FIELD, WHOLE, span
from macros.content.model.fields.new_words import unknown_word
from macros.content.model.fields.term_slips import no_word, term_slip
from macros.text.norwegian import slug
from macros.text.patterns import is_email, is_url, iso_day
from macros.words.vocabulary import UNKNOWN, Vocabularies

_Decimal = Callable[[object, ValidationInfo], float]
SLUG_PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"


class DataModel(BaseModel):
    """Base of everything read from a file: immutable, and unknown keys are mistakes."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def refuse(code: str, **context: object) -> PydanticCustomError:
    """The error for a value that is not accepted. ``code`` as in words/problems/messages/."""
    return PydanticCustomError(code, "{code}", {"code": code, **context})


def kind_of(value: object) -> str:
    """What an author would call the shape of a value."""
    if isinstance(value, dict):
        return "felter med innrykk"
    return "en liste" if isinstance(value, (list, tuple)) else "én verdi"


def _scalar(value: object, write: str) -> str:
    """The text of a single value; lists and mappings are refused."""
    if isinstance(value, (dict, list, tuple)):
        one = isinstance(value, (list, tuple)) and len(value) == 1 and isinstance(value[0], str)
        raise refuse("FM027", value=kind_of(value), write=f"{write.partition(':')[0]}: {value[0]}" if one else write)
    return str(value).strip()


def text(value: object, info: ValidationInfo) -> str:
    """A text of at most FIELD characters. Refused when it is empty (FM022) or too long (FM042)."""
    text = "" if value is None else _scalar(value, f"{info.field_name}: tekst")
    if not text:
        raise refuse("FM022", write=f"{info.field_name}: …")
    if len(text) > FIELD:
        raise refuse("FM042", length=len(text), limit=FIELD)
    return text


def title(value: object, info: ValidationInfo) -> str:
    """A title is the one text that must be known."""
    name = text(value, info)
    if "\n" in name:
        raise refuse("FM213", write=f"{info.field_name}: {' '.join(name.split())}")
    if name.casefold() in slips.NO_TITLE:
        raise refuse("FM212", write=f"{info.field_name}: Navnet på prosjektet")
    return name


def _iso_date(value: object, info: ValidationInfo) -> date:
    if isinstance(value, date):
        return value
    text = _scalar(value, f"{info.field_name}: 2026-03-01")
    if day := iso_day(text):
        return day
    slip = slips.date_slip(text, loose=False)
    raise _slipped(slip, info, text) or refuse("FM024", write=_write(info, slips.suggested_date(text, "")))


def _write(info: ValidationInfo, value: str) -> str | None:
    """The line to type; None when what was written does not say what was meant: nothing is invented."""
    return f"{info.field_name}: {value}" if value else None


def _slipped(slip: tuple[str, str] | None, info: ValidationInfo, text: str) -> PydanticCustomError | None:
    """The refusal for a recognised slip, or for saying «don't know» where that cannot be said."""
    if text.casefold() in slips.NOT_KNOWN or text.casefold() == UNKNOWN:
        return refuse("FM211")
    return refuse(slip[0], write=f"{info.field_name}: {slip[1]}") if slip else None


def _loose_date(value: object, info: ValidationInfo) -> str:
    text = _scalar(value, f"{info.field_name}: 2024")
    if re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) and iso_day((text + "-01-01")[:10]):
        return text
    slip = slips.date_slip(text, loose=True)
    raise _slipped(slip, info, text) or refuse("FM033", write=_write(info, slips.suggested_date(text, "")))


def _url(value: object, info: ValidationInfo) -> str:
    text = _scalar(value, f"{info.field_name}: https://innomed.no")
    if (slip := slips.url_slip(text)) or not is_url(text):
        raise _slipped(slip, info, text) or refuse("FM034")
    return text


def _email(value: object, info: ValidationInfo) -> str:
    text = _scalar(value, f"{info.field_name}: postmottak@kommune.no")
    if not is_email(text):
        match = re.search(r"[A-Za-z0-9._%+-]+@[A-Za-z0-9æøåÆØÅ.-]+", text)
        slip = ("FM236", match[0].rstrip(".")) if match else None
        raise _slipped(slip, info, text) or refuse("FM036")
    return text


def _slug(value: object, info: ValidationInfo) -> str:
    text = _scalar(value, f"{info.field_name}: en-vei-inn")
    if not re.fullmatch(SLUG_PATTERN, text):
        raise _slipped(slips.slug_slip(text), info, text) or refuse("FM035", write=slug(text))
    return text


def _edition(value: object, info: ValidationInfo) -> str:
    text = _scalar(value, f'{info.field_name}: "1.0"')
    if not re.fullmatch(r"\d{1,3}\.\d{1,3}", text):
        raise refuse("SK012", write=f'{info.field_name}: "1.0"')
    return text


def whole(minimum: int, maximum: int, unknown: bool = False) -> Callable[[object, ValidationInfo], int]:
    """A validator for whole numbers between two limits, both included; ``unknown``: the field may say «ukjent» instead."""

    def check(value: object, info: ValidationInfo) -> int:
        if isinstance(value, int) and not isinstance(value, bool):
            text = str(value)
        else:
            text = _scalar(value, f"{info.field_name}: 120")
        digits = text.replace("O", "0").replace("o", "0")  # the letter for the digit
        write = _write(info, str(int(digits)) if re.fullmatch(r"0*[0-9]{1,11}", digits) else "")
        slip = slips.number_slip(text, whole=True)
        if slip:
            raise refuse(slip[0], write=f"{info.field_name}: {slip[1]}")
        if text.casefold() in slips.NOT_KNOWN or text.casefold() == UNKNOWN:
            raise refuse("FM210" if unknown else "FM211", write=f"{info.field_name}: {UNKNOWN}")
        if not re.fullmatch(WHOLE, text):
            raise refuse("FM023", write=write, range="")
        if not minimum <= int(text) <= maximum:
            raise refuse("FM026", range=span(minimum, maximum))
        return int(text)

    return check


def _hours(value: object, info: ValidationInfo) -> int | str:
    if isinstance(value, str) and value.strip().casefold() == UNKNOWN:
        return UNKNOWN
    return whole(0, 10_000, unknown=True)(value, info)


def amount(minimum: float | None = 0, maximum: float | None = None, percent: bool = False) -> _Decimal:
    """A validator for decimal numbers, limits included; «5.400» is asked about. ``percent``: of what the field counts."""

    def check(value: object, info: ValidationInfo) -> float:
        if isinstance(value, (int, float)) and not isinstance(value, bool):
            result = float(value)
        else:
            text = _scalar(value, f"{info.field_name}: 4.90")
            if not re.fullmatch(DECIMAL, text):
                slip = slips.number_slip(text, whole=False, share=(minimum, maximum) == (0, 1), percent=percent)
                if slip or text.casefold() in slips.NOT_KNOWN or text.casefold() == UNKNOWN:
                    raise _slipped(slip, info, text)  # type: ignore[misc]
                near = re.sub(r"[\s ]", "", text).replace(",", ".")
                good = near if re.fullmatch(r"-?\d{1,15}(\.\d{1,10})?", near) else ""
                raise refuse("FM031", range="", write=_write(info, good))
            result = float(text)
        if (minimum is not None and result < minimum) or (maximum is not None and result > maximum):
            raise refuse("FM026", range=span(minimum, maximum))
        return result

    return check


def _yes_no(value: object, info: ValidationInfo) -> bool:
    if isinstance(value, bool):
        return value
    known = {"true": True, "ja": True, "yes": True, "false": False, "nei": False, "no": False}
    text = _scalar(value, f"{info.field_name}: true")
    if text.casefold() not in known:
        raise refuse("FM032", write=f"{info.field_name}: true")
    return known[text.casefold()]


class Term:
    """A word from a vocabulary, stored as its key. ``unknown`` lets ``ukjent`` through as a value of its own."""

    def __init__(self, vocabulary: str, unknown: bool = False) -> None:
        self.vocabulary, self.unknown = vocabulary, unknown

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.with_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "x-vocabulary": self.vocabulary, "x-unknown": self.unknown}

    def validate(self, value: object, info: ValidationInfo) -> str:
        """The key of the word written by key, name or alias. What is no word is refused, with what may be meant."""
        text = _scalar(value, f"{info.field_name}: …")
        if self.unknown and text.casefold() == UNKNOWN:
            return UNKNOWN
        vocabularies: Vocabularies | None = (info.context or {}).get("vocabularies")
        if vocabularies is None:  # made by our own code, not by an author
            return text
        vocabulary = vocabularies.get(self.vocabulary)
        if vocabulary is None:  # a list that could not be read judges nothing; its own file is told
            return text
        key = vocabulary.resolve(text)
        if key is None:
            if several := vocabulary.fits(text):
                raise refuse("FM249", allowed=", ".join(several), write=f"{info.field_name}: [{several[0]}]")
            slip = term_slip(text, str(info.field_name), vocabulary, vocabularies, self.unknown)
            if slip:
                raise refuse(slip.pop("code"), **slip)
            if facts := unknown_word(text, str(info.field_name), vocabulary, vocabularies):
                raise refuse(facts.pop("code"), **facts)
            raise refuse("FM025", **no_word(text, vocabulary, vocabularies, self.unknown))
        return key


class Many:
    """One or more: a single value counts as a list of one, empty items (from the web form) are dropped."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> CoreSchema:
        return core_schema.no_info_before_validator_function(self.spread, handler(source))

    def __get_pydantic_json_schema__(self, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        items = handler(core)
        items.pop("maxItems", None)
        return {"anyOf": [items, items.get("items", {})]}

    @staticmethod
    def spread(value: object) -> object:
        """The value as a list: nothing is none, and one is a list of one."""
        if value is None or (isinstance(value, str) and not value.strip()):
            return ()
        if isinstance(value, (list, tuple)):
            return [v for v in value if not (v is None or (isinstance(v, str) and not v.strip()))]
        return [value]


Text = Annotated[str, PlainValidator(text), JsonSchema(type="string", minLength=1)]
Title = Annotated[
    str,
    PlainValidator(title),
    JsonSchema(type="string", minLength=1),
    Mark(limit=120, known=True, prose=True, example="title: Navnet på prosjektet"),
]
Summary = Annotated[
    Text,
    Mark(
        long=True, prose=True, limit=320, example='summary: "Én eller to setninger om hva prosjektet gjør, og for hvem"'
    ),
]
LongText = Annotated[Text, Mark(long=True)]
IsoDate = Annotated[date, BeforeValidator(_iso_date), JsonSchema(type="string", format="date")]
LooseDate = Annotated[
    str,
    PlainValidator(_loose_date),
    JsonSchema(
        anyOf=[
            {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}$"},
            {"type": "integer", "minimum": 1000, "maximum": 9999},
        ]
    ),
]
PastIso = Annotated[IsoDate, Mark(happened=True)]
Past = Annotated[LooseDate, Mark(happened=True)]
"""Dates that tell what has happened."""
Url = Annotated[str, PlainValidator(_url), JsonSchema(type="string", format="uri")]
Email = Annotated[str, PlainValidator(_email), JsonSchema(type="string", format="email")]
Slug = Annotated[str, PlainValidator(_slug), JsonSchema(type="string", pattern=SLUG_PATTERN)]
ToolSlug = Annotated[Slug, Mark(names="tools")]
Hours = Annotated[
    int | str,
    PlainValidator(_hours),
    JsonSchema(anyOf=[{"type": "integer", "minimum": 0, "maximum": 10_000}, {"const": UNKNOWN}]),
    Mark(unit="hours"),
]
YesNo = Annotated[bool, PlainValidator(_yes_no), JsonSchema(type="boolean")]
Amount = Annotated[float, PlainValidator(amount(0)), JsonSchema(type="number", minimum=0)]
Number = Annotated[float, PlainValidator(amount(None)), JsonSchema(type="number")]
Edition = Annotated[str, PlainValidator(_edition), JsonSchema(type="string", pattern=r"^\d{1,3}\.\d{1,3}$")]
