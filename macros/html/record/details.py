"""What sources say of the project itself: how it went, when, for how many, at what cost. Each with its source and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.model import Project
from macros.content.model.evidence import SMALL, Reference, title_of
from macros.content.model.outcome import Cost, Outcome
from macros.html.links import Link
from macros.library.library import Library
from macros.library.rules.evidence import address_of
from macros.text.norwegian import long_date, loose_date, number
from macros.words.labels import Labels


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement and where it stands, when that is told beside it."""

    text: str
    source: Link | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """``id`` is the field's name: the anchor that links lead to."""

    id: str
    label: str
    items: tuple[Stated, ...]


def known(library: Library, project: Project, t: Labels) -> tuple[Known, ...]:
    """Every field of this kind that the write-up has, in the order of the contract."""
    found: dict[str, tuple[Stated, ...]] = {
        "outcome": (_outcome(library, project, project.outcome, t),) if project.outcome else (),
        "period": tuple(_period(project, t)),
        "patients": tuple(_patients(library, project, t)),
        "cost": tuple(_cost(library, project, cost, t) for cost in project.cost),
        "own_effort": tuple(_own_effort(project, t)),
        "prerequisites": tuple(map(Stated, project.prerequisites)),
        "systems": tuple(map(Stated, project.systems)),
    }
    return tuple(
        Known(f"om-{name.replace('_', '-')}", _field_label(name, t), items) for name, items in found.items() if items
    )


def _field_label(name: str, t: Labels) -> str:
    """What a field is called on the page: a name for readers where there is one, otherwise what the form calls it."""
    return t(f"known.{name}" if f"known.{name}" in t.entries else f"admin.field.{name}")


def outcome_words(library: Library, outcome: Outcome, t: Labels) -> str:
    """``I drift (mars 2025)``: never a status without its date, for the date is the source's."""
    name = library.name("outcome_status", outcome.status, t.language)
    return t("known.dated", what=name, date=loose_date(outcome.as_of)) if outcome.as_of else name


def source_link(source: Reference | str | None, project: Project) -> Link | None:
    """A source as a link, or as plain text where it has no address."""
    return Link(title_of(source), address_of(source, project)) if source else None


def confirmed(project: Project, t: Labels) -> str:
    """That the owner has read the page; InnoMed answers for it all the same."""
    day = project.confirmed_by_owner
    return t("known.confirmed", date=long_date(day)) if day else ""


def _outcome(library: Library, project: Project, outcome: Outcome, t: Labels) -> Stated:
    parts = (outcome_words(library, outcome, t), outcome.scope, outcome.reason)
    return Stated(_sentences(*parts), source_link(outcome.source, project))


def _period(project: Project, t: Labels) -> Iterator[Stated]:
    period = project.period
    if period:
        start, end = (loose_date(day) if day else "" for day in (period.from_, period.to))
        both = "both" if start and end else "from" if start else "to"
        if start or end:
            yield Stated(t(f"known.period.{both}", start=start, end=end))


def _patients(library: Library, project: Project, t: Labels) -> Iterator[Stated]:
    patients = project.patients
    if patients:
        told = t("small_number") if patients.number == SMALL else number(float(patients.number))
        kind = library.name("patient_counts", patients.counts, t.language)
        text = t("known.patients.count", number=told, kind=kind.casefold())
        yield Stated(_sentences(_dated(text, patients.as_of, t)), source_link(patients.source, project))


def _cost(library: Library, project: Project, cost: Cost, t: Labels) -> Stated:
    kind = library.name("cost_kinds", cost.kind, t.language)
    amount = number(cost.amount, 0 if cost.amount == int(cost.amount) else 2)
    payer = (
        t(f"known.cost.payer.{'grant' if cost.kind == 'tilskudd' else 'other'}", who=cost.payer) if cost.payer else None
    )
    period = t("known.cost.period", period=cost.period) if cost.period else None
    words = _dated(t("known.cost.amount", kind=kind, amount=amount), cost.as_of, t)
    return Stated(_sentences(words, cost.covers, payer, period), source_link(cost.source, project))


def _own_effort(project: Project, t: Labels) -> Iterator[Stated]:
    own = project.own_effort
    if own:
        decimals = len(f"{own.fte:g}".partition(".")[2])
        words = _dated(t("known.own_effort.fte", fte=number(own.fte, decimals)), own.as_of, t)
        yield Stated(_sentences(words, own.covers), source_link(own.source, project))


def _dated(text: str, as_of: str | None, t: Labels) -> str:
    return t("known.dated", what=text, date=loose_date(as_of)) if as_of else text


def _sentences(*parts: str | None) -> str:
    """The parts that there are, each with a full stop at its end."""
    said = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)
