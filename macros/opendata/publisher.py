"""Who publishes the data: from the configuration, because it changes when InnoMed changes hands, and content does not."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from macros.addresses import DATA, absolute_url
from macros.text.identifiers import is_organisation_number
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN

REGISTER = "https://organization-catalog.fellesdatakatalog.digdir.no/organizations/"
"""Where DCAT-AP-NO has the identifiers of Norwegian publishers."""


class PublisherError(Exception):
    """The configured organisation number cannot be one; the message says what to write."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """``number`` is nine digits (organisasjonsnummer), or ``ukjent`` until somebody has set it."""

    name: str = "InnoMed"
    number: str = UNKNOWN

    @classmethod
    def of(cls, settings: Mapping[str, Any] | None) -> Publisher:
        """From the configuration: ``{name, orgnr}``, both optional. Raises PublisherError for a wrong number."""
        settings = settings or {}
        name = str(settings.get("name") or "").strip() or "InnoMed"
        written = re.sub(r"\s", "", str(settings.get("orgnr") or UNKNOWN))
        if written.casefold() == UNKNOWN:
            return cls(name)
        if not is_organisation_number(written):
            raise PublisherError(labels()("publisher.wrong", value=written))
        return cls(name, written)

    @property
    def known(self) -> bool:
        """Whether the organisation number is set."""
        return self.number != UNKNOWN

    def uri(self, site_url: str) -> str:
        """The publisher's identifier: the national one, or one of our own as long as the number is unknown."""
        return REGISTER + self.number if self.known else f"{absolute_url(site_url, DATA)}#utgiver"
