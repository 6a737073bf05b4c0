"""A tool: something a project can download and use, with the projects that used it linked both ways."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, PlainValidator, model_validator

from macros.content.model.benefit_plan import BenefitPlan
from macros.content.model.fields.types import (
    DataModel,
    Edition,
    IsoDate,
    JsonSchema,
    LongText,
    Many,
    Mark,
    PastIso,
    Slug,
    Summary,
    Term,
    Text,
    Title,
    ToolSlug,
    refuse,
    text,
)
from macros.content.model.form import Form
from macros.content.model.price_model import PriceModel
from macros.content.model.project import Download, Source

FORMAT_OF = {
    "xlsx": "regneark",
    "ods": "regneark",
    "csv": "regneark",
    "docx": "dokument",
    "odt": "dokument",
    "pdf": "pdf",
}
"""Which value of the vocabulary of formats a file belongs to, by its ending. Others belong to none."""


# The front matter names a file; intake puts what the file holds in its place.
_FILE, _FILE_SCHEMA = (
    PlainValidator(text),
    JsonSchema(type="string", pattern=r"^[^/\\]+\.ya?ml$", **{"x-beside": True, "x-in_form": False}),
)


class Change(DataModel):
    """A line of the change log."""

    version: Edition = Field(description="Utgaven.")
    date: PastIso = Field(description="Datoen den kom.")
    text: LongText = Field(description="Hva som er nytt.")


class Tool(DataModel):
    """The front matter of ``tools/<slug>/index.md``."""

    title: Title = Field(description="Verktøyets navn.")
    summary: Summary = Field(description="Én eller to setninger: hva verktøyet er til.")
    source: Annotated[
        tuple[Source, ...],
        Many(),
        Mark(example='source: [{title: "Navnet på kilden", section: "Kapittelet"}] (eller source: ukjent)'),
    ] = Field(description="Hvor metoden kommer fra.")
    purpose: Annotated[tuple[Annotated[str, Term("tool_purposes")], ...], Many()] = Field(
        (), description="Hva verktøyet hjelper med."
    )
    time: Annotated[str, Term("tool_times")] | None = Field(None, description="Hvor lang tid det tar å bruke.")
    participants: Annotated[tuple[Text, ...], Many()] = Field((), description="Hvem som bør være med, som roller.")
    phases: Annotated[tuple[Annotated[str, Term("phases")], ...], Many()] = Field((), description="Faser det passer i.")
    status: Annotated[str, Term("statuses")] = Field("published", description="Om siden er publisert.")
    language: Annotated[str, Term("languages")] = Field("nb", description="Språket siden er skrevet på.")
    license: Annotated[str, Term("licenses")] | None = Field(None, description="Lisensen, som SPDX-kode.")
    aliases: Annotated[tuple[Text, ...], Many()] = Field((), description="Andre navn på verktøyet.")
    redirect_from: Annotated[tuple[Slug, ...], Many()] = Field((), description="Tidligere adresser.")
    related: Annotated[tuple[ToolSlug, ...], Many()] = Field((), description="Verktøy som passer sammen med dette.")
    version: Edition = Field("1.0", description="Utgaven av verktøyet.")
    changes: Annotated[tuple[Change, ...], Many()] = Field((), description="Endringsloggen, nyeste først.")
    form: Annotated[Form | str, _FILE, _FILE_SCHEMA] | None = Field(
        None, description="Filen med skjemaet, i verktøyets egen mappe."
    )
    benefit_plan: Annotated[BenefitPlan | str, _FILE, _FILE_SCHEMA] | None = Field(
        None, description="Filen med en utfylt gevinstplan."
    )
    price_models: Annotated[tuple[Annotated[PriceModel | str, _FILE, _FILE_SCHEMA], ...], Many()] = Field(
        (), description="Filer med utfylte tjenesteprismodeller."
    )
    downloads: Annotated[tuple[Download, ...], Many()] = Field((), description="Filer i verktøyets egen mappe.")
    published: Annotated[IsoDate, Mark(asked="today")] | None = Field(
        None, description="Dagen siden er publisert fra. En dag som kommer: siden er et utkast til da."
    )
    updated: PastIso | None = Field(None, description="Når innholdet sist ble endret.")
    verified: Annotated[PastIso, Mark(asked=True)] | None = Field(
        None, description="Når innholdet sist ble kontrollert."
    )

    @model_validator(mode="after")
    def version_is_logged(self) -> Tool:
        """Where changes are listed, the tool's own version is among them (SK011)."""
        if self.changes and self.version not in [c.version for c in self.changes]:
            raise refuse("SK011", value=self.version, at=("version",))
        return self

    @property
    def formats(self) -> tuple[str, ...]:
        """Keys of the formats the tool comes in. Every tool can be read on its page."""
        endings = [d.file.rsplit(".", 1)[-1].lower() for d in self.downloads]
        endings += self.form.files if isinstance(self.form, Form) else ()
        endings += ["xlsx"] if self.benefit_plan or self.price_models else []
        return tuple(dict.fromkeys(["nettside", *(FORMAT_OF[e] for e in endings if e in FORMAT_OF)]))
