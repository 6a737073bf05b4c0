"""What has been judged not to be personal: roles' addresses and numbers, programs that stand as authors of files.

The list lies in one data file that reviewers watch, not in each write-up: nobody waves away a finding of their own.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cached_property
from typing import Annotated

from pydantic import Field, PlainValidator, ValidationInfo

from macros.content.model.fields.types import DataModel, Email, IsoDate, Many, Text, refuse, text
from macros.text.patterns import SPACES
from macros.words.vocabulary import fold


def digits(count: int) -> Callable[[object, ValidationInfo], str]:
    """A validator for a number of ``count`` digits, with or without spaces and a country code before them."""

    def check(value: object, info: ValidationInfo) -> str:
        number = text(value, info)
        if not re.fullmatch(rf"((\+|00)47)?[0-9]{{{count}}}", re.sub(f"[{SPACES}.-]", "", number)):
            raise refuse("FM043", value=number, count=count)
        return number

    return check


Phone = Annotated[str, PlainValidator(digits(8))]
Texts = Annotated[tuple[Text, ...], Many()]

EXAMPLE_ADDRESS = re.compile(r"[@.](?:example|invalid|test)$|[@.]example\.[^.@]+$")
"""Addresses that cannot be anybody's (RFC 2606), in small letters."""


class CheckedNumber(DataModel):
    """Eleven digits that look like a personal number and are proven to be something else."""

    number: Annotated[str, PlainValidator(digits(11))] = Field(description="Tallet, slik det står.")
    why: Text = Field(description="Hva tallet er, og hvordan det er kontrollert.")
    checked: IsoDate = Field(description="Datoen det ble kontrollert.")


class PrivacyRules(DataModel):
    """``docs/_data/privacy.yml``."""

    role_addresses: Texts = Field((), description="Det som står foran @ i adresser som hører til en rolle.")
    addresses: Annotated[tuple[Email, ...], Many()] = Field((), description="Hele e-postadresser som er kontrollert.")
    role_phones: Annotated[tuple[Phone, ...], Many()] = Field(
        (), description="Telefonnumre til sentralbord og lignende."
    )
    authors: Texts = Field((), description="Forfattere av filer som ikke er personer: virksomheter og programmer.")
    names: Texts = Field((), description="Etternavn på personer i kildene, som ikke skal stå i tekstene våre.")
    not_personal_numbers: Annotated[tuple[CheckedNumber, ...], Many()] = Field(
        (), description="Numre som ligner fødselsnumre, men er noe annet."
    )

    def is_role_address(self, address: str) -> bool:
        """Whether an e-mail address belongs to a role: ``post@…``, ``post.hmn@…``, or one that cannot be anybody's."""
        address = address.casefold()
        name = address.rpartition("@")[0]
        if EXAMPLE_ADDRESS.search(address):
            return True
        if address in {a.casefold() for a in self.addresses}:
            return True
        return any(
            name == role or (name.startswith(role) and not name[len(role)].isalpha())
            for role in map(str.casefold, self.role_addresses)
        )

    def is_role_phone(self, digits: str) -> bool:
        """Whether eight digits are a switchboard or the like."""
        return digits in {"".join(filter(str.isdigit, phone))[-8:] for phone in self.role_phones}

    def is_known_author(self, name: str) -> bool:
        """Whether the author of a file is an organisation or a program and not a person."""
        return fold(name) in {fold(author) for author in self.authors}

    @cached_property
    def allowed_numbers(self) -> frozenset[str]:
        """The digits of the numbers that have been checked."""
        return frozenset("".join(filter(str.isdigit, n.number)) for n in self.not_personal_numbers)
