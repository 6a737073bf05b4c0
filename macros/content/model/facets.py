"""The facets of the catalogue: which words a project is found under.

Names, order and labels: shared contract of the knowledge base. Facets match exactly: ``nasjonal`` is no ``helse-vest``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from macros.words.vocabulary import UNKNOWN, Vocabularies, Vocabulary


@dataclass(frozen=True, slots=True)
class Facet:
    """``slug`` is the address and the query key. ``vocabulary`` holds its words; tools are their own vocabulary.

    ``weight``: how much a shared value says about likeness; 0 is nothing. ``opened``: the group stands open in the form
    from the start; the others lie under «Flere filtre». ``search``: which words of a value the search finds a project by. ``keyword``: whether they are
    keywords of the page in JSON-LD. ``fact``: what it is called among the facts of a project (``project.<fact>``), where that is another name than the
    catalogue's. ``beside``: the page of a project shows it in a place of its own, not among the facts. ``followed``: people
    follow its values, which have a page each under /folg/.
    """

    slug: str
    vocabulary: str
    values: Callable[[Any], tuple[str, ...]]
    closed: bool = True
    unknown: bool = False
    weight: float = 0.0
    opened: bool = False
    search: Literal["name", "aliases", "none"] = "name"
    keyword: bool = False
    fact: str = ""
    beside: bool = False
    followed: bool = False


def hours_band(hours: int | None, vocabularies: Vocabularies) -> str:
    """The band a number of hours falls in; limits are inclusive and come from the vocabulary."""
    for band in vocabularies["hours_bands"]:
        if hours is not None and int(band.extra["min"]) <= hours <= int(band.extra["max"]):
            return band.key
    return UNKNOWN


def facets(vocabularies: Vocabularies) -> tuple[Facet, ...]:
    """Every facet, in the order they are shown: the one table of them."""
    return (
        Facet(
            "pasientgruppe",
            "patient_groups",
            lambda p: p.patient_groups,
            weight=3.0,
            opened=True,
            search="aliases",
            keyword=True,
            fact="patient_groups",
            followed=True,
        ),
        Facet(
            "tema", "themes", lambda p: p.themes, weight=1.5, opened=True, keyword=True, fact="themes", followed=True
        ),
        Facet(
            "siste-status",
            "outcome_status",
            lambda p: (p.outcome.status if p.outcome else UNKNOWN,),
            unknown=True,
            opened=True,
            search="aliases",
            beside=True,
        ),
        Facet(
            "gevinst",
            "benefit_types",
            lambda p: _unique(b.type for b in p.own_benefits),
            weight=1.0,
            search="none",
            beside=True,
        ),
        Facet(
            "gevinststatus",
            "benefit_status",
            lambda p: _unique(b.status for b in p.own_benefits),
            search="none",
            beside=True,
        ),
        Facet(
            "fase", "phases", lambda p: (p.phase.end,), unknown=True, weight=1.0, opened=True, keyword=True, beside=True
        ),
        Facet(
            "region", "regions", lambda p: p.region, unknown=True, weight=0.5, opened=True, fact="region", followed=True
        ),
        Facet(
            "helsefellesskap",
            "health_communities",
            lambda p: p.health_community,
            search="aliases",
            fact="health_community",
            followed=True,
        ),
        Facet("kommune", "municipalities", lambda p: p.municipalities, closed=False, fact="municipalities"),
        Facet("eier", "organisations", lambda p: p.owner, closed=False, unknown=True, search="aliases", fact="owner"),
        Facet("verktoy", "tools", lambda p: p.tools, beside=True),
        Facet("leveranse", "deliverables", lambda p: p.deliverables, weight=1.0, keyword=True, fact="deliverables"),
        Facet("barriere", "barriers", lambda p: p.barriers, weight=1.0, fact="barriers"),
        Facet("innovasjonstype", "innovation_types", lambda p: p.innovation_type, keyword=True, fact="innovation_type"),
        Facet("runde", "rounds", lambda p: p.round, fact="round"),
        Facet(
            "timer",
            "hours_bands",
            lambda p: (hours_band(p.known_hours, vocabularies),),
            unknown=True,
            search="none",
            beside=True,
        ),
        Facet("program", "programs", lambda p: p.program, keyword=True, fact="program", followed=True),
    )


FACET_SLUGS = tuple(facet.slug for facet in facets({}))
"""The names of the facets: part of their addresses, and therefore no project's."""


TOOL_FACETS = (
    Facet("fase", "phases", lambda t: t.phases, opened=True),
    Facet("formal", "tool_purposes", lambda t: t.purpose, opened=True),
    Facet("tid", "tool_times", lambda t: (t.time,) if t.time else (), opened=True),
    Facet("format", "formats", lambda t: t.formats, opened=True),
)
"""What tools are found under on /verktoy/."""


def facet_keys(facet: Facet, vocabulary: Vocabulary, used: set[str]) -> tuple[str, ...]:
    """The values that have a page: all of a closed vocabulary, only those in ``used`` of an open one."""
    every = vocabulary.keys()
    keys = tuple(k for k in every if facet.closed or k in used)
    show_unknown = facet.unknown and UNKNOWN not in keys and (facet.closed or UNKNOWN in used)
    return (*keys, UNKNOWN) if show_unknown else keys


def _unique(keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
