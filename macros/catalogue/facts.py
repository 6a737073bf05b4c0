"""Facts that contradict each other within one write-up: dates, benefits, rounds. A docstring is a rule.

Nearly all are warnings: the write-up can be published, but a reader would stop at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from macros.intake.load import Content
from macros.intake.records import Record
from macros.intake.yaml_nodes import Loc
from macros.model import Benefit, Project, Tool
from macros.model.benefit import Measurement
from macros.problems import Problem, problem
from macros.vocabulary import UNKNOWN, fold

AnyRecord = Record[Project] | Record[Tool]
MEASURED = ("malt", "delvis-realisert", "realisert", "ikke-realisert")
"""Statuses of a benefit that say somebody has measured it."""
EARLY = ("ide", "konsept")
"""Phases in which nothing can be in operation yet."""


def check_facts(content: Content, today: date | None) -> Iterator[Problem]:
    """Every rule of this file. Without ``today`` nothing is judged to lie in the future."""
    records: list[AnyRecord] = [*content.projects, *content.tools]
    ahead = [list(_ahead(record, today)) for record in records] if today else []
    # When most write-ups lie in the future it is the machine's clock that is wrong.
    if sum(map(bool, ahead)) <= len(records) / 2 or len(records) == 1:
        for found in ahead:
            yield from found
    for record in records:
        yield from _order_of_dates(record, content)
    for project in content.projects:
        yield from _benefits(project)
        yield from _rounds(project, content)


def _dates(record: AnyRecord) -> Iterator[tuple[Loc, str, str]]:
    """Place, name and text of each date that tells what has happened."""
    data = record.data
    for name in ("published", "updated", "verified"):
        if value := getattr(data, name):
            yield (name,), name, value.isoformat()
    for index, source in enumerate(data.source):
        if source.as_of:
            yield ("source", index, "as_of"), "as_of", source.as_of
    if isinstance(data, Tool):
        return
    if data.in_operation_since:
        yield ("in_operation_since",), "in_operation_since", data.in_operation_since
    if data.stopped and data.stopped.date:
        yield ("stopped", "date"), "stopped.date", data.stopped.date.isoformat()
    for index, adopted in enumerate(data.adopted_by):
        if adopted.date:
            yield ("adopted_by", index, "date"), "adopted_by.date", adopted.date
    for index, benefit in enumerate(data.benefits):
        if isinstance(benefit.measured, Measurement) and benefit.measured.date:
            yield ("benefits", index, "measured", "date"), "measured.date", benefit.measured.date


def _ahead(record: AnyRecord, today: date) -> Iterator[Problem]:
    """What has happened has a date that has been."""
    for loc, name, text in _dates(record):
        if text > today.isoformat()[: len(text)]:
            yield problem("KX101", record.path, record.places.place(loc), name, text)


def _order_of_dates(record: AnyRecord, content: Content) -> Iterator[Problem]:
    """Nothing is updated before it is published, stopped before it ran, or in operation as an idea."""
    data, place = record.data, record.places.place
    if data.published and data.updated and data.updated < data.published:
        first = data.published.isoformat()
        yield problem("KX102", record.path, place(("updated",)), "updated", data.updated.isoformat(), first=first)
    if isinstance(data, Tool):
        dates = [(c.date, c.version) for c in data.changes]
        if dates != sorted(dates, reverse=True):
            yield problem("KX107", record.path, place(("changes",)), "changes", dates[0][1])
        return
    if data.in_operation_since and data.phase.end in EARLY:
        at = place(("in_operation_since",))
        yield problem(
            "KX105",
            record.path,
            at,
            "in_operation_since",
            data.in_operation_since,
            phase=_phase(data.phase.end, content),
        )
    if data.stopped and data.stopped.date and data.in_operation_since:
        stopped, since = data.stopped.date.isoformat(), data.in_operation_since
        if stopped[: len(since)] < since:
            yield problem("KX104", record.path, place(("stopped", "date")), "stopped.date", stopped, first=since)


def _benefits(record: Record[Project]) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for index, benefit in enumerate(record.data.benefits):
        yield from _measured(record, index, benefit)
        yield from _numbers(record, index, benefit)
        key = (benefit.type, fold(benefit.description))
        if first.setdefault(key, index) != index:
            at = record.places.place(("benefits", index, "description"))
            yield problem("KX117", record.path, at, "benefits", benefit.description, number=first[key] + 1)


def _measured(record: Record[Project], index: int, benefit: Benefit) -> Iterator[Problem]:
    """What is said to be measured has a number with a date and a source; what has a number is not only expected."""
    place = record.places.place
    if benefit.measured is None:
        if benefit.status in MEASURED[:3]:
            at = place(("benefits", index, "status"))
            yield problem("KX110", record.path, at, f"benefits.{index + 1}.status", benefit.status)
        return
    at, field = place(("benefits", index, "measured")), f"benefits.{index + 1}.measured"
    measured = benefit.measured if isinstance(benefit.measured, Measurement) else Measurement(value=benefit.measured)
    value = f"{measured.value:g}"
    if benefit.status in ("forventet", "nullpunkt-malt"):
        yield problem("KX111", record.path, at, field, value, status=benefit.status)
    if not measured.date:
        yield problem("KX112", record.path, at, field, value, write=f"measured: {{value: {value}, date: 2024-11}}")
    if not measured.source and not benefit.source:
        yield problem("KX113", record.path, at, field, value)
    if benefit.baseline is None:
        yield problem("KX116", record.path, at, field, value)
    if not benefit.indicator:
        yield problem("KX121", record.path, at, field, value)
    before = benefit.baseline.date if isinstance(benefit.baseline, Measurement) else None
    if before and measured.date and measured.date[: len(before)] < before[: len(measured.date)]:
        yield problem("KX106", record.path, at, field, measured.date, first=before)


def _numbers(record: Record[Project], index: int, benefit: Benefit) -> Iterator[Problem]:
    """The goal lies on the side of the baseline that ``direction`` says, and numbers have a unit."""
    start, target = _value(benefit.baseline), _value(benefit.target)
    place = record.places.place
    if start is not None and target is not None and benefit.direction:
        wrong = target <= start if benefit.direction == "opp" else target >= start
        if wrong:
            at = place(("benefits", index, "target"))
            word, baseline = ("opp" if benefit.direction == "opp" else "ned"), f"{start:g}"
            yield problem("KX114", record.path, at, "target", f"{target:g}", baseline=baseline, direction=word)
    if not benefit.unit and any(v is not None for v in (start, target, _value(benefit.measured))):
        name = next(n for n in ("baseline", "target", "measured") if getattr(benefit, n) is not None)
        yield problem(
            "KX115", record.path, place(("benefits", index, name)), name, f"{_value(getattr(benefit, name)):g}"
        )


def _value(number: Measurement | float | None) -> float | None:
    return number.value if isinstance(number, Measurement) else number


def _rounds(record: Record[Project], content: Content) -> Iterator[Problem]:
    """Rounds in the order they were held, hours that the round can have given, and only for InnoMed's own projects."""
    data, place = record.data, record.places.place
    rounds = content.vocabularies["rounds"]
    order = [rounds.order(key) for key in data.round]
    if order != sorted(order):
        write = f"round: [{', '.join(sorted(data.round, key=rounds.order))}]"
        yield problem("KX130", record.path, place(("round",)), "round", ", ".join(data.round), write=write)
    if data.hours == 0:
        yield problem("KX134", record.path, place(("hours",)), "hours", "0")
    if isinstance(data.hours, int) and data.round:
        granted = [str(rounds[key].extra.get("hours_granted") or "") for key in data.round]
        if all(g.isdigit() for g in granted) and data.hours > sum(map(int, granted)):
            limit = sum(map(int, granted))
            yield problem("KX131", record.path, place(("hours",)), "hours", str(data.hours), limit=limit)
    if data.round and "andre-erfaringer" in data.program:
        yield problem("KX132", record.path, place(("round",)), "round", ", ".join(data.round))
    if "dho-2024" in data.round and "dho-spredning" not in data.program:
        yield problem("KX136", record.path, place(("round",)), "round", "dho-2024")
    if data.phase.end == UNKNOWN and data.phase.start != UNKNOWN:
        yield problem("KX137", record.path, place(("phase",)), "phase", _phase(data.phase.start, content))


def _phase(key: str, content: Content) -> str:
    return content.vocabularies["phases"][key].name()
