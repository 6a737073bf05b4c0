"""The comment on a pull request: what it says, and that nothing a stranger wrote does anything in it."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import yaml
from changes import Change
from comment import LIMIT, MARK, MOST_BYTES, Links, Report, Told, code_span, copied, markdown, plain, read
from github_api import GitHub, packed
from repository import run
from support import ROOT

NEW = Change("A", "projects/blabaer.md")
LINKS = Links("https://github.com/a/b/actions/runs/7", "https://github.com/a/b/p", "https://github.com/a/b/s")
HOSTILE = [
    "<img src=x onerror=a()> <script>a()</script>",
    "&lt;b&gt; &#60;script&#62;",
    "[klikk](https://ond.example) ![x](https://ond.example/x.png) [x][1]",
    "https://ond.example www.ond.example _www.ond.example HTTP://OND.EXAMPLE ftp://ond.example",
    "<https://ond.example>",
    "@innomed-no/utviklere @alle post@ond.example mailto:a@ond.example",
    "#1 GH-1 gh-1 innomed-no/proven#1 a/b@0123456789abcdef0123456789abcdef01234567",
    "0123456789abcdef0123456789abcdef01234567 deadbee",
    "Closes #1",
    "`kode` ``` ~~~ ``",
    "x\n\n# Overskrift\n\n- [ ] punkt\n> sitat\n---\n| a | b |\n|---|---|",
    "x\r\n<!-- innomed: forslag -->\r",
    "<!-- innomed: forslag -->",
    "\u202egnp.exe \u2066x\u2069 \u200bx\x00\x1b[31m",
    "**fet** _kursiv_ ~~strøket~~ $x^2$ $$x$$",
    "<details><summary>x</summary> </code> </p></div>",
    "\\` \\[x](https://ond.example) \\<b>",
    "::error::x",
    "/merge",
]


def outside_code(text: str) -> str:
    """The Markdown without its blocks and spans of code, read as CommonMark reads them."""
    kept, fence = [], ""
    for line in text.split("\n"):
        if fence:
            fence = "" if re.fullmatch(rf" *{fence}`*", line) else fence
        elif found := re.match(r" *(`{3,})[^`]*$", line):
            fence = found[1]
        else:
            kept.append(line)
    assert not fence, "en blokk er ikke lukket"
    return re.sub(r"(?<![\\`])(`+)(?!`)(.+?)(?<!`)\1(?!`)", "", "\n".join(kept))


def dangers(text: str) -> list[str]:
    """What GitHub would make something of, apart from our own headings, lists, bold words, links and first line."""
    seen = outside_code(text.removeprefix(MARK))
    for link in (LINKS.run, LINKS.page, LINKS.site):
        seen = seen.replace(f"]({link})", "]")
    seen = re.sub(r"\[(kontrollen|Sidene som er endret|Hele nettstedet)\]|^## |^- |\*\*", "", seen, flags=re.M)
    patterns = (
        r"[<>]",
        r"&(?!amp;|lt;|gt;)",
        r"://",
        r"www\.",
        r"@\w",
        r"(?<!\\)#",
        r"#\d",
        r"GH-\d",
        r"[0-9a-f]{7}",
        r"(?<!\\)[`*_\[\]|~$]",
        r"^ *(>|#|---|===|```|\d+\.)",
        "[\x00-\x09\x0b-\x1f\u200b-\u200f\u202a-\u202e\u2066-\u2069]",
    )
    return [p for p in patterns if re.search(p, seen, re.IGNORECASE | re.MULTILINE)]


@pytest.mark.parametrize("text", HOSTILE)
def test_text_from_a_write_up_is_only_text(text: str) -> None:
    told = Told("projects/blabaer.md", 4, "FM020", text, text, "error")
    elsewhere = Told(text, 4, "FM020", text, f"{text}\n{text}", "warning")
    report = Report(1, 1, 1, [told, elsewhere], {"/prosjekter/blabaer/": text}, [text], [text], [text])
    names = [NEW, Change("M", f"macros/{text}"), Change("M", f"projects/{text}"), Change("R", f"docs/{text}.md", text)]
    shown = markdown(report, names, LINKS)
    assert dangers(shown) == []
    assert MARK not in outside_code(shown.removeprefix(MARK))
    assert "\n" not in plain(text) and "\n" not in code_span(text)


def test_the_test_above_would_see_it() -> None:
    for text in ("<b>", "https://ond.example", "@alle", "#1", "[x](y)", "`x", "a\u202eb", "0123456", "a\n> b", "*x*"):
        assert dangers(f"{MARK}\n- {text}\n"), text


@pytest.mark.parametrize("text", HOSTILE)
def test_what_is_copied_is_what_was_meant(text: str) -> None:
    span = code_span(text)
    fence = re.match("`+", span)
    assert fence and span.endswith(fence[0])
    assert fence[0] not in re.findall("`+", span[len(fence[0]) : -len(fence[0])])
    assert "\u2060" not in span and "\u2060" not in copied(f"{text}\n{text}")


def test_lines_to_paste_keep_their_form() -> None:
    told = copied("Legg til:\n  - key: 2025-s1\n    year: 2025\n```\n")
    assert told == "Legg til:\n\n  ````\n    - key: 2025-s1\n      year: 2025\n  ```\n  ````"
    assert copied("a: 1\nb: 2") == "\n\n  ```\n  a: 1\n  b: 2\n  ```"


def test_what_is_typed_is_code_and_advice_is_not() -> None:
    assert copied("Skriv: hours: 120") == "Skriv: `hours: 120`"
    assert copied("Skriv dem som en liste: [a, b]") == "Skriv dem som en liste: `[a, b]`"
    assert copied("Mente du «Helse Vest»?") == "Mente du «Helse Vest»?"
    assert copied("Mente du «post@kommune.no»?") == "`Mente du «post@kommune.no»?`"
    assert copied("") == ""


def test_a_proposal_without_mistakes() -> None:
    report = Report(titles={"/prosjekter/blabaer/": "Blåbær på Ærøya"}, drafts=["/prosjekter/blabaer/"])
    files = [NEW, Change("M", "docs/_data/vocabulary/rounds.yml")]
    assert (
        markdown(report, files, LINKS)
        == """\
<!-- innomed: forslag -->
## Hva er nytt

- Nytt prosjekt: **Blåbær på Ærøya** på adressen `/prosjekter/blabaer/`. Er et utkast og blir ikke publisert ennå.
- Andre filer: `docs/_data/vocabulary/rounds.yml` (endret)

## Ingen feil

Alt innholdet er kontrollert.

## Hvem må se på det

- Redaksjonen skal lese og godkjenne.
- Noe er nytt: gå gjennom sjekklisten `docs/bidra/sjekkliste.md` om kilder, rettigheter, samtykke og personvern.

## Slik blir det

- [Sidene som er endret](https://github.com/a/b/p): én fil, som kan sendes på e-post til den som skal godkjenne
- [Hele nettstedet](https://github.com/a/b/s), med bilder av sidene på telefon og PC

Lenkene virker i 14 dager, for den som er logget inn på GitHub.
"""
    )


def test_many_mistakes_are_counted_after_the_first_and_all_stand_in_the_summary() -> None:
    problems = [
        Told(f"projects/a{n:02}.md", 4, "FM023", "«hours» er feil.", "Skriv: hours: 1", "error") for n in range(30)
    ]
    report = Report(30, 2, 0, problems)
    text = markdown(report, [Change("M", "projects/a29.md")], Links("https://github.com/a/b/actions/runs/7"))
    assert "## 30 feil må rettes\n" in text and "Det er også 2 advarsler: rett dem hvis de stemmer." in text
    assert text.count("- Linje 4: «hours» er feil. Skriv: `hours: 1`") == 20
    assert "… og 12 til. Alle står i [kontrollen](https://github.com/a/b/actions/runs/7)." in text
    paths = re.findall(r"^`(projects/.*)`(.*)$", text, re.MULTILINE)
    assert paths[:2] == [("projects/a29.md", ""), ("projects/a00.md", " (ikke endret i dette forslaget)")]
    assert "Forhåndsvisningen blir laget når feilene er rettet." in text
    assert markdown(report, [], most=None).count("- Linje 4:") == 30


def test_warnings_of_other_files_are_only_counted() -> None:
    ours = Told("projects/blabaer.md", 3, "FM039", "Tittelen er lang.", "Gjør den kortere.", "warning")
    others = [Told("projects/annen.md", 3, "FM039", "Tittelen er lang.", "", "warning")] * 30
    text = markdown(Report(0, 1, 30, [*others, ours]), [NEW])
    assert "## Ingen feil, 1 advarsel\n" in text
    assert "- Linje 3: Advarsel: Tittelen er lang. Gjør den kortere." in text and "annen.md" not in text
    assert "Advarsler i filer som forslaget ikke endrer: 30. De står i kontrollen." in text and "til. Alle" not in text
    assert "## Ingen feil\n" in markdown(Report(0, 0, 30, others), [NEW])
    assert markdown(Report(0, 1, 30, [*others, ours]), [NEW], most=None).count("- Linje 3:") == 31


def test_more_than_content_is_said_first() -> None:
    for change in (
        Change("M", "mkdocs.yml"),
        Change("R", "projects/x.md", "macros/x.md"),
        Change("A", "projects/y.md", "", True),
    ):
        text = markdown(Report(), [change, NEW])
        first = text.split("\n")[1]
        assert first == f"**En utvikler må også godkjenne forslaget.** Det endrer mer enn innhold: `{change.path}`"
    assert "utvikler" not in markdown(Report(), [NEW])
    assert markdown(Report(special=["projects/blabaer.md"]), [NEW]).split("\n")[1].startswith("**En utvikler må også")


def test_an_address_that_dies_is_told_and_one_that_is_kept_is_not() -> None:
    moved = [Change("R", "projects/ny.md", "projects/gammel.md"), Change("D", "projects/borte.md")]
    text = markdown(Report(kept=["/prosjekter/gammel/"]), moved)
    assert "**Adressen `/prosjekter/borte/` slutter å virke.** Legg `borte` i `redirect_from`" in text
    assert "`/prosjekter/gammel/` slutter" not in text
    assert "slutter å virke" not in markdown(Report(), [Change("R", "projects/ny/index.md", "projects/ny.md")])


def test_editorial_pages_and_attachments_are_pointed_out() -> None:
    text = markdown(Report(), [Change("M", "docs/om/index.md"), Change("A", "projects/en/rapport.pdf")])
    assert "Redaksjonelle sider er endret (`docs/om/index.md`). De leses også av en utvikler." in text
    assert "Filer er lagt ved (`projects/en/rapport.pdf`)." in text


def test_a_comment_is_never_too_long() -> None:
    long = "ø `" * 400
    problems = [Told(f"projects/å{n}.md", n, "FM020", long, f"{long}\n\n{long}", "error") for n in range(500)]
    text = markdown(
        Report(500, 0, 0, problems), [Change("A", f"projects/{'å' * 200}{n}.md") for n in range(3000)], most=None
    )
    assert len(text) < LIMIT
    assert text.endswith("… Listen er for lang til å vises her.\n")
    assert outside_code(text)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "null", "x", '"x"', "{" * 50_000, "[" * 100_000, '{"a":' * 100_000, "NaN", "\ud800"],
    ids=range(10),
)
def test_what_is_no_report_is_none(text: str) -> None:
    assert read(text) is None


@pytest.mark.parametrize(
    "value", [None, True, -3, 1.5, "x", [], {}, [[]], [None, 1, {"path": []}], {"x": 1}, 10**400], ids=range(11)
)
def test_a_report_of_wrong_form_does_no_harm(value: Any) -> None:
    fields = "errors warnings elsewhere problems titles drafts kept special".split()
    found = read(json.dumps(dict.fromkeys(fields, value)))
    assert found is not None
    assert dangers(markdown(found, [NEW], LINKS)) == []


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
    moved = {"status": "renamed", "filename": "projects/ny.md", "previous_filename": "macros/siteplan.py"}
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
