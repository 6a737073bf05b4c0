"""The Markdown of a page of docs/ that says something else than its author meant: said in Norwegian, with line and what to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from macros.content.markdown.leftovers import unfinished
from macros.content.markdown.prose import Prose, read_prose, told
from macros.content.markdown.prose_links import wording
from macros.content.markdown.recognisable import recognisable
from macros.content.markdown.structure import EVERYWHERE
from macros.content.markdown.unsourced import unsourced_page
from macros.words.problems import Problem, problem

_MACRO = re.compile(r"\{(?:\{.*?(?:\}\}|\Z)|%.*?(?:%\}|\Z)|#.*?(?:#\}|\Z))", re.DOTALL)
"""A call, a statement or a comment; one that is not closed is told elsewhere, and goes on to the end."""


def check_prose(path: str, markdown: str, first_line: int, places: tuple[str, ...] = ()) -> Iterator[Problem]:
    """What is wrong with the text of a page, as it was typed. Where its links lead is judged with the whole site."""
    plain = _MACRO.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), markdown)
    prose = replace(read_prose(plain, path, first_line), raw=markdown)  # a macro alone is not nothing
    yield from _in_one_brace(prose)
    yield from told(EVERYWHERE, prose)
    for rule in (wording, unfinished, unsourced_page):
        yield from rule(prose)
    yield from recognisable(prose, places)


def _in_one_brace(prose: Prose) -> Iterator[Problem]:
    """A macro is called between two brackets that touch; between one, or two apart, it is printed."""
    for line in prose.lines:
        if found := re.search(r"\{\s*(?:\{\s*)?([a-z_]+\([^{}]*\))\s*(?:\}\s*)?\}", line.plain):
            yield problem("MK024", prose.path, line.at(found.start()), value=found[0], write=f"{{{{ {found[1]} }}}}")
