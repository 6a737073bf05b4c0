"""Numbers with check digits, by modulus 11: organisation numbers, and the rows of weights that other numbers have.

Own arithmetic: python-stdnum 2.2 knows none of the synthetic personal numbers, and takes 000000000 and 123456785 for
organisation numbers, which are given out from 8 and 9 only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_ORGANISATION = (3, 2, 7, 6, 5, 4, 3, 2, 1)


def fits(digits: str, weights: Sequence[int]) -> bool:
    """Whether the weighted sum of as many digits as there are weights is a multiple of 11."""
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=False)) % 11 == 0


def is_organisation_number(digits: str) -> bool:
    """Nine digits, the first 8 or 9, the last a check digit. Source: Brønnøysundregistrene, «Organisasjonsnummeret»."""
    return bool(re.fullmatch(r"[89][0-9]{8}", digits)) and fits(digits, _ORGANISATION)
