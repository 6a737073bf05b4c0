"""The command line as a secretary and a program use it: words, exit codes, forms of output."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from support import make_checkout, write, writeup

from macros.cli import main
from macros.cli.import_summary import tell_words
from macros.content.model.fields.new_words import NewWord
from macros.engine.faults import BuildError

INNOMED = Path(sys.executable).with_name("innomed")


def run(where: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """The command in this process: what it says and leaves with."""
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(where)
        patch.setenv("NO_COLOR", "1")
        done = CliRunner().invoke(main, args)
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    return subprocess.CompletedProcess(args, done.exit_code, done.stdout, done.stderr)


@pytest.fixture
def flawed(tmp_path: Path) -> Path:
    return make_checkout(
        tmp_path, {"god.md": writeup(), "dårlig.md".replace("å", "a"): writeup(title="Dårlig", hours="0120")}
    )


def test_a_clean_library_is_told_in_two_words(checkout: Path) -> None:
    """As a program of its own, which it is for everybody else."""
    done = subprocess.run([INNOMED, "check"], cwd=checkout, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (0, "Ingen feil.\n", "")


def test_problems_give_code_1_and_a_line_each(flawed: Path) -> None:
    done = run(flawed, "check")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "projects/darlig.md:5:8: FM023 «hours» er «0120», men må være et helt tall uten mellomrom. Skriv: hours: 120",
        "",
        "1 feil, 0 advarsler.",
        "Kjør «innomed fix»: den retter det som bare har ett riktig svar.",
    ]


def test_it_works_on_the_flawed_one_stands_in(flawed: Path) -> None:
    assert run(flawed / "projects", "check").returncode == 1


def test_with_paths_only_those_are_told_but_all_are_known(flawed: Path) -> None:
    write(flawed / "projects/tredje.md", writeup(title="Tredje", redirect_from="[god]"))
    assert run(flawed, "check", "projects/god.md").stdout == "Ingen feil.\n"
    assert "KX002" in run(flawed, "check", "projects/tredje.md").stdout
    assert run(flawed / "projects", "check", "darlig.md").returncode == 1


def test_json_is_only_the_array(flawed: Path, checkout: Path) -> None:
    done = run(flawed, "check", "--format", "json")
    (found,) = json.loads(done.stdout)
    assert set(found) == {"path", "line", "column", "code", "field", "value", "message", "hint", "severity"}
    assert (found["path"], found["line"], found["severity"]) == ("projects/darlig.md", 5, "error")
    assert json.loads(run(checkout, "check", "--format", "json").stdout) == []


def test_github_annotations_cannot_start_a_new_command(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(hours='"1%0A::error::x\\n::stop"')})
    lines = run(root, "check", "--format", "github").stdout.splitlines()
    assert len(lines) == 1 and lines[0].startswith("::error file=projects/a.md,line=5,col=8,title=FM023::")
    assert "%250A" in lines[0]


def test_wrong_use_gives_code_2(flawed: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    outside = tmp_path_factory.mktemp("utenfor")
    done = run(outside, "check")
    assert done.returncode == 2 and "Fant ingen kunnskapsbase her." in done.stderr
    assert run(flawed, "check", "finnes-ikke.md").returncode == 2
    assert run(flawed, "check", "--format", "xml").returncode == 2
    assert run(flawed, "check", str(outside)).returncode == 2


def test_warnings_alone_are_fine(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(), "b.md": writeup()})
    done = run(root, "check")
    assert done.returncode == 0 and "KX005 advarsel:" in done.stdout


@pytest.mark.parametrize(("command", "place"), [("site", "build.build_site"), ("serve", "preview.serve_site")])
def test_what_could_not_be_built_is_an_error_and_no_answer(
    command: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever sends what is printed to a file still sees why, and the next command of a script does not run."""

    def refuse(*_: object) -> None:
        raise BuildError("projects/øy.md:1:1: FM001 Øya mangler.")

    monkeypatch.setattr(f"macros.engine.{place}", refuse)
    monkeypatch.chdir(make_checkout(tmp_path / "inn", {}))
    answer = CliRunner().invoke(main, [command])
    assert answer.exit_code == 1 and "Øya mangler." in answer.stderr and answer.stdout == ""


def test_a_word_that_a_person_must_put_in_its_list_is_told_apart_from_those_that_were(
    capsys: pytest.CaptureFixture[str],
) -> None:
    done, left = (NewWord("organisations", {"key": key, "label": {"nb": key.title()}}) for key in ("ærøy", "øyby"))
    tell_words([done], [left])
    out, err = capsys.readouterr()
    assert "Ført opp: «Ærøy»" in out and "Øyby" not in out
    assert "kan ikke endres herfra" in err and "øyby" in err and "Ærøy" not in err
