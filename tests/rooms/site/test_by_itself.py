"""The page of a project, composed as if nothing were like it, has no place that the whole page has not."""

from __future__ import annotations

import re

from macros.engine.clock import today
from macros.library.library import Library
from macros.site.plan import SitePlan


def test_what_is_there_without_the_others_is_there_with_them(library: Library) -> None:
    plan = SitePlan.of_names(library, today())
    more = 0
    for n, record in enumerate(library.projects):
        alone, whole = (
            set(re.findall(r'\bid="([^"]+)"', p.html)) for p in (plan.by_itself(n, record), plan._project(n, record))
        )
        assert alone <= whole, record.slug
        more += len(whole - alone)
    assert more, "no project of the library has a relative, and nothing has been compared"
