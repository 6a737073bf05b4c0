"""«Kjør innomed fix» is said only where the command would take away one of the mistakes that are shown."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from support import make_checkout, write, writeup

from macros.cli.promise import would_help
from macros.content.load import load
from macros.site.checks import check

TWICE = writeup().replace("hours: 120", "hours: 120\nhours: HOURS")


@pytest.fixture
def helps(tmp_path: Path) -> Callable[[dict[str, str | bytes]], bool]:
    def ask(files: dict[str, str | bytes]) -> bool:
        root = make_checkout(tmp_path, {})
        for path, text in files.items():
            write(root / path, text)
        content = load(root)
        found = check(content, date(2026, 11, 22))
        assert found
        before = {f: f.read_bytes() for f in root.rglob("*") if f.is_file() and ".cache" not in f.parts}
        answer = would_help(root, content, found)
        assert before == {f: f.read_bytes() for f in root.rglob("*") if f.is_file() and ".cache" not in f.parts}
        return answer

    return ask


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (TWICE.replace("HOURS", "120"), True),
        (TWICE.replace("HOURS", "130"), False),
        (
            TWICE.replace("HOURS", "130").replace("title:", "title: ").replace("\nowner", "  \nowner"),
            False,
        ),  # only tidied
        (TWICE.replace("HOURS", "120 # fra rapporten"), False),
        (writeup(hours="0120"), True),
        (writeup(huors="120", hours=None), True),
        (writeup(farge="blå"), False),
        (writeup(owner="Øya og Sjøen"), False),
        (writeup(benefits="[{type: annen-gevinst, description: Færre reiser på øya}]"), True),
        (writeup().replace("---", "–––", 1), True),
        (writeup(title='"Trygg reise', hours="mange"), True),
    ],
)
def test_a_write_up(helps: Callable[[dict[str, str | bytes]], bool], text: str, answer: bool) -> None:
    assert helps({"projects/oy.md": text}) is answer


def test_one_of_many_is_enough(helps: Callable[[dict[str, str | bytes]], bool]) -> None:
    assert helps(
        {"projects/a.md": TWICE.replace("HOURS", "130"), "projects/b/index.md": writeup(title="B", hours="0120")}
    )


def test_a_data_file_is_only_promised_what_is_done_there(helps: Callable[[dict[str, str | bytes]], bool]) -> None:
    assert not helps({"docs/_data/spelling.yml": "wordz: [øy]\n"})


def test_nothing_is_promised_while_a_list_is_wrong(helps: Callable[[dict[str, str | bytes]], bool]) -> None:
    assert not helps({"docs/_data/vocabulary/themes.yml": "tekst\n", "projects/a.md": writeup(hours="0120")})


def test_letters_of_a_data_file_are_put_right(helps: Callable[[dict[str, str | bytes]], bool]) -> None:
    assert helps({"docs/_data/spelling.yml": "words: [øy]\n".encode("cp1252")})
