"""Broken files by the thousand, made from the real ones: always a line and what to do, in Norwegian; never a crash."""

from __future__ import annotations

import random
import re
import shutil
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support import CONTENT, examples, make_checkout, write

from macros.content.data.published import load_published
from macros.content.data.tables import load_figures, load_rates, load_search_words
from macros.content.data.vocabularies import load_vocabularies
from macros.content.load import Content, load
from macros.content.model import Project, Tool
from macros.content.pages.editorial import load_editorial
from macros.content.records import load_record
from macros.site.checks import check
from macros.words.problems import Problem

ENGLISH = re.compile(
    r"(?i)\b(traceback|expected|found char|mapping values|input should|invalid|error|while (scanning|parsing)|nonetype|got '\w)"
)
VALUES = (
    "[[[[", "{a: {b: [", "&a", "*a", "!!python/object/apply:os.system [id]", "- x", "|", ">", "'", '"', "“", "@", "`", "%",
    "null", "~", "true", "no", "0120", "1e309", "9" * 400, "-0", ".nan", "2026-13-45", "æ" * 3000, "[" * 200, "\u202e",
    "\u00a0", "{", "}", "]", ",", "? x", "x: y: z", "#", "<script>", "{{ 7*7 }}", "{% if %}", "[a, b", "[,]", "\\", "\u0000",
)  # fmt: skip


def truncated(text: str, random: random.Random) -> str:
    return text[: random.randrange(len(text))]


def without_a_line(text: str, random: random.Random) -> str:
    lines = text.split("\n")
    del lines[random.randrange(len(lines))]
    return "\n".join(lines)


def on_a_line(change: Callable[[str, random.Random], str]) -> Callable[[str, random.Random], str]:
    def mutate(text: str, random: random.Random) -> str:
        lines = text.split("\n")
        index = random.choice([i for i, line in enumerate(lines) if line.strip()] or [0])
        lines[index] = change(lines[index], random)
        return "\n".join(lines)

    return mutate


def value(line: str, random: random.Random) -> str:
    key, colon, _ = line.partition(":")
    return f"{key}{colon or ':'} {random.choice(VALUES)}"


def anywhere(sign: str) -> Callable[[str, random.Random], str]:
    def mutate(text: str, random: random.Random) -> str:
        index = random.randrange(len(text) + 1)
        return text[:index] + sign + text[index:]

    return mutate


MUTATIONS: tuple[Callable[[str, random.Random], str], ...] = (
    truncated,
    truncated,
    without_a_line,
    on_a_line(value),
    on_a_line(value),
    on_a_line(value),
    on_a_line(value),
    on_a_line(lambda line, r: line + "\n" + line),
    on_a_line(lambda line, r: " " * r.randint(1, 3) + line),
    on_a_line(lambda line, r: line[1:]),
    on_a_line(lambda line, r: "\t" + line),
    on_a_line(lambda line, r: line.replace(": ", ":", 1)),
    on_a_line(lambda line, r: line.replace(":", "", 1)),
    on_a_line(lambda line, r: line.replace(":", " =", 1)),
    on_a_line(lambda line, r: line.replace("- ", "• ", 1)),
    on_a_line(lambda line, r: line.replace('"', "“")),
    on_a_line(lambda line, r: line.replace(" ", "\u00a0", 1)),
    on_a_line(lambda line, r: line + " " + r.choice(VALUES)),
    anywhere('"'),
    anywhere("'"),
    anywhere("["),
    anywhere("}"),
    anywhere(": "),
    anywhere("\x07"),
    anywhere("\ufeff"),
    anywhere("\n---\n"),
    anywhere("<div onclick=x>"),
    anywhere("](javascript:x)"),
    anywhere("\n```\n"),
    lambda text, r: text.replace("---", "—"),
    lambda text, r: text.replace("\n", "\r"),
    lambda text, r: text.upper(),
    lambda text, r: "\n".join(r.sample(text.split("\n"), text.count("\n") + 1)),
    lambda text, r: text + "\n" + "> " * 900 + "dypt",
    lambda text, r: text.replace("---\n", "---\n" + "a:\n" + "".join(" " * i + "b:\n" for i in range(1, 90)), 1),
)

KINDS: dict[str, list[str]] = {
    "project": [f"projects/{n}.md" for n in ("aerleg-samtale", "dho-elvefjord", "pause-pa-oya", "vard-i-norr")],
    "tool": ["tools/pilotplan/index.md", "tools/tjenesteprismodell/index.md"],
    "form": ["tools/pilotplan/form.yml"],
    "price": ["tools/tjenesteprismodell/gevinst.yml", "tools/tjenesteprismodell/tap.yml"],
    "plan": ["tools/gevinstrealiseringsplan/eksempel.yml"],
    "vocabulary": [f"docs/_data/vocabulary/{n}.yml" for n in ("themes", "rounds", "hours_bands", "licenses")],
    "figures": ["docs/_data/figures.yml"],
    "rates": ["docs/_data/rates.yml"],
    "search": ["docs/_data/search.yml"],
    "published": ["docs/_data/published/2022.yml"],
    "page": ["docs/index.md", "docs/bidra/makroer.md", "docs/om/kilder.md"],
}
CASES = [(kind, path) for kind, paths in KINDS.items() for path in paths]


def read(kind: str, root: Path, path: str, content: Content) -> tuple[bool, list[Problem]]:
    """Whether something could be read, and what was told."""
    words = content.vocabularies
    if kind == "project":
        record, told = load_record(root, root / path, Project, words)
        return record is not None, told
    if kind in ("tool", "form", "price", "plan"):
        tool, told = load_record(root, root / Path(path).parent / "index.md", Tool, words)
        return tool is not None, told
    if kind == "vocabulary":
        found, told = load_vocabularies(root)
        return Path(path).stem in found, [p for p in told if p.code != "VK001"]
    if kind == "figures":
        return True, load_figures(root)[1]
    if kind == "rates":
        return True, load_rates(root)[1]
    if kind == "search":
        return True, load_search_words(root)[1]
    if kind == "published":
        return True, load_published(root, content.figures)[1]
    return True, load_editorial(root, words)[1]


def prepare(kind: str, root: Path, path: str) -> None:
    if kind in ("form", "price", "plan"):
        shutil.copytree(CONTENT / Path(path).parent, root / Path(path).parent, dirs_exist_ok=True)


def judged(kind: str, root: Path, path: str, raw: bytes, content: Content) -> list[Problem]:
    write(root / path, raw)
    started = time.monotonic()
    could, told = read(kind, root, path, content)
    took = time.monotonic() - started
    assert took < 10, f"{took:.1f} s"
    lines = raw.count(b"\n") + raw.count(b"\r") + 2
    for found in told:
        assert found.path and found.message and found.hint, found
        assert found.line >= 1 and found.column >= 1
        assert found.path != path or found.line <= lines, found.as_text()
        assert "\n" not in found.as_text()
        said = found.message.replace(found.value, "") if found.value else found.message
        quoted = re.sub(r"«[^»]*»|\([^)]*\)|Skriv.*", "", said + " " + found.hint)
        assert not ENGLISH.search(quoted), found.as_text()
    assert could or any(p.severity == "error" for p in told), "refused without a word"
    return told


@pytest.mark.parametrize(("kind", "path"), CASES)
def test_a_file_broken_in_every_way(kind: str, path: str, tmp_path: Path, content: Content) -> None:
    prepare(kind, tmp_path, path)
    original = (CONTENT / path).read_text(encoding="utf-8")
    assert not [p for p in judged(kind, tmp_path, path, original.encode(), content) if p.code[:2] in ("FM", "SK", "PR")]
    told = 0
    for number, mutate in enumerate(MUTATIONS):
        text = mutate(original, random.Random(f"{path}{number}"))  # noqa: S311  (a broken file, not a secret)
        told += bool(judged(kind, tmp_path, path, text.encode("utf-8", "surrogatepass"), content))
    # A page of docs/ has few fields, and its text may say anything.
    assert told >= len(MUTATIONS) // (6 if kind == "page" else 3), "hardly anything was noticed"


def test_there_are_more_than_five_hundred() -> None:
    assert len(CASES) * len(MUTATIONS) > 500


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_bytes_that_are_no_text(kind: str, tmp_path: Path, content: Content) -> None:
    path = KINDS[kind][0]
    prepare(kind, tmp_path, path)
    original = (CONTENT / path).read_bytes()
    for raw in (
        b"", b"\n", b"\x00" * 40, b"\xff\xfe" + original[:200], b"PK\x03\x04" + original, b"%PDF-1.7\n", original + b"\xe5",
        original.replace(b"e", b"\xe9"), b"\xef\xbb\xbf" + original, original.replace(b"\n", b"\r\n"), b"---\n---\n", b"---",
    ):  # fmt: skip
        judged(kind, tmp_path, path, raw, content)


@settings(max_examples=examples(40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(CASES),
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(MUTATIONS), min_size=2, max_size=5),
)
def test_several_mistakes_at_once(
    tmp_path: Path, content: Content, case: tuple[str, str], chance: random.Random, mutations: list[Callable[[str, random.Random], str]]
) -> None:  # fmt: skip
    kind, path = case
    prepare(kind, tmp_path, path)
    text = (CONTENT / path).read_text(encoding="utf-8")
    for mutate in mutations:
        text = mutate(text or "æ", chance)
    judged(kind, tmp_path, path, text.encode("utf-8", "surrogatepass"), content)


@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["project", "page", "rates", "search"]), st.binary(max_size=400))
def test_any_bytes(tmp_path: Path, content: Content, kind: str, raw: bytes) -> None:
    judged(kind, tmp_path, KINDS[kind][0], raw, content)


def test_a_whole_checkout_of_broken_files(tmp_path: Path) -> None:
    """What could be read goes on to the rules between the files; they must stand it."""
    root = make_checkout(tmp_path, {})
    files = sorted((CONTENT / "projects").glob("*.md")) * 3
    for number, file in enumerate(files):
        text = MUTATIONS[number % len(MUTATIONS)](file.read_text(encoding="utf-8"), random.Random(number))  # noqa: S311
        write(root / "projects" / f"{number}-{file.name}", text.encode("utf-8", "surrogatepass"))
    told = check(load(root), date(2026, 11, 22))
    assert len({p.path for p in told}) > len(files) // 3 and all(p.hint and p.line >= 1 for p in told)
