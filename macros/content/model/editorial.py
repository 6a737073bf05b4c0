"""An editorial page: a page of docs/ that an editor writes, macros included."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.content.model.fields.types import DataModel, Many, Mark, Term, Text, YesNo


class Editorial(DataModel):
    """The front matter of ``docs/**/*.md``: all that the program and the theme read of it, and nothing else."""

    title: Annotated[Text, Mark(prose=True)] | None = Field(
        None, description="Sidens tittel; uten den gjelder første overskrift."
    )
    description: Annotated[Text, Mark(prose=True)] | None = Field(
        None, description="Én setning om hva siden gir leseren; vises i søk."
    )
    hide: Annotated[tuple[Text, ...], Many(), Mark(in_form=False)] = Field(
        (), description="Deler av rammen som skjules."
    )
    language: Annotated[str, Term("languages")] = Field("nb", description="Språket siden er skrevet på.")
    searchable: YesNo = Field(True, description="Om søket skal finne siden.")
    statement: YesNo = Field(False, description="Om siden sier hvor tilgjengelighetserklæringen ligger.")
