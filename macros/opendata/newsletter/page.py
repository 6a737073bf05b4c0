"""The newsletter's draft: what is new as plain values, and the HTML that e-mail programs can show.

E-mail programs keep styles on the elements themselves and little else: no style sheet, no script, no picture from
elsewhere, a table for the width. So the letter reads the same offline and with pictures off, and tells nobody that it
has been opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from macros.addresses import CALLS, project_url, tool_url
from macros.content.model import Project, Tool
from macros.content.records import Record
from macros.html.render import render
from macros.library.deadlines import Deadline
from macros.library.library import Library
from macros.library.news import News
from macros.text.norwegian import join, long_date, loose_date
from macros.words.labels import Labels, labels
from macros.words.vocabulary import UNKNOWN


@dataclass(frozen=True, slots=True)
class LetterItem:
    """A title with its address, a line of facts and a summary; ``language`` is the text's own."""

    title: str
    url: str
    facts: str
    summary: str
    language: str = "nb"


@dataclass(frozen=True, slots=True)
class LetterSection:
    """A heading of the letter and what stands under it."""

    title: str
    items: tuple[LetterItem, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything the draft says, before it is HTML or plain text."""

    subject: str
    period: str
    preheader: str
    intro: str
    sections: tuple[LetterSection, ...]
    deadlines: tuple[LetterItem, ...]
    no_deadlines: str
    site_url: str


def letter(library: Library, news: News, site_url: str) -> Letter:
    """The draft. ``site_url`` ends in a slash; every link is whole, because a letter has no address of its own."""
    t, site = labels(), site_url.rstrip("/")
    sections = [
        LetterSection(t("newsletter.new_projects"), tuple(_project(library, r, site) for r in news.new_projects)),
        LetterSection(
            t("newsletter.updated_projects"), tuple(_project(library, r, site) for r in news.updated_projects)
        ),
        LetterSection(t("newsletter.new_tools"), tuple(_tool(r, site) for r in news.new_tools)),
        LetterSection(t("newsletter.updated_tools"), tuple(_tool(r, site) for r in news.updated_tools)),
    ]
    projects, tools = len(news.new_projects), len(news.new_tools)
    return Letter(
        subject=t("newsletter.subject"),
        period=t("newsletter.period", since=long_date(news.since), until=long_date(news.until)),
        preheader=t("newsletter.preheader", projects=projects, tools=tools),
        intro=t("newsletter.intro"),
        sections=tuple(s for s in sections if s.items),
        deadlines=tuple(_deadline(d, site, t) for d in news.deadlines),
        no_deadlines=t("newsletter.no_deadlines"),
        site_url=site_url,
    )


def letter_html(content: Letter) -> Markup:
    """The letter as one file for e-mail programs."""
    return render("newsletter.html", letter=content)


def _project(library: Library, record: Record[Project], site: str) -> LetterItem:
    project = record.data

    def names(vocabulary: str, keys: tuple[str, ...]) -> str:
        return join(library.name(vocabulary, key) for key in keys if key != UNKNOWN)

    facts = (names("organisations", project.owner), names("regions", project.region))
    url = site + project_url(record.slug)
    return LetterItem(project.title, url, " · ".join(fact for fact in facts if fact), project.summary, project.language)


def _tool(record: Record[Tool], site: str) -> LetterItem:
    return LetterItem(record.data.title, site + tool_url(record.slug), "", record.data.summary, record.data.language)


def _deadline(deadline: Deadline, site: str, t: Labels) -> LetterItem:
    month = loose_date(deadline.first.isoformat()[:7])
    when = long_date(deadline.last) if deadline.exact else t("newsletter.deadline.month", month=month)
    note = str(deadline.round.extra.get("deadline_note", {}).get("nb", ""))
    return LetterItem(deadline.round.name(), f"{site}{CALLS}", when, note)
