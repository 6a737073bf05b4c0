"""The worst an author can write at the edge of each limit, and far beyond: told in a moment, never a hang or a crash."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.content.load import load
from macros.content.model.fields.limits import BODY, LINES, OPEN, PARAGRAPH, TEXT_BYTES, VALUE, WORD, YAML_DEPTH
from macros.content.model.fields.slips import date_slip, number_slip
from macros.content.yaml.text import endless, read_text
from macros.engine.clock import today
from macros.site.gate import judge
from macros.words.problems import Problem

SECONDS = 3.0
"""Of the processor, for the small checkout and the case; the checkout alone takes one."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_checkout(tmp_path_factory.mktemp("grenser"), {})


def told(root: Path, path: str, text: str | bytes) -> list[Problem]:
    """What the gate says of the file, in little time."""
    file = root / path
    before = file.read_bytes() if file.exists() else None
    write(file, text)
    started = time.process_time()
    try:
        found = [p for p in judge(load(root), today()) if p.severity == "error"]
    finally:
        if before is None:
            file.unlink()
        else:
            file.write_bytes(before)
    assert time.process_time() - started < SECONDS
    return [p for p in found if p.path == path]


def body(text: str) -> str:
    return writeup(body=f"## Mål\n\nÅpent.\n\n{text}\n")


NUMBERS = ["1" * 20, "9" * 28, "1" * 400, "1 2" * 20, "1." * 200, "-" + "1" * 25, "1" * 25 + "kr", "1" * 30 + " til", "1" * 1999, "١" * 25]  # fmt: skip


@pytest.mark.parametrize("number", NUMBERS, ids=lambda n: n[:12])
@pytest.mark.parametrize("field", ["hours", "published", "region", "owner", "phase", "round"])
def test_numbers_without_end(root: Path, number: str, field: str) -> None:
    found = told(root, "projects/tall.md", writeup(**{field: f'"{number}"'}))
    assert found and all(p.hint for p in found)


@pytest.mark.parametrize(
    "text", ["1" * VALUE, "1 " * (VALUE // 2), "1,1." * (VALUE // 4), "ca " * 20, "1/" * 30, "a" * VALUE]
)
def test_a_number_at_the_edge(text: str) -> None:
    started = time.process_time()
    for end in ("", " ", "x", " til", "-", "€", "\u00a0"):
        number_slip(text[: VALUE - len(end)] + end, whole=True)
        number_slip(text[: VALUE - len(end)] + end, whole=False, share=True)
        date_slip(text[: VALUE - len(end)] + end, loose=True)
    assert time.process_time() - started < 0.5


YAML: list[Callable[[int], str]] = [
    lambda n: "x: " + "[ " * n, lambda n: "x: " + "{a: " * n, lambda n: "x: " + "[ " * n + "] " * n, lambda n: "x:\n" + "- " * n,
    lambda n: "\n".join(" " * i + "a:" for i in range(min(n, 600))), lambda n: "x: " + "[{a: " * n,
]  # fmt: skip


@pytest.mark.parametrize("make", YAML)
@pytest.mark.parametrize(
    "path",
    [
        "projects/dyp.md",
        "docs/om/dyp.md",
        "docs/_data/figures.yml",
        "docs/_data/rates.yml",
        "docs/_data/vocabulary/themes.yml",
        "mkdocs.yml",
    ],
)
def test_yaml_without_end(root: Path, path: str, make: Callable[[int], str]) -> None:
    for depth in (YAML_DEPTH + 2, 9_000, 100_000):
        text = make(depth)
        if path.endswith(".md") and len(text) > 32_000:
            continue
        assert told(root, path, f"---\n{text}\n---\n\n## Mål\n\nÅ\n" if path.endswith(".md") else f"{text}\n")


PIECES = "[ |![ |[a]( |[a][ |( |<a |<!-- |*a |_a |***a |`a |``a |a@b. |&# |\\[ |http://a |[^a] |{: |> |- |1. |: || a |!!! a\n|#\n|[a]: b\n|www. |a.b |12 |fase 1-1-|kapitel|kilde* |<a href= ".split(
    "|"
)


@pytest.mark.parametrize("piece", [p for p in PIECES if p], ids=repr)
@pytest.mark.parametrize("path", ["projects/tekst.md", "docs/om/tekst.md"])
def test_a_paragraph_of_the_same_again(root: Path, path: str, piece: str) -> None:
    """At the edge it is read, or told; either way soon."""
    text = (piece * PARAGRAPH)[: PARAGRAPH - 100]
    lines = text.split("\n")
    told(root, path, body("\n".join(lines[: LINES - 10])))


BEYOND = [
    ("BD013", "[ " * 30_000), ("BD013", "![ " * 10_000), ("BD013", "[" * (OPEN + 1)), ("BD013", "(a " * (OPEN + 1)),
    ("BD013", "> " * (OPEN + 1) + "å"), ("BD013", "- " * (OPEN + 1) + "å"), ("BD013", "1. " * (OPEN + 1) + "å"),
    ("FM104", "[" * 30_000), ("FM104", "![" * 10_000), ("FM104", "a@" + "b." * 40_000), ("FM104", "å" * (WORD + 1)),
    ("FM116", "å" + " " * (WORD + 1) + "å"), ("FM116", "å" + "\n" * (WORD + 2) + "å"), ("FM116", "å" + "\t " * WORD + "å"),
    ("BD012", "å " * (PARAGRAPH // 2 + 1)), ("BD014", "å\n" * (LINES + 2)), ("BD011", "å\n\n" * (BODY // 3 + 1)),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text"), BEYOND, ids=lambda v: str(v)[:12])
@pytest.mark.parametrize("path", ["projects/langt.md", "docs/om/langt.md"])
def test_beyond_the_limit(root: Path, path: str, code: str, text: str) -> None:
    found = told(root, path, body(text) if path.startswith("projects") else f"---\ntitle: Å\n---\n\n{text}\n")
    expected = {code, "BD012"} if len(text) > PARAGRAPH else {code}
    assert [p.code for p in found] and found[0].code in expected | {"BD011"}


@pytest.mark.parametrize(
    "path", ["projects/stor.md", "docs/om/stor.md", "docs/_data/figures.yml", "mkdocs.yml", "overrides/main.html"]
)
def test_a_file_of_64_mb(root: Path, path: str) -> None:
    assert [p.code for p in told(root, path, b"x\n" * 32_000_000)] == ["FM019"]
    assert sys.maxsize > TEXT_BYTES


@pytest.mark.parametrize(
    "text", ["[" * OPEN + "]" * OPEN, "[å] " * 4000, "((å)) " * 2000, "- å\n" * (LINES - 1), "> " * OPEN + "å"]
)
def test_what_is_within_is_read(text: str) -> None:
    assert endless(text, "x.md", 1) is None


@pytest.mark.parametrize("more", [0, 1])
def test_a_file_of_just_the_limit_is_read_and_one_letter_more_is_told(tmp_path: Path, more: int) -> None:
    file = tmp_path / "øy.md"
    file.write_bytes((b"sol og\n\n" * TEXT_BYTES)[: TEXT_BYTES + more])
    read = read_text(file, "projects/øy.md")
    assert (len(read) == TEXT_BYTES) if isinstance(read, str) else (read.code, more) == ("FM019", 1)
