"""What a page shows of itself where its address is shared (Open Graph, which others read as well)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from macros.addresses import SHARE_PICTURES, absolute_url
from macros.content.model import Project, Tool
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.words.labels import labels

"""Pictures of 1200 × 630, drawn by ``.ci/look/pictures`` and checked in: one for each kind of page."""
LOCALES = {"nb": "nb_NO", "nn": "nn_NO", "se": "se_NO", "sv": "sv_SE", "en": "en_GB"}


PageKind = Literal[
    "page",
    "home",
    "catalogue",
    "alphabet",
    "facet",
    "value",
    "project",
    "tools",
    "tool",
    "data",
    "places",
    "place",
    "topic",
]


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What others are told of a page: the site plan knows what it made, so nobody guesses it from the address.

    ``record`` is set for a project and a tool, ``facet`` for a facet's page, and ``key`` besides for one of its values.
    ``canonical`` is the address that tells the same and more, where there is one; ``indexed`` whether search engines may
    show the page.
    """

    url: str
    title: str
    description: str
    language: str = "nb"
    kind: PageKind = "page"
    record: Record[Project] | Record[Tool] | None = None
    facet: Facet | None = None
    key: str = ""
    canonical: str = ""
    indexed: bool = True

    @property
    def correct(self) -> str:
        """Where on the page a mail with what is wrong on it is begun, its name and address written; empty where it has none."""
        return "#ikke-sagt" if self.kind == "project" else ""


@dataclass(frozen=True, slots=True)
class OpenGraph:
    """Open Graph's fields. Addresses are whole; ``alt`` says what the picture shows."""

    type: str
    locale: str
    title: str
    description: str
    url: str
    image: str
    alt: str


def shared(site_url: str, page: PageFacts) -> OpenGraph:
    """The fields of ``page``."""
    kind = {"project": "prosjekt", "tool": "verktoy"}.get(page.kind, "")
    t = labels(page.language)
    return OpenGraph(
        type="article" if kind else "website",
        locale=LOCALES.get(page.language, LOCALES["nb"]),
        title=page.title,
        description=page.description,
        url=absolute_url(site_url, page.canonical or page.url),
        image=absolute_url(site_url, f"{SHARE_PICTURES}{kind or 'nettsted'}.png"),
        alt=t(f"share.{kind}") if kind else t("share.image"),
    )
