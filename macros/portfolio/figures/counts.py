"""Figures that count projects by a controlled word. Whoever has no known value is left out of n, and that is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from macros.content.model import Project
from macros.content.records import Record
from macros.portfolio.figures.scope import Scope, first_round
from macros.portfolio.figures.shape import Cell, PortfolioFigure, known
from macros.text.norwegian import sort_key

Values = Callable[[Any], tuple[str, ...]]
Selection = dict[str, tuple[str, ...]]
NOT_REGIONS = ("nasjonal", "utlandet")
"""Values of the region field that are no health region: shown only when somebody has them."""


def selection(
    scope: Scope, slugs: Iterable[str], facet: str = "", keys: Iterable[str] = (), rounds: Iterable[str] | None = None
) -> Selection:
    """What to choose in the catalogue to see exactly these projects; empty when no choice there does.

    ``rounds``: those that the projects may come from, all of the year without it.
    """
    asked = scope.round_keys if rounds is None else rounds
    chosen = {"runde": tuple(k for k in asked if scope.library.count(scope.library.facet("runde"), k))}
    if facet and facet != "runde" and keys:
        chosen[facet] = tuple(keys)
    found = {r.slug for r in scope.library.select(chosen)} if any(chosen.values()) else set()
    return chosen if found == set(slugs) and found else {}


def by_word(
    scope: Scope, key: str, values: Values, words: str, *, facet: str = "", zeros: bool = True
) -> PortfolioFigure:
    """Projects per value; one with several values counts for each. ``zeros`` keeps values that nobody has."""
    every = {r.slug: known(values(r.data)) for r in scope.records}
    asked = {slug: found for slug, found in every.items() if found}
    order = scope.library.vocabularies[words].keys()
    cells = [Cell(k, len(has := _having(asked, k)), has) for k in order]
    cells = [c for c in cells if zeros or c.value]
    if not zeros:  # long lists read best with the most frequent first, names in Norwegian order
        cells.sort(key=lambda c: (-(c.value or 0), sort_key(scope.library.name(words, c.key))))
    chosen = selection(scope, asked, facet, [c.key for c in cells if c.value]) if asked else {}
    whole = selection(scope, asked) if asked else {}
    return PortfolioFigure(
        key, tuple(cells), len(asked), len(every), scope.today, tuple(asked),
        words=words, facet=facet, shares=True, selection=whole or chosen,
    )  # fmt: skip


def _having(asked: dict[str, tuple[str, ...]], key: str) -> tuple[str, ...]:
    return tuple(slug for slug, found in asked.items() if key in found)


def projects(scope: Scope) -> PortfolioFigure:
    """All, those in a programme and those in none."""
    every = tuple(r.slug for r in scope.records)
    cells = [Cell("alle", len(every), every)]
    for program in scope.library.vocabularies["programs"]:
        has = tuple(r.slug for r in scope.records if program.key in r.data.program)
        if has:
            cells.append(Cell(program.key, len(has), has))
    ordinary = tuple(r.slug for r in scope.records if not r.data.program)
    cells.append(Cell("ordinaer", len(ordinary), ordinary))
    return PortfolioFigure(
        "prosjekter", tuple(cells), len(every), len(every), scope.today, every,
        words="programs", selection=selection(scope, every),
    )  # fmt: skip


def rounds(scope: Scope) -> PortfolioFigure:
    """Applications and grants per round. Applications are the vocabulary's; a project counts in each of its rounds."""
    cells = []
    for value in scope.rounds:
        text = str(value.extra.get("applications", ""))
        has = tuple(r.slug for r in scope.records if value.key in r.data.round)
        parts = (Cell("soknader", int(text) if text.isdecimal() else None), Cell("tildelinger", len(has), has))
        cells.append(Cell(value.key, len(has), has, parts))
    every = tuple(r.slug for r in scope.records)
    return PortfolioFigure(
        "runde", tuple(cells), len(every), len(every), scope.today, every,
        words="rounds", parts=("soknader", "tildelinger"), facet="runde", selection=selection(scope, every),
    )  # fmt: skip


def regions(scope: Scope) -> PortfolioFigure:
    """Projects per region, split by the round each project came in with."""
    figure = by_word(scope, "region", lambda p: p.region, "regions", facet="region")
    shown = (c for c in figure.cells if c.value or c.key not in NOT_REGIONS)
    cells = tuple(Cell(c.key, c.value, c.slugs, _by_first(scope, c.slugs)) for c in shown)
    return PortfolioFigure(
        "region", cells, figure.n, figure.of, scope.today, figure.slugs,
        words="regions", parts=scope.round_keys, part_words="rounds", facet="region", shares=True,
        selection=figure.selection,
    )  # fmt: skip


def _by_first(scope: Scope, slugs: tuple[str, ...]) -> tuple[Cell, ...]:
    parts = []
    for key in scope.round_keys:
        has = tuple(s for s in slugs if _round_in(scope, scope.library.by_slug[s]) == key)
        parts.append(Cell(key, len(has), has))
    return tuple(parts)


def _round_in(scope: Scope, record: Record[Project]) -> str:
    """The first of the project's rounds that belongs to this year."""
    return next((k for k in (first_round(record), *record.data.round) if k in scope.round_keys), "")
