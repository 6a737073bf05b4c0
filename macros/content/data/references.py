"""The laws and methods that pages refer to: ``docs/_data/references.yml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from macros.content.data.file import read_data
from macros.content.model.data.references import LawOrMethod, ReferenceFile
from macros.content.yaml.nodes import Tree
from macros.words.problems import Problem

REFERENCES = "docs/_data/references.yml"


@dataclass(frozen=True, eq=False)
class References:
    """Every entry in the order of the file, and where each part of it stands there."""

    entries: tuple[LawOrMethod, ...] = ()
    places: Tree = field(default_factory=Tree)


def load_references(root: Path) -> tuple[References, list[Problem]]:
    """What the file says, and what is wrong with it. Without the file pages refer to none."""
    if not (root / REFERENCES).exists():
        return References(), []
    record, tree, problems = read_data(root / REFERENCES, REFERENCES, ReferenceFile)
    return References(record.references if record else (), tree), problems
