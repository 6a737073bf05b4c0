"""The comment reaches its own pull request and no other, whatever the run of a stranger's program has left behind."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from comment import MARK, MOST_BYTES, Report
from github_api import GitHub, packed
from repository import run
from support import ROOT


def posted(github: GitHub) -> subprocess.CompletedProcess[str]:
    return run(sys.executable, ROOT / ".ci/post_comment.py", cwd=github.folder, **github.environment())


def report(**fields: Any) -> bytes:
    return packed(json.dumps(asdict(Report(titles={"/prosjekter/blabaer/": "Blåbær på Ærøya"}, **fields))))


def test_one_comment_is_written_and_then_changed_in_place(tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    others = [{"id": n, "issue": "12", "user": {"login": "redaktor"}, "body": f"{MARK} Å"} for n in range(150)]
    robot = {"id": 500, "issue": "12", "user": {"login": "github-actions[bot]"}, "body": "Noe annet"}
    github.state["comments"] = [*others, robot]
    github.upload(report())
    assert posted(github).stdout == "Kommentaren på forslag 12 er skrevet.\n"
    (comment,) = github.read()["comments"][151:]
    assert comment["issue"] == "12"
    assert "Nytt prosjekt: **Blåbær på Ærøya** på adressen `/prosjekter/blabaer/`." in comment["body"]
    home = "https://github.com/innomed-no/proven/actions/runs/77/artifacts"
    assert f"({home}/4)" in comment["body"] and f"({home}/3)" in comment["body"]

    assert posted(github).stdout == "Kommentaren på forslag 12 er uendret.\n"
    github.upload(report(errors=1), number=10)
    assert posted(github).stdout == "Kommentaren på forslag 12 er oppdatert.\n"
    comments = github.read()["comments"]
    assert len(comments) == 152 and "## 1 feil må rettes" in comments[151]["body"]
    assert comments[:151] == [*others, robot]


def test_the_proposal_is_githubs_word_and_never_the_reports(tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    forged = {
        "number": 13,
        "pull_request": 13,
        "titles": {"/prosjekter/blabaer/": "x"},
        "issue": "13",
        "head_sha": "b" * 40,
    }
    github.upload(packed(json.dumps(forged)))
    assert posted(github).returncode == 0
    assert {c["issue"] for c in github.read()["comments"]} == {"12"}
    assert [entry for entry in github.state["log"] if "13" in entry] == []


@pytest.mark.parametrize(
    "change",
    [
        {"head_sha": "b" * 40},
        {"head_repository": {"id": 6, "owner": {"login": "redaktor"}}},
        {"head_repository": {"id": 5, "owner": {"login": "en-annen"}}},
        {"head_repository": None},
        {"head_branch": "main&head=redaktor:nytt-prosjekt"},
    ],
)
def test_a_run_of_something_else_writes_nothing(change: dict[str, Any], tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    github.run |= change
    github.upload(report())
    done = posted(github)
    assert (done.returncode, done.stdout) == (
        0,
        "Forslaget er lukket eller endret siden kjøringen. Ingenting er skrevet.\n",
    )
    assert github.read()["comments"] == []


BOMB = packed(b'{"titles": {}}' + b" " * 50 * MOST_BYTES)


@pytest.mark.parametrize(
    ("data", "size"),
    [
        (None, 0),
        (b"", None),
        (b"PK\x03\x04 ikke en zip", None),
        (packed("{}", "../../kommentar.json"), None),
        (packed("{}", "annet.json"), None),
        (packed(b"\xff\xfe"), None),
        (packed("[]"), None),
        (BOMB, None),
        (report(), MOST_BYTES + 1),
        (b"x" * (MOST_BYTES + 1), 100),
        (report()[:-30], None),
    ],
)
def test_what_cannot_be_read_is_said(data: bytes | None, size: int | None, tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    github.state["files"]["12"].append({"status": "modified", "filename": "mkdocs.yml"})
    if data is not None:
        github.upload(data, size=size)
    done = posted(github)
    assert done.returncode == 0 and "Traceback" not in done.stderr
    (comment,) = github.read()["comments"]
    assert "## Kontrollen ble ikke ferdig\n" in comment["body"]
    assert "**En utvikler må også godkjenne forslaget.** Det endrer mer enn innhold: `mkdocs.yml`" in comment["body"]


def test_the_files_are_githubs_own_list_to_the_last(tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    many = [{"status": "added", "filename": f"projects/a{n}.md"} for n in range(250)]
    moved = {"status": "renamed", "filename": "projects/ny.md", "previous_filename": "macros/site/plan.py"}
    github.state["files"]["12"] = [*many, moved]
    github.upload(report())
    posted(github)
    (comment,) = github.read()["comments"]
    assert (
        "**En utvikler må også godkjenne forslaget.** Det endrer mer enn innhold: `projects/ny.md`" in comment["body"]
    )


def test_github_that_does_not_answer_is_told_plainly(tmp_path: Path) -> None:
    github = GitHub(tmp_path)
    github.state["down"] = ["pulls/12/files"]
    github.upload(report())
    done = posted(github)
    assert done.returncode == 1
    assert done.stderr == "GitHub svarte ikke som ventet: HTTP 502: Server Error\n"
    none = run(sys.executable, ROOT / ".ci/post_comment.py", cwd=tmp_path, GITHUB_REPOSITORY="a/b")
    assert none.returncode == 2 and "Fant ingen kjøring" in none.stderr


def test_the_workflow_that_may_write_runs_nothing_of_the_proposal() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/kommentar.yml").read_text(encoding="utf-8"))
    proposals = yaml.safe_load((ROOT / ".github/workflows/forslag.yml").read_text(encoding="utf-8"))
    assert workflow[True] == {"workflow_run": {"workflows": [proposals["name"]], "types": ["completed"]}}
    (job,) = workflow["jobs"].values()
    assert job["permissions"] == {"contents": "read", "actions": "read", "pull-requests": "write"}
    checkout, comment = job["steps"]
    assert checkout["with"] == {
        "ref": "${{ github.event.repository.default_branch }}",
        "sparse-checkout": ".ci",
        "persist-credentials": False,
    }
    assert comment == {"run": "python3 .ci/post_comment.py", "env": {"GH_TOKEN": "${{ github.token }}"}}
    uploads = {
        s["with"].get("name"): s["with"]
        for j in proposals["jobs"].values()
        for s in j["steps"]
        if "upload" in s.get("uses", "")
    }
    assert uploads["kommentar"]["path"] == "kontroll/kommentar.json"
    assert uploads[None] == {"path": "forhandsvisning/endret.html", "archive": False, "retention-days": 14}


def test_the_scripts_that_may_write_need_nothing_but_python(tmp_path: Path) -> None:
    """Without our packages: what the runner has is enough, and nothing is installed where the token may write."""
    done = subprocess.run(
        ["python3", "-S", ROOT / ".ci/post_comment.py"],
        cwd=tmp_path,
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, "Fant ingen kjøring" in done.stderr) == (2, True), done.stderr
