"""A law or a public method that pages refer to, and when somebody last held the pages against it."""

from __future__ import annotations

from typing import Annotated

from macros.content.model.data.keys import PageAddress
from macros.content.model.fields.types import DataModel, Many, PastIso, Text


class LawOrMethod(DataModel):
    """What is referred to, the pages that do, the day it was last checked, and what could be read that day."""

    title: Text
    used_on: Annotated[tuple[PageAddress, ...], Many()]
    checked: PastIso
    read: Text


class ReferenceFile(DataModel):
    """The content of ``docs/_data/references.yml``."""

    references: tuple[LawOrMethod, ...] = ()
