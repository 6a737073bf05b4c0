"""Which files ``innomed fix`` takes, and what each of them should be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from macros.content.attachments import PICTURES
from macros.content.model import BenefitPlan, Form, PriceModel, Project, Tool
from macros.content.records import write_ups
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import SourceText, read_text, split

BESIDE: dict[str, type[BaseModel]] = {
    "form": Form,
    "benefit_plan": BenefitPlan,
    "price_models": PriceModel,
    "price_model": PriceModel,
}
"""The field that names a data file beside a write-up -> what the file holds."""


@dataclass(frozen=True)
class Target:
    """A file to correct. ``model``: what its fields should be, None where only letters and lines are put right."""

    file: Path
    path: str
    model: type[BaseModel] | None
    whole: bool = False


def targets(root: Path) -> Iterator[Target]:
    """Every file of the content, in a fixed order: write-ups, the data files beside them, editorial pages, data, pictures.

    Symlinks are left out.
    """
    for folder, model in (("projects", Project), ("tools", Tool)):
        for file in write_ups(root / folder):
            if not file.is_symlink():
                yield Target(file, _path(root, file), model)
                yield from _beside(root, file)
    for pattern in ("*.md", "*.yml"):
        for file in sorted((root / "docs").rglob(pattern)):
            if not file.is_symlink():
                yield Target(file, _path(root, file), None, whole=pattern == "*.yml")

    for folder in ("projects", "tools", "docs"):
        for file in sorted((root / folder).rglob("*")):
            if file.suffix.lower() in PICTURES and file.is_file() and not file.is_symlink():
                yield Target(file, _path(root, file), None)


def _beside(root: Path, write_up: Path) -> Iterator[Target]:
    """The YAML files in a write-up's own folder, each with the model of the field that names it."""
    if write_up.name != "index.md":
        return
    text = read_text(write_up, "")
    source = split(text, "") if isinstance(text, str) else text
    data = parse(source.front, "", 1)[0].data if isinstance(source, SourceText) else {}
    models = {}
    for field, model in BESIDE.items():
        names = data.get(field)
        for name in names if isinstance(names, list) else [names]:
            if isinstance(name, str):
                models[name] = model
    for file in sorted([*write_up.parent.glob("*.yml"), *write_up.parent.glob("*.yaml")]):
        if not file.is_symlink():
            yield Target(file, _path(root, file), models.get(file.name), whole=True)


def _path(root: Path, file: Path) -> str:
    return file.relative_to(root).as_posix()
