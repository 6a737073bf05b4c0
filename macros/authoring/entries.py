"""A project as it travels in and out: its address, its fields as plain values and its body.

``exporting`` makes files of entries, ``importing`` makes entries of files, and both mean the same by them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from macros.authoring.yaml.front_matter import front_matter_text
from macros.content.model import Project
from macros.content.model.fields.reference import FieldFact, describe
from macros.content.model.fields.types import Many
from macros.content.records import write_ups
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import read_text, split
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

PROJECTS = "projects"


@dataclass(frozen=True)
class Entry:
    """One project. ``fields``: contract names -> text, numbers, truths, lists and mappings; nothing absent.

    ``folder``: the write-up is ``<slug>/index.md`` with room for files beside it. ``body`` begins and ends without
    empty lines; None means that the source has none to give.
    """

    slug: str
    fields: Mapping[str, Any]
    body: str | None = ""
    folder: bool = False

    @property
    def path(self) -> str:
        """Where the write-up lies, relative to the checkout."""
        return f"{PROJECTS}/{self.slug}/index.md" if self.folder else f"{PROJECTS}/{self.slug}.md"


@dataclass(frozen=True)
class Existing:
    """A write-up that is there: the entry, its text, and where its fields stand."""

    entry: Entry
    text: str = field(repr=False)
    tree: Tree = field(repr=False)


@cache
def field_facts() -> Mapping[str, FieldFact]:
    """What each field of a project is."""
    return {fact.name: fact for fact in describe(Project)}


def read_entries(root: Path, words: Vocabularies) -> tuple[list[Existing], list[Problem]]:
    """Every project of the checkout by address, drafts and archived too, and what could not be read at all.

    A write-up whose values are wrong comes along as it stands: what somebody wrote must not be lost on the way.
    """
    found: list[Existing] = []
    problems: list[Problem] = []
    for file in write_ups(root / PROJECTS):
        path = file.relative_to(root).as_posix()
        text = read_text(file, path)
        source = split(text, path) if isinstance(text, str) else text
        if isinstance(source, Problem) or isinstance(text, Problem):
            problems.append(source if isinstance(source, Problem) else text)  # type: ignore[arg-type]
            continue
        tree, wrong = parse(source.front, path, source.front_line)
        if wrong:
            problems += wrong
            continue
        folder = file.name == "index.md"
        slug = file.parent.name if folder else file.stem
        entry = Entry(slug, plain_fields(tree, words), source.body.strip("\n"), folder)
        found.append(Existing(entry, text, tree))
    return sorted(found, key=lambda e: e.entry.slug), problems


def plain_fields(tree: Tree, words: Vocabularies) -> dict[str, Any]:
    """The fields as the record has them (keys, not labels); as they were written when they make no record."""
    record, _ = build(Project, tree, "", words)
    if record is not None:
        dumped = record.model_dump(mode="json", by_alias=True, exclude_unset=True)
        dumped.setdefault("status", record.status)
        return present({name: dumped[name] for name in Project.model_fields if name in dumped})
    raw = {name: _as_list(name, value) for name, value in tree.data.items()}
    ordered, problems = parse(front_matter_text(raw), "", 1)  # in the order in which they would be written
    return present(raw if problems else ordered.data)


def present(fields: Mapping[str, Any]) -> dict[str, Any]:
    """``fields`` without what is absent: None, blank text, empty lists and mappings, also inside."""
    return {name: kept for name, value in fields.items() if (kept := _kept(value)) is not None}


def _kept(value: Any) -> Any:
    if isinstance(value, Mapping):
        return present(value) or None
    if isinstance(value, (list, tuple)):
        return [kept for item in value if (kept := _kept(item)) is not None] or None
    return None if isinstance(value, str) and not value.strip() else value


def _as_list(name: str, value: Any) -> Any:
    """A single value where many are allowed counts as a list of one, as the record has it."""
    fact = field_facts().get(name)
    return list(Many.spread(value)) if fact and fact.many and not isinstance(value, Mapping) else value  # type: ignore[call-overload]


def by_slug(existing: Iterable[Existing]) -> dict[str, Existing]:
    """The write-ups by address and by former address; what is there now goes before what was."""
    found = {old: e for e in existing for old in _texts(e.entry.fields.get("redirect_from"))}
    return found | {e.entry.slug: e for e in existing}


def _texts(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str)] if isinstance(value, list) else []


def named(existing: Existing) -> list[str]:
    """The title and the other names of a write-up."""
    fields = existing.entry.fields
    return [*_texts([fields.get("title")]), *_texts(fields.get("aliases"))]
