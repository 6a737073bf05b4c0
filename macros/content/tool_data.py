"""Data files beside a write-up, named in its front matter: forms, filled-in plans, service-price models."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from macros.content.data.file import read_data
from macros.content.model import BenefitPlan, Form, PriceModel, Project, Tool
from macros.content.yaml.nodes import Loc, Tree
from macros.words.problems import Problem, problem
from macros.words.vocabulary import Vocabularies
from macros.words.vocabulary.near import alike

Model = TypeVar("Model", bound=BaseModel)
Owner = TypeVar("Owner", Project, Tool)


@dataclass(frozen=True, eq=False)
class Beside:
    """A data file beside a write-up: the field that names it, its path and where its values stand."""

    loc: Loc
    path: str
    places: Tree


def with_files(
    data: Owner, folder: Path | None, tree: Tree, path: str, words: Vocabularies
) -> tuple[Owner, tuple[Beside, ...], list[Problem]]:
    """The record with the content of every data file it names in place of the name."""
    reader = _Reader(folder, tree, path, words)
    found: dict[str, Any] = {}
    if isinstance(data, Tool):
        if isinstance(data.form, str):
            found["form"] = reader(Form, data.form, ("form",))
        if isinstance(data.benefit_plan, str):
            found["benefit_plan"] = reader(BenefitPlan, data.benefit_plan, ("benefit_plan",))
        if data.price_models:
            models = [
                reader(PriceModel, name, ("price_models", index)) if isinstance(name, str) else name
                for index, name in enumerate(data.price_models)
            ]
            found["price_models"] = tuple(m for m in models if m)
    elif isinstance(data.price_model, str):
        found["price_model"] = reader(PriceModel, data.price_model, ("price_model",))
    return data.model_copy(update=found) if found else data, tuple(reader.beside), reader.problems


class _Reader:
    """Reads data files of one write-up and keeps what was wrong with them."""

    def __init__(self, folder: Path | None, tree: Tree, path: str, words: Vocabularies) -> None:
        self.folder, self.tree, self.path, self.words = folder, tree, path, words
        self.beside: list[Beside] = []
        self.problems: list[Problem] = []

    def __call__(self, model: type[Model], name: str, loc: Loc) -> Model | None:
        """The record in the file ``name``, judged with its own lines; ``loc`` is the field that names it."""
        field, place = str(loc[0]), self.tree.place(loc)
        folder = self.folder
        if Path(name).name != name or not name.endswith((".yml", ".yaml")) or "\\" in name:
            plain = Path(name).name == name and "\\" not in name
            self.problems.append(problem("VL052" if plain else "VL002", self.path, place, field, name))
            return None
        file = folder / name if folder else None
        if file is None or not file.is_file():
            near = alike(name, sorted(p.name for p in folder.iterdir()) if folder else [])
            missing = problem("VL001", self.path, place, field, name, suggestion=near)
            self.problems.append(missing)
            return None
        where = f"{self.path.rpartition('/')[0]}/{name}"
        data, own, problems = read_data(file, where, model, self.words)
        self.problems += problems
        self.beside.append(Beside(loc, where, own))
        return data
