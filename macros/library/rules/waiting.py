"""A write-up whose day of publication has not come is a draft until that day, by the clock of the door that asks.

Nobody watches the night it comes out, so it is judged as both: as published, for what is wrong in it, and as a draft, for what
others say of it until then.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from macros.content.load import AnyRecord, Content
from macros.content.records import Model, Record
from macros.text.norwegian import long_date
from macros.words.problems import Problem, problem


def is_waiting(record: AnyRecord, today: date | None) -> bool:
    """Whether the record is to be published on a day after ``today``. Without a day nothing waits."""
    data = record.data
    return today is not None and data.status == "published" and data.published is not None and data.published > today


def as_of(content: Content, today: date | None) -> Content:
    """The content as it is on the day ``today``: what waits for a later one is a draft."""
    if not any(is_waiting(r, today) for r in content.records):
        return content
    return replace(
        content,
        projects=tuple(_hidden(r) if is_waiting(r, today) else r for r in content.projects),
        tools=tuple(_hidden(r) if is_waiting(r, today) else r for r in content.tools),
    )


def _hidden(record: Record[Model]) -> Record[Model]:
    return replace(record, data=record.data.model_copy(update={"status": "draft"}))


def check_waiting(content: Content, today: date | None) -> Iterator[Problem]:
    """Whoever wrote a day to come is told which, because a wrong year looks the same."""
    for record in content.records:
        if today and record.data.published and is_waiting(record, today):
            day = record.data.published
            place = record.places.place(("published",))
            yield problem("KX213", record.path, place, "published", long_date(day), write=today.isoformat())
