"""Contributed text is data: live payloads are stopped with their line, ordinary Markdown comes through."""

import re
from pathlib import Path

import pytest
from PIL import Image
from support import write

from macros.addresses import source_url
from macros.content.markdown.body import Body, render
from macros.content.markdown.links import Links
from macros.content.pages.html import read_html
from macros.words.problems import Problem


def run(tmp_path: Path, text: str, path: str = "projects/prove/index.md") -> tuple[Body, list[Problem]]:
    write(tmp_path / path, "x")
    return render(text, Links(tmp_path, path), 10)


LIVE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1) alt=x>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](vbscript:x)",
    '<iframe src="https://ond.no"></iframe>',
    "<style>body{display:none}</style>",
    '<form action="https://ond.no"><input name=a></form>',
    "![x](https://ond.no/a.png)",
    "![x](//ond.no/a.png)",
    '<p onclick="alert(1)">hei</p>',
    '<svg onload="alert(1)"></svg>',
    '<meta http-equiv="refresh" content="0;url=https://ond.no">',
    '<base href="https://ond.no/">',
    '<a href="x" style="position:fixed">x</a>',
    "<object data=x></object>",
    '<math href="javascript:alert(1)">x</math>',
    "<!-- kommentar -->",
    "[x](//ond.no)",
    "[x](..\\..\\etc)",
    "<body onload=alert(1)>",
    '<details open ontoggle="alert(1)">x</details>',
]


@pytest.mark.parametrize("payload", LIVE)
def test_live_payloads_are_stopped_with_their_line(tmp_path: Path, payload: str) -> None:
    body, problems = run(tmp_path, f"Grønne øyer.\n\n{payload}\n")
    errors = [p for p in problems if p.severity == "error"]
    assert errors, "nothing may disappear in silence"
    assert any(p.line == 12 for p in errors), [p.as_text() for p in errors]
    lowered = body.html.lower()
    for live in (
        "<script",
        "onerror",
        "onclick",
        "onload",
        "javascript:",
        "<iframe",
        "<style",
        "<form",
        "<svg",
        "<meta",
        "<base",
        "data:",
    ):
        assert live not in lowered


def test_jinja_is_text(tmp_path: Path) -> None:
    body, problems = run(tmp_path, '{{ 7*7 }} {% raw %} {{ config.hooks }} --8<-- "mkdocs.yml"\n')
    assert not problems
    assert "{{ 7*7 }}" in body.html and "{% raw %}" in body.html and "site_name" not in body.html


def test_ordinary_markdown_comes_through(tmp_path: Path) -> None:
    text = (
        "## Mål for øyene\n\n**fet** *kursiv* `kode` [ut](https://innomed.no)\n\n- a\n- b\n\n1. en\n2. to\n\n"
        '| a | b |\n|---|---:|\n| 1 | 2 |\n\n!!! note "Merk"\n    Tekst\n\nOrd[^1]\n\n[^1]: Fotnote\n\n> sitat\n\n```\nkode\n```\n'
    )
    body, problems = run(tmp_path, text)
    assert not problems, [p.as_text() for p in problems]
    for part in (
        'id="mal-for-oyene"',
        "<strong>",
        "<em>",
        "<code>",
        "<ul>",
        "<ol>",
        "<table>",
        "admonition",
        "footnote",
        "<blockquote>",
        "<pre>",
    ):
        assert part in body.html, part
    assert [(h.level, h.id) for h in body.headings] == [(2, "mal-for-oyene")]


def test_headings(tmp_path: Path) -> None:
    _, problems = run(tmp_path, "# Én\n\n## To\n\n#### Fire\n")
    assert [(p.code, p.line, p.severity) for p in problems] == [("BD006", 10, "error"), ("BD008", 14, "warning")]


def test_links_to_files_become_addresses(tmp_path: Path) -> None:
    for name in ("projects/annen.md", "projects/tredje/index.md", "tools/kart/index.md", "docs/om/index.md"):
        write(tmp_path / name, "x")
    write(tmp_path / "projects/prove/bilde av øy.png", b"\x89PNG")
    text = (
        "[a](../annen.md#mal) [b](../tredje/index.md) [c](../../tools/kart/index.md) [d](../../docs/om/index.md) "
        "[e](/prosjekter/region/) ![øy](<bilde av øy.png>)"
    )
    body, problems = run(tmp_path, text)
    assert not problems, [p.as_text() for p in problems]
    for address in (
        "/prosjekter/annen/#mal",
        "/prosjekter/tredje/",
        "/verktoy/kart/",
        "/om/",
        "/prosjekter/region/",
        "/prosjekter/prove/bilde",
    ):
        assert f'"{address}' in body.html, address
    assert body.files == ("bilde av øy.png",)


@pytest.mark.parametrize("target", ["../../../etc/passwd", "../annet.md", "finnes-ikke.pdf", "../../mkdocs.yml"])
def test_links_out_of_the_folder_or_to_nothing_are_mistakes(tmp_path: Path, target: str) -> None:
    write(tmp_path / "mkdocs.yml", "x")
    _, problems = run(tmp_path, f"Æ\n\n[x]({target})")
    assert [(p.code, p.line) for p in problems] == [("BD005", 12)]


def test_a_near_name_is_suggested(tmp_path: Path) -> None:
    write(tmp_path / "projects/prove/rapport.pdf", b"%PDF-")
    _, (found,) = run(tmp_path, "[x](raport.pdf)")
    assert found.hint == "Mente du «rapport.pdf»?"


def test_images_need_a_description(tmp_path: Path) -> None:
    write(tmp_path / "projects/prove/a.png", b"\x89PNG")
    _, (found,) = run(tmp_path, "![](a.png)")
    assert found.code == "BD007"


def test_deep_nesting_is_said_not_crashed(tmp_path: Path) -> None:
    _, problems = run(tmp_path, ">" * 3000 + " dypt")
    assert not problems or problems[0].code == "BD010"


@pytest.mark.parametrize(
    "text",
    ["<html>", "<HTML>\n\n<html>", "<!doctype html>", "<html><frameset></html>", "<!DOCTYPE html>\n<html>øy</html>"],
)
def test_a_whole_page_in_the_text_is_said_not_crashed(tmp_path: Path, text: str) -> None:
    _, problems = run(tmp_path, text)
    assert {p.code for p in problems} == {"BD001"}
    assert {p.severity for p in read_html(text, "docs/øy.md", 1).problems} == {"error"}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("projects/x.md", "/prosjekter/x/"),
        ("projects/x/index.md", "/prosjekter/x/"),
        ("tools/x/index.md", "/verktoy/x/"),
        ("docs/om/index.md", "/om/"),
        ("docs/om/kilder.md", "/om/kilder/"),
        ("docs/index.md", "/"),
        ("mkdocs.yml", None),
    ],
)
def test_addresses(path: str, address: str | None) -> None:
    assert source_url(path) == address


def test_a_picture_beside_the_text_says_its_size(tmp_path: Path) -> None:
    """Nothing on the page moves when it comes; what is no picture has no size, and the author's own size stays."""
    folder = tmp_path / "projects/prove"
    folder.mkdir(parents=True)
    Image.new("RGB", (24, 12)).save(folder / "blå øy.png")
    write(folder / "falsk.png", b"\x89PNG")
    body, _ = run(
        tmp_path, '![Øy](bl%C3%A5%20%C3%B8y.png)\n\n![Ål](falsk.png)\n\n<img src="falsk.png" alt="Å" width="9">\n'
    )
    first, second, third = re.findall(r"<img[^>]*>", body.html)
    assert 'width="24"' in first and 'height="12"' in first
    assert "width" not in second and 'width="9"' in third and "height" not in third
