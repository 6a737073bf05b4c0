"""A field that stands twice with the same value: the second is taken away."""

from __future__ import annotations

import yaml

from macros.content.yaml.nodes import compose


def without_twins(front: str) -> str | None:
    """``front`` without the first field that repeats one above it to the letter; None when there is none.

    With different values only a human knows which one is right, and a comment on the line would be lost: both stay.
    """
    root = compose(front)
    for mapping in _mappings(root) if root else ():
        seen: dict[str, object] = {}
        for key, value in mapping.value:
            if not isinstance(key, yaml.ScalarNode) or mapping.flow_style:
                continue
            if key.value in seen and seen[key.value] == _plain(value):
                start = front.rfind("\n", 0, key.start_mark.index) + 1
                end = front.find("\n", _last(value))
                lines = front[start : end + 1]
                if end > 0 and not front[start : key.start_mark.index].strip() and "#" not in lines:
                    return front[:start] + front[end + 1 :]
            seen.setdefault(key.value, _plain(value))
    return None


def _mappings(node: yaml.Node) -> list[yaml.MappingNode]:
    if isinstance(node, yaml.MappingNode):
        return [node, *(m for _, value in node.value for m in _mappings(value))]
    return [m for item in node.value for m in _mappings(item)] if isinstance(node, yaml.SequenceNode) else []


def _plain(node: yaml.Node) -> object:
    if isinstance(node, yaml.MappingNode):
        return [(_plain(k), _plain(v)) for k, v in node.value]
    return [_plain(n) for n in node.value] if isinstance(node, yaml.SequenceNode) else str(node.value)


def _last(node: yaml.Node) -> int:
    """Where the last scalar in ``node`` ends: libyaml's own mark of a block reaches into the next line."""
    if isinstance(node, yaml.ScalarNode) or not node.value:
        return int(node.end_mark.index)
    last = node.value[-1]
    return _last(last[1] if isinstance(last, tuple) else last)
