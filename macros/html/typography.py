"""What belongs together stays on one line: a number with its groups of digits, and a number with its unit."""

from __future__ import annotations

import re

from macros.text.norwegian import MONTHS

_LEFT_ALONE = re.compile(
    r"<(script|style|pre|code|textarea|svg)\b.*?(?:</\1\s*>|\Z)|<[^>]*>", re.DOTALL | re.IGNORECASE
)
_UNITS = (
    r"kroner|kr|timer|timar|time|millioner|millionar|million|milliarder|milliardar|mill\.|mrd\.|prosent|%|"
    r"kommuner|kommunar|pasienter|pasientar|prosjekter|prosjekt|måneder|månader|dager|dagar|år|minutter|minutt|kB|MB|km"
)
_DIGIT = re.compile(r"\d")
_GROUPS = re.compile(r"(?<![\d.,])(\d{1,3})((?: \d{3})+)(?!\d)")
_UNIT = re.compile(rf"(\d) ({_UNITS})(?![\w])")
_DATE = re.compile(rf"\b(\d{{1,2}}\.) ({'|'.join(MONTHS)})\b")
_SIGN = re.compile(r"(§§?) (\d)")
HARD = "\N{NO-BREAK SPACE}"


def typeset(html: str) -> str:
    """Finished HTML with no-break spaces in its texts; tags, code, scripts and drawings are left as they are."""
    found, last = [], 0
    for match in _LEFT_ALONE.finditer(html):
        found += [_text(html[last : match.start()]), match[0]]
        last = match.end()
    return "".join([*found, _text(html[last:])])


def _text(text: str) -> str:
    if not _DIGIT.search(text):
        return text
    text = _GROUPS.sub(lambda m: m[1] + m[2].replace(" ", HARD), text)
    text = _DATE.sub(rf"\1{HARD}\2", text)
    return _SIGN.sub(rf"\1{HARD}\2", _UNIT.sub(rf"\1{HARD}\2", text))
