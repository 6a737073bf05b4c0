"""A write-up made by copying another, where what the copy was meant to replace still stands.

Only sentences of one's own are compared: what a source, a round or a programme gives to many is no sign.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from macros.content.load import Content
from macros.content.model import Project
from macros.content.records import Record
from macros.content.yaml.nodes import Loc
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import fold

SHORTEST = 60
"""Characters of a sentence that nobody writes twice by chance."""
MOST = 3
"""A sentence in more write-ups than this belongs to their programme, not to the one that was copied."""
MUCH = 0.5
"""The part of a text that must stand elsewhere before it is called a copy."""
Written = tuple[Record[Project], Loc, str]


def check_copies(content: Content) -> Iterator[Problem]:
    """Aliases, benefits and summaries that stand in an older write-up too, and texts that are mostly another's."""
    told: set[tuple[str, str]] = set()
    for code, said in (("KX200", _aliases), ("KX201", _benefits), ("KX202", _summaries)):
        for record, loc, other, text in _again(w for p in content.projects for w in said(p)):
            told.add((record.path, other.path))
            yield problem(code, record.path, record.places.place(loc), str(loc[0]), text, other=other.path)
    paragraphs = (w for p in content.projects for w in _paragraphs(p))
    shared: dict[tuple[str, str], int] = defaultdict(int)
    by_path = {p.path: p for p in content.projects}
    for record, _, other, text in _again(paragraphs):
        shared[record.path, other.path] += len(text)
    for (path, other_path), length in shared.items():
        whole = sum(len(text) for _, _, text in _paragraphs(by_path[path]))
        if length > MUCH * whole:
            told.add((path, other_path))
            yield problem("KX203", path, Place(), value=f"{length / whole:.0%}".replace("%", " %"), other=other_path)
    for path, other_path in sorted(told):
        yield from _same_section(by_path[path], by_path[other_path])


def _again(written: Iterator[Written]) -> Iterator[tuple[Record[Project], Loc, Record[Project], str]]:
    """What stands in more than one write-up: where it was copied to, and the write-up it was copied from."""
    found: dict[str, list[Written]] = defaultdict(list)
    for entry in written:
        found[fold(entry[2])].append(entry)
    for entries in found.values():
        records = list({id(r): r for r, _, _ in entries}.values())
        if 1 < len(records) <= MOST:
            first = min(records, key=_age)
            yield from ((record, loc, first, text) for record, loc, text in entries if record is not first)


def _age(record: Record[Project]) -> tuple[bool, str, str]:
    """The oldest first: a draft is younger than what is published, and what has no date is younger than what has one."""
    published = record.data.published
    return record.data.status == "draft", published.isoformat() if published else "9999", record.path


def _aliases(record: Record[Project]) -> Iterator[Written]:
    for index, alias in enumerate(record.data.aliases):
        yield record, ("aliases", index), alias


def _benefits(record: Record[Project]) -> Iterator[Written]:
    for index, benefit in enumerate(record.data.benefits):
        if len(benefit.description) >= SHORTEST:
            yield record, ("benefits", index, "description"), benefit.description


def _summaries(record: Record[Project]) -> Iterator[Written]:
    if len(record.data.summary) >= SHORTEST:
        yield record, ("summary",), record.data.summary


def _paragraphs(record: Record[Project]) -> Iterator[Written]:
    for text in map(str.strip, record.body.text.split("\n")):
        if len(text) >= SHORTEST:
            yield record, (), text


def _same_section(record: Record[Project], other: Record[Project]) -> Iterator[Problem]:
    """The section of a source belongs to the project it tells of; told only where something else was copied too."""
    theirs = {(fold(s.title), fold(s.section)) for s in other.data.source if s.section}
    for index, source in enumerate(record.data.source):
        if source.section and (fold(source.title), fold(source.section)) in theirs:
            place = record.places.place(("source", index, "section"))
            yield problem("KX204", record.path, place, "source.section", source.section, other=other.path)
