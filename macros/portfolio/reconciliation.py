"""What a report has published, set against what the write-ups give: agrees, differs, or cannot be counted again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from macros.content.data.published import Report
from macros.content.model import Figure, Project
from macros.content.model.data.published import Choice, Ours, Published
from macros.content.records import Record
from macros.library.benefits import benefits_of
from macros.library.library import Library
from macros.portfolio.figures.measures import hours_of
from macros.portfolio.figures.scope import Scope, scope
from macros.portfolio.figures.shape import known, percent
from macros.words.problems import Problem, problem
from macros.words.vocabulary import UNKNOWN
from macros.words.vocabulary.near import alike

Status = Literal["agrees", "differs", "cannot"]
Records = tuple[Record[Project], ...]
ABOUT, JUST_UNDER = 2.5, 5.0
"""How far «about 40 %» and «just under 40 %» may reach, in the figure's own unit."""
GUIDANCE = "veiledning"
"""Guidance is no facet of the catalogue, but it is counted in the portfolio under this name."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Our value; None without a denominator. ``n`` is what it is counted over, ``slugs`` the projects counted."""

    value: float | None
    n: int
    slugs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One figure of a report beside ours. ``quoted`` is its entry in figures.yml when it has one."""

    published: Published
    quoted: Figure | None
    ours: Counted | None
    status: Status

    @property
    def value(self) -> float | None:
        """What the report says; None when it says no number."""
        return self.quoted.value if self.quoted else self.published.value


def reconcile(library: Library, year: int, today: date) -> tuple[Line, ...]:
    """Every published figure of ``year``, in the file's order; empty when the year has no such file."""
    told = library.published.get(year)
    here = scope(library, year, today)
    return tuple(_line(here, entry) for entry in told.data.figures) if told else ()


def _line(here: Scope, entry: Published) -> Line:
    quoted = here.library.figures.get(entry.figure) if entry.figure else None
    ours = count(here, entry.ours) if entry.ours else None
    value = quoted.value if quoted else entry.value
    if entry.cannot or ours is None or ours.value is None or (value is None and entry.reads != "most"):
        return Line(entry, quoted, ours, "cannot")
    return Line(entry, quoted, ours, "agrees" if agrees(value, entry.reads, ours.value) else "differs")


def agrees(published: float | None, reads: str, ours: float) -> bool:
    """Whether our value is what the report's words say.

    Exact numbers are compared with as many decimals as the report gives. Without a number only «most» can be judged.
    """
    if reads == "most":
        return ours > 50
    if published is None:
        return False
    if reads == "about":
        return abs(ours - published) <= ABOUT
    if reads == "just-under":
        return published - JUST_UNDER <= ours < published
    decimals = len(f"{published:g}".partition(".")[2])
    # Half a unit in the last place on either side, so that no way of rounding decides.
    return abs(ours - published) <= 0.5 * 10**-decimals + 1e-9 if decimals else round(ours, 6) == published


def count(here: Scope, ours: Ours) -> Counted:
    """Our value for one published figure."""
    left_out = {slug for part in _each(ours.without) for slug in _slugs(_having(here, here.records, part))}
    base = tuple(r for r in _having(here, here.records, ours.among) if r.slug not in left_out)
    return _MEASURES[ours.measure](here, ours, base)


def _each(choice: Choice) -> Iterator[Choice]:
    """Leaving out is OR: whoever has any of the named values."""
    return ({facet: values} for facet, values in choice.items())


def _values(library: Library, name: str) -> Callable[[Any], tuple[str, ...]]:
    return (lambda p: p.guidance) if name == GUIDANCE else library.facet(name).values


def _having(here: Scope, records: Iterable[Record[Project]], choice: Choice) -> Records:
    """OR within a facet, AND between facets, as in the catalogue."""
    for name, values in choice.items():
        wanted, of = frozenset(values), _values(here.library, name)
        records = [r for r in records if not wanted.isdisjoint(of(r.data))]
    return tuple(records)


def _slugs(records: Records) -> tuple[str, ...]:
    return tuple(r.slug for r in records)


def _projects(here: Scope, ours: Ours, base: Records) -> Counted:
    found = _having(here, base, ours.where)
    return Counted(len(found), len(base), _slugs(found))


def _share(here: Scope, ours: Ours, base: Records) -> Counted:
    """Percent of those that have any known value in every facet that is asked for."""
    asked = tuple(r for r in base if all(known(_values(here.library, name)(r.data)) for name in ours.where))
    found = _having(here, asked, ours.where)
    return Counted(percent(len(found), len(asked)), len(asked), _slugs(found))


def _hours(choose: Callable[[list[int]], int]) -> Callable[[Scope, Ours, Records], Counted]:
    def measure(here: Scope, ours: Ours, base: Records) -> Counted:
        counted = set(_slugs(base))
        hours = {slug: h for slug, h in hours_of(here).items() if slug in counted}
        value = choose(list(hours.values())) if hours else None
        return Counted(value, len(hours), tuple(s for s, h in hours.items() if h == value))

    return measure


def _different(here: Scope, ours: Ours, base: Records) -> Counted:
    values = _values(here.library, ours.facet or "")
    found = tuple(r for r in _having(here, base, ours.where) if known(values(r.data)))
    return Counted(len({v for r in found for v in known(values(r.data))}), len(found), _slugs(found))


def _applications(here: Scope, ours: Ours, base: Records) -> Counted:
    wanted = ours.where.get("runde", here.round_keys)
    numbers = [str(v.extra.get("applications", "")) for v in here.rounds if v.key in wanted]
    if not numbers or not all(n.isdecimal() for n in numbers):
        return Counted(None, 0, ())
    return Counted(sum(map(int, numbers)), len(numbers), ())


def _benefit_share(here: Scope, ours: Ours, base: Records) -> Counted:
    fields = {"gevinst": "type", "gevinststatus": "status"}
    every = [(r.slug, b.benefit) for r in base for b in benefits_of(r, here.library.vocabularies)]
    wanted = {fields[name]: values for name, values in ours.where.items()}
    found = [s for s, b in every if all(getattr(b, name) in values for name, values in wanted.items())]
    return Counted(percent(len(found), len(every)), len(every), tuple(dict.fromkeys(found)))


def _mention_share(here: Scope, ours: Ours, base: Records) -> Counted:
    values = _values(here.library, ours.facet or "")
    wanted = set(ours.where.get(ours.facet or "", ()))
    every = [(r.slug, v) for r in base for v in known(values(r.data))]
    found = [s for s, v in every if v in wanted]
    return Counted(percent(len(found), len(every)), len(every), tuple(found))


def _moved(here: Scope, ours: Ours, base: Records) -> Counted:
    both = [r for r in _having(here, base, ours.where) if UNKNOWN not in (r.data.phase.start, r.data.phase.end)]
    found = tuple(r for r in both if r.data.phase.start != r.data.phase.end)
    return Counted(len(found) if both else None, len(both), _slugs(found))


_MEASURES: Mapping[str, Callable[[Scope, Ours, Records], Counted]] = {
    "projects": _projects,
    "share": _share,
    "hours_min": _hours(min),
    "hours_max": _hours(max),
    "values": _different,
    "applications": _applications,
    "benefit_share": _benefit_share,
    "mention_share": _mention_share,
    "moved": _moved,
}


def check_published(library: Library) -> Iterator[Problem]:
    """Facets and values that a published figure is counted by must exist."""
    for report in library.published.values():
        for index, entry in enumerate(report.data.figures):
            if entry.ours:
                yield from _check_ours(library, report, index, entry.ours)


def _check_ours(library: Library, report: Report, index: int, ours: Ours) -> Iterator[Problem]:
    key, path = report.data.figures[index].key, report.path
    place = report.places.place(("figures", index, "ours"))
    names = [f.slug for f in library.facets] + [GUIDANCE]
    needs_facet = ours.measure in ("values", "mention_share")
    for name in (*ours.where, *ours.among, *ours.without, *([ours.facet or ""] if needs_facet else [])):
        if name not in names:
            allowed = ", ".join(names)
            yield problem("PF008", path, place, key, name, allowed=allowed, suggestion=alike(name, names))
    for choice in (ours.where, ours.among, ours.without):
        for name, values in choice.items():
            if name in names:
                words = library.vocabularies["guidance" if name == GUIDANCE else library.facet(name).vocabulary]
                for value in values:
                    if value not in words and value != UNKNOWN:
                        near_value = words.suggest(value)
                        yield problem("PF009", path, place, key, value, facet=name, suggestion=near_value)
