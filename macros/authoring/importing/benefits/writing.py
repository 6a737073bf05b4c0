"""The benefits of a write-up with some of them changed: every other byte of the file, comments included, stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from macros.authoring.entries import Existing, plain_fields
from macros.authoring.fix.edits import Edit, Outline, apply, outline
from macros.authoring.importing.merge import updated_text
from macros.authoring.yaml.front_matter import front_matter_text
from macros.authoring.yaml.scalars import scalar
from macros.content.model import Benefit
from macros.content.yaml.nodes import Loc, parse
from macros.content.yaml.text import split
from macros.words.problems import Problem
from macros.words.vocabulary import Vocabularies

FIELD = "benefits"


def with_benefits(there: Existing, now: Sequence[Mapping[str, Any]], words: Vocabularies) -> str:
    """The text of a write-up with the benefits ``now``. Where the lines of the file cannot be changed one by one, the
    whole field is written anew."""
    edited = _edited(there, now)
    if edited is not None:
        source = split(edited, there.entry.path)
        if not isinstance(source, Problem):
            tree, wrong = parse(source.front, there.entry.path, source.front_line)
            if not wrong and plain_fields(tree, words) == {**there.entry.fields, FIELD: list(now)}:
                return edited
    return updated_text(there, {FIELD: list(now)})


def _edited(there: Existing, now: Sequence[Mapping[str, Any]]) -> str | None:
    """The text, edited line by line; None where it is not written as a list with a line for each field."""
    begin, front, end = _parts(there.text)
    found = outline(front)
    before = there.entry.fields.get(FIELD)
    if found is None or not isinstance(before, list) or (FIELD,) not in found.values:
        return None
    if found.values[FIELD,].kind != "list" or found.values[FIELD,].flow or len(found.children((FIELD,))) != len(before):
        return None
    edits = [
        edit for n, (old, new) in enumerate(zip(before, now, strict=False)) for edit in _changed(found, n, old, new)
    ]
    text = apply(front, edits)
    added = now[len(before) :]
    return begin + (_with_new(text, added) if added else text) + end


def _parts(text: str) -> tuple[str, str, str]:
    """What stands before the front matter, the front matter, and the rest."""
    begin = text.index("\n") + 1
    close = text.index("\n---", begin - 1) + 1
    return text[:begin], text[begin:close], text[close:]


def _changed(found: Outline, number: int, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Edit]:
    """The edits of one benefit: values that are replaced, and fields that are new, at their place in the order."""
    item: Loc = (FIELD, number)
    order, flow = list(Benefit.model_fields), found.values[item].flow
    column = found.keys[found.children(item)[0]].start
    indent = " " * (column - found.line(column)[0])
    added: dict[int, str] = {}
    for name in sorted(new, key=order.index):
        if new[name] == old.get(name):
            continue
        text = _value(new[name], name, None if flow else indent)
        if (*item, name) in found.keys:
            yield Edit(found.keys[*item, name].end, found.last((*item, name)), f":{text}")
            continue
        earlier = [loc for loc in found.children(item) if order.index(str(loc[-1])) < order.index(name)]
        after = found.last(max(earlier, key=lambda loc: found.values[loc].start))
        at = after if flow else found.line(after)[1]
        added[at] = added.get(at, "") + (f", {name}:{text}" if flow else f"\n{indent}{name}:{text}")
    yield from (Edit(at, at, text) for at, text in added.items())


def _with_new(front: str, added: Sequence[Mapping[str, Any]]) -> str:
    """The front matter with new benefits under those that are there, as far in as they are."""
    found = outline(front)
    if found is None:
        return front
    first = found.values[FIELD, 0].start
    dash = front.rindex("-", 0, first)
    indent = dash - found.line(dash)[0]
    lines = front_matter_text({FIELD: list(added)}).rstrip("\n").split("\n")[1:]
    at = found.line(found.last((FIELD,)))[1]
    return front[:at] + "".join(f"\n{' ' * indent}{line[2:]}" for line in lines) + front[at:]


def _value(value: Any, name: str, indent: str | None) -> str:
    """What stands after a field's colon; several measurements on a line each, unless the benefit is one line itself."""
    if name == "measurements" and len(value) > 1 and indent is not None:
        return "".join(f"\n{indent}  - {_flow(inner, name)}" for inner in value)
    return f" {_flow(value, name, inside=indent is None)}"


def _flow(value: Any, name: str, *, inside: bool = True) -> str:
    """A value on one line: ``{value: 54, date: 2027-03-15}``."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(inner, str(key))}" for key, inner in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(inner, name) for inner in value) + "]"
    return scalar(value, name, flow=inside)
