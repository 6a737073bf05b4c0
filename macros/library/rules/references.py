"""Laws and public methods change: what pages say of them is checked once a year. A docstring is a rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.addresses import source_url
from macros.content.data.references import REFERENCES
from macros.content.files.unread import is_unread
from macros.content.load import Content
from macros.text.norwegian import join, long_date
from macros.words.problems import Problem, problem
from macros.words.vocabulary.near import alike


def check_references(content: Content, today: date | None) -> Iterator[Problem]:
    """Every rule of this file."""
    yield from _pages(content)
    if today:
        yield from _yearly(content, today)


def _pages(content: Content) -> Iterator[Problem]:
    """The pages that are said to refer to a law or a method are there."""
    tools = [source_url(t.path) or "" for t in content.tools if t.data.status != "draft"]
    known = [*tools, *(page.url for page in content.editorial)]
    for index, entry in enumerate(content.references.entries):
        for number, address in enumerate(entry.used_on):
            if address not in known and not is_unread(address, content.unread):
                place = content.references.places.place(("references", index, "used_on", number))
                yield problem("VK117", REFERENCES, place, "used_on", address, suggestion=alike(address, known))


def _yearly(content: Content, today: date) -> Iterator[Problem]:
    """A law or a method was last checked a year ago or less: it is told from the day after the year has passed."""
    for index, entry in enumerate(content.references.entries):
        checked = entry.checked
        if (today.year - 1, today.month, today.day) > (checked.year, checked.month, checked.day):
            place = content.references.places.place(("references", index, "checked"))
            pages, write = join(entry.used_on), f"checked: {today.isoformat()}"
            yield problem(
                "KX220", REFERENCES, place, "checked", entry.title, date=long_date(checked), pages=pages, write=write
            )
