"""A project: one write-up of an innovation project or of an experience from elsewhere.

Field names and shapes: shared contract of the knowledge base (front matter of a project).
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator, model_validator

from macros.content.model.benefit import Benefit
from macros.content.model.fields.json_schema import OrText
from macros.content.model.fields.term_slips import phase_number, phases_in
from macros.content.model.fields.types import (
    DataModel,
    Email,
    Hours,
    IsoDate,
    LongText,
    Many,
    Mark,
    Past,
    PastIso,
    Slug,
    Summary,
    Term,
    Text,
    Title,
    ToolSlug,
    Url,
    refuse,
)
from macros.content.model.outcome import Cost, Image, Outcome, OwnEffort, Patients, Period
from macros.content.model.price_model import PriceModel
from macros.words.vocabulary import UNKNOWN, Vocabularies, Vocabulary


def _model_or_file(value: object) -> str:
    return "model" if isinstance(value, (dict, PriceModel)) else "file"


ModelOrFile = Annotated[
    Annotated[PriceModel, Tag("model")] | Annotated[Text, Tag("file")], Discriminator(_model_or_file)
]
Terms = tuple[Annotated[str, Term("patient_groups")], ...]  # the shape; each field names its own vocabulary
Texts = Annotated[tuple[Text, ...], Many()]


class Source(DataModel):
    """Where facts come from."""

    title: Text = Field(description="Dokumentets tittel.")
    section: Text | None = Field(None, description="Avsnitt, tabell eller side.")
    url: Url | None = Field(None, description="Adressen der dokumentet kan leses.")
    as_of: Past | None = Field(None, description="Tidspunktet opplysningene gjelder for.")
    read: PastIso | None = Field(None, description="Datoen kilden ble lest.")
    extent: Annotated[str, Term("source_extents")] | None = Field(None, description="Hvor mye av kilden som er lest.")

    @property
    def can_be_found(self) -> bool:
        """Whether a reader can find the place again: the title alone may be that of a long document, or of none."""
        return bool(self.section or self.url)

    @model_validator(mode="before")
    @classmethod
    def unknown_source(cls, value: Any) -> Any:
        """``ukjent`` in place of a source says that nobody knows where the facts come from."""
        alone = isinstance(value, str) and value.strip().casefold() == UNKNOWN
        if isinstance(value, str) and not alone:
            name = "url" if value.startswith("http") else "title"
            raise refuse("FM245", write=f'source: [{{{"title: …, " * (name == "url")}{name}: "{value.strip()[:60]}"}}]')
        return {"title": UNKNOWN} if alone else value


def _phases(info: ValidationInfo) -> Vocabulary | None:
    """The list of phases; None when our own code makes the record, or the list could not be read."""
    words: Vocabularies = (info.context or {}).get("vocabularies") or {}
    return words.get("phases")


class PhaseSpan(DataModel):
    """Phase when the guidance started and when it ended. ``ukjent`` where the source does not say."""

    start: Annotated[str, Term("phases", unknown=True)] = Field(description="Fasen da veiledningen startet.")
    end: Annotated[str, Term("phases", unknown=True)] = Field(description="Fasen da veiledningen sluttet.")

    @model_validator(mode="before")
    @classmethod
    def single_phase(cls, value: Any, info: ValidationInfo) -> Any:
        """One phase alone means that the project did not move; ``ukjent`` alone that neither is known."""
        if phases := _phases(info):
            if write := phases_in(value, phases):
                raise refuse("FM244", write=write)
            if write := phase_number(value, phases):
                raise refuse("FM247", write=write)
        return value if isinstance(value, (dict, PhaseSpan)) else {"start": value, "end": value}

    @model_validator(mode="after")
    def forwards(self, info: ValidationInfo) -> PhaseSpan:
        """End before start is a mistake; the order is the vocabulary's."""
        phases = _phases(info)
        if not phases or UNKNOWN in (self.start, self.end):
            return self
        if phases.order(self.end) < phases.order(self.start):
            names = ", ".join(v.name() for v in phases)
            start, end = phases[self.start].name(), phases[self.end].name()
            raise refuse("FM030", start=start, end=end, allowed=names)
        return self


class AdoptedBy(DataModel):
    """Somebody who has taken the solution into use."""

    organisation: Text = Field(description="Virksomheten som har tatt løsningen i bruk.")
    date: Past | None = Field(None, description="Når.")
    adapted: LongText | None = Field(None, description="Hva som ble tilpasset.")
    result: LongText | None = Field(None, description="Hvordan det gikk.")


class Download(DataModel):
    """A file in the project's own folder."""

    file: Text = Field(description="Filnavnet i prosjektets mappe.")
    title: Text = Field(description="Hva filen er.")
    license: Annotated[str, Term("licenses")] | None = Field(None, description="Lisensen, som SPDX-kode.")
    language: Annotated[str, Term("languages")] | None = Field(None, description="Språket filen er på.")
    rights: Text | None = Field(None, description="Hvem som har rettighetene.")


class Contact(DataModel):
    """A role and a shared mailbox, never a private person unless consent is dated."""

    role: Text = Field(description="Rollen, ikke navnet.")
    organisation: Text | None = Field(None, description="Virksomheten.")
    email: Email | None = Field(None, description="Felles e-postadresse.")
    consent_date: IsoDate | None = Field(None, description="Når samtykket ble gitt.")
    remove_after: IsoDate | None = Field(None, description="Når kontakten skal fjernes.")


class Project(DataModel):
    """The front matter of ``projects/<slug>.md``. Values are vocabulary keys or their Norwegian labels."""

    title: Title = Field(description="Prosjektets navn slik lesere kjenner det.")
    owner: Annotated[
        tuple[Annotated[str, Term("organisations", unknown=True)], ...],
        Many(),
        Mark(example="owner: Navnet på sykehuset eller kommunen (eller owner: ukjent)"),
    ] = Field(description="Virksomheten eller virksomhetene som eier prosjektet.")
    region: Annotated[
        tuple[Annotated[str, Term("regions", unknown=True)], ...],
        Many(),
        Mark(example="region: Navnet på helseregionen (eller region: ukjent)"),
    ] = Field(description="Helseregionen eller helseregionene prosjektet hører til.")
    hours: Annotated[Hours, Mark(example="hours: Antall timer veiledning (eller hours: ukjent)")] = Field(
        description="Timer prosessveiledning i alt, eller ukjent."
    )
    phase: Annotated[
        PhaseSpan,
        OrText(**{"type": "string", "x-vocabulary": "phases", "x-unknown": True}),
        Mark(example="phase: {start: Fasen ved starten, end: Fasen ved slutten} (eller phase: ukjent)"),
    ] = Field(description="Fase i Prosjektveiviseren ved start og slutt.")
    summary: Summary = Field(description="Én eller to setninger: hva, for hvem.")
    source: Annotated[
        tuple[Source, ...],
        Many(),
        OrText(const=UNKNOWN),
        Mark(example='source: [{title: "Navnet på kilden", section: "Kapittelet"}] (eller source: ukjent)'),
    ] = Field(description="Hvor opplysningene er hentet, eller ukjent.")
    round: Annotated[tuple[Annotated[str, Term("rounds")], ...], Many()] = Field(
        (), description="Tildelingsrunden eller rundene; timene telles i den første."
    )
    program: Annotated[tuple[Annotated[str, Term("programs")], ...], Many()] = Field(
        (), description="Programmet prosjektet er en del av."
    )
    status: Annotated[str, Term("statuses")] = Field("published", description="Om siden er publisert.")
    language: Annotated[str, Term("languages")] = Field("nb", description="Språket siden er skrevet på.")
    aliases: Texts = Field((), description="Andre navn på prosjektet.")
    redirect_from: Annotated[tuple[Slug, ...], Many()] = Field((), description="Tidligere adresser.")
    partners: Annotated[tuple[Annotated[str, Term("organisations")], ...], Many()] = Field(
        (), description="Virksomheter som er med i prosjektet."
    )
    municipalities: Annotated[tuple[Annotated[str, Term("municipalities")], ...], Many()] = Field(
        (), description="Kommuner prosjektet gjelder."
    )
    health_community: Annotated[tuple[Annotated[str, Term("health_communities")], ...], Many()] = Field(
        (), description="Helsefellesskapet prosjektet hører til."
    )
    patient_groups: Annotated[Terms, Many()] = Field(
        (), description="Pasientgruppen i nasjonal helse- og samhandlingsplan."
    )
    themes: Annotated[tuple[Annotated[str, Term("themes")], ...], Many()] = Field(
        (), description="Helsepersonellkommisjonens tiltaksområder."
    )
    innovation_type: Annotated[tuple[Annotated[str, Term("innovation_types")], ...], Many()] = Field(
        (), description="Type innovasjon."
    )
    guidance: Annotated[tuple[Annotated[str, Term("guidance")], ...], Many()] = Field(
        (), description="Hva slags veiledning prosjektet fikk."
    )
    deliverables: Annotated[tuple[Annotated[str, Term("deliverables")], ...], Many()] = Field(
        (), description="Hva veiledningen resulterte i."
    )
    tools: Annotated[tuple[ToolSlug, ...], Many()] = Field(
        (), description="Verktøy her som svarer til det prosjektet arbeidet med."
    )
    barriers: Annotated[tuple[Annotated[str, Term("barriers")], ...], Many()] = Field((), description="Hva som hemmet.")
    drivers: Annotated[tuple[Annotated[str, Term("drivers")], ...], Many()] = Field((), description="Hva som fremmet.")
    builds_on: Texts = Field((), description="Prosjekter (adressen) eller modeller (tekst) dette bygger på.")
    outcome: Annotated[Outcome, OrText(**{"type": "string", "x-vocabulary": "outcome_status"})] | None = Field(
        None, description="Siste kjente status, med kilde og når kilden er fra."
    )
    period: Period | None = Field(None, description="Når selve prosjektet varte.")
    patients: Patients | None = Field(None, description="Hvor mange pasienter det gjelder.")
    cost: Annotated[tuple[Cost, ...], Many()] = Field((), description="Prosjektets egen økonomi, beløp for beløp.")
    own_effort: OwnEffort | None = Field(None, description="Egeninnsatsen i årsverk.")
    prerequisites: Annotated[Texts, Mark(searched=True)] = Field((), description="Det som måtte være på plass.")
    systems: Annotated[Texts, Mark(searched=True)] = Field(
        (), description="Fagsystemer og teknologi, slik kilden kaller dem."
    )
    benefits: Annotated[tuple[Benefit, ...], Many()] = Field((), description="Gevinster, hver med sin egen status.")
    price_model: Annotated[ModelOrFile, Mark(in_form=False)] | None = Field(
        None, description="Tjenesteprismodell, eller filen den står i."
    )
    adopted_by: Annotated[tuple[AdoptedBy, ...], Many()] = Field((), description="Hvem som har tatt løsningen i bruk.")
    downloads: Annotated[tuple[Download, ...], Many()] = Field((), description="Filer i prosjektets egen mappe.")
    contact: Contact | None = Field(None, description="Rolle og felles postkasse for spørsmål.")
    images: Annotated[tuple[Image, ...], Many()] = Field((), description="Bildene i teksten.")
    published: Annotated[IsoDate, Mark(asked="today")] | None = Field(
        None, description="Dagen siden er publisert fra. En dag som kommer: siden er et utkast til da."
    )
    updated: PastIso | None = Field(None, description="Når innholdet sist ble endret.")
    verified: Annotated[PastIso, Mark(asked=True)] | None = Field(
        None, description="Når innholdet sist ble kontrollert mot kilden."
    )
    confirmed_by_owner: PastIso | None = Field(None, description="Når prosjekteieren leste omtalen.")
    classified_by: Text | None = Field(None, description="Hvem som har satt pasientgruppe, tema og lignende.")

    @field_validator("owner", "region", mode="after")
    @classmethod
    def unknown_stands_alone(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """«ukjent» together with a known value contradicts itself."""
        if UNKNOWN in value and len(set(value)) > 1:
            raise refuse("FM041")
        return value

    @property
    def known_hours(self) -> int | None:
        """The hours of guidance, or None when the source does not say: what sums, sorts and compares asks for."""
        return self.hours if isinstance(self.hours, int) else None

    @property
    def own_benefits(self) -> tuple[Benefit, ...]:
        """The benefits of this project: without what is said of a whole programme."""
        return tuple(b for b in self.benefits if not b.shared)
