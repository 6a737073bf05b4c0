"""Where the official accessibility declaration is: from the configuration, because we cannot and must not make one."""

from __future__ import annotations

import re

from macros.words.labels import labels

_ADDRESS = re.compile(r"https://(?:www\.)?uustatus\.no/[\w\-./%?=&#]+")
"""Declarations are published in uustatus.no (Tilsynet for universell utforming av IKT)."""


def statement_address(written: object) -> str:
    """The configured address, or an empty text as long as there is none. Raises ValueError for anything else."""
    address = str(written or "").strip()
    if address and not _ADDRESS.fullmatch(address):
        raise ValueError(labels()("statement.wrong", value=address))
    return address
