"""A project's final report as a document of its own: one page that tells it all in short, then the whole text."""

from __future__ import annotations

from macros.addresses import project_url
from macros.catalogue.completeness import FIELDS
from macros.catalogue.project import benefit_rows, dates, facts, notices, own_benefits, phase_sentence
from macros.content.model import PriceModel, Project
from macros.content.records import Record
from macros.html.page.document import absolute_links
from macros.html.record.details import confirmed, known
from macros.html.record.sources import source_words
from macros.html.render import render
from macros.library.library import Library
from macros.prices import price_section
from macros.text.norwegian import number
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN


def report_title(record: Record[Project]) -> str:
    """What the document is called."""
    return labels(record.data.language)("report.title", title=record.data.title)


def report_html(library: Library, record: Record[Project], site_url: str) -> str:
    """The whole document, styles included: nothing is fetched. ``site_url`` ends with a slash."""
    project = record.data
    t = labels(project.language)
    hours = project.known_hours
    measured, expected = (
        own_benefits(library, record, "baseline", "measured"),
        own_benefits(library, record, "expected"),
    )
    html: str = render(
        "report.html",
        language=project.language,
        title=project.title,
        document=report_title(record),
        summary=project.summary,
        notices=notices(library, record, t),
        facts=facts(library, record, t),
        phase=phase_sentence(library, project, t),
        guided=library.is_innomed(record),
        cost=t("report.cost.unknown") if hours is None else t("report.cost.hours", hours=number(hours)),
        expected=benefit_rows(library, expected, project.language),
        measured=benefit_rows(library, measured, project.language),
        told=bool(FIELDS["outcome"](project) or project.outcome),
        known=known(library, project, t),
        shared=benefit_rows(library, [b for b in project.benefits if b.shared], project.language),
        confirmed=confirmed(project, t),
        draft="" if library.approved else t("frame.draft"),
        body=absolute_links(record.body.html, site_url, record.slug),
        price=price_section(library, project.price_model, project.language, heading_level=2)
        if isinstance(project.price_model, PriceModel)
        else "",
        sources=tuple(source_words(library, s, t) for s in project.source if s.title != UNKNOWN),
        dates=dates(project, t),
        url=site_url.rstrip("/") + project_url(record.slug),
    )
    return str(html)
