"""The steps between versions of the front matter: ``docs/_data/migrations/<version>.yml``."""

from __future__ import annotations

from pathlib import Path

from macros.intake.fields import build
from macros.intake.text import read_text
from macros.intake.yaml_nodes import parse
from macros.model.migration import Migration
from macros.problems import Place, Problem, problem

FOLDER = "docs/_data/migrations"


def load_migrations(root: Path) -> tuple[list[Migration], list[Problem]]:
    """Every file of steps in the order of versions, and what is wrong with them."""
    migrations: list[Migration] = []
    problems: list[Problem] = []
    for file in sorted((root / FOLDER).glob("*.yml")):
        path = f"{FOLDER}/{file.name}"
        text = read_text(file, path)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        tree, found = parse(text, path, 1)
        record, more = (None, found) if found else build(Migration, tree, path)
        problems += more
        if record and file.stem != str(record.to):
            problems.append(problem("MG006", path, Place(), value=str(record.to), expected=f"{record.to}.yml"))
        elif record:
            migrations.append(record)
    return sorted(migrations, key=lambda m: m.to), problems
