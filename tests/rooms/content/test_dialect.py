"""The Markdown of the site is GitHub's: what an author saw in the preview there is what readers meet, or it is told.

``dialect.txt`` has the snippets, with a line of «%» between them.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from github import github, structure
from hypothesis import given, settings
from hypothesis import strategies as st
from support import CONTENT, ROOT, examples, write

from macros.content.markdown import structure as typed
from macros.content.markdown.body import render
from macros.content.markdown.dialect import DEEPEST, read
from macros.content.markdown.links import Links
from macros.content.markdown.prose import read_prose
from macros.content.markdown.prose_links import wording
from macros.content.pages.html import read_html
from macros.content.pages.prose import check_prose
from macros.words.problems import Problem

SNIPPETS = (Path(__file__).parent / "dialect.txt").read_text(encoding="utf-8").rstrip("\n").split("\n%\n")
OURS = re.compile(r"^ {0,3}(?:!!!|\?\?\?|===[ ]?\"|> \[!\w+\]\s*$)", re.MULTILINE)
"""What is ours beyond GitHub's Markdown, as CONTRIBUTING.md says: the boxes."""
PATH = "projects/prove/index.md"


def told(root: Path, text: str) -> list[Problem]:
    """What is said of a text in a write-up."""
    prose = read_prose(text, PATH, 1)
    return [*typed.structure(prose), *wording(prose), *render(text, Links(root, PATH), 1)[1]]


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("dialekt")
    write(root / PATH, "x")
    write(root / "projects/prove/kart.png", b"\x89PNG")
    return root


def test_a_snippet_looks_as_on_github_or_is_told(root: Path) -> None:
    assert len(SNIPPETS) > 200
    silent = []
    for text in SNIPPETS:
        ours = [structure(read(text, folder).html()) for folder in ("projects", "tools", "docs")]
        assert ours[0] == ours[1]
        page = "docs/om/x.md"
        said = {"projects": told(root, text), "docs": [*read_html(text, page, 1).problems, *check_prose(page, text, 1)]}
        for folder, html in (("projects", ours[0]), ("docs", ours[2])):
            if html != structure(github(text)) and not OURS.search(text):
                useful = [p for p in said[folder] if p.line <= text.count("\n") + 1 and p.hint]
                attributes = folder == "docs" and re.search(r"\{:? ?[#.][^}]*\}$", text, re.MULTILINE)
                if not useful and not attributes:
                    silent.append((folder, text, html, structure(github(text))))
    assert not silent, "\n".join(str(part) for part in silent[0])


@pytest.mark.parametrize("folder", ["projects", "docs"])
def test_whole_files_look_as_on_github(folder: str) -> None:
    """The guides of the program, and content of its own."""
    files = [*CONTENT.rglob("*.md"), *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "HACKING.md"))]
    assert len(files) > 8
    for file in files:
        text = file.read_text(encoding="utf-8")
        body = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
        if not OURS.search(body) and "{:" not in body:
            assert structure(read(body, folder).html()) == structure(github(body)), file


PIECES = ["- ", "  - ", "    - ", "1. ", "   ", "    ", "> ", "```\n", "~~~\n", "# ", "## ", "| a | b |\n|---|---|\n",
          "| 1 | 2 |\n", "**å**", "*ø*", "`æ`", "[l](/)", "\n", "\n\n", "\\", "---\n", "ord ",
          "<b>", "</b>", "<div>\n", "</div>\n", "~~s~~", "* ", "+ ", "2) ", "\t"]  # fmt: skip


@settings(max_examples=examples(300), deadline=None)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=14).map("".join))
def test_no_word_is_lost(text: str) -> None:
    """Whatever is typed, each word stands in what is made of it, and there is an end to the reading."""
    made = read(text, "projects").html()
    words = re.findall("ord|å|æ|ø", text)
    fences = re.findall(r"(?:```|~~~)[^\n]*", text)  # the words behind a fence are its title
    rows = [line for line in text.split("\n") if "|" in line]  # cells beyond the last column are told (BD118)
    lost = sum(len(re.findall("ord|å|æ|ø", part)) for part in [*fences, *rows])
    assert len(re.findall("ord|å|æ|ø", made)) >= len(words) - lost


@pytest.mark.parametrize(
    "text", ["Skriv https:// først på øya", "https://", "Skriv https://. Ærlig", "mailto:ingen på øya", "ftp:// ø"]
)
def test_half_an_address_is_no_link(text: str) -> None:
    assert read(text, "projects").html().strip() == f"<p>{text}</p>"


BOXES = [
    ("> [!NOTE]\n> Båten går.", "div", "Merk", "note"),
    ("> [!caution]\n> Båten går.", "div", "Vær varsom", "caution"),
    ("!!! warning\n    Båten går.", "div", "Advarsel", "warning"),
    ('!!! tip "På **øya**"\n    Båten går.', "div", "På øya", "tip"),
    ("??? example\n    Båten går.", "details", "Eksempel", "example"),
    ('=== "Øya"\n    Båten går.', "details", "Øya", "tab"),
    ("- Punkt\n\n    !!! note\n        Båten går.", "div", "Merk", "note"),
]


@pytest.mark.parametrize(("text", "tag", "title", "kind"), BOXES)
def test_a_box_is_called_by_its_kind_in_norwegian(root: Path, text: str, tag: str, title: str, kind: str) -> None:
    body, problems = render(text, Links(root, PATH), 1)
    assert not problems and f'<{tag} class="admonition {kind}"' in body.html
    assert title in body.text and "Båten går." in body.text and "[!" not in body.text


def test_github_and_our_own_box_are_the_same() -> None:
    ours, theirs = read("!!! warning\n    Båt", "tools", "nn").html(), read("> [!WARNING]\n> Båt", "tools", "nn").html()
    assert ours == theirs and "Åtvaring" in ours


def test_one_of_several_is_open_and_they_close_each_other(root: Path) -> None:
    text = '=== "Kommune"\n    A\n\n=== "Sykehus"\n    B\n\nTekst.\n\n=== "Én"\n    C\n'
    html = render(text, Links(root, PATH), 1)[0].html
    assert re.findall(r'<details[^>]*name="(valg-\d)"', html) == ["valg-1", "valg-1", "valg-2"]
    assert len(re.findall(r"\bopen=", html)) == 2


def test_what_stands_too_deep_is_told(root: Path) -> None:
    assert [p.code for p in render(">" * DEEPEST + " dypt", Links(root, PATH), 1)[1]] == ["BD010"]
    assert not render(">" * (DEEPEST - 2) + " dypt", Links(root, PATH), 1)[1]


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ("-\u00a0Båten\n-\u00a0Fergen", "BD142", "- Båten"),
        ("##\u00a0Mål", "BD142", "## Mål"),
        ("*[DHO]: Digital hjemmeoppfølging", "BD141", "Digital hjemmeoppfølging (DHO)"),
        ("Båten^[Går hver dag.] går.", "BD141", "[^1]: Går hver dag."),
        ("::: note\nBåt\n:::", "BD141", "!!! note"),
        ("Ord\n: Forklaring", "BD141", "- **Ord:** Forklaring"),
        ("a) båten\nb) fergen", "BD139", "1. båten"),
        ("| a | b |\n|---|---|\n| 1 | 2 |\nRett under.", "BD146", "tom linje"),
        ("- en\n-\n- tre", "BD147", "slett linjen"),
        ("---\nfelt: verdi\n---\n\nTekst", "BD136", "«---»"),
        ("Setningen er ferdig.\n---", "BD148", "tom linje"),
        ("###Delmål", "BD145", "### Delmål"),
        ("| a | b |\n|---|\n| 1 | 2 |", "BD117", "|---|---|"),
        ("1. en\n  - under", "BD116", "3 mellomrom"),
        ("- a\n\n  ```\n  - ikke\n  ```\n\n- [ ] boks", "BD140", "uten [ ]"),
        ("<https://example.org/a b>", "BD123", "hakeklammer"),
        ("$x^2$", "BD141", "slett tegnene"),
    ],
)
def test_what_nobody_shows_as_it_was_meant_says_what_to_type(root: Path, text: str, code: str, words: str) -> None:
    found = [p for p in told(root, f"Før.\n\n{text}\n") if p.code == code]
    assert len(found) == 1 and words in found[0].hint and found[0].line >= 3, told(root, text)
