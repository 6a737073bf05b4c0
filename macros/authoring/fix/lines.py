"""Lines of front matter that YAML cannot read, or reads as something else: the mark between the parts, quotes, colons.

Each repair changes one line, and only where there is one thing to do. The caller reads the text again after each.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from frontmatter.default_handlers import YAMLHandler

from macros.authoring.yaml.scalars import quoted
from macros.content.yaml.text import split
from macros.words.problems import Problem

BOUNDARY = YAMLHandler.FM_BOUNDARY
# A value ends where a comment begins, or the spaces at the end of the line: each run of spaces is taken whole.
_FIELD = re.compile(
    r"(?P<start>\s*(?:- )*(?:[\w-]+:[ \t]+)?)"
    r"(?P<value>#?+(?:[^\s#]|(?<! )#|\s++(?:(?=[^\s#])|(?<! )(?=#)))*+)(?P<end>\s*(?: #.*)?)$"
)
_CLOSERS = {'"': '"', "'": "'", "[": "]", "{": "}"}


def split_file(text: str) -> tuple[str, str, str] | None:
    """``(mark, front matter, mark and body)``; together they are ``text``. None when it is not a write-up."""
    found = [m for _, m in zip(range(2), BOUNDARY.finditer(text), strict=False)]
    if len(found) < 2 or found[0].start() != 0:
        return None
    return text[: found[0].end()], text[found[0].end() : found[1].start()], text[found[1].start() :]


def with_marks(text: str) -> str:
    """``text`` with the lines of ``---`` where they must be, when it is certain where that is."""
    for _ in range(4):
        told = split(text, "")
        if not isinstance(told, Problem):
            return text
        lines = text.split("\n")
        row = told.line - 1
        first = next((i for i, line in enumerate(lines) if line.strip()), 0)
        if told.code in ("FM002", "FM110") and first and lines[first].rstrip() == "---":
            lines = lines[first:]
        elif told.code in ("FM111", "FM113"):
            lines[row] = "---"
        elif told.code == "FM112" and len(lines) > 1 and lines[1].rstrip() == "---":
            last = max(i for i, line in enumerate(lines) if line.strip())
            lines = lines[1:last] + lines[last + 1 :] if lines[last].strip() in ("```", "~~~") else lines[1:]
        else:
            return text
        text = "\n".join(lines)
    return text


def repairs(front: str, told: Problem, first_line: int) -> Iterator[str]:
    """``front`` with the line that ``told`` is about written otherwise, the likeliest first; nothing when nobody knows."""
    lines, row = front.split("\n"), told.line - first_line
    for repair in _REPAIRS.get(told.code, ()) if 0 <= row < len(lines) else ():
        line = repair(lines[row])
        if line is not None and line != lines[row]:
            yield "\n".join([*lines[:row], line, *lines[row + 1 :]])


def closed(front: str, told: Problem, first_line: int) -> str | None:
    """``front`` with the quotation mark that is missing above the line ``told`` is about: YAML reads on to the next one.

    Only the nearest line that begins a quoted value and does not end it is taken for the one.
    """
    lines = front.split("\n")
    for row in range(min(told.line - first_line, len(lines) - 1), -1, -1):
        line = _closed(lines[row])
        if line is not None and lines[row].lstrip("- ").split(": ")[-1][:1] in ('"', "'"):
            return "\n".join([*lines[:row], line, *lines[row + 1 :]])
    return None


def _spaces(line: str) -> str:
    """A tabulator of indentation is two spaces, as the rest of the file."""
    indent = line[: len(line) - len(line.lstrip())]
    return indent.replace("\t", "  ") + line[len(indent) :]


def _in_quotes(line: str) -> str | None:
    """The value in quotes; a comment after it stays one."""
    match = _FIELD.fullmatch(line)
    if not match or not match["value"] or match["value"][0] in _CLOSERS:
        return None
    return match["start"] + quoted(match["value"]) + match["end"]


def _all_in_quotes(line: str) -> str | None:
    """``"Trygg" hjem`` -> ``"\\"Trygg\\" hjem"``: the quotes belong to the text."""
    match = _FIELD.fullmatch(line)
    if not match or not re.match(r"\"[^\"]*\"|'[^']*'", match["value"]):
        return None
    return match["start"] + quoted(match["value"]) + match["end"]


def _closed(line: str) -> str | None:
    """The quotation mark or the bracket that is missing at the end."""
    match = re.fullmatch(r"(\s*(?:- )*(?:[\w-]+:[ \t]+)?)([\"'\[{])([^\"'\[\]{}#]*[^\"'\[\]{}#\s,])(\s*)", line)
    return match[1] + match[2] + match[3] + _CLOSERS[match[2]] if match else None


def _plain_space(line: str) -> str:
    return line.replace("\u00a0", " ")


def _bullet(line: str) -> str | None:
    match = re.fullmatch(r"(\s*)\S\s*(\S.*)", line)
    return f"{match[1]}- {match[2]}" if match else None


def _space_after_colon(line: str) -> str | None:
    match = re.fullmatch(r"(\s*(?:- )?[\w-]+:)([^\s/].*)", line)
    if match:
        return f"{match[1]} {match[2]}"
    spaced = re.sub(r"([{,]\s*[\w-]+):(?=[^\s/])", r"\1: ", line)
    return spaced if spaced != line else None


def _colon(line: str) -> str | None:
    """``hours = 120`` -> ``hours: 120``."""
    match = re.fullmatch(r"(\s*(?:- )?[\w-]+)\s*[=：;]\s*(\S.*)", line)
    return f"{match[1]}: {match[2]}" if match else None


def _one_comma(line: str) -> str:
    return re.sub(r",(\s*,)+", ",", line)


def _single_quotes(line: str) -> str | None:
    """``"C:\\mappe"`` -> ``'C:\\mappe'``: between single quotes a backslash is a backslash."""
    match = re.fullmatch(r"(\s*(?:- )*(?:[\w-]+:[ \t]+)?)\"([^\"']*)\"(\s*(?: #.*)?)", line)
    return f"{match[1]}'{match[2]}'{match[3]}" if match else None


def _straight_quotes(line: str) -> str | None:
    """Word's curved quotes around a whole value -> straight ones."""
    match = _FIELD.fullmatch(line)
    if not match or len(match["value"]) < 3:
        return None
    return match["start"] + quoted(match["value"][1:-1]) + match["end"]


_REPAIRS: dict[str, tuple[Callable[[str], str | None], ...]] = {
    "FM009": (_in_quotes,),
    "FM010": (_spaces, str.lstrip),
    "FM013": (_closed,),
    "FM120": (_plain_space,),
    "FM121": (_bullet,),
    "FM122": (_space_after_colon,),
    "FM123": (_colon,),
    "FM125": (_in_quotes, _one_comma),
    "FM126": (_closed,),
    "FM127": (_single_quotes,),
    "FM128": (_all_in_quotes,),
    "FM130": (_one_comma,),
    "FM140": (_straight_quotes,),
}
