"""Facts that contradict each other within one write-up: dates, benefits, rounds. A docstring is a rule.

Nearly all are warnings: the write-up can be published, but a reader would stop at it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date

from macros.content.load import AnyRecord, Content
from macros.content.model import Benefit, Project, Tool
from macros.content.model.benefit import Measurement
from macros.content.model.fields.reference import values_of
from macros.content.records import Record
from macros.library.benefits import stage_of
from macros.library.rules.evidence import shown
from macros.words.problems import Problem, problem
from macros.words.vocabulary import UNKNOWN, Vocabularies, fold

AHEAD = "KX101"
"""What is said to have happened lies in the future."""


def check_facts(content: Content, today: date | None) -> Iterator[Problem]:
    """Every rule of this file. Without ``today`` nothing is judged to lie in the future."""
    for record in content.records:
        if today:
            yield from _ahead(record, today)
        yield from _order_of_dates(record, content)
    for project in content.projects:
        yield from _benefits(project, content.vocabularies)
        yield from _rounds(project, content)


def _ahead(record: AnyRecord, today: date) -> Iterator[Problem]:
    """What has happened has a date that has been."""
    for loc, value, shape in values_of(record.data, lambda s: not (s.mark("ahead") or s.mark("beside"))):
        text = str(value)
        if shape.mark("happened") and text > today.isoformat()[: len(text)]:
            yield problem(AHEAD, record.path, record.places.place(loc), record.places.named(loc), text)


def by_the_clock(told: Collection[Problem], records: Collection[AnyRecord]) -> Iterator[Problem]:
    """``told`` without what lies in the future when most write-ups do: then it is the machine's clock that is wrong."""
    ahead = {p.path for p in told if p.code == AHEAD}
    wrong = len(ahead) > len(records) / 2 and len(records) > 1
    return (p for p in told if not (wrong and p.code == AHEAD))


def _order_of_dates(record: AnyRecord, content: Content) -> Iterator[Problem]:
    """Nothing is updated before it is published, and no source tells how a project went before it began."""
    data, place = record.data, record.places.place
    if data.published and data.updated and data.updated < data.published:
        first = data.published.isoformat()
        yield problem("KX102", record.path, place(("updated",)), "updated", data.updated.isoformat(), first=first)
    if isinstance(data, Tool):
        dates = [(c.date, c.version) for c in data.changes]
        if dates != sorted(dates, reverse=True):
            yield problem("KX107", record.path, place(("changes",)), "changes", dates[0][1])
        return
    began = data.period.from_ if data.period else None
    if data.outcome and data.outcome.as_of and began and data.outcome.as_of < began[: len(data.outcome.as_of)]:
        at = place(("outcome", "as_of"))
        yield problem("KX104", record.path, at, "outcome.as_of", data.outcome.as_of, first=began)


def _benefits(record: Record[Project], words: Vocabularies) -> Iterator[Problem]:
    first: dict[tuple[str, str], int] = {}
    for index, benefit in enumerate(record.data.benefits):
        yield from _measured(record, index, benefit, stage_of(benefit, words))
        yield from _numbers(record, index, benefit)
        key = (benefit.type, fold(benefit.description))
        if first.setdefault(key, index) != index:
            at = record.places.place(("benefits", index, "description"))
            yield problem("KX117", record.path, at, "benefits", benefit.description, number=first[key] + 1)


def _measured(record: Record[Project], index: int, benefit: Benefit, stage: str) -> Iterator[Problem]:
    """A measured number has a date and something to compare with, and what has one is not only expected."""
    before = benefit.baseline.date if benefit.baseline else None
    for number, measured in enumerate(benefit.measurements):
        at = record.places.place(("benefits", index, "measurements", number))
        field, value = "measurements", shown(measured)
        if stage in ("expected", "baseline"):
            yield problem("KX111", record.path, at, field, value, status=benefit.status)
        if not measured.date:
            write = f"measurements: [{{value: {value}, date: 2024-11}}]"
            yield problem("KX112", record.path, at, field, value, write=write)
        if before and measured.date and measured.date[: len(before)] < before[: len(measured.date)]:
            yield problem("KX106", record.path, at, field, measured.date, first=before)
    if benefit.latest:
        at, value = record.places.place(("benefits", index, "measurements")), shown(benefit.latest)
        if benefit.baseline is None:
            yield problem("KX116", record.path, at, "measurements", value)
        if not benefit.indicator:
            yield problem("KX121", record.path, at, "measurements", value)


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
    figures = {"baseline": benefit.baseline, "target": benefit.target, "measurements": benefit.latest}
    name, figure = next(((n, f) for n, f in figures.items() if f), ("", None))
    if not benefit.unit and figure:
        yield problem("KX115", record.path, place(("benefits", index, name)), name, shown(figure))


def _value(figure: Measurement | None) -> float | None:
    return figure.value if figure and isinstance(figure.value, float) else None


def _rounds(record: Record[Project], content: Content) -> Iterator[Problem]:
    """Rounds in the order they were held, hours that the round can have given, and only for InnoMed's own projects."""
    data, place = record.data, record.places.place
    rounds = content.vocabularies["rounds"]
    order = [rounds.order(key) for key in data.round]
    if order != sorted(order):
        write = f"round: [{', '.join(sorted(data.round, key=rounds.order))}]"
        yield problem("KX130", record.path, place(("round",)), "round", ", ".join(data.round), write=write)
    hours = data.known_hours
    if hours == 0:
        yield problem("KX134", record.path, place(("hours",)), "hours", "0")
    if hours is not None and data.round:
        granted = [str(rounds[key].extra.get("hours_granted") or "") for key in data.round]
        if all(g.isdigit() for g in granted) and hours > sum(map(int, granted)):
            limit = sum(map(int, granted))
            yield problem("KX131", record.path, place(("hours",)), "hours", str(hours), limit=limit)
    if data.round and "andre-erfaringer" in data.program:
        yield problem("KX132", record.path, place(("round",)), "round", ", ".join(data.round))
    if "dho-2024" in data.round and "dho-spredning" not in data.program:
        yield problem("KX136", record.path, place(("round",)), "round", "dho-2024")
    if data.phase.end == UNKNOWN and data.phase.start != UNKNOWN:
        yield problem("KX137", record.path, place(("phase",)), "phase", _phase(data.phase.start, content))


def _phase(key: str, content: Content) -> str:
    return content.vocabularies["phases"][key].name()
