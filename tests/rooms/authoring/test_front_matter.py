"""New front matter: every reader sees the same, and nothing is lost on the way through a file."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from records import BODIES, TEXTS, TRICKY, read_back, valid_records
from support import CONTENT, examples

from macros.authoring.yaml.front_matter import front_matter_text, write_up_text
from macros.authoring.yaml.scalars import date_fields, scalar
from macros.content.data.vocabularies import load_vocabularies
from macros.content.model import BenefitPlan, Project, Tool
from macros.content.yaml.nodes import parse

WORDS, _ = load_vocabularies(CONTENT)


def test_the_house_style() -> None:
    text = write_up_text(
        {
            "verified": date(2026, 3, 1),
            "source": [{"as_of": "2024", "title": "Årsrapport: del 1"}],
            "title": "Trygg hjemreise på Ærøya",
            "hours": 120,
            "owner": ("helse-forde",),
            "phase": {"start": "ide", "end": "konsept"},
            "tools": [],
            "classified_by": None,
        },
        "\n## Mål\n\nBlåbær.",
    )
    assert text == (
        "---\n"
        "title: Trygg hjemreise på Ærøya\n"
        "owner:\n  - helse-forde\n"
        "hours: 120\n"
        "phase:\n  start: ide\n  end: konsept\n"
        'source:\n  - title: "Årsrapport: del 1"\n    as_of: 2024\n'
        "verified: 2026-03-01\n"
        "---\n\n## Mål\n\nBlåbær.\n"
    )


@pytest.mark.parametrize("text", TRICKY)
@pytest.mark.parametrize("place", ["{}", "- {}", "a: {}", "[{}]", "[x, {}]"])
def test_tricky_texts_are_text_to_every_reader(text: str, place: str) -> None:
    written = place.format(scalar(text, flow="[" in place))
    assert leaf(yaml.safe_load(written)) == text
    tree, problems = parse(f"k:\n  {written}\n" if not written.startswith("a:") else written, "x", 1)
    assert not problems
    assert leaf(tree.data) == text


@given(st.text(max_size=60).filter(lambda t: not any(0xD800 <= ord(c) < 0xE000 for c in t)))
@example("0?")
@example("a?b:c")
def test_any_text_survives_a_plain_reader(text: str) -> None:
    assert yaml.safe_load(f"a: {scalar(text)}\n") == {"a": text}
    assert yaml.safe_load(f"a: [{scalar(text, flow=True)}]\n") == {"a": [text]}


@given(valid_records(WORDS, ("risikovurdering", "pilotplan")), BODIES)
@settings(max_examples=examples(200), deadline=None)
def test_a_record_comes_back_whole(fields: dict[str, Any], body: str) -> None:
    record = Project.model_validate(fields, context={"vocabularies": WORDS})
    read, text = read_back(write_up_text(fields, body), WORDS)
    assert read == record
    assert text == body.strip("\n") + "\n"
    again, _ = read_back(write_up_text(record.model_dump(by_alias=True, exclude_unset=True), body), WORDS)
    assert again == record


@given(valid_records(WORDS))
@settings(max_examples=examples(40), deadline=None)
def test_a_plain_reader_sees_the_same_texts_and_numbers(fields: dict[str, Any]) -> None:
    plain = yaml.safe_load(front_matter_text(fields))
    assert list(plain) == [name for name in Project.model_fields if name in plain]
    for name, value in fields.items():
        if isinstance(value, (str, int, date)) and name not in date_fields():
            assert plain[name] == value


@given(valid_records(WORDS, model=Tool))
@settings(max_examples=examples(40), deadline=None)
def test_tools_too(fields: dict[str, Any]) -> None:
    tool = Tool.model_validate(fields, context={"vocabularies": WORDS})
    read, _ = read_back(write_up_text(fields, "Tekst.", Tool), WORDS, Tool)
    assert read == tool


@given(TEXTS, TEXTS)
def test_free_keys_survive(key: str, value: str) -> None:
    tree, problems = parse(front_matter_text({"rates": {key: value}}), "x", 1)
    assert not problems
    assert tree.data == {"rates": {key: value}}


@pytest.mark.parametrize(("value", "text"), [(1200.0, "1200"), (0.1, "0.1"), (1e-05, "0.00001"), (-0.0, "0"), (0.1 + 0.2, "0.3")])  # fmt: skip
def test_numbers(value: float, text: str) -> None:
    assert scalar(value) == text


@pytest.mark.parametrize("value", [[1], {"a": 1}, None, float("nan"), float("inf")])
def test_what_is_no_single_value_is_refused(value: object) -> None:
    with pytest.raises(ValueError):
        scalar(value)


def test_the_fields_of_dates_are_those_of_the_model() -> None:
    """A date field that is added to the model must be written without quotes as well."""

    def dates(node: Any, name: str = "") -> set[str]:
        if isinstance(node, list):
            return {d for n in node for d in dates(n, name)}
        if not isinstance(node, dict):
            return set()
        here = {name} if node.get("format") == "date" or "d{4}" in str(node.get("pattern", "")) else set()
        for key, part in node.items():
            inside = key in ("properties", "$defs") and isinstance(part, dict)
            here |= {d for n, p in part.items() for d in dates(p, n)} if inside else dates(part, name)
        return here

    found = {d for model in (Project, Tool, BenefitPlan) for d in dates(model.model_json_schema(by_alias=True))}
    assert found == date_fields()


def leaf(value: Any) -> Any:
    """The last value inside lists and mappings."""
    while isinstance(value, (list, dict)):
        value = list(value.values() if isinstance(value, dict) else value)[-1]
    return value
