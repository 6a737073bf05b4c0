"""Figures that are more than a count: hours, phases from start to end, and benefits with what is measured apart."""

from __future__ import annotations

from statistics import median

from macros.content.model import Project
from macros.content.model.facets import hours_band
from macros.content.records import Record
from macros.library.benefits import STAGES, benefits_of
from macros.portfolio.figures.counts import selection
from macros.portfolio.figures.scope import Scope, first_round
from macros.portfolio.figures.shape import Cell, PortfolioFigure
from macros.words.vocabulary import UNKNOWN

MOVED, STAYED = "videre", "samme"


def hours_of(scope: Scope) -> dict[str, int]:
    """Slug -> hours of guidance, where they are known. Hours count in the year of the project's first round."""
    return {
        r.slug: hours
        for r in scope.records
        if (hours := r.data.known_hours) is not None and first_round(r) in scope.round_keys
    }


def hours(scope: Scope) -> PortfolioFigure:
    """Sum, median, least and most."""
    found = hours_of(scope)
    slugs, numbers = tuple(found), list(found.values())
    cells = (
        Cell("sum", sum(numbers) if numbers else None, slugs),
        Cell("median", median(numbers) if numbers else None, slugs),
        Cell("min", min(numbers, default=None), slugs),
        Cell("maks", max(numbers, default=None), slugs),
    )
    return _hours_figure(scope, "timer", cells, slugs, unit="hour")


def hour_bands(scope: Scope) -> PortfolioFigure:
    """Projects per size of the grant, as shares of those whose hours are known."""
    found, words = hours_of(scope), scope.library.vocabularies
    cells = []
    for band in words["hours_bands"]:
        has = tuple(slug for slug, amount in found.items() if hours_band(amount, words) == band.key)
        cells.append(Cell(band.key, len(has), has))
    return _hours_figure(scope, "timer-band", tuple(cells), tuple(found), words="hours_bands")


def _hours_figure(
    scope: Scope, key: str, cells: tuple[Cell, ...], slugs: tuple[str, ...], unit: str = "project", words: str = ""
) -> PortfolioFigure:
    bands = scope.library.vocabularies["hours_bands"].keys()
    return PortfolioFigure(
        key, cells, len(slugs), len(scope.records), scope.today, slugs, words=words,
        facet="timer" if words else "", unit=unit, shares=bool(words), selection=selection(scope, slugs, "timer", bands),
    )  # fmt: skip


def granted(scope: Scope) -> dict[str, int]:
    """Round -> the hours it gave in one sum, where no project of it has hours of its own: never counted twice."""
    told = {r for record in scope.records if record.data.known_hours is not None for r in record.data.round}
    return {
        v.key: int(str(hours)) for v in scope.rounds if (hours := v.extra.get("hours_granted")) and v.key not in told
    }


def _judged(scope: Scope) -> list[Record[Project]]:
    """Projects with both phases known, whose guidance was over. Like the hours, a supplement goes with the first round."""
    known = [r for r in scope.records if UNKNOWN not in (r.data.phase.start, r.data.phase.end)]
    return [r for r in known if not scope.library.ongoing(first_round(r))]


def _over(scope: Scope) -> tuple[str, ...]:
    return tuple(key for key in scope.round_keys if not scope.library.ongoing(key))


def phases(scope: Scope) -> PortfolioFigure:
    """Phase at start -> phase at end: a cell for each start, a part for each end."""
    found, order = _judged(scope), scope.library.vocabularies["phases"].keys()
    cells = []
    for start in order:
        mine = [r for r in found if r.data.phase.start == start]
        parts = tuple(
            Cell(end, len(has := tuple(r.slug for r in mine if r.data.phase.end == end)), has) for end in order
        )
        cells.append(Cell(start, len(mine), tuple(r.slug for r in mine), parts))
    slugs = tuple(r.slug for r in found)
    return PortfolioFigure(
        "fase", tuple(cells), len(found), len(scope.records), scope.today, slugs, words="phases", parts=order,
        part_words="phases", selection=selection(scope, slugs, "fase", order, _over(scope)),
    )  # fmt: skip


def progress(scope: Scope) -> PortfolioFigure:
    """How many reached a later phase while they were guided, in all and per round."""
    found, cells = _judged(scope), []
    for key in scope.round_keys:
        mine = [r for r in found if next(k for k in r.data.round if k in scope.round_keys) == key]
        if mine:
            cells.append(_moved(key, mine))
    total = _moved("alle", found)
    slugs = tuple(r.slug for r in found)
    order = scope.library.vocabularies["phases"].keys()
    return PortfolioFigure(
        "fase-runde", (total, *cells), len(found), len(scope.records), scope.today, slugs, words="rounds",
        parts=(MOVED, STAYED), selection=selection(scope, slugs, "fase", order, _over(scope)),
    )  # fmt: skip


def _moved(key: str, records: list[Record[Project]]) -> Cell:
    moved = tuple(r.slug for r in records if r.data.phase.start != r.data.phase.end)
    stayed = tuple(r.slug for r in records if r.data.phase.start == r.data.phase.end)
    parts = (Cell(MOVED, len(moved), moved), Cell(STAYED, len(stayed), stayed))
    return Cell(key, len(records), tuple(r.slug for r in records), parts)


def benefits(scope: Scope) -> PortfolioFigure:
    """Benefits per type and stage. What is expected and what is measured are never added to one success."""
    every = [benefit for record in scope.records for benefit in benefits_of(record, scope.library.vocabularies)]
    cells = []
    for value in scope.library.vocabularies["benefit_types"]:
        mine = [b for b in every if b.benefit.type == value.key]
        parts = tuple(
            Cell(stage, len(has := tuple(b.record.slug for b in mine if b.stage == stage)), has) for stage in STAGES
        )
        cells.append(Cell(value.key, len(mine), tuple(b.record.slug for b in mine), parts))
    slugs = tuple(dict.fromkeys(b.record.slug for b in every))
    types = tuple(c.key for c in cells if c.value)
    return PortfolioFigure(
        "gevinst", tuple(cells), len(every), len(scope.records), scope.today, slugs, words="benefit_types",
        parts=STAGES, facet="gevinst", unit="benefit", selection=selection(scope, slugs, "gevinst", types),
    )  # fmt: skip
