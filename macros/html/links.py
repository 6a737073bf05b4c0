"""Links and words that every view needs: a value with the page that lists it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.addresses import place_url, project_url, value_url
from macros.content.model import PhaseSpan, Project
from macros.content.records import Record
from macros.library.benefits import STAGES, benefits_of
from macros.library.library import Library
from macros.library.places import KOMMUNE
from macros.text.norwegian import number
from macros.words.labels import DEFAULT_LANGUAGE, Labels
from macros.words.vocabulary import UNKNOWN, Value


@dataclass(frozen=True, slots=True)
class Link:
    """Text and where it leads; an empty ``url`` is plain text. ``count`` is shown behind when it is set.

    ``language`` is set when the text is in another language than the page it stands on: a screen reader must know.
    ``saved`` is what a browser calls a file that it saves from here, where its address says too little alone.
    """

    text: str
    url: str = ""
    count: int | None = None
    description: str = ""
    language: str = ""
    saved: str = ""


def project_link(record: Record[Project], around: str = DEFAULT_LANGUAGE) -> Link:
    """A project by its title, on a page whose words are in ``around``."""
    return Link(record.data.title, project_url(record.slug), language=foreign(record.data.language, around))


def foreign(language: str, around: str) -> str:
    """``language`` when it is another than that of the words around it, else an empty text: what ``lang`` must say."""
    return "" if language == around else language


def facet_links(library: Library, facet_slug: str, keys: Iterable[str], language: str = "nb") -> tuple[Link, ...]:
    """Values of a facet, each leading to its own page."""
    facet = library.facet(facet_slug)
    return tuple(Link(library.name(facet.vocabulary, key, language), value_url(facet.slug, key)) for key in keys)


def place_links(library: Library, places: Iterable[Value]) -> tuple[Link, ...]:
    """Municipalities, each with how many projects name it; nothing is told of those that none names."""
    facet = library.facet(KOMMUNE)
    return tuple(Link(v.name(), place_url(v.key), library.count(facet, v.key) or None) for v in places)


def shared_facet(slug: str, t: Labels) -> str:
    """A facet as a reason for likeness, inside a sentence: ``pasientgruppe``, or a word of its own (``type gevinst``)."""
    name = t(f"related.{slug}" if f"related.{slug}" in t.entries else f"facet.{slug}")
    return name[:1].lower() + name[1:]


def plain(library: Library, vocabulary: str, keys: Iterable[str], language: str = "nb") -> tuple[Link, ...]:
    """Values of a vocabulary that is no facet."""
    return tuple(Link(library.name(vocabulary, key, language)) for key in keys)


def hours_text(project: Project, t: Labels) -> str:
    """``1 200 timer``, with the number in Norwegian; empty when the hours are not known."""
    if (hours := project.known_hours) is not None:
        return t("card.hours", count=hours).replace(str(hours), number(hours), 1)
    return ""


def benefit_texts(library: Library, record: Record[Project], t: Labels) -> tuple[str, ...]:
    """``3 forventet``, ``1 målt``: how many benefits of each stage, those that the write-up has."""
    stages = [benefit.stage for benefit in benefits_of(record, library.vocabularies)]
    return tuple(t(f"glance.benefits.{kind}", count=stages.count(kind)) for kind in STAGES if stages.count(kind))


def phase_text(library: Library, phase: PhaseSpan, t: Labels) -> str:
    """``Konsept → Planlegge``, or one phase when it did not change."""
    if phase.start == phase.end == UNKNOWN:
        return ""
    start, end = (library.name("phases", key, t.language) for key in (phase.start, phase.end))
    return t("phase.same" if start == end else "phase.span", start=start, end=end)
