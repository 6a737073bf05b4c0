"""A project's final report as a document of its own: one page that tells it all in short, then the whole text."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from macros.catalogue.completeness import FIELDS
from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.labels import labels
from macros.model import PriceModel, Project
from macros.text.norwegian import join, number
from macros.views.card import badges
from macros.views.portfolio_words import year_url
from macros.views.portfolio_year import year_page
from macros.views.prices import price_section
from macros.views.project import benefit_rows, dates, facts, notices, own_benefits, phase_sentence, source_words
from macros.views.project_known import confirmed, known
from macros.views.render import render
from macros.views.words import project_url
from macros.vocabulary import UNKNOWN


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
        badges=badges(library, record),
        aliases=join(project.aliases) if project.aliases else "",
        notices=notices(library, record, t),
        facts=facts(library, record, t),
        phase=phase_sentence(library, project, t),
        cost=t("report.cost.unknown") if hours is None else t("report.cost.hours", hours=number(hours)),
        expected=benefit_rows(library, expected, project.language),
        measured=benefit_rows(library, measured, project.language),
        told=bool(FIELDS["outcome"](project) or project.outcome),
        known=known(library, project, t),
        shared=benefit_rows(library, [b for b in project.benefits if b.shared], project.language),
        confirmed=confirmed(project, t),
        body=absolute(record.body.html, site_url, record.slug),
        price=price_section(library, project.price_model, project.language, heading_level=2)
        if isinstance(project.price_model, PriceModel)
        else "",
        sources=tuple(source_words(library, s, t) for s in project.source if s.title != UNKNOWN),
        dates=dates(project, t),
        url=site_url.rstrip("/") + project_url(record.slug),
    )
    return str(html)


def portfolio_report(library: Library, year: int, site_url: str) -> str:
    """The year's portfolio as one document. It counts as of the day the content last changed, not as of today."""
    page = year_page(library, year, as_of(library))
    opened = str(page.html).replace("<details", "<details open")  # paper cannot be opened
    html: str = render(
        "report_portfolio.html",
        title=labels()("report.portfolio.title", year=year),
        body=absolute(opened, site_url, ""),
        url=site_url.rstrip("/") + year_url(year),
    )
    return str(html)  # plain text: whoever puts styles into it must not have them escaped


def as_of(library: Library) -> date:
    """The latest date in any project: the day the content is from."""
    found = [d for r in library.projects for d in (r.data.published, r.data.updated, r.data.verified) if d]
    return max(found, default=date(2026, 1, 1))


def absolute(html: str, site_url: str, slug: str) -> Markup:
    """Links of a page made to work in a document: those of the site get its whole address, pictures are left out."""
    from lxml import html as lxml_html

    root = lxml_html.fragment_fromstring(html, create_parent="div")
    for link in root.iter("a"):
        target = link.get("href") or ""
        if target.startswith("/"):
            link.set("href", site_url.rstrip("/") + target)
        elif target and not target.startswith(("http:", "https:", "mailto:", "#")):
            link.set("href", f"{site_url.rstrip('/')}{project_url(slug)}{target}")
    for picture in list(root.iter("img")):
        note = lxml_html.Element("span")
        note.text, note.tail = picture.get("alt") or "", picture.tail
        picture.getparent().replace(picture, note)
    inner = (root.text or "") + "".join(lxml_html.tostring(child, encoding="unicode") for child in root)
    return Markup(inner)  # noqa: S704  (sanitised in intake/body.py; only addresses have changed)
