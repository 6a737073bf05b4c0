"""``/folg/``: how to follow a topic, in plain words, with a page for each topic instead of a feed that opens as code.

Whoever knows no feed reader learns what one is, and what to paste; whoever wants none sees what is new on the page.
"""

from __future__ import annotations

from datetime import date

from macros.addresses import CATALOGUE, DEADLINES, absolute_url, facet_url, follow_url
from macros.content.model import Project
from macros.content.model.facets import Facet
from macros.content.records import Record
from macros.html.links import Link, project_link
from macros.html.mail import labelled_mail
from macros.html.page.indexes import Page, followed
from macros.html.render import render
from macros.library.deadlines import ahead, deadlines
from macros.library.library import Library
from macros.library.news import changed
from macros.text.norwegian import long_date
from macros.words.labels import labels

NEWEST = 10
"""So many of the newest on the page of a topic; the catalogue has them all."""


def topics(library: Library) -> list[tuple[Facet, list[str]]]:
    """The facets that people follow, with the values that have a page here: those with projects."""
    found = ((f, [k for k in library.keys(f) if followed(library, f, k)]) for f in library.facets)
    return [(facet, keys) for facet, keys in found if keys]


def follow_page(library: Library, site_url: str, today: date) -> Page:
    """What a feed is, a page for each topic, mail, and what is in the calendar on ``today``."""
    t = labels()
    known = deadlines(library)
    coming = len(ahead(known, today))
    over = t("follow.calendar.over", year=known[-1].last.year) if known else ""
    html = render(
        "follow.html",
        address=absolute_url(site_url, "/feed.xml"),
        topics=[
            (facet.slug, t(f"facet.{facet.slug}"),
             [Link(library.name(facet.vocabulary, key), follow_url(facet.slug, key), library.count(facet, key)) for key in keys])
            for facet, keys in topics(library)
        ],
        mail=labelled_mail(library.mailbox, "follow", t),
        mailbox=library.mailbox,
        calendar=t("follow.calendar.ahead", count=coming) if coming else over,
        coming=coming,
        calendar_file=absolute_url(site_url, DEADLINES),
    )  # fmt: skip
    return Page(t("follow.title"), t("follow.description"), html)


def topic_page(library: Library, facet: Facet, key: str, site_url: str) -> Page:
    """``/folg/<facet>/<value>/``: the address to paste, and the newest of the topic for whoever reads it here."""
    t, word = labels(), library.name(facet.vocabulary, key)
    records = library.select({facet.slug: [key]})
    dated = sorted(((day, r) for r in records if (day := changed(r.data))), key=lambda row: -row[0].toordinal())
    html = render(
        "follow_topic.html",
        word=word,
        facet=t(f"facet.{facet.slug}"),
        address=absolute_url(site_url, f"{facet_url(facet.slug, key)}feed.xml"),
        newest=[(project_link(r), long_date(day), day.isoformat(), _what(r, day)) for day, r in dated[:NEWEST]],
        every=Link(t("follow.all", count=len(records)), f"{CATALOGUE}?{facet.slug}={key}&sort=nyeste"),
        about=facet_url(facet.slug, key),
    )
    return Page(t("follow.topic.title", topic=word), t("follow.topic.description", topic=word), html)


def _what(record: Record[Project], day: date) -> str:
    return labels()("follow.new" if day == record.data.published else "follow.changed")
