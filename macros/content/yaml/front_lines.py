"""What an author wrote on a line of front matter that YAML could not read, or read as something else than was meant.

YAML's own complaint names the place where it gave up, often the line after the mistake. Here the lines themselves are
looked at, so that the message can say which sign to change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from macros.words.problems import Place, Problem, problem

BULLETS = "•·▪◦‣●"
_DASHES = "–—"
_KEY = r"[A-Za-zÆØÅæøå_][\wÆØÅæøå-]*"
_QUOTES = {"“": "”", "”": "”", "„": "“”", "‘": "’", "’": "’"}
_ODD = re.compile(rf"[#{{|>{BULLETS}{''.join(_QUOTES)}]")
"""What every line has that YAML reads otherwise than it was meant."""
_PAIR = re.compile(rf"(?:- )?(?:({_KEY}): +)?(.*)$")
_NO_SPACE = re.compile(rf"([{{,]\s*{_KEY}):(?=[^\s/])")
_CUT = re.compile(r"[^\"'\[{#|>][^#]*?\s(#\S.*)$")


@dataclass(frozen=True)
class Complaint:
    """What YAML said: ``problem`` and ``context`` in its English, the row (from 0) and column of each in the text."""

    problem: str
    context: str
    row: int
    column: int
    context_row: int | None = None
    context_column: int | None = None


def diagnose(complaint: Complaint, lines: list[str], path: str, first_line: int) -> Problem | None:
    """The mistake behind YAML's complaint, or None when the lines do not show it."""
    rows = [complaint.row] if complaint.context_row is None else [complaint.context_row, complaint.row]
    rows = [r for r in dict.fromkeys([*rows, complaint.row - 1]) if 0 <= r < len(lines)]
    for row in rows:
        found = _line(lines[row], path, row + first_line)
        if found:
            return found
    return _structure(complaint, lines, path, first_line)


def _line(line: str, path: str, number: int) -> Problem | None:
    """A mistake that one line shows by itself."""
    indent = len(line) - len(line.lstrip(" "))
    at, rest = Place(number, indent + 1), line[indent:]
    if "\u00a0" in line and re.match(rf" *(\u00a0|- ?\u00a0|{_KEY}:\u00a0)", line):
        return problem("FM120", path, Place(number, line.index("\u00a0") + 1))
    if re.match(rf"[{BULLETS}{_DASHES}]\s*\S|\*\s", rest):
        return problem("FM121", path, at, value=rest[0], write=f"- {rest[1:].strip()}")
    match = re.match(rf"(- )?({_KEY}):([^\s/].*)$", rest)
    if match:
        write = f"{match[2]}: {match[3]}"
        return problem("FM122", path, at, field=match[2], value=rest.strip(), write=write)
    match = re.match(rf"(- )?({_KEY})\s*(=|：|;)\s*(\S.*)$", rest)
    if match and ":" not in rest:
        return problem("FM123", path, at, field=match[2], value=match[3], write=f"{match[2]}: {match[4].strip()}")
    if re.match(r"-[^\s\W]", rest):
        return problem("FM136", path, at, value=rest.strip(), write=f"- {rest[1:].strip()}")
    match = re.match(rf"((?:- )?{_KEY}): +(\[[^\[\]]*\]|\{{[^{{}}]*\}})(\s*[^\s,#].*)$", rest)
    if match and match[3].strip() in (".", ";", ","):
        return problem("FM137", path, at, value=match[3].strip(), write=f"{match[1]}: {match[2]}")
    if match:  # «[Eldre] på øya»: a text that begins as a list does
        return problem("FM125", path, at, value=match[2][0], write=f"{match[1]}: {_quoted(match[2] + match[3])}")
    match = re.match(rf"({_KEY}): +([&*!%@`]\s.*)$", rest)
    if match:
        return problem("FM125", path, at, value=match[2][0], write=f"{match[1]}: {_quoted(match[2])}")
    match = re.match(r"([a-z][a-z_]+)\s+([^\s:].*)$", rest)
    if match and not re.search(r":(\s|$)", rest):
        return problem("FM124", path, at, field=match[1], value=rest.strip(), write=f"{match[1]}: {match[2]}")
    return None


def _structure(complaint: Complaint, lines: list[str], path: str, first_line: int) -> Problem | None:
    """A mistake in how lines hang together."""
    row, what, context = complaint.row, complaint.problem, complaint.context
    line = lines[row] if row < len(lines) else ""
    here = Place(row + first_line, complaint.column + 1)
    opened = complaint.context_row if complaint.context_row is not None else row
    start = Place(opened + first_line, (complaint.context_column or 0) + 1)
    if unsure := re.match(r"\s*(?:- )?([\w-]+):[ \t]*(\?+)[ \t]*$", line):
        return problem("FM210", path, here, unsure[1], unsure[2], write=f"{unsure[1]}: ukjent")
    if re.search(r",\s*,", line) and "node content" in what:
        return problem("FM130", path, Place(here.line, re.search(r",\s*,", line).start() + 1), value=line.strip())  # type: ignore[union-attr]
    odd = line[complaint.column : complaint.column + 1] in tuple("]},&*!|>")
    if "cannot start any token" in what or (odd and ("node content" in what or "alphabetic" in what)):
        sign = line[complaint.column : complaint.column + 1]
        whole = re.match(r"\s*(?:- )*[\w-]+:[ \t]+(\S.*)", line)
        # The sign stands inside the value when it began as something else: «*Trygg* hjem».
        value = (whole[1] if whole and whole[1][0] in "*&!@`%" else line[complaint.column :]).strip()
        return problem("FM125", path, here, value=sign, write=_quoted(value))
    if "block scalar" in context:
        value = line.split(":", 1)[-1].strip()
        return problem("FM125", path, start, value=value[:1], write=_quoted(value))
    if "node content" in what and "flow" in context and not "".join(lines[row:]).strip():  # the file ends inside it
        row = max((r for r, text in enumerate(lines) if _closers(text)), default=0)
        at = Place(row + first_line, max(lines[row].rfind("["), lines[row].rfind("{")) + 1)
        return problem("FM126", path, at, value=lines[row].strip(), sign=_closers("\n".join(lines)) or "]")
    if "',' or ']'" in what or "',' or '}'" in what:
        sign = "]" if "]" in what else "}"
        if row == opened:
            return problem("FM134", path, here, value=line.strip(), sign=sign)
        text = "\n".join([lines[opened][complaint.context_column or 0 :], *lines[opened + 1 : row]])
        return problem("FM126", path, start, value=lines[opened].strip(), sign=_closers(text) or sign)
    if "unknown escape character" in what or "expected hexdecimal" in what or "hexadecimal" in what:
        return problem("FM127", path, here, value=line.strip())
    after = line[: complaint.column].rstrip()
    if "expected key" in what and after.endswith(('"', "'")) and line[complaint.column :].strip():
        # The text may have begun on a line above that nobody closed, and ended where this line's value begins.
        for above in range(row - 1, -1, -1):
            begun = re.search(rf":\s+({after[-1]})", lines[above])
            if begun and lines[above].count(after[-1]) % 2:
                return problem("FM013", path, Place(above + first_line, begun.start(1) + 1))
        value = line.split(":", 1)[-1].strip()
        return problem("FM128", path, here, value=value, write=_quoted(value.replace('"', "")))
    if "block sequence entries are not allowed" in what:
        return problem("FM135", path, here, value=line.strip())
    if "'-' indicator" in what or ("expected key" in what and line.lstrip().startswith("- ")):
        return problem("FM129", path, here, value=line.strip())
    if "document start" in what or "expected key" in what or "mapping values" in what:
        flush = re.match(rf" +({_KEY}:(?: .*)?)$", line)
        before = next((text for text in reversed(lines[:row]) if text.strip()), "")
        alone = flush and re.match(rf"{_KEY}: +[^|>]", before)  # under a whole field, where nothing can belong
        return problem("FM131", path, Place(here.line), value=line.strip(), write=flush[1] if flush and alone else None)
    if "expected ':'" in what:
        word = lines[opened].strip() if opened < len(lines) else ""
        return problem("FM124", path, start, field=word, value=word, write=f"{word}: …")
    return None


def _closers(text: str) -> str:
    """The brackets that close what ``text`` leaves open, innermost first."""
    pairs = {"[": "]", "{": "}"}
    open_: list[str] = []
    for sign in text:
        if sign in pairs:
            open_.append(pairs[sign])
        elif open_ and sign == open_[-1]:
            open_.pop()
    return "".join(reversed(open_))


def misread(front: str, path: str, first_line: int) -> Iterator[Problem]:
    """Lines that YAML reads without a word, but not as the author meant them."""
    block = -1
    for number, line in enumerate(front.split("\n") if _ODD.search(front) else (), first_line):
        indent = len(line) - len(line.lstrip(" "))
        if block >= 0 and (indent > block or not line.strip()):
            continue  # inside a text of several lines, where everything is text
        block = -1
        if not _ODD.search(line):
            continue
        block = indent if re.search(r":\s*[|>][+-]?\d?\s*$", line) else -1
        rest = line[indent:]
        if re.match(rf"[{BULLETS}]\s*\S", rest):
            yield problem("FM121", path, Place(number, indent + 1), value=rest[0], write=f"- {rest[1:].strip()}")
        match = _PAIR.match(rest)
        field, value = (match[1] or "", match[2].strip()) if match else ("", "")
        column = Place(number, line.rfind(value) + 1) if value else Place(number)
        if len(value) > 2 and value[-1] in _QUOTES.get(value[0], ""):
            yield problem("FM140", path, column, field, value[0], write=_quoted(value[1:-1]))
        spaced = _NO_SPACE.sub(r"\1: ", value) if value.startswith("{") else value
        if spaced != value:  # YAML takes «start:konsept» for a name without a value
            yield problem("FM122", path, column, field, value, write=f"{field}: {spaced}" if field else spaced)
        if field and re.match(r"#[^\s#]", value):
            yield problem("FM142", path, column, field, value, write=f"{field}: {_quoted(value)}")
        cut = _CUT.match(value) if "#" in value else None
        if cut:
            yield problem("FM141", path, Place(number, line.find(cut[1]) + 1), field, cut[1], write=_quoted(value))


def _quoted(value: str) -> str:
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
