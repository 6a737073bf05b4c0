"""What a reader comes to a project's page for: what happened, did it work, whom is it for, whom do I ask, what do I do next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from macros.addresses import (
    BENEFIT_PLAN,
    CALLS,
    PRICES,
    absolute_url,
    calculator_url,
    compare_url,
    facet_url,
    project_url,
    tool_url,
)
from macros.catalogue.completeness import FIELDS, is_thin
from macros.content.model import PriceModel, Project
from macros.content.records import Record
from macros.html.links import Link, benefit_texts, facet_links, hours_text
from macros.html.mail import labelled_mail
from macros.html.record.details import Chip, briefly, status_chip
from macros.html.record.downloads import FileFact, saved_as
from macros.library.benefits import DROPPED, STAGES, benefits_of, stage_of
from macros.library.library import Library
from macros.prices import begun_url
from macros.text.norwegian import join
from macros.words.labels import Labels
from macros.words.vocabulary import UNKNOWN

REUSE_CHECK, APPLICATION_CHECK = "gjenbrukssjekk", "soknadssjekk"
"""The tools that a reader is sent to next, where the library has them."""
COMMUNITIES = "helsefellesskap"
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("failed", ("det-som-ikke-virket", "det-som-ikke-fungerte")),
    ("context", ("kontekst", "forutsetninger")),
    ("core", ("kjernen", "kan-tilpasses")),
    ("cost", ("kostnad",)),
)
"""What adopters ask for (shared domain notes, section 5), and how the anchor of a heading that answers it begins."""
FACTS = ("owner", "region", "hours", "phase")
"""Facts of the front matter that may be unknown."""


@dataclass(frozen=True, slots=True)
class Whom:
    """Who can be asked: ``role`` is the project's own, empty when nobody has said; ``mail`` opens a mail to ``address``,
    which is the project's ``own`` or InnoMed's."""

    role: str
    own: bool
    mail: Link
    address: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers at the top of the page; an empty one is not known. ``marks``: one for each benefit, the name of its
    stage, the surest first. ``numbers``: small labelled facts. ``correct``: a mail with what is wrong or missing."""

    outcome: Chip | None
    marks: tuple[str, ...]
    benefits: tuple[str, ...]
    measured: bool
    groups: tuple[Link, ...]
    owners: tuple[Link, ...]
    regions: str
    whom: Whom
    numbers: tuple[tuple[str, Link], ...]
    next: tuple[Link, ...]
    leads: tuple[Link, ...]
    correct: str


def answers(
    library: Library,
    record: Record[Project],
    files: tuple[FileFact, ...],
    site_url: str,
    t: Labels,
    alike: Sequence[str] = (),
) -> Answers:
    """All of them for ``record``, in the words of ``t``. ``files``: what is made for the project; ``site_url``: see
    ``project_html``; ``alike``: the slugs of what resembles it."""
    project = record.data
    stages = [benefit.stage for benefit in benefits_of(record, library.vocabularies)]
    known_owners = [key for key in project.owner if key != UNKNOWN]
    about = {"title": project.title, "url": absolute_url(site_url, project_url(record.slug))}
    return Answers(
        outcome=status_chip(library, project, t),
        marks=tuple(stage for kind in reversed(STAGES) for stage in stages if stage == kind),
        benefits=benefit_texts(library, record, t),
        measured="measured" in stages,
        groups=facet_links(library, "pasientgruppe", project.patient_groups, t.language),
        owners=facet_links(library, "eier", known_owners, t.language),
        regions=join(library.name("regions", key, t.language) for key in project.region if key != UNKNOWN),
        whom=_whom(library, project, about, t),
        numbers=tuple(_numbers(library, project, t)),
        next=tuple(_next(library, record, files, alike, t)),
        leads=tuple(_leads(library, project, t)) if is_thin(record) else (),
        correct=labelled_mail(library.mailbox, "correct", t, **about),
    )


def _whom(library: Library, project: Project, about: dict[str, str], t: Labels) -> Whom:
    """The project's own contact where it has an address, else InnoMed."""
    contact = project.contact
    role = ", ".join(filter(None, (contact.role, contact.organisation))) if contact else ""
    own = contact.email if contact else None
    to, name = (own, "project") if own else (library.mailbox, "mailbox")
    return Whom(role, bool(own), Link(t(f"answers.ask.{name}"), labelled_mail(to, f"ask.{name}", t, **about)), to)


def _numbers(library: Library, project: Project, t: Labels) -> list[tuple[str, Link]]:
    """How long, for how many, at what cost, and how much guidance: each small, labelled, and with its source further down."""
    found = [(label, Link(text, f"#{anchor}")) for label, text, anchor in briefly(library, project, t)]
    if hours := hours_text(project, t):
        band = facet_links(library, "timer", library.facet("timer").values(project), t.language)
        found.append((t("answers.hours"), Link(hours, band[0].url)))
    return found


def _next(
    library: Library, record: Record[Project], files: tuple[FileFact, ...], alike: Sequence[str], t: Labels
) -> list[Link]:
    """What can be done on Monday: each a tool, a file or a page that is there."""
    tools = {tool.slug for tool in library.tools}
    steps = []
    if REUSE_CHECK in tools:
        steps.append(Link(t("answers.next.reuse"), tool_url(REUSE_CHECK)))
    steps += [Link(t("answers.next.plan"), f.url, saved=saved_as(record, f)) for f in files if f.name == BENEFIT_PLAN]
    if isinstance(model := record.data.price_model, PriceModel):
        whose = "example" if model.example else "own"
        steps.append(Link(t(f"answers.next.price.{whose}"), calculator_url(record.slug)))
    elif begun := [b for b in record.data.own_benefits if stage_of(b, library.vocabularies) != DROPPED]:
        steps.append(Link(t("answers.next.price.benefits"), begun_url(record.data.title, record.slug, begun)))
    else:
        steps.append(Link(t("answers.next.price"), PRICES))
    steps.append(
        Link(t("answers.next.compare" if alike else "answers.next.compare.alone"), compare_url(record.slug, *alike))
    )
    if library.is_innomed(record):
        if APPLICATION_CHECK in tools:
            steps.append(Link(t("answers.next.apply"), tool_url(APPLICATION_CHECK)))
        elif any(page.url == CALLS for page in library.editorial):
            steps.append(Link(t("answers.next.apply"), CALLS))
    return steps


def _leads(library: Library, project: Project, t: Labels) -> list[Link]:
    """Where more is told than on a page that knows little: the programme and the helsefellesskap."""
    found = []
    for key in project.program:
        if page := library.vocabularies["programs"][key].extra.get("page"):
            found.append(Link(t("facet.program.page"), str(page)))
        if (count := library.count(library.facet("program"), key)) > 1:  # else there is this one
            found.append(Link(t("answers.lead.projects", count=count), facet_url("program", key)))
    for key in project.health_community:
        name = library.name("health_communities", key, t.language)
        found.append(Link(t("answers.lead.community", name=name), facet_url(COMMUNITIES, key)))
    return found


def unsaid(library: Library, record: Record[Project], t: Labels) -> str:
    """What readers ask and this write-up does not answer, in one sentence, so that silence is not taken for an answer.

    Empty when everything is answered. Hours and phase are asked only of what InnoMed guided.
    """
    project = record.data
    anchors = [heading.id for heading in record.body.headings]
    answered = {
        name for name, starts in ASKED if any(anchor.startswith(start) for anchor in anchors for start in starts)
    }
    answered |= {name for name in FACTS if FIELDS[name](project)}
    if project.outcome and project.outcome.status != UNKNOWN:
        answered.add("outcome")
    if not library.is_innomed(record):
        answered |= {"hours", "phase"}
    if project.price_model or project.cost:
        answered.add("cost")
    if benefits_of(record, library.vocabularies, "measured"):
        answered.add("measured")
    if project.outcome and project.outcome.status == "stanset" and project.outcome.reason:
        answered.add("failed")
    if project.prerequisites:
        answered.add("context")
    asked = (*FACTS, "outcome", *(name for name, _ in ASKED), "measured")
    missing = [t(f"unsaid.{name}") for name in asked if name not in answered]
    return t("unsaid.line", what=join(missing)) if missing else ""
