"""A new project from a branch to the published page, on a local repository in GitHub's place, with GitHub's own steps.

The commands are those of ``forslag.yml`` and ``publiser.yml``. How long each part takes stands in the test's output
(``pytest -rP``).
"""

from __future__ import annotations

import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from repository import commit, git, make_repository, python, run
from support import write, writeup

from macros.sitecheck import check_site

pytestmark = pytest.mark.site

WRONG = writeup(title="Blåbær på Ærøya", hours="0120", region="Helse vesst", published="01.03.2026")
RIGHT = writeup(title="Blåbær på Ærøya", region="Helse Vest", published="2026-03-01", status="draft")
PAGE = "prosjekter/blabaer-pa-aeroya/index.html"
ANNOTATIONS = """\
::error file=projects/blabaer-pa-aeroya.md,line=4,col=9,title=FM025::«region» er «Helse vesst». Gyldige verdier: \
Helse Nord, Helse Midt-Norge, Helse Vest, Helse Sør-Øst, Nasjonal, Utlandet, ukjent. Mente du «Helse Vest»?
::error file=projects/blabaer-pa-aeroya.md,line=5,col=8,title=FM023::«hours» er «0120», men må være et helt tall uten \
mellomrom. Skriv: hours: 120
::error file=projects/blabaer-pa-aeroya.md,line=9,col=12,title=FM024::«published» er «01.03.2026», men må være en dato \
som ÅÅÅÅ-MM-DD. Skriv: published: 2026-03-01
"""
SUMMARY = """\
## Innholdet: 3 feil

Forslaget kan ikke publiseres før feilene er rettet.

### projects/blabaer-pa-aeroya.md

| Linje | Hva er galt | Hva du gjør | Kode |
|--:|---|---|---|
| 4 | «region» er «Helse vesst». Gyldige verdier: Helse Nord, Helse Midt-Norge, Helse Vest, Helse Sør-Øst, Nasjonal, \
Utlandet, ukjent. | <code>Mente du «Helse Vest»?</code> | FM025 |
| 5 | «hours» er «0120», men må være et helt tall uten mellomrom. | <code>Skriv: hours: 120</code> | FM023 |
| 9 | «published» er «01.03.2026», men må være en dato som ÅÅÅÅ-MM-DD. | <code>Skriv: published: 2026-03-01</code> \
| FM024 |

## Til den som leser forslaget

- Noe er nytt: gå gjennom sjekklisten (docs/bidra/sjekkliste.md) om kilder, rettigheter, samtykke og personvern.

## Hva forslaget endrer

- projects/blabaer-pa-aeroya.md (ny) → `/prosjekter/blabaer-pa-aeroya/`

Bilder av sidene og hele nettstedet ligger i «forhandsvisning» under «Artifacts» når det er bygd.
"""


@contextmanager
def timed(what: str) -> Iterator[None]:
    started = time.monotonic()
    yield
    print(f"{what}: {time.monotonic() - started:.1f} s")


def width(picture: Path) -> int:
    """A PNG's width in pixels, from its header."""
    return int(struct.unpack(">I", picture.read_bytes()[16:20])[0])


def test_from_a_branch_with_three_mistakes_to_the_published_page(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya")})
    main = git(clone, "rev-parse", "main")
    git(clone, "switch", "--quiet", "--create", "nytt-prosjekt")

    write(clone / "projects/blabaer-pa-aeroya.md", WRONG)
    commit(clone, "Nytt prosjekt: Blåbær på Ærøya")
    with timed("kontroll"):
        checked = run(".venv/bin/innomed", "check", "--format", "github", cwd=clone)
    assert checked.returncode == 1
    assert checked.stdout == ANNOTATIONS
    with timed("sammendrag"):
        told = python("summary.py", "--base", main, cwd=clone, GITHUB_STEP_SUMMARY=str(tmp_path / "steg.md"))
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "steg.md").read_text(encoding="utf-8") == SUMMARY
    assert (clone / "kontroll/kommentar.md").read_text(encoding="utf-8") == SUMMARY

    refused = python("preview.py", "--base", main, cwd=clone)
    assert refused.returncode == 1
    assert "Rett feilene først" in refused.stderr and "Traceback" not in refused.stderr
    assert not (clone / "forhandsvisning").exists()

    write(clone / "projects/blabaer-pa-aeroya.md", RIGHT)
    commit(clone, "Rett feilene")
    assert run(".venv/bin/innomed", "check", "--format", "github", cwd=clone).stdout == ""
    with timed("forhåndsvisning"):
        shown = python("preview.py", "--base", main, cwd=clone)
    assert shown.returncode == 0, shown.stderr
    preview = clone / "forhandsvisning"
    pictures = {p.name: width(p) for p in (preview / "bilder").iterdir()}
    assert pictures == {
        f"prosjekter_blabaer-pa-aeroya_{w}_{colour}.png": w for w in (390, 1280) for colour in ("lys", "mork")
    }
    page = (preview / "index.html").read_text(encoding="utf-8")
    assert "Blåbær på Ærøya" in page and all(f"bilder/{name}" in page for name in pictures)
    assert "Utkast er med her:" in page, "den som godkjenner, må få se utkastet"
    assert (preview / "nettsted" / PAGE).is_file()
    assert check_site(preview / "nettsted") == []
    assert git(clone, "status", "--porcelain") == "", "forhåndsvisningen rører ikke innholdet"

    git(clone, "switch", "--quiet", "main")
    git(clone, "merge", "--quiet", "--no-edit", "nytt-prosjekt")
    assert run(".ci/build-site", "--quick", "utkast-side", cwd=clone).returncode == 0
    assert not (clone / "utkast-side" / PAGE).exists(), "et utkast blir ikke publisert"

    write(clone / "projects/blabaer-pa-aeroya.md", RIGHT.replace("status: draft\n", ""))
    commit(clone, "Publiser")
    git(clone, "push", "--quiet", "origin", "main")
    runner = tmp_path / "publiser"
    git(tmp_path, "clone", "--quiet", str(tmp_path / "github.git"), str(runner))
    (runner / ".venv").symlink_to(clone / ".venv")
    with timed("publisering"):
        built = run(
            ".ci/build-site",
            "--quick",
            "site",
            cwd=runner,
            INNOMED_SITE_URL="",
            INNOMED_PUBLISHER_ORGNR="",
            GITHUB_REPOSITORY="innomed-no/proven",
        )
    assert built.returncode == 0, built.stderr
    published = (runner / "site" / PAGE).read_text(encoding="utf-8")
    assert "Blåbær på Ærøya" in published
    assert "https://innomed.no/prosjekter/blabaer-pa-aeroya/" in published, "en tom variabel er ingen innstilling"
    assert "https://github.com/innomed-no/proven/edit/main/" in published


def test_a_failed_build_leaves_what_is_published(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup(title="Ro på Frøya", hours="ca. 120")})
    write(clone / "site/index.html", "det som står der")
    built = run(".ci/build-site", "--quick", "site", cwd=clone)
    assert built.returncode != 0
    assert "«hours»" in built.stdout + built.stderr
    assert [f.name for f in (clone / "site").iterdir()] == ["index.html"]


def test_a_commit_that_is_not_here_is_told_plainly(tmp_path: Path) -> None:
    clone = make_repository(tmp_path, {"ro-pa-froya.md": writeup()})
    for script in ("summary.py", "preview.py"):
        told = python(script, "--base", "0" * 40, cwd=clone)
        assert told.returncode == 2
        assert "git fetch --unshallow" in told.stderr and "Traceback" not in told.stderr
