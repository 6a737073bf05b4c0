"""What each generated page is made of, as a digest: a page with the same digest is the same page.

A digest holds all that the page shows and nothing else, so that an edit changes the digests of the pages that show it. What
all of them depend on (code, word lists, settings, tools, the day) comes from outside as one digest. The page of a project
is composed from a library that has only the records named here (``Library.only``): it cannot show another.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from functools import cached_property, partial
from pathlib import Path

from macros import addresses as at
from macros.catalogue.place import CARDS, LISTED
from macros.content.kept.slots import Slots
from macros.content.kept.source import digest, of_code, of_files
from macros.content.model import Project
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.library.library import Library
from macros.library.places import COMMUNITY, KOMMUNE, around, current
from macros.library.relatives import relatives
from macros.site.plan import SitePlan
from macros.words.vocabulary import Value

Projects = Iterable[Record[Project]]


class PageKeys:
    """The digests of one build. ``shared`` is that of what every page depends on; ``unkept`` are the paths on the site of
    files that came from elsewhere (``reports/``): a page that tells of one has no digest."""

    def __init__(self, library: Library, shared: str, unkept: Iterable[str] = (), kept: Slots | None = None) -> None:
        self.library, self._unkept, self._kept = library, frozenset(unkept), kept or Slots()
        read = [tool.made_from for tool in library.tools]
        calls = any(page.url == at.CALLS for page in library.editorial)
        self._shared = digest(shared, *read, str(calls)) if all(read) else ""

    @classmethod
    def of_build(cls, plan: SitePlan, root: Path, settings: object) -> PageKeys:
        """Those of a plan for the checkout at ``root``; ``settings`` are those of the environment."""
        files = of_files(root, ("docs/_data", "mkdocs.yml"))
        shared = digest(of_code(), files, plan.toolkit.site_url, plan.today.isoformat(), repr(settings))
        return cls(plan.library, shared, plan.toolkit.reports.files, plan.kept)

    def of(self, address: str) -> str:
        """The digest of the page at an address; empty for a page that is composed each time."""
        if not self._shared:
            return ""
        make = self._projects.get(address)
        return make() if make else self._of_facts.get(address, "")

    @cached_property
    def _projects(self) -> dict[str, Callable[[], str]]:
        projects = enumerate(self.library.projects)
        return {at.project_url(record.slug): partial(self._project, index, record) for index, record in projects}

    @cached_property
    def _of_facts(self) -> dict[str, str]:
        """The digests of the pages that show no text: all of them are as they were when no fact is another."""
        found: dict[str, str] = json.loads(self._kept.get("keys", self._told, self._shared))
        return found

    def _told(self) -> bytes:
        library = self.library
        found: dict[str, str] = {}
        for facet in library.facets:
            found[at.facet_url(facet.slug)] = self._digest("facet", facet.slug, self._every_count)
            found |= {at.facet_url(facet.slug, key): self._value(facet, key) for key in library.keys(facet)}
        found |= {at.place_url(place.key): self._place(place) for place in current(library)}
        return json.dumps(found).encode()

    def _project(self, index: int, record: Record[Project]) -> str:
        library, named = self.library, relatives(self.library, record)
        if at.site_path(at.project_url(record.slug)) + at.REPORT in self._unkept:
            return ""
        beside = (*library.projects[max(index - 1, 0) : index], *library.projects[index + 1 : index + 2])
        programs = [library.count(library.facet("program"), key) for key in record.data.program]
        reasons = [(near.reasons, near.model, near.words) for near in named.related]
        shape = (index > 0, len(named.builds_on), len(named.built_on_by), len(named.strangers))
        shown = (record, *beside, *named.records())
        return self._digest("project", (shape, named.models, reasons, programs), self._read(shown))

    def _value(self, facet: Facet, key: str) -> str:
        library = self.library
        places = library.counts[KOMMUNE] if facet.slug == COMMUNITY else {}
        records = library.select({facet.slug: [key]})
        return self._digest("value", (facet.slug, key, library.counts[facet.slug], places), self._facts(records))

    def _place(self, place: Value) -> str:
        found = around(self.library, place)
        groups = (found.named[CARDS:], found.community, found.near, found.region)
        titles = [
            (len(group), [(r.slug, r.data.title, r.data.language, r.data.municipalities) for r in group[:LISTED]])
            for group in groups
        ]
        counts = self.library.counts[KOMMUNE]
        return self._digest("place", (place.key, titles, counts), self._facts(found.named[:CARDS]))

    @cached_property
    def _every_count(self) -> str:
        return json.dumps(self.library.counts)

    def _read(self, records: Projects) -> str | None:
        """What the records were read from; None when that of one of them is not known."""
        read = [record.made_from for record in records]
        return " ".join(read) if all(read) else None

    def _facts(self, records: Projects) -> str | None:
        """What all but their texts was read from."""
        read = [record.facts_from for record in records]
        return " ".join(read) if all(read) else None

    def _digest(self, kind: str, shown: object, read: str | None = "") -> str:
        return "" if read is None else digest(self._shared, kind, json.dumps(shown), read)
