"""What is made from the model and the vocabularies for other programs than ours: the issue form and VS Code's help.

    .venv/bin/python .ci/generate.py           writes the files
    .venv/bin/python .ci/generate.py --check   tells which files are not up to date, and leaves with 1

The files are checked in, because GitHub and VS Code read them as they lie. ``tests/github`` keeps them equal.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel

from macros.authoring.scalars import scalar
from macros.intake.vocabularies import _VocabularyFile, load_vocabularies
from macros.model import Project, Tool
from macros.model.benefit_plan import BenefitPlan
from macros.model.form import Form
from macros.model.price_model import PriceModel
from macros.model.published import PublishedYear
from macros.model.rates import RateTable
from macros.outputs.schema import json_schema
from macros.vocabulary import UNKNOWN, Vocabularies

ROOT = Path(__file__).parent.parent
TEMPLATES = Path(__file__).parent / "templates"
ISSUE_FORM = ".github/ISSUE_TEMPLATE/nytt-prosjekt.yml"
SNIPPETS = ".vscode/innomed.code-snippets"
SCHEMAS: dict[str, tuple[type[BaseModel], str]] = {
    "project": (Project, "Front matter i et prosjekt"),
    "tool": (Tool, "Front matter i et verktøy"),
    "form": (Form, "Skjemaet til et verktøy"),
    "price_model": (PriceModel, "Tjenesteprismodell"),
    "benefit_plan": (BenefitPlan, "Gevinstplan"),
    "rates": (RateTable, "Timesatser"),
    "published": (PublishedYear, "Tall fra en årsrapport"),
    "vocabulary": (_VocabularyFile, "Ordliste"),
}


def generated(root: Path) -> dict[str, str]:
    """Path -> text of every file, from the vocabularies at ``root``."""
    vocabularies, problems = load_vocabularies(root)
    if problems:
        raise SystemExit("\n".join(p.as_text() for p in problems))
    files = {ISSUE_FORM: issue_form(vocabularies), SNIPPETS: snippets(vocabularies)}
    for name, (model, title) in SCHEMAS.items():
        schema = for_writers(json_schema(model, f"{name}.schema.json", title, vocabularies))
        files[f".vscode/schemas/{name}.schema.json"] = json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
    return files


def issue_form(vocabularies: Vocabularies) -> str:
    """The form «Meld inn et prosjekt» with the vocabularies' words as choices."""
    form = yaml.safe_load((TEMPLATES / "nytt-prosjekt.yml").read_text(encoding="utf-8"))
    for question in form["body"]:
        attributes = question["attributes"]
        name, unknown = attributes.pop("options_from", ""), attributes.pop("unknown", False)
        if name:
            attributes["options"] = words(vocabularies, name) + ([UNKNOWN.capitalize()] if unknown else [])
    head = "# Laget av .ci/generate.py fra .ci/templates/nytt-prosjekt.yml og ordlistene. Ikke rett den for hånd.\n"
    return head + yaml.safe_dump(form, allow_unicode=True, sort_keys=False, width=4000)


def words(vocabularies: Vocabularies, name: str) -> list[str]:
    """The labels of the values that are still in use, in the vocabulary's order."""
    return [value.name() for value in vocabularies[name] if not value.valid_to]


def snippets(vocabularies: Vocabularies) -> str:
    """VS Code's snippets; a vocabulary is a list to choose from."""

    def choices(match: re.Match[str]) -> str:
        labels = [scalar(label, flow=True) for label in words(vocabularies, match[1])]
        return ",".join(re.sub(r"([\\,|$}])", r"\\\1", label) for label in labels)

    made: dict[str, Mapping[str, Any]] = {}
    for name, snippet in yaml.safe_load((TEMPLATES / "snippets.yml").read_text(encoding="utf-8")).items():
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


def main(arguments: list[str]) -> int:
    """Writes, or with ``--check`` compares."""
    old = []
    for path, text in generated(ROOT).items():
        file = ROOT / path
        if not file.exists() or file.read_text(encoding="utf-8") != text:
            old.append(path)
            if "--check" not in arguments:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(text, encoding="utf-8")
    if "--check" in arguments and old:
        sys.stderr.write(f"Ikke oppdatert: {', '.join(old)}. Kjør: .venv/bin/python .ci/generate.py\n")
        return 1
    sys.stdout.write(f"Skrevet: {', '.join(old)}\n" if old else "Alt er oppdatert.\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
