"""What is known of each project, what is not, and who should be asked. Nothing here guesses: unknown is unknown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from macros.content.model import Project
from macros.content.records import Record
from macros.library.library import Library
from macros.words.vocabulary import UNKNOWN

VERIFIED_MONTHS = 18
"""After this long the page says that nobody has looked at it lately."""
THIN = 1_000
"""Characters of a text that says little: the shortest write-ups from a table have half of it, told ones twice as much."""
FOLLOW_UP_MONTHS = (12, 24)
ENDED = ("i-drift", "avsluttet", "stanset")
"""Last known statuses that tell how the project ended. The others ask to be followed up."""


def _known(value: object) -> bool:
    return bool(value) and value != UNKNOWN and value not in ((UNKNOWN,), [UNKNOWN])


FIELDS: dict[str, Callable[[Project], bool]] = {
    "owner": lambda p: _known(p.owner),
    "region": lambda p: _known(p.region),
    "hours": lambda p: p.known_hours is not None,
    "phase": lambda p: UNKNOWN not in (p.phase.start, p.phase.end),
    "source": lambda p: any(s.title != UNKNOWN for s in p.source),
    "patient_groups": lambda p: _known(p.patient_groups),
    "themes": lambda p: _known(p.themes),
    "innovation_type": lambda p: _known(p.innovation_type),
    "partners": lambda p: bool(p.partners or p.municipalities),
    "health_community": lambda p: _known(p.health_community),
    "guidance": lambda p: _known(p.guidance),
    "deliverables": lambda p: _known(p.deliverables),
    "benefits": lambda p: bool(p.own_benefits),
    "measured": lambda p: any(b.measurements or b.baseline for b in p.own_benefits),
    "barriers": lambda p: bool(p.barriers or p.drivers),
    "outcome": lambda p: bool((p.outcome and p.outcome.status in ENDED) or p.adopted_by),
    "contact": lambda p: p.contact is not None,
}
"""What a reader needs to judge a project, in the order of the page; each is known or it is not."""


@dataclass(frozen=True, slots=True)
class Completeness:
    """``missing`` are keys of FIELDS. ``verified``: months since somebody checked the page, or None when never.

    ``is_old``: never checked, or too long ago.
    """

    record: Record[Project]
    missing: tuple[str, ...]
    verified: int | None
    is_old: bool

    @property
    def known(self) -> int:
        """How many of FIELDS are known."""
        return len(FIELDS) - len(self.missing)


def completeness(library: Library, today: date) -> tuple[Completeness, ...]:
    """Every published project, the least known first; ties by title."""
    found = [_of(r, today) for r in library.projects]
    return tuple(sorted(found, key=lambda c: c.known))


def is_old(project: Project, today: date) -> bool:
    """Whether the page has been checked, but longer ago than VERIFIED_MONTHS: from the day after they have passed."""
    checked = project.verified
    return checked is not None and months_between(checked + timedelta(days=1), today) >= VERIFIED_MONTHS


def is_thin(record: Record[Project]) -> bool:
    """Whether so little is known that the page should lead on: neither hours, phase nor benefits of its own, and a
    text that is shorter than THIN. What others than InnoMed guided has no hours either, but may have much to tell."""
    told = any(FIELDS[name](record.data) for name in ("hours", "phase", "benefits"))
    return not told and len(record.body.text) < THIN


def missing_in(library: Library, today: date) -> dict[str, int]:
    """Field -> number of projects where it is unknown, the most often unknown first."""
    every = completeness(library, today)
    counts = {key: sum(key in c.missing for c in every) for key in FIELDS}
    return dict(sorted(counts.items(), key=lambda item: -item[1]))


def _of(record: Record[Project], today: date) -> Completeness:
    missing = tuple(key for key, known in FIELDS.items() if not known(record.data))
    verified = months_between(record.data.verified, today) if record.data.verified else None
    return Completeness(record, missing, verified, verified is None or is_old(record.data, today))


def months_between(earlier: date, later: date) -> int:
    """Whole months from one day to another; never less than none."""
    months = (later.year - earlier.year) * 12 + later.month - earlier.month
    return max(0, months - (later.day < earlier.day))


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A project that nobody has told the end of: ``months`` since the year of its round was over, ``due`` 12 or 24."""

    record: Record[Project]
    months: int
    due: int


def without_follow_up(library: Library, today: date) -> tuple[Unanswered, ...]:
    """Projects guided by InnoMed that have neither an end nor adopters told, 12 months or more after.

    The sources give no end date for the guidance, so the year of the last round stands in for it.
    """
    rounds = {v.key: v.extra.get("year") for v in library.vocabularies["rounds"]}
    found = []
    for record in library.innomed_projects:
        years = [int(str(year)) for key in record.data.round if (year := rounds.get(key))]
        if not years or FIELDS["outcome"](record.data):
            continue
        months = months_between(date(max(years), 12, 31), today)
        due = max((limit for limit in FOLLOW_UP_MONTHS if months >= limit), default=0)
        if due:
            found.append(Unanswered(record, months, due))
    return tuple(sorted(found, key=lambda u: -u.months))
