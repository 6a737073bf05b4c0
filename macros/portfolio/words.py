"""The words around a figure: names of its values, n with date, addresses of its rows and of the same selection."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from macros.addresses import CATALOGUE, rows_url
from macros.html.links import Link
from macros.library.library import Library
from macros.portfolio.figures.measures import granted
from macros.portfolio.figures.scope import Scope
from macros.portfolio.figures.shape import Cell, PortfolioFigure
from macros.text.norwegian import join, long_date, number
from macros.words.labels import Labels

JUDGED = ("fase", "fase-runde")
"""Figures of those projects only whose guidance was over when the source was written."""


@dataclass(frozen=True, slots=True)
class Table:
    """The same numbers as a chart: heads, and rows of a name (a link where the catalogue has it) with texts."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Link, tuple[str, ...]], ...]


def csv_url(figure: PortfolioFigure, year: int) -> str:
    """The file with the rows behind a figure."""
    return rows_url(year, figure.key)


def catalogue_url(selection: Mapping[str, tuple[str, ...]]) -> str:
    """The catalogue with these values chosen; empty without a choice."""
    pairs = [(facet, key) for facet, keys in selection.items() for key in keys]
    return f"{CATALOGUE}?{urlencode(pairs)}" if pairs else ""


def cell_selection(figure: PortfolioFigure, cell: Cell) -> dict[str, tuple[str, ...]]:
    """What to choose in the catalogue for one value of a figure; empty when the catalogue has no such facet."""
    if not figure.facet or not figure.selection or not cell.slugs:
        return {}
    return {**figure.selection, figure.facet: (cell.key,)}


def name_of(library: Library, words: str, key: str, t: Labels) -> str:
    """A value's name: the vocabulary's, or an interface word for what is no vocabulary."""
    if words and key in library.vocabularies[words]:
        return library.name(words, key, t.language)
    return t(f"portfolio.value.{key}")


def shown(value: float | None, t: Labels) -> str:
    """A number in Norwegian; «ikke grunnlag» where there is nothing to count or divide by."""
    return t("portfolio.no_basis") if value is None else number(value, 0 if float(value).is_integer() else 1)


def granted_text(here: Scope, t: Labels) -> str:
    """The hours that are only known for a whole round, so that they are seen beside the sum; empty without any."""
    sums = granted(here)
    what = join(name_of(here.library, "rounds", key, t) for key in sums)
    return t("figure.timer.granted", hours=number(sum(sums.values())), what=what) if sums else ""


def percent_text(value: float | None, t: Labels) -> str:
    """A share in percent (0–100), rounded to whole; says that there is no basis when it is None."""
    return t("portfolio.no_basis") if value is None else t("portfolio.percent", value=number(round(value), 0))


def meta(figure: PortfolioFigure, t: Labels) -> str:
    """n, out of how many, unknown for how many, and the date."""
    day = long_date(figure.as_of)
    if not figure.of:
        return t("portfolio.meta.none", date=day)
    if figure.unit == "benefit":
        return t("portfolio.meta.benefits", n=number(figure.n), projects=number(len(figure.slugs)), date=day)
    if figure.n == figure.of:
        return t("portfolio.meta.all", count=figure.n, n=number(figure.n), date=day)
    missing = number(figure.of - figure.n)
    label = "portfolio.meta.judged" if figure.key in JUDGED else "portfolio.meta.some"
    return t(label, n=number(figure.n), of=number(figure.of), missing=missing, date=day)


def table(library: Library, figure: PortfolioFigure, title: str, t: Labels) -> Table:
    """The figure's numbers: parts, count, and share where it has a denominator."""
    parts = [name_of(library, figure.part_words, key, t) for key in figure.parts]
    heads = [*parts] if figure.key == "runde" else [*parts, t(f"portfolio.count.{figure.unit}")]
    heads += [t("portfolio.share")] if figure.shares else []
    rows = []
    for cell in figure.cells:
        numbers = [shown(part.value, t) for part in cell.parts]
        numbers += [] if figure.key == "runde" else [shown(cell.value, t)]
        numbers += [percent_text(figure.share(cell), t)] if figure.shares else []
        link = Link(name_of(library, figure.words, cell.key, t), catalogue_url(cell_selection(figure, cell)))
        rows.append((link, tuple(numbers)))
    return Table(title, tuple(heads), tuple(rows))


def in_a_sentence(library: Library, figure: PortfolioFigure, t: Labels) -> str:
    """What the figure shows, in a sentence that is computed too."""
    if not figure.n:
        return t("portfolio.no_basis.said")
    special = {"fase": _said_moved, "gevinst": _said_benefits, "runde": _said_rounds}
    if figure.key == "fase-runde":  # its first bar says it
        return ""
    if figure.key in special:
        return special[figure.key](figure, t)
    if figure.key == "helsefellesskap":
        having = sum(1 for c in figure.cells if c.value)
        return t("portfolio.said.areas", having=number(having), of=number(len(figure.cells)))
    top = [c for c in figure.cells if c.value == figure.largest and c.value]
    names = join(name_of(library, figure.words, c.key, t) for c in top[:2])
    if not top or len(top) > 2:
        return ""
    return t("portfolio.said.most", names=names, value=shown(figure.largest, t), n=number(figure.n))


def _said_moved(figure: PortfolioFigure, t: Labels) -> str:
    moved = sum(p.value or 0 for c in figure.cells for p in c.parts if p.key != c.key)
    return t("portfolio.said.moved", moved=shown(moved, t), n=number(figure.n))


def _said_benefits(figure: PortfolioFigure, t: Labels) -> str:
    sums = {key: sum(p.value or 0 for c in figure.cells for p in c.parts if p.key == key) for key in figure.parts}
    return t("portfolio.said.benefits", measured=shown(sums["measured"], t), n=number(figure.n))


def _said_rounds(figure: PortfolioFigure, t: Labels) -> str:
    numbers = [p.value for c in figure.cells for p in c.parts if p.key == "soknader"]
    if None in numbers:
        return t("portfolio.said.rounds.unknown", n=number(figure.n))
    return t("portfolio.said.rounds", applications=shown(sum(n or 0 for n in numbers), t), n=number(figure.n))
