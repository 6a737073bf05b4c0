"""Small changes to a text that leave every other byte where it was, and a map of what stands where in front matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

import yaml

from macros.content.yaml.nodes import Loc, compose


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Characters ``start`` to ``end`` (of a text) become ``new``. ``why`` names the kind of change."""

    start: int
    end: int
    new: str
    why: str = ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits made; of two that overlap, the one that begins first."""
    parts, at = [], 0
    for edit in chosen(edits):
        parts += [text[at : edit.start], edit.new]
        at = edit.end
    return "".join([*parts, text[at:]])


def chosen(edits: Iterable[Edit]) -> list[Edit]:
    """Edits in reading order, without those that overlap one before them."""
    kept: list[Edit] = []
    for edit in sorted(set(edits)):
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a value or a key stands (characters of the front matter), and how it is written."""

    start: int
    end: int
    kind: Literal["scalar", "list", "map"]
    value: str = ""
    style: str = ""  # of a scalar: "" plain, '"', "'", "|", ">"
    flow: bool = False  # of a list or mapping: written with [] or {}

    @property
    def simple(self) -> bool:
        """A scalar whose marks hold exactly its text: libyaml's marks of block scalars reach into the next line."""
        return self.kind == "scalar" and self.style not in ("|", ">")


@dataclass(frozen=True)
class Outline:
    """Every value and key of a front matter by location, and how many items or keys each collection has."""

    text: str
    values: dict[Loc, Spot]
    keys: dict[Loc, Spot]

    def children(self, loc: Loc) -> list[Loc]:
        """The locations directly under ``loc``, in reading order."""
        return [x for x in self.values if len(x) == len(loc) + 1 and x[: len(loc)] == loc]

    def last(self, loc: Loc) -> int:
        """Where the text of the value at ``loc`` ends, without the white space and comments libyaml counts in."""
        inside = [s.end for x, s in self.values.items() if x[: len(loc)] == loc and (s.kind == "scalar" or s.flow)]
        end = max(inside, default=self.values[loc].start)
        return len(self.text[:end].rstrip())

    def line(self, index: int) -> tuple[int, int]:
        """First and last index of the line that holds ``index``; the line end is not included."""
        end = self.text.find("\n", index)
        return self.text.rfind("\n", 0, index) + 1, len(self.text) if end < 0 else end


def outline(front: str) -> Outline | None:
    """The outline of a front matter, or None when it cannot be read."""
    root = compose(front)
    if root is None:
        return None
    found = Outline(front, {}, {})
    try:
        for is_key, loc, spot in _walk(root, ()):
            # The first of two equal keys is the one that counts, as in yaml_nodes.
            (found.keys if is_key else found.values).setdefault(loc, spot)
    except RecursionError:
        return None
    return found


def _walk(node: yaml.Node, loc: Loc) -> Iterator[tuple[bool, Loc, Spot]]:
    yield False, loc, _spot(node)
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value not in seen:
                seen.add(key.value)
                yield True, (*loc, key.value), _spot(key)
                yield from _walk(value, (*loc, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            yield from _walk(item, (*loc, index))


def _spot(node: yaml.Node) -> Spot:
    start, end = node.start_mark.index, node.end_mark.index
    if isinstance(node, yaml.ScalarNode):
        return Spot(start, end, "scalar", str(node.value), node.style or "")
    kind: Literal["list", "map"] = "list" if isinstance(node, yaml.SequenceNode) else "map"
    return Spot(start, end, kind, flow=bool(getattr(node, "flow_style", False)))
