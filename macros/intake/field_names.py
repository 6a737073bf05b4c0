"""A field that does not exist: written in Norwegian, in another case, in the wrong place, or just misspelt."""

from __future__ import annotations

from pydantic import BaseModel

from macros.model import Project, Tool
from macros.model.reference import shape_of
from macros.problems import Place, Problem, problem
from macros.vocabulary.near import alike

NORWEGIAN = {
    "tittel": "title", "navn": "title", "namn": "title", "prosjektnavn": "title", "eier": "owner", "eigar": "owner",
    "prosjekteier": "owner", "helseregion": "region", "regioner": "region", "timer": "hours", "timar": "hours",
    "veiledningstimer": "hours", "fase": "phase", "faser": "phase", "sammendrag": "summary", "samandrag": "summary",
    "oppsummering": "summary", "ingress": "summary", "kilde": "source", "kilder": "source", "kjelde": "source",
    "runde": "round", "søknadsrunde": "round", "sprak": "language", "språk": "language", "alias": "aliases",
    "partnere": "partners", "samarbeidspartnere": "partners", "kommune": "municipalities", "kommuner": "municipalities",
    "helsefellesskap": "health_community", "pasientgruppe": "patient_groups", "pasientgrupper": "patient_groups",
    "tema": "themes", "temaer": "themes", "tiltaksområde": "themes", "innovasjonstype": "innovation_type",
    "veiledning": "guidance", "leveranser": "deliverables", "leveranse": "deliverables", "verktøy": "tools",
    "verktoy": "tools", "barrierer": "barriers", "drivere": "drivers", "bygger_på": "builds_on", "utfall": "outcome",
    "gevinst": "benefits", "gevinster": "benefits", "prismodell": "price_model", "tjenesteprismodell": "price_model",
    "vedlegg": "downloads", "filer": "downloads", "kontakt": "contact", "kontaktperson": "contact",
    "publisert": "published", "oppdatert": "updated", "kontrollert": "verified", "siste_status": "outcome",
    "beskrivelse": "description", "mottaker": "recipient", "enhet": "unit", "retning": "direction", "mål": "target",
    "nullpunkt": "baseline", "målinger": "measurements", "indikator": "indicator", "avsnitt": "section", "dato": "date",
    "fil": "file", "lisens": "license", "rettigheter": "rights", "rolle": "role", "epost": "email", "e-post": "email",
    "virksomhet": "organisation", "årsak": "reason", "grunn": "reason", "adresse": "url", "lenke": "url",
    "periode": "period", "pasienter": "patients", "kostnad": "cost", "kostnader": "cost", "økonomi": "cost",
    "egeninnsats": "own_effort", "forutsetninger": "prerequisites", "fagsystemer": "systems", "systemer": "systems",
    "bilder": "images", "bilde": "images", "bildetekst": "caption", "fotograf": "photographer", "beløp": "amount",
    "betaler": "payer", "dekker": "covers", "antall": "number", "teller": "counts", "årsverk": "fte", "verdi": "value",
    "lest": "read", "felles": "shared", "bekreftet": "confirmed_by_owner", "fra": "from", "til": "to",
}  # fmt: skip
"""What an author may call a field in Norwegian -> the field's name."""

MANY = 14
"""With more fields than this a message does not list them."""


def meant(name: str, known: list[str]) -> str | None:
    """The field among ``known`` that ``name`` is another way of writing, or nearly is; None when nobody can tell."""
    plain = name.strip().casefold()
    translated = NORWEGIAN.get(plain, "")
    if translated in known and plain not in known:
        return translated
    spelt = plain.replace("-", "_").replace(" ", "_")
    return spelt if spelt in known else alike(name, known)


def unknown_field(
    model: type[BaseModel], path: str, place: Place, field: str, value: str, known: list[str], top: bool
) -> Problem:
    """The problem of the field ``field`` (dotted), where ``known`` are those there are; ``top`` when nothing is around."""
    name = field.rsplit(".", 1)[-1]
    plain = name.strip().casefold()
    translated = NORWEGIAN.get(plain)
    if translated in known and plain not in known:
        return problem("FM150", path, place, field, value, name=name, write=translated)
    spelt = plain.replace("-", "_").replace(" ", "_")
    if spelt in known:
        return problem("FM151", path, place, field, value, name=name, write=spelt)
    if model in (Project, Tool):
        outermost = shape_of(model).fields
        if not top and name in outermost:
            return problem("FM152", path, place, field, value, name=name, around=field.split(".")[0])
        inside = [outer for outer, shape in outermost.items() if name in shape.fields]
        if top and inside:
            return problem("FM153", path, place, field, value, name=name, around=inside[0])
        other = Tool if model is Project else Project
        if top and name in shape_of(other).fields:
            kind, own = ("verktøy", "prosjekter") if model is Project else ("prosjekter", "verktøy")
            return problem("FM154", path, place, field, value, name=name, kind=kind, own=own)
    allowed = ", ".join(known) if len(known) <= MANY else None
    return problem("FM020", path, place, field, value, suggestion=meant(name, known), allowed=allowed)
