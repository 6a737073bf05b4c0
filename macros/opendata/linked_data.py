"""What each page is, in schema.org's words, for the script element in its head (JSON-LD)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from macros.addresses import CATALOGUE, DATA, PLACES, absolute_url, facet_url
from macros.content.model import Project, Tool
from macros.content.model.outcome import Image
from macros.content.model.project import Source
from macros.content.records import Record
from macros.html.page.sharing import PageFacts
from macros.library.library import Library
from macros.opendata.dcat import DATASETS, FILE_TYPES, NLOD
from macros.opendata.objects import SCHEMA_VERSION
from macros.opendata.publisher import Publisher
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN

CONTEXT = "https://schema.org"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
Data = dict[str, Any]
UNDER_CATALOGUE = ("alphabet", "facet", "value", "project")
LISTS = ("catalogue", "tools", "alphabet", "facet", "value", "places", "place")
"""Kinds of pages below the catalogue, and of those that list other pages."""


class LinkedData:
    """Describes pages. ``site_url`` ends in a slash."""

    def __init__(self, library: Library, site_url: str, publisher: Publisher) -> None:
        self.library, self.site_url, self.publisher = library, site_url, publisher

    def page(self, page: PageFacts) -> Data:
        """The page: a project, a tool, a list, the data, or simply a page."""
        address = absolute_url(self.site_url, page.url)
        base = {
            "@context": CONTEXT,
            "@id": address,
            "url": address,
            "name": page.title,
            "description": page.description,
            "inLanguage": page.language,
            "isPartOf": {"@id": f"{self.site_url}#nettsted"},  # the front page tells what it is
            "publisher": self._publisher(),
        }
        match page:
            case PageFacts(kind="home"):
                found = self._home(base)
            case PageFacts(kind="project", record=Record(data=Project()) as project):
                found = self._project(base, project, page)
            case PageFacts(kind="tool", record=Record(data=Tool()) as tool):
                found = self._tool(base, tool)
            case PageFacts(kind="data"):
                found = self._data(base)
            case _:
                found = {**base, "@type": "CollectionPage" if page.kind in LISTS else "WebPage"}
                found |= {"breadcrumb": self._crumbs(page)} | self._list(page)
        return _present(found)

    def _publisher(self) -> Data:
        found = {"@type": "Organization", "@id": self.publisher.uri(self.site_url), "name": self.publisher.name}
        return found | ({"identifier": self.publisher.number} if self.publisher.known else {})

    def _home(self, base: Data) -> Data:
        return {**base, "@type": "WebSite", "@id": f"{self.site_url}#nettsted", "isPartOf": None, "name": "InnoMed"}

    def _project(self, base: Data, record: Record[Project], page: PageFacts) -> Data:
        project, names = record.data, self.library.name
        members = (*project.owner, *project.partners)
        about = {
            "@type": "Project",
            "name": project.title,
            "alternateName": list(project.aliases),
            "member": [{"@type": "Organization", "name": names("organisations", k)} for k in members if k != UNKNOWN],
            "areaServed": [names("regions", k) for k in project.region if k != UNKNOWN],
            "foundingDate": project.period.from_ if project.period else None,
            "dissolutionDate": project.period.to if project.period else None,
        }
        return self._written(base, record) | {
            "@type": "Article",
            "headline": project.title,
            "about": _present(about),
            "keywords": [
                names(facet.vocabulary, key)
                for facet in self.library.facets
                if facet.keyword
                for key in facet.values(project)
                if key != UNKNOWN
            ],
            "isBasedOn": _sources(project.source),
            "image": [self._picture(base, image) for image in project.images],
            "mainEntityOfPage": {"@type": "WebPage", "breadcrumb": self._crumbs(page)},
        }

    def _picture(self, base: Data, image: Image) -> Data:
        found = {"@type": "ImageObject", "contentUrl": f"{base['url']}{quote(image.file)}", "caption": image.caption}
        return _present({**found, "creditText": image.photographer, "copyrightNotice": image.rights})

    def _tool(self, base: Data, record: Record[Tool]) -> Data:
        tool = record.data
        return self._written(base, record) | {
            "@type": "LearningResource",
            "alternateName": list(tool.aliases),
            "version": tool.version,
            "teaches": [self.library.name("tool_purposes", key) for key in tool.purpose],
            "audience": [{"@type": "Audience", "audienceType": role} for role in tool.participants],
            "isBasedOn": _sources(tool.source),
        }

    def _written(self, base: Data, record: Record[Project] | Record[Tool]) -> Data:
        data = record.data
        return {
            **base,
            "datePublished": data.published.isoformat() if data.published else None,
            "dateModified": data.updated.isoformat() if data.updated else None,
            "author": {"@type": "Organization", "name": labels()("cite.editors")},
            "license": LICENSE,
            "isAccessibleForFree": True,
        }

    def _data(self, base: Data) -> Data:
        t = labels()
        datasets = [
            {
                "@type": "Dataset",
                "@id": f"{absolute_url(self.site_url, DATA)}#{name}",
                "name": t(f"dcat.{name}.title"),
                "description": t(f"dcat.{name}.description"),
                "license": [LICENSE, NLOD],
                "creator": self._publisher(),
                "version": str(SCHEMA_VERSION),
                "isAccessibleForFree": True,
                "distribution": [
                    {
                        "@type": "DataDownload",
                        "contentUrl": self.site_url + path,
                        "encodingFormat": FILE_TYPES[path.rsplit(".", 1)[-1]][1],
                    }
                    for path in paths
                ],
            }
            for name, paths in DATASETS.items()
        ]
        return {**base, "@type": "DataCatalog", "dataset": datasets}

    def _list(self, page: PageFacts) -> Data:
        """How many projects a value's page lists."""
        if page.facet is None or not page.key:
            return {}
        return {"mainEntity": {"@type": "ItemList", "numberOfItems": self.library.count(page.facet, page.key)}}

    def _crumbs(self, page: PageFacts) -> Data:
        """The way to the page, as the page itself shows it. The last step is the page, which has its address already."""
        t = labels()
        way = [(t("site.home"), "/")]
        if page.kind in UNDER_CATALOGUE:
            way.append((t("catalogue.title"), CATALOGUE))
        if page.kind == "place":
            way.append((t("places.title"), PLACES))
        elif page.facet and page.key:
            way.append((t(f"facet.{page.facet.slug}"), facet_url(page.facet.slug)))
        steps = [{"name": name, "item": absolute_url(self.site_url, url)} for name, url in way]
        items = [
            {"@type": "ListItem", "position": place, **step}
            for place, step in enumerate((*steps, {"name": page.title}), 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}


def _sources(sources: tuple[Source, ...]) -> list[Data]:
    return [_present({"@type": "CreativeWork", "name": s.title, "url": s.url}) for s in sources if s.title != UNKNOWN]


def _present(values: Data) -> Data:
    """Without what is not known: schema.org has no word for it."""
    return {name: value for name, value in values.items() if value not in (None, [], "")}
