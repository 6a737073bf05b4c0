"""A generated page and a generated file, finished and with the address it gets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from macros import addresses as at
from macros.content.model.facets import Facet
from macros.content.pages.editorial import EditorialPage
from macros.files.archive import checksum
from macros.html.page.indexes import Page
from macros.html.page.sharing import PageFacts, PageKind
from macros.html.record.downloads import FileFact
from macros.html.render import render


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to write: ``uri`` is its path on the site, ``make`` gives its bytes. ``copied``: somebody's own, or of ``reports/``.
    ``made_from`` is a digest of all that it is made from, where one is known."""

    uri: str
    make: Callable[[], bytes]
    copied: bool = False
    made_from: str = ""

    @property
    def content(self) -> bytes:
        """Its bytes, made now."""
        return self.make()


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to dress in the theme. ``html`` is finished and safe; ``facts`` says what others are told of it.

    ``edit_path`` is the file to edit (relative to the checkout), ``searchable`` whether the search should find it, ``beside``
    the files that had to be made to tell what they hold.
    """

    facts: PageFacts
    html: str
    edit_path: str = ""
    searchable: bool = True
    beside: tuple[SiteFile, ...] = ()

    @property
    def file(self) -> str:
        """Where an engine that writes pages from Markdown files has it: ``prosjekter/en-vei-inn/index.md``."""
        return source(self.facts.url)


def source(address: str) -> str:
    """The Markdown file that an engine makes the page at ``address`` from."""
    return f"{at.site_path(address)}index.md"


def facts_of(page: EditorialPage) -> PageFacts:
    """What others are told of a page of docs/."""
    kind: PageKind = "home" if page.url == "/" else "page"
    return PageFacts(page.url, page.title, page.description, page.language, kind)


def page_of(url: str, page: Page, kind: PageKind = "page", facet: Facet | None = None, key: str = "") -> SitePage:
    """Index pages repeat what the projects say, so the search leaves them out."""
    facts = PageFacts(url, page.title, page.description, kind=kind, facet=facet, key=key)
    return SitePage(facts, page.html, searchable=False)


def made_fact(url: str, name: str, content: bytes, language: str, edition: str = "blank", title: str = "") -> FileFact:
    """What the page at ``url`` says of a file beside it."""
    return FileFact(name, f"{url}{name}", len(content), checksum(content), language, edition, title)


def redirects(former: Iterable[str], url: str, title: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """A published address never dies: each former one sends the reader on."""
    for address in former:
        yield f"{address}index.html", lambda: render("redirect.html", url=url, title=title).encode()
