"""What a figure is: values, how many projects it is counted over, as of when, and which projects are behind it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Cell:
    """One value. ``value`` is None where there is nothing to divide by. ``slugs``: one for each thing counted."""

    key: str
    value: float | None
    slugs: tuple[str, ...] = ()
    parts: tuple[Cell, ...] = ()


@dataclass(frozen=True, slots=True)
class PortfolioFigure:
    """A figure of the portfolio.

    ``n`` is what shares are shares of: projects (or benefits) that have a known value, out of ``of`` that were asked.
    ``words`` is the vocabulary of the cells' keys, ``part_words`` that of their parts; empty means interface words.
    ``facet`` is the catalogue's facet with the same values, empty when there is none. ``unit`` is what is counted.
    ``selection`` finds exactly ``slugs`` in the catalogue; it is empty when no selection there does.
    """

    key: str
    cells: tuple[Cell, ...]
    n: int
    of: int
    as_of: date
    slugs: tuple[str, ...]
    words: str = ""
    parts: tuple[str, ...] = ()
    part_words: str = ""
    facet: str = ""
    unit: str = "project"
    shares: bool = False
    selection: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def rule(self) -> str:
        """The label that tells how it is counted."""
        return f"portfolio.rule.{self.key}"

    @property
    def largest(self) -> float:
        """The largest number drawn: of the parts where they stand beside each other, else of the cells."""
        return max((c.value or 0 for c in self.cells), default=0)

    def cell(self, key: str) -> Cell:
        """The value called ``key``. Raises KeyError for an unknown one."""
        return next((c for c in self.cells if c.key == key), None) or _missing(key)

    def share(self, cell: Cell) -> float | None:
        """Percent of ``n``; None where there is no denominator."""
        return percent(cell.value, self.n) if self.shares else None


def _missing(key: str) -> Cell:
    raise KeyError(key)


def percent(part: float | None, whole: float) -> float | None:
    """100 · part / whole, or None when there is nothing to divide by."""
    return None if part is None or not whole else 100 * part / whole


def known(keys: tuple[str, ...]) -> tuple[str, ...]:
    """The values a source gives; «ukjent» is none."""
    return tuple(dict.fromkeys(k for k in keys if k != UNKNOWN))
