"""What is made from the model and the vocabularies for other programs than ours: the issue form and VS Code's help.

GitHub and VS Code read these files as they lie in the repository. ``innomed fix`` renews them, and ``innomed check`` warns
when they lag behind; a new word needs its line in the vocabulary and nothing else.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from macros.authoring.yaml.scalars import scalar
from macros.content.load import Content
from macros.content.model import Project, Tool
from macros.content.model.benefit_plan import BenefitPlan
from macros.content.model.data.published import PublishedYear
from macros.content.model.data.rates import RateTable
from macros.content.model.data.word_list import AnyWordList
from macros.content.model.form import Form
from macros.content.model.price_model import PriceModel
from macros.opendata import json_schema
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import UNKNOWN, Vocabularies

TEMPLATES = ".ci/templates"
ISSUE_FORM = ".github/ISSUE_TEMPLATE/nytt-prosjekt.yml"
SNIPPETS = ".vscode/innomed.code-snippets"
_TEMPLATE = {ISSUE_FORM: "nytt-prosjekt.yml", SNIPPETS: "snippets.yml"}
SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "project": (Project, "Front matter i et prosjekt"),
    "tool": (Tool, "Front matter i et verktøy"),
    "form": (Form, "Skjemaet til et verktøy"),
    "price_model": (PriceModel, "Tjenesteprismodell"),
    "benefit_plan": (BenefitPlan, "Gevinstplan"),
    "rates": (RateTable, "Timesatser"),
    "published": (PublishedYear, "Tall fra en årsrapport"),
    "vocabulary": (AnyWordList, "Ordliste"),
}


def editor_files(root: Path, vocabularies: Vocabularies) -> dict[str, str]:
    """Path -> text of every file that the templates at ``root`` ask for; none where there are no templates."""
    files: dict[str, str] = {}
    for path, make in ((ISSUE_FORM, issue_form), (SNIPPETS, snippets)):
        template = root / TEMPLATES / _TEMPLATE[path]
        if template.is_file():
            files[path] = make(template.read_text(encoding="utf-8"), vocabularies)
    if SNIPPETS in files:
        for name, (model, title) in SCHEMAS.items():
            schema = for_writers(json_schema(model, f"{name}.schema.json", title, vocabularies))
            files[f".vscode/schemas/{name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return files


def outdated(content: Content) -> dict[str, str]:
    """Path -> text of those files that do not say what they should; none while a word list cannot be read."""
    files = {} if content.wordless else editor_files(content.root, content.vocabularies)
    return {path: text for path, text in files.items() if _text(content.root / path) != text}


def check_editor_files(content: Content) -> Iterator[Problem]:
    """A file that is made from the word lists has the words that are in them today."""
    for path in outdated(content):
        yield problem("BY020", path, Place(), value=path)


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None


def issue_form(template: str, vocabularies: Vocabularies) -> str:
    """The form «Meld inn et prosjekt» with the vocabularies' words as choices."""
    form = yaml.safe_load(template)
    for question in form["body"]:
        attributes = question["attributes"]
        name, unknown = attributes.pop("options_from", ""), attributes.pop("unknown", False)
        if name:
            attributes["options"] = words(vocabularies, name) + ([UNKNOWN.capitalize()] if unknown else [])
    head = "# Laget av «innomed fix» fra .ci/templates/nytt-prosjekt.yml og ordlistene. Ikke rett den for hånd.\n"
    return head + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=4000)


def words(vocabularies: Vocabularies, name: str) -> list[str]:
    """The labels of the values that are still in use, in the vocabulary's order."""
    return [value.name() for value in vocabularies[name] if not value.valid_to]


def snippets(template: str, vocabularies: Vocabularies) -> str:
    """VS Code's snippets; a vocabulary is a list to choose from."""

    def choices(match: re.Match[str]) -> str:
        labels = [scalar(label, flow=True) for label in words(vocabularies, match[1])]
        return ",".join(re.sub(r"([\\,|$}])", r"\\\1", label) for label in labels)

    made: dict[str, Mapping[str, Any]] = {}
    for name, snippet in yaml.safe_load(template).items():
        body = re.sub(r"\{vocabulary:(\w+)\}", choices, snippet["body"]).rstrip("\n")
        made[name] = {**snippet, "scope": "markdown,yaml", "body": body.split("\n")}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def for_writers(schema: dict[str, Any]) -> dict[str, Any]:
    """The schema for somebody who writes a file: what the site adds is not theirs to write, and it has no address."""
    schema.pop("$id")
    for name in ("slug", "url"):
        schema["properties"].pop(name)
    _any_text(schema)
    return schema


def _any_text(node: Any) -> None:
    """Our reader takes ``10`` and ``true`` for text where text is wanted; a reader of plain YAML must not mark them."""
    if isinstance(node, dict):
        if node.get("type") == "string" and not {"enum", "const", "format", "pattern"} & node.keys():
            node["type"] = ["string", "number", "boolean"]
        for item in node.values():
            _any_text(item)
    elif isinstance(node, list):
        for item in node:
            _any_text(item)
