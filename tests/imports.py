"""Reading files in tests as the command does: the projects and the problems."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from documents import bare, counted

from macros.authoring.draft import completed, draft_text
from macros.authoring.importing.accounting import Told
from macros.authoring.importing.kinds import read_application as application
from macros.authoring.importing.kinds import read_file
from macros.authoring.importing.plan import plan
from macros.authoring.importing.recognising.candidates import Candidate
from macros.authoring.importing.recognising.forms import KnownForm
from macros.authoring.importing.recognising.recognise import Recognised
from macros.authoring.importing.source import Reading, Source
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies


def reading(data: bytes, path: str, words: Vocabularies, kind: str = "", **options: Any) -> Reading:
    """All that a file says. ``options``: fields of ``Source``."""
    return read_file(Source(data, path, words, **options), kind)


def read_projects(
    data: bytes, path: str, words: Vocabularies, source: str = "", **options: Any
) -> tuple[list[Candidate], list[Problem]]:
    """The projects in a file, and every problem."""
    found = reading(data, path, words, title=source, **options)
    return found.found, found.problems


def read_application(
    data: bytes, path: str, words: Vocabularies, forms: tuple[KnownForm, ...] = ()
) -> tuple[Recognised | None, list[Problem]]:
    """One project in an application or a report."""
    return application(Source(data, path, words, forms=forms))


def accounted(read: Reading, words: Vocabularies) -> Counter[str]:
    """Every word in the drafts of an import, and every word that is told."""
    steps, problems = plan(read.found, [], words, False, "x")
    assert [p.as_text() for p in problems if p.severity == "error"] == []
    return _words([f"{step.path}\n{step.text}" for step in steps], read.told)


def accounted_in_new(read: Recognised, words: Vocabularies) -> Counter[str]:
    """The same of ``innomed new --from``."""
    return _words([draft_text(completed(read.draft, words))], read.told)


def _words(texts: Iterable[str], told: Iterable[Told]) -> Counter[str]:
    said = " ".join(f"{t.text} {t.label} {t.became} " * t.times for t in told)
    written = [text.partition("\n---\n") for text in texts]
    return counted(" ".join(f"{front} {bare(body)}" for front, _, body in written) + " " + said)
