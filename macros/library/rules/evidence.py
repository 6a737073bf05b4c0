"""What is said of somebody else's work must be said in public, or have been read by them. A docstring is a rule.

Source: shared contract of the knowledge base (``confirmed_by_owner``, ``measurements``). A draft is only warned: it is
sent to the owner before it is published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from macros.content.load import Content
from macros.content.model import Benefit, Project
from macros.content.model.benefit import Measurement, new_id
from macros.content.model.evidence import Reference, url_of
from macros.content.records import Record
from macros.library.benefits import stage_of
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies, fold

SENSITIVE = ("stanset", "pa-pause")


def check_evidence(content: Content) -> Iterator[Problem]:
    """Every rule of this file."""
    for project in content.projects:
        draft = project.data.status == "draft"
        for found in (*_project(project, content), *_ids(project), *_benefits(project, content.vocabularies)):
            yield replace(found, severity="warning") if draft else found


def address_of(source: Reference | str | None, project: Project) -> str:
    """Where anybody can read ``source``: its own address, or that of the listed source whose title it is; else empty."""
    listed = {fold(s.title): s.url for s in reversed(project.source) if s.url}
    return url_of(source) or (listed.get(fold(source), "") if isinstance(source, str) else "")


def is_public(source: Reference | str | None, project: Project) -> bool:
    """Whether anybody can read ``source``."""
    return bool(address_of(source, project))


def _project(record: Record[Project], content: Content) -> Iterator[Problem]:
    """That a project stopped or rests, what it cost and how many it reached needs a public source, or the owner."""
    data, place = record.data, record.places.place
    if data.confirmed_by_owner:
        return
    if data.outcome and data.outcome.status in SENSITIVE and not is_public(data.outcome.source, data):
        name = content.vocabularies["outcome_status"][data.outcome.status].name()
        yield problem("KX183", record.path, place(("outcome",)), "outcome.status", name)
    for index, cost in enumerate(data.cost):
        if not is_public(cost.source, data):
            yield problem("KX185", record.path, place(("cost", index)), "cost", f"{cost.amount:.10g}")
    if data.patients and not is_public(data.patients.source, data):
        yield problem("KX186", record.path, place(("patients",)), "patients", str(data.patients.number))


def _ids(record: Record[Project]) -> Iterator[Problem]:
    """Every benefit has a name of its own in the write-up; a draft may wait with it."""
    taken = {b.id for b in record.data.benefits if b.id}
    first: dict[str, int] = {}
    for index, benefit in enumerate(record.data.benefits):
        place = record.places.place
        if benefit.id:
            if first.setdefault(benefit.id, index) != index:
                at = place(("benefits", index, "id"))
                number = first[benefit.id] + 1
                yield problem("KX181", record.path, at, "id", benefit.id, number=number, write=f"id: {new_id(taken)}")
        elif record.data.status != "draft":
            write = new_id(taken)
            taken.add(write)
            yield problem(
                "KX180", record.path, place(("benefits", index)), "benefits", benefit.description, write=f"id: {write}"
            )


def _benefits(record: Record[Project], words: Vocabularies) -> Iterator[Problem]:
    for index, benefit in enumerate(record.data.benefits):
        yield from _measured(record, index, benefit, words)
        yield from _in_time_order(record, index, benefit)


def _measured(record: Record[Project], index: int, benefit: Benefit, words: Vocabularies) -> Iterator[Problem]:
    """What is said to be measured has a number, and the number is public or released by its owner."""
    data, place = record.data, record.places.place
    if stage_of(benefit, words) == "measured" and not benefit.measurements:
        at = place(("benefits", index, "status"))
        yield problem("KX110", record.path, at, "benefits.status", benefit.status)
    sources = (benefit.source, *(m.source for m in benefit.measurements))
    public = any(is_public(source, data) for source in sources)
    if benefit.status == "ikke-realisert" and not public and not data.confirmed_by_owner:
        yield problem(
            "KX184", record.path, place(("benefits", index, "status")), "benefits.status", benefit.description
        )
    for number, measured in enumerate(benefit.measurements):
        if not measured.released and not any(is_public(s, data) for s in (measured.source, benefit.source)):
            at = place(("benefits", index, "measurements", number))
            yield problem("KX182", record.path, at, "measurements", shown(measured))


def _in_time_order(record: Record[Project], index: int, benefit: Benefit) -> Iterator[Problem]:
    """Measurements stand with the oldest first: the last one is the one that counts."""
    dates = [(n, m.date) for n, m in enumerate(benefit.measurements) if m.date]
    for (_, before), (number, after) in pairwise(dates):
        if after[: len(before)] < before[: len(after)]:
            at = record.places.place(("benefits", index, "measurements", number))
            yield problem("KX187", record.path, at, "measurements", after, first=before)


def shown(measured: Measurement) -> str:
    """A measured value as messages say it."""
    return f"{measured.value:.10g}" if isinstance(measured.value, float) else str(measured.value)
