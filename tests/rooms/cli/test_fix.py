"""``innomed fix`` as a secretary and a program meet it: what it says, what it writes, and how it ends."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from support import BODY, make_checkout, write, writeup

from macros.cli import main

CLEAN = {"owner": "[helse-forde]", "region": "[helse-vest]", "phase": "{start: konsept, end: planlegge}"}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = make_checkout(
        tmp_path,
        {
            "god.md": writeup(**CLEAN),
            "darlig.md": writeup(title=None, tittel="På øya", hours="0120", verified="1. mars 2026", **CLEAN),
        },
    )
    monkeypatch.chdir(root)
    return root


def fix(*args: str) -> Result:
    return CliRunner().invoke(main, ["fix", *args])


def files(root: Path) -> dict[str, bytes]:
    return {
        f.relative_to(root).as_posix(): f.read_bytes()
        for f in root.rglob("*")
        if f.is_file() and ".cache" not in f.parts
    }


def test_it_writes_and_says_what_it_did(checkout: Path) -> None:
    before = files(checkout)
    done = fix()
    assert done.output == (
        "Rettet: projects/darlig.md\nprojects/darlig.md: feltet «tittel» er skrevet om til «title»\n1 fil rettet.\n"
    )
    assert done.exit_code == 0
    after = files(checkout)
    assert {name for name in after if after[name] != before.get(name)} == {"projects/darlig.md"}, "and nothing else"
    expected = writeup(title="På øya", verified="2026-03-01", **CLEAN)
    assert after["projects/darlig.md"].decode() == expected
    assert fix().output == "Ingenting å rette.\n"


def test_diff_only_shows(checkout: Path) -> None:
    before = files(checkout)
    done = fix("--diff")
    assert done.exit_code == 1, "something would be changed"
    assert "-hours: 0120\n+hours: 120\n" in done.output
    assert "--- projects/darlig.md (før)\n+++ projects/darlig.md (etter)\n" in done.output
    assert done.output.endswith("1 fil ville blitt endret.\n")
    assert "\x1b" not in done.output, "no colours where there is no terminal"
    assert files(checkout) == before
    assert fix("--diff", "projects/god.md").output == "Ingenting å rette.\n"
    assert fix("--diff", "projects/god.md").exit_code == 0


def test_colours_on_a_terminal(checkout: Path) -> None:
    shown = CliRunner().invoke(main, ["fix", "--diff"], color=True)
    assert "\x1b[32m+hours: 120\x1b[0m" in shown.output


def test_what_is_left_is_told_as_check_tells_it(checkout: Path) -> None:
    write(checkout / "projects/mars.md", writeup(title="Mars", region="Helse Mars", hours="0120"))
    done = fix("projects/mars.md")
    assert done.exit_code == 1
    checked = CliRunner().invoke(main, ["check", "projects/mars.md"]).output
    assert done.output == f"Rettet: projects/mars.md\n1 fil rettet.\n\nDette må et menneske se på:\n{checked}"
    assert "FM025" in checked and "FM023" not in checked


def test_a_broken_neighbour_does_not_stop_the_others(checkout: Path) -> None:
    binary = write(checkout / "projects/bilde.md", b"\x89PNG\x00\x01")
    gone = write(checkout / "projects/uleselig.md", b"---\ntitle: {\n---\n\x81\x8d")
    done = fix()
    assert done.exit_code == 1
    assert "Rettet: projects/darlig.md\n" in done.output
    assert "projects/bilde.md:1:1: FM102" in done.output
    assert (binary.read_bytes(), gone.read_bytes()) == (b"\x89PNG\x00\x01", b"---\ntitle: {\n---\n\x81\x8d"), (
        "untouched"
    )


def test_windows_files_and_line_ends(checkout: Path) -> None:
    file = write(
        checkout / "projects/gammel.md", writeup(title="Blåbær", **CLEAN).replace("\n", "\r\n").encode("cp1252")
    )
    assert fix("projects/gammel.md").exit_code == 0
    assert file.read_bytes() == writeup(title="Blåbær", **CLEAN).encode()
    write(file, writeup(title="Blåbær", **CLEAN).replace("\n", "\r\n"))
    assert fix("--diff", "projects/gammel.md").output.startswith("projects/gammel.md: bare linjeskiftene endres.\n")


def test_rights_are_kept_and_links_are_not_followed(checkout: Path, tmp_path: Path) -> None:
    file = checkout / "projects/darlig.md"
    file.chmod(0o640)
    outside = write(tmp_path / "utenfor.txt", writeup(hours="0120"))
    (checkout / "projects/lenke.md").symlink_to(outside)
    fix()
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert outside.read_text(encoding="utf-8") == writeup(hours="0120")
    assert (checkout / "projects/lenke.md").is_symlink()


def test_when_writing_fails_nothing_is_changed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(checkout / "projects/tredje.md", writeup(title="Tredje", hours="0120"))
    before = files(checkout)
    real = Path.replace

    def full(self: Path, target: Path) -> Path:
        if target.name == "tredje.md":
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", full)
    done = fix()
    assert done.exit_code == 1
    assert "Ingenting er endret." in done.output
    assert files(checkout) == before, "and no temporary file is left"


def test_tools_and_the_files_beside_them(checkout: Path) -> None:
    form = """title: {nb: Skjema, nn: Skjema}
files: [docx]
intro: {nb: Øy, nn: Øy}
sections: [{id: a, title: {nb: A, nn: A}, points: [{title: {nb: Æ, nn: Æ}}]}]
example:
  title: Øya
  about: Æ
  answers: [{section: a, points: [{status: Gjort}]}]   # merk
"""
    tool = writeup(owner=None, region=None, hours=None, phase=None, form="form.yml", purpose="Forankring", version="1")
    write(checkout / "tools/skjema/index.md", tool)
    write(checkout / "tools/skjema/form.yml", form)
    done = fix("tools")
    assert done.exit_code == 0, done.output
    assert (checkout / "tools/skjema/form.yml").read_text(encoding="utf-8") == form.replace("Gjort", "gjort")
    text = (checkout / "tools/skjema/index.md").read_text(encoding="utf-8")
    assert "purpose: [forankring]\n" in text and 'version: "1.0"\n' in text and text.endswith(BODY)


def test_editorial_pages_and_data_are_only_put_right_letter_by_letter(checkout: Path) -> None:
    page = write(checkout / "docs/om/index.md", "---\ntitle: Æ\n---\n\nhours: 0120 {{ makro('ø') }}\u00ad\r\n")
    fix("docs")
    assert page.read_bytes().decode() == "---\ntitle: Æ\n---\n\nhours: 0120 {{ makro('ø') }}\n"


def test_wrong_use(checkout: Path) -> None:
    assert fix("finnes-ikke.md").exit_code == 2
    done = fix("macros")
    assert (done.exit_code, done.output) == (
        2,
        "«macros» er ikke innhold. Bruk filer i projects/, tools/ eller docs/.\n",
    )
    assert fix("--ukjent").exit_code == 2


def test_broken_word_lists_stop_it_before_anything_is_written(checkout: Path) -> None:
    write(checkout / "docs/_data/vocabulary/regions.yml", "values: [\n")
    before = files(checkout)
    done = fix()
    assert done.exit_code == 1
    assert "Ordlistene må være i orden først. Ingenting er endret." in done.output
    assert files(checkout) == before


def test_help_is_norwegian_with_examples() -> None:
    shown = fix("--help").output
    assert "Eksempler:" in shown and "innomed fix --diff" in shown and "Sluttkode" in shown
