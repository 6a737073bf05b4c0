"""One value as YAML text that every reader takes for the same value.

Three readers meet our files: our own (``content/yaml/nodes.py``: everything is text), PyYAML (YAML 1.1: ``no`` is false,
``12:30`` is 750) and the web form's (YAML 1.2: ``0o17`` and ``1e3`` are numbers). A text is quoted whenever one of
them could see something else in it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from macros.content.model import BenefitPlan, Project, Tool
from macros.content.model.fields.reference import all_fields
from macros.text.invisible import TO_ESCAPE


@cache
def date_fields() -> frozenset[str]:
    """Fields whose text is a year, a month or a day, and therefore stands without quotes."""
    return frozenset(n for m in (Project, Tool, BenefitPlan) for n, s in all_fields(m) if s.kind == "date")


_LOOSE_DATE = re.compile(r"\d{4}(-\d{2}){0,2}")
_WORDS = frozenset("true false yes no on off y n null ~ .inf -.inf +.inf .nan << =".split())
# What begins as a number may be one to some reader: 0120, 1_000, 12:30, 1e3, 0x1f, 2026-03-01T12:00:00Z.
_NUMBERLIKE = re.compile(r"[-+.]?[0-9][0-9a-fA-FoxOXtTzZeE_.,:+\- ]*")
_INDICATORS = tuple("-?:,[]{}#&*!|>'\"%@`.=~<")
_UNSAFE = re.compile(": |:$| #|\t|\n")
_FLOW = re.compile(r"[\[\]{},?:]")  # «?» and «:» too: libyaml stops at them between brackets
_ESCAPED = re.compile(rf"{TO_ESCAPE.pattern}|[\\\"]")
_SHORT = {"\n": "\\n", "\t": "\\t", "\r": "\\r", "\\": "\\\\", '"': '\\"'}


def scalar(value: object, field: str = "", flow: bool = False) -> str:
    """``value`` (text, number, truth or date) as it stands after ``field: ``; ``flow`` when it stands inside ``[]``.

    Texts come out plain where that is safe and in double quotes otherwise, always on one line. Numbers have at most
    ten decimals, as the reader allows. Raises ValueError for what has no text (a list, an infinite number).
    """
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str):
        raise ValueError(f"{type(value).__name__} is not a single value")
    if field in date_fields() and _LOOSE_DATE.fullmatch(value):
        return value
    return value if is_plain(value, flow) else quoted(value)


def number(value: float) -> str:
    """``1200.0`` -> ``1200``, ``0.1`` -> ``0.1``, never ``1e-05``."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        raise ValueError("a number must be finite")
    text = format(exact if -exact.as_tuple().exponent <= 10 else round(exact, 10), "f")  # type: ignore[operator]
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def is_plain(text: str, flow: bool = False) -> bool:
    """Whether ``text`` may stand without quotes and still be the same text to every reader."""
    return not (
        not text
        or text != text.strip()
        or text.startswith(_INDICATORS)
        or _UNSAFE.search(text)
        or _ESCAPED.search(text)
        or text.casefold() in _WORDS
        or _NUMBERLIKE.fullmatch(text)
        or (flow and _FLOW.search(text))
    )


def quoted(text: str) -> str:
    """``text`` in double quotes, on one line, with everything invisible written as an escape."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def is_block(text: str) -> bool:
    """Whether ``text`` of several lines reads back whole as a literal block (``|-``), which is kinder to read."""
    lines = text.split("\n")
    return (
        len(lines) > 1
        and all(line == line.rstrip() and not _ESCAPED.search(re.sub(r'[\\"]', "", line)) for line in lines)
        and not lines[0].startswith(" ")
        and bool(lines[0] and lines[-1])
    )


def _escape(match: re.Match[str]) -> str:
    letter = match.group()
    code = ord(letter)
    return _SHORT.get(letter) or (f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}")
