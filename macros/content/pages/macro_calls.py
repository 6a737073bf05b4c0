"""Macro calls on an editorial page that cannot be read: what is wrong with the brackets, said before they are used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from macros.words.problems import Place, Problem, problem

if TYPE_CHECKING:
    from jinja2 import TemplateSyntaxError

_OPEN = re.compile(r"\{[{%#]")
_CLOSED = {"{{": "}}", "{%": "%}", "{#": "#}"}


def unreadable(markdown: str, error: TemplateSyntaxError, path: str, first_line: int) -> Problem:
    """Why Jinja could not read ``markdown``, which begins on ``first_line`` of the file, in an author's words."""
    lines, row, what = markdown.split("\n"), max(error.lineno, 1) - 1, error.message or ""
    line = lines[row] if row < len(lines) else ""
    # Jinja stops where it gives up; the call that opened may stand further up.
    if "end of template" in what or "Missing end" in what:
        row = _last_open(markdown)
        line = lines[row]
    call = _call(line)
    place = Place(row + first_line, max(line.find(call), 0) + 1)
    said = {"field": "", "value": call.strip()}
    if re.search("[“”„‘’«»]", call) and "unexpected char" in what:
        sign = next(c for c in call if c in "“”„‘’«»")
        return problem("MK005", path, place, value=sign, write=re.sub("[“”„«»]", '"', re.sub("[‘’]", "'", call)))
    if "comment" in what:
        return problem("MK014", path, place, **said)
    if "end of raw" in what:
        return problem("MK019", path, Place(place.line, max(line.find("{%"), 0) + 1), value="{% raw %}")
    if "end of template" in what or re.search(r"\{\{[^{}]*\}(?!\})", line) or ("{{" in call and "}}" not in call):
        return problem("MK006", path, place, **said)
    if re.fullmatch(r"\{\{\s*\}\}", call):
        return problem("MK013", path, place, **said)
    if "unexpected char" in what:
        return problem("MK009", path, place, **said)
    if re.search(r"\w+\s*:\s*[\"'\[\d]", call) and "got ':'" in what:
        inside = re.sub(r"^(\{\{-?\s*\w+)\s*:\s*(.*?)\s*(-?\}\})$", r"\1(\2) \3", call.strip())
        return problem("MK011", path, place, value=call.strip(), write=re.sub(r"(\w)\s*:\s*", r"\1=", inside))
    if call.count("(") > call.count(")"):
        return problem("MK007", path, place, **said)
    if "expected token ','" in what:
        return problem("MK010", path, place, **said)
    return problem("MK003", path, place, **said)


def _call(line: str) -> str:
    """The call on the line that is wrong: the first that does not stand the test alone."""
    from jinja2 import Environment, TemplateSyntaxError

    for match in re.finditer(r"\{[{%#].*?(?:[}%#]\}|$)", line):
        try:
            Environment(autoescape=True).parse(match[0])
        except (TemplateSyntaxError, ValueError, RecursionError):
            return match[0]
    return line


def _last_open(text: str) -> int:
    """The row on which the bracket that nobody closes stands."""
    at = 0
    while opened := _OPEN.search(text, at):
        end = text.find(_CLOSED[opened[0]], opened.end())
        if end < 0:
            return text.count("\n", 0, opened.start())
        at = end + 2
    return 0


def argument_mistake(detail: str) -> tuple[str, str] | None:
    """Python's complaint about a call's arguments as ``(code, the argument)``; None for other complaints."""
    if match := re.search(r"missing \d+ required [\w-]+ arguments?: '(\w+)'", detail):
        return "MK015", match[1]
    if match := re.search(r"unexpected keyword argument '(\w+)'", detail):
        return "MK016", match[1]
    if match := re.search(r"takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)", detail):
        return "MK017", match[2]
    return None
