"""What stands above a Markdown text: YAML between ``---`` or TOML between ``+++``, of ours or of another site's."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from macros.authoring.entries import field_facts, plain_fields
from macros.authoring.importing.names import meaning
from macros.authoring.importing.values import refused, shown, value_of
from macros.authoring.rows import ADDRESS
from macros.content.yaml.nodes import parse
from macros.content.yaml.text import split
from macros.text.invisible import one_line
from macros.words.problems import Place, Problem, problem
from macros.words.vocabulary import Vocabularies

_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Front:
    """``ours``: every field is one of ours, so the text is a write-up as it stands. ``fields``: what was understood;
    ``unknown``: (name, value, line) of what nobody knows; ``doubtful``: (name, value) without a value we know."""

    fields: Mapping[str, Any]
    body: str
    ours: bool = False
    toml: bool = False
    unknown: tuple[tuple[str, str, int], ...] = ()
    doubtful: tuple[tuple[str, str], ...] = ()
    read: tuple[tuple[str, str, str], ...] = ()
    slug: str = ""
    problems: list[Problem] = field(default_factory=list)


def front_of(text: str, path: str, words: Vocabularies) -> Front | None:
    """The front matter of ``text``; None when it has none. One that cannot be read is a problem."""
    text = text.lstrip("\ufeff")
    if match := _TOML.match(text):
        try:
            data = _plain(tomllib.loads(match[1]))
        except (tomllib.TOMLDecodeError, RecursionError) as error:
            line = re.search(r"at line (\d+)", str(error))
            where = Place(int(line[1]) + 1 if line else 1)
            return Front({}, "", problems=[problem("IM029", path, where, value="TOML")])
        lines = dict.fromkeys(data, 1)
        return _front(data, text[match.end() :], words, lines, True)
    if not re.match(r"---[ \t]*\n", text):
        return None
    source = split(text, path)
    if isinstance(source, Problem):
        return Front({}, "", problems=[source])
    tree, problems = parse(source.front, path, source.front_line)
    if problems or not isinstance(tree.data, dict):
        return Front({}, "", problems=problems or [problem("IM029", path, Place(), value="YAML")])
    if set(tree.data) <= set(field_facts()) and "title" in tree.data:
        return Front(plain_fields(tree, words), source.body, True)
    lines = {str(loc[0]): place.line for loc, place in tree.keys.items() if len(loc) == 1}
    return _front(tree.data, source.body, words, lines, False)


def _front(data: Mapping[str, Any], body: str, words: Vocabularies, lines: Mapping[str, int], toml: bool) -> Front:
    """The fields of another site: those of ours under their own names, the others as people name them."""
    fields: dict[str, Any] = {}
    unknown, doubtful, read = [], [], []
    slug = ""
    for name, value in data.items():
        text = shown(value)
        found = meaning(str(name), "field")
        key = str(name) if name in field_facts() else found.key if found else ""
        if key == ADDRESS or name == "slug":
            slug = text.strip("/").rpartition("/")[2]
        elif key in ("", "folder", "body"):
            if text.strip():
                unknown.append((str(name), text, lines.get(str(name), 1)))
        elif name in field_facts() and not isinstance(value, str) and not refused({"title": "x", name: value}, words):
            fields[key] = value
        else:
            meant, sure = value_of(key, text, words)
            outer, _, inner = key.partition(".")
            if not sure or (outer in fields and not inner):
                doubtful.append((str(name), text))
                continue
            fields[outer] = {**fields.get(outer, {}), inner: meant} if inner else meant
            if shown(meant) != one_line(text) or key != name:
                read.append((str(name), one_line(text), f"{key}: {shown(meant)}"))
    known = set(data) <= set(field_facts()) and not doubtful
    return Front(
        fields, body, known and "title" in fields, toml, tuple(unknown), tuple(doubtful), tuple(read), slug
    )  # fmt: skip


def _plain(value: Any) -> Any:
    """TOML's dates as text, as our YAML has them."""
    if isinstance(value, dict):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, (date, time)) else value
