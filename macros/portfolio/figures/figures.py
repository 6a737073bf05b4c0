"""Every figure of a year, by name. The names are addresses: ``/portefolje/2024/<name>.csv``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from types import MappingProxyType

from macros.library.library import Library
from macros.portfolio.figures import counts, measures
from macros.portfolio.figures.scope import Scope, scope
from macros.portfolio.figures.shape import PortfolioFigure

by_word = counts.by_word
FIGURES: Mapping[str, Callable[[Scope], PortfolioFigure]] = {
    "prosjekter": counts.projects,
    "runde": counts.rounds,
    "region": counts.regions,
    "helsefellesskap": lambda s: by_word(
        s, "helsefellesskap", lambda p: p.health_community, "health_communities", facet="helsefellesskap"
    ),
    "timer": measures.hours,
    "timer-band": measures.hour_bands,
    "fase": measures.phases,
    "fase-runde": measures.progress,
    "pasientgruppe": lambda s: by_word(
        s, "pasientgruppe", lambda p: p.patient_groups, "patient_groups", facet="pasientgruppe"
    ),
    "tema": lambda s: by_word(s, "tema", lambda p: p.themes, "themes", facet="tema"),
    "innovasjonstype": lambda s: by_word(
        s, "innovasjonstype", lambda p: p.innovation_type, "innovation_types", facet="innovasjonstype"
    ),
    "gevinst": measures.benefits,
    "veiledning": lambda s: by_word(s, "veiledning", lambda p: p.guidance, "guidance", zeros=False),
    "leveranse": lambda s: by_word(
        s, "leveranse", lambda p: p.deliverables, "deliverables", facet="leveranse", zeros=False
    ),
    "eier": lambda s: by_word(s, "eier", lambda p: p.owner, "organisations", facet="eier", zeros=False),
}
SECTIONS: Mapping[str, tuple[str, ...]] = {
    "soknader": ("runde",),
    "steder": ("region", "helsefellesskap"),
    "timer": ("timer-band",),
    "faser": ("fase", "fase-runde"),
    "hvem-og-hva": ("pasientgruppe", "tema", "innovasjonstype"),
    "gevinster": ("gevinst",),
    "veiledning": ("veiledning", "leveranse"),
    "eiere": ("eier",),
}
"""The parts of a year's page and the figures of each, in the order a reader needs them."""


@lru_cache(maxsize=32)  # a year's page asks, the overview, the files behind the figures, and the front page
def portfolio(library: Library, year: int, today: date) -> Mapping[str, PortfolioFigure]:
    """All figures of ``year`` as of ``today``, in the order they are told."""
    here = scope(library, year, today)
    return MappingProxyType({name: make(here) for name, make in FIGURES.items()})


KEY_FIGURES: Mapping[str, tuple[str, Callable[[PortfolioFigure], float | None]]] = {
    "prosjekter": ("prosjekter", lambda figure: figure.n),
    "timer": ("timer", lambda figure: figure.cell("sum").value),
    "eiere": ("eier", lambda figure: len(figure.cells)),
}
"""One number of a figure, under the name that pages ask for it by."""


def figure_value(library: Library, name: str, year: int | None, today: date) -> tuple[float | None, int]:
    """The number called ``name`` and the n behind it, of ``year`` or of all years; None when nothing is known."""
    figure, number = KEY_FIGURES[name]
    told = FIGURES[figure](scope(library, year, today))
    return number(told), told.n
