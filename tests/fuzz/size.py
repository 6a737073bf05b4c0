"""How much of a large corpus a test tries: a sample in ``make test``, all of it in ``make fuzz``."""

from __future__ import annotations

import os
import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def is_whole() -> bool:
    """Whether ``make fuzz`` runs: everything is tried."""
    return os.environ.get("FUZZ") == "whole"


def size(sampled: int, whole: int) -> int:
    """How many to try: ``sampled`` of them in ``make test``, ``whole`` in ``make fuzz``."""
    return whole if is_whole() else min(sampled, whole)


def sample(corpus: Sequence[T], sampled: int) -> list[T]:
    """``sampled`` of the corpus in ``make test``, always the same and from all over it; all of it in ``make fuzz``."""
    count = size(sampled, len(corpus))
    picked = random.Random(14).sample(range(len(corpus)), count)  # noqa: S311  (a test)
    return [corpus[index] for index in sorted(picked)]
