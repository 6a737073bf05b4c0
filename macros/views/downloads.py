"""Files to download, each with its type and size, so that nobody downloads by surprise."""

from __future__ import annotations

from macros.intake.records import Record
from macros.labels import Labels
from macros.labels.norwegian import number
from macros.model import Project, Tool
from macros.views.words import Link


def downloads(record: Record[Project] | Record[Tool], url: str, t: Labels) -> tuple[Link, ...]:
    """The record's own files; ``url`` is its page's address."""
    links = []
    for download in record.data.downloads:
        size = (record.folder / download.file).stat().st_size if record.folder else 0
        shown = f"{number(max(size / 1000, 1), 0)} kB" if size < 1_000_000 else f"{number(size / 1_000_000, 1)} MB"
        meta = t("project.download.meta", type=download.file.rsplit(".", 1)[-1].upper(), size=shown)
        links.append(Link(download.title, url + download.file, description=meta))
    return tuple(links)
