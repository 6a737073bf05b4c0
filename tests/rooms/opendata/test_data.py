"""Open data: exactly the catalogue's records, keys only, lists always lists; and a schema that they satisfy."""

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html
from support import CONTENT, front_matter

from macros.content.model import Project
from macros.library.library import Library
from macros.opendata.objects import projects_json
from macros.opendata.page import DataFacts, DataFile, data_page
from macros.opendata.schema import json_schema
from macros.words.labels import labels

LISTS = (
    "owner region round program aliases redirect_from partners municipalities health_community patient_groups themes "
    "innovation_type guidance deliverables tools barriers drivers builds_on benefits adopted_by downloads source"
).split()


@pytest.fixture(scope="module")
def records(library: Library) -> list[dict[str, Any]]:
    return json.loads(projects_json(library))


@pytest.fixture(scope="module")
def schema(library: Library) -> dict[str, Any]:
    return json_schema(Project, "project.schema.json", "Prosjekt", library.vocabularies)


def test_shape(records: list[dict[str, Any]]) -> None:
    assert len(records) == 9
    for record in records:
        assert record["url"] == f"/prosjekter/{record['slug']}/"
        assert all(isinstance(record[name], list) for name in LISTS)
        assert set(record["phase"]) == {"start", "end"}
        assert isinstance(record["hours"], int) or record["hours"] == "ukjent"


def test_every_record_satisfies_the_schema(records: list[dict[str, Any]], schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for record in records:
        assert not [e.message for e in validator.iter_errors(record)], record["slug"]


@pytest.mark.parametrize(
    "file", sorted((CONTENT / "projects").rglob("*.md")), ids=lambda f: f.parent.name + "-" + f.stem
)
def test_every_front_matter_satisfies_the_schema(file: Any, schema: dict[str, Any]) -> None:
    written = json.loads(json.dumps(front_matter(file), default=str))
    assert not [e.message for e in Draft202012Validator(schema).iter_errors(written)]


def test_the_schema_refuses_what_intake_refuses(records: list[dict[str, Any]], schema: dict[str, Any]) -> None:
    validator = Draft202012Validator(schema)
    for wrong in ({"region": ["helse-vesst"]}, {"hours": -1}, {"hours": "0120"}, {"ownr": "x"}, {"published": 3}):
        assert list(validator.iter_errors({**records[0], **wrong})), wrong
    assert list(validator.iter_errors({k: v for k, v in records[0].items() if k != "title"}))


def test_every_field_is_explained(schema: dict[str, Any]) -> None:
    for name, field in schema["properties"].items():
        assert field.get("description"), name
    assert schema["$schema"].endswith("2020-12/schema")


def test_each_file_is_listed_under_the_dataset_it_belongs_to(library: Library) -> None:
    named = {"projects": "projects.csv", "tools": "tools.json", "vocabulary": "vocabulary.json"}
    files = [DataFile(f"data/{name}", group, 1) for group, name in named.items()]
    about = DataFacts("https://eksempel.no/", "Ærlige Øyer", "", 1, None)
    page = html.fromstring(str(data_page(library, files, about).html))
    for group, name in named.items():
        (heading,) = page.xpath(f"//th[@id='{group}']")
        assert heading.text_content().startswith(labels()(f"data.group.{group}"))
        (row,) = heading.xpath("ancestor::tbody")[0].findall("tr")[1:]
        assert name in row.text_content()
