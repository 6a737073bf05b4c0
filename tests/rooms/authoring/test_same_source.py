"""Whether a filled-in plan names the source that the write-up has."""

from __future__ import annotations

import pytest

from macros.authoring.importing.benefits.matching import differs, same_source

KNOWN = {"title": "Øyrapporten", "url": "https://example.org/øy"}


@pytest.mark.parametrize(
    ("told", "same"),
    [
        ("Øyrapporten", True),
        (KNOWN, True),
        ({"title": "Øyrapporten,"}, True),
        ({"title": "Øyrapporten", "url": "https://example.org/annen"}, False),
        ({"title": "En annen rapport", "url": "https://example.org/øy"}, False),
        ("En annen rapport", False),
        (None, False),
    ],
)
def test_a_source_is_the_same_with_or_without_its_address(told: object, same: bool) -> None:
    assert same_source(KNOWN, told) is same


@pytest.mark.parametrize(
    ("old", "new", "other"),
    [
        ("Færre reiser", "færre  reiser", False),
        ("Færre reiser", "Flere reiser", True),
        (["a", "b"], ["b", "a"], False),
        (["a"], ["a", "b"], True),
        (KNOWN, "Øyrapporten", False),
        (4, 4.0, False),
        (4, 5, True),
    ],
)
def test_values_differ_in_more_than_spelling(old: object, new: object, other: bool) -> None:
    assert differs(old, new) is other
