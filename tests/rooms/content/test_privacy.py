"""A personal number is stopped wherever in the content it hides, and never repeated in full."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from bad_files import (
    picture,
)
from click.testing import CliRunner
from personal import SYNTHETIC, personal, put
from support import CONTENT, make_checkout, write, writeup

from macros.cli import main
from macros.content.data.privacy import load_privacy
from macros.content.load import load
from macros.site.checks import check

RULES, _ = load_privacy(CONTENT)


def test_in_a_writeup_with_its_line_and_never_in_full(tmp_path: Path) -> None:
    text = writeup(
        f"## Mål\n\nGod dag.\nPasienten {SYNTHETIC} på Ærøya.\n", summary=f"Født {SYNTHETIC[:6]} {SYNTHETIC[6:]}."
    )
    root = make_checkout(tmp_path, {"a.md": text})
    problems = [p for p in check(load(root)) if p.code == "PV001"]
    lines = text.splitlines()
    assert [(p.path, p.line, p.column, p.severity) for p in problems] == [
        ("projects/a.md", 7, lines[6].index("1") + 1, "error"),
        ("projects/a.md", 15, lines[14].index(SYNTHETIC) + 1, "error"),
    ]
    assert load(root).projects == ()
    said = json.dumps([str(p) for p in problems], ensure_ascii=False) + "".join(p.as_text() for p in problems)
    assert SYNTHETIC[6:] not in said and SYNTHETIC[:2] in said


@pytest.mark.parametrize(
    "body_text",
    [
        f"Pasient {SYNTHETIC[:3]}&#8203;{SYNTHETIC[3:]}.",
        f"Pasient {SYNTHETIC[:6]}&nbsp;{SYNTHETIC[6:]}.",
        f"Pasient {SYNTHETIC[:4]}<b></b>{SYNTHETIC[4:]}.",
        f"Pasient &#{ord(SYNTHETIC[0])};{SYNTHETIC[1:]}.",
        f"![Pasient {SYNTHETIC}](bilde.png)",
        f"[lenke](https://øy.example/?id={SYNTHETIC})",
        f"<!-- {SYNTHETIC} -->",
        f"```\n{SYNTHETIC}\n```",
    ],
)
def test_markup_hides_nothing(body_text: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\n{body_text}\n")})
    assert "PV001" in [p.code for p in load(root).problems]


@pytest.mark.parametrize(
    "field",
    [
        f'"Født {SYNTHETIC[:5]}\\u200b{SYNTHETIC[5:]}"',
        f'"Født \\x3{SYNTHETIC[0]}{SYNTHETIC[1:]}"',
        f'"Født {SYNTHETIC}"  # og en merknad',
        f"Kort tekst  # {SYNTHETIC}",
    ],
)
def test_yaml_hides_nothing(field: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(summary=field)})
    assert [p.line for p in load(root).problems if p.code == "PV001"] == [7]


def test_another_message_about_the_same_value_does_not_tell_it(tmp_path: Path) -> None:
    root = make_checkout(
        tmp_path, {"a.md": writeup(hours=SYNTHETIC, region=f"Øy {SYNTHETIC}", owner=f"[{SYNTHETIC}x]")}
    )
    problems = load(root).problems
    assert {"FM025", "PV001"} <= {p.code for p in problems}
    assert SYNTHETIC not in repr(problems)


def test_the_command_line_tells_nothing_in_any_format(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\n{SYNTHETIC}\n", hours=SYNTHETIC)})
    monkeypatch.chdir(root)
    for style in ("text", "json", "github"):
        told = CliRunner().invoke(main, ["check", "--format", style])
        assert told.exit_code == 1 and "PV001" in told.output and SYNTHETIC not in told.output


@pytest.mark.parametrize("path", ["docs/om/øy.md", "tools/kart/form.yml", "docs/_data/vocabulary/themes.yml"])
def test_in_pages_and_data_files(path: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    old = (root / path).read_text(encoding="utf-8") if (root / path).exists() else "# Øy\n"
    write(root / path, f"{old}# {SYNTHETIC}\n")
    assert [(p.path, p.line) for p in load(root).problems if p.code == "PV001"] == [(path, old.count("\n") + 1)]


@pytest.mark.parametrize("path", ["docs/om/epikrise-{}.png", "projects/oy/{}.pdf", "projects/pasient-{}/index.md", "docs/assets/bilder/{}.jpg"])  # fmt: skip
def test_in_the_name_of_a_file_or_a_folder(path: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oy/index.md": writeup()})
    for spelled in (SYNTHETIC, f"{SYNTHETIC[:6]}-{SYNTHETIC[6:]}"):
        write(
            root / path.format(spelled), writeup(title=f"Øya {spelled[:1]}") if path.endswith(".md") else picture("PNG")
        )
    problems = load(root).problems
    assert sum(p.code == "PV015" for p in problems) == 2
    assert SYNTHETIC[6:] not in repr(problems), "the path is hidden too"


@pytest.mark.parametrize("body_text", [f"Pasient {SYNTHETIC[:4]}&#{ord(SYNTHETIC[4])};{SYNTHETIC[5:]}.", f"Pasient {SYNTHETIC[:4]}<b></b>{SYNTHETIC[4:]}."])  # fmt: skip
def test_markup_hides_nothing_in_a_page(body_text: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / "docs/om/øy.md", f"---\ntitle: Øya\n---\n\n## Øya\n\n{body_text}\n")
    assert [(p.path, p.code) for p in personal(load(root).problems)] == [("docs/om/øy.md", "PV001")]


def test_escapes_hide_nothing_in_a_data_file(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    rules = root / "docs/_data/spelling.yml"
    write(rules, f'{rules.read_text(encoding="utf-8")}# slutt\nwords: ["\\x3{SYNTHETIC[0]}{SYNTHETIC[1:]}"]\n')
    assert "PV001" in [p.code for p in load(root).problems]


@pytest.mark.parametrize("path", ["projects/pasienter.xlsx", "projects/oy/dypt/pasienter.xlsx", "docs/_data/pasienter.xlsx", "projects/.pasienter.txt", "docs/om/oya.md.bak"])  # fmt: skip
def test_in_a_file_that_belongs_to_nothing(path: str, tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"oy/index.md": writeup()})
    write(root / path, put(SYNTHETIC) if path.endswith("xlsx") else f"Pasient {SYNTHETIC}")
    assert (path, "PV002") in [(p.path, p.code) for p in load(root).problems]


def test_a_number_that_has_been_checked_is_let_through(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup(f"## Mål\n\nSak {SYNTHETIC}.\n")})
    rules = root / "docs/_data/privacy.yml"
    entry = f'not_personal_numbers:\n  - {{number: "{SYNTHETIC}", why: saksnummer, checked: 2026-11-22}}\n'
    rules.write_text(rules.read_text(encoding="utf-8").replace("not_personal_numbers: []\n", entry), encoding="utf-8")
    content = load(root)
    assert [p.slug for p in content.projects] == ["a"] and personal(content.problems) == []


def test_a_number_is_let_through_only_with_a_reason(tmp_path: Path) -> None:
    root = make_checkout(tmp_path, {"a.md": writeup()})
    write(root / "docs/_data/privacy.yml", f'not_personal_numbers: [{{number: "{SYNTHETIC}"}}]\n')
    problems = [p for p in load(root).problems if p.path.startswith("docs/_data/")]
    assert {(p.path, p.code) for p in problems} == {("docs/_data/privacy.yml", "FM021")}
    assert {p.field for p in problems} == {"not_personal_numbers.why", "not_personal_numbers.checked"}
