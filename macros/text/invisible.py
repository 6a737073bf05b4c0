"""Characters that nobody sees: which there are, why each kind matters, and what is done about it. The only such table.

Refused in content: ``FORBIDDEN``. Warned of, because a search, a comparison and a link break on them: ``UNSEEN``. Part of
what is seen, and so left where they are: ``_JOINERS``. Names and groups as in the Unicode Character Database.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Nothing is seen of them, but terminals, Office files and XML act on them. Tab and the line ends are text.
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f"
# Line ends of Word and of old machines (VT, FF, NEL, LS, PS): editors show nothing, and count the lines otherwise.
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
# They turn the direction of writing: what is read is not what stands there («gpj.exe»). All of Bidi_Control.
_DIRECTION = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
# The mark of byte order, which belongs before the first letter of a file and nowhere else.
_BYTE_ORDER = "\ufeff"
# Halves of characters and no characters at all: UTF-8 and XML cannot hold them, escapes in YAML and JSON can.
_HALVES = "\ud800-\udfff\ufffe\uffff"
# Soft hyphens, marks without width, invisible operators, old formatting, notes between lines, tags: they come along from
# Word and the web, and tags can hold a whole hidden text.
_UNSEEN = "\u00ad\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufff9-\ufffb\U000e0000-\U000e007f"
# They join letters of some scripts and the parts of an emoji, or choose how it looks. Alone nobody sees them.
_JOINERS = "\u200c\u200d\ufe00-\ufe0f"

_FORBIDDEN = _CONTROLS + _BREAKS + _DIRECTION + _BYTE_ORDER + _HALVES
HIDDEN_SIGNS = _FORBIDDEN + _UNSEEN
"""All that nobody sees, for a class in somebody's own pattern: ``f"[{HIDDEN_SIGNS}]"``."""

FORBIDDEN = re.compile(f"[{_FORBIDDEN}]")
"""What no text of ours may hold."""
UNSEEN = re.compile(f"[{_UNSEEN}]")
"""What a text may hold, but hardly means to."""
HIDDEN = re.compile(f"[{HIDDEN_SIGNS}]")
"""Both: what an escape in YAML may not bring in."""
BREAKS = re.compile(f"[{_BREAKS}]")
"""Line ends that are not ``\\n`` or ``\\r``."""
NO_WIDTH = re.compile(f"[{_CONTROLS}{_DIRECTION}{_BYTE_ORDER}{_UNSEEN}{_JOINERS}]")
"""What takes no place on a line: whatever stands on its two sides looks joined."""
NOT_IN_OFFICE = re.compile(f"[{_CONTROLS}\x0b\x0c\r\x85{_HALVES}]")
"""What Office files cannot hold, or give back as something else (XML 1.0, 2.2; a lone carriage return becomes a line feed)."""
TO_ESCAPE = re.compile(f"[\t\n\r{_FORBIDDEN}]")
"""What a quoted value on one line must hold as an escape."""
_COMMON = bytes(range(0x20, 0x7F)) + b"\t\n\r"


@lru_cache(maxsize=8)  # several rules ask of the same text, one after the other
def uncommon(text: str) -> frozenset[str]:
    """The signs of ``text`` that are not ASCII to be seen. Few are, and bytes are sorted out ten times quicker than signs."""
    return frozenset(text.encode("utf-8", "surrogatepass").translate(None, _COMMON).decode("utf-8", "surrogatepass"))


def first(signs: re.Pattern[str], text: str) -> re.Match[str] | None:
    """The first of ``signs``, a class of signs above, in ``text``: nearly all texts have none."""
    return signs.search(text) if any(map(signs.match, uncommon(text))) else None


def clean(text: str) -> str:
    """``text`` without what nobody sees; every kind of line end is ``\\n``."""
    return HIDDEN.sub("", re.sub(f"\r\n?|[{_BREAKS}]", "\n", text))


def one_line(text: str) -> str:
    """``text`` on one line, without what nobody sees: for a field, a label or a cell."""
    return re.sub(r"\s+", " ", clean(text)).strip()
