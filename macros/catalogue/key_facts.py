"""What a reader judges a project by before reading it: four facts at a glance, what nobody has said, how to cite it."""

from __future__ import annotations

from dataclasses import dataclass

from macros.addresses import project_url
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import Link, benefit_texts, facet_links, phase_text
from macros.library.benefits import STAGES, benefits_of
from macros.library.library import Library
from macros.text.norwegian import join, number
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN

ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("failed", ("det-som-ikke-virket", "det-som-ikke-fungerte")),
    ("context", ("kontekst", "forutsetninger")),
    ("core", ("kjernen", "kan-tilpasses")),
    ("cost", ("kostnad",)),
)
"""What adopters ask for (shared domain notes, section 5), and how the anchor of a heading that answers it begins."""


@dataclass(frozen=True, slots=True)
class Glance:
    """The strip under the title. ``hours_link``: what a screen reader says after ``hours`` when they are a link. ``marks``:
    one for each benefit, the name of its stage, the surest first.
    """

    hours: str
    hours_unit: str
    hours_url: str
    hours_link: str
    phase: str
    owners: tuple[Link, ...]
    regions: str
    marks: tuple[str, ...]
    benefits: tuple[str, ...]


def glance(library: Library, record: Record[Project], t: Labels) -> Glance:
    """The four facts of ``record``, in the words of ``t``. What the source does not say is said to be unknown."""
    project = record.data
    hours = project.known_hours
    band = facet_links(library, "timer", library.facet("timer").values(project), t.language)
    stages = [benefit.stage for benefit in benefits_of(record, library.vocabularies)]
    return Glance(
        hours=t("unknown") if hours is None else number(hours),
        hours_unit=t("glance.hours.unknown" if hours is None else "glance.hours.unit"),
        hours_url=band[0].url if band else "",
        hours_link=t("glance.hours.link.unknown")
        if hours is None or not band
        else t("glance.hours.link", band=band[0].text),
        phase=phase_text(library, project.phase, t) or t("unknown"),
        owners=tuple(
            Link(name.text, name.url if key != UNKNOWN else "")
            for key, name in zip(project.owner, facet_links(library, "eier", project.owner, t.language), strict=True)
        ),
        regions=join(library.name("regions", key, t.language) for key in project.region),
        marks=tuple(stage for kind in reversed(STAGES) for stage in stages if stage == kind),
        benefits=benefit_texts(library, record, t),
    )


def unsaid(library: Library, record: Record[Project], t: Labels) -> tuple[str, ...]:
    """What readers ask and this write-up does not answer, so that silence is not taken for an answer."""
    project = record.data
    anchors = [heading.id for heading in record.body.headings]
    answered = {
        name for name, starts in ASKED if any(anchor.startswith(start) for anchor in anchors for start in starts)
    }
    if project.price_model or project.cost:
        answered.add("cost")
    if benefits_of(record, library.vocabularies, "measured"):
        answered.add("measured")
    if project.outcome and project.outcome.status == "stanset" and project.outcome.reason:
        answered.add("failed")
    if project.prerequisites:
        answered.add("context")
    return tuple(t(f"unsaid.{name}") for name in (*(name for name, _ in ASKED), "measured") if name not in answered)


@dataclass(frozen=True, slots=True)
class Citation:
    """``short`` is the address as people say it, without ``https://``; ``text`` the line for a list of sources."""

    short: str
    text: str


def citation(library: Library, record: Record[Project], site_url: str, t: Labels) -> Citation | None:
    """How to point to the page: the editors wrote it, whoever's project it is about.

    None when the site does not know its own address. ``site_url`` ends in a slash.
    """
    if not site_url:
        return None
    url = site_url.rstrip("/") + project_url(record.slug)
    project = record.data
    changed = project.updated or project.published
    year = str(changed.year) if changed else t("cite.undated")
    label = "cite.text" if library.is_innomed(record) else "cite.text.outside"
    text = t(label, who=t("cite.editors"), year=year, title=project.title, url=url)
    return Citation(url.split("://")[-1].rstrip("/"), text)
