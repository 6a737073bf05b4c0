"""A local bare repository in GitHub's place, and a clone of it with a small checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from support import ROOT, copy_library, make_checkout, write

SETTINGS = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Redaktør",
    "GIT_AUTHOR_EMAIL": "redaktor@example.no",
    "GIT_COMMITTER_NAME": "Redaktør",
    "GIT_COMMITTER_EMAIL": "redaktor@example.no",
}
NOT_OURS = ("GITHUB_", "GIT_", "INNOMED_", "GH_", "PRE_COMMIT")
"""Variables of the pipeline or the hook that the tests themselves run in: they must not reach what is tested."""


def run(*command: str | Path, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """What the command said. Nothing is raised: what it leaves with is what is tested."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(NOT_OURS)}
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**clean, **SETTINGS, **extra},
        capture_output=True,
        text=True,
        check=False,
        timeout=400,
    )


def git(folder: Path, *arguments: str) -> str:
    done = run("git", *arguments, cwd=folder)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def make_repository(folder: Path, projects: dict[str, str], tools: dict[str, str] | None = None) -> Path:
    """``folder/github.git`` and a clone of it in ``folder/kunnskapsbase``, on main; returns the clone."""
    return _repository(folder, make_checkout(folder / "kunnskapsbase", projects, tools))


def make_library_repository(folder: Path) -> Path:
    """The same with the whole synthetic library."""
    return _repository(folder, copy_library(folder / "kunnskapsbase"))


def _repository(folder: Path, clone: Path) -> Path:
    shutil.copytree(ROOT / ".ci", clone / ".ci", ignore=shutil.ignore_patterns("node_modules", "__pycache__"))
    shutil.copytree(ROOT / ".github" / "ISSUE_TEMPLATE", clone / ".github" / "ISSUE_TEMPLATE")
    write(clone / ".gitignore", ".venv\nsite/\n.cache/\n.site-*\nkontroll/\nforhandsvisning/\nutkast/\n__pycache__/\n")
    (clone / ".venv").symlink_to(ROOT / ".venv")
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", "github.git")
    git(clone, "init", "--quiet", "--initial-branch=main")
    git(clone, "remote", "add", "origin", str(folder / "github.git"))
    commit(clone, "Kunnskapsbasen")
    git(clone, "push", "--quiet", "--set-upstream", "origin", "main")
    return clone


def commit(clone: Path, message: str) -> str:
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--no-verify", "--message", message)
    return git(clone, "rev-parse", "HEAD")


def python(script: str, *arguments: str, cwd: Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """A script of ``.ci/`` in the clone, run as the workflow runs it."""
    return run(".venv/bin/python", f".ci/{script}", *arguments, cwd=cwd, **extra)
