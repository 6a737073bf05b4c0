"""A project as a card: what a reader needs to judge whether to open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from macros.addresses import project_url
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import benefit_texts, foreign, hours_text, phase_text, project_link
from macros.html.record.details import Chip, status_chip
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import join
from macros.words.labels import DEFAULT_LANGUAGE, Labels, labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Card:
    """What the card of a project shows; ``reason`` tells why it is related, where that is asked."""

    title: str
    url: str
    summary: str
    facts: tuple[str, ...]
    """The lines at its foot: cost and phase, what is hoped for and what is measured, who, for whom, what nobody has said."""
    badges: tuple[str, ...]
    reason: str
    language: str
    """Of title and summary, when it is another than that of the words around them."""
    status: Chip | None
    """The last known status, with its date."""


def card(library: Library, record: Record[Project], reason: str = "", language: str = DEFAULT_LANGUAGE) -> Card:
    """The card of one record on a page in ``language``; ``reason`` says why it is shown beside another."""
    project, t = record.data, labels(language)
    return Card(
        title=project.title,
        url=project_url(record.slug),
        summary=project.summary,
        facts=card_facts(library, record, t),
        badges=badges(library, record, t.language),
        reason=reason,
        language=foreign(project.language, t.language),
        status=status_chip(library, project, t),
    )


def card_facts(library: Library, record: Record[Project], t: Labels) -> tuple[str, ...]:
    """What is known stands first, and what is unknown is gathered last: nobody judges a project by «ukjent»."""
    project = record.data
    hours, phase = hours_text(project, t), phase_text(library, project.phase, t)
    owners = ", ".join(library.name("organisations", key, t.language) for key in project.owner if key != UNKNOWN)
    regions = ", ".join(library.name("regions", key, t.language) for key in project.region if key != UNKNOWN)
    groups = [library.name("patient_groups", key, t.language) for key in project.patient_groups]
    benefits = benefit_texts(library, record, t)
    missing = [
        t(f"card.unknown.{name}")
        for name, known in (("hours", hours), ("phase", phase), ("owner", owners), ("region", regions))
        if not known
    ]
    lines = (
        " · ".join(filter(None, (hours, phase))),
        t("card.benefits", found=", ".join(benefits)) if benefits else "",
        " · ".join(filter(None, (owners, regions))),
        " · ".join(groups),
        t("card.unknown", what=join(missing)) if missing else "",
    )
    return tuple(line for line in lines if line)


def badges(library: Library, record: Record[Project], language: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    t = labels(language)
    found = []
    if not library.is_innomed(record):
        found.append(t("card.outside"))
    if record.data.status == "archived":
        found.append(t("card.archived"))
    return tuple(found)


def cards(
    library: Library,
    records: Iterable[Record[Project]],
    level: int = 3,
    list_id: str = "",
    language: str = DEFAULT_LANGUAGE,
) -> Markup:
    """A list of cards; ``level`` is the level of their headings, ``language`` that of the page they stand on."""
    items = [card_html(library, record, level, labels(language).language) for record in records]
    return render("cards.html", cards=items, list_id=list_id)


@lru_cache(maxsize=50_000)
def card_html(library: Library, record: Record[Project], level: int, language: str = DEFAULT_LANGUAGE) -> Markup:
    """One card as HTML, remembered: a project stands on the page of every value it has."""
    return render("card.html", c=card(library, record, language=language), level=level, language=language)


def card_row(record: Record[Project]) -> Markup:
    """What stands for a card far down a long list: its link. The browser fills in the rest when the reader comes there."""
    return render("card_row.html", item=project_link(record))
