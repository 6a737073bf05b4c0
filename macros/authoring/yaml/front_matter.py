"""Typed data written as a write-up: the house's YAML in the contract's order, and the body under it.

``front_matter_text(fields)`` and ``write_up_text(fields, body)`` are the only way new front matter is made (drafts, import,
the issue form). Changing a file that exists is another matter: ``authoring/fix`` edits it and keeps every other byte.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from macros.authoring.yaml.scalars import is_block, scalar
from macros.content.model import Project
from macros.content.model.fields.reference import Shape, shape_of


def front_matter_text(fields: Mapping[str, Any], order: type[BaseModel] = Project) -> str:
    """``fields`` as YAML in block form, a line end after the last line; the lines of ``---`` are not included.

    Keys come in the order of the model ``order``, also inside records; keys it does not know come last. Values are
    text, numbers, truths, dates, lists and mappings of them. What is absent (None, blank text, an empty list or
    mapping) is left out. Raises ValueError for other kinds of values.
    """
    return "".join(line + "\n" for line in _mapping(fields, shape_of(order)))


def write_up_text(fields: Mapping[str, Any], body: str, order: type[BaseModel] = Project) -> str:
    """A whole write-up: front matter, a blank line, the body, and one line end at the end."""
    text = body.strip("\n")
    return f"---\n{front_matter_text(fields, order)}---\n" + (f"\n{text}\n" if text else "")


def _mapping(fields: Mapping[str, Any], shape: Shape) -> Iterator[str]:
    """The lines of a mapping, without indentation."""
    known = shape.fields
    for name in [n for n in known if n in fields] + [n for n in fields if n not in known]:
        value = _present(fields[name])
        if value is not None:
            yield from _entry(str(name), value, shape.child(str(name)))


def _entry(name: str, value: Any, shape: Shape) -> Iterator[str]:
    key = scalar(name)
    if isinstance(value, Mapping):
        yield f"{key}:"
        yield from _indent(_mapping(value, shape))
    elif isinstance(value, list):
        yield f"{key}:"
        for item in value:
            yield from _indent(_item(name, item, shape))
    elif isinstance(value, str) and is_block(value):
        yield f"{key}: |-"
        yield from _indent(iter(value.split("\n")))
    else:
        yield f"{key}: {scalar(value, name)}"


def _item(name: str, value: Any, shape: Shape) -> Iterator[str]:
    """One item of a list: its first line begins with a hyphen."""
    if isinstance(value, Mapping):
        lines = _mapping(value, shape)
    elif isinstance(value, list):
        lines = (line for item in value for line in _item(name, item, shape))
    else:
        lines = iter([scalar(value, name)])
    yield "- " + next(lines)
    yield from _indent(lines)


def _present(value: Any) -> Any:
    """``value`` without what is absent in it: None when nothing is left, tuples as lists."""
    if isinstance(value, str):
        return value if value.strip() else None
    if isinstance(value, (list, tuple)):
        return [kept for item in value if (kept := _present(item)) is not None] or None
    if isinstance(value, Mapping):
        return {str(k): kept for k, item in value.items() if (kept := _present(item)) is not None} or None
    return value


def _indent(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield "  " + line if line else line
