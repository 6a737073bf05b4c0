"""Which measurement of a write-up a line of a plan is, and whether two values say the same."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.content.model.evidence import Reference
from macros.text.invisible import one_line
from macros.words.vocabulary import fold


def same_source(known: Any, told: Any) -> bool:
    """Whether a plan tells the source that a write-up knows, its address left out or not."""
    (title, url), (other, address) = _title(known), _title(told)
    return title == other and address in ("", url)


def _title(source: Any) -> tuple[str, str]:
    if isinstance(source, Reference):
        source = source.model_dump()
    title, url = (source.get("title"), source.get("url")) if isinstance(source, dict) else (source, "")
    return one_line(str(title or "")).strip(" ,;:("), str(url or "")


def differs(old: Any, new: Any) -> bool:
    """Whether two values of a field differ in more than spelling."""
    if isinstance(old, str) and isinstance(new, str):
        return fold(old) != fold(new)
    if isinstance(old, list) and isinstance(new, list):
        return sorted(old) != sorted(new)
    title = old.get("title") if isinstance(old, dict) else None
    return bool(old != new and title != new)


def matched(there: list[dict[str, Any]], given: list[dict[str, Any]]) -> list[int | None]:
    """Which of the measurements that are ``there`` each of the ``given`` ones is: the same day and value, else the same
    day, else the same value on a day that is told less or more exactly. No two are the same one."""
    found: list[int | None] = [None] * len(given)
    free = set(range(len(there)))
    for alike in (_same, _same_day, _same_value):
        for at, one in enumerate(given):
            if found[at] is None:
                found[at] = next((n for n in sorted(free) if alike(there[n], one)), None)
                free.discard(-1 if found[at] is None else found[at])
    return found


def _same(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return bool(old.get("date") == new.get("date") and old.get("value") == new.get("value"))


def _same_day(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    return bool(old.get("date") and old.get("date") == new.get("date"))


def _same_value(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    before, after = str(old.get("date", "")), str(new.get("date", ""))
    return bool(old.get("value") == new.get("value") and (before.startswith(after) or after.startswith(before)))
