"""The municipalities of the country: what each is called, and which helsefellesskap and region it belongs to."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, PlainValidator, ValidationInfo

from macros.content.model.fields.types import DataModel, IsoDate, LooseDate, Many, Slug, Text, Url, refuse, whole

Checked = Literal[
    "names", "former", "districts", "valid_from", "org_number", "helsefellesskap", "region", "population", "centrality",
    "neighbours",
]  # fmt: skip
"""Fields that a row may say it has not verified."""


def _digits(count: int, example: str) -> PlainValidator:
    """A number that is a name: ``count`` digits, zeros in front included (Statistics Norway's code lists)."""

    def check(value: object, info: ValidationInfo) -> str:
        if not re.fullmatch(rf"\d{{{count}}}", str(value)):
            raise refuse("VK120", count=count, write=f'{info.field_name}: "{example}"')
        return str(value)

    return PlainValidator(check)


class PlaceSource(DataModel):
    """Where rows come from, by a short name."""

    id: Slug = Field(description="Kortnavnet radene bruker.")
    title: Text = Field(description="Hva kilden heter.")
    url: Url = Field(description="Hvor den ligger.")
    read: IsoDate = Field(description="Når den ble lest.")
    confirms: Annotated[tuple[Checked, ...], Many()] = Field(
        (), description="Felter som er kontrollert mot den, i hver rad som nevner den."
    )


class County(DataModel):
    """A county. It decides a municipality's address where two share a name, and nothing else."""

    key: Slug = Field(description="Nøkkelen radene bruker.")
    number: Annotated[str, _digits(2, "46")] = Field(description="Fylkesnummeret: to siffer.")
    names: Annotated[tuple[Text, ...], Many()] = Field(description="Alle offisielle navn, det norske først.")


class Municipality(DataModel):
    """One municipality, as Statistics Norway and the Mapping Authority name and number it."""

    key: Slug = Field(description="Nøkkelen og adressen: navnet, eller <navn>-<fylke> der to har samme navn.")
    number: Annotated[str, _digits(4, "4601")] = Field(description="Kommunenummeret: fire siffer.")
    name: Text = Field(description="Det norske navnet.")
    names: Annotated[tuple[Text, ...], Many()] = Field((), description="Alle offisielle navn i offisiell rekkefølge.")
    former: Annotated[tuple[Text, ...], Many()] = Field(
        (), description="Tidligere navn, og kommuner som er blitt en del av denne."
    )
    districts: Annotated[tuple[Text, ...], Many()] = Field(
        (), description="Bydeler. Den som søker på en bydel, finner kommunen."
    )
    valid_from: LooseDate | None = Field(None, description="Når nummeret tok til å gjelde.")
    valid_to: LooseDate | None = Field(None, description="Når nummeret sluttet å gjelde.")
    org_number: Text | None = Field(None, description="Organisasjonsnummeret, når det er lest i en kilde.")
    county: Slug = Field(description="Fylket: en nøkkel i «counties».")
    helsefellesskap: Slug = Field(description="Helsefellesskapet: en nøkkel i organisations.yml, eller ukjent.")
    region: Slug = Field(description="Helseregionen: en nøkkel i regions.yml.")
    population: Annotated[int, PlainValidator(whole(0, 9_999_999))] | None = Field(None, description="Folketallet.")
    centrality: Annotated[int, PlainValidator(whole(1, 6))] | None = Field(
        None, description="SSBs sentralitetsklasse: 1 er mest sentral, 6 minst."
    )
    neighbours: Annotated[tuple[Slug, ...], Many()] = Field(
        (), description="Nøklene til kommunene den grenser til på land."
    )
    sources: Annotated[tuple[Slug, ...], Many()] = Field((), description="Kilder ut over «default_sources».")
    as_of: LooseDate | None = Field(None, description="Når raden gjelder, hvis det er et annet tidspunkt enn filens.")
    unverified: Annotated[tuple[Checked, ...], Many()] = Field((), description="Felter som ikke er kontrollert.")

    def official(self) -> tuple[str, ...]:
        """Every official name, in the official order."""
        return self.names or (self.name,)


class Outside(DataModel):
    """A place that people look for and that is no municipality: it gets a sentence, not a page."""

    key: Slug = Field(description="Nøkkelen.")
    names: Annotated[tuple[Text, ...], Many()] = Field(description="Det folk skriver.")
    text: Mapping[str, Text] = Field(description="Setningen leseren får, på bokmål og nynorsk.")
    source: Slug = Field(description="Kilden: et kortnavn fra «sources».")


class Places(DataModel):
    """The file of municipalities."""

    label: Mapping[str, Text] = Field(description="Hva listen heter.")
    description: Mapping[str, Text] = Field(default_factory=dict, description="Hva en forfatter skal skrive.")
    as_of: LooseDate = Field(description="Når listen gjelder.")
    sources: Annotated[tuple[PlaceSource, ...], Many()] = Field((), description="Kildene, hver med et kortnavn.")
    default_sources: Annotated[tuple[Slug, ...], Many()] = Field((), description="Kilder som gjelder alle radene.")
    counties: tuple[County, ...] = Field(description="Fylkene.")
    outside: Annotated[tuple[Outside, ...], Many()] = Field(
        (), description="Steder som ikke er kommuner, med det leseren får vite."
    )
    municipalities: tuple[Municipality, ...] = Field(description="Kommunene.")
