"""A tool: something a project can download and use, with the projects that used it linked both ways."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from macros.model.project import Download, Source
from macros.model.types import IsoDate, Many, Record, Slug, Term, Text, Version


class Tool(Record):
    """The front matter of ``tools/<slug>/index.md``."""

    title: Text = Field(description="Verktøyets navn.")
    summary: Text = Field(description="Én eller to setninger: hva verktøyet er til.")
    source: Annotated[tuple[Source, ...], Many()] = Field(description="Hvor metoden kommer fra.")
    purpose: Annotated[tuple[Annotated[str, Term("tool_purposes")], ...], Many()] = Field(
        (), description="Hva verktøyet hjelper med."
    )
    time: Annotated[str, Term("tool_times")] | None = Field(None, description="Hvor lang tid det tar å bruke.")
    formats: Annotated[tuple[Annotated[str, Term("formats")], ...], Many()] = Field(
        (), description="Formatene verktøyet finnes i."
    )
    phases: Annotated[tuple[Annotated[str, Term("phases")], ...], Many()] = Field((), description="Faser det passer i.")
    status: Annotated[str, Term("statuses")] = Field("published", description="Om siden er publisert.")
    language: Annotated[str, Term("languages")] = Field("nb", description="Språket siden er skrevet på.")
    license: Annotated[str, Term("licenses")] | None = Field(None, description="Lisensen, som SPDX-kode.")
    aliases: Annotated[tuple[Text, ...], Many()] = Field((), description="Andre navn på verktøyet.")
    redirect_from: Annotated[tuple[Slug, ...], Many()] = Field((), description="Tidligere adresser.")
    downloads: Annotated[tuple[Download, ...], Many()] = Field((), description="Filer i verktøyets egen mappe.")
    published: IsoDate | None = Field(None, description="Når siden ble publisert.")
    updated: IsoDate | None = Field(None, description="Når innholdet sist ble endret.")
    verified: IsoDate | None = Field(None, description="Når innholdet sist ble kontrollert.")
    schema_version: Version = Field(1, description="Versjonen av dette skjemaet.")
