"""A project as a card: what a reader needs to judge whether to open it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.labels import DEFAULT_LANGUAGE, labels
from macros.model import Project
from macros.views.render import render
from macros.views.words import benefit_texts, foreign, hours_text, phase_text, project_url
from macros.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Card:
    title: str
    url: str
    summary: str
    owners: str
    regions: str
    hours: str
    phase: str
    benefits: str
    groups: tuple[str, ...]
    badges: tuple[str, ...]
    reason: str
    language: str
    """Of title and summary, when it is another than that of the words around them."""

    @property
    def facts(self) -> tuple[str, ...]:
        """The lines at the foot of the card: cost and phase, what is hoped for and what is measured, who, for whom."""
        who = " · ".join(filter(None, (self.owners, self.regions)))
        lines = (f"{self.hours} · {self.phase}", self.benefits, who, " · ".join(self.groups))
        return tuple(line for line in lines if line)


def card(library: Library, record: Record[Project], reason: str = "", language: str = DEFAULT_LANGUAGE) -> Card:
    """The card of one record on a page in ``language``; ``reason`` says why it is shown beside another."""
    project, t = record.data, labels(language)
    counted = benefit_texts(record, t)
    return Card(
        title=project.title,
        url=project_url(record.slug),
        summary=project.summary,
        owners=", ".join(
            # «Ukjent» alone, among other facts, does not say what is unknown.
            t("card.owner.unknown") if key == UNKNOWN else library.name("organisations", key, t.language)
            for key in project.owner
        ),
        regions=", ".join(
            t("card.region.unknown") if key == UNKNOWN else library.name("regions", key, t.language)
            for key in project.region
        ),
        hours=hours_text(project, t),
        phase=phase_text(library, project.phase, t),
        benefits=t("card.benefits", found=", ".join(counted)) if counted else "",
        groups=tuple(library.name("patient_groups", key, t.language) for key in project.patient_groups),
        badges=badges(library, record, t.language),
        reason=reason,
        language=foreign(project.language, t.language),
    )


def badges(library: Library, record: Record[Project], language: str = DEFAULT_LANGUAGE) -> tuple[str, ...]:
    """What a reader must know before anything else."""
    t = labels(language)
    found = []
    if not library.is_innomed(record):
        found.append(t("card.outside"))
    if record.data.stopped:
        found.append(t("card.stopped"))
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
