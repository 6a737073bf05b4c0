"""The list of every generated page and file of the site. Knows nothing of the engine that will write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from macros.catalogue.library import Library
from macros.catalogue.portfolio.scope import years
from macros.intake.records import Record
from macros.labels import labels
from macros.model import Project, Tool
from macros.outputs.archive import checksum
from macros.outputs.bundles import Bundle, bundles
from macros.outputs.data import to_compact_json
from macros.outputs.open_data import OpenData
from macros.outputs.portfolio_csv import portfolio_files
from macros.outputs.publisher import Publisher
from macros.outputs.search import search_json
from macros.outputs.toolkit import Toolkit, portfolio_uri
from macros.outputs.workbooks.price_layout import layout_json
from macros.views.benefits import benefits_page
from macros.views.catalogue import catalogue_json, catalogue_page
from macros.views.downloads import FileFact, shown_size
from macros.views.indexes import Page, alphabet_page, facet_page, value_page
from macros.views.messages import messages_page
from macros.views.portfolio import portfolio_page
from macros.views.portfolio_year import year_page
from macros.views.prices import prices_json, prices_page, workbook_url
from macros.views.project import project_html
from macros.views.quality import follow_up_page, quality_page
from macros.views.render import render
from macros.views.tools import BundleFact, tool_page, tools_page
from macros.views.words import CATALOGUE, project_url


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to copy: ``uri`` is its path on the site, ``content`` its bytes."""

    uri: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to dress in the theme. ``html`` is finished and safe; ``title`` and ``description`` are plain text.

    ``uri`` is the page's address without slashes (``prosjekter/en-vei-inn``), ``edit_path`` the file to edit
    (relative to the checkout), ``searchable`` whether the search should find it.
    """

    uri: str
    title: str
    description: str
    html: str
    edit_path: str = ""
    searchable: bool = True
    language: str = "nb"


class SitePlan:
    """Every generated page and file of one build."""

    def __init__(self, library: Library, toolkit: Toolkit, today: date, publisher: Publisher | None = None) -> None:
        self.library, self.toolkit, self.today = library, toolkit, today
        self.open_data = OpenData(library, toolkit.site_url, publisher or Publisher(), toolkit.store)
        self.bundles = tuple(bundles(library, toolkit))

    def pages(self) -> Iterator[SitePage]:
        """Every generated page."""
        library = self.library
        yield _page("prosjekter", catalogue_page(library))
        yield _page("prosjekter/a-aa", alphabet_page(library))
        for facet in library.facets:
            yield _page(f"prosjekter/{facet.slug}", facet_page(library, facet))
            for key in library.keys(facet):
                yield _page(f"prosjekter/{facet.slug}/{key}", value_page(library, facet, key))
        for index, record in enumerate(library.projects):
            yield self._project(index, record)
        yield _page("tjenestepris", prices_page(library))
        yield _page("gevinster", benefits_page(library))
        yield _page("portefolje", portfolio_page(library, self.today))
        for year in years(library):
            report = f"/{portfolio_uri(year)}" if self.toolkit.portfolio_file(year) else ""
            yield _page(f"portefolje/{year}", year_page(library, year, self.today, report))
        yield _page("data", self.open_data.page())
        yield _page("bidra/feilmeldinger", messages_page())
        yield _page("bidra/kvalitet", quality_page(library, self.today))
        yield _page("bidra/oppfolging", follow_up_page(library, self.today))
        yield _page("verktoy", tools_page(library, tuple(_bundle_fact(b) for b in self.bundles)))
        for tool in library.tools:
            base = f"verktoy/{tool.slug}"
            files = self.toolkit.tool_files(tool)
            facts = tuple(_fact(base, f.name, f.content, f.language, f.edition, f.title) for f in files)
            page = tool_page(library, tool, facts)
            yield SitePage(base, page.title, page.description, page.html, tool.path, language=tool.data.language)

    def _project(self, index: int, record: Record[Project]) -> SitePage:
        projects, project, base = self.library.projects, record.data, f"prosjekter/{record.slug}"
        around = (
            projects[index - 1] if index else None,
            projects[index + 1] if index + 1 < len(projects) else None,
        )
        made = self.toolkit.project_files(record)
        facts = tuple(_fact(base, name, content, project.language) for name, content in made)
        html = project_html(self.library, record, around, facts, self.today, self.toolkit.site_url)
        return SitePage(base, project.title, project.summary, html, record.path, language=project.language)

    def files(self) -> Iterator[SiteFile]:
        """Every generated or contributed file that is not a page."""
        library = self.library
        yield from (SiteFile(uri, content) for uri, content in self.open_data.files())
        for year in years(library):
            report = self.toolkit.portfolio_file(year)
            if report is not None:
                yield SiteFile(portfolio_uri(year), report)
        yield SiteFile("assets/search.json", search_json(library))
        yield from (SiteFile(*named) for named in portfolio_files(library, self.today))
        yield SiteFile("assets/price/models.json", to_compact_json(prices_json(library)))
        if workbook_url(library):
            layout = layout_json(workbook_url(library), labels(), labels("nn"))
            yield SiteFile("assets/price/workbook.json", to_compact_json(layout))
        windowed = catalogue_json(library)
        if windowed is not None:
            yield SiteFile("assets/catalogue.json", to_compact_json(windowed))
        for record in library.projects:
            base = f"prosjekter/{record.slug}"
            yield from _attachments(record.folder, record.files, base)
            yield from (SiteFile(f"{base}/{name}", content) for name, content in self.toolkit.project_files(record))
            yield from _redirects(record, CATALOGUE, project_url(record.slug))
        for tool in library.tools:
            base = f"verktoy/{tool.slug}"
            yield from _attachments(tool.folder, tool.files, base)
            yield from (SiteFile(f"{base}/{f.name}", f.content) for f in self.toolkit.tool_files(tool))
            yield from _redirects(tool, "/verktoy/", f"/verktoy/{tool.slug}/")
        yield from (SiteFile(f"verktoy/pakker/{b.name}.zip", b.content) for b in self.bundles)


def _fact(base: str, name: str, content: bytes, language: str, edition: str = "blank", title: str = "") -> FileFact:
    return FileFact(name, f"/{base}/{name}", len(content), checksum(content), language, edition, title)


def _bundle_fact(b: Bundle) -> BundleFact:
    return BundleFact(b.title, b.kind, f"/verktoy/pakker/{b.name}.zip", shown_size(len(b.content)), len(b.tools))


def _page(uri: str, page: Page) -> SitePage:
    """Index pages repeat what the projects say, so the search leaves them out."""
    return SitePage(uri, page.title, page.description, page.html, searchable=False)


def _attachments(folder: Path | None, names: tuple[str, ...], uri: str) -> Iterator[SiteFile]:
    for name in names if folder else ():
        yield SiteFile(f"{uri}/{name}", (folder / name).read_bytes())  # type: ignore[operator]


def _redirects(record: Record[Project] | Record[Tool], prefix: str, url: str) -> Iterator[SiteFile]:
    """A published address never dies: each former slug sends the reader on."""
    for slug in record.data.redirect_from:
        html = render("redirect.html", url=url, title=record.data.title)
        yield SiteFile(f"{prefix.strip('/')}/{slug}/index.html", html.encode())
