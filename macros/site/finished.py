"""Reads the finished site as a visitor's browser would: every link, anchor and file must be there, and none elsewhere.

MkDocs checks links in Markdown only; raw HTML, templates and generated pages are seen here. Each page is read by itself
(``look_at``), and what is kept of it is small; what can only be told with all pages side by side comes after (``judge``).
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
import zipfile
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

from lxml import etree
from lxml import html as lxml_html

from macros.addresses import FIGURES, source_url
from macros.content.attachments.examine import READERS
from macros.content.attachments.finding import Finding
from macros.content.files.destinations import SITE
from macros.content.files.names import PROGRAM
from macros.content.kept.pack import Pack
from macros.files.entries import entries
from macros.site.policy import digest, frame_scripts, programs
from macros.words.problems import Place, Problem, problem

NO_PLACE = ("__top", FIGURES)
"""What stands behind «#» and is no place on a page: the theme's way to the top, and a model's figures."""
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
_PLAIN = re.compile(r"(?!.*%2)((?:\.\./)*+)((?:[^/.][^/]*+/)*+(?:[^/.][^/]*+)?)")
_PARSER = etree.HTMLParser(collect_ids=False, remove_blank_text=True)
_IDS: Any = etree.XPath("/descendant::*/@id | /descendant::a/@name", smart_strings=False)


class Seen(NamedTuple):
    """What a page has and what it asks for, each with its line.

    ``links``: path on the site, fragment, as written. ``foreign``: what is fetched from elsewhere. ``programs``: what would
    run (``script``, ``onclick``, …), with the digest of a script's text.
    """

    ids: tuple[str, ...]
    links: tuple[tuple[str, str, str, int], ...]
    foreign: tuple[tuple[str, int], ...]
    programs: tuple[tuple[str, int, str], ...]


def seen_again(kept: Any) -> Seen:
    """What was seen, from the lists that JSON has kept it as."""
    ids, links, foreign, programs = kept
    return Seen(tuple(ids), tuple(map(tuple, links)), tuple(map(tuple, foreign)), tuple(map(tuple, programs)))


def look_at(html: str, page: str, first_line: int = 1) -> Seen:
    """What is in the HTML of the page at the address ``page``, whose first line is ``first_line`` of the page."""
    root: Any = lxml_html.document_fromstring(html or "<html>", _PARSER)
    links: dict[str, tuple[str, str, str, int]] = {}  # the first place of each is enough to find it
    foreign, base = [], first_line - 1
    folders = [*accumulate(page.split("/")[:-1], "{}{}/".format, initial="")][:0:-1]
    for element in root.iter("a", "link", *_LOADED):
        value, loaded = (element.get("href"), False) if element.tag == "a" else _fetched(element)
        if value is None or value in links:
            continue
        asked = _address(value)
        if not asked.elsewhere:
            target = asked.absolute or _target(folders, page, asked)
            links[value] = target, asked.fragment, value, base + (element.sourceline or 1)
        elif loaded and asked.elsewhere != "data":
            foreign.append((value, base + (element.sourceline or 1)))
    ran = tuple((what, base + line, digest(text) if text else "") for what, line, text in programs(root, html))
    return Seen(tuple(dict.fromkeys(_IDS(root))), tuple(links.values()), tuple(foreign), ran)


class _Address(NamedTuple):
    """An address as it was written: the scheme, or «//», when it leads elsewhere; else its path and what stands behind
    «#». A path from the root of the site is told in full, whatever page it stands on; one of the plainest kind as how many
    folders up it leads, and to what below that."""

    elsewhere: str
    path: str
    fragment: str
    absolute: str
    up: int
    below: str | None


@lru_cache(maxsize=1 << 16)  # pages lead to much the same places
def _address(value: str) -> _Address:
    parts = urlsplit(value.strip())
    plain = _PLAIN.fullmatch(parts.path)
    return _Address(
        parts.scheme or (parts.netloc and "//"),
        parts.path,
        unquote(parts.fragment),
        _normal(parts.path) if parts.path.startswith("/") else "",
        len(plain[1]) // 3 if plain else 0,
        unquote(plain[2]) if plain else None,
    )


def _target(folders: Sequence[str], page: str, asked: _Address) -> str:
    """Where an address leads from a page, whose folders are given from the nearest to the root."""
    if not asked.path:
        return page
    if asked.below is not None:
        return folders[min(asked.up, len(folders) - 1)] + asked.below
    return _normal(asked.path, folders[0])


def _normal(path: str, folder: str = "/") -> str:
    """A path from the root of the site, without ways up and without escapes."""
    target = posixpath.normpath(posixpath.join(folder, unquote(path)))
    return target + "/" if path.endswith("/") and not target.endswith("/") else target


def judge(pages: Mapping[str, Iterable[Seen]], known: frozenset[str], is_file: Callable[[str], bool]) -> list[Problem]:
    """Every dead link or anchor, every file fetched from another site, and every program the page may not run.

    ``pages``: address -> what was seen in each part of the page. ``known``: the scripts that may run. ``is_file``: whether
    a path on the site is a file.
    """
    ids = {page: frozenset(name for seen in parts for name in seen.ids) for page, parts in pages.items()}
    allowed = {digest(text) for text in known}
    there: dict[str, bool] = {}
    problems: set[Problem] = set()
    for page, parts in pages.items():
        for seen in parts:
            for what, line, text in seen.programs:
                if what != "script" or text not in allowed:
                    problems.add(problem("LK003", page, Place(line), value=what, page=page))
            for value, line in seen.foreign:
                problems.add(problem("LK002", page, Place(line), value=value, page=page))
            for target, fragment, value, line in seen.links:
                if target in ids:
                    missing = bool(fragment) and fragment not in ids[target] and not fragment.startswith(NO_PLACE)
                else:
                    if target not in there:
                        there[target] = is_file(target)
                    missing = not there[target]
                if missing:
                    problems.add(problem("LK001", page, Place(line), value=value, page=page))
    return sorted(problems)


def check_site(site: Path) -> list[Problem]:
    """What ``judge`` says of the finished site in a folder, one page read at a time."""
    uris = sorted(uri for uri, _ in entries(site) if uri.endswith(".html"))
    pages = {address(uri): [look_at(text(site / uri), address(uri))] for uri in uris}
    return judge(pages, frame_scripts(site), lambda path: (site / path.lstrip("/")).is_file())


def text(file: Path) -> str:
    """A page as it was written, line ends too."""
    return file.read_bytes().decode()


def address(uri: str) -> str:
    """Where a page is on the site, whose file has the path ``uri``."""
    return f"/{uri.removesuffix('index.html')}"


MADE = frozenset(
    ".html .css .js .mjs .json .jsonld .xml .gz .ics .txt .csv .md .xlsx .docx .zip .svg .png .webp .ico .woff2".split()
)
"""Types of files that a build makes, and that the program's own assets are of."""


def check_files(site: Path, made: Collection[str], examine: Callable[[bytes, str], Iterable[Finding]]) -> list[Problem]:
    """Every file that has no business on the finished site in a folder, whichever way it came there.

    ``made``: the paths of what the program wrote. What is neither that nor an asset of the program was somebody's file:
    it must be of a type that may be attached, and ``examine`` is asked of its bytes (a verdict is kept by them, so what was
    examined before the build is not opened again). Links and pipes are not files.
    """
    found: list[Problem] = []
    for uri, entry in entries(site):
        ending = posixpath.splitext(entry.name)[1]
        if not entry.is_file(follow_symlinks=False):
            found.append(problem("LK007", f"/{uri}", Place(), value=uri))
        elif uri in made or PROGRAM.fullmatch(f"docs/{uri}"):
            if ending not in MADE:
                found.append(problem("LK006", f"/{uri}", Place(), value=uri))
        elif ending.casefold() in READERS:
            findings = examine(Path(entry.path).read_bytes(), ending.casefold())
            told = (problem(f.code, f"/{uri}", Place(), value=entry.name, **f.facts) for f in findings)
            found += [p for p in told if p.severity == "error"]
        elif uri != SITE.mark:
            found.append(problem("LK006", f"/{uri}", Place(), value=uri))
    return sorted(found)


def check_downloads(
    site: Path, opened: Pack | None = None, sums: Mapping[str, str] | None = None, made: Collection[str] = ()
) -> list[Problem]:
    """Every file for programs that cannot be opened: archives and office files, PDF, JSON and XML are each opened once.

    ``opened`` remembers which have been, by their bytes; ``sums`` are the SHA-256 that are known, by the path on the site.
    Archives among the paths ``made`` are passed by: ``files/archive.py`` has just put them together, or they are, by their
    SHA-256, what it put together before.
    """
    opened, sums = opened or Pack(), sums or {}
    readers = {ending: read for endings, read in _READERS.items() for ending in endings}
    found = []
    for uri, entry in sorted(entries(site), key=lambda pair: pair[0]):
        ending = posixpath.splitext(entry.name)[1]
        read = readers.get(ending)
        if read is None or (ending in _ARCHIVES and uri in made) or not entry.is_file():
            continue
        file = Path(entry.path)
        key = f"{file.suffix} {sums.get(uri) or hashlib.sha256(file.read_bytes()).hexdigest()}"
        if opened.get(key):
            continue
        try:
            read(file)
            opened.put(key, 1)
        except Exception:  # whatever a reader calls it, a visitor's program meets the same
            found.append(problem("LK005", f"/{uri}", Place(), value=uri))
    return found


def _archive(file: Path) -> None:
    with zipfile.ZipFile(file) as opened:
        if not opened.namelist() or opened.testzip():
            raise zipfile.BadZipFile


def _pdf(file: Path) -> None:
    import pikepdf  # slow to load, and a site need not have one

    with pikepdf.open(file) as opened:
        opened.pages[0]


_ARCHIVES = (".xlsx", ".docx", ".pptx", ".ods", ".odt", ".zip")
_READERS: Mapping[tuple[str, ...], Callable[[Path], object]] = {
    _ARCHIVES: _archive,
    (".pdf",): _pdf,
    (".json", ".jsonld"): lambda file: json.loads(file.read_bytes()),
    (".xml",): lambda file: etree.parse(str(file)),
}


def in_source(root: Path, found: Problem) -> Problem:
    """``found`` at the line of the text that was written, when the page is made from one that has the value in it.

    What a template or a macro wrote stays at the finished page, which is where it can be seen.
    """
    for file in _sources(root):
        path = file.relative_to(root).as_posix()
        if source_url(path) != found.path:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            if (column := line.find(f"({found.value})")) >= 0 or (column := line.find(f'"{found.value}"')) >= 0:
                return replace(found, path=path, line=number, column=column + 2)
    return found


def _sources(root: Path) -> Iterator[Path]:
    return (f for folder in ("projects", "tools", "docs") for f in sorted((root / folder).rglob("*.md")))


def _fetched(element: Any) -> tuple[str | None, bool]:
    """What an element that is no link asks for, if anything, and whether it is fetched."""
    name = str(element.tag)
    attribute = _LOADED.get(name)
    if name == "link" and set((element.get("rel") or "").split()) & _LOADING_RELATIONS:
        attribute = "href"
    return (element.get(attribute), True) if attribute else (None, False)
