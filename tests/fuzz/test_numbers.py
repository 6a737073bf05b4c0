"""Personal numbers are found in every form, never told in full, and what only looks like one stops nobody."""

from __future__ import annotations

import random
import re
from collections import Counter

from fuzz.numbers import CERTAIN, lookalikes, whole
from fuzz.size import sample, size

from macros.content.data.privacy import CODES, check_text, sightings
from macros.content.model.data.privacy import PrivacyRules
from macros.text.possible_numbers import masked

RULES = PrivacyRules()


def test_numbers_are_found_in_every_form_and_never_told() -> None:
    """At least 99 in 100 of all; what passes date and check digits is an error, the rest a warning."""
    corpus = whole()
    assert len(corpus) >= 5_000
    missed, mild, told = Counter[str](), Counter[str](), []
    cases = sample(corpus, 1_500)
    for case in cases:
        seen = {s.kind for s in sightings(case.text, RULES)}
        missed[case.form] += not seen & {"number", "maybe"}
        mild[case.form] += case.certain and "number" not in seen
        said = " ".join(p.as_text() for p in check_text(case.text, "projects/øy.md", RULES)) + masked(case.text)
        if any(case.secret in re.sub(r"\D", "", row) for row in re.findall(r"\d[\d\s.,:;()/-]*", said)):
            told.append(case)
    assert missed.total() <= len(cases) // 100, +missed
    assert mild.total() <= len(cases) // 100, +mild
    assert not told, told[:3]


def test_every_form_is_found_nearly_always() -> None:
    """No form hides in the average: at least 9 of 10 of each."""
    cases = [case for case in sample(whole(), 1_500) if case.form in CERTAIN]
    tried = Counter(case.form for case in cases)
    found = Counter(c.form for c in cases if any(s.kind in ("number", "maybe") for s in sightings(c.text, RULES)))
    assert {form: (found[form], count) for form, count in tried.items() if found[form] < 0.9 * count} == {}


def test_what_only_looks_like_one_stops_nobody() -> None:
    """At most one false error in two hundred."""
    corpus = sample(lookalikes(), 3_000)
    errors = Counter(kind for kind, text in corpus if any(s.kind == "number" for s in sightings(text, RULES)))
    assert errors.total() <= len(corpus) * 0.005, errors


def test_random_digits_are_near_their_floor() -> None:
    """Of rows of eleven random digits 0.24 % have a date and two right check digits; no rule can tell those apart."""
    rng, count = random.Random(16), size(20_000, 200_000)  # noqa: S311  (a test)
    hits = sum(any(s.kind == "number" for s in sightings(f"{rng.randrange(10**11):011}", RULES)) for _ in range(count))
    assert 0.0015 * count < hits < 0.0035 * count, hits


def test_all_that_is_seen_has_a_message() -> None:
    assert set(CODES) >= {"number", "maybe", "phone", "address", "name"}
