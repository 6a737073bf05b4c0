"""Which pages a pull request changes, and what its summary says about them."""

from __future__ import annotations

from pathlib import Path

import pytest
from changes import Change, UnknownBaseError, address, addresses, changed, kind, left_behind
from repository import commit, git, make_repository
from summary import copied, plain, summary
from support import make_checkout, write, writeup

from macros.catalogue.checks import check
from macros.intake.load import load
from macros.problems import Place, problem


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
        ("docs/_data/figures.yml", "content"),
        ("docs/om/index.md", "page"),
        ("docs/assets/js/site.js", "code"),
        ("mkdocs.yml", "code"),
        (".github/workflows/publiser.yml", "code"),
    ],
)
def test_what_is_content_and_what_is_code(path: str, expected: str) -> None:
    assert kind(path) == expected


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


def test_an_address_that_dies_is_told_and_one_that_is_kept_is_not(tmp_path: Path) -> None:
    content = load(make_checkout(tmp_path, {"ny.md": writeup(redirect_from="[gammel]")}))
    moved = [Change("R", "projects/ny.md", "projects/gammel.md")]
    assert "slutter å virke" not in summary(content, [], moved)
    text = summary(content, [], [*moved, Change("D", "projects/borte.md")])
    assert "**Adressen /prosjekter/borte/ slutter å virke.** Legg «borte» i `redirect_from`" in text
    into_folder = [Change("R", "projects/ny/index.md", "projects/ny.md")]
    assert "slutter å virke" not in summary(content, [], into_folder)


def test_code_and_attachments_are_pointed_out(tmp_path: Path) -> None:
    content = load(make_checkout(tmp_path, {"en.md": writeup()}))
    text = summary(content, [], [Change("M", "macros/siteplan.py"), Change("A", "projects/en/rapport.pdf")])
    assert "Forslaget endrer **kode** (macros/siteplan.py). En utvikler skal lese det." in text
    assert "Forslaget legger ved **filer** (projects/en/rapport.pdf)" in text
    only = summary(content, [], [Change("M", "projects/en.md")])
    assert "kode" not in only and "filer" not in only


def test_all_problems_are_told_however_many_and_the_changed_file_first(tmp_path: Path) -> None:
    projects = {f"a{n:02}.md": writeup(title=f"Ål {n}", hours="0120") for n in range(30)}
    content = load(make_checkout(tmp_path, projects))
    text = summary(content, check(content), [Change("M", "projects/a29.md")])
    assert text.startswith("## Innholdet: 30 feil\n")
    assert text.count("| FM023 |") == 30
    headings = [line for line in text.splitlines() if line.startswith("### ")]
    assert headings[:2] == ["### projects/a29.md", "### projects/a00.md (ikke endret i dette forslaget)"]


def test_a_summary_is_never_too_long_for_a_comment(tmp_path: Path) -> None:
    content = load(make_checkout(tmp_path, {"en.md": writeup()}))
    many = [problem("FM020", f"projects/å{n}.md", Place(), "ø" * 60) for n in range(2000)]
    text = summary(content, many, [])
    assert len(text) < 65_536
    assert text.endswith("Kjør `innomed check` for å se resten.\n")


def test_text_from_a_write_up_is_shown_as_it_is() -> None:
    hostile = "| <img src=x onerror=a()> **fet** [x](javascript:a) @alle #12 `kode`\n\n## Å"
    shown = plain(hostile)
    assert "\n" not in shown and "<img" not in shown
    assert "\\|" in shown and "\\*\\*" in shown and "\\[x\\]" in shown and "\\`" in shown
    assert "@alle" not in shown and "#12" not in shown
    assert copied("Skriv: hours: 120") == "<code>Skriv: hours: 120</code>"
    assert "\u2060" not in copied("postmottak@kommune.no"), "et usynlig tegn ville fulgt med når noen kopierer"
