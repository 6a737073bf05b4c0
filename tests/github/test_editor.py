"""The help in VS Code: what it writes passes the check, what it says of correct files is true."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from support import CONTENT, ROOT, make_checkout, writeup

from macros.authoring.editor_files import ISSUE_FORM, SNIPPETS, editor_files
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import load
from macros.site.checks import check

VSCODE = ROOT / ".vscode"
MADE = editor_files(ROOT, load_vocabularies(CONTENT)[0])
"""From the templates that are here and the words of the tests' own lists."""


def json_with_comments(file: Path) -> Any:
    return json.loads(re.sub(r"^\s*//.*$", "", file.read_text(encoding="utf-8"), flags=re.MULTILINE))


def expanded(name: str) -> str:
    """A snippet as VS Code writes it when its author only presses Tab."""
    snippets = json.loads(MADE[SNIPPETS])
    text = "\n".join(snippets[name]["body"])
    text = re.sub(r"\$\{\d+\|((?:\\.|[^|\\])*)\|\}", lambda m: re.split(r"(?<!\\),", m[1])[0], text)
    text = re.sub(r"\$\{\d+:([^}]*)\}", r"\1", text)
    text = text.replace("${CURRENT_YEAR}", str(date.today().year)).replace("$0", "")
    assert "${" not in text
    return re.sub(r"\\([,|$}\\])", r"\1", text)


def problems(text: str, folder: Path, *files: str) -> list[str]:
    checkout = make_checkout(folder, {"trygg-hjem/index.md": text})
    for name in files:
        (checkout / "projects" / "trygg-hjem" / name).write_bytes(b"%PDF-1.4\n%%EOF\n")
    return [p.as_text() for p in check(load(checkout)) if p.severity == "error"]


def test_a_new_project_passes_as_it_is(tmp_path: Path) -> None:
    text = expanded("Nytt prosjekt")
    assert problems(text, tmp_path) == []
    assert "status: draft" in text, "det som ikke er ferdig, skal ikke bli publisert"


@pytest.mark.parametrize(
    ("name", "field", "to_fill_in"),
    [
        ("Gevinst", "benefits", []),
        ("Målt gevinst", "benefits", ["benefits.measurements.source.url"]),
        ("Kilde", "source", []),
    ],
)
def test_a_snippet_fits_in_its_field(name: str, field: str, to_fill_in: list[str], tmp_path: Path) -> None:
    """What nobody can know for the author is told until it is filled in: where a measurement is published."""
    front = writeup(**({"source": None} if field == "source" else {}))
    text = front.replace("\n---\n", f"\n{field}:\n{expanded(name).rstrip()}\n---\n", 1)
    told = problems(text, tmp_path)
    assert len(told) == len(to_fill_in)
    assert all(f"«{wanted}» er «https://»" in said for wanted, said in zip(to_fill_in, told, strict=True))


def test_a_contact_fits(tmp_path: Path) -> None:
    assert problems(writeup().replace("\n---\n", f"\n{expanded('Kontakt').strip()}\n---\n", 1), tmp_path) == []


def test_a_download_names_its_file(tmp_path: Path) -> None:
    text = writeup().replace("\n---\n", f"\ndownloads:\n{expanded('Nedlasting').rstrip()}\n---\n", 1)
    (told,) = problems(text, tmp_path)
    assert "rapport.pdf" in told and "VL001" in told


def schemas() -> dict[str, list[Path]]:
    """Schema -> the YAML files that VS Code holds against it."""
    settings = json_with_comments(VSCODE / "settings.json")["yaml.schemas"]
    found = {}
    for schema, globs in settings.items():
        files = [f for glob in ([globs] if isinstance(globs, str) else globs) for f in sorted(CONTENT.glob(glob))]
        found[schema] = [f for f in files if f.suffix == ".yml"]
    return found


class Plain(yaml.SafeLoader):
    """YAML 1.2's core, as the extension reads it: a date is text, ``no`` is text."""


Plain.yaml_implicit_resolvers = {
    sign: [
        (tag, pattern) for tag, pattern in found if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for sign, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@pytest.mark.parametrize("schema", schemas())
def test_no_correct_file_is_marked_as_wrong(schema: str) -> None:
    judge = Draft202012Validator(json.loads(MADE[schema]))
    for file in schemas()[schema]:
        found = yaml.load(file.read_text(encoding="utf-8"), Loader=Plain)  # noqa: S506  (a safe loader of our own)
        errors = [
            f"{file.name}: {'.'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in judge.iter_errors(found)
        ]
        assert errors == []


def without_words(path: str, text: str) -> Any:
    """A file as it is whatever words the lists have."""
    found = json.loads(text) if path != ISSUE_FORM else yaml.safe_load(text)

    def plain(node: Any) -> Any:
        if isinstance(node, dict):
            node = {k: plain(v) for k, v in node.items() if k not in ("enum", "options")}
            if "anyOf" in node:  # one shape fewer where a list of words is empty
                node["anyOf"] = [shape for shape in node["anyOf"] if shape]
            return node
        return [plain(item) for item in node] if isinstance(node, list) else node

    return re.sub(r"\|[^|]*\|", "||", str(plain(found)))


@pytest.mark.parametrize("path", MADE)
def test_what_is_committed_differs_in_words_alone(path: str) -> None:
    committed = (ROOT / path).read_text(encoding="utf-8")
    assert without_words(path, committed) == without_words(path, MADE[path]), "Kjør: .venv/bin/innomed fix"


def test_every_yaml_file_an_editor_changes_has_a_schema() -> None:
    covered = {f for files in schemas().values() for f in files}
    wanted = {
        *CONTENT.glob("tools/*/*.yml"),
        *CONTENT.glob("docs/_data/vocabulary/*.yml"),
        *CONTENT.glob("docs/_data/published/*.yml"),
    }
    assert wanted <= covered


def test_the_schemas_refuse_what_is_wrong() -> None:
    judge = Draft202012Validator(json.loads(MADE[".vscode/schemas/project.schema.json"]))
    right = yaml.load(writeup().split("---\n")[1], Loader=Plain)  # noqa: S506
    right |= {"owner": "helse-forde", "region": "helse-vest", "phase": {"start": "konsept", "end": "planlegge"}}
    assert [e.message for e in judge.iter_errors(right)] == []
    assert list(judge.iter_errors({**right, "ownr": "x"}))
    assert list(judge.iter_errors({**right, "region": "helse-øst"}))
    assert list(judge.iter_errors({**right, "slug": "x"})), "adressen settes av nettstedet"


def test_the_task_puts_each_message_on_its_line(tmp_path: Path) -> None:
    checkout = make_checkout(
        tmp_path, {"øyene.md": writeup(), "trygg-hjem.md": writeup(title="Å", hours="0120", ownr="x")}
    )
    (checkout / "projects/øyene.md").rename(checkout / "projects/oyene.md")
    long_title = writeup(title="Æ" * 130)
    (checkout / "projects/lang.md").write_text(long_title, encoding="utf-8")
    told = subprocess.run([ROOT / ".venv/bin/innomed", "check"], cwd=checkout, capture_output=True, text=True).stdout
    task = json_with_comments(VSCODE / "tasks.json")["tasks"][0]
    found: dict[str, list[tuple[str, str]]] = {}
    for matcher in task["problemMatcher"]:
        pattern = matcher["pattern"]
        matches = [m for line in told.splitlines() if (m := re.search(pattern["regexp"], line))]
        found[matcher["severity"]] = [(m[pattern["file"]], m[pattern["code"]]) for m in matches]
    assert set(found["error"]) == {("projects/trygg-hjem.md", "FM023"), ("projects/trygg-hjem.md", "FM020")}
    assert ("projects/lang.md", "FM039") in found["warning"]
    assert sum(map(len, found.values())) == sum(
        1 for line in told.splitlines() if re.match(r"projects/.+:\d+:\d+: ", line)
    )
