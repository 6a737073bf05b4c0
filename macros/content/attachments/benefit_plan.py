"""A benefit plan that lies beside a write-up: what comes in with it is read, and the file itself is never published.

Its lines hold what nobody has released yet. It is known by its own headings, whatever program has saved it.
"""

from __future__ import annotations

import re
from html import unescape

from macros.content.attachments.finding import UnreadableError
from macros.content.attachments.office.archive import Archive
from macros.words.labels import labels

_TEXTS = re.compile(r"xl/(?:sharedStrings|worksheets/[^/]+)\.xml")
"""The parts that texts stand in: gathered in one, or in the cells themselves."""
_TEXT = re.compile(r"<t(?:\s[^>]*)?>([^<]{1,60})</t>")
_HEADINGS = ("plan.book.plan.released", "plan.book.plan.description", "plan.book.plan.status")


def is_benefit_plan(content: bytes) -> bool:
    """Whether a workbook has the headings of a plan of ours, in either language."""
    try:
        archive = Archive(content)
        parts = [archive.read(name).decode("utf-8", "replace") for name in archive.names if _TEXTS.fullmatch(name)]
    except UnreadableError:  # told by whoever examines it
        return False
    texts = {unescape(text) for part in parts for text in _TEXT.findall(part)}
    return any({labels(language)(key) for key in _HEADINGS} <= texts for language in ("nb", "nn"))
