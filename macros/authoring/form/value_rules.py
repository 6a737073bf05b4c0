"""What ``innomed check`` says of a value, for the form to say beside the field: rules from the model, words of words/problems.

Only what one value shows by itself is here; what takes the rest of the file, or other files, to judge is told in the proposal.
``.ci/admin/src/value_rules.js`` asks these rules; ``tests/browser/test_admin_value_rules.py`` holds it to what the check says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from macros.content.model.data.privacy import EXAMPLE_ADDRESS, PrivacyRules
from macros.content.model.evidence import SMALL
from macros.content.model.fields import slips
from macros.content.model.fields.limits import DECIMAL, FIELD, WHOLE, span
from macros.content.model.fields.reference import Shape
from macros.content.model.fields.types import SLUG_PATTERN
from macros.text import contact_details, personal_numbers
from macros.text.patterns import EMAIL, SPACES, URL
from macros.words.problems import messages
from macros.words.vocabulary import UNKNOWN

LOOSE_DATE = r"^\d{4}(-\d{2}){0,2}$"
CODES = (
    "FM023", "FM026", "FM031", "FM033", "FM034", "FM035", "FM036", "FM039", "FM042", "FM201", "FM205", "FM208", "FM210",
    "FM211", "FM221", "FM230", "KX101", "PV001", "PV003", "PV004", "SK012",
)  # fmt: skip
_THOUSANDS = {"pattern": f"^(?:{slips.THOUSANDS})$", "code": "FM201", "from": f"[{SPACES}'.]", "write": ""}
_FRACTION = {"pattern": r"^-?\d{1,12}[.,]\d{1,10}$", "code": "FM205"}
_COMMA = {"pattern": r"^(-?\d{1,12}),(\d{1,10})$", "code": "FM208", "write": "$1.$2"}
_BARE = {"pattern": f"^(?:{slips.BARE_ADDRESS})$", "code": "FM230", "from": "^[A-Za-z]*:?/+|^", "write": "https://"}


def check_of(shape: Shape) -> dict[str, Any]:
    """The rules of one field: ``good`` is what the reader takes, ``slips`` what is known, ``code`` what is said of the rest."""
    kinds = shape.single.kinds
    found: dict[str, Any] = {}
    if shape.mark("happened"):
        found["happened"] = True
    if limit := shape.mark("limit"):
        found["limit"] = limit
    formats = {kind.get("format") for kind in kinds}
    patterns = [str(kind["pattern"]) for kind in kinds if "pattern" in kind]
    number = next((kind for kind in kinds if kind.get("type") in ("integer", "number")), None)
    if LOOSE_DATE in patterns:
        found |= {"good": LOOSE_DATE, "code": "FM033", "calendar": "2024"}
    elif "uri" in formats:
        found |= {"good": f"^{URL}$", "slips": [_BARE], "code": "FM034"}
    elif "email" in formats:
        found |= {"good": f"^{EMAIL}$", "code": "FM036"}
    elif number is not None:
        found |= _number(number, [str(kind["const"]) for kind in kinds if kind.get("const") in (UNKNOWN, SMALL)])
    elif SLUG_PATTERN in patterns:
        found |= {"good": SLUG_PATTERN, "code": "FM035"}
    elif patterns:
        found |= {"good": patterns[0], "code": "SK012", "write": '"1.0"'}
    return found


def _number(kind: Mapping[str, Any], words: list[str]) -> dict[str, Any]:
    whole = kind["type"] == "integer"
    least, most = kind.get("minimum"), kind.get("maximum")
    found: dict[str, Any] = {
        "good": "|".join([*(f"^{word}$" for word in words), f"^(?:{WHOLE if whole else DECIMAL})$"]),
        "slips": [_THOUSANDS, _FRACTION if whole else _COMMA],
        "code": "FM023" if whole else "FM031",
    }
    if UNKNOWN in words:
        found["unknown"] = True
    if least is not None or most is not None:
        found |= {"min": least, "max": most, "range": span(least, most)}
    return found


def words_of(rules: PrivacyRules) -> dict[str, Any]:
    """What is the same for every field: the messages, what people write for «not known», and what personal details look like."""
    roles = "|".join(re.escape(role.casefold()) for role in rules.role_addresses)
    checked = [f"^{re.escape(address.casefold())}$" for address in rules.addresses]
    return {
        "messages": {code: messages()[code] for code in CODES},
        "not_known": sorted(slips.NOT_KNOWN | {UNKNOWN}),
        "unknown": UNKNOWN,
        "longest": FIELD,
        "numbers": {
            "parts": [in_browser(p) for p in (personal_numbers.PARTS, personal_numbers.SHORT_DATE)],
            "spaced": in_browser(personal_numbers.SPACED),
            "account": in_browser(personal_numbers.ACCOUNT),
            "money": in_browser(personal_numbers.MONEY),
            "allowed": sorted(rules.allowed_numbers),
        },
        "phones": {
            "named": [in_browser(p) for p in (contact_details.NAMED_PHONE, contact_details.NORWEGIAN_PREFIX)],
            "plain": in_browser(contact_details.PHONE),
            "before": in_browser(contact_details.UNIT_BEFORE),
            "after": in_browser(contact_details.UNIT_AFTER),
            "roles": ["".join(filter(str.isdigit, phone))[-8:] for phone in rules.role_phones],
        },
        "mail": {
            "address": in_browser(contact_details.ADDRESS),
            "roles": rf"^(?:{in_browser(re.compile(roles))})(?!\p{{L}})[^@]*@" if roles else "(?!)",
            "checked": in_browser(re.compile("|".join([*checked, EXAMPLE_ADDRESS.pattern]))),
        },
    }


def in_browser(pattern: re.Pattern[str]) -> str:
    """A pattern as JavaScript reads it with its ``u``: letters of all alphabets, and no backslash before what needs none."""
    found, inside, signs = [], False, iter(pattern.pattern)
    for sign in signs:
        if sign == "\\":
            sign += next(signs)
            if sign == r"\w":
                sign = r"\p{L}\p{N}_" if inside else r"[\p{L}\p{N}_]"
            elif not sign[1].isalnum() and sign[1] not in r"^$\.*+?()[]{}|/" and not (inside and sign[1] == "-"):
                sign = sign[1]
        elif sign == "[" and not inside:
            inside = True
        elif sign == "]" and inside:
            inside = False
        found.append(sign)
    return "".join(found).replace(r"[^\W\d_]", r"\p{L}")
