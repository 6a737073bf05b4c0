"""Feeds and the calendar, read by the libraries that readers use."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar
from lxml import html as lxml_html
from support import make_checkout, writeup

from macros.content.load import load
from macros.library.library import Library
from macros.opendata.calendar import deadlines_ics
from macros.opendata.feeds import NEWEST, NEWEST_OF_TOPIC, Feeds
from macros.words.labels import labels
from macros.words.vocabulary import Value, Vocabulary

SITE = "https://innomed.no/"
Load = Callable[..., Library]


@pytest.fixture
def small(tmp_path: Path) -> Load:
    def make(**projects: str) -> Library:
        files = {f"{name.replace('_', '-')}.md": text for name, text in projects.items()}
        return Library.of(load(make_checkout(tmp_path, files)))

    return make


def every(library: Library, site: str = SITE) -> dict[str, bytes]:
    feeds = Feeds(library, site)
    return {name: feeds.content(name) for name in feeds.names()}


def atom(files: dict[str, bytes], base: str = "") -> feedparser.FeedParserDict:
    found = feedparser.parse(files[f"{base}feed.xml"])
    assert not found.bozo and found.version == "atom10", base
    return found


def test_every_facet_value_has_both_feeds_with_the_same_projects(library: Library) -> None:
    files = every(library)
    wanted = {"": {r.slug for r in library.projects}}
    for facet in library.facets:
        for key in library.keys(facet):
            records = library.select({facet.slug: [key]})
            wanted[f"prosjekter/{facet.slug}/{key}/"] = {r.slug for r in records}
    assert set(files) == {f"{base}feed.{kind}" for base in wanted for kind in ("xml", "json")}
    for base, slugs in wanted.items():
        parsed, plain = atom(files, base), json.loads(files[f"{base}feed.json"])
        links = {f"{SITE}prosjekter/{slug}/" for slug in slugs}
        assert {e.link for e in parsed.entries} == {i["url"] for i in plain["items"]} == links, base
        assert [e.id for e in parsed.entries] == [i["id"] for i in plain["items"]]
        assert (
            parsed.feed.title == plain["title"]
            and parsed.feed.updated
            and parsed.feed.author == labels()("cite.editors")
        )
        own = [link.href for link in parsed.feed.links if link.rel == "self"]
        assert own == [f"{SITE}{base}feed.xml"] and plain["feed_url"] == f"{SITE}{base}feed.json"
        assert plain["version"] == "https://jsonfeed.org/version/1.1" and plain["home_page_url"].startswith(SITE)


def test_ids_are_unique_and_stay_when_the_site_moves(library: Library) -> None:
    here, there = atom(every(library)), atom(every(library, "http://127.0.0.1:8000/"))
    ids = [e.id for e in here.entries]
    assert ids == [e.id for e in there.entries] and here.feed.id == there.feed.id
    assert len(set(ids)) == len(ids) and all(i.startswith("tag:innomed.no,2026:/prosjekter/") for i in ids)
    assert there.entries[0].link.startswith("http://127.0.0.1:8000/prosjekter/")


def test_a_renamed_project_is_not_news(small: Load) -> None:
    (entry,) = atom(every(small(ny_aeroy=writeup(published="2026-01-02", redirect_from="[gammel-aeroy]")))).entries
    assert entry.id == "tag:innomed.no,2026:/prosjekter/gammel-aeroy/"
    assert entry.link == f"{SITE}prosjekter/ny-aeroy/"


def test_dates_are_the_authors_newest_first(small: Load) -> None:
    library = small(
        a=writeup(title="Åpent på Ærø", published="2026-01-02"),
        b=writeup(title="Bedre øyne", published="2025-01-02", updated="2026-03-04"),
        c=writeup(title="Uten dato", published=None),
        d=writeup(title="Et utkast", published="2026-05-05", status="draft"),
        e=writeup(title="Arkivert", published="2024-05-05", status="archived"),
    )
    files = every(library)
    parsed, plain = atom(files), json.loads(files["feed.json"])
    assert [e.title for e in parsed.entries] == ["Bedre øyne", "Åpent på Ærø", "Arkivert"]
    assert parsed.entries[0].published == "2025-01-02T00:00:00Z"
    assert parsed.entries[0].updated == parsed.feed.updated == "2026-03-04T00:00:00Z"
    assert plain["items"][0]["date_published"] == "2025-01-02T00:00:00Z"
    assert plain["items"][0]["date_modified"] == "2026-03-04T00:00:00Z"
    assert not [name for name, content in files.items() if b"Et utkast" in content]
    empty = atom(files, "prosjekter/region/utlandet/")
    assert not empty.entries and empty.feed.updated == "2026-03-04T00:00:00Z"


def test_signs_that_mean_something_to_xml(small: Load) -> None:
    title, summary = "<b>A & B</b> ]]> «Ærø»", "</summary><script>alert(1)</script> & 'ø'"
    library = small(a=writeup(title=f'"{title}"', summary=f'"{summary}"', published="2026-01-02"))
    files = every(library)
    (entry,) = atom(files).entries
    assert b"&lt;b&gt;A &amp; B&lt;/b&gt;" in files["feed.xml"] and b"<script" not in files["feed.xml"]
    assert "A & B" in entry.title.replace("&amp;", "&")
    (item,) = json.loads(files["feed.json"])["items"]
    assert item["title"] == title and item["content_text"] == summary
    assert {t.term for t in entry.tags} >= {"helse-vest", "planlegge"} and "Helse Vest" in item["tags"]
    (entry,), (item,) = (
        atom(files, "prosjekter/region/helse-vest/").entries,
        json.loads(files["prosjekter/region/helse-vest/feed.json"])["items"],
    )
    assert entry.id and item["title"] == title and "tags" not in entry and "tags" not in item


def test_a_feed_tells_the_newest_and_no_more(library: Library) -> None:
    many = tuple(
        replace(library.projects[0], slug=f"p{n}", data=library.projects[0].data.model_copy(
            update={"published": date.fromordinal(739000 + n), "updated": None}))
        for n in range(NEWEST + 20)
    )  # fmt: skip
    files = every(replace(library, projects=many))
    region = library.projects[0].data.region[0]
    for base, most in (("", NEWEST), (f"prosjekter/region/{region}/", NEWEST_OF_TOPIC)):
        newest = [f"{SITE}prosjekter/p{n}/" for n in range(NEWEST + 19, NEWEST + 19 - most, -1)]
        assert [e.link for e in atom(files, base).entries] == newest
        assert [item["url"] for item in json.loads(files[f"{base}feed.json"])["items"]] == newest
        assert f"De {most} nyeste." in json.loads(files[f"{base}feed.json"])["description"]


@pytest.mark.site
def test_pages_lead_to_their_feeds(site: Path) -> None:
    """A program is told of the one that is most of the page's own, and by that of its twin."""
    for address, base in (("prosjekter/region/helse-vest/", "/prosjekter/region/helse-vest/"), ("om/", "/"), ("", "/")):
        root = lxml_html.parse(str(site / address / "index.html")).getroot()
        (link,) = root.xpath("//head/link[@rel='alternate' and @type='application/atom+xml']")
        assert link.get("href") == f"{base}feed.xml" and link.get("title")
        told = feedparser.parse((site / f"{base}feed.xml".lstrip("/")).read_bytes()).feed
        (twin,) = (link.href for link in told.links if link.type == "application/feed+json")
        assert (site / twin.removeprefix(SITE)).is_file()


def with_rounds(library: Library, *rounds: tuple[str, str]) -> Library:
    old = library.vocabularies["rounds"]
    values = tuple(Value(key, {"nb": f"Runde {key}"}, extra={"deadline": text}) for key, text in rounds)
    words = Vocabulary("rounds", old.label, values, source=old.source)
    return replace(library, vocabularies={**library.vocabularies, "rounds": words})


def test_the_calendar_as_the_sources_have_it(library: Library) -> None:
    calendar = Calendar.from_ical(deadlines_ics(library, SITE))
    events = calendar.walk("VEVENT")
    assert [(e.decoded("dtstart"), e.decoded("dtend")) for e in events] == [
        (date(2021, 2, 1), date(2021, 3, 1)),
        (date(2021, 9, 15), date(2021, 9, 16)),
        (date(2024, 2, 1), date(2024, 3, 1)),
        (date(2024, 5, 1), date(2024, 6, 1)),
        (date(2024, 9, 1), date(2024, 10, 1)),
        (date(2032, 2, 16), date(2032, 2, 17)),
    ]
    assert "februar 2021" in events[0]["summary"] and "bare måneden" in events[0]["description"]
    assert "står det mars" in events[0]["description"], "the sources disagree, and the event says so"
    assert len({e["uid"] for e in events}) == 6 and events[0]["uid"] == "frist-2021-s1@innomed.no"
    assert deadlines_ics(library, SITE) == deadlines_ics(library, SITE)


@pytest.mark.parametrize("wrong", ["2027-13", "2027-02-30", "15. februar 2027", "2027-2"])
def test_a_deadline_that_is_no_date_is_told(tmp_path: Path, wrong: str) -> None:
    root = make_checkout(tmp_path, {})
    file = root / "docs/_data/vocabulary/rounds.yml"
    text = file.read_text(encoding="utf-8")
    line = text[: text.index('deadline: "2024-05"')].count("\n") + 1
    file.write_text(text.replace('deadline: "2024-05"', f'deadline: "{wrong}"'), encoding="utf-8")
    (told,) = [p.as_text() for p in load(root).problems if p.severity == "error"]
    assert told.startswith(f"docs/_data/vocabulary/rounds.yml:{line}:") and f"deadline» er «{wrong}»" in told


def test_a_day_is_a_day_and_december_ends_in_january(library: Library) -> None:
    changed = with_rounds(
        library, ("b", "2027-12"), ("a", "2027-03-15"), ("aar", "2027"), ("tull", "2027-13"), ("ingen", "")
    )
    first, second = Calendar.from_ical(deadlines_ics(changed, SITE)).walk("VEVENT")
    assert (first.decoded("dtstart"), first.decoded("dtend")) == (date(2027, 3, 15), date(2027, 3, 16))
    assert first["summary"] == "Søknadsfrist: Runde a" and "bare måneden" not in first["description"]
    assert (second.decoded("dtstart"), second.decoded("dtend")) == (date(2027, 12, 1), date(2028, 1, 1))
    assert first.decoded("dtstamp") == datetime(2027, 1, 1, tzinfo=UTC)
