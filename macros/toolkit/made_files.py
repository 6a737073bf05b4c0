"""Files that are made for each project and tool, and their names, which no attachment may have."""

from __future__ import annotations

from collections.abc import Iterator

from macros.addresses import MADE_FOR_PROJECTS
from macros.content.load import Content
from macros.content.model import Project, Tool
from macros.words.problems import Problem, problem


def check_attachment_names(content: Content) -> Iterator[Problem]:
    """No attachment has the name of a file that is made from the content."""
    for record in content.records:
        made = isinstance(record.data, Tool) and record.data.formats != ("nettside",)
        for index, download in enumerate(record.data.downloads):
            name = download.file.casefold()
            own = made and name.startswith(tuple(f"{record.slug}{end}" for end in (".", "-nynorsk", "-eksempel")))
            if own or (isinstance(record.data, Project) and name in MADE_FOR_PROJECTS):
                place = record.places.place(("downloads", index, "file"))
                yield problem("VL007", record.path, place, "file", download.file)
