"""Plain text where Markdown is read: it says the same, and nothing in it becomes markup by accident.

Holds for Python-Markdown with our extensions and for CommonMark and GitHub's Markdown, and leaves alone what none of
them reads as more than text (``a_b``, ``5 > 3``, ``C# og F#``, ``AT&T``), because authors read and edit the result.
"""

from __future__ import annotations

import re
from html import unescape as _unescape

# Signs that may be markup wherever they stand. A «~» with white space before it closes nothing and begins no fence.
_ANYWHERE = re.compile(r"([\\*`\[\]])")
_IN_A_CELL = re.compile(r"([\\*`\[\]|])")
_TILDE = re.compile(r"(?<!\s)~")
_UNDERSCORES = re.compile(r"_+")
_ENTITY = re.compile(r"&(?=#|\w+;)")
_CLOSING = re.compile(r"(?<!#)#+$")  # of a heading
# What begins a heading, a quote, a table, an admonition or a list.
_BEGINNING = re.compile(r"^(?:[#>|]|!(?=!!)|[+-](?!\w))")
_NUMBERED = re.compile(r"^([0-9]+)([.)])(?=\s|$)")
# «:» begins a definition or the second line of a table, «=» underlines a heading. They have no backslash form everywhere.
_NO_BACKSLASH = re.compile(r"^(?::(?=\s|[-:| ]*$)|=(?==*$))")


def escape(text: str) -> str:
    """``text`` as one line of Markdown, or the beginning of one, that reads as it stands."""
    line = _BEGINNING.sub(lambda found: "\\" + found[0], inline(text))
    line = _NO_BACKSLASH.sub(lambda found: f"&#{ord(found[0])};", line)
    return _NUMBERED.sub(r"\1\\\2", line)


def inline(text: str, signs: re.Pattern[str] = _ANYWHERE) -> str:
    """``text`` inside a line of Markdown: the words of a heading or a link, or behind other words."""
    line = signs.sub(r"\\\1", re.sub(r"\s*\n\s*", " ", text).strip())
    line = _ENTITY.sub("&amp;", line).replace("<", "&lt;")
    line = _UNDERSCORES.sub(_outside_words, _TILDE.sub("&#126;", line))
    return _CLOSING.sub(lambda m: r"\#" * len(m[0]), line)


def cell(text: str) -> str:
    """``text`` in a cell of a Markdown table, where a bar would begin the next one."""
    return inline(text, _IN_A_CELL)


def unescape(text: str) -> str:
    """What ``escape`` was given, for whoever wants the text of a line of Markdown."""
    return _unescape(re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text))


def _outside_words(found: re.Match[str]) -> str:
    """Underscores between letters or digits are part of a word to every reader."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return found[0] if before.isalnum() and after.isalnum() else found[0].replace("_", "\\_")
