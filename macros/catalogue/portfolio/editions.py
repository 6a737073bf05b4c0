"""Frozen editions: what a year's figures were when they were published, and what has changed since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from macros.catalogue.library import Library
from macros.catalogue.portfolio.figures import portfolio
from macros.catalogue.portfolio.shape import Cell, PortfolioFigure
from macros.model.published import Edition, FrozenFigure


@dataclass(frozen=True, slots=True)
class Change:
    """A value that is another than in the edition. None: it was not there, or has no basis."""

    figure: str
    cell: str
    part: str
    then: float | None
    now: float | None


@dataclass(frozen=True, slots=True)
class Since:
    """An edition and what is different today."""

    edition: Edition
    changes: tuple[Change, ...]
    added: tuple[str, ...]
    removed: tuple[str, ...]


def freeze(library: Library, year: int, today: date, commit: str) -> Edition:
    """The figures of ``year`` as they are now, to be kept."""
    figures = portfolio(library, year, today)
    return Edition(
        year=year,
        date=today,
        commit=commit,
        projects=figures["prosjekter"].slugs,
        figures=tuple(
            FrozenFigure(
                key=f.key, n=f.n, of=f.of, values={k: c.value for k, c in _flat(f).items() if c.value is not None}
            )
            for f in figures.values()
        ),
    )


def since(edition: Edition, figures: Mapping[str, PortfolioFigure]) -> Since:
    """What has changed since ``edition``. The edition itself is never touched."""
    changes = []
    for frozen in edition.figures:
        now = _flat(figures[frozen.key]) if frozen.key in figures else {}
        for name in dict.fromkeys((*frozen.values, *now)):
            then, value = frozen.values.get(name), now[name].value if name in now else None
            # A value that is new in a word list, and that nobody has, is no change of the portfolio.
            if (then or 0) != (value or 0):
                cell, _, part = name.partition("/")
                changes.append(Change(frozen.key, cell, part, then, value))
    today = figures["prosjekter"].slugs
    added = tuple(s for s in today if s not in edition.projects)
    removed = tuple(s for s in edition.projects if s not in today)
    return Since(edition, tuple(changes), added, removed)


def _flat(figure: PortfolioFigure) -> dict[str, Cell]:
    """``value`` or ``value/part`` -> its cell."""
    flat = {}
    for cell in figure.cells:
        flat[cell.key] = cell
        flat |= {f"{cell.key}/{part.key}": part for part in cell.parts}
    return flat
