"""Finished pages kept between builds, by the digest of what they are made of."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from macros.content.files.kept import read_kept, write_kept
from macros.content.kept.slots import Slots
from macros.content.kept.source import digest, of_code
from macros.html.page.sharing import PageFacts
from macros.site.finished import Seen, seen_again
from macros.site.pages.page import SitePage
from macros.toolkit.files import Toolkit

FOLDER = "pages"
_PLAIN = tuple(field.name for field in fields(PageFacts) if field.name not in ("record", "facet"))
"""All that may be kept as text of what others are told of a page: its frame and the sitemap ask for nothing else."""


@dataclass(frozen=True, slots=True)
class KeptPage:
    """A page as it was written. ``like`` is the page without its text: what its frame and the sitemap ask of it; ``sheet`` its
    style sheet, ``frame`` the digest of the frame it was put in, ``own`` what was seen in its own part."""

    like: SitePage
    sheet: str
    frame: str
    own: Seen
    html: bytes


class KeptPages:
    """Pages in ``.cache``. Without a folder nothing is kept. ``written`` tells all that a finished page has besides what it
    was composed from and its frame: how it was guarded, the scripts and sheets it is held to."""

    def __init__(self, cache: Path | None, written: str) -> None:
        self._folder, self._written = cache / FOLDER if cache else None, written
        self._new: list[Path] = []

    def get(self, made_from: str) -> KeptPage | None:
        """The page made from that, when it has been kept."""
        entry = self._entry(made_from)
        kept = read_kept(entry) if entry else None
        if kept is None:
            return None
        head, _, html = kept.partition(b"\n")
        told: Any = json.loads(head)
        facts = PageFacts(**told["facts"])
        like = SitePage(facts, "", told["edit"])
        return KeptPage(like, told["sheet"], told["frame"], seen_again(told["own"]), html)

    def put(self, made_from: str, page: KeptPage) -> None:
        """Keeps a page that has just been composed."""
        entry, facts = self._entry(made_from), page.like.facts
        if not entry:
            return
        told = {
            "facts": {name: getattr(facts, name) for name in _PLAIN},
            "edit": page.like.edit_path,
            "sheet": page.sheet,
            "frame": page.frame,
            "own": page.own,
        }
        write_kept(entry, json.dumps(told).encode() + b"\n" + page.html)
        self._new.append(entry)

    def forget_new(self) -> None:
        """Lets go of what this build has kept."""
        for entry in self._new:
            with suppress(OSError):
                entry.unlink()

    def _entry(self, made_from: str) -> Path | None:
        return self._folder / digest(self._written, made_from) if self._folder and made_from else None


@contextmanager
def kept_pages(
    cache: Path | None, written: str, is_current: Callable[[], bool], forget: Callable[[], None]
) -> Iterator[KeptPages]:
    """As ``KeptPages``. What is put is not kept when ``is_current`` says at the end that somebody wrote in the checkout
    meanwhile: then nobody knows what it was made from, nor what ``forget`` lets go of."""
    pages = KeptPages(cache, written)
    yield pages
    if not is_current():
        pages.forget_new()
        forget()


def kept_made(toolkit: Toolkit, day: date, *settings: object) -> Slots:
    """What was made before of all but the texts of projects, beside the files of ``toolkit``: ``of`` what library is not said."""
    outside = [
        toolkit.site_url,
        day.isoformat(),
        *map(repr, (toolkit.reports.files, toolkit.reports.sources, *settings)),
    ]
    folder = toolkit.store.folder
    return Slots(folder / "facts" if folder else None, of_code(), *outside)
