"""What the form says beside a field is what ``innomed check`` says of the same value: the same mistake, in the same words."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from fuzz import numbers as synthetic
from node import node_modules
from support import CONTENT, ROOT, write

from macros.authoring.form.config import config_yaml
from macros.content.data.privacy import load_privacy, sightings
from macros.content.data.vocabularies import load_vocabularies
from macros.content.model import Project
from macros.content.records import load_record
from macros.library.library import Library

pytestmark = pytest.mark.browser
WORDS = load_vocabularies(CONTENT)[0]
RULES = load_privacy(CONTENT)[0]
DAY = date(2026, 11, 30)
Told = list[dict[str, Any]]
Ask = Callable[[dict[str, Any], str], Told]


@pytest.fixture(scope="module")
def config(library: Library) -> str:
    return config_yaml(library, rules=RULES)


@pytest.fixture(scope="module")
def ask(config: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ask]:
    node_modules("admin")
    file = write(tmp_path_factory.mktemp("skjema") / "config.yml", config)
    program = ["node", ROOT / "tests/browser/admin_files.mjs", file, DAY.isoformat()]
    running = subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert running.stdin and running.stdout

    def asked(field: dict[str, Any], value: str) -> Told:
        assert running.stdin and running.stdout
        running.stdin.write(json.dumps({"field": field, "value": value}) + "\n")
        running.stdin.flush()
        answer: dict[str, Told] = json.loads(running.stdout.readline())
        return answer["told"]

    yield asked
    running.stdin.close()
    running.wait(10)


@pytest.fixture(scope="module")
def fields(config: str) -> dict[str, dict[str, Any]]:
    """The fields of a project by their dotted names."""
    found: dict[str, dict[str, Any]] = {}

    def add(each: list[dict[str, Any]], before: str) -> None:
        for field in each:
            found[before + field["name"]] = field
            add(field.get("fields", []), f"{before}{field['name']}.")

    add(next(c for c in yaml.safe_load(config)["collections"] if c["name"] == "projects")["fields"], "")
    return found


FRONTS = {
    "hours": "hours: {0}",
    "patients.number": "patients: {{number: {0}}}",
    "own_effort.fte": "own_effort: {{fte: {0}}}",
    "outcome.as_of": "outcome: {{status: i-drift, as_of: {0}}}",
    "contact.email": "contact: {{email: {0}}}",
    "source.url": "source: {{title: x, url: {0}}}",
    "benefits.id": "benefits: [{{id: {0}}}]",
}
VALUES = {
    "hours": [
        "120", "0", "ukjent", "0120", "12,5", "12.5", "1 200", "1.200", "-1", "10001", "vet ikke", "xyz", "1e3", "1 2000"
    ],
    "patients.number": ["7", "faerre-enn-10", "7,5", "1 200", "flere", "-4", "abc"],
    "own_effort.fte": ["0.5", "0,5", "12", "1.200", "1 200", "ukjent", "abc"],
    "outcome.as_of": ["2024", "2024-11", "2024-11-20", "2024-02-30", "2024-13", "xyz", "ukjent"],
    "contact.email": ["post@eksempel.no", "post", "post@", "vet ikke"],
    "source.url": ["https://innomed.no", "innomed.no/side", "www.innomed.no", "https://x", "tekst uten adresse", "http:/innomed.no"],
    "benefits.id": ["g1", "G 1", "-"],
}  # fmt: skip


def check_says(name: str, value: str, label: str, tmp_path: Path) -> list[tuple[str, str, str]]:
    """The field's own messages (code, message, hint) by the form's name of the field, without what only a file has before a value."""
    file = write(tmp_path / "projects/x.md", f"---\n{FRONTS[name].format(json.dumps(value))}\n---\n\nTekst.\n")
    _, problems = load_record(tmp_path, file, Project, WORDS)
    return [
        (p.code, p.message.replace(f"«{name}»", f"«{label}»"), p.hint.replace(f"{name.rpartition('.')[2]}: ", ""))
        for p in problems
        if p.field == name and p.code.startswith(("FM", "SK")) and p.value == value
    ]


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in VALUES.items() for value in values])
def test_a_value_is_told_beside_its_field_as_the_check_tells_it(
    ask: Ask, fields: dict[str, dict[str, Any]], name: str, value: str, tmp_path: Path
) -> None:
    expected = check_says(name, value, fields[name]["label"], tmp_path)
    told = ask(fields[name], value)
    assert [one["code"] for one in told] == [code for code, _, _ in expected]
    for one, (_, message, hint) in zip(told, expected, strict=True):
        # The check works out what was meant from more than the form does: then the form says the same without it.
        worked_out = hint.startswith("Skriv: ") and one["text"] != f"{message} {hint}"
        assert one["text"] == f"{message} {hint}" or (worked_out and one["text"].startswith(message))
        assert one["stops"]


def test_every_value_with_a_date_that_has_not_been_is_advice(ask: Ask, fields: dict[str, dict[str, Any]]) -> None:
    for name in ("verified", "outcome.as_of", "period.from"):
        happened = fields[name].get("check", {}).get("happened")
        told = ask(fields[name], "2031-01-01")
        assert [(t["code"], t["stops"]) for t in told] == ([("KX101", False)] if happened else []), name
        assert ask(fields[name], "2024-01-01") == []
    assert fields["verified"]["check"]["happened"]


ORDINARY = [
    "Ring 22 33 44 55 for mer.", "tlf. 41234567", "+47 912 34 567", "Kostnaden var 22 334 455 kr", "saken 12345678",
    "kari.nordmann@kommune.no", "postmottak@kommune.no", "post.hmn@eksempel.no", "a@b.example", "Mål i 2024: 12 av 34.",
    "Konto 1234.56.78901", "31.12.2023 12345 innbyggere", "Blåbær på øya.",
]  # fmt: skip


def test_personal_details_are_seen_as_the_check_sees_them(ask: Ask) -> None:
    """What is typed plainly; hidden forms, and what only may be a number, are told in the proposal."""
    codes = {"number": "PV001", "phone": "PV003", "address": "PV004"}
    forms = [
        synthetic.CERTAIN[form]
        for form in ("plain", "six and five", "spaced out", "hyphen", "en dash", "no-break space")
    ]
    typed = [f"Født slik: {form(number)}, på øya." for number in synthetic.numbers(40) for form in forms]
    seen = 0
    for text in [*typed, *ORDINARY]:
        found = [s for s in sightings(text, RULES) if s.kind in codes]
        told = ask({"label": "Sammendrag", "widget": "text"}, text)
        assert {t["code"] for t in told} == {codes[s.kind] for s in found}, text
        assert all(s.shown in t["text"] for s, t in zip(found, told, strict=False))
        assert all(t["stops"] == (t["code"] == "PV001") for t in told)
        seen += len(found)
    assert seen > 240


def test_a_number_of_a_person_is_repeated_in_no_message(ask: Ask, fields: dict[str, dict[str, Any]]) -> None:
    number = next(iter(synthetic.numbers(1)))
    told = ask(fields["hours"], number)
    assert [t["code"] for t in told] == ["PV001"] and number not in json.dumps(told)
