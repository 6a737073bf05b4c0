"""Every file of open data: what programs, feed readers, calendars and search engines fetch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, cached_property, partial

from markupsafe import Markup

from macros.addresses import DATA_CATALOGUE, DEADLINES, data_url, schema_url, site_path
from macros.content.kept.slots import Slots
from macros.content.model import Project, Tool
from macros.files.archive import checksum
from macros.files.store import Store
from macros.html.page.indexes import Page
from macros.html.page.sharing import PageFacts, shared
from macros.html.render import render, script_json
from macros.library.library import Library
from macros.library.news import latest
from macros.opendata.calendar import deadlines_ics
from macros.opendata.dcat import DATASETS, Catalog, catalog_jsonld
from macros.opendata.feeds import Feeds
from macros.opendata.linked_data import LinkedData
from macros.opendata.llms import llms_txt
from macros.opendata.objects import SCHEMA_VERSION, projects_json, tools_json, vocabulary_json
from macros.opendata.page import DataFacts, DataFile, data_page
from macros.opendata.publisher import Publisher
from macros.opendata.schema import json_schema
from macros.opendata.tables import projects_csv, projects_xlsx, tools_csv
from macros.text.json_text import to_json
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN

CATALOG = site_path(DATA_CATALOGUE)


class OpenData:
    """The files of one build, their page, and what every page's head says. ``site_url`` ends in a slash. ``made`` has what
    was made before, ``of`` the library that it was made of."""

    def __init__(
        self, library: Library, site_url: str, publisher: Publisher, store: Store, made: Slots | None = None
    ) -> None:
        self._made = made or Slots()
        self.library, self.site_url, self.publisher, self.store = library, site_url, publisher, store
        self.feeds = Feeds(library, site_url)
        self.linked = LinkedData(library, site_url, publisher)

    @cached_property
    def named(self) -> dict[str, bytes]:
        """Every file that the page about the data names, by its path on the site."""
        found = {
            path: self._made.of(library.facts_from).get(path, partial(make, library))
            for path, (library, make) in self._makers().items()
        }
        sizes = {path: len(content) for path, content in found.items()}
        catalog = Catalog(self.site_url, self.publisher, latest(self.library), self.library.approved)
        return {**found, CATALOG: catalog_jsonld(catalog, sizes)}

    def _makers(self) -> dict[str, tuple[Library, Callable[[Library], bytes]]]:
        """What each is made of, and by what. ``few``: the tools and the word lists, which no project is part of."""
        library, few, site = self.library, self.library.only((), counts=False), self.site_url
        csv = cache(projects_csv)

        def xlsx(library: Library) -> bytes:
            return self.store.get(
                ("tables", checksum(csv(library)), checksum(vocabulary_json(library)), site, library.approved),
                lambda: projects_xlsx(library, site),
            )

        def schema(model: type[Project] | type[Tool], name: str, title: str) -> bytes:
            return to_json(json_schema(model, f"{name}.schema.json", title, few.vocabularies))

        return {
            site_path(data_url("projects.json")): (library, projects_json),
            site_path(data_url("projects.csv")): (library, csv),
            site_path(data_url("projects.xlsx")): (library, xlsx),
            site_path(data_url("tools.json")): (few, tools_json),
            site_path(data_url("tools.csv")): (few, tools_csv),
            site_path(data_url("vocabulary.json")): (few, vocabulary_json),
            site_path(DEADLINES): (few, lambda made_of: deadlines_ics(made_of, site)),
            "feed.xml": (library, lambda _: self.feeds.content("feed.xml")),
            "feed.json": (library, lambda _: self.feeds.content("feed.json")),
            "llms.txt": (library, lambda made_of: llms_txt(made_of, site)),
            site_path(schema_url("project")): (
                few,
                lambda _: schema(Project, "project", "Prosjekt i InnoMeds kunnskapsbase"),
            ),
            site_path(schema_url("tool")): (few, lambda _: schema(Tool, "tool", "Verktøy i InnoMeds kunnskapsbase")),
        }

    def names(self) -> Iterator[str]:
        """Path on the site of every file: the named ones, then a feed for every facet value."""
        yield from dict.fromkeys((*self._makers(), CATALOG, *self.feeds.names()))

    def content(self, name: str) -> bytes:
        """The file at a path of ``names``."""
        if name in self.named:
            return self.named[name]
        return self._made.of(self.library.facts_from).get(name, lambda: self.feeds.content(name))

    def page(self) -> Page:
        """``/data/``."""
        dataset = {path: name for name, paths in DATASETS.items() for path in paths}
        files = tuple(DataFile(path, dataset.get(path, "about"), len(content)) for path, content in self.named.items())
        number = self.publisher.number if self.publisher.known else ""
        about = DataFacts(self.site_url, self.publisher.name, number, SCHEMA_VERSION, latest(self.library))
        return data_page(self.library, files, about)

    def head(self, page: PageFacts) -> Markup:
        """What belongs in the head of a page: its feed, how it looks when it is shared, and what it is in schema.org's
        words."""
        t = labels()
        own = self.feeds.title(page.url)
        feed = {"title": own or t("feed.title"), "address": f"{page.url if own else '/'}feed.xml"}
        linked = script_json(self.linked.page(page)) if page.key != UNKNOWN else ""  # what nobody says is no thing
        return render("head.html", feed=feed, share=shared(self.site_url, page), data=linked, indexed=page.indexed)
