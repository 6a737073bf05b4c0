"""Organisation numbers. The check digit is python-stdnum's; which numbers are given out is said here."""

from __future__ import annotations

import re


def is_organisation_number(digits: str) -> bool:
    """Nine digits, the first 8 or 9, the last a check digit. Source: Brønnøysundregistrene, «Organisasjonsnummeret».

    python-stdnum 2.2 takes any first digit, and 000000000 and 123456785 with it.
    """
    from stdnum.no import orgnr  # few write-ups and lists have one

    return bool(re.fullmatch(r"[89][0-9]{8}", digits)) and orgnr.is_valid(digits)
