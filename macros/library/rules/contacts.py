"""Contacts on a project: until when they are shown, and whether the person has agreed to it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from macros.content.load import Content
from macros.content.model import Project
from macros.content.records import Record
from macros.words.problems import Problem, problem


def is_expired(record: Record[Project], today: date | None) -> bool:
    """Whether the contact's last day has passed. Without a day to compare with, any last day counts as passed."""
    contact = record.data.contact
    last = contact.remove_after if contact else None
    return last is not None and (today is None or last < today)


def without_expired_contact(record: Record[Project], today: date | None) -> Record[Project]:
    """The record as it may be published: left out here, the contact is gone from every page, file and feed."""
    if not is_expired(record, today):
        return record
    return replace(record, data=record.data.model_copy(update={"contact": None}))


def check_contacts(content: Content, today: date | None) -> Iterator[Problem]:
    """A person's address needs a dated consent, the dates must make sense, and an expired contact should be deleted.

    A role's address (``role_addresses`` in docs/_data/privacy.yml) needs no consent. Expiry is a warning: it comes by
    itself one day, and must not stop the site from being built; the contact is not published any more.
    """
    for record in content.projects:
        contact = record.data.contact
        if contact is None:
            continue
        place = record.places.place
        if contact.email and contact.consent_date is None and not content.privacy.is_role_address(contact.email):
            yield problem("PV005", record.path, place(("contact", "email")), "contact.email", contact.email)
        if contact.consent_date and contact.remove_after and contact.remove_after < contact.consent_date:
            dates = {"value": contact.remove_after.isoformat(), "other": contact.consent_date.isoformat()}
            yield problem("PV006", record.path, place(("contact", "remove_after")), "contact.remove_after", **dates)
        if today and contact.consent_date and contact.consent_date > today:
            value = contact.consent_date.isoformat()
            yield problem("PV007", record.path, place(("contact", "consent_date")), "contact.consent_date", value)
        if today and contact.remove_after and is_expired(record, today):
            value = contact.remove_after.isoformat()
            yield problem("PV008", record.path, place(("contact",)), "contact.remove_after", value)
