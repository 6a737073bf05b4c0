"""Numbers of so few persons, in a place that is named, that somebody could recognise themselves or another.

Source: shared contract of the knowledge base (with a named place, counts of persons under 10 are written
``faerre-enn-10``, and no share or mean of them is shown).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from macros.content.load import Content
from macros.content.model import Benefit, Project
from macros.content.model.benefit import Measurement
from macros.content.model.evidence import SMALL, SMALL_LIMIT, counts_persons, is_share_or_mean
from macros.content.records import Record
from macros.content.yaml.nodes import Loc
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies

PLACES = ("kommune", "kommunal-etat")
"""Kinds of organisation that are a place to whoever reads the page."""


def names_a_place(project: Project, words: Vocabularies) -> bool:
    """Whether a municipality is named: as a place, as the owner or as a partner."""
    organisations = words["organisations"]
    named = [key for key in (*project.owner, *project.partners) if key in organisations]
    return bool(project.municipalities) or any(organisations[key].extra.get("kind") in PLACES for key in named)


def check_small(content: Content) -> Iterator[Problem]:
    """Fewer than ten persons in a named place are never counted out loud. None at all may be."""
    for record in content.projects:
        if not names_a_place(record.data, content.vocabularies):
            continue
        for loc, number in _counts(record.data):
            if not isinstance(number, str) and 0 < number < SMALL_LIMIT:
                field = str(loc[-1])
                at = record.places.place(loc)
                yield problem("KX188", record.path, at, field, f"{number:g}", write=f"{field}: {SMALL}")


def _counts(project: Project) -> Iterator[tuple[Loc, float | str]]:
    """Every number of persons, and where it stands."""
    if project.patients:
        yield ("patients", "number"), project.patients.number
    for index, benefit in enumerate(project.benefits):
        for loc, found in _figures(benefit):
            at = ("benefits", index, *loc)
            if found.n is not None:
                yield (*at, "n"), found.n
            if loc[0] != "target" and found.value is not None and counts_persons(benefit.unit):
                yield (*at, "value"), found.value


def _figures(benefit: Benefit) -> Iterator[tuple[Loc, Measurement]]:
    for name in ("baseline", "target"):
        if figure := getattr(benefit, name):
            yield (name,), figure
    for number, measured in enumerate(benefit.measurements):
        yield ("measurements", number), measured


def without_small(record: Record[Project], words: Vocabularies) -> Record[Project]:
    """The record as it may be published: shares and means of fewer than ten persons in a named place are gone.

    Taken away here, they are gone from every page, workbook, chart and file.
    """
    if not names_a_place(record.data, words) or not any(
        _hidden(b, f) for b in record.data.benefits for _, f in _figures(b)
    ):
        return record
    benefits = tuple(_cleared(b) for b in record.data.benefits)
    return replace(record, data=record.data.model_copy(update={"benefits": benefits}))


def _cleared(benefit: Benefit) -> Benefit:
    def clear(figure: Measurement | None) -> Measurement | None:
        return figure.model_copy(update={"value": None}) if figure and _hidden(benefit, figure) else figure

    changed = {"baseline": clear(benefit.baseline), "target": clear(benefit.target)}
    return benefit.model_copy(update={**changed, "measurements": tuple(clear(m) for m in benefit.measurements)})


def _hidden(benefit: Benefit, figure: Measurement) -> bool:
    return figure.n == SMALL and figure.value != SMALL and is_share_or_mean(benefit.unit)
