"""What must be right in a price model besides each field."""

from __future__ import annotations

from collections.abc import Iterator

from macros.content.data.tables import RATES
from macros.content.load import Content
from macros.content.model import PriceModel, Tool
from macros.content.yaml.nodes import Loc, Tree
from macros.prices.arithmetic.sides import own_rate, role_names
from macros.words.problems import Problem, problem
from macros.words.vocabulary.near import alike


def check_roles(content: Content) -> Iterator[Problem]:
    """Every role of a price model has a rate, every rate a role, and what there was before has a cost."""
    for model, path, places, base in _price_models(content):
        if not model.before.has_cost():
            yield problem("PR006", path, places.place(base), "before")
        if not content.is_right(RATES):
            continue
        known = [*model.rates, *(r.key for r in content.rates.roles)]
        for name in role_names(model):
            row = content.rates.find(name)
            if own_rate(model, name, content.rates) is None and row is None:
                where = _first_use(model, name)
                yield problem("PR001", path, places.place((*base, *where)), "role", name, suggestion=alike(name, known))
        used = role_names(model)
        for name in model.rates:
            row = content.rates.find(name)
            if name not in used and not (row and any(content.rates.find(u) is row for u in used)):
                place = places.key_place((*base, "rates", name))
                yield problem("PR005", path, place, "rates", name, suggestion=alike(name, list(used)))


def _price_models(content: Content) -> Iterator[tuple[PriceModel, str, Tree, Loc]]:
    """Every price model with the file, and the place in it, where it stands."""
    for record in content.records:
        beside = {b.loc: b for b in record.beside}
        data = record.data
        named: list[tuple[Loc, object]] = (
            [(("price_models", i), m) for i, m in enumerate(data.price_models)]
            if isinstance(data, Tool)
            else [(("price_model",), data.price_model)]
        )
        for loc, model in named:
            if isinstance(model, PriceModel):
                file = beside.get(loc)
                yield (model, file.path, file.places, ()) if file else (model, record.path, record.places, loc)


def _first_use(model: PriceModel, role: str) -> Loc:
    for side in ("before", "after"):
        for name in ("steps", "staffing"):
            for index, row in enumerate(getattr(getattr(model, side), name)):
                if row.role == role:
                    return (side, name, index, "role")
    return ()
