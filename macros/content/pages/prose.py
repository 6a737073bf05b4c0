"""The Markdown of a page of docs/ that says something else than its author meant: said in Norwegian, with line and what to type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from macros.content.markdown import prose as rules
from macros.content.markdown.leftovers import unfinished
from macros.content.markdown.prose_links import wording
from macros.content.markdown.unsourced import unsourced_page
from macros.words.problems import Problem

_MACRO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)


def check_prose(path: str, markdown: str, first_line: int) -> Iterator[Problem]:
    """What is wrong with the text of a page, as it was typed. Where its links lead is judged with the whole site."""
    plain = _MACRO.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), markdown)
    prose = replace(rules.read_prose(plain, path, first_line), raw=markdown)  # a macro alone is not nothing
    for rule in (
        rules.fences, rules.bullets, rules.numbers, rules.pasted_tables, rules.tables, rules.lists, rules.twice,
        wording, unfinished, unsourced_page,
    ):  # fmt: skip
        yield from rule(prose)
