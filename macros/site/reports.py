"""``make reports``: PDFs into a folder of their own. Only what has changed since last time is made."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros.addresses import REPORT, portfolio_report_url, project_url, site_path, tool_url
from macros.catalogue.report import report_html, report_title
from macros.content.files.reports import FOLDER, MANIFEST, Reports, load_reports
from macros.content.model import Form, Project
from macros.content.records import Record
from macros.files.archive import checksum
from macros.files.pdf import documents_to_pdf, finish, pages_to_pdf
from macros.library.library import Library
from macros.portfolio.figures.scope import years
from macros.portfolio.report import portfolio_report
from macros.toolkit.files import Toolkit
from macros.words.labels import labels

STYLES, STYLED_BY = "docs/assets", ("tokens.css", "innomed.css", "tools.css", "portfolio.css")
"""The site's own styles, for the documents that are pages of the site on paper."""


@dataclass(frozen=True, slots=True)
class Printed:
    """The reports that there are as PDF. ``site_url`` ends with a slash.

    A PDF is given only when it was made from the content as it is. What it was made from is asked for where there is a
    PDF at all, because to make a report takes longer than a page.
    """

    library: Library
    reports: Reports
    site_url: str
    _known: dict[str, bytes | None] = field(default_factory=dict)

    def project(self, record: Record[Project]) -> bytes | None:
        """The final report."""
        return self._current(_report(record), lambda: report_html(self.library, record, self.site_url))

    def portfolio(self, year: int) -> bytes | None:
        """The year's portfolio report."""
        return self._current(
            site_path(portfolio_report_url(year)), lambda: portfolio_report(self.library, year, self.site_url)
        )

    def _current(self, uri: str, source: Callable[[], str]) -> bytes | None:
        if uri not in self._known:  # a page asks, and the list of files
            there = uri in self.reports.files
            self._known[uri] = self.reports.current(uri, checksum(source().encode())) if there else None
        return self._known[uri]


def _report(record: Record[Project]) -> str:
    """The path of a project's final report, on the site and in ``reports/``."""
    return site_path(project_url(record.slug)) + REPORT


@dataclass(frozen=True, slots=True)
class Wanted:
    """A PDF to have: its address on the site, what it is made from (Word as bytes, HTML as text), what it is called."""

    uri: str
    document: bytes | str
    title: str
    language: str


@dataclass(frozen=True, slots=True)
class Done:
    """What a run did: addresses of the PDFs made, kept as they were, and removed because nothing asks for them."""

    made: tuple[str, ...]
    kept: tuple[str, ...]
    removed: tuple[str, ...]


def wanted(library: Library, toolkit: Toolkit) -> Iterator[Wanted]:
    """Every project's final report, every year's portfolio; every form, empty and filled in, in each written standard."""
    for project in library.projects:
        html = report_html(library, project, toolkit.site_url)
        yield Wanted(_report(project), html, report_title(project), project.data.language)
    for year in years(library):
        title = labels()("report.portfolio.title", year=year)
        yield Wanted(
            site_path(portfolio_report_url(year)), portfolio_report(library, year, toolkit.site_url), title, "nb"
        )
    for record in library.tools:
        form = record.data.form
        for file in toolkit.tool_files(record):
            if file.name.endswith(".docx") and isinstance(form, Form):
                named = site_path(tool_url(record.slug)) + f"{file.name.removesuffix('.docx')}.pdf"
                title = form.title.in_(file.language)
                title = f"{title} – {file.title}" if file.title else title
                yield Wanted(named, file.content, title, file.language)


def make_reports(root: Path, library: Library, toolkit: Toolkit) -> Done:
    """Brings ``reports/`` up to date. Raises PdfError; what was there before is then left as it was."""
    folder, known = root / FOLDER, load_reports(root)
    every = {w.uri: w for w in wanted(library, toolkit)}
    sources = {uri: checksum(_bytes(w.document)) for uri, w in every.items()}
    stale = [uri for uri, source in sources.items() if uri not in known.files or known.sources.get(uri) != source]
    chosen = {uri: every[uri].document for uri in stale}
    pdfs = documents_to_pdf({uri: d for uri, d in chosen.items() if isinstance(d, bytes)})
    styles = "\n".join((root / STYLES / name).read_text(encoding="utf-8") for name in STYLED_BY)
    placed = f"<style>{styles}</style>"
    pages = {
        uri: str(d).replace("<style data-site></style>", placed) for uri, d in chosen.items() if isinstance(d, str)
    }
    pdfs |= pages_to_pdf(pages)
    for uri, pdf in pdfs.items():
        target = folder / uri
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        source = every[uri].document
        html = source if isinstance(source, str) else ""
        part.write_bytes(finish(pdf, every[uri].title, every[uri].language, html))
        part.replace(target)
    # Only what this program made itself: a PDF somebody has put there by hand stays.
    gone = [uri for uri in known.sources if uri not in every and uri in known.files]
    for uri in gone:
        known.files[uri].unlink()
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_text(json.dumps(sources, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    return Done(tuple(stale), tuple(uri for uri in every if uri not in stale), tuple(gone))


def _bytes(document: bytes | str) -> bytes:
    return document if isinstance(document, bytes) else document.encode()
