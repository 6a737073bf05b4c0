"""Macro calls and comments in code are shown as they were typed, so that a guide can show how a call is written.

They are judged like all others (``calls``); a fixed text in code, ``{{ "{{ … }}" }}``, is still the text.
"""

from __future__ import annotations

from macros.content.markdown.prose import read_prose
from macros.content.pages.written import Bracketed, Call


def shown_in_code(text: str, found: Bracketed) -> tuple[str, tuple[Call, ...]]:
    """``text`` with what opens each call and comment in code made a fixed text, and the calls that are now only shown."""
    lines = read_prose(text, "", 1).lines

    def in_code(start: int) -> bool:
        row = text.count("\n", 0, start)
        column = start - text.rfind("\n", 0, start) - 1
        return lines[row].plain[column : column + 1] != text[start]

    calls = tuple(call for call in found.calls if in_code(call.start))
    opened = sorted([*(call.start for call in calls), *(start for start, _ in found.comments if in_code(start))])
    made, at = [], 0
    for start in opened:
        made += [text[at:start], f'{{{{ "{text[start : start + 2]}" }}}}']
        at = start + 2
    return "".join([*made, text[at:]]), calls
