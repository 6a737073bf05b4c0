"""The guides are checked against the code: they name everything there is, nothing that is not, and their examples work.

A field, a command, a package or a word list that is added without a line in a guide fails here.
"""

from __future__ import annotations

import json
import re
import subprocess
from datetime import date
from pathlib import Path

import click
import pytest
from pydantic import BaseModel
from support import ROOT, make_checkout

from macros.catalogue.checks import check
from macros.catalogue.library import Library
from macros.cli import main
from macros.intake.load import load
from macros.model import AdoptedBy, Benefit, Contact, Download, PhaseSpan, Project, Source, Stopped, Tool
from macros.model.benefit import Measurement
from macros.model.editorial import Editorial
from macros.model.tool import Change
from macros.views.macros import editor_macros

README, AUTHORS, DEVELOPERS = (
    (ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "CONTRIBUTING.md", "HACKING.md")
)
GUIDES = ("README.md", "CONTRIBUTING.md", "HACKING.md", "CHANGELOG.md")

# The heading over a table of fields in CONTRIBUTING.md, and the model that the table describes.
TABLES: dict[str, type[BaseModel]] = {
    "Feltene i et prosjekt": Project,
    "Feltene i `phase`": PhaseSpan,
    "Feltene i `source`": Source,
    "Feltene i `benefits`": Benefit,
    "Feltene i `baseline`, `target` og `measured`": Measurement,
    "Feltene i `stopped`": Stopped,
    "Feltene i `adopted_by`": AdoptedBy,
    "Feltene i `downloads`": Download,
    "Feltene i `contact`": Contact,
    "Feltene i et verktøy": Tool,
    "Feltene i `changes`": Change,
    "Feltene på en redaksjonell side": Editorial,
}
# In pieces, because this file is itself among those that are read.
PRIVATE = [
    "files.python" + "hosted",
    "pypi.org/" + "simple",
    "registry." + "npmjs",
    str(ROOT),
    "/opt/" + "pypi",
]


def section(text: str, heading: str) -> str:
    """What stands under a heading, until the next one of any level."""
    match = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert match, f"no heading «{heading}»"
    return match[1]


def packages(name: str) -> list[str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [re.split(r"[=<>~!;\[ ]", line)[0] for line in lines if re.match(r"[a-z]", line)]


@pytest.mark.parametrize("heading", TABLES)
def test_every_field_has_a_row_with_whether_it_is_required(heading: str) -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \|.*\| (ja|nei) \|$", section(AUTHORS, heading), re.MULTILINE))
    fields = TABLES[heading].model_fields
    assert rows == {name: "ja" if field.is_required() else "nei" for name, field in fields.items()}


def test_every_make_target_is_explained() -> None:
    targets = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert "site" in targets
    assert [t for t in targets if f"`make {t}`" not in README + DEVELOPERS] == []


@pytest.mark.parametrize("name", main.list_commands(click.Context(main)))
def test_every_command_is_mentioned(name: str) -> None:
    assert f"innomed {name}" in README + AUTHORS + DEVELOPERS


@pytest.mark.parametrize("name", [*packages("requirements.in"), *packages("requirements-dev.in")])
def test_every_package_has_its_reason(name: str) -> None:
    assert re.search(rf"^\| [^|]*`{re.escape(name)}`[^|]* \| \S", section(DEVELOPERS, "Dependencies"), re.MULTILINE)


def test_every_package_of_the_browser_has_its_reason() -> None:
    vendored = json.loads((ROOT / ".ci/vendor/package.json").read_text(encoding="utf-8"))
    for name in (*vendored["dependencies"], *vendored["devDependencies"]):
        assert f"`{name}`" in DEVELOPERS, name


@pytest.mark.parametrize("name", sorted(f.stem for f in (ROOT / "docs/_data/vocabulary").glob("*.yml")))
def test_every_word_list_is_named(name: str) -> None:
    assert f"`{name}`" in AUTHORS + DEVELOPERS


def test_every_macro_is_shown_to_editors(library: Library) -> None:
    page = (ROOT / "docs/bidra/makroer.md").read_text(encoding="utf-8")
    assert [name for name in editor_macros(library, date(2026, 11, 22)) if f"{name}(" not in page] == []


def test_every_override_and_setting_is_explained() -> None:
    overrides = [f.relative_to(ROOT / "overrides").as_posix() for f in (ROOT / "overrides").rglob("*.html")]
    settings = re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
    assert [name for name in (*overrides, *settings) if f"`{name}`" not in DEVELOPERS] == []


def test_rooms_and_modules_of_the_picture_exist() -> None:
    picture = section(DEVELOPERS, "The house")
    rooms = [f for f in (ROOT / "macros").iterdir() if f.name not in ("__pycache__", "__init__.py")]
    assert [f.name for f in rooms if not re.search(rf"\b{re.escape(f.name)}{'/' if f.is_dir() else ''}", picture)] == []
    modules = [f for f in (ROOT / "macros").rglob("*.py") if f.name != "__init__.py"]
    assert [f.as_posix() for f in modules if not re.search(rf"\b{f.stem}\b", picture)] == []


@pytest.mark.parametrize("name", ["CONTRIBUTING.md", "docs/bidra/index.md"])
def test_the_example_is_a_correct_writeup(name: str, tmp_path: Path) -> None:
    assert problems_of(example(name), tmp_path) == []


def test_the_small_price_model_is_correct(tmp_path: Path) -> None:
    (block,) = re.findall(r"^```yaml\n(price_model:.*?)^```$", AUTHORS, re.MULTILINE | re.DOTALL)
    assert problems_of(example("CONTRIBUTING.md").replace("\n---\n", f"\n{block}---\n", 1), tmp_path) == []


def test_the_message_that_is_explained_is_the_one_that_is_given(tmp_path: Path) -> None:
    wrong = example("CONTRIBUTING.md").replace("hours: 120", "hours: 0120")
    (told,) = problems_of(wrong, tmp_path)
    assert f"```text\n{told}\n```" in AUTHORS


def example(name: str) -> str:
    """The whole write-up that a guide shows."""
    (found,) = re.findall(r"^```\w+\n(---\n.*?)^```$", _text(name), re.MULTILINE | re.DOTALL)
    return str(found)


def problems_of(writeup: str, folder: Path) -> list[str]:
    content = load(make_checkout(folder, {"trygg-hjem.md": writeup}))
    return [p.as_text() for p in check(content) if p.path.startswith("projects/")]


@pytest.mark.parametrize("name", GUIDES)
def test_links_lead_somewhere(name: str) -> None:
    for target in re.findall(r"(?<!!)\[[^\]]*\]\(([^)]+)\)", re.sub(r"```.*?```|`[^`]*`", "", _text(name), flags=re.S)):
        path, _, anchor = target.partition("#")
        if not re.match(r"https?:", path):
            assert not path or (ROOT / path).exists(), target
            assert not anchor or anchor in _anchors(path or name), target


def test_nothing_private_is_published() -> None:
    """No address of a package registry and no folder of the machine that made a file: they say where, not what."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True).stdout
    files = [ROOT / name for name in listed.split("\0") if name]
    found = {}
    for file in files:
        text = file.read_bytes().decode("utf-8", "replace") if file.is_file() else ""
        told = [pattern for pattern in PRIVATE if pattern in text]
        if told:
            found[file.relative_to(ROOT).as_posix()] = told
    assert found == {}


def _text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def _anchors(name: str) -> set[str]:
    """The anchors that the usual code hosts give a file's headings."""
    headings = re.findall(r"^#+ (.+)$", _text(name), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
