"""The newsletter's draft as files: HTML for e-mail programs, plain text, and Markdown to edit. Nothing is sent."""

from __future__ import annotations

import re
import textwrap

from macros.catalogue.library import Library
from macros.catalogue.news import News
from macros.labels import labels
from macros.views.newsletter import Item, Letter, letter, letter_html

WIDTH = 72
"""Characters in a line of plain text: what an e-mail program shows without wrapping it anew."""


def newsletter_files(library: Library, news: News, site_url: str) -> dict[str, str]:
    """The text of each file by its name: ``nyhetsbrev-<since>-<until>`` with ``.html``, ``.txt`` and ``.md``."""
    content = letter(library, news, site_url)
    name = f"nyhetsbrev-{news.since.isoformat()}-{news.until.isoformat()}"
    return {
        f"{name}.html": f"{letter_html(content)}\n",
        f"{name}.txt": _plain(content),
        f"{name}.md": _markdown(content),
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
        lines += [content.no_deadlines, f"{t('newsletter.deadlines.more')}: {content.site_url}utlysninger/", ""]
    lines += [f"{t('newsletter.more')}: {content.site_url}prosjekter/", "", "--"]
    lines += [*_wrapped(t("newsletter.footer")), content.site_url, t("newsletter.unsubscribe")]
    return "\n".join(lines) + "\n"


def _plain_item(item: Item) -> list[str]:
    return [*_wrapped(item.title), *_wrapped(item.facts), *_wrapped(item.summary), item.url, ""]


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def _markdown(content: Letter) -> str:
    t = labels()
    lines = [f"# {_md(content.subject)}", "", _md(content.period), "", content.intro, ""]
    for section in content.sections:
        lines += [f"## {_md(section.title)}", ""]
        lines += [line for item in section.items for line in _md_item(item)]
    lines += [f"## {t('newsletter.deadlines')}", ""]
    if content.deadlines:
        lines += [line for item in content.deadlines for line in _md_item(item)]
    else:
        link = f"[{t('newsletter.deadlines.more')}]({content.site_url}utlysninger/)"
        lines += [f"{content.no_deadlines} {link}", ""]
    lines += [f"[{t('newsletter.more')}]({content.site_url}prosjekter/)", "", "---", ""]
    lines += [f"{t('newsletter.footer')} <{content.site_url}>", "", t("newsletter.unsubscribe")]
    return "\n".join(lines) + "\n"


def _md_item(item: Item) -> list[str]:
    lines = [f"### [{_md(item.title)}]({item.url})", ""]
    for text in (item.facts, item.summary):
        lines += [_md(text), ""] if text else []
    return lines


def _md(text: str) -> str:
    """Text that Markdown takes for text."""
    escaped = re.sub(r"([\\`*_\[\]#|])", r"\\\1", " ".join(text.split()))
    return re.sub(r"&(?=#?\w+;)", "&amp;", escaped).replace("<", "&lt;")
