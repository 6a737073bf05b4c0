"""Statements with figures that do not say where the figures come from.

Source: shared contract of the knowledge base (a source is a title with a section or an address; what its owner has read
needs no more). A link, a footnote, a section of a document, a line «Kilde:» or a macro that prints its own source names
the source of all that stands under the same heading: which sentence it belongs to, no rule can know. A link further down
the same page counts too, since the same is asked of what stands there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from macros.addresses import CONTRIBUTE, source_url
from macros.content.markdown.prose import Line, Prose
from macros.content.model import Project, Tool
from macros.content.yaml.nodes import Tree
from macros.text.figures import cites_a_section, figures
from macros.text.readability import sentences
from macros.words.problems import Place, Problem, problem

_SOURCE = re.compile(
    r"(?<!!)\[[^\]]+\](?:\((?!mailto:)[^)]+\)|\[[^\]]*\])|<https?:|\bhttps?://|<a [^>]*href=\"(?!mailto:)"
    r"|\[\^[^\]]+\]|\{\{-?\s*(?:key_figure|chart)\(|\b(?:kilder?|kjelder?)\b\**\s*[:|]",
    re.IGNORECASE,
)
_DIGIT = re.compile(r"\d")
"""All figures have one; most paragraphs have none."""
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_NO_WORDS = re.compile(r"\]\([^)]*\)|<[^>]*>|\{[^}]*\}|^\s*(?:[-*+]|\d{1,3}[.)])\s+", re.MULTILINE)
"""Addresses, tags, attributes and the marks of list items: what a reader does not read as words."""


def unsourced_writeup(data: Project | Tool, places: Tree, prose: Prose) -> Iterator[Problem]:
    """The figures of a project's summary and text, when none of its sources can be found again and no owner has read it.

    A tool's figures are advice, and a draft is left in peace.
    """
    if not isinstance(data, Project) or data.status == "draft" or data.confirmed_by_owner:
        return
    if any(source.can_be_found for source in data.source):
        return
    if found := next(figures(data.summary), None):
        yield problem("BD155", prose.path, places.place(("summary",)), "summary", data.summary, figure=found[1])
    for place, sentence, figure in statements(prose):
        yield problem("BD155", prose.path, place, value=sentence, figure=figure)


def unsourced_page(prose: Prose) -> Iterator[Problem]:
    """The figures of an editorial page that stand under a heading with no source. A guide's are advice and examples."""
    if (source_url(prose.path) or "").startswith(CONTRIBUTE):
        return
    for place, sentence, figure in statements(prose):
        yield problem("BD156", prose.path, place, value=sentence, figure=figure)


def statements(prose: Prose) -> Iterator[tuple[Place, str, str]]:
    """Each sentence with a figure under a heading that names no source: where the first figure stands, both as words."""
    for section in _sections(prose) if _DIGIT.search(prose.raw) else ():
        if not any(_DIGIT.search(line.plain) for line, _ in section):
            continue
        if any(_SOURCE.search(raw) or cites_a_section(line.plain) for line, raw in section):
            continue
        for block in _blocks([line for line, _ in section]):
            if not any(_DIGIT.search(line.plain) for line in block):
                continue
            text = "\n".join(_NO_WORDS.sub(lambda m: " " * len(m[0]), line.plain) for line in block)
            for start, end in sentences(text):
                if found := next(figures(text[start:end]), None):
                    at = start + found[0]
                    line = block[text.count("\n", 0, at)]
                    place = line.at(at - text.rfind("\n", 0, at) - 1)
                    yield place, " ".join(text[start:end].split()), found[1]


def _sections(prose: Prose) -> Iterator[list[tuple[Line, str]]]:
    """What stands under each heading, without the heading: every line, and the line with its macros."""
    lines = list(zip(prose.lines, prose.raw.split("\n"), strict=True))
    headings = {line.number for line, _, _ in prose.headings}
    starts = [0, *(index + 1 for index, (line, _) in enumerate(lines) if line.number in headings), len(lines) + 1]
    for start, end in pairwise(starts):
        yield lines[start : end - 1]


def _blocks(lines: list[Line]) -> Iterator[list[Line]]:
    """Paragraphs, list items and tables: what one statement can stand in."""
    block: list[Line] = []
    for line in lines:
        if block and (line.blank or _ITEM.match(line.text)):
            yield block
            block = []
        if not line.blank:
            block.append(line)
    if block:
        yield block
