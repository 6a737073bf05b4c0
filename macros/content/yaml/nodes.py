"""YAML read without its guesses: every scalar is text, and every key and value knows its line and column.

``no``, ``on``, ``0120``, ``1e3``, ``12:30`` and ``2026-03-01`` stay what the author typed; the field's type decides
what they mean. Anchors, references and tags are refused: a write-up does not need them, and they hide surprises.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
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
    written: tuple[str, int] = field(default=("", 1), compare=False)
    """What it was read from: the text, and the line of the file that it begins on."""
    texts: list[tuple[Loc, str]] = field(default_factory=list, compare=False)
    """Every text among the values and where it stands."""

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

    @cached_property
    def words(self) -> str:
        """All those texts, with a sign between them that no word has: what is not in it is in none of them."""
        return "\0".join([text for _, text in self.texts])

    def key_place(self, loc: Loc) -> Place:
        """Where the key at ``loc`` stands, or its value's place for items of lists."""
        return self.keys.get(loc) or self.place(loc)


def parse(text: str, path: str, first_line: int, tags: Container[str] = ()) -> tuple[Tree, list[Problem]]:
    """The mapping in ``text``, whose first line is line ``first_line`` of the file, and what is wrong with it.

    ``tags`` are those that may stand in it, where the file has any use for them.
    """
    reader = _Reader(text, path, first_line, tags)
    try:
        tree, problems = reader.document(), reader.problems
    except _TooDeepError:
        return Tree(), reader.refused
    except yaml.YAMLError as error:
        return Tree(), reader.refused or [_syntax(_composing(text) or error, text, path, first_line)]
    if reader.refused or not isinstance(tree.data, dict):
        return Tree(), reader.refused or [problem("FM011", path, tree.values[()])]
    if "\\" in text:  # what stands in the file itself has been told when it was read
        problems += [
            problem("FM115", path, at, value=sign) for at, sign in _escaped(tree) if chr(int(sign[2:], 16)) not in text
        ]
    return tree, problems


class _TooDeepError(Exception):
    """Lists and groups inside each other without end: the rest is not read."""


class _Reader:
    """What stands in a text, one thing after the other, into a tree: no nodes are composed first, so nothing can overflow.

    ``refused`` are aliases, anchors, tags and endless nesting: with one of them there is no tree.
    """

    def __init__(self, text: str, path: str, first_line: int, tags: Container[str]) -> None:
        self.path, self.tags, self.tree = path, tags, Tree(written=(text, first_line))
        self.problems: list[Problem] = []
        self.refused: list[Problem] = []
        self._above = first_line
        self._read: Callable[[], Any] = _TextLoader(text).get_event
        self._marked = any(sign in text for sign in "&*!")
        """Whether there may be an alias, an anchor or a tag."""
        self._next = self._watched if self._marked else self._read

    def document(self) -> Tree:
        """The tree of the only document. Raises what YAML says of a text that it cannot read."""
        self._next()
        if type(first := self._next()) is yaml.DocumentStartEvent:
            self.tree.data = self._value(self._next(), (), 0)
            self._next()
            if type(first := self._next()) is yaml.DocumentStartEvent:
                depth = 0
                while type(first) is not yaml.StreamEndEvent:
                    depth = self._deeper(first, depth)
                    first = self._next()
                raise yaml.YAMLError("expected a single document in the stream")
        return self.tree

    def _watched(self) -> Any:
        event = self._read()
        anchor, tag = getattr(event, "anchor", None), getattr(event, "tag", None)
        if anchor or (tag and tag != "!" and tag not in self.tags) or type(event) is yaml.AliasEvent:
            self.refused.append(problem("FM006", self.path, self._place(event), value=str(anchor or tag)))
        return event

    def _value(self, event: Any, loc: Loc, depth: int) -> Any:
        """The value that begins with ``event``, and where it and all that is in it stands."""
        tree, kind = self.tree, type(event)
        tree.values[loc] = self._place(event)
        if self._marked and (tag := getattr(event, "tag", None)) and tag != "!" and not tag.startswith("tag:yaml.org,"):
            tree.tagged[loc] = tag
        if kind is yaml.ScalarEvent:
            text: str = event.value
            if text in _NULLS and not event.style:
                return None
            tree.texts.append((loc, text))
            return text
        depth = self._deeper(event, depth)
        if kind is yaml.SequenceStartEvent:
            items: list[Any] = []
            while type(event := self._next()) is not yaml.SequenceEndEvent:
                items.append(self._value(event, (*loc, len(items)), depth))
            return items
        result: dict[str, Any] = {}
        while kind is yaml.MappingStartEvent and type(event := self._next()) is not yaml.MappingEndEvent:
            place = self._place(event)
            if type(event) is not yaml.ScalarEvent:
                self.problems.append(problem("FM011", self.path, place))
                self._pass(event, depth)
                self._pass(self._next(), depth)
                continue
            key: str = event.value
            inner = (*loc, key)
            if key in result:
                first = tree.keys[inner].line
                self.problems.append(problem("FM012", self.path, place, field=key, first_line=first))
                self._pass(self._next(), depth)
                continue
            tree.keys[inner] = place
            result[key] = self._value(self._next(), inner, depth)
        return result

    def _pass(self, event: Any, depth: int) -> None:
        """Reads past the value that begins with ``event``."""
        inside = depth
        while (inside := self._deeper(event, inside)) > depth:
            event = self._next()

    def _deeper(self, event: Any, depth: int) -> int:
        """How deep it is after ``event``."""
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > YAML_DEPTH:
            self.refused.append(problem("FM007", self.path, self._place(event)))
            raise _TooDeepError
        return depth

    def _place(self, event: Any) -> Place:
        mark = event.start_mark
        return _place(mark.line + self._above, mark.column + 1)


_place = lru_cache(maxsize=4096)(Place)
"""The same places are in every file."""


def _composing(text: str) -> yaml.YAMLError | None:
    """The error that composing the text meets: of several documents it says more."""
    try:
        yaml.compose(text, Loader=_TextLoader)
    except yaml.YAMLError as error:
        return error
    return None


def compose(text: str) -> yaml.MappingNode | None:
    """The nodes of the mapping in ``text`` with their marks, or None when it holds no mapping that can be read."""
    try:
        if any(depth > YAML_DEPTH for depth in _depths(text)):
            return None
        root = yaml.compose(text, Loader=_TextLoader)
    except (yaml.YAMLError, RecursionError):
        return None
    return root if isinstance(root, yaml.MappingNode) else None


def _depths(text: str) -> Iterator[int]:
    """How deep each thing in the text stands: nothing is built, so nothing can overflow."""
    depth = 0
    for event in yaml.parse(text, Loader=_TextLoader):
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        yield depth


def _escaped(tree: Tree) -> Iterator[tuple[Place, str]]:
    """Signs that an escape («\\0», «\\u202e») would put in a key or a value without anybody seeing them."""
    texts = [(place, loc[-1]) for loc, place in tree.keys.items()]
    texts += [(place, tree.at(loc)) for loc, place in tree.values.items()]
    for place, text in texts:
        if isinstance(text, str) and (found := HIDDEN.search(text)):
            yield place, f"U+{ord(found.group()):04X}"


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
