"""``/data/catalog.jsonld``: what the site publishes as open data, in DCAT-AP-NO 3 for data.norge.no.

Mandatory there: a catalogue's and a dataset's title, description, publisher and contact point, a dataset's theme, a
distribution's address, a publisher's name, a contact's name and page. The context stands in the file, so that whoever
reads it needs nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from macros.addresses import ABOUT, DATA, DATA_CATALOGUE, DEADLINES, absolute_url, data_url, schema_url, site_path
from macros.opendata.objects import SCHEMA_VERSION
from macros.opendata.publisher import Publisher
from macros.text.json_text import to_json
from macros.words.labels import labels

EU = "http://publications.europa.eu/resource/authority/"
LICENSE = f"{EU}licence/CC_BY_4_0"
NLOD = "https://data.norge.no/nlod/no/2.0"
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatap": "http://data.europa.eu/r5r/",
    "adms": "http://www.w3.org/ns/adms#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
FILE_TYPES = {
    "json": ("JSON", "application/json"),
    "csv": ("CSV", "text/csv"),
    "xlsx": ("XLSX", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xml": ("ATOM", "application/atom+xml"),
    "ics": ("ICS", "text/calendar"),
}
"""A file's ending: the EU's file type and the media type (IANA)."""
DATASETS = {
    "projects": (
        *(site_path(data_url(f"projects.{kind}")) for kind in ("json", "csv", "xlsx")),
        "feed.xml",
        "feed.json",
    ),
    "tools": tuple(site_path(data_url(f"tools.{kind}")) for kind in ("json", "csv")),
    "vocabulary": (site_path(data_url("vocabulary.json")),),
    "deadlines": (site_path(DEADLINES),),
}
"""Every dataset with its files, by their paths on the site."""
SCHEMAS = {"projects": "project", "tools": "tool"}


@dataclass(frozen=True, slots=True)
class Catalog:
    """What the catalogue says of the whole. ``modified`` is the day anything in the content last changed."""

    site_url: str
    publisher: Publisher
    modified: date | None
    approved: str = ""


def catalog_jsonld(catalog: Catalog, sizes: dict[str, int]) -> bytes:
    """The catalogue with its datasets; ``sizes`` has the bytes of each file by its path."""
    site, t = catalog.site_url, labels()
    publisher, contact = {"@id": catalog.publisher.uri(site)}, {"@id": f"{absolute_url(site, DATA)}#kontakt"}
    common = {"dct:publisher": publisher, "dcat:contactPoint": contact, "dct:language": _languages("NOB", "NNO")}
    draft = "" if catalog.approved else f" {t('frame.draft')}"
    head = {
        "@id": absolute_url(site, DATA_CATALOGUE),
        "@type": "dcat:Catalog",
        "dct:title": _text(t("dcat.catalog.title")),
        "dct:description": _text(f"{t('dcat.catalog.description')}{draft}"),
        **common,
        "foaf:homepage": {"@id": absolute_url(site, DATA)},
        "dct:license": {"@id": LICENSE},
        "dcat:themeTaxonomy": {"@id": f"{EU}data-theme"},
        **_modified(catalog.modified),
        "dcat:dataset": [{"@id": f"{absolute_url(site, DATA)}#{name}"} for name in DATASETS],
    }
    graph = [head, _agent(catalog), _contact(catalog)]
    graph += [_dataset(catalog, name, paths, common, sizes) for name, paths in DATASETS.items()]
    return to_json({"@context": CONTEXT, "@graph": graph})


def _agent(catalog: Catalog) -> dict[str, Any]:
    """The publisher. Without a number there is no identifier: it is not made up, and «ukjent» names nobody."""
    publisher = catalog.publisher
    return {
        "@id": publisher.uri(catalog.site_url),
        "@type": "foaf:Agent",
        "foaf:name": _text(publisher.name),
        **({"dct:identifier": publisher.number} if publisher.known else {}),
        "foaf:homepage": {"@id": catalog.site_url},
    }


def _contact(catalog: Catalog) -> dict[str, Any]:
    return {
        "@id": f"{absolute_url(catalog.site_url, DATA)}#kontakt",
        "@type": "vcard:Organization",
        "vcard:fn": _text(catalog.publisher.name),
        "vcard:hasURL": {"@id": absolute_url(catalog.site_url, ABOUT)},
    }


def _dataset(
    catalog: Catalog, name: str, paths: Iterable[str], common: dict[str, Any], sizes: dict[str, int]
) -> dict[str, Any]:
    site, t = catalog.site_url, labels()
    return {
        "@id": f"{absolute_url(site, DATA)}#{name}",
        "@type": "dcat:Dataset",
        "dct:identifier": f"{absolute_url(site, DATA)}#{name}",
        "dct:title": _text(t(f"dcat.{name}.title")),
        "dct:description": _text(t(f"dcat.{name}.description")),
        **common,
        "dcat:theme": [{"@id": f"{EU}data-theme/HEAL"}, {"@id": f"{EU}data-theme/GOVE"}],
        "dcat:keyword": [_text(word) for word in t(f"dcat.{name}.keywords").split("|")],
        "dct:accessRights": {"@id": f"{EU}access-right/PUBLIC"},
        "dct:accrualPeriodicity": {"@id": f"{EU}frequency/IRREG"},
        "dct:spatial": {"@id": f"{EU}country/NOR"},
        "dcat:landingPage": {"@id": absolute_url(site, DATA)},
        "dcat:version": str(SCHEMA_VERSION),
        **_modified(catalog.modified),
        "dcat:distribution": [_distribution(site, name, path, sizes) for path in paths],
    }


def _distribution(site: str, dataset: str, path: str, sizes: dict[str, int]) -> dict[str, Any]:
    """A file. It has one licence, as the profile allows; that NLOD may be used as well stands under rights."""
    t, (file_type, media_type) = labels(), FILE_TYPES[path.rsplit(".", 1)[-1]]
    found: dict[str, Any] = {
        "@id": site + path,
        "@type": "dcat:Distribution",
        "dct:title": _text(t("dcat.distribution.title", title=t(f"dcat.{dataset}.title"), type=file_type)),
        "dct:description": _text(t(f"data.file.{path.rsplit('/', 1)[-1]}")),
        "dcat:accessURL": {"@id": absolute_url(site, DATA)},
        "dcat:downloadURL": {"@id": site + path},
        "dct:format": {"@id": f"{EU}file-type/{file_type}"},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media_type}"},
        "dct:license": {"@id": LICENSE},
        "dct:rights": {
            "@type": "dct:RightsStatement",
            "rdfs:label": _text(t("dcat.nlod")),
            "rdfs:seeAlso": {"@id": NLOD},
        },
        "dcatap:availability": {"@id": f"{EU}planned-availability/STABLE"},
        "adms:status": {"@id": f"{EU}distribution-status/COMPLETED"},
        "dcat:byteSize": {"@value": str(sizes[path]), "@type": "xsd:nonNegativeInteger"},
    }
    if dataset in SCHEMAS and path.startswith(site_path(DATA)):
        found["dct:conformsTo"] = {"@id": absolute_url(site, schema_url(SCHEMAS[dataset]))}
    return found


def _text(text: str) -> dict[str, str]:
    return {"@value": text, "@language": "nb"}


def _languages(*codes: str) -> list[dict[str, str]]:
    return [{"@id": f"{EU}language/{code}"} for code in codes]


def _modified(day: date | None) -> dict[str, Any]:
    return {"dct:modified": {"@value": day.isoformat(), "@type": "xsd:date"}} if day else {}
