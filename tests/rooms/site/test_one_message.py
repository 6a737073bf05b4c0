"""One mistake, one message: a write-up that is renamed, misspelt or wrong is missed by nobody who names it rightly.

A project is named by six others (address, link, tool, macro, page link), a tool by three. What is told of each change is
written here by hand, to the letter of path and code.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.site.gate import judge
from macros.words.problems import Problem

TOOL = "---\ntitle: {}\nsummary: Tegn øyene og hvem som bor der.\nsource: ukjent\n---\n\n## Mål\n\nSjøen.\n"
PAGE = """---
title: Om
---

## Om øyene

{{ project_card('hjemreise') }}

[Reisen](/prosjekter/hjemreise/#mal), [planen](/prosjekter/hjemreise/gevinstplan.xlsx) og [kartet](/verktoy/kart/).
"""
LINKS = "## Mål\n\nSe [naboen](hjemreise.md) og [siden](/prosjekter/hjemreise/).\n"
HERE, NEW = "projects/hjemreise.md", "projects/hjemreisen.md"


def project(number: int, body: str = "## Mål\n\nTekst om øya.\n", **fields: str) -> str:
    return writeup(body, title=f"Øy nummer {number}", summary=f"Et prosjekt på øy nummer {number}.", **fields)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_checkout(
        tmp_path,
        {
            "hjemreise.md": project(0, "## Mål\n\nReisen hjem.\n"),
            "en.md": project(1, LINKS),
            "to.md": project(2, LINKS),
            "tre.md": project(3, builds_on="[hjemreise]"),
            "fire.md": project(4, builds_on="[hjemreise]"),
            "fem.md": project(5, tools="[kart]"),
            "seks.md": project(6, tools="[kart]"),
        },
        {"kart/index.md": TOOL.format("Kart"), "sjo/index.md": TOOL.format("Sjø\nrelated: [kart]")},
    )


def told(root: Path) -> list[Problem]:
    return judge(load(root), date(2026, 11, 22))


def put(path: str, old: str, new: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        write(root / path, text.replace(old, new, 1))

    return change


def move(path: str, to: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / to).parent.mkdir(exist_ok=True)
        (root / path).rename(root / to)

    return change


def both(*changes: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        for each in changes:
            each(root)

    return change


ONE: list[tuple[str, Callable[[Path], None], list[tuple[str, str]]]] = [
    ("as it was", both(), []),
    ("a capital", move(HERE, "projects/Hjemreise.md"), [("projects/Hjemreise.md", "FM016")]),
    ("a space", move(HERE, "projects/hjem reise.md"), [("projects/hjem reise.md", "FM016")]),
    ("another ending", move(HERE, "projects/hjemreise.markdown"), [("projects/hjemreise.markdown", "FM160")]),
    ("two endings", move(HERE, "projects/hjemreise.md.txt"), [("projects/hjemreise.md.txt", "FM160")]),
    ("too far down", move(HERE, "projects/x/hjemreise.md"), [("projects/x/hjemreise.md", "FM161")]),
    ("a field misspelt", put(HERE, "title:", "titel:"), [(HERE, "FM020")]),
    ("no front matter", put(HERE, "---\n", ""), [(HERE, "FM002")]),
    ("a word nobody knows", put(HERE, "Helse Vest", "Helse Vester"), [(HERE, "FM025")]),
    ("HTML in the text", put(HERE, "Reisen hjem.", "<center>Hjem</center>"), [(HERE, "BD001")]),
    ("an error between files", put(HERE, "hours:", "redirect_from: [en]\nhours:"), [(HERE, "KX002")]),
    ("a tool's field", put("tools/kart/index.md", "title:", "titel:"), [("tools/kart/index.md", "FM020")]),
    ("a tool's file", move("tools/kart/index.md", "tools/kart/Index.md"), [("tools/kart/Index.md", "FM161")]),
    ("a page misspelt", both(put("docs/om/kilder.md", "title:", "titel:"), put("docs/om/index.md", "title:", "title:")),
     [("docs/om/kilder.md", "FM020")]),
]  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), [c[1:] for c in ONE], ids=[c[0] for c in ONE])
def test_only_the_mistake_is_told(root: Path, change: Callable[[Path], None], expected: list[tuple[str, str]]) -> None:
    write(root / "docs/om/index.md", PAGE + "\n[Kilder](/om/kilder/)\n")
    change(root)
    assert [(p.path, p.code) for p in told(root)] == expected, [p.as_text() for p in told(root)]


def test_a_file_that_moved_with_its_old_address(root: Path) -> None:
    """Links in texts lead on by themselves; those to the file itself are told with what to write."""
    both(put(HERE, "title:", "redirect_from: [hjemreise]\ntitle:"), move(HERE, "projects/trygg-tur.md"))(root)
    found = told(root)
    assert [(p.path, p.code) for p in found] == [
        ("projects/en.md", "KX008"), ("projects/fire.md", "KX009"), ("projects/to.md", "KX008"), ("projects/tre.md", "KX009"),
    ], [p.as_text() for p in found]  # fmt: skip
    assert all("trygg-tur" in p.hint for p in found)


def test_a_macro_that_names_an_old_address(root: Path) -> None:
    both(put(HERE, "title:", "redirect_from: [hjemreise]\ntitle:"), move(HERE, "projects/trygg-tur.md"))(root)
    write(root / "docs/om/index.md", PAGE.split("[Reisen]")[0])
    (found,) = [p for p in told(root) if p.path.startswith("docs")]
    assert found.code == "MK002" and "Mente du «trygg-tur»?" in found.hint


def test_a_draft_is_told_as_one(root: Path) -> None:
    for path in (HERE, "tools/kart/index.md"):
        put(path, "title:", "status: draft\ntitle:")(root)
    write(root / "docs/om/index.md", PAGE.replace("{{ project_card('hjemreise') }}", "Tekst."))
    found = told(root)
    assert {(p.path, p.code) for p in found} == {
        ("docs/om/index.md", "KX148"), ("docs/om/index.md", "RS013"), ("projects/en.md", "KX148"),
        ("projects/to.md", "KX148"), ("projects/tre.md", "KX149"), ("projects/fire.md", "KX149"),
        ("projects/fem.md", "KX157"), ("projects/seks.md", "KX157"), ("tools/sjo/index.md", "KX157"),
    }, [p.as_text() for p in found]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("projects/en.md", project(1, hours="mange")),
        ("tools/kart/index.md", TOOL.format("[Kart")),
        ("docs/_data/search.yml", "ord: [øy]\n"),
        ("docs/_data/vocabulary/themes.yml", "tekst\n"),
        ("docs/_data/rates.yml", "tekst\n"),
        ("docs/om/kilder.md", "---\nfarge: blå\n---\n\n## Om\n\nTekst.\n"),
    ],
)
def test_an_error_elsewhere_hides_no_wrong_macro(root: Path, path: str, text: str) -> None:
    write(root / path, text)
    write(root / "docs/om/index.md", PAGE + "\n{{ prosjektkort('a') }}\n\n[Borte](/om/borte/)\n")
    found = [(p.path, p.code) for p in told(root)]
    assert path in {p for p, _ in found} and ("docs/om/index.md", "MK001") in found
    if not path.startswith("docs/_data"):
        assert ("docs/om/index.md", "RS013") in found
    assert len(found) <= 3, found
