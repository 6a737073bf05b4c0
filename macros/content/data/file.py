"""A data file read like front matter: the same text, the same YAML, the same judgement of every field."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TypeVar, cast

from pydantic import BaseModel

from macros.content.files.decoding import unseen
from macros.content.kept.codec import CodecError, decoded, encoded
from macros.content.kept.slots import Slots
from macros.content.kept.source import ROOMS, of_code
from macros.content.yaml.fields import build
from macros.content.yaml.nodes import Tree, parse
from macros.content.yaml.text import read_text
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

FOLDER = ".cache/data"
Model = TypeVar("Model", bound=BaseModel)
Judged = tuple[BaseModel | None, Tree, tuple[Problem, ...]]


def read_data(
    file: Path, path: str, model: type[Model], vocabularies: Vocabularies | None = None
) -> tuple[Model | None, Tree, list[Problem]]:
    """The record in ``file``, where its parts stand, and what is wrong. With errors the record is None.

    ``path`` is what messages call the file.
    """
    text = read_text(file, path)
    if isinstance(text, Problem):
        return None, Tree(), [text]
    if vocabularies is None:
        known = _alone(str(file).removesuffix(path), text, path, model)
    else:
        known = _judged(text, path, model, vocabularies)
    record, tree, problems = known
    return cast("Model | None", record), tree, list(problems)


def _judged(text: str, path: str, model: type[BaseModel], vocabularies: Vocabularies | None) -> Judged:
    tree, problems = parse(text, path, 1)
    record: BaseModel | None = None
    if not problems:
        record, problems = build(model, tree, path, vocabularies)
    return record, tree, (*problems, *unseen(text, path))


@lru_cache(maxsize=128)
def _alone(root: str, text: str, path: str, model: type[BaseModel]) -> Judged:
    """What nothing but the text decides is found once, and kept between runs: most lists are the same at every look of a
    preview or a build, and to read them takes as long as all write-ups that have been read before.

    Nobody writes in the record or the tree.
    """
    made: list[Judged] = []

    def judged() -> bytes:
        made.append(_judged(text, path, model, None))
        return json.dumps(encoded(made[0]), ensure_ascii=False).encode("utf-8", "surrogatepass")

    try:
        kept = Slots(Path(root) / FOLDER, of_code(*ROOMS)).get(path, judged, model.__qualname__, text)
        return made[0] if made else cast("Judged", decoded(json.loads(kept.decode("utf-8", "surrogatepass"))))
    except (CodecError, ValueError):
        return made[0] if made else _judged(text, path, model, None)


def read_folder(root: Path, folder: str, model: type[Model]) -> Iterator[tuple[str, Model | None, Tree, list[Problem]]]:
    """Path and content of every data file of a folder, in the order of their names."""
    for file in sorted((root / folder).glob("*.yml")):
        path = f"{folder}/{file.name}"
        yield (path, *read_data(file, path, model))
