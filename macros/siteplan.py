"""The list of every generated page and file of the site. Knows nothing of the engine that will write them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.catalogue.library import Library
from macros.intake.records import Record
from macros.model import Project, Tool
from macros.outputs.data import projects_json, to_compact_json, to_json
from macros.outputs.schema import json_schema
from macros.outputs.search import search_json
from macros.views.catalogue import catalogue_json, catalogue_page
from macros.views.indexes import Page, alphabet_page, facet_page, value_page
from macros.views.project import project_html
from macros.views.render import render
from macros.views.tools import tool_page, tools_page
from macros.views.words import CATALOGUE, project_url


@dataclass(frozen=True, slots=True)
class SiteFile:
    """A file to copy: ``uri`` is its path on the site, ``content`` its bytes."""

    uri: str
    content: bytes


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page to dress in the theme. ``html`` is finished and safe; ``title`` and ``description`` are plain text.

    ``uri`` is the page's address without slashes (``prosjekter/en-vei-inn``), ``edit_path`` the file to edit
    (relative to the checkout), ``searchable`` whether the search should find it.
    """

    uri: str
    title: str
    description: str
    html: str
    edit_path: str = ""
    searchable: bool = True
    language: str = "nb"


def pages(library: Library) -> Iterator[SitePage]:
    """Every generated page."""
    yield _page("prosjekter", catalogue_page(library))
    yield _page("prosjekter/a-aa", alphabet_page(library))
    for facet in library.facets:
        yield _page(f"prosjekter/{facet.slug}", facet_page(library, facet))
        for key in library.keys(facet):
            yield _page(f"prosjekter/{facet.slug}/{key}", value_page(library, facet, key))
    for index, record in enumerate(library.projects):
        around = (
            library.projects[index - 1] if index else None,
            library.projects[index + 1] if index + 1 < len(library.projects) else None,
        )
        html = project_html(library, record, around)
        project = record.data
        yield SitePage(
            f"prosjekter/{record.slug}", project.title, project.summary, html, record.path, language=project.language
        )
    yield _page("verktoy", tools_page(library))
    for tool in library.tools:
        page = tool_page(library, tool)
        yield SitePage(f"verktoy/{tool.slug}", page.title, page.description, page.html, tool.path)


def files(library: Library) -> Iterator[SiteFile]:
    """Every generated or contributed file that is not a page."""
    yield SiteFile("data/projects.json", projects_json(library))
    yield SiteFile("assets/search.json", search_json(library))
    windowed = catalogue_json(library)
    if windowed is not None:
        yield SiteFile("assets/catalogue.json", to_compact_json(windowed))
    for model, name, title in (
        (Project, "project", "Prosjekt i InnoMeds kunnskapsbase"),
        (Tool, "tool", "Verktøy i InnoMeds kunnskapsbase"),
    ):
        schema = json_schema(model, f"{name}.schema.json", title, library.vocabularies)
        yield SiteFile(f"data/schema/{name}.schema.json", to_json(schema))
    for record in library.projects:
        yield from _attachments(record.folder, record.files, f"prosjekter/{record.slug}")
        yield from _redirects(record, CATALOGUE, project_url(record.slug))
    for tool in library.tools:
        yield from _attachments(tool.folder, tool.files, f"verktoy/{tool.slug}")
        yield from _redirects(tool, "/verktoy/", f"/verktoy/{tool.slug}/")


def _page(uri: str, page: Page) -> SitePage:
    """Index pages repeat what the projects say, so the search leaves them out."""
    return SitePage(uri, page.title, page.description, page.html, searchable=False)


def _attachments(folder: Path | None, names: tuple[str, ...], uri: str) -> Iterator[SiteFile]:
    for name in names if folder else ():
        yield SiteFile(f"{uri}/{name}", (folder / name).read_bytes())  # type: ignore[operator]


def _redirects(record: Record[Project] | Record[Tool], prefix: str, url: str) -> Iterator[SiteFile]:
    """A published address never dies: each former slug sends the reader on."""
    for slug in record.data.redirect_from:
        html = render("redirect.html", url=url, title=record.data.title)
        yield SiteFile(f"{prefix.strip('/')}/{slug}/index.html", html.encode())
