"""Names of files: what an address, Windows or a Mac would break, and two things at one address."""

from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.gate import judge

PAGE = "---\ntitle: Øyer\n---\n\n## Om øyene\n\nTekst.\n"
NFD = "ba\u030at.md"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path / "inn", {"oy.md": writeup(title="Øyhelse", redirect_from="[gammel]")})


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("docs/om/øya #1.md", "FM180"),
        ("docs/om/hvorfor?.md", "FM180"),
        ("docs/om/100%.png", "FM180"),
        ("docs/om/a\\b.md", "FM180"),
        ("docs/om/to\nlinjer.md", "FM180"),
        ("docs/om/kl. 10:30.md", "FM180"),
        ("docs/om/aux.md", "FM181"),
        ("docs/con/oya.md", "FM181"),
        ("docs/om/øya .", "FM181"),
        ("projects/oy/NUL.txt", "FM181"),
        (f"docs/om/{NFD}", "FM182"),
        ("docs/om/oya.markdown", "FM183"),
        ("docs/om/oya.MD", "FM183"),
        ("docs/om/README.md", "FM184"),
        ("docs/_utkast/oya.md", "FM185"),
        ("docs/templates/oya.md", "FM185"),
        ("docs/om/_oya.md", "FM185"),
        ("docs/om/notat.docx", "FM186"),
        ("docs/om.md", "FM187"),
        ("docs/Om/Index.md", "FM187"),
        ("docs/prosjekter/index.md", "FM187"),
        ("docs/prosjekter.md", "FM187"),
        ("docs/prosjekter/region/helse-vest.md", "FM187"),
        ("docs/prosjekter/gammel.md", "FM187"),
        ("docs/prosjekter/oy.md", "FM187"),
        ("docs/data/projects.json", "FM187"),
        ("docs/feed.xml", "FM187"),
        ("projects/index.md", "FM017"),
        ("projects/aux.md", "FM017"),
        ("projects/com1/index.md", "FM017"),
        ("tools/nul/index.md", "FM017"),
    ],
)
def test_a_name_that_breaks_is_told(root: Path, path: str, code: str) -> None:
    write(root / path, writeup(title="Ny") if path.startswith("projects/") else PAGE)
    found = [p for p in judge(load(root), date(2026, 11, 22)) if p.code == code]
    assert found, [p.as_text() for p in judge(load(root), date(2026, 11, 22))]
    told = found[0]
    assert told.hint and "\n" not in told.as_text()
    assert f"«{told.value}»" not in told.hint, "what to type is never what was typed"


def test_good_names_are_silent(root: Path) -> None:
    for path in ("docs/om/bat-og-sjo.md", "docs/om/båt og sjø.md", "docs/om/kart.v2.png", "docs/om/konsept.md"):
        write(root / path, PAGE)
    assert [p.as_text() for p in judge(load(root), date(2026, 11, 22)) if p.code.startswith("FM18")] == []
