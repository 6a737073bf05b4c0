"""The list of every generated page and file of the site. Knows nothing of the engine that will write them."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import astuple, replace
from datetime import date
from functools import cached_property, partial
from pathlib import Path

from markupsafe import Markup

from macros import addresses as at
from macros.authoring.experience.files import share_files
from macros.authoring.messages_page import messages_page
from macros.benefits import browser_layout as plan_layout
from macros.benefits.page import benefits_page
from macros.catalogue.page import catalogue_files, catalogue_page
from macros.catalogue.place import place_page
from macros.catalogue.places import places_page
from macros.catalogue.project import project_html
from macros.catalogue.search import keywords, search_json
from macros.compare.data import compare_files
from macros.compare.page import compare_page
from macros.content.attachments.copies import KIND, address_of, resized
from macros.content.files.reports import Reports
from macros.content.load import AnyRecord
from macros.content.model import Project, Tool
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.files.archive import checksum
from macros.files.store import EmptyStore
from macros.html.page.indexes import Page, alphabet_page, facet_page, value_page
from macros.html.page.sharing import PageFacts, PageKind
from macros.library.library import Library
from macros.library.news import changed, latest
from macros.library.places import KOMMUNE, current
from macros.library.related import remember
from macros.library.relatives import Relatives, relatives
from macros.library.strangers import strangers
from macros.opendata.files import OpenData
from macros.opendata.follow import follow_page, topic_page, topics
from macros.opendata.publisher import Publisher
from macros.portfolio.figures.scope import years
from macros.portfolio.page import portfolio_page
from macros.portfolio.rows import pairs_csv, portfolio_files
from macros.portfolio.year import year_page
from macros.prices.page import plan_url, prices_json, prices_page, workbook_url
from macros.prices.workbook.results import browser_layout
from macros.site.pages.kept import kept_made
from macros.site.pages.page import SiteFile, SitePage, made_fact, page_of, redirects
from macros.site.reports import Printed
from macros.text.json_text import to_compact_json, to_json
from macros.toolkit.bundles import Bundle, bundle, has_files
from macros.toolkit.files import Toolkit
from macros.toolkit.page import tool_page, tools_page
from macros.words.labels import labels
from macros.words.vocabulary import Value

Pages = Iterator[tuple[str, Callable[[], SitePage]]]
Maker = Callable[[Library], Page]
Made = tuple[str, Callable[[], bytes]]
Files = Iterator[Made]


class SitePlan:
    """Every generated page and file of one build.

    What no text of a project can change is made from ``library.facts``, and found in ``kept`` when it has been made before.
    """

    def __init__(self, library: Library, toolkit: Toolkit, today: date, publisher: Publisher | None = None) -> None:
        self.library, self.toolkit, self.today = library, toolkit, today
        self.made = kept_made(toolkit, today, publisher)
        remember(library, self.made)
        self.facts, self.kept = library.facts, self.made.of(library.facts_from)
        self.open_data = OpenData(self.facts, toolkit.site_url, publisher or Publisher(), toolkit.store, self.made)
        self.printed = Printed(library, toolkit.reports, toolkit.site_url)

    @classmethod
    def of_names(cls, library: Library, today: date) -> SitePlan:
        """A plan to ask for addresses and single pages: the files to download are empty in it, and nothing is kept."""
        return cls(library, Toolkit(library, EmptyStore(), Reports(), "/"), today)

    def pages(self) -> Pages:
        """Address and maker of every generated page. To list them costs nothing."""
        return self._pages()

    def files(self) -> Iterator[SiteFile]:
        """Every generated or contributed file that is not a page, one after another: none is held. No build makes a PDF."""
        kinds = (at.project_url, self.library.projects), (at.tool_url, self.library.tools)
        attached = {f"{url(r.slug)}{name}" for url, records in kinds for r in records for name in r.files}
        return (self._file(url, make, url in attached or url.endswith(".pdf")) for url, make in self._files())

    def addresses(self) -> dict[str, Callable[[], str] | None]:
        """The address of all that ``pages`` and ``files`` give, without making it; for a page also how to get its HTML."""
        found: dict[str, Callable[[], str] | None] = {address: None for address, _ in self._files()}
        return found | {address: lambda m=make: str(m().html) for address, make in self._pages()}

    def twice(self) -> tuple[str, ...]:
        """The addresses that two things have: one would be written over the other. Case does not tell them apart on
        Windows and on a Mac; a page and a former address that sends the reader on are the same file."""
        every = [a.removesuffix("index.html").casefold() for a, _ in (*self._pages(), *self._files())]
        return tuple(sorted(address for address, count in Counter(every).items() if count > 1))

    @cached_property
    def dates(self) -> dict[str, date | None]:
        """The address of every page -> the day what it shows last changed, by the dates of the front matter."""
        library = self.library
        days = [changed(project.data) for project in library.projects]
        day = latest(library)
        found: dict[str, date | None] = {address: day for address, _ in self._pages()}
        for facet in library.facets:
            for key in library.keys(facet):
                shown = (days[place] for place in library.postings[facet.slug].get(key, ()))
                found[at.facet_url(facet.slug, key)] = max((d for d in shown if d), default=None)
        named = library.facet(KOMMUNE)
        found |= {at.place_url(place.key): found.get(at.facet_url(named.slug, place.key)) for place in current(library)}
        found |= {at.project_url(project.slug): d for project, d in zip(library.projects, days, strict=True)}
        return found | {at.tool_url(tool.slug): changed(tool.data) for tool in library.tools}

    def head(self, facts: PageFacts) -> Markup:
        """What belongs in the head of a page."""
        return self.open_data.head(facts)

    @cached_property
    def bundle(self) -> Bundle | None:
        """The toolbox to download whole."""
        return bundle(self.library, self.toolkit)

    def _file(self, url: str, make: Callable[[], bytes], copied: bool = False) -> SiteFile:
        return SiteFile(at.site_path(url), make, copied, self.toolkit.project_keys.get(url, ""))

    def _pages(self) -> Pages:
        library, facts, today = self.library, self.facts, self.today
        yield self._made(at.CATALOGUE, catalogue_page, "catalogue")
        yield self._made(at.ALPHABET, alphabet_page, "alphabet")
        for facet in facts.facets:
            yield at.facet_url(facet.slug), partial(self._facet, facet)
            for key in facts.keys(facet):
                yield at.facet_url(facet.slug, key), partial(self._value, facet, key)
        for index, record in enumerate(library.projects):
            yield at.project_url(record.slug), partial(self._project, index, record)
        yield self._made(at.PLACES, places_page, "places")
        for place in current(facts):
            yield at.place_url(place.key), partial(self._place, place)
        yield self._made(at.COMPARE, compare_page)
        yield at.PRICES, self._prices
        yield self._made(at.BENEFITS, benefits_page)
        yield at.PORTFOLIO, self._portfolio
        for year in years(facts):
            yield at.year_url(year), partial(self._year, year)
        yield self._made(at.DATA, lambda _: self.open_data.page(), "data")
        yield self._made(at.FOLLOW, lambda made_of: follow_page(made_of, self.toolkit.site_url, today))
        for facet, keys in topics(facts):
            yield from ((at.follow_url(facet.slug, key), partial(self._topic, facet, key)) for key in keys)
        yield self._made(at.MESSAGES, lambda _: messages_page())
        yield at.TOOLS, self._tools
        for tool in library.tools:
            yield at.tool_url(tool.slug), partial(self._tool, tool)

    def _made(self, url: str, make: Maker, kind: PageKind = "page") -> tuple[str, Callable[[], SitePage]]:
        return url, lambda: page_of(url, self._kept(url, self.facts, make), kind)

    def _kept(self, url: str, library: Library, make: Maker, *more: str) -> Page:
        """The page at an address, as it was made of the same library and ``more``."""
        kept = self.made.of(library.facts_from)
        title, description, html = json.loads(kept.get(url, lambda: to_json(astuple(make(library))), *more))
        return Page(title, description, Markup(html))  # noqa: S704  (made by ``make``, here or before)

    def _portfolio(self) -> SitePage:
        pairs = strangers(self.library)
        told = repr([(p.left.slug, p.right.slug, p.reasons, p.model) for p in pairs])
        named = tuple(replace(p, left=p.left.without_text(), right=p.right.without_text()) for p in pairs)
        make = partial(portfolio_page, today=self.today, pairs=named)
        return page_of(at.PORTFOLIO, self._kept(at.PORTFOLIO, self.facts, make, told))

    def _tools(self) -> SitePage:
        told, make = checksum(self.bundle.content) if self.bundle else "", partial(tools_page, bundle=self.bundle)
        return page_of(at.TOOLS, self._kept(at.TOOLS, self.facts.only(()), make, told), "tools")

    def _prices(self) -> SitePage:
        told = self.facts.only((r for r in self.facts.projects if r.data.price_model), counts=False)
        return page_of(at.PRICES, self._kept(at.PRICES, told, prices_page))

    def _facet(self, facet: Facet) -> SitePage:
        return page_of(at.facet_url(facet.slug), facet_page(self.facts, facet), "facet", facet)

    def _value(self, facet: Facet, key: str) -> SitePage:
        url, canonical = at.facet_url(facet.slug, key), at.value_url(facet.slug, key)
        made = page_of(url, value_page(self.facts, facet, key), "value", facet, key)
        return made if url == canonical else replace(made, facts=replace(made.facts, canonical=canonical))

    def _place(self, place: Value) -> SitePage:
        """A municipality that no project names has nothing for a search engine to show."""
        facet, page = self.facts.facet(KOMMUNE), place_page(self.facts, place)
        named = self.facts.count(facet, place.key) > 0
        facts = PageFacts(
            at.place_url(place.key), page.title, page.description, kind="place", facet=facet, key=place.key, indexed=named
        )  # fmt: skip
        return SitePage(facts, page.html, searchable=False)

    def _topic(self, facet: Facet, key: str) -> SitePage:
        """What is new of a value repeats its own page, so neither our search nor others' show it."""
        url = at.follow_url(facet.slug, key)
        page = self._kept(url, self.facts, lambda made_of: topic_page(made_of, facet, key, self.toolkit.site_url))
        facts = PageFacts(url, page.title, page.description, kind="topic", indexed=False)
        return SitePage(facts, page.html, searchable=False)

    def _year(self, year: int) -> SitePage:
        report, url = at.portfolio_report_url(year) if self.printed.portfolio(year) else "", at.year_url(year)
        return page_of(url, self._kept(url, self.facts, lambda of: year_page(of, year, self.today, report), report))

    def _tool(self, tool: Record[Tool]) -> SitePage:
        url, language = at.tool_url(tool.slug), tool.data.language
        files = self.toolkit.tool_files(tool)
        facts = tuple(made_fact(url, f.name, f.content, f.language, f.edition, f.title) for f in files)
        using = self.facts.only(self.facts.select({"verktoy": [tool.slug]}), counts=False)
        page = self._kept(url, using, lambda made_of: tool_page(made_of, tool, facts), repr(facts))
        return SitePage(PageFacts(url, page.title, page.description, language, "tool", tool), page.html, tool.path)

    def by_itself(self, index: int, record: Record[Project]) -> SitePage:
        """The page of a project as if nothing were like it, which takes all others to tell: the page has all that this has."""
        return self._project(index, record, Relatives())

    def _project(self, index: int, record: Record[Project], named: Relatives | None = None) -> SitePage:
        projects, project, url = self.library.projects, record.data, at.project_url(record.slug)
        around = (projects[index - 1] if index else None, projects[index + 1] if index + 1 < len(projects) else None)
        made = tuple((name, make()) for name, make in self._project_files(record))
        facts = tuple(made_fact(url, name, content, project.language) for name, content in made)
        named = named or relatives(self.library, record)
        small = self.library.only((record, *named.records()))  # all it is made of, and all that its key holds
        html = project_html(small, record, around, facts, self.today, self.toolkit.site_url, named)
        told = PageFacts(url, project.title, project.summary, project.language, "project", record)
        beside = (self._file(f"{url}{name}", partial(bytes, content)) for name, content in made if name != at.REPORT)
        return SitePage(told, html, record.path, beside=tuple(beside))

    def _project_files(self, record: Record[Project]) -> tuple[Made, ...]:
        """Name and maker of what there is for a project; the final report when there is one as PDF."""
        report = self.printed.project(record)
        return (*self.toolkit.project_files(record), *(((at.REPORT, lambda: report),) if report is not None else ()))

    def _tool_files(self, tool: Record[Tool]) -> Files:
        return ((f.name, partial(bytes, f.content)) for f in self.toolkit.tool_files(tool))

    def _files(self) -> Files:
        """Address and maker of every file. The toolkit's are made to be listed: a plan ``of_names`` has them empty."""
        library, data = self.library, self.open_data
        facts = self.facts
        yield from ((f"/{name}", partial(data.content, name)) for name in data.names())
        for year in years(library):
            report = self.printed.portfolio(year)
            if report is not None:
                yield at.portfolio_report_url(year), partial(bytes, report)
        yield at.SEARCH_DATA, self._search
        yield from self._of_facts(portfolio_files(facts, self.today))
        yield at.PAIRS_ROWS, lambda: pairs_csv(strangers(library))
        yield at.PRICE_DATA, lambda: to_compact_json(prices_json(facts))
        if workbook_url(library):
            layout = partial(browser_layout, workbook_url(library))
            yield at.PRICE_LAYOUT, lambda: to_compact_json(layout())
        if empty := plan_url(library):
            yield at.PLAN_LAYOUT, lambda: to_compact_json(plan_layout(empty, library.vocabularies, labels()))
        yield from self._of_facts(catalogue_files(facts))
        yield from self._of_facts(compare_files(facts, self.toolkit.site_url))
        for project in library.projects:
            yield from self._beside(project, at.project_url, self._project_files(project))
        for tool in library.tools:
            yield from self._beside(tool, at.tool_url, self._tool_files(tool))
        for file, width, root in dict.fromkeys((*copy, p.root) for p in library.editorial for copy in p.copies):
            folder, _, name = file.removeprefix("docs").rpartition("/")
            yield f"{folder}/{address_of(name, width)}", partial(self._copy, root / file, width)
        for page in library.editorial:
            yield from redirects(at.MOVED if page.url == at.CONTRIBUTE else (), page.url, page.title)
        yield from share_files(library.vocabularies, library.mailbox, self.toolkit.site_url, self.toolkit.store)
        if has_files(library, self.toolkit):
            yield at.BUNDLE, lambda: self.bundle.content if self.bundle else b""

    def _search(self) -> bytes:
        words = json.loads(self.kept.get("keywords", lambda: to_compact_json(keywords(self.facts))))
        return search_json(self.library, years(self.facts), words)

    def _of_facts(self, files: Iterable[Made]) -> Files:
        return ((address, partial(self.kept.get, address, make)) for address, make in files)

    def _beside(self, record: AnyRecord, address: Callable[[str], str], made: Iterable[Made]) -> Files:
        """The files beside a write-up, the smaller copies of the pictures that its text shows, those that are ``made`` for
        it, and its former addresses."""
        folder, url = record.folder, address(record.slug)
        if folder:
            yield from ((f"{url}{name}", (folder / name).read_bytes) for name in record.files)
            yield from ((f"{url}{address_of(n, w)}", partial(self._copy, folder / n, w)) for n, w in record.body.copies)
        yield from ((f"{url}{name}", make) for name, make in made)
        yield from redirects(map(address, record.data.redirect_from), url, record.data.title)

    def _copy(self, file: Path, width: int) -> bytes:
        content = file.read_bytes()
        return self.toolkit.store.get(("picture", KIND, checksum(content), width), partial(resized, content, width))
