"""Phone numbers and e-mail addresses in running text, also those written so that programs should not find them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from macros.text.patterns import SPACES, has_word
from macros.text.typed_digits import may_have_digits

_SPACE = f"[{SPACES}]"
_GROUPED = (
    rf"\d\d(?:{_SPACE}\d\d){{3}}|\d{{3}}{_SPACE}\d\d{_SPACE}\d{{3}}|\d\d(?:\.\d\d){{3}}|\d{{3}}\.\d\d\.\d{{3}}|"
    r"\d\d(?:-\d\d){3}|\d{3}-\d\d-\d{3}"
)
# A number on its own: grouped as phone numbers are, or eight digits as mobile numbers begin.
PHONE = re.compile(
    rf"(?<![\w.,/=#&?:+\-–])(?<!\d{_SPACE})((?:\+|00)47{_SPACE}?)?({_GROUPED}|[49]\d{{7}})(?!\d|[.,/–-]\d|{_SPACE}?\d|%)"
)
NAMED_PHONE = re.compile(
    rf"(?<!\w)(?:tlf|tel|telefon\w*|mob|mobil\w*|sms|ring)\b[^\d\n+]{{0,20}}((?:\+|00)47{_SPACE}?)?(?!\d{{4}}-\d\d-\d\d(?!\d))(\d(?:[{SPACES}.-]?\d){{7}})(?!\d)",
    re.IGNORECASE,
)
NORWEGIAN_PREFIX = re.compile(rf"(?<!\w)(?:\+|00)47{_SPACE}?(\d(?:[{SPACES}.-]?\d){{7}})(?!\d)")
# ITU-T E.164: a country's code and at most fifteen digits in all. After 00 the code stands apart, or the row is long.
_FOREIGN = re.compile(
    rf"(?<![\w/=&+])(?:\+{_SPACE}?|00(?=[1-9]\d{{0,2}}[{SPACES}(]|[1-9]\d{{9}}))(?!47)([1-9](?:[{SPACES}.()/-]{{0,2}}\d){{7,14}})(?!\d|[.,]\d)"
)
_ROW = re.compile(rf"\d(?:[{SPACES}.()/-]{{0,2}}\d){{7,}}")
"""What every number above has in it. (A pattern that begins with a digit is tried at digits only.)"""
DAY = re.compile(r"\d{4}-\d\d-\d\d")
"""The day of a field, which is no number of anybody."""
# What makes eight digits an amount, a reference or a count.
UNIT_BEFORE = re.compile(r"(?:kr|kroner|nok|isbn|issn|doi|org\.?\s?nr|nr|sak|id|side|s)\.?:?\s*$", re.IGNORECASE)
UNIT_AFTER = re.compile(r"\s*(?:,-|kr\b|kroner|nok\b|mill|timer|prosent|%|stk)", re.IGNORECASE)

# No part is longer (RFC 5321); without the limits a text of dots would be read again from each of them.
ADDRESS = re.compile(r"[\w.%+-]{1,64}[@\uff20\ufe6b](?:[\w-]{1,63}\.){1,10}[^\W\d_]{2,24}")
_AT = r"\s{0,2}(?:[\[({<]\s?(?:at|a|@|krøllalfa|alfakrøll|snabel-?a)\s?[\])}>]|&#64;|&commat;|\skrøllalfa\s|\salfakrøll\s)\s{0,2}"
_DOT = r"\s?(?:\.|[\[({<]\s?(?:dot|punktum|prikk|\.)\s?[\])}>]|\s(?:dot|punktum|prikk)\s)\s?"
_BRACKETED_AT = re.compile(r"[\[({<](?i:\s?(?:at|a|@|krøllalfa|alfakrøll|snabel-?a)\s?[\])}>])")
_HIDDEN_ADDRESS = re.compile(
    # « at » alone is a Norwegian word: only with the dots hidden as well.
    rf"([\w.%+-]{{1,64}})(?:{_AT}((?:[\w-]{{1,63}}{_DOT}){{1,5}}[^\W\d_]{{2,24}})|\sat\s((?:[\w-]{{1,63}}\s(?:dot|punktum)\s){{1,5}}[^\W\d_]{{2,24}}))(?!\w)",
    re.IGNORECASE,
)


def phones(text: str) -> Iterator[tuple[int, str]]:
    """Where each phone number of a text begins, and its digits: eight for a Norwegian one, ``+…`` for others."""
    if not may_have_digits(text):
        return
    if all(DAY.fullmatch(row[0]) and text[row.start() - 1 : row.start()] != "+" for row in _ROW.finditer(text)):
        return
    for pattern in (NAMED_PHONE, NORWEGIAN_PREFIX):
        for match in pattern.finditer(text):
            group = match.lastindex or 1
            yield match.start(group), _digits(match[group])
    for match in PHONE.finditer(text):
        digits = _digits(match[2])
        # 8… are services that anybody may call; 0 and 1 begin no eight-digit number (Nasjonal kommunikasjonsmyndighet).
        if digits[0] not in "018" and (match[1] or not _is_amount(text, match, digits)):
            yield match.start(2), digits
    for match in _FOREIGN.finditer(text):
        if not _is_amount(text, match, _digits(match[1])):
            yield match.start(), f"+{_digits(match[1])}"


def mail_addresses(text: str) -> Iterator[tuple[int, str]]:
    """Where each e-mail address of a text begins, and the address as it would be typed."""
    if _has_at(text):
        for match in ADDRESS.finditer(text):
            yield match.start(), re.sub("[\uff20\ufe6b]", "@", match[0])
    if _has_hidden_at(text):
        for match in _HIDDEN_ADDRESS.finditer(text):
            host = re.sub(_DOT, ".", match[2] or match[3], flags=re.IGNORECASE)
            yield match.start(), f"{match[1]}@{host}"


def may_have_addresses(text: str) -> bool:
    """Whether there can be an e-mail address in ``text``, or in any part of it."""
    return _has_at(text) or _has_hidden_at(text)


def _has_at(text: str) -> bool:
    return any(map(text.__contains__, "@\uff20\ufe6b"))


def _has_hidden_at(text: str) -> bool:
    """«at» is in every text, so it is asked last, and only where a hidden dot is written out."""
    if has_word(text, ("krøllalfa", "alfakrøll", "&#64;", "&commat;")) or _BRACKETED_AT.search(text):
        return True
    return has_word(text, ("dot", "punktum")) and bool(re.search(r"\sat\s", text, re.IGNORECASE))


def _is_amount(text: str, match: re.Match[str], digits: str) -> bool:
    before, after = text[max(0, match.start() - 12) : match.start()], text[match.end() : match.end() + 12]
    return bool(UNIT_BEFORE.search(before) or UNIT_AFTER.match(after) or digits.endswith("000"))


def _digits(text: str) -> str:
    return "".join(filter(str.isdigit, text))
