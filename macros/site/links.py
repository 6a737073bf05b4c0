"""Every link of the content, held against every address of the site, before anything is built.

The addresses come from the site plan, the editorial pages and the files in docs/. A page is only made when a link asks
for a place on it.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from macros.addresses import LATER, LIGHT_STYLES, STYLES, project_url, source_url
from macros.content.kept.slots import Slots
from macros.content.load import Content
from macros.content.markdown.links import own_kind
from macros.content.model import Project, Tool
from macros.content.pages.editorial import EditorialPage
from macros.content.pages.written import Target, scheme_of
from macros.content.records import Record
from macros.library.library import Library
from macros.text.json_text import to_compact_json
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary.near import alike

if TYPE_CHECKING:
    from macros.site.plan import SitePlan

ENGINE = ("/404.html", "/sitemap.xml", "/sitemap.xml.gz", STYLES, LIGHT_STYLES)
"""What the engine and the theme's door make themselves."""
_ID = re.compile(r"\bid=\"([^\"]+)\"")
_PICTURE = (".png", ".jpg", ".jpeg", ".svg", ".webp", ".gif")
_PAGES = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")


class SiteAddresses:
    """Every address of the site as ``library`` will be published on ``day``, and the anchors of its pages.

    ``answers`` is what the macros of each editorial page say (path -> HTML). ``kept`` are the addresses that there were
    before, and the ids on pages, while no fact is another.
    """

    def __init__(
        self, root: Path, library: Library, day: date, answers: dict[str, str], kept: Slots | None = None
    ) -> None:
        self._library, self._day, self._kept = library, day, kept or Slots()
        shown = [(r.path, r.body.copies) for r in library.projects] + [(r.path, r.body.copies) for r in library.tools]
        shown += [(page.path, page.copies) for page in library.editorial]
        made, self.twice = json.loads(self._kept.get("addresses", self._listed, repr(shown)))
        self._projects = {project_url(r.slug): n for n, r in enumerate(library.projects)}
        self._pages = {page.url: page for page in library.editorial}
        self.sources = sorted(page.path for page in library.editorial)
        self._answers = answers
        self._made = frozenset(made)
        self.made = frozenset(a.casefold() for a in made)
        files = set(published_files(root))
        self.pictures = sorted(f"docs{file}" for file in files if file.lower().endswith(_PICTURE))
        self.addresses = frozenset({*made, *self._pages, *files, *ENGINE})

    @cached_property
    def _plan(self) -> SitePlan:
        from macros.site.plan import SitePlan  # every page's maker comes with it, and few checks ask for one

        return SitePlan.of_names(self._library, self._day)

    @cached_property
    def _makers(self) -> Mapping[str, Callable[[], str] | None]:
        """Address -> how to get the HTML, where it is a page. A former address is a page that sends the reader on."""
        made = self._plan.addresses()
        return {**made, **{address.removesuffix("index.html"): make for address, make in made.items()}}

    def _listed(self) -> bytes:
        """Every address that is made, and those that two things have."""
        return to_compact_json([sorted({a.removesuffix("index.html") for a in self._makers}), self._plan.twice()])

    @cache  # noqa: B019  (one site a check)
    def anchors(self, address: str) -> frozenset[str] | None:
        """The ids on the page at ``address``; None when it is a file, in which nothing is looked for."""
        page, maker = self._pages.get(address), self._makers.get(address) if address in self._made else None
        if page:
            own = {mark.name for mark in page.ids} | set(_ID.findall(self._answers.get(page.path, "")))
            return frozenset({*own, "__top", "im-main", *(["erklaering"] if page.front.statement else [])})
        if maker:
            return frozenset({*_ID.findall(maker()), "__top", "im-main"})
        return frozenset() if address.endswith("/") else None

    @cache  # noqa: B019
    def is_on(self, address: str, name: str) -> bool:
        """Whether the page of a project surely has the anchor. When it has not, ``anchors`` knows, and asks all projects."""
        place = self._projects.get(address)
        return place is not None and name in self._ids(place)

    def _ids(self, place: int) -> list[str]:
        """Those of a page that shows the text of one project."""
        record = self._library.projects[place]

        def make() -> bytes:
            return to_compact_json(_ID.findall(self._plan.by_itself(place, record).html))

        kept = self._kept.get(record.slug, make, record.made_from) if record.made_from else make()
        found: list[str] = json.loads(kept)
        return found

    def near(self, address: str) -> str:
        """The address that looks most like ``address``; empty when none does."""
        if f"{address}/" in self.addresses:
            return f"{address}/"
        folder, _, last = address.rstrip("/").rpartition("/")
        beside = {
            a: a.rstrip("/").rpartition("/")[2] for a in self.addresses if a.rstrip("/").rpartition("/")[0] == folder
        }
        close = alike(last, sorted(beside.values()))
        return next((a for a, name in sorted(beside.items()) if name == close), "")


def published_files(root: Path) -> Iterator[str]:
    """The address of each file in docs/ that is copied as it is."""
    docs = root / "docs"
    for file in docs.rglob("*"):
        parts = file.relative_to(docs).parts
        hidden = parts[0] == "_data" or any(p.startswith(".") for p in parts)
        if file.is_file() and not hidden and not file.name.endswith(_PAGES):
            yield "/" + "/".join(parts)


def check_links(content: Content, site: SiteAddresses) -> Iterator[Problem]:
    """Every link of the write-ups and the editorial pages that would lead nowhere on the finished site."""
    records = content.records
    for record in records:
        yield from _record(record, site)
    for page in content.editorial:
        for target in page.targets:
            yield from _target(page, target, site)


def _record(record: Record[Project] | Record[Tool], site: SiteAddresses) -> Iterator[Problem]:
    own = source_url(record.path)
    for written, place in record.body.targets:
        address, _, fragment = written.partition("#")
        if address == own and address not in site.addresses:  # a draft has no address yet; its own headings it has
            anchors = frozenset(_ID.findall(record.body.html))
            yield from _anchor(anchors, fragment, written, address, record.path, place)
        else:
            yield from _address(unquote(address), fragment, written, record.path, place, site)


def _target(page: EditorialPage, target: Target, site: SiteAddresses) -> Iterator[Problem]:
    written, path, place = target.written, page.path, target.place
    if scheme_of(written):
        yield problem("RS011", path, place, value=written)
        return
    own = own_kind(written)
    if own:
        yield problem(own[0], path, place, value=written, write=own[1])
        return
    try:
        parts = urlsplit(written)
    except ValueError:
        yield problem("RS005", path, place, value=written)
        return
    if parts.scheme or parts.netloc:
        if target.picture and (parts.netloc or parts.scheme in ("http", "https")):
            yield problem("RS006", path, place, value=written)
        return
    if "\\" in written:
        yield problem("RS005", path, place, value=written, write=written.replace("\\", "/"))
        return
    address = unquote(parts.path)
    if not address:
        address = page.url
    elif not address.startswith("/") and target.made:
        file = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
        inside = file.removeprefix("docs/")  # «../projects/…» from a folder of docs/, one step too short
        outside = inside if inside.startswith(("projects/", "tools/")) and source_url(inside) in site.addresses else ""
        if not file.startswith("docs/") or (outside and file not in site.sources):
            yield problem("RS009", path, place, value=written, write=source_url(outside or file) or "")
            return
        found = source_url(file) if file.endswith(".md") else "/" + file.removeprefix("docs/")
        if not found or found not in site.addresses or address.endswith("/"):
            yield _no_file(page, written, file, target, site)
            return
        address = found
    elif not address.startswith("/"):
        if address.endswith(".md"):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            url = source_url(file)
            yield problem("RS012", path, place, value=written, write=url if url in site.addresses else None)
            return
        address = posixpath.normpath(posixpath.join(page.url, address)) + ("/" if address.endswith("/") else "")
    yield from _address(address, parts.fragment, written, path, place, site)


def _no_file(page: EditorialPage, written: str, file: str, target: Target, site: SiteAddresses) -> Problem:
    """A link to a file that is not there: the address that was meant, or the file that looks most like it."""
    place, address = target.place, f"/{file.removeprefix('docs/')}/"
    for name in ("/index.md", ".md"):
        if f"{file}{name}" in site.sources:
            write = urlsplit(written).path.rstrip("/") + name
            return problem("RS003", page.path, place, value=written, write=write)
    if address in site.addresses:
        return problem("RS003", page.path, place, value=written, write=address)
    picture = target.picture or file.lower().endswith(_PICTURE)
    near = alike(file, site.pictures if picture else site.sources)
    near = posixpath.relpath(near, posixpath.dirname(page.path)) if near else ""
    return problem("RS004" if picture else "RS001", page.path, place, value=written, suggestion=near)


def _address(
    address: str, fragment: str, written: str, path: str, place: Place, site: SiteAddresses
) -> Iterator[Problem]:
    if address not in site.addresses:
        for pattern, command, instead in LATER:
            if match := pattern.fullmatch(address):
                yield problem("RS010", path, place, value=written, command=command, write=match.expand(instead))
                return
        yield problem("RS013", path, place, value=written, suggestion=site.near(address))
    elif fragment and not site.is_on(address, unquote(fragment)):
        yield from _anchor(site.anchors(address), fragment, written, address, path, place)


def _anchor(
    anchors: frozenset[str] | None, fragment: str, written: str, address: str, path: str, place: Place
) -> Iterator[Problem]:
    name = unquote(fragment)
    if anchors is None or not name or name in anchors:
        return
    near = alike(name, sorted(anchors))
    word = f"#{name}" if re.match(r"_(?:Toc|Ref|Hlk|ftn|edn)", name) else None
    suggestion = f"#{near}" if near and not word else None
    yield problem("RS002", path, place, value=written, other=address, suggestion=suggestion, word=word)
