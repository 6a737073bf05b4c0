"""Macro calls on an editorial page that cannot be read: what is wrong with the brackets, said before they are used."""

from __future__ import annotations

import re

from jinja2 import Environment, TemplateSyntaxError

from macros.problems import Place, Problem, problem

_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def unreadable(markdown: str, path: str, first_line: int) -> Problem | None:
    """The first call in ``markdown`` that is not one, or None. ``first_line`` is the file line of its first line."""
    if "{" not in markdown:
        return None
    try:
        Environment(autoescape=True).parse(markdown)
    except TemplateSyntaxError as error:
        return _problem(markdown, error, path, first_line)
    return None


def _problem(markdown: str, error: TemplateSyntaxError, path: str, first_line: int) -> Problem:
    lines, row, what = markdown.split("\n"), max(error.lineno, 1) - 1, error.message or ""
    line = lines[row] if row < len(lines) else ""
    # Jinja stops where it gives up; the call that opened may stand further up.
    if "end of template" in what or "Missing end" in what:
        row = _last_open(lines)
        line = lines[row]
    call = _call(line, what)
    place = Place(row + first_line, max(line.find(call), 0) + 1)
    said = {"field": "", "value": call.strip()}
    if re.search("[“”„‘’«»]", call) and "unexpected char" in what:
        sign = next(c for c in call if c in "“”„‘’«»")
        return problem("MK005", path, place, value=sign, write=re.sub("[“”„«»]", '"', re.sub("[‘’]", "'", call)))
    if "comment" in what:
        return problem("MK014", path, place, **said)
    if "looking for the following tags" in what or "end of raw" in what:
        tag = re.search(r"\{%-?\s*(\w+)", line)
        name = tag[1] if tag else "if"
        return problem("MK012", path, place, value=name, write=f"{{% end{name} %}}")
    if "unknown tag" in what:
        name = re.search(r"unknown tag '(\w+)'", what)
        inner = re.sub(r"\{%-?|-?%\}", "", call).strip()
        return problem("MK008", path, place, value=name[1] if name else call, write=f"{{{{ {inner} }}}}")
    if "end of template" in what or re.search(r"\{\{[^{}]*\}(?!\})", line) or ("{{" in call and "}}" not in call):
        return problem("MK006", path, place, **said)
    if re.fullmatch(r"\{\{\s*\}\}", call):
        return problem("MK013", path, place, **said)
    if "unexpected char" in what:
        return problem("MK009", path, place, **said)
    if re.search(r"\w+\s*:\s*[\"'\[\d]", call) and "got ':'" in what:
        return problem("MK011", path, place, value=call.strip(), write=re.sub(r"(\w)\s*:\s*", r"\1=", call.strip()))
    if call.count("(") > call.count(")"):
        return problem("MK007", path, place, **said)
    if "expected token ','" in what:
        return problem("MK010", path, place, **said)
    return problem("MK003", path, place, **said)


def _call(line: str, what: str) -> str:
    """The call on the line that is wrong: the first that does not stand the test alone."""
    for match in re.finditer(r"\{[{%#].*?(?:[}%#]\}|$)", line):
        try:
            Environment(autoescape=True).parse(match[0])
        except TemplateSyntaxError:
            return match[0]
    return line


def _last_open(lines: list[str]) -> int:
    """The row on which the last bracket that nobody closes stands."""
    text = "\n".join(lines)
    rest = _MACRO.sub(lambda m: m[0] if m[0].startswith("{%") else re.sub(r"[^\n]", " ", m[0]), text)
    index = max(rest.rfind("{{"), rest.rfind("{#"))
    if index < 0:
        index = max(rest.rfind("{%"), 0)
        depth = 0
        for match in reversed(list(re.finditer(r"\{%-?\s*(end)?(\w+)", rest))):
            if match[1]:
                depth += 1
            elif match[2] in ("if", "for", "raw", "macro", "set", "call", "filter", "block", "with"):
                if not depth:
                    index = match.start()
                    break
                depth -= 1
    return text.count("\n", 0, index)


def argument_mistake(detail: str) -> tuple[str, str] | None:
    """Python's complaint about a call's arguments as ``(code, the argument)``; None for other complaints."""
    if match := re.search(r"missing \d+ required [\w-]+ arguments?: '(\w+)'", detail):
        return "MK015", match[1]
    if match := re.search(r"unexpected keyword argument '(\w+)'", detail):
        return "MK016", match[1]
    if match := re.search(r"takes (?:from \d+ to )?(\d+) positional arguments? but (\d+)", detail):
        return "MK017", match[2]
    return None
