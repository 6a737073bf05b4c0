"""A sample is the same every time and comes from all over the corpus; ``make fuzz`` takes all of it."""

from __future__ import annotations

import pytest
from fuzz.size import sample, size


def test_a_sample_in_the_tests_and_the_whole_when_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus = list(range(1000))
    monkeypatch.delenv("FUZZ", raising=False)
    assert size(20, 1000) == 20 and size(20, 5) == 5
    picked = sample(corpus, 20)
    assert picked == sample(corpus, 20) == sorted(set(picked)) and len(picked) == 20
    assert picked[0] < 200 and picked[-1] > 800, "not only the first of them"
    monkeypatch.setenv("FUZZ", "whole")
    assert size(20, 1000) == 1000 and sample(corpus, 20) == corpus
