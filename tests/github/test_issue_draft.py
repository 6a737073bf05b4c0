"""«Meld inn et prosjekt» from the issue to the draft pull request, on a local repository, with a ``gh`` that writes down."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from repository import git, make_repository, python, run
from support import ROOT, write, writeup

ISSUE = """### Prosjektets navn

Trygg hjemreise på Ærøya

### Sammendrag

Sykehuset og kommunen prøver et felles møte. @alle

### Prosjekteier

Helse Førde HF, Bodø kommune

### Helseregion

Helse Vest

### Timer veiledning

{hours}

### Fase da veiledningen startet

Konsept

### Fase da veiledningen sluttet

Planlegge

### Kilde

Sluttrapporten

### Utfordring og pasientgruppe

Eldre ble sendt hjem uten at kommunen var klar til å ta imot dem.

### Før du sender inn

- [X] Jeg har lov til å dele dette: teksten er skrevet av oss, eller vi har rettighetene.
- [X] Ingen personer kan kjennes igjen: verken pasienter, pårørende eller ansatte.
- [ ] Den som eventuelt er nevnt som kontakt, har samtykket.
- [X] Opplysningene står i kilden, eller vi har dem fra eget arbeid.
"""
GH = """#!/usr/bin/env bash
printf '%s\\n' "$@" >> "$GH_LOG"
case "$1 $2" in
  "pr create") echo https://github.com/innomed-no/proven/pull/8 ;;
  "issue list") printf '%s' "${GH_OPEN-}" ;;
esac
"""


def event(folder: Path, body: object, number: object = 7) -> str:
    return str(write(folder / "hendelse.json", json.dumps({"issue": {"number": number, "body": body}})))


def fake_gh(folder: Path) -> dict[str, str]:
    """A ``gh`` first on the path that writes down what it was asked to do."""
    file = write(folder / "bin" / "gh", GH)
    file.chmod(0o755)
    return {"PATH": f"{file.parent}:{os.environ['PATH']}", "GH_LOG": str(folder / "gh.txt"), "GH_TOKEN": "hemmelig"}


def test_an_issue_becomes_a_draft_pull_request(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya")})
    made = python(
        "issue_draft.py",
        "--out",
        "utkast",
        cwd=clone,
        GITHUB_EVENT_PATH=event(tmp_path, ISSUE.format(hours="ca. 120 timer")),
    )
    assert (made.returncode, made.stderr) == (0, "")
    assert git(clone, "status", "--porcelain") == "", "det som leser en fremmeds tekst, endrer ingenting"
    assert (clone / "utkast/sti").read_text() == "projects/trygg-hjemreise-pa-aeroya.md"
    text = (clone / "utkast/forslag.md").read_text(encoding="utf-8")
    assert "## Dette må rettes" in text
    assert "«hours» er «ca. 120 timer»" in text
    assert "**Ikke bekreftet:** Den som eventuelt er nevnt som kontakt, har samtykket." in text
    assert text.endswith("Closes #7\n")

    gh = fake_gh(tmp_path)
    sent = run(".ci/propose", "utkast", cwd=clone, **gh)
    assert sent.returncode == 0, sent.stderr
    assert sent.stdout == "https://github.com/innomed-no/proven/pull/8\n"
    bare = tmp_path / "github.git"
    assert git(bare, "diff", "--name-only", "main", "meldt-inn/7") == "projects/trygg-hjemreise-pa-aeroya.md"
    draft = git(bare, "show", "meldt-inn/7:projects/trygg-hjemreise-pa-aeroya.md")
    assert (
        draft.startswith("---\n# Utkast.")
        and "\ntitle: Trygg hjemreise på Ærøya\n" in draft
        and "\nstatus: draft\n" in draft
    )
    assert git(bare, "log", "-1", "--format=%an|%s", "meldt-inn/7") == (
        "github-actions[bot]|Nytt prosjekt: Trygg hjemreise på Ærøya"
    )
    asked = Path(gh["GH_LOG"]).read_text(encoding="utf-8")
    assert "pr\ncreate\n--draft\n--base\nmain\n--head\nmeldt-inn/7\n" in asked
    assert "issue\ncomment\n7\n" in asked and "https://github.com/innomed-no/proven/pull/8" in asked
    assert "hemmelig" not in asked + sent.stdout + sent.stderr + git(bare, "log", "--format=%B", "meldt-inn/7")

    git(clone, "switch", "--quiet", "main")
    git(clone, "branch", "--quiet", "-D", "meldt-inn/7")
    again = run(".ci/propose", "utkast", cwd=clone, **gh)
    assert again.returncode == 0 and "Ingenting er gjort" in again.stdout, "en redaktørs arbeid blir aldri skrevet over"


@pytest.mark.parametrize("typed", ["13897248098", "138972 48098", "13 89 72 480 98"])
def test_a_personal_number_in_an_issue_is_written_nowhere(typed: str, tmp_path: Path) -> None:
    """The robot answers how to get it away: no branch, no file, no artifact with the text."""
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya")})
    body = ISSUE.format(hours="120").replace("Eldre ble sendt", f"Pasienten ({typed}) ble sendt")
    made = python("issue_draft.py", "--out", "utkast", cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, body))
    assert (made.returncode, made.stderr) == (0, "")
    assert sorted(f.name for f in (clone / "utkast").iterdir()) == ["nummer", "stopp.md"]
    gh = fake_gh(tmp_path)
    sent = run(".ci/propose", "utkast", cwd=clone, **gh)
    assert sent.returncode == 0, sent.stderr
    assert "meldt-inn" not in git(tmp_path / "github.git", "branch", "--list")
    asked = Path(gh["GH_LOG"]).read_text(encoding="utf-8")
    assert "issue\ncomment\n7\n" in asked and "pr\ncreate" not in asked
    everything = made.stdout + sent.stdout + asked + "".join(f.read_text() for f in (clone / "utkast").iterdir())
    assert typed not in everything and "48098" not in everything
    assert "Delete revision from history" in (clone / "utkast/stopp.md").read_text(encoding="utf-8")


def test_a_right_draft_has_no_mistakes_and_takes_no_address_in_use(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"trygg-hjemreise-pa-aeroya/index.md": writeup(title="En annen")})
    made = python("issue_draft.py", cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, ISSUE.format(hours="120")))
    assert made.stdout == "projects/trygg-hjemreise-pa-aeroya-2.md: 0 feil i utkastet.\n"
    assert "Kontrollen fant ingen feil" in (clone / "utkast/forslag.md").read_text(encoding="utf-8")


def test_words_that_no_list_has_come_along_as_a_proposal(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya")})
    asked = "### Helseregion\n"
    more = f"### Prosjekteier som ikke står i listen\n\nStiftelsen Trygg Øy\n\n{asked}"
    body = ISSUE.format(hours="120").replace(asked, more)
    asked = "### Kilde\n"
    body = body.replace(asked, f"### Søknadsrunde som ikke står i listen\n\nS1 2033\n\n{asked}")
    made = python("issue_draft.py", cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, body))
    assert (made.returncode, made.stderr) == (0, "")
    assert git(clone, "status", "--porcelain") == ""
    text = (clone / "utkast/forslag.md").read_text(encoding="utf-8")
    assert "## Nye ord i ordlistene" in text and "- [ ] **Første runde 2033" in text
    assert "i `docs/_data/vocabulary/organisations.yml`: Se at virksomheten finnes" in text
    gh = fake_gh(tmp_path)
    sent = run(".ci/propose", "utkast", cwd=clone, **gh)
    assert sent.returncode == 0, sent.stderr
    bare = tmp_path / "github.git"
    told = git(bare, "diff", "--numstat", "main", "meldt-inn/7", "--", "docs").splitlines()
    assert [line.split("\t")[1:] for line in told] == [
        ["0", "docs/_data/vocabulary/organisations.yml"],
        ["0", "docs/_data/vocabulary/rounds.yml"],
    ]
    assert "0 feil i utkastet" in made.stdout


def test_a_list_that_has_changed_since_is_not_written_over(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    rounds = clone / "docs/_data/vocabulary/rounds.yml"
    now = rounds.read_text(encoding="utf-8")
    lost = now.replace("year: 2021\n", "year: 2021\n    note: {nb: Øya}\n", 1).replace("    applications: 5\n", "", 1)
    files = {"sti": "projects/x.md", "nummer": "7", "tittel": "Å", "utkast.md": writeup(), "forslag.md": "Å"}
    for file, content in (
        files | {"ord-rounds.yml": lost, "ord-regions.yml": now, "ord-organisations.yml": now}
    ).items():
        write(clone / "utkast" / file, content)
    sent = run(".ci/propose", "utkast", cwd=clone, **fake_gh(tmp_path))
    assert sent.returncode == 0 and "rounds.yml er endret. Nye ord er utelatt." in sent.stdout, sent.stderr
    assert git(tmp_path / "github.git", "diff", "--name-only", "main", "meldt-inn/7") == "projects/x.md"


@pytest.mark.parametrize(
    ("body", "code", "told"),
    [("Hei! Kan dere skrive om oss?", 1, "ikke laget med skjemaet"), (None, 1, "ikke laget med skjemaet")],
)
def test_another_issue_is_left_alone(body: object, code: int, told: str, tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    made = python("issue_draft.py", cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, body))
    assert made.returncode == code and told in made.stderr
    assert not (clone / "utkast").exists()


def test_a_broken_event_is_told_plainly(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    for text in ("", "{}", "[]", '{"issue": {"number": "x", "body": ""}}', "ikke json"):
        made = python("issue_draft.py", cwd=clone, GITHUB_EVENT_PATH=str(write(tmp_path / "h.json", text)))
        assert made.returncode == 2, text
        assert "Fant ingen sak" in made.stderr and "Traceback" not in made.stderr


def test_what_may_write_judges_again(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    good = {"sti": "projects/x.md", "nummer": "7", "tittel": "Å", "utkast.md": writeup(), "forslag.md": "Å"}
    for name, text in (
        ("sti", "../../.github/workflows/x.yml"),
        ("sti", "projects/../mkdocs.yml"),
        ("sti", "projects/ro-pa-froya.md"),
        ("sti", "projects/x.md\n.github/y"),
        ("sti", "-rf"),
        ("nummer", "7; rm -rf /"),
        ("nummer", "$(id)"),
        ("nummer", "0"),
    ):
        for file, content in (good | {name: text}).items():
            write(clone / "utkast" / file, content)
        sent = run(".ci/propose", "utkast", cwd=clone, **fake_gh(tmp_path))
        assert sent.returncode == 1, text
    assert git(tmp_path / "github.git", "branch", "--list") == "* main"
    assert not (tmp_path / "gh.txt").exists()


def test_a_hostile_title_is_only_text(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    title = '$(touch /tmp/innomed-pwned) `id` "; --body x'
    body = ISSUE.format(hours="120").replace("Trygg hjemreise på Ærøya", title)
    assert python("issue_draft.py", cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, body)).returncode == 0
    gh = fake_gh(tmp_path)
    assert run(".ci/propose", "utkast", cwd=clone, **gh).returncode == 0
    assert f"--title\nNytt prosjekt: {title}\n" in Path(gh["GH_LOG"]).read_text(encoding="utf-8")
    assert not Path("/tmp/innomed-pwned").exists()  # noqa: S108


@pytest.mark.parametrize(
    ("report", "open_issue", "asked"),
    [("dødt", "", "issue\ncreate"), ("dødt", "3", "issue\nedit\n3"), ("", "3", "issue\nclose\n3"), ("", "", "")],
)
def test_dead_links_have_one_issue(report: str, open_issue: str, asked: str, tmp_path: Path) -> None:
    gh = fake_gh(tmp_path)
    (tmp_path / "lenker").mkdir()
    if report:
        write(tmp_path / "lenker/lenker.md", report)
    done = run(ROOT / ".ci/link-issue", "lenker", cwd=tmp_path, **gh, GH_OPEN=open_issue)
    assert done.returncode == 0, done.stderr
    log = Path(gh["GH_LOG"]).read_text(encoding="utf-8")
    assert asked in log
    assert (("create" in log) + ("\nedit" in log) + ("\nclose" in log)) == bool(asked)


def test_a_strangers_text_meets_the_limits_before_anything_reads_it(tmp_path: Path) -> None:
    """28 digits in the hours stood still for ever, through this door too."""
    clone = make_repository(tmp_path, {})
    asked = ISSUE.format(hours="120")

    def answered(text: str) -> str:
        return asked.replace("Eldre ble sendt hjem", f"{text} Eldre ble sendt hjem")

    worst = {
        "digits": (0, ISSUE.format(hours="9" * 28)),
        "brackets": (0, answered("[ " * 20_000)),
        "addresses": (0, answered("a@" + "b." * 20_000)),
        "spaces": (0, answered("Øy" + " " * 40_000 + "x")),
        "quotes": (0, answered("> " * 20_000)),
        "a book": (3, answered("å" * 60_000)),
    }
    for name, (code, text) in worst.items():
        out = tmp_path / name
        done = python("issue_draft.py", "--out", str(out), cwd=clone, GITHUB_EVENT_PATH=event(tmp_path, text))
        assert done.returncode == code, (name, done.stderr)
        assert "Traceback" not in done.stderr and out.exists() == (code == 0)
        if code == 0:
            assert "må rettes" in (out / "forslag.md").read_text(encoding="utf-8"), name


def test_what_cannot_be_read_in_time_is_left_to_a_person(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {})
    for limit, value in (("SECONDS", "1"), ("MEMORY", "80_000_000")):
        script = (ROOT / ".ci/issue_draft.py").read_text(encoding="utf-8")
        start = script.index(f"{limit} = ")
        line = script[start : script.index("\n", start)]
        changed = write(tmp_path / "issue_draft.py", script.replace(line, f"{limit} = {value}"))
        done = run(
            sys.executable, changed, "--out", "ut", cwd=clone,
            GITHUB_EVENT_PATH=event(tmp_path, ISSUE.format(hours="120")), PYTHONPATH=str(ROOT / ".ci"),
        )  # fmt: skip
        assert (done.returncode, "for mye tid eller minne" in done.stderr) == (3, True), (limit, done.stderr)
        assert not (clone / "ut").exists()
