"""Values the model refuses, as the YAML to put in their place: the message's own suggestion, where it is the only one.

A repair answers with YAML source, with a list of sources (one value that should be several), or with None: then a
human must choose, and the validator goes on saying so. Nothing approximate becomes exact here, no unit is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from pydantic import BaseModel

from macros.authoring.yaml.scalars import scalar
from macros.content.model.fields.reference import Shape, shape_of
from macros.content.model.fields.slips import suggested_date
from macros.content.yaml.fields import Refusal
from macros.text.norwegian import slug
from macros.text.patterns import SPACES
from macros.words.vocabulary import UNKNOWN, Vocabularies, fold

Source = str | list[str]
_WRITTEN = {
    "kroner": r"kr\.?|nok|kroner|,-",
    "hours": r"t\.?|h|timer|time|timar|tim\.",
    "minutes": r"min\.?|minutt(er)?",
}
"""How people write the units that a field may have (``Mark(unit=…)``)."""


class Field(NamedTuple):
    """The field a value stands in: its own name, and what may stand there."""

    name: str
    shape: Shape


class Values:
    """The repairs of one checkout: ``tools`` maps folded titles, aliases and addresses of tools to their address."""

    def __init__(self, words: Vocabularies, tools: Mapping[str, str]) -> None:
        self.words, self.tools = words, tools

    def source(self, refusal: Refusal, text: str, model: type[BaseModel]) -> Source | None:
        """What should stand instead of ``text`` at ``refusal.loc`` of a ``model``."""
        if refusal.code == "FM025" and "expected" in refusal.facts:
            return choice(text, str(refusal.facts["expected"]))
        repair = _REPAIRS.get(refusal.code)
        name = next((str(p) for p in reversed(refusal.loc) if isinstance(p, str)), "")
        shape = shape_of(model).at(refusal.loc)
        if refusal.code in ("FM035", "FM246") and shape.mark("names") == "tools":
            known = [self.tools.get(fold(part)) or self.tools.get(fold(slug(part))) for part in text.split(",")]
            found = [address for address in known if address]
            return None if len(found) < len(known) else found if len(found) > 1 else found[0]
        return repair(text.strip(), _write(refusal), Field(name, shape)) if repair else None


def _write(refusal: Refusal) -> str:
    """The value in the suggestion ``name: value``; a free key (``rates: {Lege: 900}``) is told by the field around it."""
    write = str(refusal.facts.get("write") or "").strip()
    names = [part for part in reversed(refusal.loc) if isinstance(part, str) and write.startswith(f"{part}: ")]
    return write.removeprefix(f"{names[0]}: ").strip() if names else write


def _suggested(text: str, write: str, field: Field) -> Source | None:
    return write or None


def _zeros(text: str, write: str, field: Field) -> Source | None:
    return text.lstrip("+0") or "0" if re.fullmatch(r"\+?0*[0-9]{1,12}", text) else None


def _unit(text: str, write: str, field: Field) -> Source | None:
    """A unit that says nothing new may go: hours of hours, kroner of kroner."""
    usual = _WRITTEN.get(field.shape.mark("unit"))
    number = rf"(-?\d[\d{SPACES}]*(?:[.,]\d+)?)"
    return write if usual and re.fullmatch(rf"(?:(?:{usual})\s*)?{number}\s*(?:{usual})?", text.casefold()) else None


def _whole(text: str, write: str, field: Field) -> Source | None:
    """``120,0`` is 120; ``120,5`` is for a human to round."""
    match = re.fullmatch(r"(-?\d+)[.,]0+", text)
    return match[1] if match else None


def _share(text: str, write: str, field: Field) -> Source | None:
    share = field.shape.mark("unit") == "share"
    return write if share and re.fullmatch(r"\d+([.,]\d+)?\s*(%|prosent|pst\.?)", text.casefold()) else None


def _date(text: str, write: str, field: Field) -> Source | None:
    """``01.03.2026`` and ``1/3-2026``. With two slashes it may be the American order: then a human must say."""
    american = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/\d{4}\s*", text)
    if american and int(american[1]) <= 12 and american[1].lstrip("0") != american[2].lstrip("0"):
        return None
    return suggested_date(text, "") or None


def _parts_of_date(text: str, write: str, field: Field) -> Source | None:
    """``2026.3.1``; of ``2026112`` nobody knows where the month ends."""
    return write if re.fullmatch(r"\d{8}|\d{4}\D+\d{1,2}\D+\d{1,2}", text) else None


def _address(text: str, write: str, field: Field) -> Source | None:
    """``<https://…>`` loses its signs; ``[text](https://…)`` would lose its text."""
    match = re.fullmatch(r"[<(«\"'“](https?://[^\s<>()«»\"'“”]+)[>)»\"'”]", text)
    return scalar(match[1]) if match else None


def _https(text: str, write: str, field: Field) -> Source | None:
    return scalar(write) if re.fullmatch(r"https://[\w.-]+\.[a-z]{2,}(/\S*)?", write, re.IGNORECASE) else None


def _email(text: str, write: str, field: Field) -> Source | None:
    return scalar(write) if re.fullmatch(r"(mailto:|<)?" + re.escape(write) + r">?", text) else None


def _several(text: str, write: str, field: Field) -> Source | None:
    """A text that holds several words of the list, all of them known."""
    items = [item.strip() for item in write.strip("[]").split(",")]
    return items if all(re.fullmatch(r"[a-z0-9-]+", i) for i in items) else None


def _address_part(text: str, write: str, field: Field) -> Source | None:
    made = slug(text)
    return made if made and field.name == "redirect_from" else None


def _edition(text: str, write: str, field: Field) -> Source | None:
    match = re.fullmatch(r"v?\.?\s*(\d{1,3})(\.\d{1,3})?", text)
    return f'"{match[1]}{match[2] or ".0"}"' if match else None


def choice(text: str, expected: str) -> str | None:
    """The one of pydantic's ``'a', 'b' or 'c'`` that is ``text`` but for capitals and Norwegian letters."""
    allowed = re.findall(r"'([^']*)'", expected)
    same = [a for a in allowed if slug(a) == slug(text)]
    return scalar(same[0]) if len(same) == 1 else None


def _source(text: str, write: str, field: Field) -> Source | None:
    """A source that is only a title."""
    return None if text.startswith("http") or "\n" in text else f"{{title: {scalar(text, flow=True)}}}"


def _unknown(text: str, write: str, field: Field) -> Source | None:
    return UNKNOWN


_REPAIRS: dict[str, Callable[[str, str, Field], Source | None]] = {
    "FM023": _zeros,
    "FM024": _date,
    "FM033": _date,
    "FM035": _address_part,
    "FM201": _suggested,
    "FM202": _unit,
    "FM205": _whole,
    "FM207": _suggested,
    "FM208": _suggested,
    "FM209": _share,
    "FM210": _unknown,
    "FM220": _suggested,
    "FM224": _suggested,
    "FM228": _parts_of_date,
    "FM230": _https,
    "FM232": _address,
    "FM236": _email,
    "FM240": _several,
    "FM241": _several,
    "FM244": _suggested,
    "FM245": _source,
    "FM246": _suggested,
    "FM248": _several,
    "SK012": _edition,
}
