"""For the secretariat: what is missing where (``/bidra/kvalitet/``), and whom to ask (``/bidra/oppfolging/``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from macros.addresses import project_url
from macros.catalogue.completeness import FIELDS, VERIFIED_MONTHS, completeness, missing_in, without_follow_up
from macros.catalogue.language import language_report
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import Link, project_link
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import join, long_date, number
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class Row:
    """A project in the overview of what is unknown: how many facts are known, which are not, when it was checked."""

    project: Link
    known: int
    missing: str
    verified: str
    old: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """A project to ask about, with the mail ready."""

    project: Link
    owner: str
    months: int
    mail: str
    mailto: str


def quality_page(library: Library, today: date) -> Page:
    """Every project with what is unknown of it, the least known first, and the fields most often missing."""
    t = labels()
    rows = tuple(
        Row(
            project_link(c.record),
            c.known,
            join(t(f"quality.field.{key}") for key in c.missing) if c.missing else t("quality.complete"),
            long_date(c.record.data.verified) if c.record.data.verified else t("quality.never"),
            c.is_old,
        )
        for c in completeness(library, today)
    )
    share = number(100 * sum(r.known for r in rows) / (len(rows) * len(FIELDS)), 0) if rows else ""
    html = render(
        "quality.html",
        rows=rows,
        of=len(FIELDS),
        share=t("quality.share", percent=share) if rows else t("quality.no_basis"),
        missing=[(t(f"quality.field.{key}"), count) for key, count in missing_in(library, today).items() if count],
        total=len(rows),
        months=VERIFIED_MONTHS,
        date=long_date(today),
        language_report=language_report(library, today),
    )
    return Page(t("quality.title"), t("quality.description"), html)


def follow_up_page(library: Library, today: date) -> Page:
    """Projects whose end nobody has told, after 12 and 24 months, with a mail to send."""
    t = labels()
    groups = []
    found = without_follow_up(library, today)
    for due in (24, 12):
        items = tuple(_asked(library, u.record, u.months, t) for u in found if u.due == due)
        groups.append((due, t(f"follow_up.due.{due}"), items))
    html = render("follow_up.html", groups=groups, total=len(found), date=long_date(today))
    return Page(t("follow_up.title"), t("follow_up.description"), html)


def _asked(library: Library, record: Record[Project], months: int, t: Labels) -> Asked:
    project = record.data
    owners = [library.name("organisations", key) for key in project.owner if key != UNKNOWN]
    subject = t("follow_up.mail.subject", title=project.title)
    mail = t("follow_up.mail.body", title=project.title)
    to = project.contact.email if project.contact and project.contact.email else ""
    mailto = f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(mail)}"
    owner = join(owners) if owners else t("unknown")
    return Asked(Link(project.title, project_url(record.slug)), owner, months, mail, mailto)
