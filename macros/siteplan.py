"""The list of every generated page and file of the site. Knows nothing of the engine that will write them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from macros.catalogue.library import Library
from macros.catalogue.portfolio.scope import years
from macros.intake.records import Record
from macros.intake.reports import Reports
from macros.labels import labels
from macros.model import Project, Tool
from macros.model.facets import Facet
from macros.outputs.archive import checksum
from macros.outputs.bundles import Bundle, bundles, chosen
from macros.outputs.open_data import OpenData
from macros.outputs.portfolio_csv import portfolio_files
from macros.outputs.publisher import Publisher
from macros.outputs.reports import REPORT, Printed, portfolio_uri
from macros.outputs.search import search_json
from macros.outputs.store import EmptyStore
from macros.outputs.toolkit import Toolkit
from macros.outputs.workbooks.price_layout import layout_json
from macros.text.json_text import to_compact_json
from macros.views.benefits import benefits_page
from macros.views.catalogue import WINDOW, catalogue_json, catalogue_page
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


Pages = Iterator[tuple[str, Callable[[], SitePage]]]
Files = Iterator[tuple[str, Callable[[], bytes]]]


class SitePlan:
    """Every generated page and file of one build."""

    def __init__(self, library: Library, toolkit: Toolkit, today: date, publisher: Publisher | None = None) -> None:
        self.library, self.toolkit, self.today = library, toolkit, today
        self.open_data = OpenData(library, toolkit.site_url, publisher or Publisher(), toolkit.store)
        self.printed = Printed(library, toolkit.reports, toolkit.site_url)

    @classmethod
    def of_names(cls, library: Library, today: date) -> SitePlan:
        """A plan to ask for addresses and single pages: the files to download are empty in it, and nothing is kept."""
        return cls(library, Toolkit(library, EmptyStore(), Reports(), "/"), today)

    def pages(self) -> Iterator[SitePage]:
        """Every generated page."""
        yield from (make() for _, make in self._pages())

    def files(self) -> Iterator[SiteFile]:
        """Every generated or contributed file that is not a page."""
        yield from (SiteFile(uri, make()) for uri, make in self._files())

    def addresses(self) -> dict[str, Callable[[], str] | None]:
        """The address of all that ``pages`` and ``files`` give, without making it; for a page also how to get its HTML."""
        found: dict[str, Callable[[], str] | None] = {f"/{uri}": None for uri, _ in self._files()}
        return found | {f"/{uri}/": lambda m=make: str(m().html) for uri, make in self._pages()}

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """The toolkits to download whole."""
        return tuple(bundles(self.library, self.toolkit))

    def _pages(self) -> Pages:
        """Address and maker of every page. To list them costs nothing."""
        library, page = self.library, _page
        yield "prosjekter", lambda: page("prosjekter", catalogue_page(library))
        yield "prosjekter/a-aa", lambda: page("prosjekter/a-aa", alphabet_page(library))
        for facet in library.facets:
            base = f"prosjekter/{facet.slug}"
            yield base, partial(self._facet, base, facet)
            for key in library.keys(facet):
                yield f"{base}/{key}", partial(self._value, f"{base}/{key}", facet, key)
        for index, record in enumerate(library.projects):
            yield f"prosjekter/{record.slug}", partial(self._project, index, record)
        yield "tjenestepris", lambda: page("tjenestepris", prices_page(library))
        yield "gevinster", lambda: page("gevinster", benefits_page(library))
        yield "portefolje", lambda: page("portefolje", portfolio_page(library, self.today))
        for year in years(library):
            yield f"portefolje/{year}", partial(self._year, year)
        yield "data", lambda: page("data", self.open_data.page())
        yield "bidra/feilmeldinger", lambda: page("bidra/feilmeldinger", messages_page())
        yield "bidra/kvalitet", lambda: page("bidra/kvalitet", quality_page(library, self.today))
        yield "bidra/oppfolging", lambda: page("bidra/oppfolging", follow_up_page(library, self.today))
        yield "verktoy", lambda: page("verktoy", tools_page(library, tuple(_bundle_fact(b) for b in self.bundles)))
        for tool in library.tools:
            yield f"verktoy/{tool.slug}", partial(self._tool, tool)

    def _facet(self, uri: str, facet: Facet) -> SitePage:
        return _page(uri, facet_page(self.library, facet))

    def _value(self, uri: str, facet: Facet, key: str) -> SitePage:
        return _page(uri, value_page(self.library, facet, key))

    def _year(self, year: int) -> SitePage:
        report = f"/{portfolio_uri(year)}" if self.printed.portfolio(year) else ""
        return _page(f"portefolje/{year}", year_page(self.library, year, self.today, report))

    def _tool(self, tool: Record[Tool]) -> SitePage:
        base = f"verktoy/{tool.slug}"
        files = self.toolkit.tool_files(tool)
        facts = tuple(_fact(base, f.name, f.content, f.language, f.edition, f.title) for f in files)
        page = tool_page(self.library, tool, facts)
        return SitePage(base, page.title, page.description, page.html, tool.path, language=tool.data.language)

    def _project(self, index: int, record: Record[Project]) -> SitePage:
        projects, project, base = self.library.projects, record.data, f"prosjekter/{record.slug}"
        around = (
            projects[index - 1] if index else None,
            projects[index + 1] if index + 1 < len(projects) else None,
        )
        made = self._project_files(record)
        facts = tuple(_fact(base, name, content, project.language) for name, content in made)
        html = project_html(self.library, record, around, facts, self.today, self.toolkit.site_url)
        return SitePage(base, project.title, project.summary, html, record.path, language=project.language)

    def _project_files(self, record: Record[Project]) -> tuple[tuple[str, bytes], ...]:
        """Name and bytes of what is made for a project; the final report when there is one as PDF."""
        report = self.printed.project(record)
        return (*self.toolkit.project_files(record), *(((REPORT, report),) if report is not None else ()))

    def _files(self) -> Files:
        """Address and maker of every file. The toolkit's are made to be listed: a plan ``of_names`` has them empty."""
        library, data = self.library, self.open_data
        yield from ((uri, partial(data.content, uri)) for uri in data.names())
        for year in years(library):
            report = self.printed.portfolio(year)
            if report is not None:
                yield portfolio_uri(year), partial(bytes, report)
        yield "assets/search.json", lambda: search_json(library)
        yield from portfolio_files(library, self.today)
        yield "assets/price/models.json", lambda: to_compact_json(prices_json(library))
        if workbook_url(library):
            yield (
                "assets/price/workbook.json",
                lambda: to_compact_json(layout_json(workbook_url(library), labels(), labels("nn"))),
            )
        if len(library.projects) > WINDOW:
            yield "assets/catalogue.json", lambda: to_compact_json(catalogue_json(library))
        for project in library.projects:
            base = f"prosjekter/{project.slug}"
            yield from _attachments(project.folder, project.files, base)
            yield from ((f"{base}/{name}", lambda c=content: c) for name, content in self._project_files(project))
            yield from _redirects(project, CATALOGUE, project_url(project.slug))
        for tool in library.tools:
            base = f"verktoy/{tool.slug}"
            yield from _attachments(tool.folder, tool.files, base)
            yield from ((f"{base}/{f.name}", lambda c=f.content: c) for f in self.toolkit.tool_files(tool))
            yield from _redirects(tool, "/verktoy/", f"/verktoy/{tool.slug}/")
        for name, _, _, _ in chosen(library, self.toolkit):
            yield f"verktoy/pakker/{name}.zip", partial(self._bundle, name)

    def _bundle(self, name: str) -> bytes:
        return next(b.content for b in self.bundles if b.name == name)


def _fact(base: str, name: str, content: bytes, language: str, edition: str = "blank", title: str = "") -> FileFact:
    return FileFact(name, f"/{base}/{name}", len(content), checksum(content), language, edition, title)


def _bundle_fact(b: Bundle) -> BundleFact:
    return BundleFact(b.title, b.kind, f"/verktoy/pakker/{b.name}.zip", shown_size(len(b.content)), len(b.tools))


def _page(uri: str, page: Page) -> SitePage:
    """Index pages repeat what the projects say, so the search leaves them out."""
    return SitePage(uri, page.title, page.description, page.html, searchable=False)


def _attachments(folder: Path | None, names: tuple[str, ...], uri: str) -> Files:
    for name in names if folder else ():
        yield f"{uri}/{name}", (folder / name).read_bytes  # type: ignore[operator]


def _redirects(record: Record[Project] | Record[Tool], prefix: str, url: str) -> Files:
    """A published address never dies: each former slug sends the reader on."""
    for slug in record.data.redirect_from:
        yield (
            f"{prefix.strip('/')}/{slug}/index.html",
            lambda: render("redirect.html", url=url, title=record.data.title).encode(),
        )
