"""The purge drill: what must not be there is taken out of the whole history, on a local repository."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from repository import git, make_repository, run
from support import write, writeup

NUMBER = "138972 48098"
"""Skatteetaten's kind of test number: nobody has it."""


def everything(repository: Path) -> bytes:
    """All objects of a repository, and the names in it."""
    objects = subprocess.run(["git", "cat-file", "--batch-all-objects", "--batch"], cwd=repository, capture_output=True, check=True).stdout  # fmt: skip
    return objects + git(repository, "log", "--all", "--format=%H %B", "--name-only").encode()


@pytest.fixture
def hosted(tmp_path: Path) -> tuple[Path, Path]:
    """A repository with a number in an old version, a branch, a tag and a message, and a file that should not be there."""
    clone = make_repository(tmp_path, {"a.md": writeup(title="Trygg øy")})
    page = clone / "projects/a.md"
    right = page.read_text(encoding="utf-8")

    def commit(message: str) -> None:
        git(clone, "add", "--all")
        git(clone, "commit", "--quiet", "--no-verify", "--message", message)

    write(page, f"{right}\nPasienten ({NUMBER}) på Ærøya.\n")
    write(clone / "projects/b.md", writeup(title="Trygg fjord"))
    commit(f"Legg til {NUMBER}")
    git(clone, "tag", "v1")
    git(clone, "switch", "--quiet", "--create", "cms/projects/a")
    write(clone / "projects/a/pasienter.csv", f"Nr\n{NUMBER.replace(' ', '')}\n")
    commit("Et vedlegg fra øya")
    git(clone, "switch", "--quiet", "main")
    write(page, right)
    commit("Ta bort")
    git(clone, "push", "--quiet", "--force", "--all", "origin")
    git(clone, "push", "--quiet", "--tags", "origin")
    return tmp_path / "github.git", clone


def test_a_number_and_a_file_are_taken_out_of_the_whole_history(hosted: tuple[Path, Path], tmp_path: Path) -> None:
    bare, clone = hosted
    assert NUMBER.encode() in everything(bare)
    folder = tmp_path / "slettes"
    write(folder / "tekst.txt", "regex:138972[ .-]*48098\n")
    write(folder / "filer.txt", "projects/a/pasienter.csv\n")
    tried = run(".ci/purge", str(bare), str(folder), cwd=clone)
    assert tried.returncode == 0, tried.stderr
    assert "Ingenting er sendt" in tried.stdout and NUMBER.encode() in everything(bare)

    done = run(".ci/purge", str(bare), str(folder), "--send", cwd=clone)
    assert done.returncode == 0, done.stderr
    assert "48098" not in tried.stdout + done.stdout + done.stderr
    fresh = tmp_path / "ny"
    git(tmp_path, "clone", "--quiet", "--mirror", f"file://{bare}", str(fresh))
    found = everything(fresh)
    assert b"48098" not in found and b"pasienter.csv" not in found
    assert "***FJERNET***" in git(fresh, "show", "v1:projects/a.md")
    assert git(fresh, "branch", "--list").split() == ["cms/projects/a", "*", "main"] or "main" in git(fresh, "branch")
    assert git(fresh, "show", "main:projects/a.md") == git(clone, "show", "main:projects/a.md"), "the rest is as it was"
    assert "title: Trygg fjord" in git(fresh, "show", "main:projects/b.md")
    # What the host keeps of old objects is gone when it clears up, which GitHub does when it is asked.
    git(bare, "reflog", "expire", "--expire=now", "--all")
    git(bare, "gc", "--quiet", "--prune=now")
    assert b"48098" not in everything(bare)


def test_what_is_left_is_said_and_nothing_is_sent(hosted: tuple[Path, Path], tmp_path: Path) -> None:
    """A number in the name of a file is no text in it."""
    bare, clone = hosted
    write(clone / "projects/138972-48098.md", writeup(title="Øya"))
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--no-verify", "--message", "Øya")
    git(clone, "push", "--quiet", "origin", "main")
    before = git(bare, "rev-parse", "main")
    write(tmp_path / "slettes/tekst.txt", "138972-48098\n")
    done = run(".ci/purge", str(bare), str(tmp_path / "slettes"), "--send", cwd=clone)
    assert done.returncode == 1 and "Noe står igjen" in done.stderr
    assert git(bare, "rev-parse", "main") == before


def test_without_anything_to_take_out_nothing_is_done(hosted: tuple[Path, Path], tmp_path: Path) -> None:
    bare, clone = hosted
    (tmp_path / "tom").mkdir()
    assert run(".ci/purge", str(bare), str(tmp_path / "tom"), cwd=clone).returncode == 2
