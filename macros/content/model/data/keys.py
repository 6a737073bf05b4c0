"""What the data files have in common: keys, addresses of our pages, and how far a benefit has come.

Apart from the word lists, because most who ask for one need no word list.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import AfterValidator, PlainValidator, ValidationInfo

from macros.content.model.fields.types import Slug, refuse, text
from macros.words.vocabulary import UNKNOWN


def _known_key(value: str) -> str:
    if value == UNKNOWN:
        raise refuse("VK115", value=value)
    return value


def _address(value: object, info: ValidationInfo) -> str:
    address = text(value, info)
    if not re.fullmatch(r"/([a-z0-9-]+/)+", address):
        raise refuse("VK116", value=address)
    return address


PageAddress = Annotated[str, PlainValidator(_address)]
"""The address of a page of this site, such as ``/om/kilder/``."""
Key = Annotated[Slug, AfterValidator(_known_key)]
"""A word's key: an address, and never «ukjent», which all lists have as the word for what nobody has said."""
Stage = Literal["expected", "baseline", "measured", "dropped"]
"""How far a benefit has come. The last one is no longer aimed at, and counts nowhere."""
