"""What is seen of whole write-ups, alone and side by side. One function a rule; its docstring is the rule."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import astuple
from datetime import date
from itertools import chain

from macros.addresses import project_url, source_url, tool_url, write_up
from macros.content.data.tables import WORD_LISTS
from macros.content.files.names import without_marks_apart
from macros.content.files.unread import is_unread
from macros.content.kept.pack import Pack
from macros.content.kept.source import digest, of_code
from macros.content.load import AnyRecord, Content
from macros.content.model.fields.reference import values_of
from macros.content.model.fields.types import SLUG_PATTERN
from macros.content.records import RESERVED
from macros.library.rules.consistency import by_the_clock, check_facts
from macros.library.rules.contacts import check_contacts
from macros.library.rules.copies import check_copies
from macros.library.rules.evidence import check_evidence
from macros.library.rules.outcomes import check_outcomes
from macros.library.rules.publishing import check_publishing
from macros.library.rules.references import check_references
from macros.library.rules.relations import check_itself, check_relations
from macros.library.rules.retired import check_retired
from macros.library.rules.small import check_small
from macros.library.rules.waiting import check_waiting
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import fold
from macros.words.vocabulary.near import alike

ALONE = ".cache/alone"
"""Where what was told of each write-up by itself is kept."""
_ROOMS = ("text", "addresses.py", "words", "content", "library")
_SOME = 25
"""How many names a message lists."""


def between(content: Content, today: date | None = None) -> Iterator[Problem]:
    """What is wrong between the files.

    ``today`` is the day it is judged on; without one, what depends on the day is not judged.
    """
    rules = (
        check_slugs, check_redirects, check_tools, check_builds_on, check_titles, check_aliases, check_targets,
        check_programs, check_relations, check_copies,
    )  # fmt: skip
    for rule in rules:
        yield from rule(content)
    yield from check_references(content, today)


def alone(content: Content, today: date | None = None) -> Iterator[Problem]:
    """What is wrong within write-ups of any subject, as far as it takes no other to tell. Each is judged with nothing beside
    it, so what was told of it holds as long as it is read from the same (``made_from``), on the same day."""
    kept = Pack(content.root / ALONE / digest(of_code(*_ROOMS), str(today)))
    words = content.vocabularies, content.figures, content.rates, (), content.search_words, ()
    projects = (Content(content.root, (p,), (), *words, privacy=content.privacy) for p in content.projects)
    tools = (Content(content.root, (), (t,), *words, privacy=content.privacy) for t in content.tools)
    told: list[Problem] = []
    for only in chain(projects, tools):
        made_from = only.records[0].made_from
        found = kept.get(made_from) if made_from else None
        if found is None:
            found = [astuple(p) for p in _of_one(only, today)]
            if made_from:
                kept.put(made_from, found)
        told += (Problem(*each) for each in found)
    kept.save()
    return by_the_clock(told, content.records)


def _of_one(only: Content, today: date | None) -> Iterator[Problem]:
    for rule in (
        check_repeated, check_lengths, check_itself, check_retired, check_evidence, check_small, check_outcomes,
    ):  # fmt: skip
        yield from rule(only)
    for rule_of_day in (check_contacts, check_facts, check_publishing, check_waiting):
        yield from rule_of_day(only, today)


def within(content: Content) -> Iterator[Problem]:
    """What is wrong within files, without links to a file that only got another name: that is told once, there."""
    moved: dict[str, AnyRecord] = {project_url(old): r for r in content.projects for old in r.data.redirect_from}
    moved |= {tool_url(old): t for t in content.tools for old in t.data.redirect_from}
    for told in without_marks_apart(content.problems, content.problems):
        folder = posixpath.dirname(told.path)
        page = source_url(posixpath.normpath(posixpath.join(folder, told.value))) if told.code == "BD005" else None
        if page in moved:
            write = posixpath.relpath(moved[page].path, folder)
            yield problem("KX008", told.path, Place(told.line, told.column), value=told.value, write=write)
        elif not page or not is_unread(page, content.unread):
            yield told


def check_slugs(content: Content) -> Iterator[Problem]:
    """Two files cannot have the same address."""
    for records in _kinds(content):
        first: dict[str, AnyRecord] = {}
        for record in records:
            other = first.setdefault(record.slug, record)
            if other is not record:
                yield problem("KX001", record.path, Place(), value=record.slug, other=other.path)


def check_redirects(content: Content) -> Iterator[Problem]:
    """A former address belongs to one record only, and to no page that exists."""
    for records in _kinds(content):
        taken = {r.slug: r.path for r in records} | dict.fromkeys(RESERVED, "en indeksside")
        for record in records:
            for index, slug in enumerate(record.data.redirect_from):
                if slug in taken and slug != record.slug:
                    place = record.places.place(("redirect_from", index))
                    yield problem("KX002", record.path, place, "redirect_from", slug, other=taken[slug])
                taken.setdefault(slug, record.path)


def check_tools(content: Content) -> Iterator[Problem]:
    """The tools of a project, and those that go with a tool, exist."""
    known = [t.slug for t in content.tools]
    moved = moved_slugs(content.tools)
    named = [(p, "tools", p.data.tools) for p in content.projects] + [
        (t, "related", t.data.related) for t in content.tools
    ]
    for record, field, slugs in named:
        for index, slug in enumerate(slugs):
            if slug in known:
                continue
            place = record.places.place((field, index))
            if slug in moved:
                yield problem("KX008", record.path, place, field, slug, write=moved[slug])
            elif not is_unread(tool_url(slug), content.unread):
                near = alike(slug, [k for k in known if k != record.slug])
                some = ", ".join(sorted(known)[:_SOME]) + (" …" if len(known) > _SOME else "")
                yield problem("KX003", record.path, place, field, slug, suggestion=near, allowed=some)


def moved_slugs(records: Iterable[AnyRecord]) -> dict[str, str]:
    """Former address -> the address it has now, where nobody else has taken it."""
    taken = {r.slug for r in records}
    return {old: r.slug for r in records for old in r.data.redirect_from if old not in taken}


def check_programs(content: Content) -> Iterator[Problem]:
    """The page that tells about a program exists."""
    path = f"{WORD_LISTS}/programs.yml"
    known = [page.url for page in content.editorial]
    unread = {source_url(p.path) for p in content.problems if p.severity == "error"}
    for program in content.vocabularies["programs"]:
        page = str(program.extra.get("page") or "")
        if page and page not in known and page not in unread:
            yield problem("VK117", path, Place(), program.key, page, suggestion=alike(page, known))


def check_builds_on(content: Content) -> Iterator[Problem]:
    """A project does not build on itself; a text that looks like an address should be one."""
    known = [p.slug for p in content.projects]
    moved = moved_slugs(content.projects)
    for record in content.projects:
        for index, text in enumerate(record.data.builds_on):
            if text not in (record.slug, *moved) and (text in known or "-" not in text):
                continue
            place = record.places.place(("builds_on", index))
            if text == record.slug:
                yield problem("KX004", record.path, place, "builds_on", text)
            elif text in moved:
                yield problem("KX009", record.path, place, "builds_on", text, write=moved[text])
            elif re.fullmatch(SLUG_PATTERN, text) and not is_unread(project_url(text), content.unread):
                yield problem("KX006", record.path, place, "builds_on", text, suggestion=alike(text, known))


def check_titles(content: Content) -> Iterator[Problem]:
    """Titles should differ, so that readers can tell projects apart."""
    for records in _kinds(content):
        first: dict[str, AnyRecord] = {}
        for record in records:
            other = first.setdefault(fold(record.data.title), record)
            if other is not record:
                place = record.places.place(("title",))
                yield problem("KX005", record.path, place, "title", record.data.title, other=other.path)


def check_aliases(content: Content) -> Iterator[Problem]:
    """An alias should not be another project's title."""
    titles = {fold(p.data.title): p for p in content.projects}
    for record in content.projects:
        for index, alias in enumerate(record.data.aliases):
            other = titles.get(fold(alias))
            if other and other is not record:
                place = record.places.place(("aliases", index))
                yield problem("KX007", record.path, place, "aliases", alias, other=other.path)


def check_targets(content: Content) -> Iterator[Problem]:
    """A link to a project's or a tool's address leads to one that is published."""
    known = {source_url(r.path) or "": r.slug for r in content.records if r.data.status != "draft"}
    moved = {project_url(old): project_url(new) for old, new in moved_slugs(content.projects).items()}
    moved |= {tool_url(old): tool_url(new) for old, new in moved_slugs(content.tools).items()}
    drafts = {source_url(r.path) for r in content.records if r.data.status == "draft"}
    for record in content.records:
        for target, place in record.body.targets:
            address = target.split("#")[0]
            named = write_up(address, RESERVED)
            if not named or address == source_url(record.path):
                continue  # no write-up, or a place further down in the same text
            section, slug = named
            page = f"{section}{slug}/"
            if page in drafts - known.keys():
                yield problem("KX148", record.path, place, value=address)
            elif page in moved:
                yield problem("KX009", record.path, place, value=address, write=moved[page])
            elif page not in known and not is_unread(page, content.unread):
                # All addresses begin alike, so what they end in is compared.
                near = alike(slug, [known[a] for a in sorted(known) if a.startswith(section)])
                yield problem("BD005", record.path, place, value=address, suggestion=near and f"{section}{near}/")


def check_repeated(content: Content) -> Iterator[Problem]:
    """The same word twice in one list says nothing more."""
    for record in content.records:
        for name in type(record.data).model_fields:
            values = getattr(record.data, name)
            if isinstance(values, tuple) and len(values) > 1 and all(isinstance(v, str) for v in values):
                for index, value in enumerate(values):
                    if value in values[:index]:
                        yield problem("FM040", record.path, record.places.place((name, index)), name, value)


def check_lengths(content: Content) -> Iterator[Problem]:
    """Titles and summaries fit on a card."""
    for record in content.records:
        for loc, value, shape in values_of(record.data):
            limit = shape.mark("limit")
            if limit and (length := len(str(value))) > limit:
                at = record.places.place(loc)
                yield problem("FM039", record.path, at, str(loc[-1]), length=length, limit=limit)


def _kinds(content: Content) -> tuple[tuple[AnyRecord, ...], ...]:
    return content.projects, content.tools
