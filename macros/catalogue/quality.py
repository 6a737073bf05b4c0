"""For the secretariat: what is missing where, and whom to ask.

Files to open on one's own machine, made beside the site and never a part of it: no reader needs a list of who has not
answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from macros.addresses import LIGHT_PLAN, absolute_url, project_url
from macros.catalogue.completeness import FIELDS, VERIFIED_MONTHS, completeness, missing_in, without_follow_up
from macros.catalogue.language import language_report
from macros.content.kept.pack import Pack
from macros.content.model import Project
from macros.content.records import Record
from macros.html.links import Link, project_link
from macros.html.mail import mail_url
from macros.html.page.document import absolute_links
from macros.html.page.indexes import Page
from macros.html.render import render
from macros.library.library import Library
from macros.text.norwegian import join, long_date, number
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN

SHOWN = 200
"""Projects in the table of what is unknown: those least is known of. Nobody works through a thousand at once."""
WITH_MAIL, LISTED = 50, 400
"""Projects to ask about, after each term: so many with a mail that is ready, so many by title; those after come later."""


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
    """A project to ask about; with the mail ready, or empty where others are asked first."""

    project: Link
    owner: str
    months: int
    mail: str
    mailto: str


def quality_page(library: Library, today: date, site_url: str = "", counted: Pack | None = None) -> Page:
    """Every project with what is unknown of it, the least known first, and the fields most often missing. ``site_url`` is
    given to every page of the secretariat; this one needs none. ``counted`` as in ``written_pages``."""
    t, every = labels(), tuple(completeness(library, today))
    rows = tuple(
        Row(
            project_link(c.record),
            c.known,
            join(t(f"quality.field.{key}") for key in c.missing) if c.missing else t("quality.complete"),
            long_date(c.record.data.verified) if c.record.data.verified else t("quality.never"),
            c.is_old,
        )
        for c in every[:SHOWN]
    )
    share = number(100 * sum(c.known for c in every) / (len(every) * len(FIELDS)), 0) if every else ""
    html = render(
        "quality.html",
        rows=rows,
        of=len(FIELDS),
        share=t("quality.share", percent=share) if rows else t("quality.no_basis"),
        missing=[(t(f"quality.field.{key}"), count) for key, count in missing_in(library, today).items() if count],
        total=len(every),
        months=VERIFIED_MONTHS,
        date=long_date(today),
        language_report=language_report(library, today, counted),
    )
    return Page(t("quality.title"), t("quality.description"), html)


def follow_up_page(library: Library, today: date, site_url: str = "", counted: Pack | None = None) -> Page:
    """Projects whose end nobody has told, after 12 and 24 months, with a mail to send. ``site_url`` gives the address of
    each project's plan in full."""
    t = labels()
    groups = []
    found = without_follow_up(library, today)
    for due in (24, 12):
        asked = [u for u in found if u.due == due]
        items = tuple(
            _asked(library, u.record, u.months, t, site_url, ready=n < WITH_MAIL) for n, u in enumerate(asked[:LISTED])
        )
        groups.append((due, t(f"follow_up.due.{due}"), items, len(asked) - len(items)))
    html = render("follow_up.html", groups=groups, total=len(found), ready=WITH_MAIL, date=long_date(today))
    return Page(t("follow_up.title"), t("follow_up.description"), html)


def _asked(library: Library, record: Record[Project], months: int, t: Labels, site_url: str, *, ready: bool) -> Asked:
    project = record.data
    owners = [library.name("organisations", key) for key in project.owner if key != UNKNOWN]
    subject = t("follow_up.mail.subject", title=project.title)
    plan = absolute_url(site_url, f"{project_url(record.slug)}{LIGHT_PLAN}")
    mail = t("follow_up.mail.body", title=project.title, plan=plan)
    to = project.contact.email if project.contact and project.contact.email else ""
    mailto = mail_url(to, subject, mail)
    owner = join(owners) if owners else t("unknown")
    link = Link(project.title, project_url(record.slug))
    return Asked(link, owner, months, mail, mailto) if ready else Asked(link, owner, months, "", "")


SECRETARIAT = {"oppfolging.html": follow_up_page, "kvalitet.html": quality_page}
"""The file of each page -> who makes it."""


def secretariat_files(
    library: Library, today: date, site_url: str, styles: str, counted: Pack | None = None
) -> dict[str, bytes]:
    """Name -> HTML of each page, with ``styles`` in it. ``site_url`` is where their links lead; ``counted`` as in
    ``written_pages``."""
    made = {name: make(library, today, site_url, counted) for name, make in SECRETARIAT.items()}
    files = {}
    for name, page in made.items():
        others = [(other, found.title) for other, found in made.items() if other != name]
        html = render("secretariat.html", title=page.title, html=absolute_links(page.html, site_url, ""), others=others)
        files[name] = str(html).replace("<style></style>", f"<style>{styles}</style>").encode()
    return files
