"""A service-price model that stands in a file of its own, beside the write-up that names it."""

from __future__ import annotations

import difflib
from pathlib import Path

from macros.intake.fields import build
from macros.intake.text import read_text
from macros.intake.yaml_nodes import Tree, parse
from macros.model import PriceModel
from macros.problems import Problem, problem


def load_price_model(folder: Path | None, name: str, tree: Tree, path: str) -> tuple[PriceModel | None, list[Problem]]:
    """The model in ``<folder>/<name>`` (YAML), judged with its own lines; ``tree`` and ``path`` are the write-up's."""
    place = tree.place(("price_model",))
    if Path(name).name != name or not name.endswith((".yml", ".yaml")) or "\\" in name:
        return None, [problem("VL002", path, place, "price_model", name)]
    file = folder / name if folder else None
    if file is None or not file.is_file():
        near = difflib.get_close_matches(name, [p.name for p in folder.iterdir()] if folder else [], n=1)
        return None, [problem("VL001", path, place, "price_model", name, suggestion=near[0] if near else None)]
    where = f"{path.rpartition('/')[0]}/{name}"
    text = read_text(file, where)
    if isinstance(text, Problem):
        return None, [text]
    model, problems = parse(text, where, 1)
    if problems:
        return None, problems
    return build(PriceModel, model, where)
