"""Every rule for the content, those of each subject too: what the check tells, and what stops a build."""

from __future__ import annotations

from datetime import date

from macros.content.load import Content
from macros.library.library import published
from macros.library.rules.checks import alone, between, within
from macros.library.rules.waiting import as_of, is_waiting
from macros.portfolio.reconciliation import check_published
from macros.prices.checks import check_roles
from macros.toolkit.made_files import check_attachment_names
from macros.words.problems import Problem


def check(content: Content, today: date | None = None) -> list[Problem]:
    """Every problem of the checkout: those within files and those between them, in reading order.

    ``today`` is the day it is judged on; without one, what depends on the day is not judged.
    """
    found = list(within(content))
    if content.wordless:
        return sorted(set(found))
    found += alone(content, today)
    found += between(content, today)
    if (
        now := as_of(content, today)
    ) is not content:  # what waits is judged as published: what others say of it, as a draft
        waiting = {r.path for r in content.records if is_waiting(r, today)}
        found += (p for p in between(now, today) if p.path not in waiting)
    for rule in (check_roles, check_attachment_names):
        found += rule(content)
    if content.published:
        found += check_published(published(content, today))
    return sorted(set(found))
