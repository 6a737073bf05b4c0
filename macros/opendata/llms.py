"""``/llms.txt``: where a language model finds what, in the form of llmstxt.org (Markdown)."""

from __future__ import annotations

from macros import addresses as at
from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.library.library import Library
from macros.library.news import changed
from macros.opendata.dcat import DATASETS
from macros.text.markdown import inline
from macros.words.labels import labels

LIMIT = 200
"""Projects listed by name; the rest are in projects.json."""
MADE = (at.CATALOGUE, at.TOOLS, at.BENEFITS, at.PRICES, at.DATA)
WRITTEN = (at.CALLS, at.GLOSSARY, at.ABOUT, at.SOURCES)
"""Pages that the site makes, and pages that an editor has written, when they are there."""


def llms_txt(library: Library, site_url: str) -> bytes:
    """What the site is, how to cite it, then the pages, the data, the facets, the tools and the newest projects."""
    t, site = labels(), site_url.rstrip("/")
    lines = ["# InnoMed", "", f"> {t('llms.summary')}", "", t("llms.rules"), ""]
    lines += [] if library.approved else [t("frame.draft"), ""]
    lines += [f"## {t('llms.pages')}", ""]
    written = {page.url for page in library.editorial}
    pages = [*MADE, *(page for page in WRITTEN if page in written)]
    lines += [_line(t(f"llms.page.{page.strip('/')}"), site + page) for page in pages]
    lines += ["", f"## {t('llms.data')}", ""]
    for paths in DATASETS.values():
        lines += [_line(p.rsplit("/", 1)[-1], site_url + p, t(f"data.file.{p.rsplit('/', 1)[-1]}")) for p in paths]
    lines += ["", f"## {t('llms.facets')}", ""]
    for facet in library.facets:
        intro = t(f"facet.intro.{facet.slug}")
        lines.append(_line(t(f"facet.{facet.slug}"), site + at.facet_url(facet.slug), intro))
    lines += ["", f"## {t('llms.tools')}", ""]
    lines += [_line(r.data.title, site + at.tool_url(r.slug), r.data.summary) for r in library.tools]
    newest = sorted(library.projects, key=_age)[:LIMIT]
    title = t("llms.projects") if len(newest) == len(library.projects) else t("llms.projects.newest", count=LIMIT)
    lines += ["", f"## {title}", ""]
    lines += [_line(r.data.title, site + at.project_url(r.slug), r.data.summary) for r in newest]
    return ("\n".join(lines) + "\n").encode()


def _age(record: Record[Project] | Record[Tool]) -> int:
    day = changed(record.data)
    return -day.toordinal() if day else 0


def _line(title: str, url: str, about: str = "") -> str:
    return f"- [{inline(title)}]({url})" + (f": {inline(about)}" if about else "")
