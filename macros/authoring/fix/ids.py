"""Each benefit gets the short name by which it is found again, where it has none. The name never changes afterwards."""

from __future__ import annotations

from collections.abc import Iterator

from macros.authoring.fix.edits import Edit, apply, outline
from macros.authoring.yaml.scalars import scalar
from macros.content.model.benefit import new_id
from macros.content.yaml.nodes import Loc, parse


def with_ids(front: str) -> str:
    """The front matter ``front`` with ``id`` first in every benefit that lacks one; unchanged when it cannot be read."""
    return apply(front, _missing(front))


def _missing(front: str) -> Iterator[Edit]:
    found, tree = outline(front), parse(front, "", 1)[0]
    benefits = tree.data.get("benefits")
    if found is None or not isinstance(benefits, (list, dict)):
        return
    items: list[tuple[Loc, object]] = (
        [(("benefits", i), item) for i, item in enumerate(benefits)]
        if isinstance(benefits, list)
        else [(("benefits",), benefits)]
    )
    taken = {str(item["id"]) for _, item in items if isinstance(item, dict) and item.get("id")}
    for loc, item in items:
        if not isinstance(item, dict) or "id" in item or loc not in found.values:
            continue
        name = new_id(taken)
        taken.add(name)
        spot = found.values[loc]
        text = f"id: {scalar(name, 'id', flow=spot.flow)}"
        if spot.flow:
            yield Edit(spot.start + 1, spot.start + 1, f"{text}, ", "id")
        else:
            indent = spot.start - found.line(spot.start)[0]
            yield Edit(spot.start, spot.start, f"{text}\n{' ' * indent}", "id")
