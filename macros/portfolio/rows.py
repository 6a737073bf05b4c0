"""The projects behind each figure as CSV: semicolons, UTF-8 with BOM, nothing that a spreadsheet takes for a formula."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from macros.addresses import REUSE_ROWS, project_url, rows_url
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import shared_facet
from macros.library.library import Library
from macros.library.strangers import Pair
from macros.portfolio.figures.figures import FIGURES, portfolio
from macros.portfolio.figures.reuse import Reused, reuse
from macros.portfolio.figures.scope import years
from macros.portfolio.figures.shape import PortfolioFigure
from macros.portfolio.words import name_of
from macros.text.spreadsheets import csv_file
from macros.words.labels import Labels, labels

Line = tuple[str, ...]


def portfolio_files(library: Library, today: date) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Address on the site and maker of every file of rows, but that of pairs."""
    for year in years(library):
        for key in FIGURES:
            yield rows_url(year, key), lambda y=year, k=key: figure_csv(library, portfolio(library, y, today)[k])  # type: ignore[misc]
    yield REUSE_ROWS, lambda: reuse_csv(reuse(library))


def figure_csv(library: Library, figure: PortfolioFigure) -> bytes:
    """A line for every thing that was counted: its value, the part of it, and the project."""
    t = labels()
    heads = tuple(t(f"portfolio.csv.{k}") for k in ("value", "key", "part", "slug", "title", "url", "hours", "rounds"))
    return csv_file([heads, *_lines(library, figure, t)])


def _lines(library: Library, figure: PortfolioFigure, t: Labels) -> Iterator[Line]:
    for cell in figure.cells:
        name = name_of(library, figure.words, cell.key, t)
        for part in cell.parts or (cell,):
            told = "" if part is cell else name_of(library, figure.part_words, part.key, t)
            for slug in part.slugs:
                yield (name, cell.key, told, *_project(library.by_slug[slug]))


def _project(record: Record[Project]) -> Line:
    data = record.data
    return record.slug, data.title, project_url(record.slug), str(data.hours), " ".join(data.round)


def reuse_csv(sources: Iterable[Reused]) -> bytes:
    """A line for every project that builds on something."""
    t = labels()
    heads = tuple(t(f"portfolio.csv.{k}") for k in ("value", "key", "slug", "title", "url", "hours", "rounds"))
    return csv_file([heads, *((s.name, s.slug, *_project(r)) for s in sources for r in s.users)])


def pairs_csv(pairs: Iterable[Pair]) -> bytes:
    """A line for every pair: both projects with their regions, and what they share."""
    t = labels()
    keys = ("slug", "title", "regions", "other", "title", "regions", "why")
    heads = tuple(t(f"portfolio.csv.{k}") for k in keys)
    lines = [
        (
            *_short(p.left),
            *_short(p.right),
            ", ".join([*([p.model] if p.model else []), *(shared_facet(r, t) for r in p.reasons)]),
        )
        for p in pairs
    ]
    return csv_file([heads, *lines])


def _short(record: Record[Project]) -> Line:
    return record.slug, record.data.title, " ".join(record.data.region)
