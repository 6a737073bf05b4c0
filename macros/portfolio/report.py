"""The year's portfolio report as a document of its own."""

from __future__ import annotations

from datetime import date

from macros.addresses import year_url
from macros.html.page.document import absolute_links
from macros.html.render import render
from macros.library.library import Library
from macros.portfolio.year import year_page
from macros.words.labels import labels


def portfolio_report(library: Library, year: int, site_url: str) -> str:
    """The year's portfolio as one document. It counts as of the day the content last changed, not as of today."""
    page = year_page(library, year, as_of(library))
    opened = str(page.html).replace("<details", "<details open")  # paper cannot be opened
    html: str = render(
        "report_portfolio.html",
        title=labels()("report.portfolio.title", year=year),
        draft="" if library.approved else labels()("frame.draft"),
        body=absolute_links(opened, site_url, ""),
        url=site_url.rstrip("/") + year_url(year),
    )
    return str(html)  # plain text: whoever puts styles into it must not have them escaped


def as_of(library: Library) -> date:
    """The latest date in any project: the day the content is from."""
    found = [d for r in library.projects for d in (r.data.published, r.data.updated, r.data.verified) if d]
    return max(found, default=date(2026, 1, 1))
