"""What the site is written in: each page that somebody has written, its language and its words; and the shares.

Generated lists are left out: they say again what the pages say, in the language of the page they stand on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from datetime import date
from functools import partial

from markupsafe import escape

from macros.addresses import project_url, tool_url
from macros.content.kept.pack import Pack
from macros.content.kept.source import digest
from macros.library.library import Library
from macros.text.readability import Readability, measure
from macros.words.labels import WRITTEN_STANDARDS

QUARTER = 25
"""Per cent of each written standard that språklova § 13 asks of central state bodies, over time."""


@dataclass(frozen=True, slots=True)
class Written:
    """One page: where it is, its language, and what is counted in title, summary and text."""

    title: str
    url: str
    kind: str
    language: str
    published: date | None
    text: Readability


@dataclass(frozen=True, slots=True)
class LanguageShare:
    """Pages and words in one language. ``of_pages`` and ``of_words`` are per cent of what is in Norwegian, else None."""

    language: str
    pages: int
    words: int
    of_pages: float | None
    of_words: float | None


def written_pages(library: Library, counted: Pack | None = None) -> tuple[Written, ...]:
    """Every project, tool and editorial page that a reader can open. ``counted`` remembers texts that have been counted."""
    _counted = partial(_remembered, counted or Pack())
    found = [
        Written(r.data.title, project_url(r.slug), "project", r.data.language, r.data.published,
                _counted(r.data.title, r.data.summary, r.body.html))
        for r in library.projects
    ]  # fmt: skip
    found += [
        Written(r.data.title, tool_url(r.slug), "tool", r.data.language, r.data.published,
                _counted(r.data.title, r.data.summary, r.body.html))
        for r in library.tools
    ]  # fmt: skip
    found += [
        Written(p.title, p.url, "page", p.language, None, _counted(p.title, p.description, p.html))
        for p in library.editorial
    ]
    return tuple(found)


def shares(pages: Iterable[Written]) -> tuple[LanguageShare, ...]:
    """Bokmål and nynorsk, also at zero, then the other languages that are in use."""
    every = tuple(pages)
    counts = {language: [0, 0] for language in WRITTEN_STANDARDS}
    for page in every:
        counted = counts.setdefault(page.language, [0, 0])
        counted[0] += 1
        counted[1] += page.text.words
    whole = [sum(counts[language][i] for language in WRITTEN_STANDARDS) for i in (0, 1)]

    def percent(language: str, i: int) -> float | None:
        return 100 * counts[language][i] / whole[i] if language in WRITTEN_STANDARDS and whole[i] else None

    return tuple(LanguageShare(key, n[0], n[1], percent(key, 0), percent(key, 1)) for key, n in counts.items())


def too_little(found: Iterable[LanguageShare]) -> tuple[str, ...]:
    """The written standards with less than a quarter of the words; none when nothing is in Norwegian."""
    return tuple(s.language for s in found if s.of_words is not None and s.of_words < QUARTER)


def _remembered(counted: Pack, title: str, summary: str, html: str) -> Readability:
    key = digest(title, summary, html)
    found = counted.get(key)
    if found is None:
        found = astuple(measure(f"<p>{escape(title)}</p><p>{escape(summary)}</p>{html}"))
        counted.put(key, found)
    return Readability(*found)
