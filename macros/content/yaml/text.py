"""A file's text: strict UTF-8, no invisible characters, front matter and body apart with their line numbers."""

from __future__ import annotations

import re
import stat
from dataclasses import dataclass
from pathlib import Path

from frontmatter.default_handlers import YAMLHandler

from macros.content.files.decoding import broken, not_text, reason
from macros.content.model.fields.limits import BODY, LINES, OPEN, PARAGRAPH, TEXT_BYTES, WORD
from macros.text.invisible import FORBIDDEN, first
from macros.text.norwegian import number
from macros.words.problems import Place, Problem, problem

MAX_FRONT_MATTER = 32_768
# What stands where «---» was meant: Word's dash, too few, with spaces, or another program's line.
_ALMOST = re.compile(r"[-–—_=+*~ ]{1,20}")
_GLUED = re.compile(rf"\S{{{WORD + 1}}}")
_BLANK = re.compile(rf"\s{{{WORD + 1}}}")
_BRACKETS = re.compile(r"[\[\]()<>{}]")
_NESTED = re.compile(
    rf"^(?=[ \t]*(>|[-*+]|\d{{1,9}}\.))(?:[ \t]*(?:>|[-*+](?=[ \t])|\d{{1,9}}\.(?=[ \t]))){{{OPEN + 1}}}", re.MULTILINE
)
"""Quotes and lists that begin inside each other on one line."""
_BOUNDARY = YAMLHandler.FM_BOUNDARY


@dataclass(frozen=True, slots=True)
class SourceText:
    """A write-up split in two. ``front_line`` and ``body_line`` are the file lines on which each part starts."""

    path: str
    front: str
    body: str
    front_line: int
    body_line: int


def read_text(file: Path, path: str, raw: bytes | None = None) -> str | Problem:
    """The file's text with LF line ends, or the problem that stops it. ``path`` is what messages call the file; ``raw`` is
    what stands in it, where it has been read."""
    size = len(raw or b"")
    if raw is None:
        try:
            here = file.lstat()
            if stat.S_ISLNK(here.st_mode):
                return problem("FM015", path, Place())
            size = here.st_size
            raw = file.read_bytes() if size <= TEXT_BYTES else b""
        except OSError as error:
            return problem("FM014", path, Place(), detail=reason(error))
    if size > TEXT_BYTES:
        return problem("FM019", path, Place(), value=number(size / 1_000_000, 1), limit=number(TEXT_BYTES / 1_000_000))
    other = not_text(raw, path)
    if other:
        return other
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        return problem("FM001", path, Place(line, column), value=f"0x{raw[error.start]:02x}")
    text = text.replace("\r\n", "\n")
    if "\r" in text:
        return problem("FM114", path, _place(text, text.index("\r")))
    hidden = first(FORBIDDEN, text)
    if hidden:
        return problem("FM005", path, _place(text, hidden.start()), value=f"U+{ord(hidden.group()):04X}")
    return broken(text, path) or _one_row(text, path) or text


def _one_row(text: str, path: str) -> Problem | None:
    """A row of signs without a space that is longer than any word or address, or of nothing but spaces and lines."""
    lengths = [*map(len, text.split())]
    if len(text) - sum(lengths) > WORD and (blank := _BLANK.search(text)):
        return problem("FM116", path, _place(text, blank.start()), limit=WORD)
    if max(lengths, default=0) > WORD and (glued := _GLUED.search(text)):
        return problem("FM104", path, _place(text, glued.start()), value=glued[0][:20], limit=WORD)
    return None


def endless(body: str, path: str, first_line: int) -> Problem | None:
    """A body too long to be read, or with brackets in brackets without end."""
    if len(body) > BODY:
        return problem("BD011", path, Place(first_line), value=str(len(body)), limit=BODY)
    if not _endless_paragraph(body):  # nor is any part of it
        return None
    start = 0
    for paragraph in re.split(r"(\n[ \t]*(?=\n))", body):
        told = _endless_paragraph(paragraph)
        if told:
            place = _place(body, start + len(paragraph) - len(paragraph.lstrip()))
            return problem(
                told[0], path, Place(place.line + first_line - 1, place.column), value=told[1], limit=told[2]
            )
        start += len(paragraph)
    return None


def _endless_paragraph(text: str) -> tuple[str, str, int] | None:
    """What is too much in a paragraph: code, value and limit of the message."""
    if len(text) > PARAGRAPH:
        return "BD012", str(len(text)), PARAGRAPH
    if text.count("\n") > LINES:
        return "BD014", str(text.count("\n")), LINES
    for opened, closed in ("[]", "()", "<>", "{}"):
        depth = 0
        for sign in _BRACKETS.findall(text) if text.count(opened) > OPEN else ():
            depth = depth + 1 if sign == opened else max(0, depth - 1) if sign == closed else depth
            if depth > OPEN:
                return "BD013", opened, OPEN
    inside = _NESTED.search(text)
    return ("BD013", inside[1], OPEN) if inside else None


def split(text: str, path: str) -> SourceText | Problem:
    """Front matter between two lines of ``---``, the first of them line 1; the rest is the body."""
    boundaries = _BOUNDARY.finditer(text)
    first = next(boundaries, None)
    if first is None or first.start() != 0:
        return _no_beginning(text, path, first.start() if first else None)
    second = next(boundaries, None)
    if second is None:
        return _no_end(text, path)
    front = text[first.end() : second.start()]
    if len(front.encode()) > MAX_FRONT_MATTER:
        return problem("FM004", path, Place(2), value=str(len(front.encode())))
    front_line = text.count("\n", 0, first.end()) + 1
    body_line = text.count("\n", 0, second.end()) + 1
    body = text[second.end() :]
    return endless(body, path, body_line) or SourceText(path, front, body, front_line, body_line)


def _no_beginning(text: str, path: str, first: int | None) -> Problem:
    """What stands where the first «---» should: a blank line, a dash from Word, the fence of a pasted example."""
    line = text.split("\n", 1)[0].strip()
    if line.startswith(("```", "~~~")):
        return problem("FM112", path, Place(), value=line)
    if line and _ALMOST.fullmatch(line):
        return problem("FM111", path, Place(), value=line)
    # A boundary further down is a rule across the page when nothing that looks like a field comes after it.
    if first is not None and re.match(r"\s*[a-z_]+: ", text[first + 3 :]):
        above = text[:first].strip()
        what = f"«{above.splitlines()[0][:40]}»" if above else "en tom linje"
        return problem("FM110", path, Place(), value=what)
    return problem("FM002", path, Place())


def _no_end(text: str, path: str) -> Problem:
    for row, line in enumerate(text.split("\n")[1:], 2):
        if _ALMOST.fullmatch(line.strip()) and line.strip():
            return problem("FM113", path, Place(row), value=line.strip())
    return problem("FM003", path, Place(text.count("\n") + 1))


def _place(text: str, index: int) -> Place:
    return Place(text.count("\n", 0, index) + 1, index - text.rfind("\n", 0, index))
