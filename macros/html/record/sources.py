"""Where something is known from, as a reader sees it, and how the page itself is cited."""

from __future__ import annotations

from dataclasses import dataclass

from macros.addresses import project_url
from macros.content.model import Project, Source, Tool
from macros.content.records import Record
from macros.html.links import Link
from macros.library.library import Library
from macros.text.norwegian import long_date, loose_date
from macros.words.labels import Labels

WHOLE = "helt"
"""A source that has been read from end to end (``source_extents``)."""


def verified_label(data: Project | Tool) -> str:
    """The label for ``verified``: every statement held against every source, or only against what was read of them.

    A source that was read in part, or after that day, is not one that every statement was held against.
    """
    whole = all(
        s.extent in (None, WHOLE) and not (s.read and data.verified and s.read > data.verified) for s in data.source
    )
    return "project.verified" if whole else "project.verified.parts"


def source_words(library: Library, source: Source, t: Labels) -> tuple[Link, str]:
    """A source as a link, and which part of it from when."""
    dated = t("project.source.as_of", date=loose_date(source.as_of)) if source.as_of else t("project.source.undated")
    read = t("known.source.read", date=long_date(source.read)) if source.read else ""
    extent = library.name("source_extents", source.extent, t.language).casefold() if source.extent else ""
    details = [source.section or "", dated, read, extent]
    return Link(source.title, source.url or ""), ", ".join(d for d in details if d)


@dataclass(frozen=True, slots=True)
class Citation:
    """``short`` is the address as people say it, without ``https://``; ``text`` the line for a list of sources."""

    short: str
    text: str


def citation(library: Library, record: Record[Project], site_url: str, t: Labels) -> Citation | None:
    """How to point to the page: the editors wrote it, whoever's project it is about.

    None when the site does not know its own address. ``site_url`` ends in a slash.
    """
    if not site_url:
        return None
    url = site_url.rstrip("/") + project_url(record.slug)
    project = record.data
    changed = project.updated or project.published
    year = str(changed.year) if changed else t("cite.undated")
    label = "cite.text" if library.is_innomed(record) else "cite.text.outside"
    text = t(label, who=t("cite.editors"), year=year, title=project.title, url=url)
    return Citation(url.split("://")[-1].rstrip("/"), text)
