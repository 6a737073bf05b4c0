"""Files to download, each with its type and size, so that nobody downloads by surprise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.html.links import Link
from macros.text.norwegian import number
from macros.words.labels import Labels


@dataclass(frozen=True, slots=True)
class FileFact:
    """A generated file as a page speaks of it. ``edition``: ``blank`` or ``example``; ``sha256`` in hexadecimal."""

    name: str
    url: str
    size: int
    sha256: str
    language: str
    edition: str
    title: str = ""

    @property
    def ending(self) -> str:
        """What comes after the last full stop of the name: ``xlsx``."""
        return self.name.rsplit(".", 1)[-1]


@dataclass(frozen=True, slots=True)
class FileGroup:
    """Files that are the same thing in different formats."""

    title: str
    language: str
    links: tuple[Link, ...]


def saved_as(record: Record[Project], file: FileFact) -> str:
    """What a browser calls a file made for a project: its address says the project in the folder, which is not saved."""
    return f"{record.slug}-{file.name}"


def shown_size(size: int) -> str:
    """``38 kB``, ``1,2 MB``: decimal units, as browsers and file managers show them."""
    return f"{number(max(size / 1000, 1), 0)} kB" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} MB"


def file_kind(ending: str, t: Labels) -> str:
    """``Excel`` for ``xlsx``: the word a reader knows, or the ending in capitals."""
    key = f"download.type.{ending.lower()}"
    return t(key) if key in t.entries else ending.upper()


def downloads(record: Record[Project] | Record[Tool], url: str, t: Labels) -> tuple[Link, ...]:
    """The record's own files; ``url`` is its page's address."""
    links = []
    for download in record.data.downloads:
        size = (record.folder / download.file).stat().st_size if record.folder else 0
        meta = t("project.download.meta", type=file_kind(download.file.rsplit(".", 1)[-1], t), size=shown_size(size))
        links.append(Link(download.title, url + download.file, description=meta))
    return tuple(links)


def file_groups(files: Iterable[FileFact], t: Labels) -> tuple[FileGroup, ...]:
    """Generated files by edition and written standard: the empty ones first."""
    groups: dict[tuple[str, str, str], list[Link]] = {}
    for file in files:
        link = Link(t(f"download.type.{file.ending}"), file.url, description=shown_size(file.size))
        groups.setdefault((file.edition, file.language, file.title), []).append(link)
    found = []
    for (edition, language, title), links in groups.items():
        heading = t(f"download.{edition}.{language}", title=title)
        heading = f"{heading}, {title}" if edition == "blank" and title else heading
        found.append(FileGroup(heading, language, tuple(links)))
    return tuple(found)
