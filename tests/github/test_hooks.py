"""What is checked before a commit: with pre-commit, and with git's own hook."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from repository import commit, git, make_repository, run
from support import ROOT, write, writeup

CONTENT = ".ci/hooks/content"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    made = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya")})
    shutil.copy(ROOT / ".pre-commit-config.yaml", made)
    commit(made, "Krok")
    return made


@pytest.mark.parametrize("settings", [("core.hooksPath", ".ci/hooks"), ()], ids=["git", "pre-commit"])
def test_a_mistake_is_stopped_and_its_correction_is_let_through(settings: tuple[str, ...], clone: Path) -> None:
    if settings:
        git(clone, "config", *settings)
    else:
        assert run(".venv/bin/pre-commit", "install", cwd=clone).returncode == 0
    before = git(clone, "rev-parse", "HEAD")
    write(clone / "projects/blabaer.md", writeup(title="Blåbær", hours="0120"))
    git(clone, "add", "--all")
    home = {"PRE_COMMIT_HOME": str(clone.parent / "pre-commit")}
    stopped = run("git", "commit", "--message", "Blåbær", cwd=clone, **home)
    assert stopped.returncode != 0
    assert "projects/blabaer.md:5:8: FM023" in stopped.stdout + stopped.stderr
    assert git(clone, "rev-parse", "HEAD") == before
    write(clone / "projects/blabaer.md", writeup(title="Blåbær"))
    git(clone, "add", "--all")
    done = run("git", "commit", "--message", "Blåbær", cwd=clone, **home)
    assert done.returncode == 0, done.stdout + done.stderr


def test_somebody_elses_mistake_does_not_stop_you(clone: Path) -> None:
    write(clone / "projects/andres.md", writeup(title="Andres", hours="0120"))
    write(clone / "projects/mitt.md", writeup(title="Mitt på Ærøya"))
    git(clone, "add", "projects/mitt.md")
    assert run(CONTENT, cwd=clone).returncode == 0


def test_an_attachment_is_judged_with_its_write_up(clone: Path) -> None:
    write(clone / "projects/havn/index.md", writeup(title="Havn", downloads="[{file: rapport.pdf, title: Å}]"))
    write(clone / "projects/havn/rapport.pdf", "ikke en pdf")
    told = run(CONTENT, "projects/havn/rapport.pdf", cwd=clone)
    assert told.returncode == 1
    assert "projects/havn/index.md" in told.stdout and "VL005" in told.stdout


def test_a_word_list_is_judged_with_everything_that_uses_it(clone: Path) -> None:
    file = clone / "docs/_data/vocabulary/organisations.yml"
    text = file.read_text(encoding="utf-8")
    write(file, text.replace("key: helse-forde\n", "key: helse-fjord\n").replace("Helse Førde", "Helse Fjord"))
    told = run(CONTENT, "docs/_data/vocabulary/organisations.yml", cwd=clone)
    assert told.returncode == 1
    assert "projects/ro-pa-froya.md:3:" in told.stdout and "Helse Førde HF" in told.stdout


def test_a_word_that_the_program_names_is_told_at_its_list(clone: Path) -> None:
    file = clone / "docs/_data/vocabulary/regions.yml"
    write(file, file.read_text(encoding="utf-8").replace("key: helse-vest", "key: helse-sor-vest"))
    told = run(CONTENT, "docs/_data/vocabulary/regions.yml", cwd=clone)
    assert told.returncode == 1 and told.stderr == ""
    assert "docs/_data/vocabulary/regions.yml:" in told.stdout and "«helse-vest»" in told.stdout
    assert "projects/" not in told.stdout, "nothing is judged by a list that cannot be used"


def test_what_is_no_content_is_none_of_its_business(clone: Path) -> None:
    done = run(CONTENT, "README.md", "docs/assets/innomed.css", "macros/site/plan.py", cwd=clone)
    assert (done.returncode, done.stdout) == (0, "")


def test_without_the_program_it_says_what_to_do(clone: Path) -> None:
    told = run(CONTENT, "projects/ro-pa-froya.md", cwd=clone, INNOMED="finnes-ikke")
    assert told.returncode == 1 and "make check" in told.stderr
