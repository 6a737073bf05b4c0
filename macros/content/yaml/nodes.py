"""YAML read without its guesses: every scalar is text, and every key and value knows its line and column.

``no``, ``on``, ``0120``, ``1e3``, ``12:30`` and ``2026-03-01`` stay what the author typed; the field's type decides
what they mean. Anchors, references and tags are refused: a write-up does not need them, and they hide surprises.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from macros.content.model.fields.limits import YAML_DEPTH
from macros.content.yaml.front_lines import Complaint, diagnose
from macros.text.invisible import HIDDEN
from macros.words.problems import Place, Problem, problem

Loc = tuple[str | int, ...]

_NULLS = {"", "~", "null", "Null", "NULL"}


class _TextLoader(yaml.CSafeLoader):
    """Resolves nothing: a plain ``no`` is the text «no»."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012  (PyYAML's own attribute)


@dataclass
class Tree:
    """Plain data (str, list, dict, None for blanks) and where each part of it stands in the file."""

    data: dict[str, Any] = field(default_factory=dict)
    values: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    tagged: dict[Loc, str] = field(default_factory=dict)
    """The tag of each value that has one of those that were allowed."""

    def place(self, loc: Loc) -> Place:
        """Where the value at ``loc`` stands, or the nearest thing around it."""
        while loc and loc not in self.values:
            loc = loc[:-1]
        return self.values.get(loc, Place())

    def at(self, loc: Loc) -> Any:
        """The value at ``loc``."""
        here: Any = self.data
        for part in loc:
            here = here[part]
        return here

    def named(self, loc: Loc) -> str:
        """``loc`` as messages say it: ``benefits.2.type``. What is alone in its list needs no number."""
        named: list[str] = []
        here: Any = self.data
        for part in loc:
            if isinstance(part, str):
                named.append(part)
                here = here.get(part) if isinstance(here, dict) else None
            elif isinstance(here, list):
                named += [str(part + 1)] if len(here) > 1 else []
                here = here[part] if part < len(here) else None
        return ".".join(named)  # a value that is no list has become one of itself: its number is not in the file

    def texts(self) -> Iterator[tuple[Loc, str]]:
        """Every text among the values and where it stands."""
        return _texts(self.data, ())

    def key_place(self, loc: Loc) -> Place:
        """Where the key at ``loc`` stands, or its value's place for items of lists."""
        return self.keys.get(loc) or self.place(loc)


def _texts(value: Any, loc: Loc) -> Iterator[tuple[Loc, str]]:
    if isinstance(value, str):
        yield loc, value
    elif isinstance(value, (dict, list)):
        for part, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _texts(inner, (*loc, part))


def parse(text: str, path: str, first_line: int, tags: Container[str] = ()) -> tuple[Tree, list[Problem]]:
    """The mapping in ``text``, whose first line is line ``first_line`` of the file, and what is wrong with it.

    ``tags`` are those that may stand in it, where the file has any use for them.
    """
    tree, problems = Tree(), list(_refused(text, path, first_line, tags))
    if problems:
        return tree, problems
    try:
        root = yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        return tree, [_syntax(error, text, path, first_line)]
    except RecursionError:
        return tree, [problem("FM007", path, Place(first_line))]
    if root is None:
        return tree, []
    if not isinstance(root, yaml.MappingNode):
        return tree, [problem("FM011", path, _mark(root, first_line))]
    try:
        tree.data = _convert(root, (), tree, problems, path, first_line)
    except RecursionError:
        return Tree(), [problem("FM007", path, Place(first_line))]
    if "\\" in text:  # what stands in the file itself has been told when it was read
        problems += [
            problem("FM115", path, at, value=sign) for at, sign in _escaped(tree) if chr(int(sign[2:], 16)) not in text
        ]
    return tree, problems


def compose(text: str) -> yaml.MappingNode | None:
    """The nodes of the mapping in ``text`` with their marks, or None when it holds no mapping that can be read."""
    try:
        if any(depth > YAML_DEPTH for _, depth in _events(text)):
            return None
        root = yaml.compose(text, Loader=_TextLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return root if isinstance(root, yaml.MappingNode) else None


def _events(text: str) -> Iterator[tuple[yaml.Event, int]]:
    """What stands in the text, one thing after the other, and how deep: nothing is built, so nothing can overflow."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        yield event, depth


def _refused(text: str, path: str, first_line: int, tags: Container[str]) -> Iterator[Problem]:
    """Aliases, anchors, tags and endless nesting, found before anything is composed."""
    try:
        for event, depth in _events(text):
            if depth > YAML_DEPTH:
                yield problem("FM007", path, _mark(event, first_line))
                return
            anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
            if anchor or (tag and tag != "!" and tag not in tags) or isinstance(event, yaml.AliasEvent):
                yield problem("FM006", path, _mark(event, first_line), value=str(anchor or tag))
    except yaml.YAMLError:
        return  # compose meets the same error and says it better


def _convert(node: yaml.Node, loc: Loc, tree: Tree, problems: list[Problem], path: str, line: int) -> Any:
    tree.values[loc] = _mark(node, line)
    if not node.tag.startswith("tag:yaml.org,"):
        tree.tagged[loc] = node.tag
    if isinstance(node, yaml.MappingNode):
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            place = _mark(key_node, line)
            if not isinstance(key_node, yaml.ScalarNode):
                problems.append(problem("FM011", path, place))
                continue
            key = key_node.value
            if key in result:
                first = tree.keys[(*loc, key)].line
                problems.append(problem("FM012", path, place, field=key, first_line=first))
                continue
            tree.keys[(*loc, key)] = place
            result[key] = _convert(value_node, (*loc, key), tree, problems, path, line)
        return result
    if isinstance(node, yaml.SequenceNode):
        return [_convert(n, (*loc, i), tree, problems, path, line) for i, n in enumerate(node.value)]
    text = str(node.value)
    plain = not getattr(node, "style", None)
    return None if plain and text in _NULLS else text


def _escaped(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Signs that an escape («\\0», «\\u202e») would put in a key or a value without anybody seeing them."""
    texts = [(place, loc[-1]) for loc, place in tree.keys.items()]
    texts += [(place, tree.at(loc)) for loc, place in tree.values.items()]
    for place, text in texts:
        if isinstance(text, str) and (found := HIDDEN.search(text)):
            yield place, f"U+{ord(found.group()):04X}"


def _mark(node: Any, first_line: int) -> Place:
    return Place(node.start_mark.line + first_line, node.start_mark.column + 1)


def _syntax(error: yaml.YAMLError, text: str, path: str, first_line: int) -> Problem:
    """PyYAML's English complaint as a sentence that says what to type."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    context_mark = getattr(error, "context_mark", None)
    what, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    row = mark.line if mark else 0
    place = Place(row + first_line, (mark.column if mark else 0) + 1)
    lines = text.split("\n")
    source = lines[row] if row < len(lines) else ""
    if "\t" in source[: len(source) - len(source.lstrip())]:
        return problem("FM010", path, Place(place.line))
    if "mapping values are not allowed" in what:
        match = re.match(r"\s*(- )?([^:]+): +(.*)$", source)
        # At the line's own first colon it is the line above, or the indentation, that is wrong.
        if match and place.column - 1 > source.index(":"):
            value = match[3].strip().replace('"', '\\"')
            column = source.index(match[3]) + 1
            return problem(
                "FM009",
                path,
                Place(place.line, column),
                field=match[2].strip(),
                value=match[3],
                write=f'{match[2].strip()}: "{value}"',
            )
    if "quoted scalar" in context and context_mark is not None and "escape" not in what and "hex" not in what:
        return problem("FM013", path, Place(context_mark.line + first_line, context_mark.column + 1))
    complaint = Complaint(
        what, context, row, place.column - 1, context_mark and context_mark.line, context_mark and context_mark.column
    )
    found = diagnose(complaint, lines, path, first_line)
    return found or problem("FM008", path, place, value=source.strip(), detail=_norwegian(what))


def _norwegian(what: str) -> str:
    known = {
        "could not find expected ':'": "det mangler et kolon etter feltnavnet",
        "did not find expected key": "innrykket eller skilletegnet passer ikke",
        "did not find expected ',' or ']'": "en liste mangler «,» eller «]»",
        "did not find expected ',' or '}'": "en gruppe mangler «,» eller «}»",
        "did not find expected '-' indicator": "listen har feil innrykk",
        "found character that cannot start any token": "et tegn her må stå i anførselstegn",
        "did not find expected node content": "det mangler en verdi",
    }
    return next((text for english, text in known.items() if english in what), "linjen er ikke gyldig YAML")
