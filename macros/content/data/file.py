"""A data file read like front matter: the same text, the same YAML, the same judgement of every field."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel

from macros.content.files.decoding import unseen
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import read_text
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

Model = TypeVar("Model", bound=BaseModel)


def read_data(
    file: Path, path: str, model: type[Model], vocabularies: Vocabularies | None = None
) -> tuple[Model | None, Tree, list[Problem]]:
    """The record in ``file``, where its parts stand, and what is wrong. With errors the record is None.

    ``path`` is what messages call the file.
    """
    text = read_text(file, path)
    if isinstance(text, Problem):
        return None, Tree(), [text]
    known = _alone(text, path, model) if vocabularies is None else _judged(text, path, model, vocabularies)
    record, tree, problems = known
    return cast("Model | None", record), tree, list(problems)


def _judged(
    text: str, path: str, model: type[BaseModel], vocabularies: Vocabularies | None
) -> tuple[BaseModel | None, Tree, tuple[Problem, ...]]:
    tree, problems = parse(text, path, 1)
    record: BaseModel | None = None
    if not problems:
        record, problems = build(model, tree, path, vocabularies)
    return record, tree, (*problems, *unseen(text, path))


@lru_cache(maxsize=128)
def _alone(text: str, path: str, model: type[BaseModel]) -> tuple[BaseModel | None, Tree, tuple[Problem, ...]]:
    """What nothing but the text decides is found once: most lists are the same at every look of a preview or a build.

    Nobody writes in the record or the tree.
    """
    return _judged(text, path, model, None)


def read_folder(root: Path, folder: str, model: type[Model]) -> Iterator[tuple[str, Model | None, Tree, list[Problem]]]:
    """Path and content of every data file of a folder, in the order of their names."""
    for file in sorted((root / folder).glob("*.yml")):
        path = f"{folder}/{file.name}"
        yield (path, *read_data(file, path, model))
