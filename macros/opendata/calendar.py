"""``/utlysninger/frister.ics``: the deadlines to subscribe to (RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from macros.addresses import CALLS, absolute_url
from macros.library.deadlines import Deadline, deadlines
from macros.library.library import Library
from macros.text.norwegian import loose_date
from macros.words.labels import Labels, labels

if TYPE_CHECKING:
    from icalendar import Event


def deadlines_ics(library: Library, site_url: str) -> bytes:
    """An all-day event for each deadline; one known only by its month spans the month."""
    from icalendar import Calendar  # slow to load, and a check makes no calendar

    t = labels()
    calendar = Calendar()
    calendar.add("prodid", "-//InnoMed//Kunnskapsbase//NB")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", t("calendar.name"))
    calendar.add("x-wr-calname", t("calendar.name"))
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for deadline in deadlines(library):
        calendar.add_component(_event(library, deadline, site_url, t))
    return bytes(calendar.to_ical())


def _event(library: Library, deadline: Deadline, site_url: str, t: Labels) -> Event:
    from icalendar import Event

    value, event = deadline.round, Event()
    event.add("uid", f"frist-{value.key}@innomed.no")
    # When the event was written down is not known; a fixed day keeps the file the same for the same content.
    event.add("dtstamp", datetime(deadline.first.year, 1, 1, tzinfo=UTC))
    event.add("dtstart", deadline.first)
    event.add("dtend", deadline.last + timedelta(days=1))  # the first day after, as the standard has it
    name = "calendar.day" if deadline.exact else "calendar.month"
    event.add("summary", t(name, round=value.name(), month=loose_date(deadline.first.isoformat()[:7])))
    source = library.vocabularies["rounds"].source.get("title", "")
    notes = [
        "" if deadline.exact else t("calendar.day_unknown"),
        str(value.extra.get("deadline_note", {}).get("nb", "")),
        t("calendar.source", source=source) if source else "",
    ]
    event.add("description", "\n".join(note for note in notes if note))
    event.add("url", absolute_url(site_url, CALLS))
    event.add("transp", "TRANSPARENT")
    return event
