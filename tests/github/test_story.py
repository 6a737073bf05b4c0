"""The next project from a branch to the published page, by somebody who is no programmer, on a local repository.

The project is of a year, a round and an organisation that the lists did not have. The commands are those of GitHub's
workflows, in their order: check, comment, tests, preview, merge, site. How long each takes stands in the test's output
(``pytest -rP``).
"""

from __future__ import annotations

import gzip
import json
import re
import struct
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from github_api import GitHub, packed
from lxml import html as lxml_html
from repository import commit, git, make_library_repository, make_repository, python, run
from support import ROOT, write, writeup
from test_changes import judged

from macros.content.files.destinations import SITE
from macros.site.finished import check_site

pytestmark = pytest.mark.site

PROJECT = "projects/blabaer-pa-aeroya.md"
ADDRESS = "prosjekter/blabaer-pa-aeroya"
TEXT = "## Utfordring og pasientgruppe\n\nEldre på Ærøya ventet lenge på å få komme hjem.\n\n## Resultat og status\n\nDe kom hjem før.\n"
WRONG = writeup(
    TEXT,
    title="Blåbær på Ærøya",
    owner="Stiftelsen Lyngheia",
    round="2025-s1",
    hours="0120",
    published="2026-03-01",
    status="draft",
)
RIGHT = WRONG.replace("hours: 0120", "hours: 120").replace("Stiftelsen Lyngheia", "stiftelsen-lyngheia")
ROUND = """\
  - key: "2025-s1"
    label: {nb: Første runde 2025 (S1), nn: Første runde 2025 (S1)}
    aliases: [S1 2025]
    description: {nb: "Den første søknadsrunden i 2025."}
    year: 2025
    deadline: "2025-02"
"""
ORGANISATION = """\
  - key: stiftelsen-lyngheia
    label: {nb: Stiftelsen Lyngheia, nn: Stiftinga Lyngheia}
    description: {nb: "En stiftelse på Ærøya."}
    kind: annet
    region: helse-vest
    org_number: ukjent
"""
JUDGED = "Bare innhold er endret (filer: 4). Testene av programmet trengs ikke.\n"


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - started:.1f} s")


def width(picture: Path) -> int:
    """A PNG's width in pixels, from its header."""
    return int(struct.unpack(">I", picture.read_bytes()[16:20])[0])


def append(file: Path, lines: str) -> None:
    write(file, file.read_text(encoding="utf-8").rstrip("\n") + "\n" + lines)


class Proposal:
    """A clone with a branch, and GitHub with its pull request: each push is checked and commented as the workflows do."""

    def __init__(self, folder: Path) -> None:
        self.clone = make_library_repository(folder)
        self.main, self.github = git(self.clone, "rev-parse", "main"), GitHub(folder)
        git(self.clone, "switch", "--quiet", "--create", "nytt-prosjekt")

    def push(self, message: str) -> int:
        """What the job «Innholdet» leaves with; its result is commented."""
        commit(self.clone, message)
        git(self.clone, "push", "--quiet", "origin", "nytt-prosjekt")
        with timed("kontroll"):
            self.checked = run(".venv/bin/innomed", "check", "--format", "github", cwd=self.clone)
        with timed("sammendrag"):
            told = python(
                "summary.py",
                "--base",
                self.main,
                cwd=self.clone,
                GITHUB_STEP_SUMMARY=str(self.clone.parent / "steg.md"),
            )
        assert told.returncode == 0, told.stderr
        return self.checked.returncode

    def comment(self) -> str:
        """The one comment there is, after ``kommentar.yml`` has run as main has it."""
        listed = git(self.clone, "diff", "--name-status", f"{self.main}...HEAD").splitlines()
        status = {"A": "added", "M": "modified"}
        files = [line.split("\t") for line in listed]
        self.github.state["files"]["12"] = [{"status": status[s], "filename": name} for s, name in files]
        report = (self.clone / "kontroll/kommentar.json").read_text(encoding="utf-8")
        self.github.upload(packed(report), number=100 + len(self.github.state["zips"]))
        with timed("kommentar"):
            done = run(sys.executable, ROOT / ".ci/post_comment.py", cwd=self.clone, **self.github.environment())
        assert done.returncode == 0, done.stderr
        (comment,) = self.github.read()["comments"]
        return str(comment["body"])


def test_a_project_of_a_new_round_and_a_new_organisation_is_published_without_a_programmer(tmp_path: Path) -> None:
    begun = time.monotonic()
    proposal = Proposal(tmp_path)
    clone = proposal.clone
    write(clone / PROJECT, WRONG)
    assert proposal.push("Nytt prosjekt: Blåbær på Ærøya") == 1
    lines = WRONG.split("\n")
    for field in ("owner", "round", "hours"):
        (number,) = [n for n, line in enumerate(lines, 1) if line.startswith(f"{field}:")]
        assert f"::error file={PROJECT},line={number}," in proposal.checked.stdout
    said = proposal.comment()
    assert "- Nytt prosjekt: **Blåbær på Ærøya** på adressen `/prosjekter/blabaer-pa-aeroya/`." in said
    assert "## 3 feil må rettes\n" in said and f"`{PROJECT}`\n" in said
    assert "«Stiftelsen Lyngheia»" in said and "«2025-s1»" in said and "Skriv: `hours: 120`" in said
    assert "utvikler" not in said

    refused = python("preview.py", "--base", proposal.main, cwd=clone)
    assert refused.returncode == 1
    assert "Rett feilene først" in refused.stderr and "Traceback" not in refused.stderr
    assert not (clone / "forhandsvisning").exists()

    write(clone / PROJECT, RIGHT)
    write(clone / "projects/ventende.md", writeup(title="Ventende på øya", published="2162-03-01"))
    append(clone / "docs/_data/vocabulary/rounds.yml", ROUND)
    append(clone / "docs/_data/vocabulary/organisations.yml", ORGANISATION)
    assert proposal.push("Rett feilene, og legg til runden og stiftelsen") == 0
    assert PROJECT not in proposal.checked.stdout
    said = proposal.comment()
    assert "## Ingen feil" in said and "Er et utkast og blir ikke publisert ennå." in said
    assert "Blir publisert 1. mars 2162, når nettstedet bygges om natten." in said
    with timed("testene"):
        assert judged(clone, proposal.main) == (JUDGED, "innhold=ja\n")

    event = write(tmp_path / "forslag.json", json.dumps({"pull_request": {"number": 12, "title": "Blåbær <b>"}}))
    with timed("forhåndsvisning"):
        shown = python("preview.py", "--base", proposal.main, cwd=clone, GITHUB_EVENT_PATH=str(event))
    assert shown.returncode == 0, shown.stderr
    preview_is_right(clone)

    write(clone / PROJECT, RIGHT.replace("status: draft\n", ""))
    assert proposal.push("Publiser") == 0
    said = proposal.comment()
    assert "Er et utkast og" not in said and "Er et utkast til da." in said, "bare det som venter"
    git(clone, "switch", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-edit", "nytt-prosjekt")
    git(clone, "push", "--quiet", "origin", "main")
    runner = tmp_path / "publiser"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "github.git"), str(runner))
    (runner / ".venv").symlink_to(clone / ".venv")
    empty = {"INNOMED_SITE_URL": "", "INNOMED_PUBLISHER_ORGNR": "", "GITHUB_REPOSITORY": "innomed-no/proven"}
    write(runner / "forrige/index.html", "det som sto der")
    write(runner / "forrige/borte.txt", "x")
    with timed("publisering"):
        wanted = ("--quick", "--compress", "--since", "forrige", "site")
        built = run(".ci/build-site", *wanted, cwd=runner, **empty)
    assert built.returncode == 0, built.stderr
    listed = built.stdout.splitlines()
    assert {"~ index.html", "- borte.txt", f"+ {ADDRESS}/index.html"} <= {*listed} and all(
        x[:2] in ("+ ", "~ ", "- ") for x in listed
    )
    copy_ = (runner / "site" / ADDRESS / "index.html.gz").read_bytes()
    assert gzip.decompress(copy_) == (runner / "site" / ADDRESS / "index.html").read_bytes()
    published = (runner / "site" / ADDRESS / "index.html").read_text(encoding="utf-8")
    assert "Blåbær på Ærøya" in published and "Første runde 2025 (S1)" in published
    assert "https://innomed.no/prosjekter/blabaer-pa-aeroya/" in published, "en tom variabel er ingen innstilling"
    assert "https://github.com/innomed-no/proven/edit/main/" in published
    for value in ("runde/2025-s1", "eier/stiftelsen-lyngheia"):
        assert "Blåbær på Ærøya" in (runner / "site/prosjekter" / value / "index.html").read_text(encoding="utf-8")
    assert not (runner / "site/prosjekter/utkast-om-natten").exists(), "et utkast blir ikke publisert"
    assert not (runner / "site/prosjekter/ventende").exists(), "det som venter, blir ikke publisert før dagen"
    print(f"alt: {time.monotonic() - begun:.1f} s")


def preview_is_right(clone: Path) -> None:
    preview = clone / "forhandsvisning"
    assert check_site(preview / "nettsted") == []
    assert (preview / "nettsted" / ADDRESS / "index.html").is_file(), "den som godkjenner, må få se utkastet"
    assert (preview / "nettsted/prosjekter/ventende/index.html").is_file(), "og det som venter på dagen sin"
    assert git(clone, "status", "--porcelain") == "", "forhåndsvisningen rører ikke innholdet"
    name = "prosjekter_blabaer-pa-aeroya"
    pictures = {p.name: width(p) for p in (preview / "bilder").iterdir() if p.name.startswith(name)}
    assert pictures == {f"{name}_{w}_{colour}.png": w for w in (390, 1280) for colour in ("lys", "mork")}
    page = (preview / "index.html").read_text(encoding="utf-8")
    assert "Blåbær på Ærøya" in page and all(f"bilder/{picture}" in page for picture in pictures)
    sent = lxml_html.fromstring((preview / "endret.html").read_bytes())
    text = " ".join(sent.text_content().split())
    assert "Utkast Forslag nr. 12: Blåbær <b> Laget " in text
    assert "Ventende på øya (1. mars 2162)" in text and "Ventende på øya (1. mars 2162)" in page
    assert "Eldre på Ærøya ventet lenge på å få komme hjem." in text and "Disse blir ikke publisert ennå" in text
    drawn = sent.xpath("//figure/img/@src")
    assert len(drawn) >= 2 and all(re.match("data:image/jpeg;base64,", src) for src in drawn)


def test_a_failed_build_leaves_what_is_published(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya", hours="ca. 120")})
    write(clone / "site/index.html", "det som står der")
    SITE.sign(clone / "site")
    built = run(".ci/build-site", "--quick", "--compress", "--since", "site", "site", cwd=clone)
    assert built.returncode != 0 and built.stdout == "", "nothing is listed that was not built"
    assert "«hours»" in built.stdout + built.stderr
    assert {f.name for f in (clone / "site").iterdir()} == {"index.html", SITE.mark}


def test_a_commit_that_is_not_here_is_told_plainly(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    for script in ("summary.py", "preview.py"):
        told = python(script, "--base", "0" * 40, cwd=clone)
        assert told.returncode == 2
        assert "git fetch --unshallow" in told.stderr and "Traceback" not in told.stderr
