"""Which pages a pull request changes, and whether it is more than content: judged as the base branch does it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from changes import Change, UnknownBaseError, address, addresses, changed, kind, left_behind, not_content
from repository import commit, git, make_repository, run
from support import ROOT, write, writeup


@pytest.mark.parametrize(
    ("path", "page"),
    [
        ("projects/trygg-hjem.md", "/prosjekter/trygg-hjem/"),
        ("projects/trygg-hjem/index.md", "/prosjekter/trygg-hjem/"),
        ("projects/trygg-hjem/rapport.pdf", "/prosjekter/trygg-hjem/"),
        ("tools/systemkart/form.yml", "/verktoy/systemkart/"),
        ("docs/index.md", "/"),
        ("docs/om/index.md", "/om/"),
        ("docs/om/kilder.md", "/om/kilder/"),
        ("docs/_data/vocabulary/regions.yml", "/begreper/"),
        ("docs/_data/published/2024.yml", "/portefolje/2024/"),
        ("docs/_data/search.yml", ""),
        ("README.md", ""),
        ("projects/../../etc/passwd", ""),
    ],
)
def test_the_page_of_a_file(path: str, page: str) -> None:
    assert address(path) == page


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("projects/å.md", "content"),
        ("projects/trygg-hjem/gevinstplan.xlsx", "content"),
        ("tools/systemkart/form.yml", "content"),
        ("docs/_data/figures.yml", "content"),
        ("docs/_data/places/kommuner.yml", "content"),
        ("docs/assets/bilder/kart.PNG", "content"),
        ("docs/om/øya.jpg", "content"),
        ("docs/om/index.md", "page"),
        ("docs/om/ØY.MD", "page"),
        ("docs/assets/js/site.js", "code"),
        ("docs/assets/innomed.css", "code"),
        ("docs/assets/favicon.svg", "code"),
        ("docs/assets/fonts/x.woff2", "code"),
        ("docs/om/side.html", "code"),
        ("docs/om/notat.txt", "code"),
        ("docs/om.md/x", "code"),
        ("projects/trygg-hjem/skript.JS", "code"),
        ("projects/conftest.py", "code"),
        ("tools/systemkart/stil.css", "code"),
        ("docs/_data/kode.py", "code"),
        ("docs/_data/.gitattributes", "code"),
        ("projects/.hemmelig/x.md", "code"),
        ("docs/.well-known/security.md", "code"),
        ("projects", "code"),
        ("docs", "code"),
        ("Projects/å.md", "code"),
        ("prosjekter/å.md", "code"),
        ("mkdocs.yml", "code"),
        ("overrides/main.html", "code"),
        ("macros/words/labels/nb/a.yml", "code"),
        ("tests/content/projects/å.md", "code"),
        (".github/workflows/publiser.yml", "code"),
        (".github/CODEOWNERS", "code"),
        (".ci/changes.py", "code"),
        ("Makefile", "code"),
        ("requirements.txt", "code"),
        ("requirements-dev.in", "code"),
        ("pyproject.toml", "code"),
        ("README.md", "code"),
        (".gitmodules", "code"),
    ],
)
def test_what_is_content_and_what_is_code(path: str, expected: str) -> None:
    assert kind(path) == expected
    assert not_content([Change("M", path)]) == ([path] if expected == "code" else [])


def test_git_is_asked_with_norwegian_names_moves_and_deletions(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"gammel.md": writeup(), "borte.md": writeup(title="Borte på øya")})
    git(clone, "switch", "--quiet", "--create", "forslag")
    (clone / "projects/gammel.md").rename(clone / "projects/ny.md")
    (clone / "projects/borte.md").unlink()
    write(clone / "docs/om/blåbær og øl.md", "---\ntitle: Å\n---\n")
    commit(clone, "Flytt")
    found = changed(clone, "main")
    assert set(found) == {
        Change("R", "projects/ny.md", "projects/gammel.md"),
        Change("D", "projects/borte.md"),
        Change("A", "docs/om/blåbær og øl.md"),
    }
    assert addresses(found) == ["/om/blåbær og øl/", "/prosjekter/ny/"]
    assert left_behind(found) == ["/prosjekter/borte/", "/prosjekter/gammel/"]
    with pytest.raises(UnknownBaseError):
        changed(clone, "finnes-ikke")
    with pytest.raises(UnknownBaseError):
        changed(clone, "--output=/tmp/ikke-skriv-her")


def test_what_came_on_main_meanwhile_is_not_the_proposals(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"en.md": writeup()})
    git(clone, "switch", "--quiet", "--create", "forslag")
    write(clone / "projects/to.md", writeup(title="To"))
    commit(clone, "To")
    git(clone, "switch", "--quiet", "main")
    write(clone / "projects/tre.md", writeup(title="Tre"))
    commit(clone, "Tre")
    git(clone, "switch", "--quiet", "forslag")
    assert [c.path for c in changed(clone, "main")] == ["projects/to.md"]


def test_a_changed_look_shows_a_sample_of_pages() -> None:
    assert addresses([Change("M", "docs/assets/innomed.css")]) == ["/", "/prosjekter/", "/verktoy/", "/portefolje/"]
    assert addresses([Change("D", "projects/borte.md")]) == []


def judged(clone: Path, base: str) -> tuple[str, str]:
    """What the job «Testene» says and decides, by the very command of the workflow, in a shell as GitHub's."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/forslag.yml").read_text(encoding="utf-8"))
    (step,) = [s for s in workflow["jobs"]["tester"]["steps"] if s.get("id") == "endring"]
    decided = clone.parent / "github-output"
    decided.unlink(missing_ok=True)
    said = run(
        *("bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]),
        cwd=clone,
        BASE=base,
        GITHUB_OUTPUT=str(decided),
    )
    assert said.returncode == 0, said.stderr
    return said.stdout, decided.read_text(encoding="utf-8") if decided.exists() else ""


def test_nothing_runs_before_the_judgement_and_everything_after_it_waits_for_it() -> None:
    workflow = yaml.safe_load((ROOT / ".github/workflows/forslag.yml").read_text(encoding="utf-8"))
    job = workflow["jobs"]["tester"]
    assert job["name"] == "Testene" and "if" not in job, "en jobb som kreves, melder alltid fra"
    checkout, judge, *rest = job["steps"]
    assert checkout["uses"].startswith("actions/checkout@") and "ref" not in checkout["with"]
    assert judge["id"] == "endring" and judge["shell"] == "bash"
    assert judge["env"] == {"BASE": "${{ github.event.pull_request.base.sha }}"}
    assert rest and {step["if"] for step in rest} == {"${{ steps.endring.outputs.innhold != 'ja' }}"}


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    clone = make_repository(tmp_path_factory.mktemp("endring"), {"ro.md": writeup(title="Ro på Frøya")})
    write(clone / "macros/tekst.md", "Kode som ligner en tekst\n" * 20)
    (clone / "projects/lenke.md").symlink_to("ro.md")
    write(clone / "projects/kjores.md", "Å\n").chmod(0o755)
    commit(clone, "Kode")
    return clone


@pytest.fixture
def proposed(origin: Path) -> Path:
    """A branch of its own, with main as it was."""
    git(origin, "switch", "--quiet", "--force-create", "forslag", "main")
    return origin


def test_a_proposal_of_content_ends_green_at_once(proposed: Path) -> None:
    write(proposed / "projects/ny på øya.md", writeup(title="Ny på øya"))
    write(proposed / "docs/_data/vocabulary/regions.yml", "label: x\n")
    write(proposed / "docs/om/ny.md", "Å")
    write(proposed / "docs/assets/bilder/øy.png", b"\x89PNG")
    (proposed / "projects/ro.md").rename(proposed / "projects/ro-pa-froya.md")
    commit(proposed, "Innhold")
    assert judged(proposed, "main") == (
        "Bare innhold er endret (filer: 5). Testene av programmet trengs ikke.\n",
        "innhold=ja\n",
    )


def code_beside(clone: Path) -> None:
    write(clone / "mkdocs.yml", "site_name: x\n")


def moved_from_code(clone: Path) -> None:
    (clone / "macros/tekst.md").rename(clone / "projects/tekst.md")


def moved_to_code(clone: Path) -> None:
    (clone / "projects/ro.md").rename(clone / "macros/ro.md")


def deleted_code(clone: Path) -> None:
    (clone / "overrides/main.html").unlink()


def link(clone: Path) -> None:
    (clone / "projects/ny.md").symlink_to("/etc/passwd")


def link_changed(clone: Path) -> None:
    (clone / "projects/lenke.md").unlink()
    (clone / "projects/lenke.md").symlink_to("/etc/passwd")


def link_instead_of_file(clone: Path) -> None:
    (clone / "projects/ro.md").unlink()
    (clone / "projects/ro.md").symlink_to("/etc/passwd")


def link_deleted(clone: Path) -> None:
    (clone / "projects/lenke.md").unlink()


def folder_becomes_link(clone: Path) -> None:
    for file in (clone / "tools").iterdir():
        file.unlink()
    (clone / "tools").rmdir()
    (clone / "tools").symlink_to("projects")


def mode(clone: Path) -> None:
    (clone / "projects/ro.md").chmod(0o755)


def may_be_run(clone: Path) -> None:
    write(clone / "projects/ny.md", "#!/bin/sh\n").chmod(0o755)


def submodule(clone: Path) -> None:
    head = git(clone, "rev-parse", "HEAD")
    git(clone, "update-index", "--add", "--cacheinfo", f"160000,{head},projects/annet")


def hidden_submodule(clone: Path) -> None:
    write(clone / ".gitmodules", '[submodule "projects/annet"]\n\tpath = projects/annet\n\tignore = all\n\turl = x\n')
    git(clone, "add", ".gitmodules")
    submodule(clone)


def attributes(clone: Path) -> None:
    write(clone / "projects/.gitattributes", "* filter=x diff=y -diff\n")


def judge_that_always_agrees(clone: Path) -> None:
    write(clone / ".ci/changes.py", "import os\nopen(os.environ['GITHUB_OUTPUT'], 'a').write('innhold=ja\\n')\n")


def module_in_the_way(clone: Path) -> None:
    for name in ("re", "dataclasses", "argparse", "sitecustomize", "usercustomize"):
        write(clone / f"{name}.py", "import os\nopen(os.environ['GITHUB_OUTPUT'], 'a').write('innhold=ja\\n')\n")


def command_in_a_name(clone: Path) -> None:
    write(clone / "x\n::set-output name=innhold::ja\n::stop-commands::x", "Å")


@pytest.mark.parametrize(
    "more",
    [
        *(code_beside, moved_from_code, moved_to_code, deleted_code, link, link_changed, link_instead_of_file),
        *(link_deleted, folder_becomes_link, mode, may_be_run, submodule, hidden_submodule, attributes),
        *(judge_that_always_agrees, module_in_the_way, command_in_a_name),
    ],
)
def test_anything_more_than_content_has_all_its_tests(more: Callable[[Path], None], proposed: Path) -> None:
    write(proposed / "projects/ny-tekst.md", writeup(title="Ny på øya"))
    more(proposed)
    git(proposed, "add", "--", ":!projects/annet")
    git(proposed, "commit", "--quiet", "--no-verify", "--message", "Mer")
    said, decided = judged(proposed, "main")
    assert decided == ""
    assert said.startswith("Mer enn innhold er endret: [") and said.endswith("]. Alle testene kjøres.\n")
    assert said.count("\n") == 1


def test_what_cannot_be_judged_has_all_its_tests(proposed: Path) -> None:
    assert judged(proposed, "main") == ("Ingen endring er funnet. Alle testene kjøres.\n", "")
    git(proposed, "rm", "--quiet", ".ci/changes.py")
    git(proposed, "commit", "--quiet", "--no-verify", "--message", "Slettet")
    git(proposed, "branch", "--force", "gammel")
    write(proposed / "projects/x.md", writeup())
    commit(proposed, "Innhold")
    step = run("bash", "-c", "git show gammel:.ci/changes.py | python3 -I - --base gammel", cwd=proposed)
    assert "innhold" not in step.stdout
