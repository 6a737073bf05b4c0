"""Files beside the write-ups that nobody reads: each is told once, with what to do with just that kind of file."""

from __future__ import annotations

import unicodedata
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.files.unexpected import IMPORTED
from macros.content.load import load
from macros.site.checks import check
from macros.words.problems import Problem

DAY = date(2026, 11, 22)
NFD = unicodedata.normalize("NFD", "blåbær")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(tmp_path, {"oy.md": writeup()})


def told(root: Path) -> list[Problem]:
    return check(load(root), DAY)


@pytest.mark.parametrize(
    ("path", "code", "hint"),
    [
        ("projects/hjemreise.docx", "FM160", "Kjør «innomed import projects/hjemreise.docx»"),
        ("projects/Hjem.DOCX", "FM160", "innomed import projects/Hjem.DOCX"),
        ("projects/Trygg reise på øya.docx", "FM160", 'innomed import "projects/Trygg reise på øya.docx"'),
        ("projects/notat.txt", "FM160", "innomed import projects/notat.txt"),
        ("projects/hjemreise.odt", "FM160", "Lagre den som Word-dokument, kjør «innomed import projects/hjemreise.docx»"),
        ("projects/hjemreise.doc", "FM160", "innomed import projects/hjemreise.docx"),
        ("projects/hjemreise.rtf", "FM160", "innomed import projects/hjemreise.docx"),
        ("projects/hjemreise.pdf", "FM160", "innomed import projects/hjemreise.docx"),
        ("projects/hjemreise.xlsx", "FM165", "innomed import projects/hjemreise.xlsx"),
        ("projects/hjemreise.csv", "FM165", "innomed import projects/hjemreise.csv"),
        ("projects/hjemreise.json", "FM165", "innomed import projects/hjemreise.json"),
        ("projects/hjemreise.png", "FM165", "Legg den i prosjektets egen mappe"),
        ("projects/hjemreise.md.txt", "FM160", "Gi den navnet projects/hjemreise.md."),
        ("projects/Øya vår.md.txt", "FM160", "Gi den navnet projects/oya-var.md."),
        ("projects/hjemreise.MD", "FM160", "Gi den navnet projects/hjemreise.md."),
        ("projects/hjemreise.markdown", "FM160", "Gi den navnet projects/hjemreise.md."),
        ("projects/hjemreise.html", "FM160", "Kopier innholdet til projects/hjemreise.md"),
        ("projects/oy.docx", "FM160", "Omtalen projects/oy.md finnes fra før."),
        ("projects/oy.md.txt", "FM160", "Omtalen projects/oy.md finnes fra før."),
        ("tools/kart.docx", "FM160", "Kopier innholdet til tools/kart/index.md"),
        ("tools/kart.md.txt", "FM160", "Gi den navnet tools/kart/index.md."),
        ("tools/kart/dypt/sjo.md", "FM162", "Flytt den til tools/sjo/index.md."),
        ("projects/~$hjemreise.docx", "FM167", "Lukk dokumentet, og slett filen"),
        ("projects/oy/~$notat.docx", "FM167", "Lukk dokumentet, og slett filen"),
        ("tools/~$kart.xlsx", "FM167", "Lukk dokumentet, og slett filen"),
        ("docs/om/~$notat.docx", "FM167", "Lukk dokumentet, og slett filen"),
        ("projects/hjemreise.md~", "FM168", "Slett den."),
        ("projects/hjemreise.md.bak", "FM168", "Slett den."),
        ("projects/~WRL0001.tmp", "FM168", "Slett den."),
        ("projects/Thumbs.db", "FM168", "Slett den."),
        ("docs/om/desktop.ini", "FM168", "Slett den."),
        ("docs/om/oya.md.txt", "FM183", "Gi den navnet «oya.md»."),
    ],
)  # fmt: skip
def test_the_advice_fits_the_file(root: Path, path: str, code: str, hint: str) -> None:
    write(root / path, "PK\x03\x04")
    found = [p for p in told(root) if p.code != "FM161"]
    assert [(p.path, p.code) for p in found] == [(path, code)], [p.as_text() for p in found]
    assert hint in found[0].hint


def test_a_text_with_fields_only_needs_its_name(root: Path) -> None:
    write(root / "projects/hjem.txt", writeup(title="Hjem"))
    assert [p.hint for p in told(root)] == ["Gi den navnet projects/hjem.md."]


def test_import_is_advised_only_for_what_it_reads() -> None:
    from imports import read_projects

    for ending in IMPORTED:
        _, found = read_projects(b"", f"x{ending}", {})
        assert "IM026" not in {p.code for p in found}, ending
    assert [p.code for p in read_projects(b"", "x.odt", {})[1]] == ["IM026"]


def test_a_name_from_a_mac_is_told_at_the_file_and_nowhere_else(root: Path) -> None:
    body = "## Mål\n\n[Sjøen](blåbær.txt) og [båten](/om/blåbær/).\n"
    write(root / "projects/mac/index.md", writeup(body, title="Bær", downloads="[{file: blåbær.csv, title: Bærene}]"))
    for path in (f"projects/mac/{NFD}.txt", f"projects/mac/{NFD}.csv"):
        write(root / path, "Blåbær;1\n")
    write(root / f"docs/om/{NFD}.md", "---\ntitle: Bær\n---\n\n## Bær\n\nPå øya.\n")
    write(root / "docs/om/index.md", "---\ntitle: Om\n---\n\n## Om\n\n[Bær](blåbær.md)\n")
    found = told(root)
    assert sorted((p.path, p.code) for p in found if p.severity == "error") == [
        (f"docs/om/{NFD}.md", "FM182"), (f"projects/mac/{NFD}.csv", "FM182"), (f"projects/mac/{NFD}.txt", "FM182"),
    ], [p.as_text() for p in found]  # fmt: skip
    assert not [p for p in found if p.code == "VL006"]


def test_a_write_up_from_a_mac_is_told_once(root: Path) -> None:
    write(root / f"projects/{NFD}.md", writeup(title="Bær"))
    write(root / "projects/sjo.md", writeup("## Mål\n\n[Bær](blåbær.md)\n", title="Sjø"))
    assert [(p.path, p.code) for p in told(root)] == [(f"projects/{NFD}.md", "FM016")]
