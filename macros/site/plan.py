"""The list of every generated page and file of the site. Knows nothing of the engine that will write them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from markupsafe import Markup

from macros import addresses as at
from macros.authoring.messages_page import messages_page
from macros.benefits.page import benefits_page
from macros.catalogue.page import WINDOW, catalogue_json, catalogue_page
from macros.catalogue.project import project_html
from macros.catalogue.quality import follow_up_page, quality_page
from macros.catalogue.search import search_json
from macros.content.files.reports import Reports
from macros.content.model import Project, Tool
from macros.content.model.facets import Facet
from macros.content.pages.editorial import EditorialPage
from macros.content.records import Record
from macros.files.archive import checksum
from macros.files.store import EmptyStore
from macros.html.page.indexes import Page, alphabet_page, facet_page, value_page
from macros.html.page.sharing import PageFacts, PageKind
from macros.html.record.downloads import FileFact, shown_size
from macros.html.render import render
from macros.library.library import Library
from macros.library.news import changed, latest
from macros.opendata.files import OpenData
from macros.opendata.publisher import Publisher
from macros.portfolio.figures.scope import years
from macros.portfolio.page import portfolio_page
from macros.portfolio.rows import portfolio_files
from macros.portfolio.year import year_page
from macros.prices.page import prices_json, prices_page, workbook_url
from macros.prices.workbook.layout import layout_json
from macros.site.reports import Printed
from macros.text.json_text import to_compact_json
from macros.toolkit.bundles import Bundle, bundles, chosen
from macros.toolkit.files import Toolkit
from macros.toolkit.page import BundleFact, tool_page, tools_page
from macros.words.labels import labels


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to copy: ``uri`` is its path on the site, ``content`` its bytes."""

    uri: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to dress in the theme. ``html`` is finished and safe; ``facts`` says what others are told of it.

    ``edit_path`` is the file to edit (relative to the checkout), ``searchable`` whether the search should find it.
    """

    facts: PageFacts
    html: str
    edit_path: str = ""
    searchable: bool = True

    @property
    def file(self) -> str:
        """Where an engine that writes pages from Markdown files has it: ``prosjekter/en-vei-inn/index.md``."""
        return f"{at.site_path(self.facts.url)}index.md"


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
        yield from (SiteFile(at.site_path(address), make()) for address, make in self._files())

    def addresses(self) -> dict[str, Callable[[], str] | None]:
        """The address of all that ``pages`` and ``files`` give, without making it; for a page also how to get its HTML."""
        found: dict[str, Callable[[], str] | None] = {address: None for address, _ in self._files()}
        return found | {address: lambda m=make: str(m().html) for address, make in self._pages()}

    def twice(self) -> tuple[str, ...]:
        """The addresses that two things have: one would be written over the other. Case does not tell them apart on
        Windows and on a Mac; a page and a former address that sends the reader on are the same file."""
        every = [a.removesuffix("index.html").casefold() for a, _ in (*self._pages(), *self._files())]
        return tuple(sorted(address for address, count in Counter(every).items() if count > 1))

    def changed(self, page: SitePage | EditorialPage) -> date | None:
        """The day what a page shows last changed, by the dates of the front matter; an editorial page has none."""
        if not isinstance(page, SitePage):
            return None
        facts = page.facts
        if facts.record:
            return changed(facts.record.data)
        if facts.facet and facts.key:
            found = (changed(r.data) for r in self.library.select({facts.facet.slug: (facts.key,)}))
            return max((day for day in found if day), default=None)
        return latest(self.library)

    def head(self, page: SitePage | EditorialPage) -> Markup:
        """What belongs in the head of a page."""
        if isinstance(page, SitePage):
            return self.open_data.head(page.facts)
        kind: PageKind = "home" if page.url == "/" else "page"
        return self.open_data.head(PageFacts(page.url, page.title, page.description, page.language, kind))

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """The toolkits to download whole."""
        return tuple(bundles(self.library, self.toolkit))

    def _pages(self) -> Pages:
        """Address and maker of every page. To list them costs nothing."""
        library, today = self.library, self.today
        yield _made(at.CATALOGUE, lambda: catalogue_page(library), "catalogue")
        yield _made(at.ALPHABET, lambda: alphabet_page(library), "alphabet")
        for facet in library.facets:
            yield at.facet_url(facet.slug), partial(self._facet, facet)
            for key in library.keys(facet):
                yield at.facet_url(facet.slug, key), partial(self._value, facet, key)
        for index, record in enumerate(library.projects):
            yield at.project_url(record.slug), partial(self._project, index, record)
        yield _made(at.PRICES, lambda: prices_page(library))
        yield _made(at.BENEFITS, lambda: benefits_page(library))
        yield _made(at.PORTFOLIO, lambda: portfolio_page(library, today))
        for year in years(library):
            yield at.year_url(year), partial(self._year, year)
        yield _made(at.DATA, self.open_data.page, "data")
        yield _made(at.MESSAGES, messages_page)
        yield _made(at.QUALITY, lambda: quality_page(library, today))
        yield _made(at.FOLLOW_UP, lambda: follow_up_page(library, today))
        yield _made(at.TOOLS, lambda: tools_page(library, tuple(map(_bundle_fact, self.bundles))), "tools")
        for tool in library.tools:
            yield at.tool_url(tool.slug), partial(self._tool, tool)

    def _facet(self, facet: Facet) -> SitePage:
        return _page(at.facet_url(facet.slug), facet_page(self.library, facet), "facet", facet)

    def _value(self, facet: Facet, key: str) -> SitePage:
        return _page(at.facet_url(facet.slug, key), value_page(self.library, facet, key), "value", facet, key)

    def _year(self, year: int) -> SitePage:
        report = at.portfolio_report_url(year) if self.printed.portfolio(year) else ""
        return _page(at.year_url(year), year_page(self.library, year, self.today, report))

    def _tool(self, tool: Record[Tool]) -> SitePage:
        url, language = at.tool_url(tool.slug), tool.data.language
        files = self.toolkit.tool_files(tool)
        facts = tuple(_fact(url, f.name, f.content, f.language, f.edition, f.title) for f in files)
        page = tool_page(self.library, tool, facts)
        return SitePage(PageFacts(url, page.title, page.description, language, "tool", tool), page.html, tool.path)

    def _project(self, index: int, record: Record[Project]) -> SitePage:
        projects, project, url = self.library.projects, record.data, at.project_url(record.slug)
        around = (
            projects[index - 1] if index else None,
            projects[index + 1] if index + 1 < len(projects) else None,
        )
        made = self._project_files(record)
        facts = tuple(_fact(url, name, content, project.language) for name, content in made)
        html = project_html(self.library, record, around, facts, self.today, self.toolkit.site_url)
        told = PageFacts(url, project.title, project.summary, project.language, "project", record)
        return SitePage(told, html, record.path)

    def _project_files(self, record: Record[Project]) -> tuple[tuple[str, bytes], ...]:
        """Name and bytes of what is made for a project; the final report when there is one as PDF."""
        report = self.printed.project(record)
        return (*self.toolkit.project_files(record), *(((at.REPORT, report),) if report is not None else ()))

    def _files(self) -> Files:
        """Address and maker of every file. The toolkit's are made to be listed: a plan ``of_names`` has them empty."""
        library, data = self.library, self.open_data
        yield from ((f"/{name}", partial(data.content, name)) for name in data.names())
        for year in years(library):
            report = self.printed.portfolio(year)
            if report is not None:
                yield at.portfolio_report_url(year), partial(bytes, report)
        yield at.SEARCH_DATA, lambda: search_json(library)
        yield from portfolio_files(library, self.today)
        yield at.PRICE_DATA, lambda: to_compact_json(prices_json(library))
        if workbook_url(library):
            layout = partial(layout_json, workbook_url(library), labels(), labels("nn"))
            yield at.PRICE_LAYOUT, lambda: to_compact_json(layout())
        if len(library.projects) > WINDOW:
            yield at.CATALOGUE_DATA, lambda: to_compact_json(catalogue_json(library))
        for project in library.projects:
            url = at.project_url(project.slug)
            yield from _attachments(project.folder, project.files, url)
            yield from ((f"{url}{name}", lambda c=content: c) for name, content in self._project_files(project))
            yield from _redirects(project, at.project_url, url)
        for tool in library.tools:
            url = at.tool_url(tool.slug)
            yield from _attachments(tool.folder, tool.files, url)
            yield from ((f"{url}{f.name}", lambda c=f.content: c) for f in self.toolkit.tool_files(tool))
            yield from _redirects(tool, at.tool_url, url)
        for name, _, _, _ in chosen(library, self.toolkit):
            yield at.bundle_url(name), partial(self._bundle, name)

    def _bundle(self, name: str) -> bytes:
        return next(b.content for b in self.bundles if b.name == name)


def _fact(url: str, name: str, content: bytes, language: str, edition: str = "blank", title: str = "") -> FileFact:
    return FileFact(name, f"{url}{name}", len(content), checksum(content), language, edition, title)


def _bundle_fact(b: Bundle) -> BundleFact:
    return BundleFact(b.title, b.kind, at.bundle_url(b.name), shown_size(len(b.content)), len(b.tools))


def _made(url: str, make: Callable[[], Page], kind: PageKind = "page") -> tuple[str, Callable[[], SitePage]]:
    return url, lambda: _page(url, make(), kind)


def _page(url: str, page: Page, kind: PageKind = "page", facet: Facet | None = None, key: str = "") -> SitePage:
    """Index pages repeat what the projects say, so the search leaves them out."""
    facts = PageFacts(url, page.title, page.description, kind=kind, facet=facet, key=key)
    return SitePage(facts, page.html, searchable=False)


def _attachments(folder: Path | None, names: tuple[str, ...], url: str) -> Files:
    for name in names if folder else ():
        yield f"{url}{name}", (folder / name).read_bytes  # type: ignore[operator]


def _redirects(record: Record[Project] | Record[Tool], address: Callable[[str], str], url: str) -> Files:
    """A published address never dies: each former slug sends the reader on."""
    for slug in record.data.redirect_from:
        yield (
            f"{address(slug)}index.html",
            lambda: render("redirect.html", url=url, title=record.data.title).encode(),
        )
