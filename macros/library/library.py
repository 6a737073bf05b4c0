"""The catalogue itself: the records a reader may find, with what can be asked of them.

OR within a facet, AND between facets, exact match. Drafts are not in it; archived ones are, marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache
from typing import Any

from macros.addresses import CALLS
from macros.content.data.published import Report
from macros.content.data.tables import SearchWords
from macros.content.kept.source import digest
from macros.content.load import Content
from macros.content.model import Figure, Project, RateTable, Tool
from macros.content.model.data.references import LawOrMethod
from macros.content.model.data.site import MAILBOX, mailbox
from macros.content.model.facets import Facet, facet_keys, facets
from macros.content.pages.editorial import EditorialPage
from macros.content.records import Record
from macros.library.rules.contacts import without_expired_contact
from macros.library.rules.small import without_small
from macros.library.rules.waiting import as_of
from macros.text.norwegian import sort_key
from macros.words.labels import labels
from macros.words.vocabulary import UNKNOWN, Value, Vocabularies, Vocabulary

Selection = Mapping[str, Sequence[str]]
SORTS = ("relevans", "tittel", "nyeste", "timer", "fase")


@dataclass(frozen=True, eq=False)  # compared by identity, so that views can remember what they made of it
class Library:
    """Published and archived records, and the words to speak of them."""

    projects: tuple[Record[Project], ...]
    tools: tuple[Record[Tool], ...]
    vocabularies: Vocabularies
    figures: Mapping[str, Figure]
    rates: RateTable
    editorial: tuple[EditorialPage, ...] = ()
    search_words: SearchWords = field(default_factory=SearchWords)
    drafts: frozenset[str] = frozenset()
    published: Mapping[int, Report] = field(default_factory=dict)
    approved: str = ""
    """Who approved the texts, and when (``extra.approved``); empty as long as they are a draft."""
    references: tuple[LawOrMethod, ...] = ()
    mailbox: str = MAILBOX
    """Where a reader can write to InnoMed."""
    today: date | None = None
    """The day it is read on: what was last known long ago is told so. Without one nothing is old."""

    @classmethod
    def of(cls, content: Content, today: date | None = None) -> Library:
        """Everything a reader may see on the day ``today``, projects by title in Norwegian order.

        A contact is left out from the day after its ``remove_after``; without a day every contact that has one is. A record
        that is to be published on a later day is a draft.
        """
        content = as_of(content, today)
        projects = sorted(
            (
                without_small(without_expired_contact(p, today), content.vocabularies)
                for p in content.projects
                if p.data.status != "draft"
            ),
            key=lambda p: sort_key(p.data.title),
        )
        site = content.setup.site
        tools = sorted((t for t in content.tools if t.data.status != "draft"), key=lambda t: sort_key(t.data.title))
        words = {**content.vocabularies, "tools": _tool_words(tools)}
        return cls(
            tuple(projects),
            tuple(tools),
            words,
            content.figures,
            content.rates,
            content.editorial,
            content.search_words,
            frozenset(p.slug for p in content.projects if p.data.status == "draft"),
            content.published,
            (site.extra.approved or "") if site else "",
            content.references.entries,
            mailbox(site.extra.contact if site else None),
            today,
        )

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """Every facet, in the order the site shows them."""
        return facets(self.vocabularies)

    def only(self, projects: Iterable[Record[Project]], counts: bool = True) -> Library:
        """These projects with all the words, the tools and, with ``counts``, how many of all have each value: what is made
        from it can depend on no other project, and on no page of ``docs/`` but whether there are calls."""
        calls = tuple(page for page in self.editorial if page.url == CALLS)
        small = replace(self, projects=tuple(projects), editorial=calls, drafts=frozenset())
        return self._counted_as_here(small, "facets", "_facet_by_slug", "_counted", *["counts"] * counts)

    @cached_property
    def facts(self) -> Library:
        """All of it but the texts of the projects: what is made from this can depend on no text."""
        if not self.projects:
            return self  # also where the word lists could not be read, which nothing is counted by then
        small = replace(self, projects=tuple(p.without_text() for p in self.projects))
        return self._counted_as_here(small, "facets", "_facet_by_slug", "_counted", "postings", "counts", "facts_from")

    @cached_property
    def facts_from(self) -> str:
        """A digest of all that the records in ``facts`` were read from and of how many have each value; empty when that of one
        is not known."""
        read = [p.facts_from for p in self.projects]
        read += [*(tool.made_from for tool in self.tools), *(page.made_from for page in self.editorial)]
        kinds = str(len(self.projects)), str(len(self.tools)), self.approved, self.mailbox, str(self.today)
        return digest(*kinds, *read, *sorted(self.drafts), str(self.counts)) if read and all(read) else ""

    def _counted_as_here(self, other: Library, *names: str) -> Library:
        other.__dict__.update({name: getattr(self, name) for name in names})
        return other

    @cached_property
    def nearest(self) -> dict[str, Any]:
        """Slug -> what resembles that project, where it is known from before (``related.remember``)."""
        return {}

    @cached_property
    def by_slug(self) -> Mapping[str, Record[Project]]:
        """The published projects by slug."""
        return {p.slug: p for p in self.projects}

    @cached_property
    def innomed_projects(self) -> tuple[Record[Project], ...]:
        """Those that count in InnoMed's figures: not in a program that is marked as not counted."""
        programs = self.vocabularies["programs"]
        outside = {v.key for v in programs if str(v.extra.get("counted", "true")).lower() == "false"}
        return tuple(p for p in self.projects if not outside & set(p.data.program))

    @cached_property
    def _facet_by_slug(self) -> Mapping[str, Facet]:
        return {f.slug: f for f in self.facets}

    @cached_property
    def _counted(self) -> frozenset[str]:
        return frozenset(p.slug for p in self.innomed_projects)

    def is_innomed(self, record: Record[Project]) -> bool:
        """Whether the record counts in InnoMed's figures."""
        return record.slug in self._counted

    def ongoing(self, *rounds: str) -> bool:
        """Whether any of the rounds has projects that were still guided when the source of their phases was written."""
        words = self.vocabularies["rounds"]
        return any(bool(words[key].extra.get("ongoing")) for key in rounds if key in words)

    def facet(self, slug: str) -> Facet:
        """The facet called ``slug``. Raises KeyError for an unknown one."""
        return self._facet_by_slug[slug]

    def words(self, facet: Facet) -> Vocabulary:
        """The vocabulary that a facet takes its values from."""
        return self.vocabularies[facet.vocabulary]

    def keys(self, facet: Facet) -> tuple[str, ...]:
        """The values of a facet that have a page."""
        return facet_keys(facet, self.words(facet), set(self.counts[facet.slug]))

    def select(
        self, selection: Selection, among: Iterable[Record[Project]] | None = None
    ) -> tuple[Record[Project], ...]:
        """The records that have at least one wanted value in every facet that is asked for."""
        wanted = [(self.facet(slug), set(values)) for slug, values in selection.items() if values]
        if among is not None:
            return tuple(r for r in among if all(values & set(f.values(r.data)) for f, values in wanted))
        if not wanted:
            return self.projects
        posted = ((self.postings[facet.slug], values) for facet, values in wanted)
        places = [{place for value in values for place in found.get(value, ())} for found, values in posted]
        return tuple(self.projects[place] for place in sorted(set.intersection(*places)))

    @cached_property
    def postings(self) -> Mapping[str, Mapping[str, tuple[int, ...]]]:
        """Facet -> value -> places in ``projects`` of the records that have it."""
        found: dict[str, dict[str, list[int]]] = {f.slug: {} for f in self.facets}
        for place, record in enumerate(self.projects):
            for facet in self.facets:
                for key in dict.fromkeys(facet.values(record.data)):
                    found[facet.slug].setdefault(key, []).append(place)
        return {slug: {key: tuple(places) for key, places in values.items()} for slug, values in found.items()}

    @cached_property
    def counts(self) -> Mapping[str, Mapping[str, int]]:
        """Facet -> value -> how many records have it."""
        return {slug: {key: len(places) for key, places in values.items()} for slug, values in self.postings.items()}

    def count(self, facet: Facet, key: str) -> int:
        """How many records have this value."""
        return self.counts[facet.slug].get(key, 0)

    def sort(self, records: Iterable[Record[Project]], order: str = "tittel") -> tuple[Record[Project], ...]:
        """By title, newest first, most hours first, or phase; ties by title. Unknown comes last."""
        phases = self.vocabularies["phases"]
        by_title = sorted(records, key=lambda r: sort_key(r.data.title))
        keys = {
            "nyeste": lambda r: -(r.data.published.toordinal() if r.data.published else 0),
            "timer": lambda r: 1 if r.data.known_hours is None else -r.data.known_hours,
            "fase": lambda r: phases.order(r.data.phase.end),
        }
        return tuple(sorted(by_title, key=keys[order]) if order in keys else by_title)

    def name(self, vocabulary: str, key: str, language: str = "nb") -> str:
        """The word a reader sees for a key; «ukjent» reads as «Ukjent» where the vocabulary has no word for it."""
        if key == UNKNOWN and key not in self.vocabularies[vocabulary]:
            return labels(language)("unknown")
        return self.vocabularies[vocabulary][key].name(language)


def _tool_words(tools: Iterable[Record[Tool]]) -> Vocabulary:
    """The tools as a vocabulary of their own, so that they can be a facet."""
    values = tuple(Value(t.slug, {"nb": t.data.title}, t.data.aliases) for t in tools)
    return Vocabulary("tools", {"nb": "Verktøy", "nn": "Verktøy"}, values)


@lru_cache(maxsize=2)  # the check and the build ask the same one, and what it has been asked is remembered with it
def published(content: Content, today: date | None) -> Library:
    """``Library.of``, one for each content and day."""
    return Library.of(content, today)
