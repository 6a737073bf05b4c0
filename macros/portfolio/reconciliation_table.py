"""The published figures beside ours, as the page shows them: differing first, then agreeing, then what nobody can count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from macros.library.library import Library
from macros.portfolio.reconciliation import Line, reconcile
from macros.text.norwegian import join, loose_date, number
from macros.words.labels import Labels

STATUSES = ("differs", "agrees", "cannot")


@dataclass(frozen=True, slots=True)
class Row:
    """One figure: the report's words, ours with n, and what explains the difference."""

    key: str
    label: str
    section: str
    report: str
    ours: str
    basis: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Group:
    """Figures that came out alike; ``status`` is one of STATUSES."""

    status: str
    title: str
    lead: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Guess:
    """A hypothesis: what it is about, what it says, and what it takes for granted."""

    about: str
    text: str
    assumes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """What a report says beside what we count: where it says so, as of when, the figures, and what may explain them."""

    source: str
    as_of: str
    groups: tuple[Group, ...]
    guesses: tuple[Guess, ...]


def reconciliation(library: Library, year: int, today: date, t: Labels) -> Reconciliation | None:
    """The year's reconciliation; None when nothing published is on file."""
    report = library.published.get(year)
    if report is None:
        return None
    lines = reconcile(library, year, today)
    told = report.data
    groups = []
    for status in STATUSES:
        rows = tuple(_row(line, t) for line in lines if line.status == status)
        title = t(f"portfolio.status.{status}", count=len(rows))
        groups.append(Group(status, title, t(f"portfolio.status.{status}.lead"), rows))
    names = {line.published.key: _label(line) for line in lines}
    guesses = tuple(
        Guess(join(names[key] for key in guess.about), _words(guess.text), guess.assumes) for guess in told.hypotheses
    )
    return Reconciliation(told.source.title, loose_date(told.as_of), tuple(groups), guesses)


def _label(line: Line) -> str:
    return _words(line.quoted.label if line.quoted else line.published.label)


def _words(words: Mapping[str, str]) -> str:
    """Data files carry their own words; bokmål is the one they all have."""
    return words.get("nb", "")


def _row(line: Line, t: Labels) -> Row:
    entry, ours = line.published, line.ours
    unit = _words(line.quoted.unit if line.quoted else entry.unit)
    section = entry.section or (line.quoted.source.section if line.quoted else "") or ""
    report = t("portfolio.report.quote", words=_words(entry.says)) if entry.says else ""
    if line.value is not None and not report:
        report = t(f"portfolio.report.{entry.reads}", value=_value(line.value, unit))
    why = [_words(entry.cannot)] if line.status == "cannot" else []
    if line.status == "cannot" and not entry.cannot:
        why = [t("portfolio.cannot.no_basis")]
    if line.status == "differs":
        why = [_words(entry.explanation) or t("portfolio.differs.unexplained")]
    return Row(
        entry.key,
        _label(line),
        t("portfolio.report.section", section=section) if section else "",
        report or t("portfolio.report.no_number"),
        _value(ours.value, unit) if ours and ours.value is not None else t("portfolio.report.none"),
        _basis(line, t),
        _words(entry.rule),
        " ".join(part for part in (*why, _words(entry.note)) if part),
    )


def _basis(line: Line, t: Labels) -> str:
    """What our number is counted over, unless that is the number itself."""
    ours, how = line.ours, line.published.ours
    if ours is None or how is None or ours.value is None or ours.value == ours.n:
        return ""
    return t(f"portfolio.ours.{how.measure}", n=number(ours.n))


def _value(value: float, unit: str) -> str:
    """``43 prosjekter``, ``84 %``, ``53,4 %``: no more decimals than it takes."""
    text = number(value, 0 if float(value).is_integer() else 1)
    return f"{text} {unit}".strip()
