"""The content of the current build, read once and read again when a file has changed.

MkDocs keeps hook modules between the builds of ``mkdocs serve``, so what is kept here is keyed by a stamp of the files.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from os import environ
from pathlib import Path
from typing import Any

from macros.content.files.reports import load_reports
from macros.content.files.special import stamp
from macros.content.load import load
from macros.content.model.data.site import ENVIRONMENT
from macros.content.pages.editorial import EditorialPage
from macros.engine.clock import today
from macros.files.store import Store
from macros.library.library import Library
from macros.opendata.publisher import Publisher
from macros.site.gate import judge
from macros.site.plan import SitePlan
from macros.toolkit.files import Toolkit
from macros.words.problems import Problem

CACHE = ".cache"


@dataclass(frozen=True)
class Session:
    """What one build needs. With errors among ``problems`` there is nothing to publish."""

    root: Path
    library: Library
    problems: tuple[Problem, ...]
    day: date

    def plan(self, site_url: str, publisher: Publisher | None = None) -> SitePlan:
        """Every page and file to write; generated files are kept in ``.cache`` between builds."""
        store = Store(self.root / CACHE)
        store.forget_old()
        toolkit = Toolkit(self.library, store, load_reports(self.root), site_url)
        return SitePlan(self.library, toolkit, self.day, publisher)

    @property
    def editorial(self) -> dict[str, EditorialPage]:
        """Path -> editorial page."""
        return {page.path: page for page in self.library.editorial}

    @property
    def errors(self) -> tuple[Problem, ...]:
        """The problems that stop the build; warnings are left out."""
        return tuple(p for p in self.problems if p.severity == "error")


def session(root: Path) -> Session:
    """The session for the checkout at ``root``, fresh when any content file has changed."""
    set_outside = tuple(sorted((k, v) for k, v in environ.items() if k.startswith(ENVIRONMENT)))
    return _load(root, (set_outside, *stamp(root)), today())


@lru_cache(maxsize=2)
def _load(root: Path, read: tuple[Any, ...], day: date) -> Session:
    content = load(root)
    problems = judge(content, day)
    usable = not any(p.path.startswith("docs/_data/") and p.severity == "error" for p in problems)
    library = Library.of(content, day) if usable else Library((), (), content.vocabularies, {}, content.rates)
    return Session(root, library, tuple(problems), day)
