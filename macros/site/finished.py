"""Reads the finished site as a visitor's browser would: every link, anchor and file must be there, and none elsewhere.

MkDocs checks links in Markdown only; raw HTML, templates and generated pages are seen here.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml import html as lxml_html

from macros.addresses import source_url
from macros.site.policy import frame_scripts, unknown_programs
from macros.words.problems import Place, Problem, problem

_LOADED = {
    "script": "src",
    "img": "src",
    "iframe": "src",
    "source": "src",
    "audio": "src",
    "video": "src",
    "embed": "src",
}
_LOADING_RELATIONS = {"stylesheet", "icon", "preload", "prefetch", "preconnect", "modulepreload", "manifest"}


def check_site(site: Path) -> list[Problem]:
    """Every dead link or anchor, every file fetched from another site, and every program the page may not run."""
    pages = {_address(site, file): lxml_html.parse(str(file)).getroot() for file in sorted(site.rglob("*.html"))}
    anchors: dict[str, set[Any]] = {address: set(root.xpath("//@id | //a/@name")) for address, root in pages.items()}
    known = frame_scripts(site)
    problems: list[Problem] = []
    for address, root in pages.items():
        problems += unknown_programs(root, address, known)
        for element in root.xpath("//*[@href or @src]"):
            problems += _element(site, address, element, anchors)
    return sorted(set(problems))


def in_source(root: Path, found: Problem) -> Problem:
    """``found`` at the line of the text that was written, when the page is made from one that has the value in it.

    What a template or a macro wrote stays at the finished page, which is where it can be seen.
    """
    for file in (f for folder in ("projects", "tools", "docs") for f in sorted((root / folder).rglob("*.md"))):
        path = file.relative_to(root).as_posix()
        if source_url(path) != found.path:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            if (column := line.find(f"({found.value})")) >= 0 or (column := line.find(f'"{found.value}"')) >= 0:
                return replace(found, path=path, line=number, column=column + 2)
    return found


def _element(site: Path, page: str, element: Any, anchors: dict[str, set[Any]]) -> Iterator[Problem]:
    loaded = _LOADED.get(element.tag)
    relation = set((element.get("rel") or "").split())
    if element.tag == "link" and relation & _LOADING_RELATIONS:
        loaded = "href"
    value = element.get(loaded) if loaded else element.get("href") if element.tag == "a" else None
    if value is None:
        return
    parts = urlsplit(value.strip())
    if parts.scheme or parts.netloc:
        if loaded and parts.scheme != "data":
            yield problem("LK002", page, Place(element.sourceline or 1), value=value, page=page)
        return
    target = posixpath.normpath(posixpath.join(page, unquote(parts.path))) if parts.path else page
    target += "/" if parts.path.endswith("/") and not target.endswith("/") else ""
    if target in anchors:
        missing = bool(parts.fragment) and unquote(parts.fragment) not in anchors[target] | {"__top"}
    else:
        missing = not (site / target.lstrip("/")).is_file()
    if missing:
        yield problem("LK001", page, Place(element.sourceline or 1), value=value, page=page)


def _address(site: Path, file: Path) -> str:
    path = "/" + file.relative_to(site).as_posix()
    return path.removesuffix("index.html")
