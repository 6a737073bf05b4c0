"""The walk through models and records, and what is marked on a field."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from support import make_checkout, writeup

from macros.catalogue.search import search_json
from macros.content.load import load
from macros.content.model import Project, Tool
from macros.content.model.fields.reference import all_fields, column, describe, shape_of, values_of
from macros.library.library import Library
from macros.opendata.schema import json_schema
from macros.site.checks import check

DAY = date(2026, 11, 22)
GAIN = "id: g1, type: annen-gevinst, description: Færre båtturer, indicator: Turer, unit: turer, status: malt"


@pytest.mark.parametrize(
    ("where", "kind", "many", "vocabulary"),
    [
        (("title",), "text", False, ""),
        (("owner",), "word", True, "organisations"),
        (("owner", 0), "word", False, "organisations"),
        (("phase",), "object", False, "phases"),
        (("phase", "start"), "word", False, "phases"),
        (("period", "from"), "date", False, ""),
        (("benefits", 1, "measurements", 0, "released"), "date", False, ""),
        (("benefits", "status"), "word", False, "benefit_status"),
        (("benefits", 0, "shared"), "yes_no", False, ""),
        (("price_model", "before", "steps", 0, "minutes"), "number", False, ""),
        (("blåbær",), "text", False, ""),
    ],
)
def test_what_a_place_holds(where: tuple[str | int, ...], kind: str, many: bool, vocabulary: str) -> None:
    shape = shape_of(Project).at(where)
    assert (shape.kind, shape.many, shape.vocabulary) == (kind, many, vocabulary)


def test_required_fields_but_the_title_may_be_unknown() -> None:
    """Contract: «ukjent» is legal for every required field except the title. A summary is a text like any other."""
    required = {name: shape for name, shape in shape_of(Project).fields.items() if shape.required}
    assert set(required) == {"title", "owner", "region", "hours", "phase", "summary", "source"}
    assert {name for name, shape in required.items() if shape.may_be_unknown} == set(required) - {"title", "summary"}


def test_columns_are_found_by_their_dotted_name() -> None:
    fact = column(Project, "outcome.status")
    assert fact is not None and fact.vocabulary == "outcome_status"
    assert column(Project, "outcome.blåbær") is column(Project, "bær") is None
    assert [f.name for f in describe(Project) if f.flat] == [
        "phase", "outcome", "period", "patients", "own_effort", "contact",
    ]  # fmt: skip


def test_every_value_of_a_record_is_met_once_where_it_stands(tmp_path: Path) -> None:
    benefits = f"[{{{GAIN}, measurements: [{{value: 4, date: 2025-02, released: 2025-03-01}}]}}]"
    root = make_checkout(tmp_path, {"oy.md": writeup(benefits=benefits, period="{from: 2024}")})
    (record,) = load(root).projects
    found = {loc: value for loc, value, _ in values_of(record.data)}
    assert found["benefits", 0, "measurements", 0, "released"] == date(2025, 3, 1)
    assert found["period", "from"] == "2024" and found["owner", 0] == "helse-forde"
    assert len(found) == len(list(values_of(record.data)))
    outside = [loc for loc, *_ in values_of(record.data, lambda shape: not shape.fields)]
    assert outside == [], "the record itself has fields"


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"verified": "2062-03-01"}, {"verified"}),
        ({"source": "[{title: Æ, as_of: 2062, read: 2026-01-01}]"}, {"source.as_of"}),
        ({"adopted_by": "{organisation: Øya, date: 2062}"}, {"adopted_by.date"}),
        ({"benefits": f"[{{{GAIN}, measurements: [{{value: 4, date: 2062-02, released: 2025-03-01}}]}}]"}, {"benefits.measurements.date"}),
        ({"benefits": f"[{{{GAIN}, baseline: {{value: 4, date: 2062}}, measurements: [{{value: 4, date: 2025, released: 2025-03-01}}]}}]"}, {"benefits.baseline.date"}),
        ({"benefits": "[{id: g1, type: annen-gevinst, description: Å, unit: turer, target: {value: 4, date: 2062}}]"}, set()),
        ({"period": "{from: 2024, to: 2062}"}, set()),
        ({"contact": "{role: Leder, email: post@innomed.no, remove_after: 2062-01-01}"}, set()),
    ],
)  # fmt: skip
def test_only_what_tells_of_something_that_happened_must_have_happened(
    tmp_path: Path, fields: dict[str, str], told: set[str]
) -> None:
    root = make_checkout(tmp_path, {"oy.md": writeup(**fields)})
    assert {p.field for p in check(load(root), DAY) if p.code == "KX101"} == told


def test_what_is_marked_on_a_list_holds_for_each_of_it(tmp_path: Path) -> None:
    """The search finds a project by every text of it that is marked so."""
    texts = {"prerequisites": "[Rask båt, Avtale]", "systems": "Fagsystemet Ørn"}
    root = make_checkout(tmp_path, {"oy.md": writeup(outcome="{status: ukjent, reason: Ingen vet}", **texts)})
    content = load(root)
    (record,) = content.projects
    marked = [value for _, value, shape in values_of(record.data) if shape.mark("searched")]
    assert marked == ["Ingen vet", "Rask båt", "Avtale", "Fagsystemet Ørn"]
    index = search_json(Library.of(content, DAY)).decode()
    assert all(text in index for text in marked)


def _keys(node: Any) -> Iterator[str]:
    if isinstance(node, dict):
        yield from node
        for inner in node.values():
            yield from _keys(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from _keys(inner)


@pytest.mark.parametrize("model", [Project, Tool])
def test_marks_are_the_programs_own_and_stand_in_no_published_schema(
    tmp_path: Path, model: type[Project] | type[Tool]
) -> None:
    library = Library.of(load(make_checkout(tmp_path, {})))
    assert any(key.startswith("x-") for key in _keys(model.model_json_schema()))
    published = json_schema(model, "x.schema.json", "X", library.vocabularies)
    assert [key for key in _keys(published) if key.startswith("x-")] == []


def test_whose_spelling_is_checked_is_marked_on_the_field() -> None:
    marked = {name for model in (Project, Tool) for name, shape in all_fields(model) if shape.mark("prose")}
    assert marked == {"title", "summary", "description"}
