"""Where a gain that is straight between bends is nothing."""

from __future__ import annotations

import pytest

from macros.prices.arithmetic.critical import linear_root


def gain(x: float) -> float:
    """Falls by 2 for each up to 4, where freed time begins, and by 6 after: nothing at 4⅓."""
    return 10 - 2 * x if x <= 4 else 2 - 6 * (x - 4)


def freed(x: float) -> list[float]:
    return [2 * x - 8]


@pytest.mark.parametrize(("highest", "root"), [(None, 13 / 3), (5.0, 13 / 3), (4.2, None), (13 / 3, 13 / 3)])
def test_the_root_is_found_behind_a_bend(highest: float | None, root: float | None) -> None:
    assert linear_root(1.0, gain, freed, highest) == (root if root is None else pytest.approx(root))


@pytest.mark.parametrize(("base", "nearest"), [(1.0, 2.0), (9.0, 8.0), (2.0, 2.0)])
def test_of_several_roots_it_is_the_nearest(base: float, nearest: float) -> None:
    """A tent: up by 1 to 5, then down by 1; nothing at 2 and at 8."""
    assert linear_root(base, lambda x: 3 - abs(x - 5), lambda x: [x - 5], None) == pytest.approx(nearest)
