"""The parts of a text that is there, by their headings: what a file says of a part goes where that part stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from macros.authoring.draft import Draft
from macros.authoring.importing.names import SECTIONS, heading, meaning
from macros.text.markdown import inline, unescape
from macros.words.labels import labels
from macros.words.vocabulary import fold

_HEADING = re.compile(r" {0,3}(#{1,6})\s++((?:[^\s#]++|[\s#]++(?=[^\s#]))*+)[\s#]*$")
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")


@dataclass(frozen=True)
class Part:
    """Lines ``first`` (the heading) to ``last`` (not with it) of a text, and what the heading says."""

    level: int
    title: str
    first: int
    last: int


def with_parts(body: str, draft: Draft) -> str:
    """``body`` with the parts of ``draft``: a part that is there says what the file says, a new one has its heading.

    No part ever gets a second heading of the same name, and a text that stands there already is left as it is.
    """
    for section in SECTIONS:
        text = draft.sections.get(section, "").strip("\n")
        if text and not _says(body, text):
            body = _with_section(body, section, text)
    return _with_rest(body, draft)


def parts_of(body: str) -> list[Part]:
    """The headings of ``body`` and what stands under each, with the headings below it."""
    lines = body.split("\n")
    found: list[tuple[int, str, int]] = []
    fence = ""
    for number, line in enumerate(lines):
        begun = _FENCE.match(line)
        if fence:
            fence = "" if begun and begun[1].startswith(fence) else fence
        elif begun:
            fence = begun[1]
        elif match := _HEADING.match(line):
            found.append((len(match[1]), unescape(match[2]), number))
    return [
        Part(level, title, first, next((n for deep, _, n in found if n > first and deep <= level), len(lines)))
        for level, title, first in found
    ]


def _with_section(body: str, section: str, text: str) -> str:
    parts = parts_of(body)
    there = [p for p in parts if (name := meaning(p.title, "section")) and name.key == section]
    if there:
        return _replaced(body, there[0].first + 1, there[0].last, text)
    order = SECTIONS.index(section)
    later = [
        p for p in parts if p.level == 2 and ((n := meaning(p.title, "section")) and SECTIONS.index(n.key) > order)
    ]
    rest = [p for p in parts if _is(p, labels()("body.heading.rest"))]
    at = min((p.first for p in (*later, *rest)), default=None)
    new = f"## {heading(section)}\n\n{text}"
    if at is None:
        return "\n\n".join(filter(None, (body.rstrip("\n"), new)))
    lines = body.split("\n")
    return "\n".join([*lines[:at], new, "", *lines[at:]])


def _with_rest(body: str, draft: Draft) -> str:
    t = labels()
    missing = [(label, text) for label, text in draft.rest if not _says(body, text)]
    if not missing:
        return body
    if not any(_is(p, t("body.heading.rest")) for p in parts_of(body)):
        intro = f"## {t('body.heading.rest')}\n\n{t('body.rest', source=inline(draft.origin) or '…')}"
        body = "\n\n".join(filter(None, (body.rstrip("\n"), intro)))
    for label, text in missing:
        outer = next(p for p in parts_of(body) if _is(p, t("body.heading.rest")))
        inner = [p for p in parts_of(body) if outer.first < p.first < outer.last and label and _is(p, label)]
        if inner:
            body = _replaced(body, inner[0].first + 1, inner[0].last, text)
        else:
            new = f"### {inline(label)}\n\n{text}" if label else text
            lines = body.split("\n")
            before = "\n".join(lines[: outer.last]).rstrip("\n")
            after = "\n".join(lines[outer.last :])
            body = "\n\n".join(filter(None, (before, new, after)))
    return body


def _replaced(body: str, first: int, last: int, text: str) -> str:
    lines = body.split("\n")
    after = ["", *lines[last:]] if last < len(lines) else []
    return "\n".join([*lines[:first], "", text, *after])


def _says(body: str, text: str) -> bool:
    return " ".join(text.split()) in " ".join(body.split())


def _is(part: Part, title: str) -> bool:
    return fold(part.title) == fold(title)
