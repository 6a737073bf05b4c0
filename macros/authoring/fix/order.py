"""The fields of a front matter in the contract's order, each with the comments above it, every line as it was."""

from __future__ import annotations

from collections.abc import Sequence

from macros.authoring.fix.edits import outline


def in_order(front: str, names: Sequence[str]) -> str:
    """``front`` with its fields in the order of ``names``; fields that are not among them come last.

    Comments right above a field go with it. Comments at the top that are followed by an empty line, and those after
    the last field, stay where they are.
    """
    found = outline(front)
    keys = [loc for loc in found.keys if len(loc) == 1] if found else []
    if found is None or len(keys) < 2 or any(found.line(found.keys[k].start)[0] != found.keys[k].start for k in keys):
        return front
    starts = []
    floor = 0
    for key in keys:
        starts.append(_above(front, floor, found.keys[key].start))
        floor = found.line(max(found.last(key) - 1, found.keys[key].end))[1]
    tail = min(floor + 1, len(front))  # what follows the last field
    chunks = [front[a:b] for a, b in zip(starts, [*starts[1:], tail], strict=True)]
    place = {name: index for index, name in enumerate(names)}
    order = sorted(range(len(keys)), key=lambda i: place.get(str(keys[i][0]), len(place)))
    if order == list(range(len(keys))):
        return front
    lines = [chunk if chunk.endswith("\n") else chunk + "\n" for chunk in chunks]
    return front[: starts[0]] + "".join(lines[i] for i in order) + front[tail:]


def _above(front: str, floor: int, start: int) -> int:
    """Where the comments and blank lines that belong to the field at ``start`` begin, not before ``floor``."""
    at = start
    while at > floor:
        before = front.rfind("\n", 0, at - 1) + 1
        line = front[before : at - 1]
        if before < floor or not line.startswith("#"):
            break
        at = before
    return at
