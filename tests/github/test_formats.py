"""What GitHub reads is right before it gets there: its formats, holes in the workflows, files that are generated."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from support import ROOT

from macros.authoring.editor_files import issue_form
from macros.content.load import Content

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = ROOT / ".venv" / "bin"
FORMATS = {
    "vendor.github-workflows": "workflows/*.yml",
    "custom.github-workflows-require-timeout": "workflows/*.yml",
    "vendor.dependabot": "dependabot.yml",
    "vendor.github-issue-forms": "ISSUE_TEMPLATE/[!c]*.yml",
    "vendor.github-issue-config": "ISSUE_TEMPLATE/config.yml",
}


def loaded(file: Path) -> dict[Any, Any]:
    found: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return found


def steps(workflow: dict[Any, Any]) -> list[dict[str, Any]]:
    return [step for job in workflow["jobs"].values() for step in job["steps"]]


def zizmor(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [BIN / "zizmor", "--offline", "--no-progress", "--persona=auditor", "--format=plain", folder]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "NO_COLOR": "1"})


@pytest.mark.parametrize("schema", FORMATS)
def test_github_understands_the_file(schema: str) -> None:
    files = sorted(GITHUB.glob(FORMATS[schema]))
    assert files
    done = subprocess.run(
        [BIN / "check-jsonschema", "--builtin-schema", schema, *files], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_workflows_have_no_known_holes() -> None:
    done = zizmor(GITHUB)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(
    ("name", "old", "new", "hole"),
    [
        ("meldt-inn.yml", "--out utkast", "--out '${{ github.event.issue.title }}'", "template-injection"),
        ("meldt-inn.yml", "  issues:\n", "  pull_request_target:\n", "dangerous-triggers"),
        ("forslag.yml", "persist-credentials: false", "persist-credentials: true", "artipacked"),
        ("forslag.yml", "permissions: {}", "permissions: write-all", "excessive-permissions"),
        (
            "publiser.yml",
            "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
            "actions/deploy-pages@v5",
            "unpinned-uses",
        ),
    ],
)
def test_a_hole_is_found(name: str, old: str, new: str, hole: str, tmp_path: Path) -> None:
    shutil.copytree(GITHUB, tmp_path / ".github")
    file = tmp_path / ".github" / "workflows" / name
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")
    done = zizmor(tmp_path / ".github")
    assert done.returncode != 0
    assert hole in done.stdout


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.name)
def test_a_workflow_begins_with_no_permissions_and_names_each_it_gives(file: Path) -> None:
    workflow = loaded(file)
    assert workflow["permissions"] == {}
    assert all("permissions" in job and "timeout-minutes" in job for job in workflow["jobs"].values())
    given = {
        (job, right) for job, j in workflow["jobs"].items() for right, to in j["permissions"].items() if to == "write"
    }
    wanted = {
        "forslag.yml": set(),
        "publiser.yml": {("publiser", "pages"), ("publiser", "id-token")},
        "lenker.yml": {("meld", "issues")},
        "kommentar.yml": {("skriv", "pull-requests")},
        "sarbarheter.yml": set(),
        "meldt-inn.yml": {("forslag", "contents"), ("forslag", "pull-requests"), ("forslag", "issues")},
    }
    assert given == wanted[file.name]


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.name)
def test_no_secret_and_nothing_a_stranger_wrote_is_in_a_command(file: Path) -> None:
    assert "secrets." not in str(loaded(file))
    assert [step["run"] for step in steps(loaded(file)) if "${{" in step.get("run", "")] == []


def test_an_action_is_one_commit_everywhere_and_says_which_release() -> None:
    used = re.findall(r"uses: (\S+)@(\S+)(.*)", "".join(f.read_text(encoding="utf-8") for f in WORKFLOWS))
    pins: dict[str, set[tuple[str, str]]] = {}
    for action, commit, release in used:
        assert re.fullmatch(r"[0-9a-f]{40}", commit) and re.fullmatch(r" # v\d+\.\d+\.\d+", release), action
        pins.setdefault(action, set()).add((commit, release))
    assert pins and [action for action, pinned in pins.items() if len(pinned) > 1] == []


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda f: f.name)
def test_a_workflow_calls_what_is_here(file: Path) -> None:
    """The logic is in scripts that can be run here; the YAML only calls them."""
    commands = [step["run"] for step in steps(loaded(file)) if "run" in step]
    assert all("\n" not in command.strip() for command in commands)
    for command in commands:
        for script in re.findall(r"(?:^|\s)((?:\.ci|tests)/[\w./-]+)", command):
            assert (ROOT / script).is_file(), script
            assert script.endswith(".py") or os.access(ROOT / script, os.X_OK), f"{script} kan ikke kjøres"


def test_only_main_is_published() -> None:
    workflow = loaded(GITHUB / "workflows" / "publiser.yml")
    triggers = workflow[True]  # YAML 1.1 reads «on» as true
    assert triggers["push"] == {"branches": ["main"]}
    assert workflow["jobs"]["bygg"]["if"] == "github.ref == 'refs/heads/main'"
    assert workflow["jobs"]["publiser"]["environment"]["name"] == "github-pages"
    assert workflow["jobs"]["publiser"]["needs"] == "bygg"


def test_every_setting_can_be_made_where_it_is_published() -> None:
    """As a variable of the repository, except where the pages are edited: ``build-site`` knows that itself."""
    settings = set(re.findall(r"!ENV \[(\w+)", (ROOT / "mkdocs.yml").read_text(encoding="utf-8")))
    (step,) = [s for s in steps(loaded(GITHUB / "workflows" / "publiser.yml")) if "build-site" in s.get("run", "")]
    passed = {name for name, value in step["env"].items() if value == f"${{{{ vars.{name} }}}}"}
    assert settings - {"INNOMED_EDIT_URI"} == passed


def test_the_form_offers_the_words_of_the_vocabularies(content: Content) -> None:
    form = yaml.safe_load(
        issue_form((ROOT / ".ci/templates/nytt-prosjekt.yml").read_text(encoding="utf-8"), content.vocabularies)
    )
    options = {q["id"]: q["attributes"].get("options") for q in form["body"] if q.get("id")}
    assert options["region"] == [*(v.name() for v in content.vocabularies["regions"]), "Ukjent"]
    for name, offered in options.items():
        if offered and name != "confirm":
            assert len(offered) == len(set(offered)), f"{name} har det samme valget to ganger"
            assert not {"None", "none"} & set(offered), "GitHub bruker ordet selv"


def test_there_is_a_checklist_for_each_kind_and_a_way_to_it() -> None:
    entrance = (GITHUB / "pull_request_template.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"template=([a-z-]+\.md)", entrance))
    assert linked == {f.name for f in (GITHUB / "PULL_REQUEST_TEMPLATE").glob("*.md")}
    assert len(linked) == 4
    for name in linked:
        assert (GITHUB / "PULL_REQUEST_TEMPLATE" / name).read_text(encoding="utf-8").count("- [ ]") >= 5


def test_everything_has_an_owner_and_content_belongs_to_the_editors() -> None:
    rules = [
        line.split() for line in (GITHUB / "CODEOWNERS").read_text(encoding="utf-8").splitlines() if line[:1] in "*/"
    ]
    rules = [rule for rule in rules if rule]

    def owners(path: str) -> list[str]:
        return [rule[1:] for rule in rules if rule[0] == "*" or f"/{path}".startswith(rule[0])][-1]

    assert all(
        (ROOT / rule[0].strip("/")).is_dir()
        for rule in rules
        if rule[0] != "*" and not rule[0].startswith(("/projects", "/tools", "/docs"))
    )
    assert owners("projects/gronn-vei.md") == ["@innomed-no/redaksjonen"]
    assert owners("docs/_data/vocabulary/regions.yml") == ["@innomed-no/redaksjonen"]
    for path in ("docs/assets/js/site.js", ".github/workflows/publiser.yml", "macros/site/plan.py", "mkdocs.yml"):
        assert owners(path) == ["@innomed-no/utviklere"], path
    assert "@innomed-no/utviklere" in owners("docs/om/index.md"), "redaksjonelle sider kan ha makroer"


def test_dependabot_watches_every_lock_file() -> None:
    watched = loaded(GITHUB / "dependabot.yml")["updates"]
    folders = {d for update in watched for d in (update.get("directories") or [update["directory"]])}
    locked = {f"/{f.parent.relative_to(ROOT).as_posix()}" for f in (ROOT / ".ci").glob("*/package-lock.json")}
    assert locked
    assert [d for d in locked if not any(fnmatch(d, folder) for folder in folders)] == []
    assert {u["package-ecosystem"] for u in watched} == {"github-actions", "pip", "npm"}


def test_only_main_saves_what_is_kept_between_builds() -> None:
    """A proposal reads it; what main is built from comes from main alone."""
    used: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for job in loaded(file)["jobs"].values():
            for step in job.get("steps", []):
                name = step.get("uses", "").partition("@")[0]
                if name.startswith("actions/cache"):
                    used.setdefault(name, set()).add(file.name)
                    assert step["with"]["path"] == ".cache"
                    assert name != "actions/cache/save" or job["if"] == "github.ref == 'refs/heads/main'"
    assert used == {
        "actions/cache/restore": {"forslag.yml", "publiser.yml"}, "actions/cache/save": {"publiser.yml"},
    }  # fmt: skip
