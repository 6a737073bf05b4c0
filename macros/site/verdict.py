"""What ``innomed check`` says of a checkout, kept by everything that it read: nothing is judged twice that is the same.

Light to import: with nothing changed no content is read, only hashed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING

from macros.content.files.kept import read_kept, write_kept
from macros.content.files.special import READ
from macros.content.kept.source import digest, of_code, of_files
from macros.words.problems import Problem

if TYPE_CHECKING:
    from macros.content.load import Content

FOLDER = ".cache/verdicts"
_ENVIRONMENT = "INNOMED_"
_MADE_FOR_EDITORS = (".ci/templates", ".github/ISSUE_TEMPLATE", ".vscode")
"""What the files for other programs are made from, and where they lie."""


def verdict(root: Path, day: date) -> list[Problem]:
    """Every problem of the checkout on ``day``, in reading order."""
    outside = sorted(f"{name}={value}" for name, value in environ.items() if name.startswith(_ENVIRONMENT))
    key = digest(of_code(), day.isoformat(), *outside, of_files(root, (*READ, *_MADE_FOR_EDITORS)))
    return kept(root, key, lambda: _judged(root, day))


def kept(root: Path, key: str, judge: Callable[[], Iterable[Problem]]) -> list[Problem]:
    """What ``judge`` says, found again by ``key``, which holds all that it looks at."""
    entry = root / FOLDER / key
    told = read_kept(entry)
    if told is not None:
        return [Problem(*each) for each in json.loads(told.decode("utf-8", "surrogatepass"))]
    problems = list(judge())
    names = [field.name for field in fields(Problem)]  # each is told as it is: «astuple» looks for more inside them
    text = json.dumps([[getattr(p, name) for name in names] for p in problems], ensure_ascii=False)
    write_kept(entry, text.encode("utf-8", "surrogatepass"))
    return problems


def _judged(root: Path, day: date) -> list[Problem]:
    from macros.content.load import load
    from macros.site.gate import judge

    content = load(root)
    key = digest("editors", str(content.wordless), of_code(), of_files(root, ("docs/_data", *_MADE_FOR_EDITORS)))
    return sorted([*judge(content, day), *kept(root, key, lambda: _lagging(content))])


def _lagging(content: Content) -> Iterable[Problem]:
    """Files for other programs that lag behind the word lists: nothing else of the content is in them."""
    from macros.authoring.editor_files import check_editor_files

    return check_editor_files(content)
