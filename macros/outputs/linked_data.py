"""What each page is, in schema.org's words, for the script element in its head (JSON-LD)."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.labels import labels
from macros.model import Project, Tool
from macros.model.facets import Facet
from macros.model.outcome import Image
from macros.model.project import Source
from macros.outputs.data import SCHEMA_VERSION
from macros.outputs.dcat import DATASETS, FILE_TYPES, NLOD
from macros.outputs.publisher import Publisher
from macros.vocabulary import UNKNOWN

CONTEXT = "https://schema.org"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
Data = dict[str, Any]


class LinkedData:
    """Describes pages. ``site_url`` ends in a slash; addresses of pages have no slash in front."""

    def __init__(self, library: Library, site_url: str, publisher: Publisher) -> None:
        self.library, self.site_url, self.publisher = library, site_url, publisher
        self._tools = {f"verktoy/{r.slug}/": r for r in library.tools}

    def page(self, address: str, title: str, description: str, language: str = "nb") -> Data:
        """The page at ``address``: a project, a tool, a list, the data, or simply a page."""
        base = {
            "@context": CONTEXT,
            "@id": self.site_url + address,
            "url": self.site_url + address,
            "name": title,
            "description": description,
            "inLanguage": language,
            "isPartOf": {
                "@type": "WebSite",
                "@id": f"{self.site_url}#nettsted",
                "name": "InnoMed",
                "url": self.site_url,
            },
            "publisher": self._publisher(),
        }
        parts = address.strip("/").split("/")
        if not address:
            found = self._home(base)
        elif parts[0] == "prosjekter" and len(parts) == 2 and parts[1] in self.library.by_slug:
            found = self._project(base, self.library.by_slug[parts[1]])
        elif address in self._tools:
            found = self._tool(base, self._tools[address])
        elif address == "data/":
            found = self._data(base)
        else:
            found = {**base, "@type": "CollectionPage" if parts[0] in ("prosjekter", "verktoy") else "WebPage"}
            found |= {"breadcrumb": self._crumbs(address, title)} | self._list(parts)
        return _present(found)

    def _publisher(self) -> Data:
        found = {"@type": "Organization", "@id": self.publisher.uri(self.site_url), "name": self.publisher.name}
        return found | ({"identifier": self.publisher.number} if self.publisher.known else {})

    def _home(self, base: Data) -> Data:
        return {**base, "@type": "WebSite", "@id": f"{self.site_url}#nettsted", "isPartOf": None, "name": "InnoMed"}

    def _project(self, base: Data, record: Record[Project]) -> Data:
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
            "abstract": project.summary,
            "about": _present(about),
            "keywords": [
                names(facet.vocabulary, key)
                for facet in self.library.facets
                if facet.slug in ("pasientgruppe", "tema", "fase", "innovasjonstype", "leveranse", "program")
                for key in facet.values(project)
                if key != UNKNOWN
            ],
            "isBasedOn": _sources(project.source),
            "image": [self._picture(base, image) for image in project.images],
            "mainEntityOfPage": {
                "@type": "WebPage",
                "@id": base["@id"],
                "breadcrumb": self._crumbs(f"prosjekter/{record.slug}/", project.title),
            },
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
            "author": {"@type": "Organization", "name": "InnoMed"},
            "license": LICENSE,
            "isAccessibleForFree": True,
        }

    def _data(self, base: Data) -> Data:
        t = labels()
        datasets = [
            {
                "@type": "Dataset",
                "@id": f"{self.site_url}data/#{name}",
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

    def _list(self, parts: list[str]) -> Data:
        """How many projects a value's page lists."""
        facet = self._facet(parts)
        if facet is None or len(parts) != 3:
            return {}
        return {"mainEntity": {"@type": "ItemList", "numberOfItems": self.library.count(facet, parts[2])}}

    def _facet(self, parts: list[str]) -> Facet | None:
        known = parts[0] == "prosjekter" and len(parts) > 1 and parts[1] in {f.slug for f in self.library.facets}
        return self.library.facet(parts[1]) if known else None

    def _crumbs(self, address: str, title: str) -> Data:
        """The way to the page, as the page itself shows it."""
        t, parts = labels(), address.strip("/").split("/")
        way = [(t("site.home"), "")]
        if len(parts) > 1 and parts[0] == "prosjekter":
            way.append((t("catalogue.title"), "prosjekter/"))
        facet = self._facet(parts)
        if facet and len(parts) == 3:
            way.append((t(f"facet.{facet.slug}"), f"prosjekter/{facet.slug}/"))
        way.append((title, address))
        items = [
            {"@type": "ListItem", "position": place, "name": name, "item": self.site_url + uri}
            for place, (name, uri) in enumerate(way, 1)
        ]
        return {"@type": "BreadcrumbList", "itemListElement": items}


def _sources(sources: tuple[Source, ...]) -> list[Data]:
    return [_present({"@type": "CreativeWork", "name": s.title, "url": s.url}) for s in sources if s.title != UNKNOWN]


def _present(values: Data) -> Data:
    """Without what is not known: schema.org has no word for it."""
    return {name: value for name, value in values.items() if value not in (None, [], "")}
