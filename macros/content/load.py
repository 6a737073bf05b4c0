"""The whole content of a checkout in one call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from macros.addresses import project_url, tool_url
from macros.content.attachments.elsewhere import check_elsewhere, check_reports
from macros.content.attachments.examine import CACHE, Examiner
from macros.content.data.privacy import Sieve, check_files, load_privacy
from macros.content.data.published import Report, load_published
from macros.content.data.references import References, load_references
from macros.content.data.spelling import KnownWords, load_spelling
from macros.content.data.tables import STANDARD_HOURS, SearchWords, load_figures, load_rates, load_search_words
from macros.content.files.names import check_names
from macros.content.files.reports import load_reports
from macros.content.files.setup import Setup, load_setup
from macros.content.files.special import special_files
from macros.content.files.unexpected import load_strays
from macros.content.files.unread import unread_addresses
from macros.content.kept.writeups import KeptWriteups, Last
from macros.content.markdown.recognisable import names_of
from macros.content.model import Figure, Project, RateTable, Tool
from macros.content.model.data.privacy import PrivacyRules
from macros.content.pages.editorial import EditorialPage, check_pages, load_editorial
from macros.content.records import Record, load_records
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

EMPTY_RATES = RateTable(worked_hours=STANDARD_HOURS)
CONTENT_FOLDERS = ("projects", "tools", "docs")


AnyRecord = Record[Project] | Record[Tool]


@dataclass(frozen=True, eq=False)  # told apart by identity: what was made of it is remembered
class Content:
    """Everything read from files. ``problems`` holds what is wrong within each file."""

    root: Path
    projects: tuple[Record[Project], ...]
    tools: tuple[Record[Tool], ...]
    vocabularies: Vocabularies
    figures: Mapping[str, Figure]
    rates: RateTable
    editorial: tuple[EditorialPage, ...]
    search_words: SearchWords
    problems: tuple[Problem, ...]
    published: Mapping[int, Report] = field(default_factory=dict)
    privacy: PrivacyRules = field(default_factory=PrivacyRules)
    setup: Setup = field(default_factory=Setup)
    wordless: bool = False
    """A word list could not be read: each file is judged by the words there are, but nothing is compared."""
    spelling: KnownWords = field(default_factory=KnownWords)
    references: References = field(default_factory=References)
    unread: frozenset[str] = frozenset()
    """The addresses of write-ups that are there but could not be read."""

    @property
    def records(self) -> list[AnyRecord]:
        """Every write-up: the projects, then the tools."""
        return [*self.projects, *self.tools]

    def is_right(self, path: str) -> bool:
        """Whether the file has no error: only then may others be judged by it."""
        return not any(p.path == path and p.severity == "error" for p in self.problems)


def _lists(root: Path) -> tuple[Vocabularies, list[Problem]]:
    from macros.content.data.vocabularies import load_vocabularies  # most often they have been read before

    return load_vocabularies(root)


def load(root: Path, last: Last | None = None) -> Content:
    """Reads all content under ``root``. Nothing is raised for bad content: see ``problems``. ``last``: as ``KeptWriteups``."""
    special = special_files(root)
    if special:
        return Content(root, (), (), {}, {}, EMPTY_RATES, (), SearchWords(), tuple(special), wordless=True)
    setup, wrong = load_setup(root)
    kept = KeptWriteups(root, last)
    vocabularies, problems = kept.lists(partial(_lists, root))
    wordless = any(p.severity == "error" for p in problems)
    problems = [*wrong, *problems]
    figures, found = load_figures(root)
    problems += found
    quoted = None if any(p.severity == "error" for p in found) else figures
    published, found = load_published(root, quoted)
    problems += found
    rates, found = load_rates(root)
    problems += found
    privacy, found = load_privacy(root)
    sieve = Sieve(root)
    problems += [*found, *check_files(root, CONTENT_FOLDERS, privacy, sieve)]
    projects, found = load_records(root, "projects", Project, vocabularies, privacy, kept)
    problems += found
    tools, found = load_records(root, "tools", Tool, vocabularies, privacy, kept)
    problems += found
    problems += [*load_strays(root), *check_names(root)]
    examine = Examiner(privacy, root / CACHE, names_of(vocabularies))
    problems += [*check_elsewhere(root, CONTENT_FOLDERS, privacy, examine), *check_reports(load_reports(root), examine)]
    editorial, found = load_editorial(root, vocabularies, kept)
    problems += [*found, *check_pages(editorial, privacy, sieve)]
    sieve.save()
    words, found = load_search_words(root)
    problems += found
    spelling, found = load_spelling(root)
    problems += found
    references, found = load_references(root)
    problems += found
    if wordless:
        # What compares files would only repeat what the list has told.
        nothing = Content(root, (), (), vocabularies, {}, EMPTY_RATES, tuple(editorial), SearchWords(), tuple(problems))
        return replace(nothing, wordless=True, unread=unread_addresses(root, ()))
    read = [*(project_url(p.slug) for p in projects), *(tool_url(t.slug) for t in tools)]
    return Content(
        root,
        tuple(projects),
        tuple(tools),
        vocabularies,
        figures,
        rates,
        tuple(editorial),
        words,
        tuple(problems),
        published,
        privacy,
        setup=setup,
        spelling=spelling,
        references=references,
        unread=unread_addresses(root, read),
    )
