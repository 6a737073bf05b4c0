"""``/feed.xml`` (Atom, RFC 4287) and ``/feed.json`` (JSON Feed 1.1), for all projects and for every facet value.

Each record is written once of each kind, when a feed has it: with all that it is found under in the feed of all
projects, without in those of the values, where that was three quarters of their weight. What the feed says for all of them
(the language), or another of an entry's fields says, is not said again. Ids are tag URIs (RFC 4151), so they stay the same
when the site moves to another address, and a renamed project keeps the id it was first published under.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from heapq import nsmallest

from markupsafe import Markup

from macros.addresses import CATALOGUE, absolute_url, facet_url, project_url, site_path
from macros.content.model import Project
from macros.html.render import render
from macros.library.library import Library
from macros.library.news import changed, latest
from macros.text.json_text import to_compact_json
from macros.words.labels import DEFAULT_LANGUAGE, labels
from macros.words.vocabulary import UNKNOWN

NEWEST, NEWEST_OF_TOPIC = 50, 15
"""So many of all projects, and of those under one value: a round's projects come on one day, and none of them is missed. A
feed tells what is new; the data files hold everything."""
TAG = "tag:innomed.no,2026:"
NEVER = date(1970, 1, 1)
JSON_FEED = "https://jsonfeed.org/version/1.1"


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as both formats have it."""

    atom: Markup
    item: str


def _most(base: str) -> int:
    return NEWEST_OF_TOPIC if base else NEWEST


class Feeds:
    """Every feed of the site. ``site_url`` ends in a slash."""

    def __init__(self, library: Library, site_url: str) -> None:
        self.library, self.site_url = library, site_url
        self._entry = cache(self._made)

    def content(self, name: str) -> bytes:
        """The feed at a path of ``names``."""
        base = name[: name.rindex("feed.")]
        title, places = self._values[base] if base else (labels()("feed.title"), range(len(self.library.projects)))
        make = self._atom if name.endswith(".xml") else self._json
        return make(base, base or site_path(CATALOGUE), title, places)

    def names(self) -> Iterator[str]:
        """Path on the site of every feed, of all projects first."""
        yield from (f"{base}feed.{ending}" for base in ("", *self._values) for ending in ("xml", "json"))

    def title(self, address: str) -> str:
        """The title of the feeds under ``/prosjekter/region/helse-vest/``; empty when the address has none."""
        base = site_path(address)
        return self._values[base][0] if base in self._values else ""

    @cached_property
    def _values(self) -> dict[str, tuple[str, tuple[int, ...]]]:
        """Address of each value's page: the title of its feeds, and the places of its projects in the library."""
        library, t = self.library, labels()
        found = {}
        for facet in library.facets:
            for key in library.keys(facet):
                name = library.name(facet.vocabulary, key)
                title = t("feed.title.value", facet=t(f"facet.{facet.slug}"), value=name)
                base = site_path(facet_url(facet.slug, key))
                found[base] = (title, library.postings[facet.slug].get(key, ()))
        return found

    def _newest(self, places: Iterable[int], most: int) -> list[int]:
        """Newest first, then by title, as the library has them. A record with no date of its own is not news."""
        ranks = nsmallest(most, (self._ranks[place] for place in places if place in self._ranks))
        return [self._ranked[rank] for rank in ranks]

    def _atom(self, base: str, page: str, title: str, places: Iterable[int]) -> bytes:
        newest = self._newest(places, _most(base))
        day = (self._days[newest[0]] if newest else latest(self.library)) or NEVER
        about = self._about(base)
        urls = {"site": self.site_url, "page": self.site_url + page, "base": self.site_url + base}
        atom = render(
            "feed.xml", lang=DEFAULT_LANGUAGE, id=f"{TAG}/{base}feed", title=title, about=about, updated=_stamp(day), urls=urls,
            entries=[self._entry(place, bool(base)).atom for place in newest],
        )  # fmt: skip
        return f"{atom}\n".encode()

    def _about(self, base: str) -> str:
        t = labels()
        return " ".join([t("feed.about", count=_most(base)), *([] if self.library.approved else [t("frame.draft")])])

    def _json(self, base: str, page: str, title: str, places: Iterable[int]) -> bytes:
        head = {
            "version": JSON_FEED,
            "title": title,
            "description": self._about(base),
            "home_page_url": self.site_url + page,
            "feed_url": f"{self.site_url}{base}feed.json",
            "language": DEFAULT_LANGUAGE,
            "authors": [{"name": labels()("cite.editors"), "url": self.site_url}],
        }
        items = ",".join(self._entry(place, bool(base)).item for place in self._newest(places, _most(base)))
        return to_compact_json(head)[:-1] + f',"items":[{items}]}}\n'.encode()

    @cached_property
    def _days(self) -> list[date | None]:
        """When each record was last changed, by place in the library."""
        return [changed(record.data) for record in self.library.projects]

    @cached_property
    def _ranked(self) -> list[int]:
        """Every place that has a date, in the order of the feeds."""
        dated = [(-day.toordinal(), place) for place, day in enumerate(self._days) if day]
        return [place for _, place in sorted(dated)]

    @cached_property
    def _ranks(self) -> dict[int, int]:
        return {place: rank for rank, place in enumerate(self._ranked)}

    def _made(self, place: int, brief: bool) -> Entry:
        """The entry of the record at a place that has a date; ``brief`` without what it is found under."""
        record = self.library.projects[place]
        project, day = record.data, self._days[place] or NEVER
        url = absolute_url(self.site_url, project_url(record.slug))
        first = project.redirect_from[0] if project.redirect_from else record.slug
        told = {
            "id": TAG + project_url(first), "title": project.title, "summary": project.summary, "url": url,
            "lang": project.language if project.language != DEFAULT_LANGUAGE else "", "updated": _stamp(day),
            "published": _stamp(project.published) if project.published else "", "site": self.site_url,
        }  # fmt: skip
        item = {
            "id": TAG + project_url(first),
            "url": url,
            "title": project.title,
            "content_text": project.summary,
            "date_published": told["published"],
            "date_modified": told["updated"] if told["updated"] != told["published"] else "",
            "language": told["lang"],
        }
        present, tags = {name: value for name, value in item.items() if value}, [] if brief else self._tags(project)
        named = {} if brief else {"tags": [label for _, _, label in tags]}
        return Entry(render("feed_entry.xml", **told, tags=tags), _line({**present, **named}))

    def _tags(self, project: Project) -> list[tuple[str, str, str]]:
        """Facet, key and label of what the project is found under; that nobody knows is no word for it."""
        found = []
        for facet in self.library.facets:
            for key in dict.fromkeys(k for k in facet.values(project) if k != UNKNOWN):
                found.append((facet.slug, key, self.library.name(facet.vocabulary, key)))
        return found


def _line(item: Mapping[str, object]) -> str:
    return json.dumps(item, ensure_ascii=False, separators=(",", ":"))


def _stamp(day: date) -> str:
    """RFC 3339. Front matter has days and no time, so the day begins it: the same day for every reader in Norway."""
    return f"{day.isoformat()}T00:00:00Z"
