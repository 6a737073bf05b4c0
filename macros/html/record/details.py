"""What sources say of the project itself: how it went, when, for how many, at what cost. Each with its source and date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from macros.content.model import Project
from macros.content.model.evidence import SMALL, Reference, title_of
from macros.content.model.outcome import Cost, Outcome, OwnEffort, Patients, Period
from macros.html.links import Link
from macros.library.library import Library
from macros.library.outcome import is_old
from macros.library.rules.evidence import address_of
from macros.text.norwegian import long_date, loose_date, number
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Stated:
    """A statement and where it stands, when that is told beside it."""

    text: str
    source: Link | None = None


@dataclass(frozen=True, slots=True)
class Chip:
    """A status in words with its date; ``kind`` is the status, or OLD for what was only last known."""

    text: str
    kind: str


OLD = "old"


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
    return tuple(Known(anchor(name), known_label(name, t), items) for name, items in found.items() if items)


def briefly(library: Library, project: Project, t: Labels) -> Iterator[tuple[str, str, str]]:
    """Label, words and anchor of what is known in numbers, for the top of the page: the rest stands where the anchor leads."""
    if project.period and (words := _span(project.period, t)):
        yield known_label("period", t), words, anchor("period")
    if project.patients:
        yield known_label("patients", t), count_words(library, project.patients, t), anchor("patients")
    if project.cost:
        words = " · ".join(amount_words(library, cost, t) for cost in project.cost)
        yield known_label("cost", t), words, anchor("cost")
    if project.own_effort:
        yield known_label("own_effort", t), _fte(project.own_effort, t), anchor("own_effort")


def anchor(field: str) -> str:
    """Where on the page a field of this kind stands."""
    return f"om-{field.replace('_', '-')}"


def known_label(name: str, t: Labels) -> str:
    """What a field is called on the page: a name for readers where there is one, otherwise what the form calls it."""
    return t(f"known.{name}" if f"known.{name}" in t.entries else f"admin.field.{name}")


def outcome_words(library: Library, outcome: Outcome, t: Labels) -> str:
    """``I drift, mars 2025``: never a status without its date, for the date is the source's."""
    name = library.name("outcome_status", outcome.status, t.language)
    return t("outcome.dated", what=name, date=loose_date(outcome.as_of)) if outcome.as_of else name


def status_chip(library: Library, project: Project, t: Labels) -> Chip | None:
    """The last known status for the top of a card or a page; None when nobody knows it."""
    outcome = project.outcome
    if not outcome or outcome.status == UNKNOWN or not outcome.as_of:
        return None
    words = outcome_words(library, outcome, t)
    if is_old(outcome, library.today):
        return Chip(t("outcome.old", what=words[:1].lower() + words[1:]), OLD)
    return Chip(words, outcome.status)


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
    if project.period and (words := _span(project.period, t)):
        yield Stated(words)


def _span(period: Period, t: Labels) -> str:
    start, end = (loose_date(day) if day else "" for day in (period.from_, period.to))
    both = "both" if start and end else "from" if start else "to"
    return t(f"known.period.{both}", start=start, end=end) if start or end else ""


def _patients(library: Library, project: Project, t: Labels) -> Iterator[Stated]:
    patients = project.patients
    if patients:
        words = _dated(count_words(library, patients, t), patients.as_of, t)
        yield Stated(_sentences(words), source_link(patients.source, project))


def count_words(library: Library, patients: Patients, t: Labels) -> str:
    """``140, i alt``: a number and what it counts."""
    told = t("small_number") if patients.number == SMALL else number(float(patients.number))
    kind = library.name("patient_counts", patients.counts, t.language)
    return t("known.patients.count", number=told, kind=kind.casefold())


def _cost(library: Library, project: Project, cost: Cost, t: Labels) -> Stated:
    payer = (
        t(f"known.cost.payer.{'grant' if cost.kind == 'tilskudd' else 'other'}", who=cost.payer) if cost.payer else None
    )
    period = t("known.cost.period", period=cost.period) if cost.period else None
    words = _dated(amount_words(library, cost, t), cost.as_of, t)
    return Stated(_sentences(words, cost.covers, payer, period), source_link(cost.source, project))


def amount_words(library: Library, cost: Cost, t: Labels) -> str:
    """``Regnskap: 612 500 kroner``: an amount and its kind."""
    kind = library.name("cost_kinds", cost.kind, t.language)
    amount = number(cost.amount, 0 if cost.amount == int(cost.amount) else 2)
    return t("known.cost.amount", kind=kind, amount=amount)


def _own_effort(project: Project, t: Labels) -> Iterator[Stated]:
    own = project.own_effort
    if own:
        words = _dated(_fte(own, t), own.as_of, t)
        yield Stated(_sentences(words, own.covers), source_link(own.source, project))


def _fte(own: OwnEffort, t: Labels) -> str:
    decimals = len(f"{own.fte:g}".partition(".")[2])
    return t("known.own_effort.fte", fte=number(own.fte, decimals))


def _dated(text: str, as_of: str | None, t: Labels) -> str:
    return t("known.dated", what=text, date=loose_date(as_of)) if as_of else text


def _sentences(*parts: str | None) -> str:
    """The parts that there are, each with a full stop at its end."""
    said = [part.strip() for part in parts if part and part.strip()]
    return " ".join(part if part.endswith((".", "!", "?")) else f"{part}." for part in said)
