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
from macros.content.kept.writeups import Last
from macros.content.load import load
from macros.content.model.data.site import ENVIRONMENT
from macros.content.pages.editorial import EditorialPage
from macros.engine.clock import today
from macros.files.store import Store
from macros.library.library import Library, published
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
    read: tuple[Any, ...] = ()
    """The settings and the stamp of the files that it was read from."""
    address: str | None = None
    """The site's own address as ``mkdocs.yml`` has it."""

    def plan(self, site_url: str, publisher: Publisher | None = None) -> SitePlan:
        """Every page and file to write; generated files are kept in ``.cache`` between builds."""
        store = Store(self.root / CACHE)
        store.forget_old()
        toolkit = Toolkit(self.library, store, load_reports(self.root), site_url, self.address)
        return SitePlan(self.library, toolkit, self.day, publisher)

    def is_current(self) -> bool:
        """Whether the files are those that it was read from."""
        return self.read == (settings(), *stamp(self.root))

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
    _begun[root] = _load(root, (settings(), *stamp(root)), today())
    return _begun[root]


def begun(root: Path) -> Session:
    """The session that the running build began with: all of a build sees one state of the files, looked up once."""
    return _begun.get(root) or session(root)


def settings() -> tuple[tuple[str, str], ...]:
    """What the environment says of the site."""
    return tuple(sorted((k, v) for k, v in environ.items() if k.startswith(ENVIRONMENT)))


_begun: dict[Path, Session] = {}
"""Checkout -> the session that was last asked for."""


_last: Last = {}


@lru_cache(maxsize=2)
def _load(root: Path, read: tuple[Any, ...], day: date) -> Session:
    content = load(root, _last)
    problems = judge(content, day)
    usable = not any(p.path.startswith("docs/_data/") and p.severity == "error" for p in problems)
    library = published(content, day) if usable else Library((), (), content.vocabularies, {}, content.rates)
    site = content.setup.site
    return Session(root, library, tuple(problems), day, read, f"{site.site_url.rstrip('/')}/" if site else None)
