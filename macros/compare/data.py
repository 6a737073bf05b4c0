"""What the browser fetches to set projects side by side: a few files with as many projects in each.

A project's file follows from its slug alone (``shard``), so nobody has to fetch a list to find it, and five projects
never cost more than five small files however many there are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Any

from macros.addresses import COMPARE_BOOK, COMPARE_DATA
from macros.compare.book import book
from macros.compare.figures import figures_of
from macros.compare.rows import ROWS, row_texts
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import foreign
from macros.html.record.details import status_chip
from macros.library.library import Library
from macros.text.json_text import to_compact_json
from macros.words.labels import DEFAULT_LANGUAGE, labels

IN_A_FILE = 25
"""Projects in each file, on average."""


def shards(library: Library) -> int:
    """How many files there are."""
    return -(-len(library.projects) // IN_A_FILE) or 1


def shard(slug: str, count: int) -> int:
    """The number of the file that ``slug`` stands in; the same in docs/assets/js/compare/data.js."""
    number = 0
    for sign in slug:
        number = (number * 31 + ord(sign)) % 2**32
    return number % count


def compare_files(library: Library, site_url: str) -> Iterator[tuple[str, Callable[[], bytes]]]:
    """Address and maker of each file, and of the workbook that the browser fills in."""
    count = shards(library)
    for number in range(count):
        yield COMPARE_DATA.format(shard=number), lambda n=number: shard_json(library, n, count)  # type: ignore[misc]
    yield COMPARE_BOOK, lambda: book(library, site_url)


def shard_json(library: Library, number: int, count: int) -> bytes:
    """``{slug: project}`` of one file; a former slug leads to the present one (``{former: slug}``)."""
    held = _by_shard(library, count).get(number, {})
    return to_compact_json({slug: r.slug if slug != r.slug else project_json(library, r) for slug, r in held.items()})


@lru_cache(maxsize=2)  # every file asks
def _by_shard(library: Library, count: int) -> dict[int, dict[str, Record[Project]]]:
    """The number of each file -> the slugs that stand in it, former ones too, with their project."""
    found: dict[int, dict[str, Record[Project]]] = {}
    for record in library.projects:
        for slug in (record.slug, *record.data.redirect_from):
            found.setdefault(shard(slug, count), {})[slug] = record
    return found


def project_json(library: Library, record: Record[Project]) -> dict[str, Any]:
    """``title``, ``language`` of title and summary where it is not bokmål, ``summary``, ``status``: the kind of the last known one, when the first text of its row is that; ``rows``
    (the texts of each of ROWS), ``numbers`` (``[row, number]``) where a workbook has a number in place of the text, and the ``figures`` that have rules: ``[key, what, text]``."""
    project, t = record.data, labels()
    chip = status_chip(library, project, t)
    texts = row_texts(library, record, t)
    found = figures_of(library, project, t)
    return {
        "title": project.title,
        "language": foreign(project.language, DEFAULT_LANGUAGE),
        "summary": project.summary,
        "status": chip.kind if chip else "",
        "rows": [texts[row] for row in ROWS],
        "numbers": [] if project.known_hours is None else [[ROWS.index("hours"), project.known_hours]],
        "figures": {name: [[f.key, f.what, f.text] for f in items] for name, items in found.items() if items},
    }
