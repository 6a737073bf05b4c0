"""An editorial page: a page of docs/ that an editor writes, macros included."""

from __future__ import annotations

from typing import Annotated

from pydantic import ConfigDict, Field

from macros.model.types import Many, Record, Term, Text, YesNo


class Editorial(Record):
    """The front matter of ``docs/**/*.md``. What only the theme reads is allowed but not judged."""

    model_config = ConfigDict(frozen=True, extra="ignore")
    title: Text | None = Field(None, description="Sidens tittel; uten den gjelder første overskrift.")
    description: Text | None = Field(None, description="Én setning om hva siden gir leseren; vises i søk.")
    hide: Annotated[tuple[Text, ...], Many()] = Field((), description="Deler av rammen som skjules.")
    language: Annotated[str, Term("languages")] = Field("nb", description="Språket siden er skrevet på.")
    searchable: YesNo = Field(True, description="Om søket skal finne siden.")
