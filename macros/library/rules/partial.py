"""What can be judged although some of the content could not be read: the rest, and nothing that depends on the unread."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from macros.addresses import is_made, page_above, project_url, source_url, tool_url, write_up
from macros.content.files.unread import is_unread
from macros.content.load import Content
from macros.content.model import Project, Tool
from macros.content.records import RESERVED, Record
from macros.words.problems import Place, Problem, problem

Model = TypeVar("Model", Project, Tool)
_LOOKED_FOR = frozenset({"RS002", "RS003", "RS010", "RS012", "RS013", "BY002"})
"""What is said of a link when its address, or a place on its page, is not among those the site will have."""


def readable(content: Content, problems: Collection[Problem]) -> Content:
    """``content`` without the write-ups that have an error. Those count as unread, and nobody left names their tools."""
    wrong = {p.path for p in problems if p.severity == "error"}
    if not wrong and not content.unread:
        return content
    tools = tuple(t for t in content.tools if not _has(t, wrong))
    projects = tuple(p for p in content.projects if not _has(p, wrong))
    slugs = {t.slug for t in tools}
    gone = {source_url(r.path) or "" for r in content.records if _has(r, wrong)}
    pages = {page.url for page in content.editorial}
    gone |= {a for path in wrong if path.startswith("docs/") and (a := source_url(path)) and a not in pages}
    return replace(
        content,
        projects=tuple(_naming(p, "tools", slugs) for p in projects),
        tools=tuple(_naming(t, "related", slugs) for t in tools),
        unread=content.unread | gone,
    )


def certain(problems: Iterable[Problem], content: Content, unanswered: Collection[str]) -> Iterator[Problem]:
    """``problems`` of links and macros without those that may come of what was not read, or of a macro that failed.

    ``unanswered`` are the pages with such a macro: a place on them may be the one it would have made.
    """
    silent = {source_url(path) for path in unanswered}
    drafts = {source_url(r.path) for r in content.records if r.data.status == "draft"}
    for found in problems:
        value = found.value.partition("#")[0]
        if found.code == "MK002":
            if not any(is_unread(make(value), content.unread) for make in (project_url, tool_url)):
                yield found
        elif found.code == "RS013" and value in drafts:
            yield problem("KX148", found.path, Place(found.line, found.column), value=value)
        elif found.code == "RS002" and (value or source_url(found.path)) in silent:
            continue
        elif found.code not in _LOOKED_FOR or not _depends(found, content.unread):
            yield found


def _depends(found: Problem, unread: Collection[str]) -> bool:
    """Whether a link leads to something that is made from the write-ups, and may be there when all are read."""
    address = found.value.partition("#")[0]
    if address.endswith(".md"):
        address = source_url(posixpath.normpath(posixpath.join(posixpath.dirname(found.path), address))) or ""
    own = page_above(address)
    if write_up(own, RESERVED):
        return is_unread(own, unread)
    return address in unread or (bool(unread) and is_made(address))


def _has(record: Record[Project] | Record[Tool], wrong: Collection[str]) -> bool:
    """Whether the file, or one beside it, has an error."""
    own = record.path.removesuffix("index.md") if record.path.endswith("/index.md") else f"{record.path[:-3]}/"
    return any(path == record.path or path.startswith(own) for path in wrong)


def _naming(record: Record[Model], field: str, slugs: Collection[str]) -> Record[Model]:
    named = tuple(slug for slug in getattr(record.data, field) if slug in slugs)
    return replace(record, data=record.data.model_copy(update={field: named}))
