"""A text in several languages: ``{nb: Oppgavedeling, nn: Oppgåvedeling}``. Bokmål is what all else falls back on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import AfterValidator

from macros.content.model.fields.types import Text, refuse

LANGUAGES = ("nb", "nn", "se", "sv", "en")
"""The languages a page may be written in (contract, ``language``)."""


def _known(value: Mapping[str, str]) -> Mapping[str, str]:
    for language in value:
        if language not in LANGUAGES:
            raise refuse("VK111", value=language, allowed=", ".join(LANGUAGES), at=(language,))
    return value


def _named(value: Mapping[str, str]) -> Mapping[str, str]:
    """A name must be there in bokmål; ``nb`` left out is told by the file's own rules when the key is known."""
    _known(value)
    if value and "nb" not in value:
        raise refuse("VK101", value=next(iter(value.values())))
    return value


ByLanguage = Annotated[Mapping[str, Text], AfterValidator(_known)]
"""A text that may be left out."""
Name = Annotated[Mapping[str, Text], AfterValidator(_named)]
"""What something is called: never without bokmål."""
