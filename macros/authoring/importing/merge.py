"""A write-up with some fields changed: every other byte, comments included, stays as it was."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from macros.authoring.entries import Existing
from macros.authoring.yaml.front_matter import front_matter_text
from macros.content.model import Project


def updated_text(existing: Existing, changes: Mapping[str, Any], body: str | None = None) -> str:
    """The text of ``existing`` with the fields in ``changes`` (None: taken out) and, when given, another body.

    A field that is new comes after the nearest field before it in the contract's order.
    """
    text = existing.text
    lines = text.split("\n")
    tree = existing.tree
    starts = {str(loc[0]): place.line - 1 for loc, place in tree.keys.items() if len(loc) == 1}
    end = next(i for i in range(1, len(lines)) if lines[i].startswith("---"))
    order = list(Project.model_fields)
    for name in sorted(changes, key=lambda n: order.index(n) if n in order else len(order), reverse=True):
        value = changes[name]
        new = front_matter_text({name: value}).rstrip("\n").split("\n") if value is not None else []
        if name in starts:
            first, last = starts[name], _last(lines, starts[name], starts, end)
        else:
            before = [n for n in starts if n in order and name in order and order.index(n) < order.index(name)]
            nearest = max(before, key=order.index, default=None)
            first = _last(lines, starts[nearest], starts, end) if nearest else end
            last = first
        lines[first:last] = new
        moved = len(new) - (last - first)
        end += moved
        starts = {n: line + moved if line >= last and n != name else line for n, line in starts.items()}
        if new:
            starts[name] = first
        else:
            starts.pop(name, None)
    head = "\n".join(lines[: end + 1]) + "\n"
    rest = "\n".join(lines[end + 1 :])
    return head + (rest if body is None else f"\n{body}\n")


def _last(lines: list[str], first: int, starts: Mapping[str, int], end: int) -> int:
    """The line after the last one of a field: comments and empty lines above the next field belong to that."""
    last = min((line for line in starts.values() if line > first), default=end)
    while last - 1 > first and (not lines[last - 1].strip() or lines[last - 1].startswith("#")):
        last -= 1
    return last
