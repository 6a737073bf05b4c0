"""The newsletter's draft as files: HTML for e-mail programs and plain text. Nothing is sent."""

from __future__ import annotations

import textwrap

from macros.addresses import CALLS, CATALOGUE, absolute_url
from macros.library.library import Library
from macros.library.news import News
from macros.opendata.newsletter.page import Letter, LetterItem, letter, letter_html
from macros.words.labels import labels

WIDTH = 72
"""Characters in a line of plain text: what an e-mail program shows without wrapping it anew."""


def newsletter_files(library: Library, news: News, site_url: str) -> dict[str, str]:
    """The text of each file by its name: ``nyhetsbrev-<since>-<until>`` with ``.html`` and ``.txt``."""
    content = letter(library, news, site_url)
    name = f"nyhetsbrev-{news.since.isoformat()}-{news.until.isoformat()}"
    return {
        f"{name}.html": f"{letter_html(content)}\n",
        f"{name}.txt": _plain(content),
    }


def _plain(content: Letter) -> str:
    t = labels()
    lines = [content.subject.upper(), content.period, "", *_wrapped(content.intro), ""]
    for section in content.sections:
        lines += [section.title, "=" * len(section.title), ""]
        lines += [line for item in section.items for line in _plain_item(item)]
    lines += [t("newsletter.deadlines"), "=" * len(t("newsletter.deadlines")), ""]
    if content.deadlines:
        lines += [line for item in content.deadlines for line in _plain_item(item)]
    else:
        lines += [
            content.no_deadlines,
            f"{t('newsletter.deadlines.more')}: {absolute_url(content.site_url, CALLS)}",
            "",
        ]
    lines += [f"{t('newsletter.more')}: {absolute_url(content.site_url, CATALOGUE)}", "", "--"]
    lines += [*_wrapped(t("newsletter.footer")), content.site_url, t("newsletter.unsubscribe")]
    return "\n".join(lines) + "\n"


def _plain_item(item: LetterItem) -> list[str]:
    return [*_wrapped(item.title), *_wrapped(item.facts), *_wrapped(item.summary), item.url, ""]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)
